"""How is a course put on the screen? As the runs of a document: one a stretch in which the same nodes are held."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from explorer.logic.simulation import StopReason, Trajectory
from explorer.pathway.definition import EMPTY
from explorer.session.snapshot import Run

if TYPE_CHECKING:
    from explorer.logic.state import State
    from explorer.session.schedule import Course
    from explorer.session.snapshot import DocumentState

FIRST_COLUMN = 1
"""The column of a course's timeline that shows step 0; before it stands the naive state."""


def course_state(state: DocumentState, course: Course) -> DocumentState:
    """Return ``state`` as if ``course`` had been run in it: what panels, diagram and playhead show of a schedule."""
    borders = course.borders
    runs = [Run("Naive state", EMPTY, Trajectory((course.naive,), StopReason.FIXED_POINT, 1))]
    for number, border in enumerate(borders):
        is_last = number == len(borders) - 1
        states = course.states[border:] if is_last else course.states[border : borders[number + 1]]
        holds = MappingProxyType(dict(course.holds_at(border)))
        end, period = (course.end, course.period) if is_last else _so_far(states)
        runs.append(Run(_label(course, border), holds, Trajectory(states, end, period)))
    return replace(state, runs=tuple(runs), holds=runs[-1].holds, scheme="synchronous", scenario="")


def at_step(shown: DocumentState, column: int) -> DocumentState:
    """Return ``shown`` (made by ``course_state``) as it stands at a column: as if nothing came after it."""
    seen = 0
    for run in shown.runs:
        if column < seen + len(run.trajectory.states):
            cut = Trajectory(run.trajectory.states[: column - seen + 1], StopReason.LIMIT, None)
            return replace(shown, runs=(replace(run, trajectory=cut),), holds=run.holds)
        seen += len(run.trajectory.states)
    return shown


def _so_far(states: tuple[State, ...]) -> tuple[StopReason, int | None]:
    rests = len(states) > 1 and states[-1] == states[-2]
    return (StopReason.FIXED_POINT, 1) if rests else (StopReason.LIMIT, None)


def _label(course: Course, border: int) -> str:
    nodes = course.pathway.nodes
    words = [f"{nodes[id_].caption} {'ON' if on else 'OFF'}" for id_, on in course.holds_at(border).items()]
    return " + ".join(words) or "Nothing held"
