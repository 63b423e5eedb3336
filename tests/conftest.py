"""What holds for every test: no screen, no settings of the user, nothing left behind.

``@pytest.mark.logs("pattern")`` says that a test is meant to log a warning.
"""

from __future__ import annotations

import itertools
import os
import site
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # test folders share modules of this one

from guards import LogGuard, RunningThings, describe, let_go, listening, stop, threads_left

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_folders = tempfile.TemporaryDirectory(prefix="pathway-explorer-tests-")
_running = RunningThings(ROOT)
_numbers = itertools.count()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "logs(pattern): the test is meant to log a warning that matches")
    if site.ENABLE_USER_SITE:  # programs started by tests find packages installed for the user although HOME moves
        os.environ.setdefault("PYTHONUSERBASE", site.getuserbase())
    _move_user_folders("session")
    from PySide6.QtCore import QStandardPaths

    QStandardPaths.setTestModeEnabled(True)


def pytest_sessionfinish() -> None:
    """Empty the clipboard: without a screen Qt keeps it until Python, which made what is on it, is gone."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


def pytest_unconfigure() -> None:
    _folders.cleanup()


def _move_user_folders(name: str) -> None:
    """Point everything that means 'this user's folder' into a temporary one that no other test uses."""
    base = Path(_folders.name, name)
    for variable, folder in {
        "HOME": "home",
        "USERPROFILE": "home",
        "XDG_CONFIG_HOME": "config",
        "APPDATA": "config",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "LOCALAPPDATA": "data",
    }.items():
        os.environ[variable] = str(base / folder)
    # One font cache for all: building it takes seconds.
    os.environ["XDG_CACHE_HOME"] = str(Path(_folders.name, "cache"))


@pytest.fixture(autouse=True)
def _own_folders() -> None:
    """Settings begin empty in each test, and nothing of the user's is read or written."""
    _move_user_folders(f"test-{next(_numbers)}")


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log that nobody expected fails the test."""
    guard = LogGuard()
    with listening(guard):
        yield
    unexpected = guard.unexpected([mark.args[0] for mark in request.node.iter_markers("logs")])
    if unexpected:
        pytest.fail("logged, and not expected:\n" + "\n".join(unexpected), pytrace=False)


@pytest.fixture(autouse=True)
def _nothing_goes_on(request: pytest.FixtureRequest) -> Iterator[None]:
    """A timer, animation or thread that goes on after its test fails it, and is named with its starter."""
    uses_qt = "ui" in Path(request.node.path).parts or bool({"qapp", "qtbot"} & set(request.fixturenames))
    threads = set(threading.enumerate())
    if uses_qt:
        _running.watch()
    earlier = {id(thing) for thing, _ in _running.still_running()} if uses_qt else set()
    yield
    left = threads_left(threads)
    if uses_qt:
        let_go()
        for thing, where in _running.still_running():
            if id(thing) not in earlier:
                left.append(describe(thing, where))
                stop(thing)
    if left:
        pytest.fail("left running:\n" + "\n".join(left), pytrace=False)
