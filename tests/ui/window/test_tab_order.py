"""Tab leads through the window as it is read, and where it stands is always seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from explorer.ui.theme.focus_ring import FocusRing
from explorer.ui.window.tab_order import stops

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow


@pytest.fixture
def active(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.resize(1280, 800)
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.tabs.isVisible())
    return window


def room(window: MainWindow, widget: QWidget) -> str:
    rooms = {
        "tools": window.tools,
        "library": window.library,
        "tabs": window.tabs,
        "canvas": window.canvas,
        "outcomes": window.outcomes,
        "inspector": window.inspector,
        "timeline": window.timeline_place,
    }
    return next(name for name, panel in rooms.items() if panel is widget or panel.isAncestorOf(widget))


def test_the_rooms_come_as_they_are_read(active: MainWindow) -> None:
    """Each room is gone through as a whole: tools, left, diagram, right, timeline."""
    rooms = list(dict.fromkeys(room(active, widget) for widget in stops(active)))
    assert ["tools", "library", "tabs", "canvas", "outcomes", "inspector", "timeline"] == rooms
    visited = [room(active, widget) for widget in stops(active)]
    assert sorted(visited, key=rooms.index) == visited


def test_rows_are_visited_from_top_to_bottom_in_every_pathway(active: MainWindow, qtbot: QtBot) -> None:
    """Switches that are made anew for another pathway stand where the earlier ones stood."""
    before = list(active.interventions.switches.values())
    assert before == [widget for widget in stops(active) if widget in before]
    active.workspace.open(active.library.cards[1].entry.path)
    switches = list(active.interventions.switches.values())
    qtbot.waitUntil(lambda: all(switch.isVisible() for switch in switches))
    assert switches == [widget for widget in stops(active) if widget in switches]


def test_tab_goes_on_and_shift_tab_goes_back(active: MainWindow, qtbot: QtBot) -> None:
    """The same widgets both ways, round the window."""
    first, second = list(active.interventions.switches.values())[:2]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second is QApplication.focusWidget()
    qtbot.keyClick(second, Qt.Key.Key_Backtab)
    assert first is QApplication.focusWidget()


def test_what_only_scrolls_is_no_stop(active: MainWindow) -> None:
    """A column of rows is not visited itself: its rows are."""
    assert [] == [widget for widget in stops(active) if isinstance(widget, QScrollArea)]


def test_a_panel_that_the_keyboard_reaches_by_a_key_has_a_frame(active: MainWindow) -> None:
    """The inspector, the timeline and the table paint nothing of their own when they have the keyboard."""
    active.actions_by_id["node_table"].trigger()
    for widget in (active.inspector, active.timeline_panel, active.node_table.view):
        assert widget is not None
        ring = widget.findChild(FocusRing)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert (True, widget.rect()) == (ring.isVisible(), ring.geometry())
        active.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        assert not ring.isVisible()
        widget.setFocus(Qt.FocusReason.MouseFocusReason)
        assert not ring.isVisible()
