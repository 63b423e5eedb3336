"""Which states lead where? All states of a few nodes at once: a set of states is one integer, a bit a state.

State number s has node ``nodes[i]`` ON where bit i of s is set. One step of node i moves a set by a shift of 2**i
bits, so that a closure over a million states takes some tens of milliseconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.logic.percolation import counting_plane

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from explorer.logic.budget import Budget
    from explorer.logic.network import Network

MOST_NODES = 20
"""Nodes up to which all states are held at once (a set is then 128 kB)."""


class StateSpace:
    """All states of ``nodes`` while all other nodes that matter are fixed; asynchronous steps between them."""

    def __init__(self, network: Network, nodes: Sequence[int], fixed: Mapping[int, int]) -> None:
        """Prepare the steps.

        Args:
            network: the rules.
            nodes: node numbers; together with ``fixed`` they hold every regulator that can matter to them.
            fixed: bits of other nodes by number.
        """
        self.nodes = tuple(nodes)
        count = len(self.nodes)
        self.everything = (1 << (1 << count)) - 1
        planes = [0] * len(network.nodes)
        for at, bit in fixed.items():
            planes[at] = self.everything if bit else 0
        self.on = [counting_plane(at, count) for at in range(count)]
        for node, plane in zip(self.nodes, self.on, strict=True):
            planes[node] = plane
        self._rising: list[int] = []
        self._falling: list[int] = []
        self.restless = 0
        for node, plane in zip(self.nodes, self.on, strict=True):
            target = network.node_function(node)(planes, self.everything)
            self._rising.append(target & ~plane)
            self._falling.append(plane & ~target)
            self.restless |= target ^ plane

    def forward(self, states: int, budget: Budget) -> int:
        """Return all states that can follow ``states``, these included.

        Raises:
            NotFinishedError: the budget is spent.
        """
        while True:
            budget.check()
            before = states
            for at, (rising, falling) in enumerate(zip(self._rising, self._falling, strict=True)):
                shift = 1 << at
                states |= ((states & rising) << shift) | ((states & falling) >> shift)
            if states == before:
                return states

    def backward(self, states: int, budget: Budget) -> int:
        """Return all states from which ``states`` can follow, these included.

        Raises:
            NotFinishedError: the budget is spent.
        """
        while True:
            budget.check()
            before = states
            for at, (rising, falling) in enumerate(zip(self._rising, self._falling, strict=True)):
                shift = 1 << at
                states |= ((states >> shift) & rising) | ((states << shift) & falling)
            if states == before:
                return states

    def attractors(self, within: int, budget: Budget) -> Iterator[int]:
        """Yield the attractors inside ``within``, a set that no step leaves; the fixed points first.

        Raises:
            NotFinishedError: the budget is spent.
        """
        resting = within & ~self.restless
        for state in each_state(resting):
            budget.check()
            yield 1 << state
        waiting = within & ~self.backward(resting, budget) if resting else within
        while waiting:
            found = self._downhill(waiting, budget)
            yield found
            waiting &= ~self.backward(found, budget)

    def _downhill(self, states: int, budget: Budget) -> int:
        """Return one attractor that can follow ``states``: walk to what cannot come back until nothing is left."""
        state = states & -states
        while True:
            ahead = self.forward(state, budget)
            gone = ahead & ~self.backward(state, budget)
            if not gone:
                return ahead
            state = 1 << (gone.bit_length() - 1)


def each_state(states: int) -> Iterator[int]:
    """Yield the numbers of the states in the set ``states``, lowest first."""
    while states:
        lowest = states & -states
        yield lowest.bit_length() - 1
        states ^= lowest
