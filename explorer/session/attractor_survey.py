"""Where can the present holds lead, which of it lies ahead, and how likely is each? Told as it is found.

All attractors are exact (``logic.attractors``), and so is which of them lie ahead of the present state and of where
the last run began. Shares are sampled: random-order runs from where the last run began. Where the attractors do not
finish in time, the minimal trap spaces say what is certain: those that fix every node are all the fixed points, and
each of the others holds at least one attractor that keeps turning.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from explorer.errors import NotFinishedError
from explorer.logic.attractors import MOST_ATTRACTORS, AttractorKind, AttractorList, fixed_values, kept_values, solved
from explorer.logic.budget import Budget
from explorer.logic.ensemble import DEFAULT_RUNS, Share, run_ensemble, wilson
from explorer.logic.percolation import trap_space_round
from explorer.logic.reachability import find_reachable
from explorer.logic.trap_spaces import minimal_trap_spaces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from explorer.logic.attractors import Attractor
    from explorer.logic.network import Network
    from explorer.logic.state import State
    from explorer.session.snapshot import DocumentState

SECONDS = 30.0
"""Time for all attractors; as much again for trap spaces, and for what lies ahead."""
_PAUSE = 0.25  # seconds between two partial answers


class EndKind(Enum):
    """What is known about an end."""

    FIXED_POINT = "fixed point"
    CYCLIC = "keeps turning"
    TRAP_SPACE = "trap space"


@dataclass(frozen=True, slots=True)
class End:
    """An attractor, or a trap space that holds at least one.

    Attributes:
        size: number of states, exact; None for a trap space.
        values: the bit that each node keeps, in network order; None where it varies (in a trap space: may vary).
        state: one of its states; of a trap space, any state in it.
        ahead: whether some order of updates reaches it from the present state; None where that is not known.
        from_start: the same from where the last run began.
        share: how many random-order runs from there end in it; None where not sampled.
    """

    kind: EndKind
    size: int | None
    values: tuple[int | None, ...]
    state: State
    ahead: bool | None = None
    from_start: bool | None = None
    share: Share | None = None


@dataclass(frozen=True)
class Survey:
    """What is known so far; the last one told is the answer.

    Attributes:
        asked: the state in which was asked; its holds are those meant.
        ends: fixed points first, then by size.
        exact: whether these are all attractors; otherwise each one listed is right and others may be missing.
        reason: why they are not all, or an empty string.
        knows_fixed_points: whether every fixed point is among them.
        doing: what is being done, or an empty string at the end.
        unplaced: random-order runs, of all, that could not be told to belong to one end.
    """

    asked: DocumentState
    ends: tuple[End, ...] = ()
    exact: bool = False
    reason: str = ""
    knows_fixed_points: bool = False
    doing: str = ""
    unplaced: int = 0

    @property
    def nodes(self) -> tuple[str, ...]:
        """The ids of the nodes, in the order of ``End.values``."""
        return self.asked.pathway.network.nodes

    def differing(self) -> tuple[str, ...]:
        """Return the nodes, outcomes left out, that do not keep one and the same value in all ends."""
        return tuple(node for node in self._others() if not self._is_shared(node))

    def shared(self) -> tuple[str, ...]:
        """Return the nodes, outcomes left out, that keep one and the same value in all ends."""
        return tuple(node for node in self._others() if self._is_shared(node))

    def _others(self) -> Iterator[str]:
        outcomes = {node.id for node in self.asked.pathway.outcomes}
        return (node for node in self.asked.pathway.nodes if node not in outcomes)

    def _is_shared(self, node: str) -> bool:
        at = self.asked.pathway.network.index[node]
        found = {end.values[at] for end in self.ends}
        return len(found) == 1 and None not in found

    def here(self, state: State) -> int | None:
        """Return the number of the first end with whose fixed values ``state`` agrees, or None."""
        for number, end in enumerate(self.ends):
            if all(value is None or value == bit for value, bit in zip(end.values, state, strict=True)):
                return number
        return None


def survey(
    state: DocumentState,
    *,
    budget: Budget | None = None,
    seconds: float = SECONDS,
    runs: int = DEFAULT_RUNS,
    seed: int = 0,
) -> Iterator[Survey]:
    """Yield what is known about the ends under the present holds, the last complete; for a worker.

    Args:
        state: where from, and under which holds.
        budget: only asked whether to give up.
        seconds: time for each part.
        runs: number of random-order runs.
        seed: order of these.

    Raises:
        NotFinishedError: cancelled.
    """
    cancelled = (budget or Budget()).cancelled
    known = Survey(state, doing="Looking for all attractors")
    yield known
    for found in _all_attractors(state, Budget(seconds, cancelled)):
        known = replace(known, ends=_ends(found, state.pathway.network), exact=found.exact, reason=found.reason)
        yield known
    if known.exact:
        known = replace(known, knows_fixed_points=True)
    else:
        yield replace(known, doing="Looking for trap spaces")
        known = _with_trap_spaces(known, Budget(seconds, cancelled))
    yield replace(known, doing="Looking which lie ahead")
    known = _with_ahead(known, Budget(seconds, cancelled))
    yield replace(known, doing="Running in random orders")
    known = _with_shares(known, Budget(seconds, cancelled), runs=runs, seed=seed)
    yield replace(known, doing="")


def _start(state: DocumentState) -> State:
    """Return the state from which the last run began, its holds applied."""
    return state.runs[-1].trajectory.states[0]


def _all_attractors(state: DocumentState, budget: Budget) -> Iterator[AttractorList]:
    """Yield the attractors found so far now and then, the last list complete or with the reason why it is not."""
    network = state.pathway.network
    found: list[Attractor] = []
    told = time.monotonic()
    reason = ""
    try:
        for one in solved(network, fixed_values(network, state.present, state.holds), budget):
            if len(found) == MOST_ATTRACTORS:
                reason = f"there are more than {MOST_ATTRACTORS:,}"
                break
            found.append(one)
            if time.monotonic() - told > _PAUSE:
                told = time.monotonic()
                yield AttractorList(_sorted(found), exact=False)
    except NotFinishedError as error:
        if error.was_cancelled:
            raise
        reason = str(error)
    yield AttractorList(_sorted(found), exact=not reason, reason=reason)


def _sorted(found: Sequence[Attractor]) -> tuple[Attractor, ...]:
    return tuple(sorted(found, key=lambda one: (one.size, one.on)))


def _ends(found: AttractorList, network: Network) -> tuple[End, ...]:
    return tuple(_end(one, network) for one in found.found)


def _end(one: Attractor, network: Network) -> End:
    if one.kind is AttractorKind.FIXED_POINT:
        return End(EndKind.FIXED_POINT, 1, one.state, one.state)
    return End(EndKind.CYCLIC, one.size, kept_values(network, one), one.state)


# -- what is certain where the attractors did not finish --------------------------------------------------------------


def _with_trap_spaces(known: Survey, budget: Budget) -> Survey:
    """Return ``known`` with all fixed points, and with the trap spaces in which no attractor is known yet."""
    state = known.asked
    network = state.pathway.network
    unfinished = AttractorList((), exact=False)
    try:
        spaces = minimal_trap_spaces(network, state.present, state.holds, budget=budget, known=unfinished)
    except NotFinishedError as error:
        if error.was_cancelled:
            raise
        return known
    if len(spaces) > MOST_ATTRACTORS:
        return known
    ends = list(known.ends)
    seen = {end.state for end in ends if end.kind is EndKind.FIXED_POINT}
    for space in spaces:
        bits = network.positions(space)
        values = tuple(bits.get(at) for at in range(len(network.nodes)))
        inside = tuple(bits.get(at, bit) for at, bit in enumerate(state.present))
        if len(bits) == len(network.nodes):
            if inside not in seen:
                ends.append(End(EndKind.FIXED_POINT, 1, values, inside))
        elif not any(_agrees(end.state, bits) for end in known.ends):
            ends.append(End(EndKind.TRAP_SPACE, None, values, inside))
    order = {EndKind.FIXED_POINT: 0, EndKind.CYCLIC: 1, EndKind.TRAP_SPACE: 2}
    ends.sort(key=lambda end: (order[end.kind], end.size or 0, [bit or 0 for bit in end.values]))
    return replace(known, ends=tuple(ends), knows_fixed_points=True)


def _agrees(state: State, bits: Mapping[int, int]) -> bool:
    return all(state[at] == bit for at, bit in bits.items())


# -- which lie ahead, and how likely ----------------------------------------------------------------------------------


def _with_ahead(known: Survey, budget: Budget) -> Survey:
    """Return ``known`` with what lies ahead of the present state and of where the last run began, both exact."""
    state = known.asked
    network, begin = state.pathway.network, _start(state)
    half = Budget(budget.left / 2, budget.cancelled)
    from_here = find_reachable(network, state.present, state.holds, budget=half)
    _stop_if_cancelled(budget)
    from_start = from_here
    if begin != state.present:
        from_start = find_reachable(network, begin, state.holds, budget=budget)
        _stop_if_cancelled(budget)
    known = _with_newly_found(known, (*from_here.found, *from_start.found))
    here, start = _reached(known, from_here), _reached(known, from_start)
    ends = [replace(end, ahead=here[at], from_start=start[at]) for at, end in enumerate(known.ends)]
    return replace(known, ends=tuple(ends))


def _stop_if_cancelled(budget: Budget) -> None:
    if budget.cancelled():
        budget.check()


def _signature(end: End) -> tuple[object, ...]:
    return end.size, end.values


def _with_newly_found(known: Survey, found: Sequence[Attractor]) -> Survey:
    """Return ``known`` with attractors that only the search from a state has found."""
    if known.exact:
        return known
    ends = list(known.ends)
    signatures = {_signature(end) for end in ends}
    for one in found:
        end = _end(one, known.asked.pathway.network)
        if _signature(end) not in signatures:
            signatures.add(_signature(end))
            ends.append(end)
            bits = {at: bit for at, bit in enumerate(end.values) if bit is not None}
            ends = [
                other for other in ends
                if other.kind is not EndKind.TRAP_SPACE or not _holds_all(bits, other.values)
            ]  # fmt: skip
    return replace(known, ends=tuple(ends))


def _holds_all(bits: Mapping[int, int], values: tuple[int | None, ...]) -> bool:
    """Whether the attractor with these kept bits lies in the trap space with ``values``."""
    return all(bits.get(at) == bit for at, bit in enumerate(values) if bit is not None)


def _reached(known: Survey, found: AttractorList) -> list[bool | None]:
    """Return for each end whether it is among ``found``; None where that is not certain."""
    counts = Counter(_signature(_end(one, known.asked.pathway.network)) for one in found.found)
    listed = Counter(_signature(end) for end in known.ends)
    told: list[bool | None] = []
    for end in known.ends:
        key = _signature(end)
        if end.kind is EndKind.TRAP_SPACE:
            told.append(None)
        elif counts[key]:
            # Two that look alike (the same nodes kept, as many states): only both can be told to be reached.
            told.append(True if counts[key] == listed[key] else None)
        else:
            told.append(False if found.exact else None)
    return told


def _with_shares(known: Survey, budget: Budget, *, runs: int, seed: int) -> Survey:
    """Return ``known`` with the share of random-order runs, from where the last run began, that end in each."""
    state = known.asked
    network = state.pathway.network
    try:
        ensemble = run_ensemble(network, _start(state), state.holds, runs=runs, seed=seed, budget=budget)
    except NotFinishedError as error:
        if error.was_cancelled:
            raise
        return known
    resting = {end.state: at for at, end in enumerate(known.ends) if end.kind is EndKind.FIXED_POINT}
    counts: Counter[int | None] = Counter()
    for end, count in ensemble.ends.items():
        counts[resting.get(end)] += count
    spaces = _lonely_spaces(known) if ensemble.turning else {}
    for now, count in ensemble.turning.items():
        counts[next((at for at, bits in spaces.items() if _agrees(now, bits)), None)] += count
    told = [end if end.kind is EndKind.TRAP_SPACE else _shared_out(end, counts[at], runs, is_sure=not counts[None])
            for at, end in enumerate(known.ends)]  # fmt: skip
    return replace(known, ends=tuple(told), unplaced=counts[None])


def _shared_out(end: End, count: int, runs: int, *, is_sure: bool) -> End:
    """Return ``end`` with its share; a fixed point's is known even where other runs still turn."""
    if end.kind is EndKind.CYCLIC and not is_sure and not count:
        return end
    return replace(end, share=wilson(count, runs))


def _lonely_spaces(known: Survey) -> dict[int, Mapping[int, int]]:
    """Return for each cyclic attractor the trap space round it, where no other attractor is in that.

    A run that turns inside can end nowhere else. Empty where other attractors may be missing.
    """
    if not known.exact:
        return {}
    network = known.asked.pathway.network
    held = fixed_values(network, known.asked.present, known.asked.holds)
    found: dict[int, Mapping[int, int]] = {}
    for at, end in enumerate(known.ends):
        if end.kind is not EndKind.CYCLIC:
            continue
        bits = {place: bit for place, bit in enumerate(end.values) if bit is not None}
        space = trap_space_round(network, bits, held)
        if sum(_agrees(other.state, space) for other in known.ends) == 1:
            found[at] = space
    return found
