"""What is hidden, or was until just now? A strip above the diagram says so, and leads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from explorer.pathway.excerpt import Asked, PartQuestion
from explorer.ui.theme.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.pathway.definition import Pathway

MOST_STEPS = 10


class PartStrip(QWidget):
    """One line of words: with a limit of steps while a part is shown, with a way back after it was left."""

    everything_requested = Signal()
    steps_requested = Signal(object)
    """The most arrows that count, or None for any number."""
    back_requested = Signal()
    stay_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = OneLine()
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._limit_words = QLabel("Up to")
        self.limit = QComboBox()
        self.limit.addItem("any number of steps")
        self.limit.addItems([f"{number} step{'s' if number > 1 else ''}" for number in range(1, MOST_STEPS + 1)])
        self.limit.setAccessibleName("The most steps along arrows")
        self.limit.currentIndexChanged.connect(lambda number: self.steps_requested.emit(number or None))
        self.everything = _button("Show everything", "Show the whole diagram again", self.everything_requested.emit)
        self.back = _button("Back", "Hide again what was hidden before", self.back_requested.emit)
        self.stay = _button("Keep", "Leave the diagram as it is now", self.stay_requested.emit)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 3, 8, 3)
        line.addWidget(self.words, 1)
        for widget in (self._limit_words, self.limit, self.everything, self.back, self.stay):
            line.addWidget(widget)

    def show_part(self, pathway: Pathway, question: PartQuestion, shown: int) -> None:
        """Say that ``shown`` nodes of ``pathway`` answer ``question``."""
        verb = "Highlighting" if question.asked is Asked.PATH else "Showing"
        self._say(f"{verb} {shown} of {len(pathway.nodes)} nodes: {_in_words(pathway, question)}")
        has_limit = question.asked is not Asked.PATH
        self.limit.setVisible(has_limit)
        self._limit_words.setVisible(has_limit)
        self.limit.blockSignals(True)
        self.limit.setCurrentIndex(question.steps or 0)
        self.limit.blockSignals(False)
        self.everything.show()
        self.back.hide()
        self.stay.hide()

    def show_left(self, pathway: Pathway, id_: str, expanded: frozenset[str], question: PartQuestion | None) -> None:
        """Say that for the node or arrow ``id_`` compartments were ``expanded``, or the part of ``question`` left."""
        name = pathway.nodes[id_].caption if id_ in pathway.nodes else "this arrow"
        if expanded:
            opened = " and ".join(pathway.compartments[one].label for one in sorted(expanded))
            self._say(f"Expanded to show {name}: {opened}")
        else:
            self._say(f"Everything is shown again, for {name}")
        back = f"Back to {_in_words(pathway, question)}" if question is not None else "Collapse again"
        self.back.setToolTip(back)
        self.back.setText("Back to the part" if question is not None else back)
        self.limit.hide()
        self._limit_words.hide()
        self.everything.hide()
        self.back.show()
        self.stay.show()

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.setAccessibleName(words)


def _in_words(pathway: Pathway, question: PartQuestion) -> str:
    names = [pathway.nodes[node].caption for node in sorted(question.nodes) if node in pathway.nodes]
    listed = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"{question.asked.value} {listed}"


def _button(words: str, tip: str, act: Callable[[], object]) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("role", "plain")
    made.setToolTip(tip)
    made.clicked.connect(lambda _checked=False: act())
    return made
