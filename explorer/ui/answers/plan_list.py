"""Which sets reach the goal? Ranked rows with their interventions as chips, and a button that shows each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from explorer.pathway.definition import Confidence
from explorer.ui.answers.chip_flow import ChipFlow
from explorer.ui.answers.matrix_words import name, names
from explorer.ui.panels.texts import PlainText
from explorer.ui.panels.words import counted
from explorer.ui.panels.words import steps as steps_
from explorer.ui.theme.mixing import chip_fill, chip_text
from explorer.ui.theme.roles import LIGHT, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.pathway.definition import Pathway
    from explorer.session.planning import Plan

MOST_ROWS = 40
"""More are counted, not shown: nobody reads them."""


def about(plan: Plan) -> str:
    """Return the muted line of a row: size, steps, and how well the weakest arrow is known."""
    parts = [counted(len(plan.added), "intervention")]
    parts.append("keeps moving" if plan.steps is None else f"settles in {steps_(plan.steps)}")
    doubtful = (Confidence.HYPOTHESISED, Confidence.NOT_STATED, Confidence.REPORTED)
    weakest = [known for known in doubtful if plan.confidence[known]]
    if weakest:
        parts.append(f"weakest arrow: {weakest[0].words}")
    elif plan.arrows:
        parts.append("every arrow established")
    return " · ".join(parts)


class PlanRow(QWidget):
    """One set."""

    show_requested = Signal(object)

    def __init__(self, pathway: Pathway, plan: Plan, number: int, theme: Theme) -> None:
        super().__init__()
        self.plan = plan
        who = names(pathway, plan.added)
        rank = QLabel(str(number))
        rank.setProperty("role", "muted")
        rank.setFixedWidth(26)
        self._chips = [_chip(name(pathway, node, value=value)) for node, value in plan.added.items()]
        flow = ChipFlow()
        rule = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        rule.setHeightForWidth(True)
        flow.setSizePolicy(rule)  # the row's width is known only once it is laid out
        pieces: list[QWidget] = []
        for chip in self._chips:
            pieces += [QLabel("+"), chip] if pieces else [chip]
        for piece in pieces:
            piece.setParent(flow)
        flow.let_flow(pieces)
        chips = QVBoxLayout()
        chips.setSpacing(3)
        chips.addWidget(flow)
        chips.addWidget(PlainText(about(plan), muted=True))
        self.button = QPushButton("Show me")
        self.button.setAccessibleName(f"Show me {who}")
        self.button.setToolTip("Show it on the diagram; one undo takes it back")
        self.button.clicked.connect(lambda: self.show_requested.emit(plan.added))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 6, 10, 6)
        row.addWidget(rank)
        row.addLayout(chips, 1)
        row.addWidget(self.button)
        self.setAccessibleName(f"{number}: {who}, {about(plan)}")
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        fill, ink = chip_fill(theme.drug, theme).name(), chip_text(theme.drug, theme)
        for chip in self._chips:
            chip.setStyleSheet(f"background: {fill}; color: {ink}; border-radius: 9px; padding: 2px 9px;")


class PlanList(QWidget):
    """The rows, best first."""

    show_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.rows: list[PlanRow] = []
        self._more = PlainText(muted=True)
        self._more.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._more)

    def show_plans(self, pathway: Pathway, plans: Sequence[Plan]) -> None:
        """Show ``plans``; nothing is built anew where they are the same, and a set of nothing is no row to try."""
        plans = [plan for plan in plans if plan.added]
        shown = plans[:MOST_ROWS]
        if shown != [row.plan for row in self.rows]:
            for row in self.rows:
                row.hide()
                row.deleteLater()
            self.rows = [PlanRow(pathway, plan, at, self._theme) for at, plan in enumerate(shown, start=1)]
            for at, row in enumerate(self.rows):
                row.show_requested.connect(self.show_requested)
                self._column.insertWidget(at, row)
        self._more.setText(f"and {len(plans) - len(shown)} more")
        self._more.setVisible(len(plans) > len(shown))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for row in self.rows:
            row.set_theme(theme)


def _chip(text: str) -> QLabel:
    chip = QLabel(text)
    chip.setTextFormat(Qt.TextFormat.PlainText)
    chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return chip
