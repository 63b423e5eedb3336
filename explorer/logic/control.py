"""Which smallest sets of holds make every reachable attractor meet a goal? All minimal ones, exact.

Sets are tried by size, thousands at once on bit planes: percolation of the holds proves many, a few asynchronous
runs that come to rest elsewhere refute most, and what is left is checked exactly by its reachable attractors. A set
that contains one already found is not tried: it is not minimal. Only nodes upstream of the goal are looked at; what
is not upstream cannot change it.
"""

from __future__ import annotations

import math
import random
import time
from dataclasses import dataclass
from itertools import combinations, islice
from typing import TYPE_CHECKING, TypeAlias

from explorer.errors import NotFinishedError
from explorer.logic.blocks import upstream
from explorer.logic.budget import Budget
from explorer.logic.compiler import StepFunction, compile_step
from explorer.logic.network import Network
from explorer.logic.reachability import always_ends_with
from explorer.logic.rule import And, Constant, Not, Or, Rule, Variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from explorer.logic.state import State

Hold: TypeAlias = tuple[str, bool]
"""A node and the value to which it would be held."""
_LANES = 4_096
_ORDERS = 6
_SWEEPS = 60
_PAUSE = 0.1
"""Seconds between two reports while sets are checked one by one."""


@dataclass(frozen=True, slots=True)
class ControlProgress:
    """What is known so far.

    Attributes:
        found: minimal sets that surely reach the goal, smallest first.
        unsettled: sets that could not be checked in time; they may or may not reach it.
        tried, total: sets looked at, and all sets there are to look at.
        is_finished: whether all were looked at.
        reason: why not, or an empty string.
    """

    found: tuple[Mapping[str, bool], ...]
    unsettled: tuple[Mapping[str, bool], ...]
    tried: int
    total: int
    is_finished: bool = False
    reason: str = ""

    @property
    def exact(self) -> bool:
        """Whether ``found`` is all there is, for certain."""
        return self.is_finished and not self.unsettled


def find_controls(
    network: Network,
    state: State,
    holds: Mapping[str, bool],
    goal: Mapping[str, bool],
    candidates: Iterable[Hold],
    *,
    most: int = 4,
    budget: Budget | None = None,
) -> Iterator[ControlProgress]:
    """Yield what is known about sets of at most ``most`` of the ``candidates``; the last one yielded is the answer.

    Args:
        network: the rules.
        state: the state in which the new holds are applied; inputs as they will stand.
        holds: what stays held anyway.
        goal: node values wanted in every state of every reachable attractor.
        candidates: holds that may be added; such as change nothing, or concern held nodes, are left out.
        most: largest size of a set.
        budget: when to stop; what was found until then is yielded, marked as unfinished.

    Raises:
        UnknownNodeError: a hold or the goal names a node that the network does not have.
    """
    network.positions({**holds, **goal})
    part, bits = _upstream_part(network, state, goal)
    search = _Search(part, bits, {node: value for node, value in holds.items() if node in part.index}, goal)
    free = [
        (node, value)
        for node, value in dict.fromkeys(candidates)
        if node in part.index and node not in holds and (node in part.rules or bool(bits[part.index[node]]) != value)
    ]
    yield from search.run(free, most, budget or Budget())


def _upstream_part(network: Network, state: State, goal: Mapping[str, bool]) -> tuple[Network, State]:
    graph = {at: tuple(network.index[name] for name in network.regulators[node]) for node, at in network.index.items()}
    kept = upstream(graph, (network.index[node] for node in goal))
    nodes = [node for node in network.nodes if network.index[node] in kept]
    rules = {node: network.rules[node] for node in nodes if node in network.rules}
    return Network(nodes, rules), tuple(state[network.index[node]] for node in nodes)


