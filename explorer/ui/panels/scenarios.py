"""Which prepared runs does the pathway bring? Its scenarios, each with the basis of what it expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from explorer.ui.panels.chips import basis_ink, paint_word, word_width
from explorer.ui.panels.row_button import RowButton, paint_line
from explorer.ui.panels.texts import ScrollingColumn
from explorer.ui.panels.words import BASIS, on_off, tooltip
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import LIGHT, Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

    from explorer.pathway.definition import Pathway, Scenario


def expected_in_words(pathway: Pathway, scenario: Scenario) -> str:
    """Return what a scenario expects: ``CD8 T cells ON, Tumour progression OFF``."""
    return ", ".join(f"{pathway.nodes[node].caption} {on_off(value)}" for node, value in scenario.expect.items())


def full_text(pathway: Pathway, scenario: Scenario) -> str:
    """Return everything about a scenario, for a tooltip."""
    expected = expected_in_words(pathway, scenario)
    parts = (
        scenario.title,
        f"Expected: {expected}" if expected else "",
        f"Basis: {scenario.basis.value}. {BASIS[scenario.basis]}",
        scenario.reason,
    )
    return "\n".join(part for part in parts if part)


def fill_menu(menu: QMenu, pathway: Pathway, chosen: Callable[[str], object]) -> None:
    """Fill ``menu`` with the scenarios of ``pathway``; ``chosen`` is called with the id."""
    menu.clear()
    menu.setToolTipsVisible(True)
    for scenario in pathway.scenarios:
        action = menu.addAction(f"{scenario.title}\t{scenario.basis.value}".replace("&", "&&"))
        action.setToolTip(tooltip(full_text(pathway, scenario)))
        action.setStatusTip(scenario.reason)
        action.triggered.connect(lambda _=False, id_=scenario.id: chosen(id_))
    if menu.isEmpty():
        menu.addAction("This file has no scenarios").setEnabled(False)


class ScenarioRow(RowButton):
    """One scenario: its title, what it expects, and the chip of its basis."""

    def __init__(self, pathway: Pathway, scenario: Scenario, *, theme: Theme) -> None:
        super().__init__(scenario.title, height=44, theme=theme)
        self.scenario = scenario
        self.is_current = False
        self._expected = expected_in_words(pathway, scenario)
        self.set_full_text(full_text(pathway, scenario))

    @property
    def is_marked(self) -> bool:
        """Whether this scenario was played last."""
        return self.is_current

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the row."""
        basis = self.scenario.basis
        width = word_width(basis.value)
        chip = QRectF(rect.right() - width - 7, rect.center().y() - 10, width, 20)
        paint_word(painter, chip, basis.value, basis_ink(basis, self.theme), self.theme)
        left = rect.left() + 8
        space = chip.left() - left - 8
        middle = rect.center().y()
        title = QRectF(left, middle - 19, space, 20)
        paint_line(painter, title, self.scenario.title, font(14, strong=True), self.theme.text)
        paint_line(painter, QRectF(left, middle + 0.5, space, 17), self._expected, font(12.5), self.theme.muted)


class ScenariosPanel(ScrollingColumn):
    """The scenarios as a list."""

    scenario_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.rows: dict[str, ScenarioRow] = {}
        self.column.setContentsMargins(6, 6, 6, 6)

    def show_pathway(self, pathway: Pathway) -> None:
        """Show the scenarios of ``pathway``."""
        self.rows = {}
        while (item := self.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for scenario in pathway.scenarios:
            row = ScenarioRow(pathway, scenario, theme=self._theme)
            row.clicked.connect(lambda _=False, id_=scenario.id: self.scenario_requested.emit(id_))
            self.rows[scenario.id] = row
            self.column.addWidget(row)
        if not pathway.scenarios:
            note = QLabel("This file has no scenarios.")
            note.setProperty("role", "muted")
            note.setAlignment(Qt.AlignmentFlag.AlignTop)
            self.column.addWidget(note)
        self.column.addStretch(1)

    def show_current(self, scenario: str) -> None:
        """Mark the scenario with this id as the one played last; an empty string marks none."""
        for id_, row in self.rows.items():
            row.is_current = id_ == scenario
            row.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for row in self.rows.values():
            row.set_theme(theme)
