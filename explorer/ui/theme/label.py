"""Why do labels keep their margins when the theme changes? They take them anew: Qt 6.11 forgets them."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget


class Label(QLabel):
    """A label whose margins outlive another style sheet; Qt sets those of all labels to 0 when one follows another."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        self._margins: tuple[int, int, int, int] | None = None
        super().__init__(text, parent)

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Leave this many pixels round the words."""
        self._margins = (left, top, right, bottom)
        self.setContentsMargins(*self._margins)

    def changeEvent(self, event: QEvent) -> None:
        """Take the margins again after another style sheet."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._margins is not None:
            self.setContentsMargins(*self._margins)