class _Search:
    """Sets of holds tried by size on one network from one state."""

    def __init__(self, network: Network, state: State, holds: Mapping[str, bool], goal: Mapping[str, bool]) -> None:
        self._network, self._holds, self._goal = network, holds, goal
        self._state = network.state(holds, otherwise=state)
        self._wanted = network.positions(goal)
        self._held = network.positions(holds)
        self._percolation = _two_rails(network)
        draw = random.Random(0)  # noqa: S311  (a repeatable order, not a secret)
        ruled = [network.index[node] for node in network.nodes if node in network.rules]
        self._orders = [ruled, ruled[::-1], *(draw.sample(ruled, len(ruled)) for _ in range(_ORDERS - 2))]
        self._found: list[tuple[int, dict[str, bool]]] = []
        self._unsettled: list[dict[str, bool]] = []
        self._tried = self._total = 0

    def run(self, free: Sequence[Hold], most: int, budget: Budget) -> Iterator[ControlProgress]:
        self._total = sum(math.comb(len(free), size) for size in range(min(most, len(free)) + 1))
        try:
            for size in range(min(most, len(free)) + 1):
                sets = combinations(range(len(free)), size)
                while chunk := list(islice(sets, _LANES)):
                    budget.check()
                    before = self._tried
                    fresh = [chosen for chosen in chunk if self._is_new(chosen, free)]
                    for settled in self._try(fresh, free, budget) if fresh else ():
                        self._tried = before + settled
                        yield self._progress()
                    self._tried = before + len(chunk)
                    yield self._progress()
        except NotFinishedError as error:
            yield self._progress(reason=str(error))
        else:
            yield self._progress(is_finished=True)

    def _progress(self, *, is_finished: bool = False, reason: str = "") -> ControlProgress:
        found = tuple(holds for _, holds in self._found)
        return ControlProgress(found, tuple(self._unsettled), self._tried, self._total, is_finished, reason)

    def _is_new(self, chosen: tuple[int, ...], free: Sequence[Hold]) -> bool:
        """Whether it holds no node twice and contains no set that was found."""
        members = sum(1 << at for at in chosen)
        return len({free[at][0] for at in chosen}) == len(chosen) and all(
            found & members != found for found, _ in self._found
        )

    def _try(self, sets: Sequence[tuple[int, ...]], free: Sequence[Hold], budget: Budget) -> Iterator[int]:
        """Look at ``sets``; yields now and then how many are settled, for each may take its time."""
        mask = (1 << len(sets)) - 1
        on, held = self._lanes(sets, free, mask)
        proven = self._proven(on, held, mask)
        open_lanes = self._not_refuted(on, held, mask, proven)
        told = time.monotonic()
        for lane, chosen in enumerate(sets):
            if not (open_lanes >> lane) & 1:
                continue
            if time.monotonic() - told > _PAUSE:
                yield lane
                told = time.monotonic()
            added = dict(free[at] for at in chosen)
            if (proven >> lane) & 1 or self._is_met(added, budget):
                self._found.append((sum(1 << at for at in chosen), added))

    def _is_met(self, added: Mapping[str, bool], budget: Budget) -> bool:
        """Check exactly; a set whose check grows too large is noted as unsettled."""
        budget.check()
        # One hard set must not use up the time of all others.
        part = Budget(max(1.0, budget.left / 4), budget.cancelled)
        try:
            holds = {**self._holds, **added}
            return always_ends_with(self._network, self._state, holds, self._goal, budget=part)
        except NotFinishedError as error:
            if error.was_cancelled:
                raise
            self._unsettled.append(dict(added))
            return False

    def _lanes(
        self, sets: Sequence[tuple[int, ...]], free: Sequence[Hold], mask: int
    ) -> tuple[list[int], dict[int, int]]:
        """Return the state planes with every lane's holds applied, and by node number the lanes that hold it."""
        index = self._network.index
        lanes_of = [0] * len(free)
        for lane, chosen in enumerate(sets):
            bit = 1 << lane
            for at in chosen:
                lanes_of[at] |= bit
        planes = [mask if bit else 0 for bit in self._state]
        held = dict.fromkeys(self._held, mask)
        for (node, value), lanes in zip(free, lanes_of, strict=True):
            at = index[node]
            planes[at] = planes[at] | lanes if value else planes[at] & ~lanes
            held[at] = held.get(at, 0) | lanes
        return planes, held

    def _proven(self, planes: list[int], held: Mapping[int, int], mask: int) -> int:
        """Return the lanes in which the goal percolates from the holds and inputs, so that it holds in any order."""
        count = len(planes)
        rails = [0] * (2 * count)
        for at in range(count):
            lanes = mask if self._network.nodes[at] not in self._network.rules else held.get(at, 0)
            rails[at], rails[count + at] = lanes & planes[at], lanes & ~planes[at]
        while True:
            following = self._percolation(rails, mask)
            fresh = list(rails)
            for at in range(count):
                loose = ~held.get(at, 0)
                fresh[at] |= following[at] & loose
                fresh[count + at] |= following[count + at] & loose
            if fresh == rails:
                break
            rails = fresh
        met = mask
        for at, bit in self._wanted.items():
            met &= rails[at if bit else count + at]
        return met

    def _not_refuted(self, start: list[int], held: Mapping[int, int], mask: int, proven: int) -> int:
        """Return the lanes in which no tried order came to rest without the goal.

        Each sweep updates one node after the other: an asynchronous run, so that where it rests is reachable.
        """
        functions = self._network.node_function
        still_open = mask
        for order in self._orders:
            if not still_open & ~proven:
                break
            planes = list(start)
            moved = mask
            for _ in range(_SWEEPS):
                moved = 0
                for at in order:
                    change = (functions(at)(planes, mask) ^ planes[at]) & ~held.get(at, 0)
                    planes[at] ^= change
                    moved |= change
                if not moved & still_open:
                    break
            met = mask
            for at, bit in self._wanted.items():
                met &= planes[at] if bit else ~planes[at]
            still_open &= met | moved
        return still_open


def _two_rails(network: Network) -> StepFunction:
    """Return a step on twice as many planes: for each node the lanes known ON, then those known OFF."""
    names = [(node, rail) for rail in ("on", "off") for node in network.nodes]
    index = {f"{rail} {node}": at for at, (node, rail) in enumerate(names)}
    return compile_step([_rail(network, node, is_on=rail == "on") for node, rail in names], index)


def _rail(network: Network, node: str, *, is_on: bool) -> Rule:
    rule = network.rules.get(node)
    return Constant(value=False) if rule is None else _known(rule, is_on)


def _known(rule: Rule, is_on: bool) -> Rule:  # noqa: FBT001  (the value that is to be known)
    """Return the rule for knowing that ``rule`` has the value ``is_on``, from what is known of its names."""
    if isinstance(rule, Constant):
        return Constant(rule.value == is_on)
    if isinstance(rule, Variable):
        return Variable(f"{'on' if is_on else 'off'} {rule.name}")
    if isinstance(rule, Not):
        return _known(rule.term, not is_on)
    assert isinstance(rule, And | Or)
    terms = tuple(_known(term, is_on) for term in rule.terms)
    return And(terms) if isinstance(rule, And) == is_on else Or(terms)
