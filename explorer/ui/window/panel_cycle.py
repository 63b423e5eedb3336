"""How does the keyboard come from panel to panel? F6 goes round the window, Escape back to the diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from explorer.ui.theme.tab_chain import in_order
from explorer.ui.window.tab_order import takes_keyboard

if TYPE_CHECKING:
    from explorer.ui.window.main_window import MainWindow

_REASON = Qt.FocusReason.ShortcutFocusReason


def panels(window: MainWindow) -> list[QWidget]:
    """Return the panels round which F6 goes, in reading order from the diagram on."""
    return [
        window.canvas,
        window.message_bar,
        window.outcomes,
        window.inspector,
        *window.findChildren(QDockWidget),  # the answers that were asked for
        window.timeline_place,
        window.library,
        window.tabs,
        window.playback,
        window.finder.box,
    ]


def go_to_panel(window: MainWindow, by: int) -> None:
    """Give the keyboard to the next (1) or previous (-1) panel that is in sight and can take it."""
    ring = panels(window)
    focused = QApplication.focusWidget()
    inside = (at for at, panel in enumerate(ring) if focused is not None and _holds(panel, focused))
    here = next(inside, 0 if by > 0 else len(ring))
    for step in range(1, len(ring) + 1):
        panel = ring[(here + by * step) % len(ring)]
        place = _place_in(panel) if panel.isVisible() else None
        if place is not None:
            place.setFocus(_REASON)
            return


def let_escape_return(window: MainWindow) -> None:
    """Let Escape lead from every panel back to the diagram."""
    for panel in panels(window):
        if panel is not window.canvas and panel is not window.finder.box:
            let_escape_return_from(window, panel)


def let_escape_return_from(window: MainWindow, panel: QWidget) -> None:
    """Let Escape lead from ``panel`` back to the diagram."""
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), panel)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(lambda: _return(window))


def _return(window: MainWindow) -> None:
    window.inspector.put_out()
    window.canvas.setFocus(_REASON)


def _holds(panel: QWidget, widget: QWidget) -> bool:
    return panel is widget or panel.isAncestorOf(widget)


def _place_in(panel: QWidget) -> QWidget | None:
    """Return what in ``panel`` takes the keyboard: what had it last, or the first that can."""
    if takes_keyboard(panel):
        return panel
    last: QWidget | None = panel.focusWidget()
    if last is not None and takes_keyboard(last):
        return last
    return next((child for child in in_order(panel.findChildren(QWidget)) if takes_keyboard(child)), None)
