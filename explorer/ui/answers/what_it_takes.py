"""What would it take? Beside the diagram: the goal, the smallest sets that reach it, every single and pair."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from explorer.io.tables import csv_text
from explorer.pathway.definition import NodeKind
from explorer.session.answer_tables import matrix_rows
from explorer.session.planning import Means
from explorer.session.report_plans import PlanAnswer
from explorer.ui.answers.goal_chooser import GoalChooser
from explorer.ui.answers.matrix_view import MatrixView
from explorer.ui.answers.matrix_words import name
from explorer.ui.answers.plan_list import PlanList
from explorer.ui.answers.running_line import left_words
from explorer.ui.answers.search import MatrixAnswer, Question, answers
from explorer.ui.answers.sideways import SidewaysMatrix
from explorer.ui.answers.verdicts import from_where, on_matrix, on_plans, without_goal
from explorer.ui.background import Job
from explorer.ui.panels.texts import CautionLabel, PlainText, ScrollingColumn, SectionHeading

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from explorer.session.planning import Plans
    from explorer.session.snapshot import DocumentState
    from explorer.ui.theme.roles import Theme

WIDE = 860
"""From this width on, in pixels, the matrix stands beside the sets instead of below them."""
_MOST = (1, 2, 3, 4)


class WhatItTakes(QWidget):
    """Asks from the state that it is given; ``ask_again_requested`` wants the present one."""

    show_requested = Signal(object, object)  # the DocumentState in which was asked, the Holds to add
    ask_again_requested = Signal()
    save_requested = Signal(str)  # the matrix as CSV

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: DocumentState | None = None
        self.job: Job[object] | None = None
        self._plans: Plans | None = None
        self._question: Question | None = None
        self._matrix: MatrixAnswer | None = None
        self._began = 0.0
        self._make_parts()
        self._lay_out()

    def _make_parts(self) -> None:
        self.goals = GoalChooser()
        self.goals.goal_changed.connect(self.ask)
        self.context = PlainText(muted=True)
        self.again = QPushButton("Ask again from the present state")
        self.again.clicked.connect(self.ask_again_requested)
        self.again.hide()
        self.means = QComboBox()
        self.means.addItem("using drugs only", Means.DRUGS)
        self.means.addItem("using any node", Means.ALL)
        self.means.setAccessibleName("What may be used")
        self.most = QComboBox()
        for number in _MOST:
            self.most.addItem("one at a time" if number == 1 else f"up to {number} together", number)
        self.most.setCurrentIndex(len(_MOST) - 1)
        self.most.setAccessibleName("How many together")
        for box in (self.means, self.most):
            box.currentIndexChanged.connect(lambda _: self.ask())
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Sets looked at")
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self._give_up)
        self.verdict = PlainText()
        self.plans = PlanList()
        self.matrix = MatrixView()
        self.matrix_place = SidewaysMatrix(self.matrix)
        self.matrix_words = PlainText(muted=True)
        self.save = QPushButton("Save the matrix…")
        self.save.setToolTip("Write every single and pair into a table (CSV)")
        self.save.clicked.connect(lambda: self.save_requested.emit(self.csv()))
        self.save.hide()
        for asking in (self.plans, self.matrix):
            asking.show_requested.connect(self._show)

    def _lay_out(self) -> None:
        context = QHBoxLayout()
        context.addWidget(self.context, 1)
        context.addWidget(self.again)
        choices = QHBoxLayout()
        for box in (self.means, self.most):
            choices.addWidget(box)
        choices.addStretch(1)
        running = QHBoxLayout()
        running.addWidget(self.progress, 1)
        running.addWidget(self.cancel)
        sets = QVBoxLayout()
        sets.addWidget(SectionHeading("Smallest sets that reach the goal"))
        sets.addLayout(choices)
        sets.addLayout(running)
        sets.addSpacing(4)
        sets.addWidget(self.verdict)
        sets.addWidget(self.plans)
        sets.addStretch(1)
        grid = QVBoxLayout()
        for part in (SectionHeading("Every single and pair"), self.matrix_words, self.matrix_place):
            grid.addWidget(part)
        grid.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addStretch(1)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(12)
        self._both.addLayout(sets, 5)
        self._both.addLayout(grid, 6)
        page = ScrollingColumn()
        page.column.addWidget(SectionHeading("The goal"))
        page.column.addWidget(self.goals)
        page.column.addLayout(context)
        page.column.addLayout(self._both)
        page.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addWidget(CautionLabel())

    # -- asking -----------------------------------------------------------------------------------------------------

    def ask_from(self, state: DocumentState) -> None:
        """Ask from ``state``, with the goal chosen before where it still fits."""
        is_other = self.state is None or self.state.base is not state.base
        self.state = state
        self.again.hide()
        self.goals.show_goals(state.pathway, state.holds)
        self.context.setText(from_where(state))
        if is_other:
            self._offer_means(state)
        self.ask()

    def _offer_means(self, state: DocumentState) -> None:
        """Where the model names no drugs, any node is what is left to use, two of them at first."""
        has_drugs = any(node.kind is NodeKind.DRUG for node in state.pathway.nodes.values())
        if not has_drugs and self.means.currentData() is Means.DRUGS:
            for box, value in ((self.means, Means.ALL), (self.most, 2)):
                box.blockSignals(True)
                box.setCurrentIndex(box.findData(value))
                box.blockSignals(False)

    def show_state(self, state: DocumentState) -> None:
        """Follow the document: another pathway is asked about at once, another state on request."""
        if self.state is None or state.pathway is not self.state.pathway:
            self.ask_from(state)
        else:
            self.again.setVisible(state.present != self.state.present or state.holds != self.state.holds)

    def ask(self) -> None:
        """Look for the answer anew."""
        self.stop()
        if self.state is None:
            return
        self._plans = self._question = self._matrix = None
        self.plans.show_plans(self.state.pathway, ())
        self.matrix_place.hide()
        self.save.hide()
        self.matrix_words.setText("")
        if not self.goals.goal:
            self.verdict.setText(without_goal(self.state.pathway))
            return
        self.verdict.setText("Looking…")
        question = Question(self.state, self.goals.goal, self.means.currentData(), self.most.currentData())
        self._question = question
        self.job = Job(partial(answers, question), self)
        self.job.answered.connect(self._take)
        self.job.finished.connect(self._finish)
        self.job.failed.connect(self._fail)
        self._began = time.monotonic()
        self.progress.setRange(0, 0)
        self._show_running(running=True)
        self.job.start_soon()

    def stop(self) -> None:
        """Give up what is being looked for; the thread ends soon."""
        if self.job is not None:
            self.job.cancel()
            self.job = None
        self._show_running(running=False)

    def _give_up(self) -> None:
        self.stop()
        found = self._plans
        self.verdict.setText(f"{on_plans(found)} Cancelled." if found else "Cancelled: not finished, nothing is known.")

    def _show_running(self, *, running: bool) -> None:
        self.progress.setVisible(running)
        self.cancel.setVisible(running)

    def _take(self, answer: object) -> None:
        assert self.state is not None
        if isinstance(answer, MatrixAnswer):
            self.matrix.show_matrix(self.state.pathway, answer.matrix, answer.parts)
            self._matrix = answer
            self.matrix_place.setVisible(bool(answer.matrix.drugs))
            self.save.setVisible(bool(answer.matrix.drugs))
            self.matrix_words.setText(on_matrix(answer.matrix))
            return
        plans: Plans = answer  # type: ignore[assignment]
        self._plans = plans
        self.plans.show_plans(self.state.pathway, plans.found)
        self.progress.setRange(0, max(1, plans.total))
        self.progress.setValue(plans.tried)
        left = left_words(time.monotonic() - self._began, plans.tried, plans.total)
        looked = f"{plans.tried:,} of {plans.total:,} sets looked at"
        self.verdict.setText(f"{len(plans.found)} found, {looked}{f', {left}' if left else ''}…")

    def _finish(self) -> None:
        self.stop()
        if self._plans is not None:
            self.verdict.setText(on_plans(self._plans))

    def _fail(self, words: str) -> None:
        self.stop()
        self.verdict.setText(f"{words[:1].upper()}{words[1:]}.")

    def _show(self, added: object) -> None:
        self.show_requested.emit(self.state, added)

    # -- what leaves ------------------------------------------------------------------------------------------------

    @property
    def answer(self) -> PlanAnswer | None:
        """The sets found so far and what was asked; None before there are any."""
        if self._question is None or self._plans is None:
            return None
        asked = self._question
        return PlanAnswer(asked.state, asked.goal, asked.means, asked.most, self._plans)

    def csv(self) -> str:
        """Return the matrix that is shown as CSV, with the names on the diagram."""
        assert self._matrix is not None
        assert self.state is not None
        pathway = self.state.pathway
        told = {
            drugs: [pathway.nodes[node].caption for node in outcomes] for drugs, outcomes in self._matrix.parts.items()
        }

        def held(node: str, value: bool) -> str:  # noqa: FBT001  (called with both)
            return name(pathway, node, value=value)

        return csv_text(matrix_rows(self._matrix.matrix, name=held, parts=told))

    # -- look and end -----------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        for part in (self.goals, self.plans, self.matrix):
            part.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width: the matrix beside the sets where there is room, otherwise below."""
        super().resizeEvent(event)
        wide = event.size().width() >= WIDE
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
