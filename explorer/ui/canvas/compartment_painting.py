"""How is a cell or a space drawn? Soft, under everything, with a membrane of two lines for a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from explorer.pathway.definition import CompartmentKind
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import cell_hue, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from explorer.pathway.definition import Compartment
    from explorer.pathway.geometry import Box
    from explorer.ui.theme.roles import Theme

LABEL_SIZE = 16.0
LABEL_ROOM = 24.0
"""Height that a label takes above its compartment, in diagram units."""


def corner_radius(kind: CompartmentKind, width: float, height: float) -> float:
    """Return the radius of a compartment's corners."""
    if kind is CompartmentKind.CELL:
        return min(52.0, min(width, height) * 0.25)
    return min(22.0, min(width, height) * 0.2)


def draw_compartment(
    painter: QPainter, theme: Theme, compartment: Compartment, box: Box, *, with_label: bool = True
) -> None:
    """Draw a compartment; its label stands above its upper border, at the left."""
    fill, membrane, ink = theme.cells[cell_hue(compartment.id, compartment.label)]
    area = QRectF(box.left, box.top, box.width, box.height)
    radius = corner_radius(compartment.kind, box.width, box.height)
    if compartment.kind is CompartmentKind.CELL:
        painter.setPen(QPen(colour(membrane), 3.0))
        painter.setBrush(colour(fill))
        painter.drawRoundedRect(area, radius, radius)
        painter.setPen(QPen(colour(membrane, 0.55), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(6, 6, -6, -6), radius - 6, radius - 6)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(fill, 0.7))
        painter.drawRoundedRect(area, radius, radius)
    if with_label:
        painter.setFont(font(LABEL_SIZE, strong=True))
        painter.setPen(colour(ink))
        painter.drawText(QPointF(box.left + max(6.0, radius * 0.55), box.top - 8.0), compartment.label)
