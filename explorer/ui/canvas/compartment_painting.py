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
        painter.setPen(QPen(colour(membrane), 3.0 * theme.stroke))
        painter.setBrush(colour(fill))
        painter.drawRoundedRect(area, radius, radius)
        painter.setPen(QPen(colour(membrane, 0.55), 1.2 * theme.stroke))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(6, 6, -6, -6), radius - 6, radius - 6)
    else:
        painter.setPen(QPen(colour(membrane, 0.6), 1.0 * theme.stroke, Qt.PenStyle.DotLine))
        painter.setBrush(colour(fill, 0.7))
        painter.drawRoundedRect(area, radius, radius)
    if with_label:
        painter.setFont(font(LABEL_SIZE * theme.label_scale, strong=True))
        painter.setPen(colour(ink))
        painter.drawText(label_place(compartment.kind, box), compartment.label)


def label_place(kind: CompartmentKind, box: Box) -> QPointF:
    """Return where the label of a compartment begins, on its baseline."""
    radius = corner_radius(kind, box.width, box.height)
    return QPointF(box.left + max(6.0, radius * 0.55), box.top - 8.0)
