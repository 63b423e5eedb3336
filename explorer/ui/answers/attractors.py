"""Where can this end? Beside the diagram: every attractor under the present holds, and which of them lie ahead."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from explorer.io.tables import csv_text
from explorer.logic.budget import Budget
from explorer.session.answer_tables import survey_rows
from explorer.session.attractor_survey import EndKind, survey
from explorer.ui.answers.attractor_table import FOLD, AttractorRows, attractor_grid
from explorer.ui.answers.attractor_words import detail, held_words, name, verdict
from explorer.ui.answers.running_line import RunningLine
from explorer.ui.answers.way_there import WayThereView
from explorer.ui.panels.texts import MARGIN, CautionLabel, PlainText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer.session.attractor_survey import Survey
    from explorer.session.snapshot import DocumentState
    from explorer.ui.theme.roles import Theme


def _look(state: DocumentState, cancelled: Callable[[], bool]) -> Iterator[Survey]:
    yield from survey(state, budget=Budget(cancelled=cancelled))


class _Column(QWidget):
    """A column whose least height is that at its width: by its layout it is that of columns of single words."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # which plain widgets have by themselves

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        least, layout = super().minimumSizeHint(), self.layout()
        if layout is None or self.width() < least.width():
            return least
        return QSize(least.width(), layout.minimumHeightForWidth(self.width()))


class AttractorsPane(QWidget):
    """Asks under the holds of the state that it is given."""

    enter_requested = Signal(object, object, str)  # the DocumentState in which was asked, the End, its name
    pulse_requested = Signal(object, object, str, bool)  # as above, what is held for a while, its name, begun anew
    ask_again_requested = Signal()
    save_requested = Signal(str)  # the attractors as CSV

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: DocumentState | None = None
        self._present: DocumentState | None = None
        self.survey: Survey | None = None
        self.context = PlainText(muted=True)
        self.again = QPushButton("Ask again from the present state")
        self.again.clicked.connect(self.ask_again_requested)
        self.again.hide()
        self.verdict = PlainText()
        self.running = RunningLine("Looking for attractors")
        self.running.answered.connect(self._take)
        self.running.finished.connect(self._finish)
        self.running.failed.connect(lambda words: self.verdict.setText(f"{words[:1].upper()}{words[1:]}."))
        self.running.cancelled.connect(self._say_cancelled)
        self.rows = AttractorRows(self)
        self.grid = attractor_grid(self.rows)
        self.grid.entry_requested.connect(self._ask_for)
        self.grid.column_requested.connect(self._enter)
        self.grid.current_changed.connect(lambda _row, column: self._describe(column))
        self.detail = PlainText()
        self.way = WayThereView()
        self.way.try_requested.connect(self._try)
        self.save = QPushButton("Save the attractors…")
        self.save.setToolTip("Write every attractor into a table (CSV)")
        self.save.clicked.connect(lambda: self.save_requested.emit(self.csv()))
        self._lay_out()
        self.setFocusProxy(self.grid)

    def _lay_out(self) -> None:
        inside = _Column()
        column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN, 6, MARGIN, 8)
        column.setSpacing(6)
        for part in (self.context, self.again, self.running, self.verdict):
            column.addWidget(part)
        column.addWidget(self.grid, 1)
        column.addWidget(self.detail)
        column.addWidget(self.way)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(inside, 1)
        page.addWidget(CautionLabel())

    # -- asking -----------------------------------------------------------------------------------------------------

    def ask_from(self, state: DocumentState) -> None:
        """Ask under the holds of ``state``, and what lies ahead of it."""
        self.state = self._present = state
        self.again.hide()
        self._show(None)
        self.verdict.setText("Looking…")
        self.running.start(partial(_look, state), "Looking for all attractors")

    def show_state(self, state: DocumentState) -> None:
        """Mark where the document is now; another pathway is asked about at once, another state on request."""
        self._present = state
        if self.state is None or state.pathway is not self.state.pathway:
            self.ask_from(state)
            return
        self.again.setVisible(state.present != self.state.present or state.holds != self.state.holds)
        self._mark_here()

    def stop(self) -> None:
        """Give up what is being looked for."""
        self.running.stop()
        self.way.stop()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.grid.set_theme(theme)

    # -- showing ----------------------------------------------------------------------------------------------------

    def _take(self, answer: Survey) -> None:
        self._show(answer)
        self.running.show_progress(f"{answer.doing}: {len(answer.ends):,} found")

    def _finish(self) -> None:
        if self.survey is not None:
            self._show(self.survey)

    def _say_cancelled(self) -> None:
        found = self.survey
        if found is None or not found.ends:
            self.verdict.setText("Cancelled: not finished, nothing is known.")
        else:
            self.verdict.setText(f"Cancelled. {verdict(found, shown=self.rows.columnCount())}")

    def _show(self, found: Survey | None) -> None:
        self.survey = found
        current = self.grid.currentIndex()
        self.rows.show_survey(found)
        self._span()
        for part in (self.grid, self.save):
            part.setVisible(found is not None and bool(found.ends))
        if found is None:
            self.context.setText("")
            self.detail.setText("")
            self.way.show_end(None, -1)
            return
        self.context.setText(held_words(found))
        self.verdict.setText(verdict(found, shown=self.rows.columnCount()))
        self._mark_here()
        column = current.column() if current.isValid() else (self.rows.here or 0)
        if column < self.rows.columnCount():
            row = min(max(current.row(), 0), self.rows.rowCount() - 1)
            self.grid.setCurrentIndex(self.rows.index(row, column))
            self._describe(column)

    def _span(self) -> None:
        self.grid.clearSpans()
        if FOLD in self.rows.rows and self.rows.columnCount() > 1:
            self.grid.setSpan(self.rows.rows.index(FOLD), 0, 1, self.rows.columnCount())

    def _mark_here(self) -> None:
        found, state = self.survey, self._present
        if found is None or state is None:
            return
        same = state.pathway is found.asked.pathway and state.holds == found.asked.holds
        here = found.here(state.present) if same else None
        self.rows.show_here(here)
        self.grid.choose_column(-1 if here is None else here)

    def _describe(self, column: int) -> None:
        if self.survey is None or not 0 <= column < self.rows.columnCount():
            return
        words = detail(self.survey, column)
        self.detail.setText(words)
        self.grid.setAccessibleDescription(words)
        self.way.show_end(self.survey, column)

    def _try(self, switched: object, who: str, begun_anew: bool) -> None:  # noqa: FBT001  (the signal's argument)
        assert self.survey is not None
        self.pulse_requested.emit(self.survey.asked, switched, who, begun_anew)

    def _ask_for(self, row: int, column: int) -> None:
        if self.rows.rows[row] == FOLD:
            self.fold()
        else:
            self._enter(column)

    def csv(self) -> str:
        """Return what was found as CSV."""
        assert self.survey is not None
        return csv_text(survey_rows(self.survey))

    def fold(self) -> None:
        """Show the nodes that all attractors share, or hide them again."""
        here = self.grid.currentIndex()
        self.rows.fold()
        self._span()
        if here.isValid():
            self.grid.setCurrentIndex(self.rows.index(min(here.row(), self.rows.rowCount() - 1), here.column()))

    def _enter(self, column: int) -> None:
        if self.survey is None or not 0 <= column < self.rows.columnCount():
            return
        self._describe(column)
        end = self.survey.ends[column]
        if end.kind is EndKind.TRAP_SPACE:
            self.detail.setText(f"{detail(self.survey, column)} No state of it is known to stay: it cannot be shown.")
            return
        self.enter_requested.emit(self.survey.asked, end, name(self.survey, column))
