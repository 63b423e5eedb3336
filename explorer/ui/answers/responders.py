"""Who responds? Beside the diagram: cases by therapies, and the markers that tell who responds to one of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.logic.budget import Budget
from explorer.pathway.definition import Basis, Profile
from explorer.session.markers import telling_markers
from explorer.session.responders import therapies_of
from explorer.session.response_survey import Told, response_csv, response_survey, usable_markers
from explorer.ui.answers.goal_chooser import GoalChooser
from explorer.ui.answers.marker_tree import MarkerTree
from explorer.ui.answers.pair_menu import PairMenu
from explorer.ui.answers.response_table import ResponseRows, response_grid
from explorer.ui.answers.response_words import LEGEND, markers_words, notes, therapy_words, verdict, who
from explorer.ui.answers.running_line import RunningLine
from explorer.ui.panels.texts import CautionLabel, PlainText, ScrollingColumn, SectionHeading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer.pathway.definition import Holds, Pathway
    from explorer.session.markers import MarkerAnswer
    from explorer.session.snapshot import DocumentState
    from explorer.ui.theme.roles import Theme

_MOST_HEIGHT = 430
"""Height up to which the table grows with its rows, in pixels at the text size 100 %; then it scrolls."""
_START = Profile("start", "As the file starts", {}, Basis.PREDICTION, reason="The file describes no profiles.")


def _look(
    pathway: Pathway,
    profiles: tuple[Profile, ...],
    therapies: tuple[Holds, ...],
    goal: Holds,
    cancelled: Callable[[], bool],
) -> Iterator[Told]:
    yield from response_survey(pathway, profiles, therapies, goal, budget=Budget(cancelled=cancelled))


def _tell(
    pathway: Pathway, profiles: tuple[Profile, ...], therapy: Holds, goal: Holds, _cancelled: Callable[[], bool]
) -> Iterator[tuple[MarkerAnswer, bool]]:
    markers, is_every = usable_markers(pathway, profiles, therapy)
    yield telling_markers(pathway, therapy, goal, markers=markers), is_every


class RespondersPane(QWidget):
    """Asks about the pathway that is open, whatever its present state: each case starts anew."""

    case_requested = Signal(object, object, str)  # the Profile, the therapy's Holds, both in words
    cases_requested = Signal()
    save_requested = Signal(str)  # the table as CSV
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pathway: Pathway | None = None
        self._cases: tuple[Profile, ...] = ()
        self._source = ""
        self._last: Told | None = None
        self._make_parts()
        self._lay_out()
        self.setFocusProxy(self.grid)

    def _make_parts(self) -> None:
        self.goals = GoalChooser()
        self.goals.goal_changed.connect(self.ask)
        self.pairs = PairMenu()
        self.pairs.pairs_changed.connect(self.ask)
        self.open_cases = _button("Open cases…", "A table (CSV): a row a case, columns named by node")
        self.open_cases.clicked.connect(self.cases_requested)
        self.own = _button("Profiles of the file", "Put the table of cases away")
        self.own.clicked.connect(self.put_cases_away)
        self.own.hide()
        self.copy = _button("Copy", "Copy the table as CSV")
        self.copy.clicked.connect(self._copy)
        self.save = _button("Save…", "Save the table as CSV")
        self.save.clicked.connect(lambda: self.save_requested.emit(self.csv()))
        self.verdict = PlainText()
        self.running = RunningLine("Running every case")
        self.running.answered.connect(self._take)
        self.running.finished.connect(self._say)
        self.running.failed.connect(lambda words: self.verdict.setText(f"{words[:1].upper()}{words[1:]}."))
        self.running.cancelled.connect(self._say_cancelled)
        self.rows = ResponseRows(self)
        self.grid = response_grid(self.rows)
        self.grid.entry_requested.connect(self._show_case)
        self.grid.column_requested.connect(self.choose_therapy)
        self.grid.current_changed.connect(self._describe)
        self.legend = PlainText(LEGEND, muted=True)
        self.detail = PlainText()
        self.tree_heading = SectionHeading("Which markers tell who responds")
        self.tree_words = PlainText()
        self.tree = MarkerTree()
        self.telling = RunningLine("Trying every setting of the inputs")
        self.telling.answered.connect(self._show_markers)
        self.telling.failed.connect(lambda words: self.tree_words.setText(f"{words[:1].upper()}{words[1:]}."))
        self.telling.cancelled.connect(lambda: self.tree_words.setText("Cancelled: not finished, nothing is known."))

    def _lay_out(self) -> None:
        page = ScrollingColumn()
        column = page.column
        column.setSpacing(6)
        column.addWidget(SectionHeading("A response is"))
        column.addWidget(self.goals)
        for buttons in ((self.pairs, self.open_cases, self.copy, self.save), (self.own,)):
            line = QHBoxLayout()
            for button in buttons:
                line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
        table: tuple[QWidget, ...] = (self.verdict, self.running, self.grid, self.legend, self.detail)
        for part in (*table, self.tree_heading, self.tree_words, self.telling, self.tree):
            column.addWidget(part)
        column.addStretch(1)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.setSpacing(0)
        outside.addWidget(page, 1)
        outside.addWidget(CautionLabel())

    # -- asking -----------------------------------------------------------------------------------------------------

    def ask_from(self, state: DocumentState) -> None:
        """Ask about the pathway of ``state``; what was chosen before stays where it is the same pathway."""
        if self.pathway is None or self.pathway.nodes.keys() != state.pathway.nodes.keys():
            self._cases, self._source = (), ""
            self.own.hide()
            self.pairs.show_pathway(state.pathway)
        self.pathway = state.pathway
        self.goals.show_goals(self.pathway, {})
        self.ask()

    def show_state(self, state: DocumentState) -> None:
        """Follow the document: only other rules or another pathway make a difference."""
        if state.pathway is not self.pathway:
            self.ask_from(state)

    def show_cases(self, cases: tuple[Profile, ...], source: str) -> None:
        """Take the cases of a table instead of the profiles of the file; ``source`` is the table's name."""
        self._cases, self._source = cases, source
        self.own.show()
        self.ask()

    def put_cases_away(self) -> None:
        """Show the profiles of the file again."""
        self._cases, self._source = (), ""
        self.own.hide()
        self.ask()

    def ask(self) -> None:
        """Run everything anew."""
        pathway = self.pathway
        self.stop()
        if pathway is None:
            return
        self._last = None
        goal = self.goals.goal
        profiles = self._cases or pathway.profiles or (_START,)
        therapies = (*therapies_of(pathway), *self.pairs.chosen())
        self.rows.begin(pathway, profiles, therapies, goal)
        self.grid.choose_column(-1)
        self.grid.setVisible(bool(goal))
        self._fit()
        self.detail.setText("")
        self.show_no_tree()
        if not goal:
            self.verdict.setText("Choose what a response is: click an outcome above.")
            return
        self._say()
        self.running.start(partial(_look, pathway, profiles, therapies, goal), "Running every case")

    def stop(self) -> None:
        """Give up what is being computed."""
        self.running.stop()
        self.telling.stop()

    def choose_therapy(self, column: int) -> None:
        """Find the markers that tell who responds to the therapy of ``column``."""
        pathway = self.pathway
        if pathway is None or not 0 <= column < self.rows.columnCount():
            return
        therapy = self.rows.therapies[column]
        self.grid.choose_column(column)
        self.tree.show_tree(None)
        self.tree_heading.setText(f"Who responds to {therapy_words(pathway, therapy)}?")
        self.tree_words.setText("Trying every setting of the inputs…")
        work = partial(_tell, pathway, self.rows.profiles, therapy, self.rows.goal)
        self.telling.start(work, "Trying every setting of the inputs")

    # -- showing ----------------------------------------------------------------------------------------------------

    def show_no_tree(self) -> None:
        """Say how to come to a tree."""
        self.tree_heading.setText("Which markers tell who responds")
        self.tree_words.setText("Click the name of a therapy.")
        self.tree.show_tree(None)

    def _take(self, told: Told) -> None:
        self._last = told
        self.rows.add(told.entries)
        if self.detail.text():  # the entry where the keyboard is may have been run meanwhile
            here = self.grid.currentIndex()
            self._describe(here.row(), here.column())
        if told.doing:
            self.running.show_progress(told.doing, told.done, told.total)
        self._say()

    def _say(self) -> None:
        last, pathway = self._last, self.pathway
        if pathway is None:
            return
        words = verdict(
            self.rows.entries.values(),
            cases=self.rows.rowCount(),
            therapies=self.rows.columnCount(),
            is_table=bool(self._cases),
            doing=last.doing if last is not None else "Running",
            reason=last.reason if last is not None else "",
        )
        if self._source:
            words = f"From {self._source}. {words}"
        elif not pathway.profiles:
            words = f"This file describes no profiles: open a table of cases. {words}"
        if self.rows.columnCount() < 2:
            words += " This file names no drugs (kind: drug), so there is no therapy to try."
        self.verdict.setText(words)
        if last is not None and not last.doing:
            self._choose_first()

    def _choose_first(self) -> None:
        """Ask unasked about the first therapy that tells cases apart, so that there is something to see."""
        if self.grid.chosen_column >= 0:
            return
        for column in range(1, self.rows.columnCount()):
            seen = {self.rows.entries[row, column].response.is_response for row in range(self.rows.rowCount())}
            if len(seen) > 1:
                self.choose_therapy(column)
                return

    def _say_cancelled(self) -> None:
        self._say()
        self.verdict.setText(f"Cancelled: … stands where nothing was run. {self.verdict.text()}")

    def _show_markers(self, told: tuple[MarkerAnswer, bool]) -> None:
        answer, is_every = told
        self.tree_words.setText(markers_words(answer, is_every=is_every))
        self.tree.show_tree(answer.tree)

    def _describe(self, row: int, column: int) -> None:
        if 0 <= row < self.rows.rowCount() and 0 <= column < self.rows.columnCount():
            words = self.rows.words(row, column)
            self.detail.setText(words)
            self.grid.setAccessibleDescription(words)

    def _show_case(self, row: int, column: int) -> None:
        assert self.pathway is not None
        self._describe(row, column)
        if column != self.grid.chosen_column:
            self.choose_therapy(column)
        profile, therapy = self.rows.profiles[row], self.rows.therapies[column]
        self.case_requested.emit(profile, therapy, who(self.pathway, profile, therapy))

    # -- the table for others ---------------------------------------------------------------------------------------

    def csv(self) -> str:
        """Return the table as CSV, with what it means and the caution below it."""
        rows, pathway = self.rows, self.pathway
        assert pathway is not None
        names = [therapy_words(pathway, therapy) for therapy in rows.therapies]
        return response_csv(names, rows.profiles, rows.entries, notes(pathway, rows.goal, rows.entries))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.csv())
        self.copied.emit("The table")

    # -- look -------------------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        for part in (self.goals, self.grid, self.tree):
            part.set_theme(theme)
        self._fit()

    def _fit(self) -> None:
        """Let the table be as high as its rows, up to a bound."""
        scale = self.grid.theme.text_scale
        bar = self.grid.horizontalScrollBar().sizeHint().height() + 4
        high = self.grid.columns.height() + self.grid.rows.length() + bar
        self.grid.setFixedHeight(min(high, round(_MOST_HEIGHT * scale)))


def _button(words: str, tip: str) -> QPushButton:
    made = QPushButton(words)
    made.setToolTip(tip)
    return made
