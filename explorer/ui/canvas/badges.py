"""How are the small signs drawn? As strokes and fills, so that no font and no size can spoil them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen, QPolygonF

from explorer.ui.canvas.thread_kept import kept_in_thread
from explorer.ui.canvas.visuals import Badge
from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from explorer.pathway.definition import Point
    from explorer.ui.theme.roles import Theme

RADIUS = 9.0
"""Of the round ground of every badge, in diagram units."""


def badge_place(badge: Badge, width: float, height: float) -> Point:
    """Return where on a node's box the middle of ``badge`` lies; no two that occur together share a corner."""
    if badge in {Badge.HELD, Badge.SWITCHED}:
        return (3.0, 1.0)
    if badge in {Badge.WENT_ON, Badge.WENT_OFF, Badge.OSCILLATES}:
        return (width - 3.0, 1.0)
    if badge is Badge.CONFLICT:
        return (3.0, height - 1.0)
    return (width - 3.0, height - 1.0)


def draw_badge(painter: QPainter, theme: Theme, badge: Badge, centre: QPointF, radius: float = RADIUS) -> None:
    """Draw ``badge`` round ``centre``, with a thin rim of the canvas so that it stands clear of what is behind."""
    ground, sign = _colours(theme, badge)
    painter.setPen(QPen(colour(theme.canvas), radius * 0.2))
    painter.setBrush(colour(ground))
    painter.drawEllipse(centre, radius, radius)
    if badge is Badge.SWITCHED:
        painter.setPen(QPen(colour(sign), radius * 0.16))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius * 0.84, radius * 0.84)
    painter.save()
    painter.translate(centre)
    painter.scale(radius, radius)
    if badge in _FILLED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(sign))
    else:
        painter.setPen(
            QPen(colour(sign), 0.22, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_sign(badge))
    painter.restore()


_FILLED = frozenset({Badge.HELD, Badge.SWITCHED, Badge.WENT_ON, Badge.WENT_OFF})


def _colours(theme: Theme, badge: Badge) -> tuple[str, str]:
    """Return the colours of the ground and of the sign."""
    return {
        Badge.HELD: (theme.held, theme.canvas),
        Badge.SWITCHED: (theme.surface, theme.held),
        Badge.WENT_ON: (theme.changed, theme.changed_text),
        Badge.WENT_OFF: (theme.changed, theme.changed_text),
        Badge.OSCILLATES: (theme.changed, theme.changed_text),
        Badge.WANTED: (theme.good, theme.on_text),
        Badge.UNWANTED: (theme.bad, theme.on_text),
        Badge.CONFLICT: (theme.conflict, theme.on_text),
    }[badge]


@kept_in_thread(16)
def _sign(badge: Badge) -> QPainterPath:
    """Return the sign in a circle of radius 1 round (0, 0)."""
    path = QPainterPath()
    if badge in {Badge.WENT_ON, Badge.WENT_OFF}:
        up = -1.0 if badge is Badge.WENT_ON else 1.0
        path.addPolygon(QPolygonF([QPointF(-0.52, -0.36 * up), QPointF(0.52, -0.36 * up), QPointF(0, 0.5 * up)]))
        path.closeSubpath()
    elif badge in {Badge.HELD, Badge.SWITCHED}:
        path = _pin()
    elif badge is Badge.OSCILLATES:
        path.moveTo(-0.58, 0.08)
        path.cubicTo(-0.3, -0.75, -0.15, -0.55, 0.0, 0.0)
        path.cubicTo(0.15, 0.55, 0.3, 0.75, 0.58, -0.08)
    elif badge is Badge.WANTED:
        path.moveTo(-0.45, 0.02)
        path.lineTo(-0.12, 0.36)
        path.lineTo(0.46, -0.34)
    elif badge is Badge.UNWANTED:
        path.moveTo(0, -0.5)
        path.lineTo(0, 0.12)
        path.moveTo(0, 0.5)
        path.lineTo(0, 0.505)
    else:
        path.moveTo(-0.45, -0.2)
        path.lineTo(0.45, -0.2)
        path.moveTo(-0.45, 0.22)
        path.lineTo(0.45, 0.22)
        path.moveTo(0.26, -0.55)
        path.lineTo(-0.26, 0.57)
    return path


def _pin() -> QPainterPath:
    """Return a drawing pin: head, body, collar and needle."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(QRectF(-0.34, -0.62, 0.68, 0.2), 0.08, 0.08)
    path.addPolygon(
        QPolygonF(
            [QPointF(-0.2, -0.44), QPointF(0.2, -0.44), QPointF(0.26, 0.02), QPointF(-0.26, 0.02), QPointF(-0.2, -0.44)]
        )
    )
    path.addRoundedRect(QRectF(-0.46, -0.02, 0.92, 0.2), 0.1, 0.1)
    path.addPolygon(QPolygonF([QPointF(-0.09, 0.16), QPointF(0.09, 0.16), QPointF(0, 0.74), QPointF(-0.09, 0.16)]))
    return path
