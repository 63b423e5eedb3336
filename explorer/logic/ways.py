"""By which updates of single nodes does a state come into an attractor? One way of many, each step one of the rules'.

Where few states lie on the way, none is shorter: best-first search (Hart, Nilsson, Raphael, IEEE Trans Syst Sci Cybern
1968;4:100) by the number of nodes that still differ, of which a step can settle one. Elsewhere it is a run in random
order that arrived, without the detours that can be left out: every way that is left is walked again, step by step.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from explorer.errors import NotFinishedError
from explorer.logic.attractors import kept_values
from explorer.logic.budget import Budget
from explorer.logic.state_space import MOST_NODES, StateSpace
from explorer.logic.updater import Asynchronous

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explorer.logic.attractors import Attractor
    from explorer.logic.network import Network
    from explorer.logic.state import State

MOST_STATES = 20_000
"""States whose next steps are looked at before random orders are tried."""
_MOST_KNOWN = 5 * MOST_STATES  # states that are kept while these are looked at: some 40 MB
_STEPS_A_NODE = 50  # steps, for each node, after which a run in random order is given up
_TIDYING = 2.0  # seconds at most in which detours are looked for
_LOOKS = 256  # states between two looks at the time


@dataclass(frozen=True)
class Aim:
    """An attractor that is to be reached.

    Attributes:
        values: the bit that each node keeps in it, in network order; None where it varies.
        size: number of its states.
        state: one of them.
        is_alone: whether no other attractor has these values and this size.
    """

    network: Network
    values: tuple[int | None, ...]
    size: int
    state: State
    is_alone: bool = False

    @cached_property
    def varying(self) -> tuple[int, ...]:
        """The numbers of the nodes that take both values."""
        return tuple(at for at, value in enumerate(self.values) if value is None)

    def contains(self, state: State) -> bool | None:
        """Return whether ``state`` is one of the attractor's; None where it has too many to tell."""
        if any(value is not None and value != bit for value, bit in zip(self.values, state, strict=True)):
            return False
        if self.size == 1 << len(self.varying) or state == self.state:
            return True
        if len(self.varying) > MOST_NODES:
            return None
        return bool((self._states >> self._number(state)) & 1)

    @cached_property
    def _states(self) -> int:
        """The set of its states: what can follow one of them, while the nodes that never change are fixed."""
        fixed = {at: value for at, value in enumerate(self.values) if value is not None}
        space = StateSpace(self.network, self.varying, fixed)
        return space.forward(1 << self._number(self.state), Budget())

    def _number(self, state: State) -> int:
        return sum(state[node] << at for at, node in enumerate(self.varying))

    def is_met_by(self, found: Attractor) -> bool | None:
        """Return whether ``found``, under the same holds, is this attractor; None where that cannot be told."""
        if found.size != self.size or kept_values(self.network, found) != self.values:
            return False
        return True if self.is_alone else self.contains(found.state)


@dataclass(frozen=True, slots=True)
class Way:
    """A run of single nodes.

    Attributes:
        states: from the first, holds applied, to the first that is in the attractor.
        moves: the number of the node that changes in each step.
        is_shortest: whether it is known that no way into the attractor has fewer steps.
    """

    states: tuple[State, ...]
    moves: tuple[int, ...]
    is_shortest: bool

    @property
    def steps(self) -> tuple[tuple[int, int], ...]:
        """The node number and the new bit of each step."""
        return tuple((at, state[at]) for at, state in zip(self.moves, self.states[1:], strict=True))


def find_way(
    network: Network, state: State, holds: Mapping[str, bool], aim: Aim, *, budget: Budget, seed: int = 0
) -> Way | None:
    """Return a way from ``state``, ``holds`` applied to it, into ``aim``; None where there is none, for certain.

    Raises:
        UnknownNodeError: a hold names a node that the network does not have.
        NotFinishedError: the budget is spent.
    """
    held = network.positions(holds)
    start = tuple(held.get(at, bit) for at, bit in enumerate(state))
    search = _Search(network, held, aim)
    moves = search.moves_from(start, budget)
    if moves is not None or search.has_seen_all:
        return None if moves is None else _way(network, held, start, moves, is_shortest=search.is_sharp)
    return _way(network, held, start, _by_chance(network, held, start, aim, budget, seed), is_shortest=False)


def replayed(network: Network, held: Mapping[int, int], start: State, moves: Sequence[int]) -> tuple[State, ...] | None:
    """Return the states through which ``moves`` lead, or None where a node's rule does not ask it to change then."""
    bits = list(start)
    states = [start]
    for at in moves:
        if not _may_move(network, held, bits, at):
            return None
        bits[at] ^= 1
        states.append(tuple(bits))
    return tuple(states)


def unstable(network: Network, held: Mapping[int, int], state: State) -> list[int]:
    """Return the numbers of the nodes that may change next, one at a time."""
    wished = network.step(state, 1)
    return [at for at, bit in enumerate(state) if wished[at] != bit and at not in held]


def _may_move(network: Network, held: Mapping[int, int], bits: Sequence[int], at: int) -> bool:
    return at not in held and network.nodes[at] in network.rules and network.node_function(at)(bits, 1) != bits[at]


