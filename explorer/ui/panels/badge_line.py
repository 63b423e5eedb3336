"""How far can the result be trusted? Words below the outcomes, with a way to give up the search for them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from explorer.ui.panels.texts import PlainText

_EDGE = 6


class BadgeLine(QWidget):
    """A sentence, and a button while something can be given up or taken up again."""

    cancel_requested = Signal()
    check_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = PlainText(muted=True)
        self.button = QPushButton("Cancel")
        self.button.clicked.connect(self._ask)
        line = QHBoxLayout(self)
        line.setContentsMargins(_EDGE, 0, _EDGE, 4)
        line.addWidget(self.words, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_words(self, words: str, offer: str = "") -> None:
        """Show ``words``, and the button where there is something to ``offer``: ``Cancel`` or ``Check``."""
        self.words.setText(words)
        self.button.setText(offer)
        self.button.setVisible(bool(offer))
        self.show()

    def _ask(self) -> None:
        asked = self.cancel_requested if self.button.text() == "Cancel" else self.check_requested
        asked.emit()
