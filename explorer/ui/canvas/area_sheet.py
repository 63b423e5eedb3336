"""What is read from afar? The names of areas, as large on screen at every zoom, with how many of their nodes are ON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem

from explorer.ui.canvas.node_painting import line_width
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import cell_hue, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from explorer.logic.state import State
    from explorer.pathway.areas import Area
    from explorer.ui.canvas.surface import Surface

_NAME, _SUMMARY = 14.0, 12.0  # logical pixels


class AreaSheet(QGraphicsItem):
    """A sign in the middle of each area; shown only from afar."""

    def __init__(self, surface: Surface, areas: tuple[Area, ...], bounds: QRectF) -> None:
        super().__init__()
        self._surface = surface
        self.areas = areas
        self._bounds = bounds
        self._shape = QPainterPath()
        self.summaries: tuple[str, ...] = ("",) * len(areas)
        self.setZValue(500.0)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_state(self, state: State) -> bool:
        """Count anew; returns whether anything reads differently."""
        counted = tuple(area.summary(state) for area in self.areas)
        differs = counted != self.summaries
        self.summaries = counted
        return differs

    def boundingRect(self) -> QRectF:
        """Return the area that is drawn on."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Return nothing: the signs cannot be hit."""
        return self._shape

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw every sign, those that would cover an earlier one left out."""
        transform, theme = painter.worldTransform(), self._surface.theme
        painter.setWorldTransform(QTransform())
        taken: list[QRectF] = []
        for area, summary in zip(self.areas, self.summaries, strict=True):
            middle = transform.map(QPointF(*area.box.centre))
            width = line_width(area.label, strong=True, size=_NAME)
            width = max(width, line_width(summary, strong=False, size=_SUMMARY))
            place = QRectF(middle.x() - width / 2 - 9, middle.y() - 20, width + 18, 40)
            if any(place.intersects(other) for other in taken):
                continue
            taken.append(place)
            _, membrane, ink = theme.cells[cell_hue(area.compartment, area.label)]
            painter.setPen(QPen(colour(membrane), 1.2 * theme.stroke))
            painter.setBrush(colour(theme.surface, 0.93))
            painter.drawRoundedRect(place, 7, 7)
            for words, size, strong, down in ((area.label, _NAME, True, -3.0), (summary, _SUMMARY, False, 13.0)):
                painter.setFont(font(size, strong=strong))
                painter.setPen(colour(ink if strong else theme.text))
                half = line_width(words, strong=strong, size=size) / 2
                painter.drawText(QPointF(middle.x() - half, middle.y() + down), words)
        painter.setWorldTransform(transform)
