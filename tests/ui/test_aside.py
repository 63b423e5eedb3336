"""Does one long thing at a time run beside the window, told of only where it takes its time?"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from explorer.errors import CommandRefusedError
from explorer.ui.aside import Aside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from explorer.pathway.layout.engine import Watcher


@pytest.fixture
def aside(qapp: object) -> Iterator[Aside]:
    """Return one that tells at once."""
    made = Aside()
    made.blink = 0.0
    yield made
    made.stop()
    assert made.wait(10.0)


def test_the_answer_arrives_in_the_thread_of_the_window(aside: Aside, qtbot: QtBot) -> None:
    """The work has one of its own."""
    found: list[tuple[int, int]] = []
    aside.start("one", lambda _watcher: threading.get_ident(), lambda at: found.append((at, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(found))
    (worked, told) = found[0]
    assert (True, threading.get_ident(), False) == (worked != told, told, aside.is_busy)


def test_a_newer_one_replaces_the_older(aside: Aside, qtbot: QtBot) -> None:
    """The answer of the older never arrives."""
    held, found = threading.Event(), []
    aside.start("old", lambda _watcher: held.wait(10.0), found.append)
    aside.start("new", lambda _watcher: "new", found.append)
    held.set()
    qtbot.waitUntil(lambda: bool(found))
    assert aside.wait(10.0)
    qtbot.wait(1)
    assert ["new"] == found


def test_progress_is_framed(aside: Aside, qtbot: QtBot) -> None:
    """What was told of as being done is told of as no longer being done, by its name."""
    held = threading.Event()
    told: list[tuple[str, float]] = []
    aside.progressed.connect(lambda name, part: told.append((name, part)))

    def work(watcher: Watcher) -> None:
        watcher.reached(0.5)
        held.wait(10.0)

    aside.start("half", work, lambda _answer: None)
    qtbot.waitUntil(lambda: ("half", 0.5) in told)
    with qtbot.waitSignal(aside.ended) as ended:
        held.set()
    assert ["half"] == ended.args


def test_what_is_quick_is_not_told_of(aside: Aside, qtbot: QtBot) -> None:
    """Nothing flashes."""
    aside.blink = 60.0
    told: list[object] = []
    aside.progressed.connect(lambda *words: told.append(words))
    aside.ended.connect(told.append)
    found: list[int] = []
    aside.start("quick", lambda _watcher: 1, found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert [] == told


def test_our_own_errors_are_told_in_words(aside: Aside, qtbot: QtBot) -> None:
    """As a refusal."""
    words: list[str] = []

    def work(_watcher: Watcher) -> None:
        raise CommandRefusedError("No.")

    aside.start("no", work, lambda _answer: None, failed=words.append)
    qtbot.waitUntil(lambda: bool(words))
    assert (["No."], False) == (words, aside.is_busy)
