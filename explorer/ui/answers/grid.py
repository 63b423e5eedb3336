"""How does a table of an answer look and behave? Painted heads and cells; a click or Enter asks for an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from explorer.ui.panels.row_button import text_width
from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

LINES = int(Qt.ItemDataRole.UserRole) + 1
"""Role of a head's lines, a tuple of strings: the first in ordinary letters, the others small and muted."""
MARKED = int(Qt.ItemDataRole.UserRole) + 2
"""Role of whether a head stands out, as a place where one is."""
_TURNED_LINE = 16.0
Index = QModelIndex | QPersistentModelIndex


class CellPainter(Protocol):
    """What paints an entry."""

    def __call__(self, painter: QPainter, rect: QRectF, index: Index, theme: Theme) -> None:
        """Paint the entry at ``index`` into ``rect``, in pixels of the text size 100 %."""


class GridHead(QHeaderView):
    """The names of rows or columns; the columns' may be turned to run upward."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None, *, is_turned: bool = False) -> None:
        super().__init__(orientation, parent)
        self.theme = LIGHT
        self.is_turned = is_turned
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def lines(self, section: int) -> tuple[str, ...]:
        """Return the lines of one name."""
        told = self.model().headerData(section, self.orientation(), LINES)
        return tuple(told) if told else (str(self.model().headerData(section, self.orientation()) or ""),)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  (Qt's name)
        """Paint one name."""
        theme, scale = self.theme, self.theme.text_scale
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect)
        is_marked = bool(self.model().headerData(logicalIndex, self.orientation(), MARKED))
        painter.fillRect(rect, mixed(theme.accent, theme.surface, 0.16) if is_marked else colour(theme.surface))
        painter.setPen(colour(mixed(theme.border, theme.surface, 0.6).name()))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.translate(rect.topLeft())
        painter.scale(scale, scale)
        width, height = rect.width() / scale, rect.height() / scale
        if self.is_turned:
            painter.translate(0, height)
            painter.rotate(-90)
            width, height = height, width
        across = self.orientation() == Qt.Orientation.Horizontal and not self.is_turned
        self._paint_lines(painter, QRectF(5, 2, width - 9, height - 4), logicalIndex, across=across)
        painter.restore()

    def _paint_lines(self, painter: QPainter, area: QRectF, section: int, *, across: bool) -> None:
        lines = self.lines(section)
        room = area.height() / len(lines)
        side = Qt.AlignmentFlag.AlignHCenter if across else Qt.AlignmentFlag.AlignLeft
        for at, text in enumerate(lines):
            muted = at > 0 and not self.is_turned
            letters = font(11.5 if muted else 13)
            painter.setFont(letters)
            painter.setPen(colour(self.theme.muted if muted else self.theme.text))
            short = QFontMetricsF(letters).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            place = QRectF(area.left(), area.top() + at * room, area.width(), room)
            painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), short)

    def widest(self, most: float) -> float:
        """Return the width that the names need, in pixels of the text size 100 %, at most ``most``."""
        count = min(self.count(), 2_000)
        found = 40.0
        for section in range(count):
            for at, text in enumerate(self.lines(section)):
                found = max(found, text_width(text, font(13 if not at or self.is_turned else 11.5)) + 16)
        return min(found, most)


class _Cells(QStyledItemDelegate):
    """Paints entries by a function."""

    def __init__(self, paint_cell: CellPainter, grid: Grid) -> None:
        super().__init__(grid)
        self._paint_cell = paint_cell
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one entry, and round it where the keyboard is."""
        theme = self._grid.theme
        scale = theme.text_scale
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.column() == self._grid.chosen_column:
            painter.fillRect(rect, mixed(theme.accent, theme.surface, 0.1))
        painter.translate(rect.topLeft())
        painter.scale(scale, scale)
        inside = QRectF(QPointF(0, 0), rect.size() / scale)
        self._paint_cell(painter, inside, index, theme)
        if self._grid.hasFocus() and index == self._grid.currentIndex():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(theme.focus), 2))
            painter.drawRoundedRect(inside.adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
        painter.restore()


class Grid(QTableView):
    """Entries in rows and columns, in pixels that follow the text size.

    ``entry_requested`` follows a click on an entry, Enter and Space; ``column_requested`` a click on a column's name.
    """

    entry_requested = Signal(int, int)
    column_requested = Signal(int)
    current_changed = Signal(int, int)

    def __init__(self, model: QAbstractTableModel, paint_cell: CellPainter, *, cell: QSize, turned: bool) -> None:
        super().__init__()
        self.theme = LIGHT
        self.chosen_column = -1
        """The column that stands out; -1 for none."""
        self._cell = cell
        self.columns = GridHead(Qt.Orientation.Horizontal, self, is_turned=turned)
        self.rows = GridHead(Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self.columns)
        self.setVerticalHeader(self.rows)
        self.setModel(model)
        self.setItemDelegate(_Cells(paint_cell, self))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.clicked.connect(lambda index: self.entry_requested.emit(index.row(), index.column()))
        self.columns.sectionClicked.connect(self.column_requested)
        self.selectionModel().currentChanged.connect(
            lambda index, _before: self.current_changed.emit(index.row(), index.column())
        )
        model.modelReset.connect(self.fit)
        self.fit()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and the text size of ``theme``."""
        self.theme = self.rows.theme = self.columns.theme = theme
        self.fit()
        self.viewport().update()
        self.rows.viewport().update()
        self.columns.viewport().update()

    def choose_column(self, column: int) -> None:
        """Let ``column`` stand out."""
        self.chosen_column = column
        self.viewport().update()

    def fit(self) -> None:
        """Give rows and columns the size that their names and the text size ask for."""
        scale = self.theme.text_scale
        self.columns.setDefaultSectionSize(round(self._cell.width() * scale))
        self.rows.setDefaultSectionSize(round(self._cell.height() * scale))
        most = max(110.0, 0.46 * self.width() / scale)
        self.rows.setFixedWidth(round(self.rows.widest(most) * scale))
        lines = max((len(self.columns.lines(at)) for at in range(min(self.columns.count(), 200))), default=1)
        high = self.columns.widest(168) if self.columns.is_turned else 6 + lines * _TURNED_LINE
        self.columns.setFixedHeight(round(high * scale))

    def resizeEvent(self, event: Any) -> None:  # noqa: ANN401  (QResizeEvent)
        """Share the width anew between names and entries."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space ask for the entry; arrows walk; Control+Enter asks for the column."""
        here = self.currentIndex()
        asks = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if not asks or not here.isValid():
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.column_requested.emit(here.column())
        else:
            self.entry_requested.emit(here.row(), here.column())
