"""Which pictures does a film show, one after the other? Moments of a run, or of the steps of a story, with times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.story import reading_seconds
from explorer.session.player import STEP_SECONDS
from explorer.session.story import story_states
from explorer.session.timeline import timeline_of
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway
    from explorer.session.snapshot import DocumentState
    from explorer.session.timeline import Timeline

FRAMES_A_SECOND = 10
"""Enough for a pulse to be followed by eye; twice as many make a file nearly twice as large."""
GLIDE_SECONDS = 0.7
"""How long the camera is on its way from one step of a story to the next."""
SLOWEST_PACE, QUICKEST_PACE = 0.5, 4.0
_FIRST_SECONDS, _LAST_SECONDS, _SHORTEST_STAY = 1.0, 3.0, 2.5


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of a film.

    Attributes:
        position: where the playhead stands, in columns of its timeline.
        seconds: how long the picture is seen.
        step: the step of the story, counted from 0.
        arrival: how much of the way from the step before is done, from 0 to 1.
    """

    position: float
    seconds: float
    step: int = 0
    arrival: float = 1.0


def run_shots(first: int, last: int, *, fps: float = FRAMES_A_SECOND) -> tuple[Shot, ...]:
    """Return the shots of the columns ``first`` to ``last`` as they are played, and a while to look at the end."""
    if first >= last:
        return (Shot(float(last), _LAST_SECONDS),)
    way = _way(first, last, fps, step=0)
    begun = Shot(float(first), _FIRST_SECONDS)
    return (begun, *way[1:], Shot(float(last), _LAST_SECONDS))


def story_shots(
    pathway: Pathway, *, scheme: str = "synchronous", fps: float = FRAMES_A_SECOND, pace: float = 1.0
) -> tuple[Shot, ...]:
    """Return the shots of the whole story: the way to each step, its run, and the time that its words take to be read.

    Positions are columns of ``story_timelines``, one a step. ``pace`` is how much quicker than usual words are read;
    runs are played as ever.
    """
    shots: list[Shot] = []
    before: DocumentState | None = None
    for at, state in enumerate(story_states(pathway, scheme=scheme)):
        first, last = _played(before, state), timeline_of(state).last
        before = state
        step = pathway.story[at]
        frames = max(2, round(GLIDE_SECONDS * fps))
        parts = [part / frames for part in range(1, frames)] if at else []
        glide = [Shot(float(first), GLIDE_SECONDS / frames, at, part) for part in parts]
        way = _way(first, last, fps, step=at)
        spent = sum(shot.seconds for shot in (*glide, *way))
        stay = max(_SHORTEST_STAY, reading_seconds(step.title + step.text) / pace - spent)
        shots += (*glide, *way, Shot(float(last), stay, at))
    return tuple(shots)


def story_timelines(pathway: Pathway, *, scheme: str = "synchronous") -> tuple[Timeline, ...]:
    """Return for each step of the story the timeline at the end of which it stands."""
    return tuple(timeline_of(state) for state in story_states(pathway, scheme=scheme))


def _way(first: int, last: int, fps: float, *, step: int) -> list[Shot]:
    """Return the shots from column ``first`` up to, but not at, column ``last``."""
    frames = max(2, round(STEP_SECONDS * fps))
    seconds = STEP_SECONDS / frames
    return [Shot(column + part / frames, seconds, step) for column in range(first, last) for part in range(frames)]


def _played(before: DocumentState | None, state: DocumentState) -> int:
    """Return the column from which ``state`` is played after ``before``; its last one where nothing was run.

    A fresh start is nothing to watch, as on stage; what follows it is.
    """
    timeline = timeline_of(state)
    old = before.runs if before is not None else ()
    shared = 0
    while shared < min(len(old), len(state.runs)) and old[shared] is state.runs[shared]:
        shared += 1
    shared = max(shared, 1)
    return max(timeline.starts[shared] - 1, 0) if shared < len(state.runs) else timeline.last
