"""The window says how far a result can be trusted, of the newest state only, and leaves no thread running."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from explorer.locate import shipped_pathways
from explorer.session.arranging import MoveNodes
from explorer.session.badge import Badge, BadgeKind
from explorer.session.commands import ReleaseAll, ToggleNode
from explorer.ui.background import Job
from explorer.ui.window import checking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from explorer.session.snapshot import DocumentState
    from explorer.ui.window.main_window import MainWindow

RACE = """\
format: pathway/1
id: race
title: A race
nodes:
  Go: {kind: condition}
  A: {rule: Go and not B}
  B: {rule: Go and not A or B}
  Won: {kind: outcome, rule: A and not B}
  Lost: {kind: outcome, rule: B}
"""


def _words(window: MainWindow) -> str:
    return window.outcomes.badge.words.text() if window.outcomes.badge.isVisible() else ""


def _wait(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.badge_check.is_busy, timeout=8000)


def test_a_fixed_point_in_every_order(window: MainWindow, qtbot: QtBot) -> None:
    """What is proven says so, below the outcomes and in each row."""
    window.workspace.run(ToggleNode("Chronic_Stress"))
    _wait(window, qtbot)
    assert "Every outcome: holds in every update order (exact)." == _words(window)
    assert "any order" == window.outcomes.rows["Tumor_Progression"].standing.trust
    assert "holds in every update order (exact)" in window.outcomes.rows["Tumor_Progression"].toolTip()


def test_a_history_that_depends_on_the_order(window: MainWindow, qtbot: QtBot) -> None:
    """Therapy and its antidote stopped at once is a race: what follows it is not called the same in any order."""
    (path,) = [path for path in shipped_pathways() if path.stem == "tnf-stat1-fatigue"]
    assert window.workspace.open(path)
    for command in (ToggleNode("Targeted_Therapy"), ToggleNode("Anti_TNF"), ReleaseAll(), ToggleNode("Anti_PD1")):
        window.workspace.run(command)
    _wait(window, qtbot)
    assert "Every outcome: holds in every update order of the last phase (exact), but other orders" in _words(window)
    assert "by order" == window.outcomes.rows["Durable_Response"].standing.trust


def test_a_result_that_depends_on_the_order(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """The share of random-order runs stands there, with their number and the interval."""
    path = tmp_path / "race.yaml"
    path.write_text(RACE, encoding="utf-8")
    assert window.workspace.open(path)
    window.workspace.run(ToggleNode("Go"))
    _wait(window, qtbot)
    assert "depends on the order: " in _words(window)
    assert "of 10,000 random-order runs (95 % interval" in _words(window)
    assert window.outcomes.rows["Lost"].standing.trust.startswith("≈ ")


def test_no_badge_while_another_moment_is_on_screen(window: MainWindow, qtbot: QtBot) -> None:
    """The badge is about the end of the run; rows that show an earlier step do not claim it."""
    window.workspace.run(ToggleNode("Chronic_Stress"))
    _wait(window, qtbot)
    window.workspace.player.seek(1)
    assert "" == window.outcomes.rows["Tumor_Progression"].standing.trust


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let every check wait for the event, or until it is cancelled."""
    done = threading.Event()

    def finding(state: DocumentState) -> Callable[[Callable[[], bool]], Iterator[Mapping[str, Badge]]]:
        ids = [node.id for node in state.pathway.outcomes]

        def find(cancelled: Callable[[], bool]) -> Iterator[Mapping[str, Badge]]:
            yield {id_: Badge(id_, state.value(id_), BadgeKind.STILL_CHECKING) for id_ in ids}
            while not cancelled() and not done.wait(0.01):
                pass
            yield {id_: Badge(id_, state.value(id_), BadgeKind.HOLDS_IN_EVERY_ORDER, exact=True) for id_ in ids}

        return find

    monkeypatch.setattr(checking, "_finding", finding)
    yield done
    done.set()


def _jobs() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "background-job"]


def test_a_newer_change_cancels_the_older_check(
    window: MainWindow, qtbot: QtBot, slow: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the newest state is told about."""
    given_up: list[Job[object]] = []
    cancel = Job.cancel

    def note(job: Job[object]) -> None:
        given_up.append(job)
        cancel(job)

    monkeypatch.setattr(Job, "cancel", note)
    window.workspace.run(ToggleNode("Chronic_Stress"))
    qtbot.waitUntil(lambda: "Still checking" in _words(window), timeout=5000)
    before = len(given_up)
    window.workspace.run(ToggleNode("Anti_LCN2"))
    assert "" == _words(window)
    assert before + 1 == len(given_up)
    slow.set()
    _wait(window, qtbot)
    assert "Every outcome: holds in every update order (exact)." == _words(window)


@pytest.mark.usefixtures("slow")
def test_cancel_and_take_up_again(window: MainWindow, qtbot: QtBot) -> None:
    """The button gives the check up and then offers it again."""
    window.workspace.run(ToggleNode("Chronic_Stress"))
    button = window.outcomes.badge.button
    qtbot.waitUntil(button.isVisible, timeout=5000)
    button.click()
    assert ("Not checked in other update orders: cancelled.", "Check") == (_words(window), button.text())
    button.click()
    qtbot.waitUntil(lambda: "Still checking" in _words(window), timeout=5000)


@pytest.mark.usefixtures("slow")
def test_closing_ends_the_thread(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing runs when the window is gone."""
    window.workspace.run(ToggleNode("Chronic_Stress"))
    qtbot.waitUntil(lambda: "Still checking" in _words(window), timeout=5000)
    window.close()
    assert [] == _jobs()
    assert not window.badge_check.is_busy


def test_moved_nodes_keep_the_badge(window: MainWindow, qtbot: QtBot) -> None:
    """Where nodes stand has nothing to do with what holds."""
    _wait(window, qtbot)
    words = _words(window)
    window.workspace.run(MoveNodes((("LCN2", (10.0, 10.0)),)))
    assert not window.badge_check.is_busy
    assert words == _words(window)
