"""How does a picture of a part of a diagram end? Where there is more beyond the border, it fades into the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QLinearGradient

from explorer.pathway.diagram import MARGIN
from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from explorer.pathway.geometry import Box
    from explorer.ui.theme.roles import Theme

Sides = tuple[bool, bool, bool, bool]
"""Something for the left, the upper, the right and the lower border."""


def sides_cut(bounds: Box, sight: tuple[float, float, float, float]) -> Sides:
    """Return beyond which borders of ``sight`` (left, top, right, bottom, in diagram units) the diagram goes on."""
    left, top, right, bottom = sight
    inner = bounds.grown(-MARGIN)
    return left > inner.left, top > inner.top, right < inner.right, bottom < inner.bottom


def draw_rim(painter: QPainter, theme: Theme, area: QRectF, width: float, sides: Sides) -> None:
    """Fade what lies along these ``sides`` of ``area`` into the ground, over ``width`` (both in pixels)."""
    left, top, right, bottom = sides
    strips = (
        (left, QRectF(area.left(), area.top(), width, area.height()), area.topLeft(), QPointF(width, 0.0)),
        (top, QRectF(area.left(), area.top(), area.width(), width), area.topLeft(), QPointF(0.0, width)),
        (right, QRectF(area.right() - width, area.top(), width, area.height()), area.topRight(), QPointF(-width, 0.0)),
        (
            bottom,
            QRectF(area.left(), area.bottom() - width, area.width(), width),
            area.bottomLeft(),
            QPointF(0, -width),
        ),
    )
    for is_cut, strip, edge, inward in strips:
        if is_cut:
            fade = QLinearGradient(edge, edge + inward)
            fade.setColorAt(0.0, colour(theme.canvas))
            fade.setColorAt(0.3, colour(theme.canvas, 0.75))
            fade.setColorAt(1.0, colour(theme.canvas, 0.0))
            painter.fillRect(strip, QBrush(fade))
