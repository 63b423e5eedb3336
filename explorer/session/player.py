"""Which moment is on screen? A playhead over the columns of a timeline, moved by the clock it is handed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.logic.simulation import StopReason
from explorer.session.signal import Signal

if TYPE_CHECKING:
    from explorer.session.document import ChangeSet
    from explorer.session.timeline import Timeline

SPEEDS: tuple[float, ...] = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Factors to choose from."""
STEP_SECONDS = 0.9
"""How long one step lasts at speed 1."""


class Player:
    """A playhead at ``position``: column 3.25 is a quarter of the way from column 3 to column 4.

    Qt-free: someone calls ``advance`` with the seconds that passed. At the end of a run that closed a cycle the
    playhead goes round the cycle until it is paused.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.moved: Signal[[]] = Signal()
        self.play_state_changed: Signal[[]] = Signal()
        self.speed = 1.0
        self.timeline = timeline
        self.position = float(timeline.last)
        self.playing = False

    @property
    def column(self) -> int:
        """The column that is on screen or being left."""
        return int(self.position)

    @property
    def phase(self) -> float:
        """How far the way to the next column is done, from 0 to below 1."""
        return self.position - int(self.position)

    @property
    def at_end(self) -> bool:
        """Whether the playhead is on the last column."""
        return self.position >= self.timeline.last

    @property
    def _loop_start(self) -> int | None:
        trajectory = self.timeline.source.runs[-1].trajectory
        if trajectory.end is not StopReason.CYCLE or trajectory.period is None:
            return None
        return self.timeline.last - trajectory.period

    def watch(self, timeline: Timeline, *, start: int, play: bool) -> None:
        """Take a new timeline and stand at column ``start``; ``play`` from there, or stand still."""
        self.timeline = timeline
        self.position = float(min(start, timeline.last))
        self._set_playing(playing=play and (not self.at_end or self._loop_start is not None))
        self.moved.emit()

    def follow(self, change: ChangeSet, *, animate: bool, wait: bool = False) -> None:
        """Take the timeline of ``change``; ``animate`` plays what is to be watched, or stands before it to ``wait``."""
        timeline = change.timeline
        if animate and change.watch_from is not None:
            self.watch(timeline, start=max(change.watch_from - 1, 0), play=not wait)
        else:
            self.watch(timeline, start=timeline.last, play=False)

    def play(self) -> None:
        """Go on from here; from the end, play the last run again from its beginning."""
        if self.at_end and self._loop_start is None:
            self.position = float(self.timeline.replayed_from)
            self.moved.emit()
        self._set_playing(playing=not self.at_end or self._loop_start is not None)

    def pause(self) -> None:
        """Stand still where the playhead is."""
        self._set_playing(playing=False)

    def seek(self, position: float) -> None:
        """Stand still at ``position``, kept within the timeline."""
        self._set_playing(playing=False)
        self.position = min(max(position, 0.0), float(self.timeline.last))
        self.moved.emit()

    def step_forward(self) -> None:
        """Stand still at the next column; at the end of a cycle that is the next one of the cycle."""
        loop = self._loop_start
        self.seek(loop + 1 if self.at_end and loop is not None else self.column + 1)

    def step_back(self) -> None:
        """Stand still at the column before this moment."""
        self.seek(self.column if self.phase else self.column - 1)

    def skip_to_end(self) -> None:
        """Stand still at the last column."""
        self.seek(self.timeline.last)

    def advance(self, seconds: float) -> None:
        """Move on by ``seconds`` of the clock, if playing."""
        if not self.playing:
            return
        position = self.position + seconds * self.speed / STEP_SECONDS
        loop = self._loop_start
        last = self.timeline.last
        if position >= last and loop is not None:
            position = loop + (position - last) % (last - loop)
        elif position >= last:
            position = float(last)
            self._set_playing(playing=False)
        self.position = position
        self.moved.emit()

    def _set_playing(self, *, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self.play_state_changed.emit()
