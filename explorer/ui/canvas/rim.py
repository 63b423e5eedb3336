"""How does a picture of a part of a diagram end? Where there is more beyond the border, it fades into the ground."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QLinearGradient, QPaintEngine, QPainter

from explorer.pathway.diagram import MARGIN
from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from explorer.pathway.geometry import Box
    from explorer.ui.theme.roles import Theme

_STOPS = ((0.0, 1.0), (0.06, 1.0), (0.35, 0.72), (1.0, 0.0))
"""How much of the ground is laid over a diagram, from its border inward."""
_STEPS = 16
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
        if is_cut and _is_pdf(painter):
            _draw_steps(painter, theme, strip, inward)
        elif is_cut:
            fade = QLinearGradient(edge, edge + inward)
            for part, share in _STOPS:
                fade.setColorAt(part, colour(theme.canvas, share))
            painter.fillRect(strip, QBrush(fade))


def _is_pdf(painter: object) -> bool:
    """Whether a PDF is written: Qt (6.11) fills there with the first colour of a gradient that lets light through."""
    return isinstance(painter, QPainter) and painter.paintEngine().type() is QPaintEngine.Type.Pdf


def _draw_steps(painter: QPainter, theme: Theme, strip: QRectF, inward: QPointF) -> None:
    """Fade in steps."""
    is_level = bool(inward.x())
    length = strip.width() if is_level else strip.height()
    for step in range(_STEPS):
        part = (step + 0.5) / _STEPS
        (begin, high), (end, low) = next(pair for pair in pairwise(_STOPS) if part <= pair[1][0])
        share = high + (low - high) * (part - begin) / (end - begin)
        at = length * (step if inward.x() + inward.y() > 0 else _STEPS - 1 - step) / _STEPS
        thin = length / _STEPS
        here = QRectF(strip.left() + at, strip.top(), thin, strip.height())
        there = QRectF(strip.left(), strip.top() + at, strip.width(), thin)
        painter.fillRect(here if is_level else there, colour(theme.canvas, share))
