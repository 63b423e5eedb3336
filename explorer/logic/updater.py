"""In which order do nodes follow their rules? Update schemes as objects.

Sources: Kauffman, J Theor Biol 1969;22:437 (synchronous); Thomas, J Theor Biol 1991;153:1 (asynchronous);
Faure et al., Bioinformatics 2006;22:e124 (priority classes).
"""

from __future__ import annotations

import random
from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from explorer.logic.network import Network
    from explorer.logic.state import State

    Successor = Callable[[State], State]


class UpdateScheme(Protocol):
    """How one state leads to the next."""

    @property
    def name(self) -> str:
        """The word used in files, options and settings."""

    @property
    def deterministic(self) -> bool:
        """Whether a state has only one successor, so that a repeated state proves a cycle."""

    def successor(self, network: Network, held: Mapping[int, int]) -> Callable[[State], State]:
        """Return a function from a state to the next, in which ``held`` nodes (number: bit) never move.

        A state that is its own successor is a fixed point.
        """


def _held_step(network: Network, held: Mapping[int, int]) -> Callable[[State], State]:
    step = network.step
    if not held:
        return lambda state: step(state, 1)

    def with_holds(state: State) -> State:
        bits = list(step(state, 1))
        for at, bit in held.items():
            bits[at] = bit
        return tuple(bits)

    return with_holds


@dataclass(frozen=True, slots=True)
class Synchronous:
    """All nodes at once."""

    name: str = field(default="synchronous", init=False)
    deterministic: bool = field(default=True, init=False)

    def successor(self, network: Network, held: Mapping[int, int]) -> Callable[[State], State]:
        """Return the synchronous step."""
        return _held_step(network, held)


@dataclass(frozen=True, slots=True)
class Asynchronous:
    """One node a step, drawn evenly from those whose rule disagrees with their value."""

    seed: int = 0
    name: str = field(default="asynchronous", init=False)
    deterministic: bool = field(default=False, init=False)

    def successor(self, network: Network, held: Mapping[int, int]) -> Callable[[State], State]:
        """Return a step with a random order of its own, begun from ``seed``; works for one run from its start."""
        draw = random.Random(self.seed)  # noqa: S311  (a repeatable order, not a secret)
        walk = _UnstableNodes(network, held)

        def one_node(state: State) -> State:
            unstable = walk.in_state(state)
            if not unstable:
                return state
            return walk.flip(state, unstable[int(draw.random() * len(unstable))])

        return one_node


class _UnstableNodes:
    """The nodes that disagree with their rules, kept up to date as single nodes flip."""

    def __init__(self, network: Network, held: Mapping[int, int]) -> None:
        self._network = network
        self._held = held
        self._state: State | None = None
        self._unstable: list[int] = []

    def in_state(self, state: State) -> list[int]:
        if state is not self._state:
            self._state = state
            target = _held_step(self._network, self._held)(state)
            self._unstable = [at for at, bit in enumerate(state) if target[at] != bit]
        return self._unstable

    def flip(self, state: State, at: int) -> State:
        bits = list(state)
        bits[at] ^= 1
        network, index = self._network, self._network.index
        touched = {at, *(index[target] for target in network.targets[network.nodes[at]])}
        unstable = [node for node in self._unstable if node not in touched]
        unstable.extend(
            node
            for node in sorted(touched)
            if node not in self._held and network.node_function(node)(bits, 1) != bits[node]
        )
        self._unstable = unstable
        self._state = tuple(bits)
        return self._state


@dataclass(frozen=True, slots=True)
class Sequential:
    """All nodes in every step, one after the other, each seeing what came before it.

    ``order`` lists node ids; nodes that it leaves out follow in network order.
    """

    order: tuple[str, ...] = ()
    name: str = field(default="sequential", init=False)
    deterministic: bool = field(default=True, init=False)

    def successor(self, network: Network, held: Mapping[int, int]) -> Callable[[State], State]:
        """Return the sequential sweep."""
        ids = dict.fromkeys((*(node for node in self.order if node in network.index), *network.nodes))
        sweep = [
            (network.index[node], network.node_function(network.index[node]))
            for node in ids
            if node in network.rules and network.index[node] not in held
        ]

        def one_sweep(state: State) -> State:
            bits = list(state)
            for at, function in sweep:
                bits[at] = function(bits, 1)
            return tuple(bits)

        return one_sweep


@dataclass(frozen=True, slots=True)
class Priority:
    """In every step only the first class with something to do, all its nodes at once.

    ``classes`` list node ids, most urgent first; nodes in none of them form a last class.
    """

    classes: tuple[tuple[str, ...], ...] = ()
    name: str = field(default="priority", init=False)
    deterministic: bool = field(default=True, init=False)

    def successor(self, network: Network, held: Mapping[int, int]) -> Callable[[State], State]:
        """Return the step of the most urgent class."""
        step = _held_step(network, held)
        named = {node for group in self.classes for node in group}
        rest = tuple(node for node in network.nodes if node not in named)
        groups = [[network.index[node] for node in group if node in network.index] for group in (*self.classes, rest)]

        def urgent_first(state: State) -> State:
            target = step(state)
            for group in groups:
                moving = [at for at in group if target[at] != state[at]]
                if moving:
                    bits = list(state)
                    for at in moving:
                        bits[at] = target[at]
                    return tuple(bits)
            return state

        return urgent_first


SCHEMES: tuple[str, ...] = ("synchronous", "asynchronous", "sequential", "priority")
"""The names of the update schemes, default first."""
