"""What does it hang on? Beside the diagram: a result, and every arrow, and/or and variant that would overturn it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.session.hangs_on import HangsOn, growing
from explorer.ui.answers.bearing_list import BearingList
from explorer.ui.answers.bearing_words import bearings, result_of, verdict
from explorer.ui.answers.evidence_chooser import EvidenceChooser
from explorer.ui.answers.result_chooser import ResultChooser
from explorer.ui.answers.running_line import RunningLine
from explorer.ui.answers.verdicts import from_where
from explorer.ui.panels.texts import CautionLabel, PlainText, ScrollingColumn, SectionHeading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QHideEvent, QShowEvent

    from explorer.session.snapshot import DocumentState
    from explorer.ui.theme.roles import Theme

_PATIENCE = 300
"""Milliseconds that the marks of an older answer stay on the diagram while a newer one is found."""
_CHOOSE = "Choose a result: click a chip above, or add the selected node."
_NO_OUTCOMES = "This model names no outcomes: select a node on the diagram that has a rule, and add it above."


class HangsOnPane(QWidget):
    """Follows the present state: every flip is a new result, asked about at once."""

    marks_changed = Signal(object)
    """The Bearings to be drawn on the diagram, or None."""
    selected = Signal(str, str)
    try_requested = Signal(object)
    """The Change that is to be tried."""
    evidence_requested = Signal(object)
    """The least Confidence of the arrows to be used, or None for all."""
    selected_node_requested = Signal()
    """The selected node is wanted; answered by ``ask_about``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: DocumentState | None = None
        self.answer: HangsOn | None = None
        self._is_given_up = False
        """Whether the pane was put away before its answer was complete."""
        self._make_parts()
        self._lay_out()

    def _make_parts(self) -> None:
        self.results = ResultChooser()
        self.results.result_changed.connect(self.ask)
        self.results.add_requested.connect(self.selected_node_requested)
        self.context = PlainText(muted=True)
        self.evidence = EvidenceChooser()
        self.evidence.evidence_requested.connect(self.evidence_requested)
        self.running = RunningLine("Changes tried")
        self.running.answered.connect(self._take)
        self.running.finished.connect(self._finish)
        self.running.failed.connect(self._fail)
        self.running.cancelled.connect(self._give_up)
        self.verdict = PlainText()
        self.list = BearingList()
        self.list.selected.connect(self.selected)
        self.list.try_requested.connect(self.try_requested)
        self._outdated = QTimer(self)
        self._outdated.setSingleShot(True)
        self._outdated.setInterval(_PATIENCE)
        self._outdated.timeout.connect(lambda: self.marks_changed.emit(None))

    def _lay_out(self) -> None:
        page = ScrollingColumn()
        parts: tuple[QWidget, ...] = (
            SectionHeading("The result"), self.results, self.context, self.evidence, self.running,
            SectionHeading("What would overturn it"), self.verdict, self.list,
        )  # fmt: skip
        for part in parts:
            page.column.addWidget(part)
        page.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addWidget(CautionLabel())
        self.setFocusProxy(self.evidence)

    # -- asking -----------------------------------------------------------------------------------------------------

    def ask_from(self, state: DocumentState) -> None:
        """Ask about the results of ``state``, those chosen before where they are still there."""
        self.state = state
        self.results.show_state(state)
        self.evidence.show_state(state)
        self.context.setText(from_where(state))
        self.ask()

    def show_state(self, state: DocumentState) -> None:
        """Follow the document: every other run is asked about at once."""
        old = self.state
        if old is None or state.runs is not old.runs or state.pathway is not old.pathway or self._is_given_up:
            self.ask_from(state)

    def ask_about(self, node: str) -> None:
        """Ask about ``node`` alone."""
        if self.results.ask_about(node):
            self.ask()
        else:
            self.verdict.setText("Select a node on the diagram that has a rule and is not held, then ask again.")

    def ask(self) -> None:
        """Look for the answer anew."""
        self.stop()
        self._is_given_up = False
        self.answer = None
        self._outdated.start()
        if self.state is None:
            return
        asked = self.results.asked
        if not asked:
            self._show_nothing(_CHOOSE if self.results.chips else _NO_OUTCOMES)
            return
        self.running.start(_work(self.state, asked), "Trying each change")

    def stop(self) -> None:
        """Give up what is being looked for; it is asked again when the pane is next in sight."""
        self._is_given_up = self.running.is_running
        self.running.stop()

    def _take(self, answer: object) -> None:
        assert self.state is not None
        assert isinstance(answer, HangsOn)
        self.answer = answer
        self.running.show_progress("Trying each change", len(answer.effects), answer.total)
        self._show(answer)

    def _finish(self) -> None:
        if self.answer is not None:
            self._mark()

    def _give_up(self) -> None:
        if self.answer is None:
            self._show_nothing("Cancelled: not finished, nothing is known.")
        else:
            self.verdict.setText(f"{self.verdict.text()} Cancelled.")
            self._mark()

    def _fail(self, words: str) -> None:
        self._show_nothing(f"{words[:1].upper()}{words[1:]}.")

    def _show(self, answer: HangsOn) -> None:
        assert self.state is not None
        self.verdict.setText(verdict(self.state, answer))
        self.list.show_answer(self.state.pathway, answer)

    def _show_nothing(self, words: str) -> None:
        assert self.state is not None
        self.verdict.setText(words)
        self.list.show_answer(self.state.pathway, None)
        self._mark()

    # -- marks on the diagram, only while the pane is in sight --------------------------------------------------------

    def _mark(self) -> None:
        self._outdated.stop()
        if not self.isVisible():
            return
        found = bearings(self.answer) if self.answer is not None and self.answer.overturning else None
        self.marks_changed.emit(found)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the marks again."""
        super().showEvent(event)
        if self.answer is not None and not event.spontaneous():
            self._mark()

    def hideEvent(self, event: QHideEvent) -> None:
        """The marks go with the pane; a minimised window keeps them."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._outdated.stop()
            self.marks_changed.emit(None)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        for part in (self.results, self.list):
            part.set_theme(theme)


def _work(state: DocumentState, asked: tuple[str, ...]) -> Callable[[Callable[[], bool]], Iterator[object]]:
    goal = result_of(state, asked)

    def find(cancelled: Callable[[], bool]) -> Iterator[object]:
        yield from growing(state, goal, cancelled=cancelled)

    return find
