"""How does one get into an attractor from here? A way, where it lies ahead; else what would have to be switched.

A way is an order of single updates (``logic.ways``). What would lead there is looked for among pulses
(``logic.pulses``): single drugs, conditions and other inputs at their other value, then pairs of these where no single
one does, then single nodes held against their rules where no pair does either. Starting again is asked about, too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from itertools import combinations
from typing import TYPE_CHECKING

from explorer.errors import NotFinishedError
from explorer.logic.budget import Budget
from explorer.logic.pulses import PulseSearch
from explorer.logic.reachability import find_reachable
from explorer.logic.ways import find_way
from explorer.pathway.definition import NodeKind
from explorer.pathway.run import phase_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explorer.logic.attractors import AttractorList
    from explorer.logic.pulses import Known, Pulse
    from explorer.logic.state import State
    from explorer.logic.ways import Aim, Way
    from explorer.pathway.definition import Holds, Node, Pathway

    Switches = tuple[tuple[str, bool], ...]


class Stage(Enum):
    """What was tried, in this order; the next only where the one before led nowhere."""

    SINGLES = "singles"
    PAIRS = "pairs"
    NODES = "nodes"


@dataclass(frozen=True, slots=True)
class Tried:
    """How many sets of a stage are settled, how many could not be settled in time, and how many there are."""

    stage: Stage
    settled: int
    total: int
    unsettled: int = 0


@dataclass(frozen=True)
class WayThere:
    """What is known so far; the last one told is the answer.

    Attributes:
        ahead: whether some order of updates leads there from here; None where that is not known.
        way: one that does.
        anew: what starting again, with the present holds, leads to: a pulse without a switch; None where not there.
        pulses: what leads there, drugs before conditions before other inputs, of each first what is sure to arrive.
        tried: what was tried of each stage that was begun.
        reason: why the search ended early, or an empty string.
        doing: what is being done, or an empty string at the end.
    """

    ahead: bool | None
    way: Way | None = None
    anew: Pulse | None = None
    pulses: tuple[Pulse, ...] = ()
    tried: tuple[Tried, ...] = ()
    reason: str = ""
    doing: str = ""

    @property
    def exact(self) -> bool:
        """Whether the answer is complete, for certain."""
        return self.ahead is not None and not self.reason and not any(one.unsettled for one in self.tried)


def look_for_way(
    pathway: Pathway,
    present: State,
    holds: Holds,
    aim: Aim,
    *,
    start: State,
    ahead: bool | None,
    budget: Budget,
    known_ahead: Known | None = None,
) -> Iterator[WayThere]:
    """Yield what is known of how to get from ``present`` into ``aim``, an attractor under ``holds``.

    Args:
        pathway: with its switched-on variants in place.
        present: where it begins; inputs that are not held stay as here.
        holds: what is held, and is held again after a pulse.
        aim: where to.
        start: where starting again leads without holds.
        ahead: whether it is known to lie ahead, or known not to.
        budget: when to stop.
        known_ahead: what was found out on the way to other attractors of this pathway; more is added.

    Raises:
        NotFinishedError: cancelled.
    """
    known = WayThere(ahead, doing="Looking for a way")
    yield known
    try:
        if known.ahead is None:
            half = Budget(budget.left / 2, budget.cancelled)  # what is left may find a way, which proves it, too
            reached = find_reachable(pathway.network, present, holds, budget=half)
            budget.check()
            known = replace(known, ahead=lies_ahead(aim, reached))
        if known.ahead is not False:
            way = find_way(pathway.network, present, holds, aim, budget=budget)
            known = replace(known, way=way, ahead=way is not None)
        if known.ahead is False:
            known_ahead = {} if known_ahead is None else known_ahead
            search = PulseSearch(pathway.network, present, holds, aim, known_ahead)
            again = PulseSearch(pathway.network, phase_start(pathway, start, holds), holds, aim, known_ahead)
            for more in _pulses(search, _stages(pathway, present, holds), again, budget):
                known = replace(more, pulses=_sorted(more.pulses, pathway))
                yield known
    except NotFinishedError as error:
        if error.was_cancelled:
            raise
        known = replace(known, reason=str(error) if budget.left else "the time was up")
    yield replace(known, doing="")


def lies_ahead(aim: Aim, reached: AttractorList) -> bool | None:
    """Return whether ``aim`` is among the attractors ``reached`` from here; None where that is not certain."""
    met = [aim.is_met_by(one) for one in reached.found]
    if True in met:
        return True
    return False if reached.exact and None not in met else None


# -- what would lead there --------------------------------------------------------------------------------------------


def switches(pathway: Pathway, present: State, holds: Holds) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Return the inputs at their other values, drugs before conditions before others, and the free nodes at theirs."""
    start = pathway.network.state(holds, otherwise=present)
    others = {node: not start[at] for node, at in pathway.network.index.items()}
    inputs = sorted((node for node in pathway.nodes.values() if node.is_input), key=_kind)
    ruled = (node.id for node in pathway.nodes.values() if not node.is_input and node.id not in holds)
    return [(node.id, others[node.id]) for node in inputs], [(node, others[node]) for node in ruled]


