"""How does a collapsed compartment stand in the scene? As one box with its name and how many of its nodes are ON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem

from explorer.pathway.geometry import Box
from explorer.ui.canvas.compartment_painting import LABEL_SIZE
from explorer.ui.canvas.node_painting import line_width
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import cell_hue, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from explorer.logic.state import State
    from explorer.pathway.areas import Area
    from explorer.ui.canvas.surface import Surface
    from explorer.ui.theme.roles import Theme

_SUMMARY_SIZE = 15.0
_HEIGHT = 68.0
_CORNER = 20.0


class CollapsedItem(QGraphicsItem):
    """A closed compartment, in the middle of the place that it takes when it is open."""

    def __init__(self, surface: Surface, area: Area) -> None:
        super().__init__()
        self.area = area
        self.box = closed_box(area)
        self.summary = ""
        self._surface = surface
        self._rect = QRectF(self.box.left, self.box.top, self.box.width, self.box.height)
        self._shape = QPainterPath()
        self._shape.addRoundedRect(self._rect, _CORNER, _CORNER)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_state(self, state: State) -> None:
        """Count anew."""
        summary = self.area.summary(state)
        if summary != self.summary:
            self.summary = summary
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the area that is drawn on."""
        return self._rect.adjusted(-4, -4, 4, 4)

    def shape(self) -> QPainterPath:
        """Return the outline."""
        return self._shape

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the box, its membrane and its words."""
        draw_collapsed(painter, self._surface.theme, self.area, self.box, self.summary)


def closed_box(area: Area) -> Box:
    """Return the box that stands for ``area`` while it is collapsed."""
    width = max(160.0, line_width(area.label, strong=True, size=LABEL_SIZE) * 1.15 + 48.0)
    return Box.around(area.box.centre, width, _HEIGHT)


def draw_collapsed(painter: QPainter, theme: Theme, area: Area, box: Box, summary: str) -> None:
    """Draw the box of a collapsed compartment, its membrane and its words: on the screen and in pictures alike."""
    rect = QRectF(box.left, box.top, box.width, box.height)
    fill, membrane, ink = theme.cells[cell_hue(area.compartment, area.label)]
    painter.setPen(QPen(colour(membrane), 3.0 * theme.stroke))
    painter.setBrush(colour(fill))
    painter.drawRoundedRect(rect, _CORNER, _CORNER)
    middle = rect.center()
    size = LABEL_SIZE * theme.label_scale
    lines = ((area.label, size, True, ink, -5.0), (summary, _SUMMARY_SIZE, False, theme.text, 18.0))
    for words, height, strong, colour_of_words, down in lines:
        painter.setFont(font(height, strong=strong))
        painter.setPen(colour(colour_of_words))
        half = line_width(words, strong=strong, size=height) / 2
        painter.drawText(QPointF(middle.x() - half, middle.y() + down), words)
