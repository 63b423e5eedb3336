"""Which case responds to which therapy? A table of signs, with a dot for each outcome of the goal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.session.response_survey import Orders, Verdict
from explorer.ui.answers.grid import LINES, Grid, Index
from explorer.ui.answers.response_words import heads, profile_tip, sentence, therapy_words
from explorer.ui.panels.words import tooltip
from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Holds, Pathway, Profile
    from explorer.session.response_survey import Entry
    from explorer.ui.theme.roles import Theme

_CELL = QSize(40, 40)
_MOST_DOTS = 6


class ResponseRows(QAbstractTableModel):
    """Cases by therapies."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pathway: Pathway | None = None
        self.profiles: tuple[Profile, ...] = ()
        self.therapies: tuple[Holds, ...] = ()
        self.goal: Holds = {}
        self.entries: dict[tuple[int, int], Entry] = {}

    def begin(self, pathway: Pathway, profiles: tuple[Profile, ...], therapies: tuple[Holds, ...], goal: Holds) -> None:
        """Show an empty table of these."""
        self.beginResetModel()
        self.pathway, self.profiles, self.therapies, self.goal = pathway, profiles, therapies, dict(goal)
        self.entries = {}
        self.endResetModel()

    def add(self, entries: Mapping[tuple[int, int], Entry]) -> None:
        """Fill in what was found."""
        if not entries:
            return
        self.entries.update(entries)
        rows = [row for row, _ in entries]
        last = len(self.therapies) - 1
        self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), last))

    # -- Qt asks ----------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Return the number of cases."""
        return 0 if parent.isValid() else len(self.profiles)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of therapies."""
        return 0 if parent.isValid() else len(self.therapies)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the name of a case or a therapy."""
        if self.pathway is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._therapy_head(self.pathway, self.therapies[section], role)
        profile = self.profiles[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(profile_tip(self.pathway, profile))
        lines = (profile.title, profile.basis.value)
        return lines if role == LINES else ", ".join(lines) if role == Qt.ItemDataRole.DisplayRole else None

    def _therapy_head(self, pathway: Pathway, therapy: Holds, role: int) -> Any:  # noqa: ANN401
        if role == LINES:
            return heads(pathway, therapy)
        words = therapy_words(pathway, therapy)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{words}\nClick to see which markers tell who responds to it.")
        return words if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the sign or the sentence of an entry."""
        if self.pathway is None or not index.isValid():
            return None
        entry = self.entries.get((index.row(), index.column()))
        if role == Qt.ItemDataRole.DisplayRole:
            return "…" if entry is None else entry.verdict.value
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{self.words(index.row(), index.column())}\nClick to see it on the diagram.")
        return None

    def words(self, row: int, column: int) -> str:
        """Return an entry in a sentence."""
        assert self.pathway is not None
        entry = self.entries.get((row, column))
        return sentence(self.pathway, self.profiles[row], self.therapies[column], self.goal, entry)


def response_grid(model: ResponseRows) -> Grid:
    """Return the table that shows ``model``."""
    grid = Grid(model, lambda *args: _paint(model, *args), cell=_CELL, turned=True)
    grid.setAccessibleName("Who responds to which therapy")
    return grid


def _paint(model: ResponseRows, painter: QPainter, rect: QRectF, index: Index, theme: Theme) -> None:
    entry = model.entries.get((index.row(), index.column()))
    area = rect.adjusted(2.5, 2.5, -2.5, -2.5)
    middle = int(Qt.AlignmentFlag.AlignCenter)
    painter.setFont(font(15, strong=True))
    if entry is None:
        painter.setPen(colour(theme.muted))
        painter.drawText(area, middle, "…")
        return
    fill, ink = {
        Verdict.RESPONDS: (mixed(theme.good, theme.surface, 0.3), theme.text),
        Verdict.PART: (mixed(theme.changed, theme.surface, 0.2), theme.text),
        Verdict.NONE: (colour(theme.raised), theme.muted),
        Verdict.DEPENDS: (mixed(theme.drug, theme.surface, 0.28), theme.text),
        Verdict.CUT_OFF: (colour(theme.surface), theme.text),
    }[entry.verdict]
    painter.setBrush(fill)
    waiting = entry.orders in {Orders.NOT_CHECKED, Orders.NOT_FINISHED}
    painter.setPen(QPen(colour(theme.muted), 1, Qt.PenStyle.DotLine) if waiting else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(area, 6, 6)
    dots = list(model.goal) if 1 < len(model.goal) <= _MOST_DOTS else []
    painter.setPen(colour(ink))
    painter.drawText(area.adjusted(0, 0, 0, -9 if dots else 0), middle, entry.verdict.value)
    left = area.center().x() - 3.5 * (len(dots) - 1)
    for at, node in enumerate(dots):
        _paint_dot(painter, QPointF(left + 7 * at, area.bottom() - 7), entry, node, theme)


def _paint_dot(painter: QPainter, middle: QPointF, entry: Entry, node: str, theme: Theme) -> None:
    """Paint an outcome: filled as wanted, hollow otherwise, half where it depends on the order or keeps changing."""
    area = QRectF(middle.x() - 2.4, middle.y() - 2.4, 4.8, 4.8)
    painter.setPen(QPen(colour(theme.text), 1))
    painter.setBrush(colour(theme.text) if node in entry.met else Qt.BrushStyle.NoBrush)
    if node in entry.wavering or entry.response.outcomes.get(node) is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area)
        painter.setBrush(colour(theme.text))
        painter.drawPie(area, 90 * 16, 180 * 16)
        return
    painter.drawEllipse(area)