def _kind(node: Node) -> int:
    order = (NodeKind.DRUG, NodeKind.CONDITION)
    return order.index(node.kind) if node.kind in order else len(order)


def _pulses(
    search: PulseSearch, stages: Mapping[Stage, list[Switches]], again: PulseSearch, budget: Budget
) -> Iterator[WayThere]:
    """Yield what leads there, each as it is found.

    Raises:
        NotFinishedError: cancelled, or the time is up.
    """
    known = WayThere(ahead=False, anew=_anew(again, budget))
    for stage, sets in stages.items():
        known = replace(known, tried=(*known.tried, Tried(stage, 0, len(sets))))
        for number, one in enumerate(sets, start=1):
            doing = f"Trying {stage.value}, {number:,} of {len(sets):,}"
            known = replace(_with_one(known, search, dict(one), budget), doing=doing)
            yield known
        if known.pulses:
            return


def _stages(pathway: Pathway, present: State, holds: Holds) -> dict[Stage, list[Switches]]:
    inputs, ruled = switches(pathway, present, holds)
    pairs = sorted(combinations(inputs, 2), key=lambda pair: sum(_kind(pathway.nodes[node]) for node, _ in pair))
    return {
        Stage.SINGLES: [(switch,) for switch in inputs],
        Stage.PAIRS: list(pairs),
        Stage.NODES: [(switch,) for switch in ruled],
    }


def _with_one(known: WayThere, search: PulseSearch, switched: dict[str, bool], budget: Budget) -> WayThere:
    """Return ``known`` with one more set that was tried, or could not be settled.

    Raises:
        NotFinishedError: cancelled, or the time is up.
    """
    budget.check()
    *before, now = known.tried
    try:
        pulse = search.try_out(switched, budget)
    except NotFinishedError as error:
        if error.was_cancelled or not budget.left:
            raise
        return replace(known, tried=(*before, replace(now, unsettled=now.unsettled + 1)))
    pulses = known.pulses if pulse is None else (*known.pulses, pulse)
    return replace(known, pulses=pulses, tried=(*before, replace(now, settled=now.settled + 1)))


def _sorted(pulses: tuple[Pulse, ...], pathway: Pathway) -> tuple[Pulse, ...]:
    """Return ``pulses`` of one stage, drugs before conditions before others, of each first what is sure to arrive."""

    def rank(pulse: Pulse) -> tuple[int, bool]:
        return sum(_kind(pathway.nodes[node]) for node in pulse.switched), not pulse.in_every_order

    return tuple(sorted(pulses, key=rank))


def _anew(again: PulseSearch, budget: Budget) -> Pulse | None:
    """Return where ``again`` leads without a switch; None where not there, or where that was not settled."""
    try:
        return again.try_out({}, budget)
    except NotFinishedError as error:
        if error.was_cancelled:
            raise
        return None
