"""How are the states of all rows painted at once? One item: an image of one pixel a cell, gaps, and bars over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.pathway.definition import NodeKind
from explorer.ui.panels.timeline_rows import RowKind, TimelineRow, spans
from explorer.ui.theme.icons import paint_icon
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from explorer.session.timeline import Timeline

LOWEST_ROW = 15.0
HIGHEST_ROW = 22.0
"""Pixels from one row to the next, at least and at most."""
_GAP = 2.0


_WITH_BARS = {RowKind.INPUT, RowKind.HELD}


class CellsItem(QGraphicsItem):
    """All cells of a timeline; x counts columns, y counts rows."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self._rows: tuple[TimelineRow, ...] = ()
        self._kinds: tuple[TimelineRow, ...] = ()
        """One row of each kind that is coloured alike."""
        self._kind_of = np.zeros(0, np.intp)
        self._timeline: Timeline | None = None
        self._image = QImage()
        self._bars: list[tuple[QRectF, str, bool, bool]] = []
        self._columns = 0

    def show_rows(self, timeline: Timeline, rows: tuple[TimelineRow, ...]) -> None:
        """Show ``rows`` of ``timeline``."""
        self.prepareGeometryChange()
        self._timeline, self._rows = timeline, rows
        self._columns = timeline.last + 1
        keys = [(row.kind, row.node.kind, row.node.wanted) for row in rows]
        numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        self._kinds = tuple(rows[keys.index(key)] for key in numbers)
        self._kind_of = np.array([numbers[key] for key in keys], dtype=np.intp)
        self._prepare()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._prepare()

    def boundingRect(self) -> QRectF:
        """Return the whole grid."""
        return QRectF(0, 0, max(self._columns, 1), max(len(self._rows), 1))

    def shape(self) -> QPainterPath:
        """Return the whole grid."""
        path = QPainterPath()
        path.addRect(self.boundingRect())
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint in pixels, so that gaps and round corners stay even at every column width."""
        if self._timeline is None or self._image.isNull():
            return
        grid = painter.worldTransform()
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.drawImage(grid.mapRect(self.boundingRect()), self._image)
        self._paint_gaps(painter, grid)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for bar, ink, filled, pinned in self._bars:
            self._paint_bar(painter, grid.mapRect(bar), ink, filled=filled, pinned=pinned)
        painter.restore()

    def _paint_gaps(self, painter: QPainter, grid: QTransform) -> None:
        whole = grid.mapRect(self.boundingRect())
        ground = colour(self._theme.surface)
        width, height = grid.m11(), grid.m22()
        gap = min(_GAP, width / 5)
        assert self._timeline is not None
        starts = set(self._timeline.starts)
        columns, rows = self._in_sight(painter, whole, width, height)
        for column in columns:
            x = whole.left() + column * width
            painter.fillRect(QRectF(x - gap / 2, whole.top(), gap, whole.height()), ground)
        between = _between(height)
        for row in rows:
            y = whole.top() + row * height
            painter.fillRect(QRectF(whole.left(), y - between / 2, whole.width(), between), ground)
        line = mixed(self._theme.muted, self._theme.surface, 0.55)
        for column in starts - {0}:
            painter.fillRect(QRectF(whole.left() + column * width - 0.5, whole.top(), 1, whole.height()), line)

    def _in_sight(self, painter: QPainter, whole: QRectF, width: float, height: float) -> tuple[range, range]:
        """Return the borders of columns and rows that are to be seen, of thousands there may be."""
        seen = painter.viewport()
        first, last = (int((end - whole.left()) // width) for end in (seen.left(), seen.right()))
        top, bottom = (int((end - whole.top()) // height) for end in (seen.top(), seen.bottom()))
        return (
            range(max(0, first), min(self._columns, last + 1) + 1),
            range(max(0, top), min(len(self._rows), bottom + 1) + 1),
        )

    def _paint_bar(self, painter: QPainter, place: QRectF, ink: str, *, filled: bool, pinned: bool) -> None:
        inset = _between(place.height()) / 2
        bar = place.adjusted(1, inset, -1, -inset)
        radius = bar.height() / 2
        if filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(ink))
            painter.drawRoundedRect(bar, radius, radius)
        else:
            painter.setBrush(colour(self._theme.surface))
            painter.setPen(QPen(colour(self._theme.off_border), 1.3, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(bar.adjusted(0.7, 0.7, -0.7, -0.7), radius - 1, radius - 1)
        if pinned and bar.width() > 14:
            sign = QRectF(bar.left() + 3, bar.center().y() - 5.5, 11, 11)
            paint_icon(painter, "pin", sign, colour(self._theme.surface if filled else self._theme.held))

    def _prepare(self) -> None:
        if self._timeline is None:
            return
        timeline, rows, theme = self._timeline, self._rows, self._theme
        index = timeline.source.pathway.network.index
        # By way of bytes, which numpy takes as they are: of a thousand columns of thousands of nodes that is quick.
        states = np.frombuffer(b"".join(bytes(column.state) for column in timeline.columns), dtype=np.uint8)
        states = states.reshape(self._columns, -1)
        chosen = states[:, [index[row.node.id] for row in rows]].T if rows else np.zeros((0, self._columns), np.uint8)
        made = [(_shade(theme, row, 0), _shade(theme, row, 1)) for row in self._kinds]
        shades = np.array(made, dtype=np.uint32).reshape(-1, 2)[self._kind_of]
        pixels = np.ascontiguousarray(shades[np.arange(len(rows))[:, None], chosen]) if rows else np.zeros((1, 1))
        height, width = pixels.shape
        image = QImage(pixels.astype(np.uint32).tobytes(), width, height, width * 4, QImage.Format.Format_ARGB32)
        self._image = image.copy()  # its own memory: the bytes go when this function ends
        with_bars = [number for number, row in enumerate(rows) if row.kind in _WITH_BARS]
        self._bars = [bar for number in with_bars for bar in self._row_bars(number, rows[number], chosen[number])]
        self.update()

    def _row_bars(self, number: int, row: TimelineRow, values: np.ndarray) -> list[tuple[QRectF, str, bool, bool]]:
        assert self._timeline is not None
        runs, columns = self._timeline.source.runs, self._timeline.columns
        ink = bar_ink(self._theme, row)
        if row.kind is RowKind.INPUT:
            found = spans(self._columns, values.tolist())
            return [(QRectF(first, number, end - first, 1), ink, True, False) for first, end in found]
        id_ = row.node.id
        holds = [runs[column.run].holds.get(id_) for column in columns]
        return [
            (QRectF(first, number, end - first, 1), ink, value, True)
            for value in (False, True)
            for first, end in spans(self._columns, [held is value for held in holds])
        ]


def _between(height: float) -> float:
    """Return the pixels between the cells of two rows that are ``height`` apart."""
    return max(3.0, round(height * 0.27))


def bar_ink(theme: Theme, row: TimelineRow) -> str:
    """Return the colour of a row where its node is ON."""
    if row.node.kind is NodeKind.DRUG:
        return theme.drug
    if row.node.kind in {NodeKind.CONDITION, NodeKind.CELLS} and row.kind is RowKind.INPUT:
        return theme.condition
    if row.node.wanted is not None:
        return theme.good if row.node.wanted else theme.bad
    return theme.on


def _shade(theme: Theme, row: TimelineRow, value: int) -> int:
    ground = colour(theme.surface) if row.kind is RowKind.INPUT else colour(theme.raised)
    made: QColor = colour(bar_ink(theme, row)) if value and row.kind is not RowKind.INPUT else ground
    if row.kind is RowKind.INPUT:
        made = mixed(theme.raised, theme.surface, 0.75)
    return int(made.rgba())
