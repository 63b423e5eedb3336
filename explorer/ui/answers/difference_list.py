"""Which nodes differ? Outcomes first with both their states, then what was gained, lost, oscillates, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from explorer.ui.answers.difference_words import EXPLAINED, Change, changes_of
from explorer.ui.panels.outcome_row import OutcomeRow, Standing
from explorer.ui.panels.row_button import RowButton, paint_line
from explorer.ui.panels.texts import PlainText, SectionHeading
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from explorer.pathway.definition import Node
    from explorer.session.comparing import Compared

MOST_ROWS = 80
"""Of each kind; more are counted, not shown."""


class DifferenceRow(RowButton):
    """One node with the sign that it has on the diagram."""

    def __init__(self, node: Node, change: Change, theme: Theme) -> None:
        super().__init__(f"{node.label}: {change.value}", height=26, theme=theme)
        self.node, self.change = node, change
        self.set_full_text(f"{node.label}\n{EXPLAINED[change]}")

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint sign and name."""
        paint_change(painter, self.theme, self.change, QRectF(rect.left() + 6, rect.center().y() - 7, 24, 14))
        area = QRectF(rect.left() + 40, rect.top(), rect.width() - 44, rect.height())
        ink = self.theme.muted if self.change is Change.SAME else self.theme.text
        paint_line(painter, area, self.node.caption, font(13.5), ink)


def paint_change(painter: QPainter, theme: Theme, change: Change, area: QRectF) -> None:
    """Paint the ring that a change has on the diagram: solid, dashed or dotted."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if change is Change.SAME:
        painter.setPen(QPen(colour(theme.off_border), 1.0))
    else:
        pen = QPen(colour(theme.held if change is Change.LOST else theme.changed), 2.6)
        if change is Change.LOST:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([1.8, 1.1])
        elif change is Change.TURNING:
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.01, 1.7])
        painter.setPen(pen)
    painter.drawRoundedRect(area, 4, 4)


class DifferenceList(QWidget):
    """All rows; what is unchanged is shown on request."""

    selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._compared: Compared | None = None
        self.outcome_rows: dict[str, OutcomeRow] = {}
        self.rows: dict[str, DifferenceRow] = {}
        self.shows_unchanged = False
        self.more = QPushButton()
        self.more.setProperty("role", "plain")
        self.more.clicked.connect(self._turn)
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_compared(self, compared: Compared) -> None:
        """Show what differs."""
        old = self._compared
        self._compared = compared
        if old is not None and old.difference == compared.difference and old.before.pathway is compared.before.pathway:
            return
        self._build()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for row in (*self.outcome_rows.values(), *self.rows.values()):
            row.set_theme(theme)

    def _build(self) -> None:
        assert self._compared is not None
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts, self.rows, self.outcome_rows = [], {}, {}
        found = changes_of(self._compared)
        outcomes = {node.id for node in self._compared.after.pathway.outcomes}
        self._add_outcomes(self._compared, found)
        for change, ids in found.items():
            others = [id_ for id_ in ids if id_ not in outcomes]
            if others and (change is not Change.SAME or self.shows_unchanged):
                self._add_group(change, others)
        same = len([id_ for id_ in found[Change.SAME] if id_ not in outcomes])
        self.more.setVisible(bool(same))
        verb = "Hide" if self.shows_unchanged else "Show"
        self.more.setText(f"{verb} what is unchanged ({same})")

    def _add_outcomes(self, compared: Compared, found: dict[Change, tuple[str, ...]]) -> None:
        kinds = {id_: change for change, ids in found.items() for id_ in ids}
        nodes = compared.after.pathway.outcomes
        if not nodes:
            return
        differ = sum(kinds[node.id] is not Change.SAME for node in nodes)
        self._add(SectionHeading(f"Outcomes ({differ} of {len(nodes)} differ)"))
        for node in nodes:
            standing = Standing(
                node.caption,
                compared.before.value(node.id),
                compared.after.value(node.id),
                node.wanted,
                kinds[node.id].value,
            )
            row = OutcomeRow(standing, theme=self._theme)
            row.clicked.connect(lambda _=False, id_=node.id: self.selected.emit(id_))
            self.outcome_rows[node.id] = row
            self._add(row)

    def _add_group(self, change: Change, ids: list[str]) -> None:
        assert self._compared is not None
        nodes = self._compared.after.pathway.nodes
        self._add(SectionHeading(f"{change.value.capitalize()} ({len(ids)})"))
        for id_ in ids[:MOST_ROWS]:
            row = DifferenceRow(nodes[id_], change, self._theme)
            row.clicked.connect(lambda _=False, id_=id_: self.selected.emit(id_))
            self.rows[id_] = row
            self._add(row)
        if len(ids) > MOST_ROWS:
            self._add(PlainText(f"and {len(ids) - MOST_ROWS} more", muted=True))

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._column.insertWidget(len(self._parts) - 1, part)

    def _turn(self) -> None:
        self.shows_unchanged = not self.shows_unchanged
        if self._compared is not None:
            self._build()
