"""What does every drug do, and every pair? A painted lower triangle whose entries are clicked or walked by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.ui.answers.matrix_words import LEGEND, Verdict, sentence, verdict_of
from explorer.ui.panels.row_button import text_width
from explorer.ui.panels.words import tooltip
from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import LIGHT, Theme, colour
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from explorer.pathway.definition import Pathway
    from explorer.session.planning import Cell, Matrix

SIDE, LEAST_SIDE, GAP = 34.0, 20.0, 3.0
"""Sides of an entry where there is room and where there is little, and the gap between two; pixels at 100 %."""
_SLANT = -50.0
"""Degrees by which the names above the columns are turned."""
_COS, _SIN = 0.643, 0.766
_EDGE = 8.0
_LINE = 22.0
_LEGEND_WIDTH = 190.0
_ROOMY = 8
"""From so many drugs on the legend stands in the empty half of the square where there is room, otherwise below."""
_READABLE = 26.0
"""Side below which numbers stand above the columns instead of slanted names."""
_WAYS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class MatrixView(QWidget):
    """The triangle, the drugs' names, and below it what the signs mean."""

    show_requested = Signal(object)
    current_moved = Signal(QRectF)  # where the entry stands to which the keyboard went, in the view's pixels
    reshaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._pathway: Pathway | None = None
        self._names: list[str] = []
        self._cells: dict[tuple[int, int], Cell] = {}
        self._parts: Mapping[frozenset[str], tuple[str, ...]] = {}
        self.current = (0, 0)
        self._shape = _Shape()
        self._room = 10_000.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Matrix of every single and pair")

    def show_matrix(self, pathway: Pathway, matrix: Matrix, parts: Mapping[frozenset[str], tuple[str, ...]]) -> None:
        """Show ``matrix``; ``parts`` are the outcomes that each set reaches alone."""
        self._pathway, self._parts = pathway, parts
        at = {drug: number for number, drug in enumerate(matrix.drugs)}
        self._names = [pathway.nodes[drug].caption for drug in matrix.drugs]
        self._cells = {}
        for cell in (*matrix.singles, *matrix.pairs):
            places = sorted(at[drug] for drug in cell.added)
            self._cells[places[-1], places[0]] = cell
        self._go(0, 0)
        self._reshape()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._reshape()

    def fit(self, width: int) -> None:
        """Shrink the entries so that all have room in ``width`` pixels, as far as they stay readable."""
        self._room = width / self._theme.text_scale
        self._reshape()

    def _reshape(self) -> None:
        self._shape = _shape(self._names, self._room)
        self.updateGeometry()
        self.reshaped.emit()
        self.update()

    def words_at(self, row: int, column: int) -> str:
        """Return the sentence of an entry."""
        cell = self._cells[row, column]
        assert self._pathway is not None
        return sentence(self._pathway, cell, self._parts.get(frozenset(cell.added), ()))

    def verdict_at(self, row: int, column: int) -> Verdict:
        """Return what an entry does."""
        cell = self._cells[row, column]
        return verdict_of(cell, self._parts.get(frozenset(cell.added), ()))

    def place_of(self, *drugs: str) -> tuple[int, int]:
        """Return row and column of the entry for these drugs.

        Raises:
            KeyError: there is none.
        """
        for place, cell in self._cells.items():
            if set(cell.added) == set(drugs):
                return place
        raise KeyError(drugs)

    def area_of(self, row: int, column: int) -> QRectF:
        """Return where an entry stands, in pixels of the text size 100 %."""
        shape = self._shape
        pitch = shape.side + GAP
        return QRectF(shape.left + column * pitch, shape.top + row * pitch, shape.side, shape.side)

    # -- size -----------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return the room for all names, entries and the legend."""
        if not self._names:
            return QSize(200, 0)
        scale = self._theme.text_scale
        return QSize(round(self._shape.width * scale), round(self._shape.height * scale))

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing is cut off, the page scrolls instead."""
        return self.sizeHint()

    # -- painting ---------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        if not self._names:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._theme.text_scale, self._theme.text_scale)
        self._paint_names(painter)
        for place in self._cells:
            self._paint_sign(painter, self.area_of(*place), self.verdict_at(*place), alone=place[0] == place[1])
        if self.hasFocus() and self.current in self._cells:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(self._theme.focus), 2.4))
            painter.drawRoundedRect(self.area_of(*self.current).adjusted(-1, -1, 1, 1), 7, 7)
        self._paint_legend(painter)
        painter.end()

    def _paint_names(self, painter: QPainter) -> None:
        painter.setFont(font(13))
        painter.setPen(colour(self._theme.text))
        shape = self._shape
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        for at, text in enumerate(self._names):
            cell, head = self.area_of(at, 0), self.area_of(0, at)
            room = QRectF(_EDGE, cell.top(), cell.left() - 8 - _EDGE, shape.side)
            number = f"  {at + 1}" if shape.is_numbered else ""
            space = room.width() - text_width(number, font(13))
            short = QFontMetricsF(font(13)).elidedText(text, Qt.TextElideMode.ElideRight, space)
            painter.drawText(room, right, short + number)
            if shape.is_numbered:
                painter.drawText(head.translated(0, -shape.side), int(Qt.AlignmentFlag.AlignCenter), str(at + 1))
                continue
            painter.save()
            painter.translate(QPointF(head.center().x(), head.top() - 8))
            painter.rotate(_SLANT)
            painter.drawText(QPointF(0, 0), text)
            painter.restore()

    def _paint_sign(self, painter: QPainter, area: QRectF, verdict: Verdict, *, alone: bool = False) -> None:
        fill, ink = self._colours(verdict)
        painter.setBrush(fill)
        painter.setPen(QPen(colour(self._theme.off_border), 1.2) if alone else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area, 6, 6)
        painter.setPen(colour(ink))
        painter.setFont(font(min(15.0, area.height() * 0.62), strong=True))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), verdict.value)

    def _colours(self, verdict: Verdict) -> tuple[QColor, str]:
        theme = self._theme
        return {
            Verdict.SYNERGY: (colour(theme.good), theme.surface),
            Verdict.REACHED: (mixed(theme.good, theme.surface, 0.28), theme.text),
            Verdict.PART: (mixed(theme.changed, theme.surface, 0.22), theme.text),
            Verdict.NONE: (colour(theme.raised), theme.muted),
            Verdict.ANTAGONISM: (mixed(theme.bad, theme.surface, 0.28), theme.text),
            Verdict.UNSETTLED: (colour(theme.surface), theme.text),
        }[verdict]

    def _paint_legend(self, painter: QPainter) -> None:
        shape = self._shape
        beside = shape.has_legend_beside
        corner = self.area_of(0, _ROOMY - 3) if beside else self.area_of(len(self._names), 0)
        for at, (verdict, words) in enumerate(LEGEND.items()):
            row, column = (at, 0) if beside else divmod(at, shape.legend_columns)
            left = (corner.left() if beside else _EDGE) + column * _LEGEND_WIDTH
            line = corner.top() + (4 if beside else 10) + row * _LINE
            self._paint_sign(painter, QRectF(left, line, 24, 18), verdict)
            painter.setPen(colour(self._theme.muted))
            painter.setFont(font(12.5))
            painter.drawText(QPointF(left + 31, line + 13.5), words)

    # -- mouse and keyboard -----------------------------------------------------------------------------------------

    def _place_at(self, point: QPointF) -> tuple[int, int] | None:
        spot = point / self._theme.text_scale
        return next((place for place in self._cells if self.area_of(*place).contains(spot)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the hand over an entry."""
        if self._place_at(event.position()) is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the entry that was clicked."""
        place = self._place_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(*place)
            self.show_requested.emit(self._cells[place].added)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by arrow keys; Enter and Space ask for the entry."""
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None:
            self._go(self.current[0] + way[0], self.current[1] + way[1])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.current in self._cells:
            self.show_requested.emit(self._cells[self.current].added)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say an entry in words where the pointer rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place_at(QPointF(event.pos()))
            text = f"{self.words_at(*place)}\nClick to see it on the diagram." if place else ""
            QToolTip.showText(event.globalPos(), tooltip(text), self)
            return True
        return super().event(event)

    def _go(self, row: int, column: int) -> None:
        if (row, column) in self._cells:
            self.current = (row, column)
            self.setAccessibleDescription(self.words_at(row, column))
            area, scale = self.area_of(row, column), self._theme.text_scale
            self.current_moved.emit(QRectF(area.topLeft() * scale, area.size() * scale))
            self.update()


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where everything stands, in pixels at the text size 100 %.

    Attributes:
        left, top: the corner of the first entry.
        side: of an entry.
        is_numbered: whether numbers stand above the columns instead of names.
        has_legend_beside: whether the legend stands in the empty half of the square.
        legend_columns: of the legend below it.
        width, height: of the whole.
    """

    left: float = 0.0
    top: float = 0.0
    side: float = SIDE
    is_numbered: bool = False
    has_legend_beside: bool = False
    legend_columns: int = 2
    width: float = 200.0
    height: float = 0.0


def _shape(names: Sequence[str], room: float) -> _Shape:
    """Return how a matrix of ``names`` stands in ``room`` pixels: slanted names if these can be read, else numbers."""
    if not names:
        return _Shape()
    count = len(names)
    widths = [text_width(text, font(13)) for text in names]
    left, top = _EDGE + max(widths) + 10, 8 + max(widths) * _SIN + 14

    def over(side: float) -> float:
        return max((at + 0.5) * (side + GAP) + width * _COS + 12 for at, width in enumerate(widths))

    side = SIDE
    while side > _READABLE and left + over(side) > room:
        side -= 1
    is_numbered = left + over(side) > room
    across = over(side)
    if is_numbered:
        left, top = min(left + 24, max(0.45 * room, 120.0)), LEAST_SIDE + 6
        side = min(SIDE, max(LEAST_SIDE, (room - left - _EDGE) / count - GAP))
        top, across = side + 4, 0.0
    grid = count * (side + GAP)
    slot = left + (_ROOMY - 3) * (side + GAP) + _LEGEND_WIDTH
    beside = count >= _ROOMY and slot <= room and side >= _READABLE
    columns = 2 if room >= _EDGE + 2 * _LEGEND_WIDTH else 1
    legend = 6 if beside else 14 + _LINE * -(-len(LEGEND) // columns)
    width = max(left + grid, left + across, slot if beside else 0.0, _EDGE + columns * _LEGEND_WIDTH)
    return _Shape(left, top, side, is_numbered, beside, columns, width, top + grid + legend)
