"""What is to be seen at a playhead position? Two states and how far the way between them is done."""

from __future__ import annotations

from dataclasses import field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from explorer.logic.simulation import StopReason
from explorer.pathway.definition import EMPTY
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.logic.state import State
    from explorer.pathway.definition import Holds
    from explorer.session.timeline import Timeline


MOST_LIT = 1500
"""Arrows that light up at once; of more no eye could follow one, and all of them would take seconds to paint."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A position between two columns.

    Attributes:
        before, after: the states that are being left and reached; equal where the playhead stands on a column.
        phase: how far the way is done, from 0 to below 1.
        holds: what is pinned.
        reference: the rest state before the run, against which nodes are marked as changed; ``after`` itself in the
            first run, which only brings the start state to rest.
        moving: nodes that change on this way (or, on a column, that changed in it).
        carriers: ids of the arrows that carry those changes; none where they are more than ``MOST_LIT``.
        present, pinned: the end of the last run and what is held now; a click acts on these, whatever is on screen.
        column: the column of the timeline that is nearest.
        oscillating: nodes that keep changing in the cycle that the run ended in; empty before the cycle is reached.
    """

    before: State
    after: State
    phase: float
    holds: Holds
    reference: State
    moving: frozenset[str]
    carriers: frozenset[str]
    oscillating: frozenset[str] = frozenset()
    column: int = 0
    present: State = ()
    pinned: Holds = field(default_factory=lambda: EMPTY)


def moment_at(timeline: Timeline, position: float) -> Moment:
    """Return what is to be seen at ``position`` (columns; kept within the timeline)."""
    position = min(max(position, 0.0), float(timeline.last))
    column = int(position)
    phase = position - column
    following = min(column + 1, timeline.last) if phase else column
    run_number = timeline.columns[following].run
    runs = timeline.source.runs
    # While the start state comes to rest nothing has been done yet that could have changed anything.
    reached = timeline.columns[following].state
    reference = runs[run_number - 1].trajectory.last if run_number else reached
    moving, carriers = timeline.seen_at(following)
    if len(carriers) > MOST_LIT:
        carriers = frozenset()
    return Moment(
        before=timeline.columns[column].state,
        after=reached,
        phase=phase,
        holds=runs[run_number].holds,
        reference=reference,
        moving=moving,
        carriers=carriers,
        oscillating=_oscillating(timeline, following),
        column=following if phase >= 0.5 else column,
        present=timeline.source.present,
        pinned=timeline.source.holds,
    )


def entered(moment: Moment) -> Moment:
    """Return ``moment`` without the pins of what the step of a story that begins no longer holds.

    The camera is on its way before the run goes on: what the step before kept out of its run comes into sight then,
    and would carry its pins until the first step.
    """
    kept = {node: value for node, value in moment.holds.items() if moment.pinned.get(node) is value}
    return moment if len(kept) == len(moment.holds) else replace(moment, holds=MappingProxyType(kept))


def _oscillating(timeline: Timeline, column: int) -> frozenset[str]:
    run = timeline.run_at(column)
    if run.turning:
        return run.turning
    trajectory = run.trajectory
    if trajectory.end is not StopReason.CYCLE or trajectory.period is None:
        return frozenset()
    first = timeline.starts[timeline.columns[column].run]
    if column - first < len(trajectory.states) - 1 - trajectory.period:
        return frozenset()
    turning = trajectory.states[-trajectory.period :]
    nodes = timeline.source.pathway.network.nodes
    return frozenset(node for node, bits in zip(nodes, zip(*turning, strict=True), strict=True) if len(set(bits)) > 1)
