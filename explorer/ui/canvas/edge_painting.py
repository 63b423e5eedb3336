"""How is an arrow drawn? One function for the screen, for pictures and for the legend."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from explorer.ui.canvas.badges import draw_badge
from explorer.ui.canvas.visuals import Badge
from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from explorer.ui.canvas.edge_shapes import EdgeShape
    from explorer.ui.canvas.visuals import EdgeVisual
    from explorer.ui.theme.roles import Theme

_TAIL = 46.0  # diagram units behind the bright dot
_DASH, _SPACE = 6.0, 4.0
_HEAD_GROWTH = 3.5  # diagram units of rim at twice the usual line width


@lru_cache(maxsize=256)
def line_pen(visual: EdgeVisual) -> QPen:
    """Return the pen of an arrow's line. The object is shared: do not change it."""
    pen = QPen(colour(visual.colour), visual.width, j=Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if visual.dashed:
        pen.setDashPattern([_DASH / visual.width, _SPACE / visual.width])
    return pen


def draw_edge(painter: QPainter, theme: Theme, visual: EdgeVisual, shape: EdgeShape, pen: QPen | None = None) -> None:
    """Draw an arrow at rest; ``pen`` is ``line_pen(visual)``, where the caller keeps it."""
    if visual.glow:
        draw_glow(painter, visual.glow, shape)
    painter.setPen(line_pen(visual) if pen is None else pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape.line)
    if theme.stroke > 1.0:
        painter.setPen(_rim_pen(visual.colour, (theme.stroke - 1.0) * _HEAD_GROWTH))
        painter.setBrush(colour(visual.colour))
        painter.drawPath(shape.head)
    else:
        painter.fillPath(shape.head, colour(visual.colour))
    if visual.conflict:
        draw_badge(painter, theme, Badge.CONFLICT, shape.middle, 8.0)


@lru_cache(maxsize=64)
def _rim_pen(ink: str, width: float) -> QPen:
    """Return the pen that makes heads larger where lines are wider."""
    return QPen(colour(ink), width, j=Qt.PenJoinStyle.MiterJoin)


def draw_glow(painter: QPainter, glow: str, shape: EdgeShape) -> None:
    """Draw the light along a whole arrow."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, alpha in ((11.0, 0.22), (6.5, 0.42)):
        painter.setPen(QPen(colour(glow, alpha), width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(shape.polyline)


def pulse_way(shape: EdgeShape, pulse: float) -> float:
    """Return how far along the line the bright dot is; it starts slowly and arrives fast."""
    return shape.lengths[-1] * (0.35 * pulse + 0.65 * pulse * pulse)


def draw_pulse(painter: QPainter, theme: Theme, shape: EdgeShape, pulse: float) -> None:
    """Draw a comet on its way along the arrow; ``pulse`` runs from 0 to 1."""
    way = pulse_way(shape, pulse)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for length, width, alpha in ((_TAIL, 3.0, 0.5), (_TAIL * 0.6, 5.0, 0.7), (_TAIL * 0.3, 7.0, 0.9)):
        painter.setPen(QPen(colour(theme.glow, alpha), width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(shape.stretch(way - length, way))
    dot = shape.stretch(way, way).at(0)
    painter.setPen(QPen(colour(theme.changed), 2.0))
    painter.setBrush(colour("#ffffff"))
    painter.drawEllipse(dot, 5.0, 5.0)
