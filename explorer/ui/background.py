"""How does long work run beside the window? In a thread, on frozen values, with partial answers and cancel."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from explorer.errors import ExplorerError
from explorer.ui.garbage import rest_collector, wake_collector
from explorer.ui.post import open_post, post

Answer = TypeVar("Answer")
Work = Callable[[Callable[[], bool]], Iterator[Answer]]
"""Takes a function that says whether to give up, and yields answers as they come, the last one complete."""

_NAME, _LEAVING = "background-job", "job-that-leaves-things-behind"
_BRIEF = 1.0
"""Seconds that a thread may take, at the end, which leaves nothing behind and may be within one long computation."""
_LAST_STEP = 1.0
"""Seconds that a thread may take to end after it said so; some microseconds, usually."""
_TURNS, _TURN = 2, 15
"""Turns of the event loop, and milliseconds of each, until what was clicked is on the screen: one may make it, and the
next lays it out and paints it. An engine keeps Python to itself for 10 ms at a time: 18 ms of painting took 60 to 100.
"""
_SWITCH_SECONDS = 0.0001
"""How long the window may wait for Python while another thread computes. Qt gives Python up at every call: with the
usual 5 ms, 60 ms of drawing beside a computing thread took 740 ms, with this 90.
"""


class Job(QObject, Generic[Answer]):
    """One piece of work in a thread of its own.

    ``answered`` follows each answer and ``finished`` the last; ``failed`` carries words for the user. After ``cancel``
    none of them follows any more. All arrive in the thread of the window.
    """

    answered = Signal(object)
    finished = Signal()
    failed = Signal(str)

    def __init__(self, work: Work[Answer], parent: QObject | None = None, *, leaves_things: bool = False) -> None:
        """Take ``work``; ``leaves_things`` behind where it is cut off, such as files that are half written."""
        super().__init__(parent)
        self._work = work
        self._cancelled = threading.Event()
        self._is_waiting = False
        self._thread = threading.Thread(target=self._run, name=_LEAVING if leaves_things else _NAME, daemon=True)

    @property
    def is_running(self) -> bool:
        """Whether the thread is at work, or soon will be."""
        return self._is_waiting or self._thread.is_alive()

    def start_soon(self) -> None:
        """Begin when the window has shown what is to be shown now: a thread at work would make that take longer.

        An answer comes some milliseconds later, but what was clicked shows at once.
        """
        self._is_waiting = True
        self._wait(_TURNS)

    def _wait(self, turns: int) -> None:
        if not self._is_waiting:
            return
        if turns:
            QTimer.singleShot(_TURN, self, partial(self._wait, turns - 1))
        else:
            self.start()

    def start(self) -> None:
        """Begin."""
        self._is_waiting = False
        if sys.getswitchinterval() > _SWITCH_SECONDS:
            sys.setswitchinterval(_SWITCH_SECONDS)
        open_post()
        rest_collector()
        self._thread.start()

    def cancel(self) -> None:
        """Give up; nothing more is told."""
        self._is_waiting = False
        self._cancelled.set()

    def tell(self, answer: Answer) -> None:
        """Pass on an answer from deep inside the work; to be called in its thread."""
        post(partial(self._pass_on, "answer", answer))

    def wait(self, seconds: float) -> bool:
        """Wait for the thread to end; returns whether it did. One that is to start soon starts now."""
        self._wait(0)
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            for answer in self._work(self._cancelled.is_set):
                if self._cancelled.is_set():
                    return
                self.tell(answer)
        except ExplorerError as error:
            post(partial(self._pass_on, "failed", str(error)))
        else:
            post(partial(self._pass_on, "finished", None))
        finally:
            # With this, the last to hold this object is the window's thread, which alone may let go of it.
            post(self._end)

    def _end(self) -> None:
        self._thread.join(_LAST_STEP)
        wake_collector()

    def _pass_on(self, kind: str, answer: object) -> None:
        if self._cancelled.is_set():
            return
        if not isValid(self):
            # The window, and with it this object, was closed while the thread was at work.
            self._cancelled.set()
        elif kind == "answer":
            self.answered.emit(answer)
        elif kind == "failed":
            self.failed.emit(str(answer))
        else:
            self.finished.emit()


def wait_for_threads(seconds: float) -> bool:
    """Wait for what was cancelled to notice it and to clean up; returns whether all threads of jobs have ended.

    To be called before the application goes: a thread that draws without it ends the process with a signal, and one
    that is cut off leaves behind what it has written aside. For others it is only waited a moment.
    """
    begun = time.monotonic()
    ends = {_LEAVING: begun + seconds, _NAME: begun + min(seconds, _BRIEF)}
    threads = [thread for thread in threading.enumerate() if thread.name in ends]
    for thread in sorted(threads, key=lambda thread: ends[thread.name]):
        thread.join(max(0.0, ends[thread.name] - time.monotonic()))
    return not any(thread.is_alive() for thread in threads)
