"""Does the result hold in other orders of updates? Asked after each change, beside the window, of the newest only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.ui.background import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from explorer.session.badge import Badge
    from explorer.session.snapshot import DocumentState

DELAY = 150
"""Milliseconds without another change before the work begins: who tries several flips waits for none of them."""
_SECONDS = 10.0
_FAREWELL = 2.0  # seconds that a job may take to notice that it was cancelled when the window closes


class BadgeCheck(QObject):
    """Finds the badges of the newest state; those of an older one are never told."""

    told = Signal(object)
    """The badges of the outcomes by id; at first all as still checking."""
    cancelled = Signal()
    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state: DocumentState | None = None
        self._job: Job[Mapping[str, Badge]] | None = None
        self._past: list[Job[Mapping[str, Badge]]] = []  # kept: a QObject must not be let go by its own thread
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DELAY)
        self._later.timeout.connect(self._start)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._later.isActive() or self._job is not None

    def check(self, state: DocumentState) -> None:
        """Find the badges of ``state`` instead of any that are being found; nothing where they are the same."""
        old = self._state
        if old is not None and state.runs is old.runs and state.pathway is old.pathway:
            return  # only places have changed
        self._give_up()
        self._state = state
        self.told.emit({})
        if state.pathway.outcomes:
            self._later.start()

    def check_again(self) -> None:
        """Find what was given up."""
        if self._state is not None and not self.is_busy:
            self._start()

    def cancel(self) -> None:
        """Give up as the user asks."""
        if self.is_busy:
            self._give_up()
            self.cancelled.emit()

    def stop(self) -> None:
        """Give up, and wait until nothing runs any more."""
        self._give_up()
        self._state = None
        for job in self._past:
            job.wait(_FAREWELL)

    def _give_up(self) -> None:
        self._later.stop()
        if self._job is not None:
            self._job.cancel()
            self._end()

    def _start(self) -> None:
        assert self._state is not None
        self._past = [job for job in self._past if job.is_running]
        job: Job[Mapping[str, Badge]] = Job(_finding(self._state))
        job.answered.connect(self.told)
        job.finished.connect(self._end)
        job.failed.connect(self._fail)
        self._job = job
        job.start_soon()

    def _fail(self, _words: str) -> None:
        self._end()
        self.failed.emit()

    def _end(self) -> None:
        if self._job is not None:
            self._past.append(self._job)
            self._job = None


def _finding(state: DocumentState) -> Callable[[Callable[[], bool]], Iterator[Mapping[str, Badge]]]:
    def find(cancelled: Callable[[], bool]) -> Iterator[Mapping[str, Badge]]:
        from explorer.logic.budget import Budget
        from explorer.session.badge import badges  # with the exact engines: not needed to start

        yield from badges(state, budget=Budget(_SECONDS, cancelled))

    return find
