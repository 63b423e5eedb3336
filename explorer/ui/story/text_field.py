"""How are words typed so that undo belongs to the document? Fields that tell each change, and when they are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class LineField(QLineEdit):
    """One line; ``visited`` and ``left`` frame what was typed at one go."""

    visited = Signal()
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def show_text(self, text: str) -> None:
        """Show ``text``; the cursor stays where nothing is new."""
        if text != self.text():
            self.setText(text)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the document."""
        return super().event(event) if not _is_undo(event) else False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that something may be typed."""
        super().focusInEvent(event)
        self.visited.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that nothing more is typed."""
        super().focusOutEvent(event)
        self.left.emit()


class TextField(QPlainTextEdit):
    """Several lines, ``rows`` of them in sight; Tab leads on."""

    text_edited = Signal(str)
    visited = Signal()

    def __init__(self, name: str, rows: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._is_shown = False
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.textChanged.connect(self._tell)
        self.fit()

    def fit(self) -> None:
        """Take the height of the rows at the present letters."""
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * self._rows + 20))

    def show_text(self, text: str) -> None:
        """Show ``text``; the cursor stays where nothing is new."""
        if text != self.toPlainText():
            self._is_shown = True
            self.setPlainText(text)
            self._is_shown = False

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the document."""
        return super().event(event) if not _is_undo(event) else False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that something may be typed."""
        super().focusInEvent(event)
        self.visited.emit()

    def _tell(self) -> None:
        if not self._is_shown:
            self.text_edited.emit(self.toPlainText())


def _is_undo(event: QEvent) -> bool:
    if event.type() != QEvent.Type.ShortcutOverride:
        return False
    if any(event.matches(key) for key in _UNDO):  # type: ignore[attr-defined]
        event.ignore()
        return True
    return False