def _way(network: Network, held: Mapping[int, int], start: State, moves: Sequence[int], *, is_shortest: bool) -> Way:
    states = replayed(network, held, start, moves)
    assert states is not None
    return Way(states, tuple(moves), is_shortest)


class _Search:
    """Best-first search; a state is an integer, bit i that of node number i."""

    def __init__(self, network: Network, held: Mapping[int, int], aim: Aim) -> None:
        self.has_seen_all = False
        self._network, self._held, self._aim = network, held, aim
        self.is_sharp = len(aim.varying) <= MOST_NODES or aim.size == 1 << len(aim.varying)
        """Whether every state of the aim is known as such: else the way leads to one of them."""
        kept = [bit if value is None and not self.is_sharp else value
                for value, bit in zip(aim.values, aim.state, strict=True)]  # fmt: skip
        self._mask = sum(1 << at for at, value in enumerate(kept) if value is not None)
        self._goal = sum(1 << at for at, value in enumerate(kept) if value)

    def _left(self, state: int) -> int:
        return ((state ^ self._goal) & self._mask).bit_count()

    def moves_from(self, start: State, budget: Budget) -> list[int] | None:
        """Return the moves of a shortest way, or None where there is none, or none among so many states."""
        first = sum(bit << at for at, bit in enumerate(start))
        came: dict[int, tuple[int, int]] = {}
        cost = {first: 0}
        left = self._left(first)
        # Among equals the one that is nearer, and of these the latest: straight on as long as that is as short.
        waiting = [(left, left, 0, first)]
        done: set[int] = set()
        while waiting:
            *_, state = heappop(waiting)
            if state in done:
                continue
            bits = self._bits(state)
            if not (state ^ self._goal) & self._mask and self._aim.contains(bits):
                return _back(came, state)
            done.add(state)
            if len(done) % _LOOKS == 1:
                budget.check()
            if len(done) > MOST_STATES or len(cost) > _MOST_KNOWN:
                return None
            for at in unstable(self._network, self._held, bits):
                following = state ^ (1 << at)
                steps = cost[state] + 1
                if steps < cost.get(following, steps + 1):
                    cost[following] = steps
                    came[following] = state, at
                    left = self._left(following)
                    heappush(waiting, (steps + left, left, -len(cost), following))
        self.has_seen_all = True
        return None

    def _bits(self, state: int) -> State:
        return tuple((state >> at) & 1 for at in range(len(self._network.nodes)))


def _back(came: Mapping[int, tuple[int, int]], state: int) -> list[int]:
    moves = []
    while state in came:
        state, at = came[state]
        moves.append(at)
    return moves[::-1]


# -- by chance --------------------------------------------------------------------------------------------------------


def _by_chance(
    network: Network, held: Mapping[int, int], start: State, aim: Aim, budget: Budget, seed: int
) -> list[int]:
    """Return the moves of a run in random order that arrives, without what can be left out of them."""
    while True:
        moves = _random_run(network, held, start, aim, budget, seed)
        if moves is not None:
            return _shortened(network, held, start, moves, aim, budget)
        seed += 1


def _random_run(
    network: Network, held: Mapping[int, int], start: State, aim: Aim, budget: Budget, seed: int
) -> list[int] | None:
    successor = Asynchronous(seed).successor(network, held)
    state, moves = start, list[int]()
    for step in range(_STEPS_A_NODE * len(network.nodes)):
        if step % _LOOKS == 0:
            budget.check()
        if aim.contains(state):
            return moves
        following = successor(state)
        if following == state:
            return None
        moves.append(next(at for at, bit in enumerate(state) if following[at] != bit))
        state = following
    return None


def _shortened(
    network: Network, held: Mapping[int, int], start: State, moves: list[int], aim: Aim, budget: Budget
) -> list[int]:
    """Return ``moves`` without circles, changes there and back, and single ones, as far as it still arrives in time."""
    moves = _without_circles(network, held, start, moves)
    limit = Budget(min(_TIDYING, budget.left), budget.cancelled)
    try:
        while (fewer := _once_shortened(network, held, start, moves, aim, limit)) != moves:
            moves = fewer
    except NotFinishedError as error:
        if error.was_cancelled:
            raise
    return moves


def _once_shortened(
    network: Network, held: Mapping[int, int], start: State, moves: list[int], aim: Aim, limit: Budget
) -> list[int]:
    for at in reversed(range(len(moves))):
        limit.check()
        later = next((place for place in range(at + 1, len(moves)) if moves[place] == moves[at]), None)
        for left_out in ({at}, {at, later}) if later is not None else ({at},):
            fewer = [node for place, node in enumerate(moves) if place not in left_out]
            if _arrives(network, held, start, fewer, aim):
                return fewer
    return moves


def _arrives(network: Network, held: Mapping[int, int], start: State, moves: Sequence[int], aim: Aim) -> bool:
    states = replayed(network, held, start, moves)
    return states is not None and bool(aim.contains(states[-1]))


def _without_circles(network: Network, held: Mapping[int, int], start: State, moves: list[int]) -> list[int]:
    states = replayed(network, held, start, moves)
    assert states is not None
    last = {state: at for at, state in enumerate(states)}
    kept, at = [], last[start]
    while at < len(moves):
        kept.append(moves[at])
        at = last[states[at + 1]]
    return kept
