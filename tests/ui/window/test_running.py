"""Are steps of larger pathways computed aside, one after the other, in the order in which they were asked for?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from explorer.locate import shipped_pathways
from explorer.session.commands import ToggleNode
from explorer.ui.window import running

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow

STRESS, DRUG = "Chronic_Stress", "Anti_LCN2"


@pytest.fixture(autouse=True)
def _everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step is computed aside."""
    monkeypatch.setattr(running, "MOST_AT_ONCE", 0)


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.workspace.running.is_busy, timeout=20_000)


def values(window: MainWindow) -> tuple[bool, bool]:
    state = window.workspace.open_document.state
    return state.value(STRESS), state.value(DRUG)


def test_a_flip_is_committed_when_it_is_computed(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing changes before; after it canvas and history know."""
    before = window.workspace.open_document.state
    window.workspace.run(ToggleNode(STRESS))
    assert before is window.workspace.open_document.state
    settled(window, qtbot)
    assert (True, False) == values(window)
    assert 1 == len(window.workspace.open_document.history.labels)
    assert window.canvas.moment is not None
    assert window.workspace.open_document.state.present == window.canvas.moment.present


def test_flips_follow_each_other(window: MainWindow, qtbot: QtBot) -> None:
    """The second begins where the first ended, and the third takes the first back."""
    for node in (STRESS, DRUG, STRESS):
        window.workspace.run(ToggleNode(node))
    settled(window, qtbot)
    assert ((False, True), 3) == (values(window), len(window.workspace.open_document.history.labels))


def test_undo_waits_for_what_was_asked_before_it(window: MainWindow, qtbot: QtBot) -> None:
    """A flip and its undo at once leave the state as it was, and redo brings the flip back."""
    before = window.workspace.open_document.state
    window.workspace.run(ToggleNode(STRESS))
    window.workspace.undo()
    settled(window, qtbot)
    assert before is window.workspace.open_document.state
    window.workspace.redo()
    assert (True, False) == values(window)


def test_a_refusal_is_told_and_the_rest_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    """An unknown node changes nothing."""
    told: list[str] = []
    window.workspace.refused.connect(told.append)
    window.workspace.run(ToggleNode("nobody"))
    window.workspace.run(ToggleNode(DRUG))
    settled(window, qtbot)
    assert (1, (False, True)) == (len(told), values(window))


def test_another_pathway_ends_what_is_being_computed(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing of the old one arrives in the new one."""
    window.workspace.run(ToggleNode(STRESS))
    window.workspace.open(shipped_pathways()[1])
    qtbot.waitUntil(lambda: not window.workspace.running.is_busy, timeout=20_000)
    assert () == window.workspace.open_document.history.labels


def test_what_is_computed_can_be_given_up(window: MainWindow, qtbot: QtBot) -> None:
    """The button that is shown after a blink does it."""
    before = window.workspace.open_document.state
    window.workspace.run(ToggleNode(STRESS))
    window.workspace.running.busy_changed.emit(True)
    assert window.message_bar.current is not None
    assert "What follows is being computed" in window.message_bar.current.text
    window.message_bar.action.click()
    settled(window, qtbot)
    assert before is window.workspace.open_document.state


def test_the_window_can_be_closed_in_the_middle(window: MainWindow) -> None:
    """Nothing runs after it."""
    window.workspace.run(ToggleNode(STRESS))
    window.close()
    assert not window.workspace.running.is_busy
