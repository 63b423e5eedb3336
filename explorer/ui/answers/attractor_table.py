"""Which node has which value in which attractor? A column an attractor: outcomes, what differs, and what all share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.session.attractor_survey import EndKind
from explorer.ui.answers.attractor_words import AHEAD, KINDS, detail, share_sign, size_sign, value_word
from explorer.ui.answers.grid import LINES, MARKED, Grid, Index
from explorer.ui.panels.words import counted, tooltip
from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from explorer.session.attractor_survey import End, Survey
    from explorer.ui.theme.roles import Theme

MOST_COLUMNS = 200
"""More are counted, not shown."""
STATES, AHEAD_ROW, SHARE, FOLD = "states", "ahead", "share", "fold"
"""Rows that are no node; a node's row is its id after a colon."""
_HEADS = {STATES: "Number of states", AHEAD_ROW: "Reached from here", SHARE: "Random orders"}
_HEAD_TIPS = {
    STATES: "How many states follow one another in it; 1 is a fixed point. Exact.",
    AHEAD_ROW: "Whether some order of updates leads there from the present state. Exact.",
    SHARE: "How many random-order runs end there, from where the last run began. Sampled, unless it says always "
    "or never: these are exact.",
}
_CELL = QSize(58, 25)


class AttractorRows(QAbstractTableModel):
    """Rows by attractors. ``rows`` are names of rows, see ``STATES``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.survey: Survey | None = None
        self.rows: list[str] = []
        self.is_unfolded = False
        self.here: int | None = None

    @property
    def ends(self) -> tuple[End, ...]:
        """The attractors that are shown."""
        return self.survey.ends[:MOST_COLUMNS] if self.survey is not None else ()

    def show_survey(self, survey: Survey | None) -> None:
        """Show what is known; None shows nothing."""
        self.beginResetModel()
        self.survey = survey
        self.rows = self._rows(survey) if survey is not None and survey.ends else []
        self.endResetModel()

    def fold(self) -> None:
        """Show what all share, or hide it again."""
        self.is_unfolded = not self.is_unfolded
        self.show_survey(self.survey)

    def show_here(self, here: int | None) -> None:
        """Mark the column in which the present state is."""
        if here != self.here:
            self.here = here
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, self.columnCount() - 1))

    def _rows(self, survey: Survey) -> list[str]:
        outcomes = [f":{node.id}" for node in survey.asked.pathway.outcomes]
        shared = [f":{node}" for node in survey.shared()]
        found = [STATES, AHEAD_ROW, SHARE, *outcomes, *(f":{node}" for node in survey.differing())]
        if shared:
            found.append(FOLD)
            found += shared if self.is_unfolded else []
        return found

    # -- Qt asks ----------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of attractors shown."""
        return 0 if parent.isValid() else len(self.ends)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a name, its lines, or whether it stands out."""
        if self.survey is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self._row_head(section, role)
        if role == MARKED:
            return section == self.here
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{detail(self.survey, section)}\nClick to put the diagram into it.")
        lines = (str(section + 1), "● here" if section == self.here else KINDS[self.ends[section].kind])
        return lines if role == LINES else " ".join(lines) if role == Qt.ItemDataRole.DisplayRole else None

    def _row_head(self, section: int, role: int) -> Any:  # noqa: ANN401
        row = self.rows[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(_HEAD_TIPS.get(row, self._name(row)))
        if role == LINES:
            return (self._name(row),)
        return self._name(row) if role == Qt.ItemDataRole.DisplayRole else None

    def _name(self, row: str) -> str:
        assert self.survey is not None
        if row == FOLD:
            number = len(self.survey.shared())
            return f"{'▾' if self.is_unfolded else '▸'} {counted(number, 'node')} shared by all"
        if row in _HEADS:
            return _HEADS[row]
        return self.survey.asked.pathway.nodes[row[1:]].caption

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the words of an entry."""
        if self.survey is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                f"{self._name(self.rows[index.row()])}: {self.words(index.row(), index.column())}, "
                f"attractor {index.column() + 1}"
            )
        return None

    def words(self, row: int, column: int) -> str:
        """Return what stands in an entry."""
        assert self.survey is not None
        end, what = self.ends[column], self.rows[row]
        if what == STATES:
            return size_sign(end)
        if what == AHEAD_ROW:
            return "…" if self.survey.doing and end.ahead is None else AHEAD[end.ahead]
        if what == SHARE:
            return share_sign(self.survey, end)
        if what == FOLD:
            return ""
        return value_word(self.value(row, column), end)

    def value(self, row: int, column: int) -> int | None:
        """Return the bit of a node's row; None where it varies."""
        assert self.survey is not None
        return self.ends[column].values[self.survey.asked.pathway.network.index[self.rows[row][1:]]]

    def is_good(self, row: int, column: int) -> bool | None:
        """Return for an outcome whether its value is the wanted one; None where that is not said."""
        assert self.survey is not None
        node = self.survey.asked.pathway.nodes[self.rows[row][1:]]
        value = self.value(row, column)
        return None if node.wanted is None or value is None else bool(value) == node.wanted


def attractor_grid(model: AttractorRows) -> Grid:
    """Return the table that shows ``model``."""
    grid = Grid(model, lambda *args: _paint(model, *args), cell=_CELL, turned=False)
    grid.setAccessibleName("Attractors")
    grid.setAccessibleDescription("A column an attractor; Enter puts the diagram into it.")
    return grid


def _paint(model: AttractorRows, painter: QPainter, rect: QRectF, index: Index, theme: Theme) -> None:
    row, column = index.row(), index.column()
    words = model.words(row, column)
    middle = int(Qt.AlignmentFlag.AlignCenter)
    if not model.rows[row].startswith(":"):
        painter.setPen(colour(theme.text))
        painter.setFont(font(12.5))
        painter.drawText(rect, middle, words)
        return
    value = model.value(row, column)
    good = model.is_good(row, column)
    ink = theme.on if good is None else theme.good if good else theme.bad
    pill = rect.adjusted(5, 3, -5, -3)
    if value is None:
        may = model.ends[column].kind is EndKind.TRAP_SPACE
        painter.setPen(QPen(colour(theme.changed), 1.4, Qt.PenStyle.DotLine if may else Qt.PenStyle.SolidLine))
        painter.setBrush(mixed(theme.changed, theme.surface, 0.16))
        text = theme.text
    elif value:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ink))
        text = theme.on_text if good is None else theme.surface
    else:
        painter.setPen(QPen(colour(ink if good is not None else theme.off_border), 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(colour(theme.off_fill))
        text = theme.off_text
    painter.drawRoundedRect(pill, 7, 7)
    painter.setPen(colour(text))
    painter.setFont(font(12, strong=value == 1))
    painter.drawText(pill, middle, words)
