"""When does somebody first use a window? The timeline and its plotting library (50 MB) wait for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.ui.window.main_window import MainWindow

_SIGNS = frozenset(
    {
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.KeyPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
    }
)


class FirstUse(QObject):
    """Calls ``then`` once: when pointer or keys first reach the shown ``window``, or its document first changes."""

    def __init__(self, window: MainWindow, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._then: Callable[[], object] | None = then
        self._workspace = window.workspace
        self._workspace.document_changed.connect(self._go)
        self._watched = window.windowHandle()
        self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the first sign of a user; the event goes on its way."""
        if event.type() in _SIGNS:
            self._go()
        return False

    def _go(self, _change: object = None) -> None:
        then, self._then = self._then, None
        if then is None:
            return
        self._workspace.document_changed.disconnect(self._go)
        self._watched.removeEventFilter(self)
        self.deleteLater()
        then()
