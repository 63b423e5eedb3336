"""What does the diagram show now? A strip above it says which schedule and which step, and leads back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from explorer.ui.panels.words import tooltip
from explorer.ui.theme.roles import LIGHT, Theme

_CLICKS = "The diagram shows a step of the schedule. A click on a node there changes the schedule from this step on."


class ScheduleStrip(QWidget):
    """One line of words on ground of the accent colour, as long as the diagram shows no present state."""

    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("scheduleStrip")
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.back = QPushButton("Back to the present state")
        self.back.setToolTip("Put the schedule away; the diagram shows again what was run and switched")
        self.back.clicked.connect(self.back_requested)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 3, 8, 3)
        line.addWidget(self.words, 1)
        line.addWidget(self.back)
        self.set_theme(LIGHT)

    def say(self, words: str) -> None:
        """Say what is shown."""
        if words != self.words.text():
            self.words.setText(words)
            self.words.setToolTip(tooltip(f"{words}\n{_CLICKS}"))
            self.setAccessibleName(words)
            self.setAccessibleDescription(_CLICKS)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.setStyleSheet(
            f"#scheduleStrip {{ background: {theme.accent}; }} #scheduleStrip QLabel {{ color: {theme.accent_text};"
            " font-weight: 600; }"
        )
