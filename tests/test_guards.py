"""The guards themselves: what a test leaves behind makes it fail, and is named."""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path

import guards
import pytest
from guards import LogGuard, RunningThings, describe, listening, stop, threads_left


def test_an_unexpected_warning_is_kept() -> None:
    """A warning that matches no pattern is reported with its logger's name."""
    guard = LogGuard()
    guard.emit(logging.makeLogRecord({"name": "explorer.x", "levelname": "WARNING", "msg": "odd %s", "args": ("y",)}))
    assert guard.unexpected([]) == ["explorer.x: WARNING: odd y"]


@pytest.mark.logs("odd but fine")
def test_an_expected_warning_passes() -> None:
    """The mark lets a matching warning pass, both in this test's own guard and in another."""
    guard = LogGuard()
    with listening(guard):
        logging.getLogger("explorer.y").warning("odd but fine")
    assert guard.unexpected(["but fine$"]) == []


@pytest.mark.usefixtures("qapp")
def test_a_running_timer_is_named_with_who_started_it() -> None:
    """A timer left active is found; the description names this function."""
    from PySide6.QtCore import QTimer

    things = RunningThings(Path(__file__).parent)
    start = QTimer.start
    things.watch()
    try:
        timer = QTimer()
        timer.setObjectName("blink")
        timer.start(10_000)
        [(found, where)] = things.still_running()
        stop(found)
    finally:
        QTimer.start = start  # type: ignore[method-assign]
    assert describe(found, where).startswith("QTimer 'blink', started at ")
    assert "test_a_running_timer_is_named_with_who_started_it" in where
    assert things.still_running() == []


def test_a_thread_that_does_not_end_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python thread still alive after the grace time is reported with its name."""
    monkeypatch.setattr(guards, "GRACE_SECONDS", 0.01)
    before = set(threading.enumerate())
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="stuck")
    thread.start()
    found = threads_left(before)
    end.set()
    thread.join()
    assert found == ["thread 'stuck', running Event.wait"]


def test_settings_lie_in_a_temporary_folder() -> None:
    """Nothing of the user's own is read or written."""
    from explorer.session.settings import settings_path

    assert "pathway-explorer-tests-" in str(settings_path())
    assert "pathway-explorer-tests-" in os.environ["HOME"]
