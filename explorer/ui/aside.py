"""How does one long thing at a time run beside the window, telling how far it is? A newer one replaces it."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from explorer.pathway.layout.engine import Watcher
from explorer.ui.background import Job
from explorer.ui.post import post

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answer = TypeVar("Answer")

BLINK = 0.3
"""Seconds after which it is told that something takes its time: what is quicker would only flash."""
_SECONDS_BETWEEN = 0.1
_leaving: list[Job[object]] = []
"""What was let go of and may still be at work."""


class Aside(QObject):
    """Carries out functions of a watcher in a thread, one at a time.

    ``progressed`` and ``ended`` frame what takes longer than ``blink`` seconds.
    """

    progressed = Signal(str, float)
    """What is being done, and the part that is done."""
    ended = Signal(str)
    """What is no longer being done: it is finished, or was stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.blink = BLINK
        self._job: Job[object] | None = None
        self._past: list[Job[object]] = []  # kept: a QObject must not be let go by its own thread
        self._name = ""
        self._part = 0.0
        self._is_shown = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._job is not None

    def start(
        self,
        name: str,
        work: Callable[[Watcher], Answer],
        then: Callable[[Answer], object],
        *,
        failed: Callable[[str], object] = lambda _words: None,
    ) -> None:
        """Do ``work`` instead of what was being done; call ``then`` with what it returns, in the window's thread.

        Args:
            name: what is being done, for ``progressed``.
            work: takes a watcher that tells how far it is, and stops when that asks for it.
            then: called with the answer unless the work was stopped.
            failed: called with words for the user where the work raised an error of ours.
        """
        self.stop()

        def run(gives_up: Callable[[], bool]) -> Iterator[object]:
            yield work(Watcher(_Reporter(self, job, gives_up), gives_up))

        job: Job[object] = Job(run)

        def finish(answer: object) -> None:
            self._end()
            then(answer)  # type: ignore[arg-type]  # what came out of ``work``

        def fail(words: str) -> None:
            self._end()
            failed(words)

        job.answered.connect(finish)
        job.failed.connect(fail)
        self._job, self._name, self._part = job, name, 0.0
        self._later.start(round(self.blink * 1000))
        job.start()

    def stop(self) -> None:
        """Give up what is being done; nothing more is told of it."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def let_go(self) -> None:
        """Give up without waiting, for good: threads that have not noticed yet end by themselves."""
        self.stop()
        # Kept beyond this object, so that none is let go of by its own thread.
        _leaving[:] = [job for job in (*_leaving, *self._past) if job.is_running]

    def wait(self, seconds: float) -> bool:
        """Wait until nothing that was started runs any more; returns whether that is so."""
        jobs = [*self._past, *([self._job] if self._job is not None else [])]
        return all(job.wait(seconds) for job in jobs)

    def _end(self) -> None:
        if self._job is None:
            return
        self._past = [job for job in self._past if job.is_running]
        self._past.append(self._job)
        self._job = None
        self._later.stop()
        if self._is_shown:
            self._is_shown = False
            self.ended.emit(self._name)

    def _hear(self, job: Job[object], part: float) -> None:
        if job is self._job:
            self._part = part
            if self._is_shown and isValid(self):
                self.progressed.emit(self._name, part)

    def _show(self) -> None:
        if self._job is not None:
            self._is_shown = True
            self.progressed.emit(self._name, self._part)


class _Reporter:
    """Tells from the thread at work how far it is, some ten times a second."""

    def __init__(self, aside: Aside, job: Job[object], gives_up: Callable[[], bool]) -> None:
        self._aside, self._job, self._gives_up = aside, job, gives_up
        self._last = 0.0

    def __call__(self, part: float) -> None:
        now = time.monotonic()
        if now - self._last < _SECONDS_BETWEEN or self._gives_up():
            return
        self._last = now
        post(partial(self._aside._hear, self._job, part))  # noqa: SLF001  (its own half in the other thread)
