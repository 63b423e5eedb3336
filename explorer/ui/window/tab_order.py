"""Where does Tab lead to? Through the window as it is read, in whichever order its parts were made.

Qt goes in the order in which widgets came to be: rows that are made anew for each pathway would come last, after the
tools, and far from the panel that holds them.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QDockWidget, QScrollArea, QWidget

from explorer.ui.theme.tab_chain import in_order

if TYPE_CHECKING:
    from explorer.ui.window.main_window import MainWindow


def takes_keyboard(widget: QWidget) -> bool:
    """Whether ``widget`` is a place for the keyboard by itself: not what only scrolls such places."""
    return _can_take(widget) and not (isinstance(widget, QScrollArea) and any(map(_can_take, _inside(widget))))


def stops(window: MainWindow) -> list[QWidget]:
    """Return the widgets of ``window`` that Tab visits now, tools first, the timeline last."""
    rooms = _rooms(window)
    numbers, places = count(), []
    for widget in _chain(window):
        if takes_keyboard(widget):
            room = next((at for at, panel in enumerate(rooms) if _holds(panel, widget)), rooms.index(window.canvas))
            at = widget.mapTo(window, QPoint(0, 0)) if rooms[room] in _read_downwards(window) else QPoint(0, 0)
            places.append((room, at.y(), at.x(), next(numbers), widget))
    return [widget for *_, widget in sorted(places, key=lambda place: place[:4])]


def go_on(window: MainWindow, *, forward: bool) -> bool:
    """Give the keyboard to the next widget, or the one before; False where none is known to come next."""
    ring = stops(window)
    focused: QWidget | None = window.focusWidget()
    if focused is None or focused not in ring or len(ring) == 1:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    following = ring[(ring.index(focused) + (1 if forward else -1)) % len(ring)]
    following.setFocus(reason)
    _bring_into_sight(following)
    return True


def _bring_into_sight(widget: QWidget) -> None:
    """Scroll the columns that ``widget`` stands in until it is seen."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


def _rooms(window: MainWindow) -> list[QWidget]:
    return [
        window.tools,
        window.library,
        window.tabs,
        window.message_bar,
        window.canvas,
        window.outcomes,
        window.inspector,
        *window.findChildren(QDockWidget),  # the answers that were asked for
        window.timeline_place,
    ]


def _read_downwards(window: MainWindow) -> tuple[QWidget, ...]:
    """The rooms in which one thing stands below another, but for a few beside each other on one line."""
    return (window.library, window.tabs, window.outcomes, window.timeline_place)


def _chain(window: QWidget) -> list[QWidget]:
    """Return what stands in ``window``, as it was put there, or as its pane wants it."""
    return in_order([widget for widget in window.findChildren(QWidget) if widget.window() is window])


def _inside(area: QAbstractScrollArea) -> list[QWidget]:
    return area.viewport().findChildren(QWidget)


def _holds(panel: QWidget, widget: QWidget) -> bool:
    return panel is widget or panel.isAncestorOf(widget)


def _can_take(widget: QWidget) -> bool:
    is_stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return is_stop and widget.isVisible() and widget.isEnabled()
