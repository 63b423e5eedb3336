"""Where do answers stand? In docks on the right, one behind the other; they follow the document while in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget

from explorer.ui.window.answer_rows import ROWS, AnswerRow
from explorer.ui.window.panel_cycle import let_escape_return_from

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget

    from explorer.ui.answers.pane import AnswerPane
    from explorer.ui.theme.roles import Theme
    from explorer.ui.window.main_window import MainWindow

ROOM = {"left_panels": 1700, "right_panels": 1400}
"""Below these widths of the window, in pixels, its panels make room for answers."""
_SHARE, _LEAST, _MOST = 0.34, 430, 620
_HIDDEN = "panelsThatMadeRoom"


class AnswerDock(QDockWidget):
    """One answer beside the diagram; ``closed`` follows when the user puts it away."""

    closed = Signal()

    def __init__(self, row: AnswerRow, window: MainWindow) -> None:
        super().__init__(row.title, window)
        self.setObjectName(row.id)
        self.setAllowedAreas(
            Qt.DockWidgetArea.RightDockWidgetArea
            | Qt.DockWidgetArea.LeftDockWidgetArea
            | Qt.DockWidgetArea.BottomDockWidgetArea
        )
        self.is_in_sight = False
        """Whether the pane is shown, rather than closed or behind another one."""
        self.is_coming = True
        """Whether it was made, and will be given its place and be shown in the next turn of the event loop."""
        widget = row.make(window)
        self.setWidget(widget)
        self.pane = cast("AnswerPane", widget)
        self.visibilityChanged.connect(self._note)

    def _note(self, visible: bool) -> None:  # noqa: FBT001  (the signal's argument)
        self.is_in_sight = visible

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing goes on behind a pane that was put away."""
        super().hideEvent(event)
        if self.isHidden():
            self.pane.stop()
            self.closed.emit()


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return for every answer's action what it does."""

    def asking(row: AnswerRow) -> Callable[[bool], object]:
        return lambda _: ask(window, row)

    return {row.id: asking(row) for row in ROWS}


def ask(window: MainWindow, row: AnswerRow) -> QWidget:
    """Show the answer of ``row``, asked from the present state, and return its pane.

    One that is asked for the first time comes into sight in the next turn of the event loop: making it and laying it
    out with all that is round it, one after the other, would stop the window for longer than it may.
    """
    dock = next((dock for dock in docks(window) if dock.objectName() == row.id), None) or _made(window, row)
    dock.pane.set_theme(window.theme)
    if dock.is_coming:
        QTimer.singleShot(0, dock, lambda: _let_come(window, dock))
    else:
        _show(window, dock)
    dock.pane.ask_from(window.workspace.open_document.state)
    return dock.widget()


def _let_come(window: MainWindow, dock: AnswerDock) -> None:
    """Give a dock that was made its place, and show it."""
    if dock.is_coming:
        dock.is_coming = False
        _place(window, dock)
        # A field of it may have been given the keyboard while it was still to come.
        _show(window, dock, dock.widget().focusWidget())


def _let_all_come(window: MainWindow) -> None:
    for dock in docks(window):
        _let_come(window, dock)


def _show(window: MainWindow, dock: AnswerDock, field: QWidget | None = None) -> None:
    _make_room(window)
    dock.show()
    dock.raise_()
    (field or dock.widget()).setFocus(Qt.FocusReason.ShortcutFocusReason)


def put_aside(window: MainWindow) -> list[AnswerDock]:
    """Hide the answers that are open, and return them for ``bring_back``."""
    _let_all_come(window)
    shown = [dock for dock in docks(window) if not dock.isHidden()]
    for dock in shown:
        dock.hide()
    return shown


def bring_back(window: MainWindow, docks: list[AnswerDock]) -> None:
    """Show answers again that were put aside; they follow the document."""
    if docks:
        _make_room(window)
    for dock in docks:
        dock.show()


def close_all(window: MainWindow) -> None:
    """Put every answer away, as the window closes."""
    for dock in docks(window):
        if dock.is_coming:
            dock.is_coming = False
            dock.pane.stop()
        if not dock.isHidden():
            dock.close()


def set_theme(window: MainWindow, theme: Theme) -> None:
    """Show the answers in ``theme``."""
    for dock in docks(window):
        dock.pane.set_theme(theme)


def docks(window: MainWindow) -> list[AnswerDock]:
    """Return the answers that were asked for, closed ones included."""
    return window.findChildren(AnswerDock)


def _made(window: MainWindow, row: AnswerRow) -> AnswerDock:
    dock = AnswerDock(row, window)

    def follow() -> None:
        if dock.is_in_sight:
            dock.pane.show_state(window.workspace.open_document.state)

    window.workspace.document_changed.connect(follow)
    window.workspace.document_opened.connect(follow)
    dock.visibilityChanged.connect(lambda _: follow() if window.workspace.document is not None else None)
    # After ``follow``: what the pane has to mark may be another by now.
    dock.visibilityChanged.connect(lambda there: window.marks.stand(dock.widget().objectName(), in_front=there))
    dock.closed.connect(lambda: _give_back(window))
    dock.topLevelChanged.connect(lambda floats: None if floats else _make_room(window))
    let_escape_return_from(window, dock)
    return dock


def _place(window: MainWindow, dock: AnswerDock) -> None:
    """Put ``dock`` on the right, or where others are open, as one more tab of theirs."""
    others = [other for other in docks(window) if other is not dock]
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    beside = [other for other in others if not other.isFloating() and not other.isHidden()]
    if beside:
        window.tabifyDockWidget(beside[-1], dock)
    else:
        width = min(max(round(window.width() * _SHARE), _LEAST), _MOST)
        window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)


def _make_room(window: MainWindow) -> None:
    """In a narrow window the panels at the sides make room, until the last answer is put away."""
    hidden: list[str] = window.property(_HIDDEN) or []
    for name, width in ROOM.items():
        if window.width() < width and window.actions_by_id[name].isChecked():
            window.actions_by_id[name].trigger()
            hidden.append(name)
    window.setProperty(_HIDDEN, hidden)


def _give_back(window: MainWindow) -> None:
    if any(not dock.isHidden() for dock in docks(window)):
        return
    for name in window.property(_HIDDEN) or ():
        if not window.actions_by_id[name].isChecked():
            window.actions_by_id[name].trigger()
    window.setProperty(_HIDDEN, [])
