"""Does a test leave anything behind? Warnings in the log, timers, animations and threads that go on running."""

from __future__ import annotations

import contextlib
import logging
import re
import sys
import threading
import time
import weakref
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

GRACE_SECONDS = 3.0
"""How long a thread may take to end after its test."""


class LogGuard(logging.Handler):
    """Collects warnings and errors that nobody said were expected."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def unexpected(self, expected: list[str]) -> list[str]:
        """Return what was logged and matches none of the patterns in ``expected``."""
        said = [f"{record.name}: {record.levelname}: {record.getMessage()}" for record in self.records]
        return [text for text in said if not any(re.search(pattern, text) for pattern in expected)]


@contextlib.contextmanager
def listening(guard: LogGuard) -> Iterator[None]:
    """Let ``guard`` hear everything that is logged meanwhile."""
    root = logging.getLogger()
    root.addHandler(guard)
    try:
        yield
    finally:
        root.removeHandler(guard)


class RunningThings:
    """Knows every timer, animation and Qt thread that Python code started, and where."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._started: dict[int, tuple[weakref.ref[Any], str]] = {}
        self._watching = False

    def watch(self) -> None:
        """Begin to note who starts what. Does nothing when called again."""
        if self._watching:
            return
        self._watching = True
        from PySide6.QtCore import QAbstractAnimation, QThread, QTimer

        for kind in (QTimer, QAbstractAnimation, QThread):
            self._wrap(kind)

    def _wrap(self, kind: Any) -> None:
        original: Callable[..., Any] = kind.start

        def start(thing: Any, *args: Any, **kwargs: Any) -> Any:
            self._started[id(thing)] = (weakref.ref(thing), self._caller())
            return original(thing, *args, **kwargs)

        kind.start = start

    def _caller(self) -> str:
        """Return the innermost place in this project that led here, or else the direct caller."""
        frame = sys._getframe(2)
        first = frame
        while frame is not None:
            if frame.f_code.co_filename.startswith(self._root) and "site-packages" not in frame.f_code.co_filename:
                first = frame
                break
            frame = frame.f_back  # type: ignore[assignment]
        return f"{first.f_code.co_filename}:{first.f_lineno} in {first.f_code.co_qualname}"

    def still_running(self) -> list[tuple[Any, str]]:
        """Return what runs now, with where it was started; forgets what has ended."""
        from shiboken6 import isValid

        found = []
        for key, (reference, where) in list(self._started.items()):
            thing = reference()
            if thing is not None and isValid(thing) and _runs(thing):
                found.append((thing, where))
            else:
                del self._started[key]
        return found


def _runs(thing: Any) -> bool:
    from PySide6.QtCore import QAbstractAnimation, QThread, QTimer

    if isinstance(thing, QTimer):
        return thing.isActive()
    if isinstance(thing, QThread):
        return thing.isRunning()
    assert isinstance(thing, QAbstractAnimation)
    return thing.state() is QAbstractAnimation.State.Running


def stop(thing: Any) -> None:
    """Stop a timer, animation or thread, so that the next test is not blamed for it."""
    from PySide6.QtCore import QThread

    if isinstance(thing, QThread):
        thing.quit()
        thing.wait(int(GRACE_SECONDS * 1000))
    else:
        thing.stop()


def describe(thing: Any, where: str) -> str:
    """Return one line on something left running."""
    name = thing.objectName()
    return f"{type(thing).__name__}{f' {name!r}' if name else ''}, started at {where}"


def let_go() -> None:
    """Carry out deferred deletions, as the event loop would."""
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


def threads_left(before: set[threading.Thread]) -> list[str]:
    """Return the Python threads that began after ``before`` was taken and do not end within the grace time."""
    end = time.monotonic() + GRACE_SECONDS
    left = [thread for thread in threading.enumerate() if thread not in before and not _foreign(thread)]
    for thread in left:
        thread.join(max(0.0, end - time.monotonic()))
    return [f"thread {thread.name!r}, running {_target(thread)}" for thread in left if thread.is_alive()]


def _foreign(thread: threading.Thread) -> bool:
    """Whether a thread only stands for one that Qt started, which Python happened to run in."""
    return isinstance(thread, threading._DummyThread)


def _target(thread: threading.Thread) -> str:
    target = getattr(thread, "_target", None)
    return getattr(target, "__qualname__", None) or type(thread).__qualname__
