"""Is only a part of the diagram shown? A strip above it says which, how far it reaches, and brings everything back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from explorer.pathway.excerpt import Asked, PartQuestion

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway

MOST_STEPS = 10


class PartStrip(QWidget):
    """One line of words with a limit of steps and a button."""

    everything_requested = Signal()
    steps_requested = Signal(object)
    """The most arrows that count, or None for any number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._limit_words = QLabel("Up to")
        self.limit = QComboBox()
        self.limit.addItem("any number of steps")
        self.limit.addItems([f"{number} step{'s' if number > 1 else ''}" for number in range(1, MOST_STEPS + 1)])
        self.limit.setAccessibleName("The most steps along arrows")
        self.limit.currentIndexChanged.connect(lambda number: self.steps_requested.emit(number or None))
        button = QPushButton("Show everything")
        button.setProperty("role", "plain")
        button.clicked.connect(lambda: self.everything_requested.emit())  # noqa: PLW0108  (it hands on a bool)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 3, 8, 3)
        line.addWidget(self.words, 1)
        line.addWidget(self._limit_words)
        line.addWidget(self.limit)
        line.addWidget(button)

    def show_part(self, pathway: Pathway, question: PartQuestion, shown: int) -> None:
        """Say that ``shown`` nodes of ``pathway`` answer ``question``."""
        names = [pathway.nodes[node].caption for node in sorted(question.nodes) if node in pathway.nodes]
        listed = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        verb = "Highlighting" if question.asked is Asked.PATH else "Showing"
        self.words.setText(f"{verb} {shown} of {len(pathway.nodes)} nodes: {question.asked.value} {listed}")
        self.words.setToolTip(self.words.text())
        has_limit = question.asked is not Asked.PATH
        self.limit.setVisible(has_limit)
        self._limit_words.setVisible(has_limit)
        self.limit.blockSignals(True)
        self.limit.setCurrentIndex(question.steps or 0)
        self.limit.blockSignals(False)
