"""How do words stand on one line that may be too short for them? In a briefer wording, or cut with an ellipsis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.theme.label import Label

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_LEAST = 36
"""Pixels that a line keeps at least."""


class OneLine(Label):
    """A label that never asks for more width than there is; all its words are its tooltip where they are cut.

    ``text`` stays the whole text: what is drawn is in ``shown``.
    """

    def __init__(self, text: str = "", *, briefer: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        """Show ``text``; where it has no room the first of ``briefer`` that has, or else the last one cut."""
        super().__init__(text, parent)
        self._briefer = briefer
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        self._tell()

    @property
    def shown(self) -> str:
        """The words as they are drawn."""
        room, metrics = self.contentsRect().width(), self.fontMetrics()
        wordings = (self.text(), *self._briefer)
        fitting = (words for words in wordings if metrics.horizontalAdvance(words) <= room)
        found = next(fitting, None)
        return metrics.elidedText(wordings[-1], Qt.TextElideMode.ElideRight, room) if found is None else found

    def minimumSizeHint(self) -> QSize:
        """Return a small width: words can be cut."""
        hint = super().minimumSizeHint()
        hint.setWidth(min(hint.width(), _LEAST))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut elsewhere."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what has room."""
        if self.shown == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), self.shown)
        painter.end()

    def _tell(self) -> None:
        if self.shown == self.text():
            self.setToolTip("")
            return
        from html import escape  # with its table of characters, which a start does without

        self.setToolTip(f"<p style='margin:0'>{escape(self.text())}</p>")
