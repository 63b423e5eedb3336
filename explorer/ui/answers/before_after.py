"""Before and after: which two states are compared, what was gained and lost, and all of it on the one diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.errors import ExplorerError
from explorer.session.comparing import PRESENT, START, Compared, Origin, Pin, Side, compare, pin_name, state_of
from explorer.ui.answers.difference_list import DifferenceList
from explorer.ui.answers.difference_words import held_words, verdict
from explorer.ui.answers.side_chooser import SideChooser
from explorer.ui.panels.texts import CautionLabel, PlainText, ScrollingColumn

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from explorer.session.snapshot import DocumentState
    from explorer.ui.theme.roles import Theme

MOST_PINS = 8
"""Pinned states that are kept; the oldest goes first."""


class BeforeAfter(QWidget):
    """Compares two states. After a step by the user the second one is the present state again."""

    marks_changed = Signal(object)
    """The Compared to be drawn on the diagram, or None; see ``shows_present``."""
    selected = Signal(str)
    side_by_side_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: DocumentState | None = None
        self.compared: Compared | None = None
        self.pins: tuple[Pin, ...] = ()
        self._make_parts()
        self._lay_out()

    def _make_parts(self) -> None:
        self.before = SideChooser("Before", START)
        self.after = SideChooser("After", PRESENT)
        self.before_words, self.after_words = PlainText(muted=True), PlainText(muted=True)
        for box in (self.before, self.after):
            box.side_changed.connect(self.ask)
        self.swap = QPushButton("Swap")
        self.swap.setToolTip("Take what is before as after, and the reverse")
        self.swap.clicked.connect(self._swap)
        self.pin = QPushButton("Pin the present state")
        self.pin.setToolTip("Keep it, to compare it with later ones")
        self.pin.clicked.connect(self._pin)
        self.beside = QPushButton("Side by side")
        self.beside.setToolTip("Both states beside each other, moved and zoomed together")
        self.beside.clicked.connect(self.side_by_side_requested)
        self.verdict = PlainText()
        self.list = DifferenceList()
        self.list.selected.connect(self.selected)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(3)
        grid.setHorizontalSpacing(10)
        rows = (("Before", self.before, self.before_words), ("After", self.after, self.after_words))
        for at, (name, box, words) in enumerate(rows):
            label = QLabel(name)
            label.setBuddy(box)
            grid.addWidget(label, 2 * at, 0)
            grid.addWidget(box, 2 * at, 1)
            grid.addWidget(words, 2 * at + 1, 1)
        buttons = QHBoxLayout()
        for button in (self.swap, self.pin, self.beside):
            buttons.addWidget(button)
        buttons.addStretch(1)
        page = ScrollingColumn()
        page.column.addSpacing(6)
        page.column.addLayout(grid)
        page.column.addLayout(buttons)
        page.column.addSpacing(6)
        page.column.addWidget(self.verdict)
        page.column.addWidget(self.list)
        page.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addWidget(CautionLabel())
        self.setFocusProxy(self.before)

    @property
    def shows_present(self) -> bool:
        """Whether what is after is the present state, so that the diagram may show any moment of its run."""
        return self.after.side.origin is Origin.PRESENT

    @property
    def sides(self) -> tuple[Side, Side]:
        """What is compared."""
        return self.before.side, self.after.side

    # -- asking -----------------------------------------------------------------------------------------------------

    def ask_from(self, state: DocumentState) -> None:
        """Compare anew, with the sides chosen before where they are still there."""
        if self.state is None or self.state.base is not state.base:
            self.pins = ()
        self.state = state
        self._offer()
        self.ask()

    def show_state(self, state: DocumentState) -> None:
        """Follow the document; a step by the user leads back to the present state."""
        old = self.state
        if old is not None and state.runs is old.runs and state.pathway is old.pathway and state.holds == old.holds:
            return
        if old is not None and state.base is old.base and not self.shows_present:
            self.after.choose(PRESENT)
        self.ask_from(state)

    def ask(self) -> None:
        """Compare what is chosen now."""
        if self.state is None:
            return
        try:
            before, after = (state_of(side, self.state, self.pins) for side in self.sides)
        except ExplorerError as error:
            self.verdict.setText(str(error))
            return
        self.compared = compare(before, after)
        self.before_words.setText(held_words(before))
        self.after_words.setText(held_words(after))
        self.verdict.setText(verdict(self.compared))
        self.list.show_compared(self.compared)
        self._mark()

    def stop(self) -> None:
        """Nothing goes on here."""

    def _offer(self) -> None:
        assert self.state is not None
        self.before.show_state(self.state, self.pins, otherwise=START)
        self.after.show_state(self.state, self.pins, otherwise=PRESENT)

    def _swap(self) -> None:
        before, after = self.sides
        self.before.choose(after)
        self.after.choose(before)
        self.ask()

    def _pin(self) -> None:
        if self.state is None:
            return
        name = pin_name(self.state, self.pins)
        self.pins = (*self.pins, Pin(name, self.state))[-MOST_PINS:]
        self.before.choose(Side(Origin.PINNED, name))
        self._offer()
        self.ask()

    # -- marks on the diagram, only while the pane is in sight --------------------------------------------------------

    def _mark(self) -> None:
        if self.isVisible():
            self.marks_changed.emit(self.compared)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the marks again."""
        super().showEvent(event)
        if self.compared is not None and not event.spontaneous():
            self._mark()

    def hideEvent(self, event: QHideEvent) -> None:
        """The marks go with the pane; a minimised window keeps them."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.marks_changed.emit(None)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.list.set_theme(theme)
