"""When are schedules run? At once where that is quick, else beside the window; only the newest answer counts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.logic.simulation import StopReason
from explorer.session.schedule import Course, run_schedule
from explorer.session.snapshot import MOST_STEPS
from explorer.ui.background import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from explorer.pathway.definition import Pathway
    from explorer.session.scheduling import Bars

_AT_ONCE = 150_000
"""Node updates that the window's thread makes itself: 20 ms at 7 million a second, the slowest of the open models."""
_AFTER = 30
"""Steps after the last bar that are worth beginning with."""


class Courses(QObject):
    """Runs what it is asked for; ``found`` carries a tuple of courses, at once or later."""

    found = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job[tuple[Course, ...]] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None

    def ask(self, pathway: Pathway, schedules: Sequence[Bars]) -> None:
        """Run ``schedules``."""
        self.stop()
        asked = tuple(schedules)
        steps = _AT_ONCE // max(len(pathway.nodes) * max(len(asked), 1), 1)
        last = max((max(bar.start, bar.end or 0) for bars in asked for bar in bars), default=0)
        if steps >= last + _AFTER:
            courses = tuple(run_schedule(pathway, bars, limit=min(steps - last, MOST_STEPS)) for bars in asked)
            if steps - last >= MOST_STEPS or all(course.end is not StopReason.LIMIT for course in courses):
                self.found.emit(courses)
                return
        self._job = Job(partial(_run, pathway, asked), self)
        self._job.answered.connect(self._tell)
        self._job.failed.connect(self.failed)
        self._job.start()

    def _tell(self, courses: tuple[Course, ...]) -> None:
        self.stop()
        self.found.emit(courses)

    def stop(self) -> None:
        """Give up what is being run."""
        if self._job is not None:
            self._job.cancel()
            self._job.deleteLater()  # not let go by its own thread: it has a parent
            self._job = None


def _run(pathway: Pathway, schedules: tuple[Bars, ...], cancelled: Callable[[], bool]) -> Iterator[tuple[Course, ...]]:
    courses: list[Course] = []
    for bars in schedules:
        if cancelled():
            return
        courses.append(run_schedule(pathway, bars, limit=MOST_STEPS))
    yield tuple(courses)
