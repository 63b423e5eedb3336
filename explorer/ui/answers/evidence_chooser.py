"""Which arrows are used? Every one of the file, none that is hypothesised, or only what is established."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from explorer.pathway.definition import Confidence
from explorer.session.evidence import count_below, left_out

if TYPE_CHECKING:
    from explorer.session.snapshot import DocumentState

_CHOICES = {
    None: "every arrow of the file",
    Confidence.REPORTED: "without hypothesised arrows",
    Confidence.ESTABLISHED: "only what is established",
}


class EvidenceChooser(QWidget):
    """A box that asks the document; it shows what the document says."""

    evidence_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: DocumentState | None = None
        self.box = QComboBox()
        for least, words in _CHOICES.items():
            self.box.addItem(words, least)
        self.box.setAccessibleName("Which arrows are used")
        self.box.setToolTip("Everything follows it: the run, the badges and every other answer; undo takes it back")
        self.box.activated.connect(self._ask)
        label = QLabel("Use")
        label.setBuddy(self.box)
        self.setFocusProxy(self.box)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 4)
        line.addWidget(label)
        line.addWidget(self.box)
        line.addStretch(1)

    def show_state(self, state: DocumentState) -> None:
        """Show which arrows ``state`` uses, and how many each choice would leave out."""
        self._state = state
        for at, (least, words) in enumerate(_CHOICES.items()):
            number = 0 if least is None else count_below(state, least)
            counted = f" ({number} left out)" if least is not None else ""
            self.box.setItemText(at, f"{words}{counted}")
        single = len(state.left_out)
        if single:
            self.box.setItemText(0, f"{_CHOICES[None]} (now {len(left_out(state))} left out)")
        self.box.setCurrentIndex(list(_CHOICES).index(state.least))

    def _ask(self) -> None:
        state, least = self._state, self.box.currentData()
        if state is None:
            return
        self.box.setCurrentIndex(list(_CHOICES).index(state.least))  # the document answers
        if least is not state.least or state.left_out:
            self.evidence_requested.emit(least)
