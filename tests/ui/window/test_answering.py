"""Answers beside the diagram: do they come into sight without stopping the window, and in the right place?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from explorer.ui.answers.attractors import AttractorsPane
from explorer.ui.answers.hangs_on import HangsOnPane
from explorer.ui.story.pane import StoryPane
from explorer.ui.window import answering, side_by_side

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow


def asked(window: MainWindow, name: str) -> answering.AnswerDock:
    """Ask as the menu does, and return the dock, which may still have to come into sight."""
    window.actions_by_id[name].trigger()
    return next(dock for dock in answering.docks(window) if dock.objectName() == name)


def test_a_first_answer_is_made_in_one_turn_and_shown_in_the_next(window: MainWindow, qtbot: QtBot) -> None:
    """It asks at once, out of sight; then it stands on the right with the keyboard."""
    window.activateWindow()
    dock = asked(window, "hangs_on")
    assert isinstance(dock.pane, HangsOnPane)
    assert window.workspace.open_document.state is dock.pane.state
    assert dock.isHidden()
    qtbot.waitUntil(dock.isVisible)
    assert dock.isAncestorOf(QApplication.focusWidget())


def test_another_opening_shows_it_at_once(window: MainWindow, qtbot: QtBot) -> None:
    """What is there already has only to be shown."""
    dock = asked(window, "attractors")
    qtbot.waitUntil(dock.isVisible)
    dock.close()
    assert asked(window, "attractors") is dock
    assert dock.isVisible()


def test_two_asked_at_once_stand_behind_one_another(window: MainWindow, qtbot: QtBot) -> None:
    """The second is in front, the first is its tab."""
    first, second = asked(window, "attractors"), asked(window, "hangs_on")
    assert isinstance(second.pane, HangsOnPane)
    qtbot.waitUntil(lambda: second.is_in_sight)
    assert [first] == window.tabifiedDockWidgets(second)
    assert not first.is_in_sight


def test_one_that_is_still_to_come_is_put_aside_and_brought_back(window: MainWindow, qtbot: QtBot) -> None:
    """Another page may take the diagram's place before an answer was shown: it does not come up there."""
    dock = asked(window, "attractors")
    page = side_by_side.open_page(window)
    page.work.finish()
    qtbot.wait(20)
    assert dock.isHidden()
    page.closed.emit()
    assert dock.isVisible()
    assert not dock.isFloating()


def test_a_window_that_is_closed_waits_for_no_answer(window: MainWindow, qtbot: QtBot) -> None:
    """An answer that was to come does not come any more, and what it asked is given up."""
    dock = asked(window, "attractors")
    assert isinstance(dock.pane, AttractorsPane)
    window.close()
    qtbot.wait(20)
    assert dock.isHidden()
    assert not dock.pane.running.is_running


def test_a_field_that_was_given_the_keyboard_keeps_it(window: MainWindow, qtbot: QtBot) -> None:
    """A recorded step's title is typed at once, although the editor was not there before."""
    window.workspace.may_leave = lambda: True  # the story is edited, and closing would ask about it
    window.activateWindow()
    window.actions_by_id["record_step"].trigger()
    pane = window.findChild(StoryPane)
    assert isinstance(pane, StoryPane)
    qtbot.waitUntil(pane.isVisible)
    assert pane.form.title is QApplication.focusWidget()


def test_the_window_is_painted_after_another_theme(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing is painted while it changes; then everything is, and so is what happens later."""
    viewport = window.canvas.viewport()
    painted = Painted(viewport)
    qtbot.waitUntil(lambda: painted.times > 0)
    window.choose_theme("dark")
    painted.times = 0
    qtbot.waitUntil(window.updatesEnabled)
    assert painted.times > 0
    painted.times = 0
    viewport.update()
    qtbot.waitUntil(lambda: painted.times > 0)


class Painted(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.times = 0
        watched.installEventFilter(self)
        watched.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Count."""
        self.times += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)
