"""How does an arrow stand in the scene? It draws the look it was given last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsItem

from explorer.ui.canvas.edge_painting import draw_edge, draw_pulse, line_pen, pulse_way

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPainterPath
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from explorer.pathway.definition import Edge
    from explorer.ui.canvas.edge_shapes import EdgeShape
    from explorer.ui.canvas.surface import Surface
    from explorer.ui.canvas.visuals import EdgeLook

_PULSE_REACH = 60.0


class EdgeItem(QGraphicsItem):
    """An arrow."""

    def __init__(
        self, surface: Surface, edge: Edge, shape: EdgeShape, source_at: int, style: tuple[object, ...]
    ) -> None:
        """Make the item of ``edge``; ``source_at`` is the number of its source in the network."""
        super().__init__()
        self.edge = edge.id
        self.geometry = shape
        self.source_at = source_at
        self.style = style
        self.look: EdgeLook | None = None
        self._surface = surface
        self._pen = QPen()
        self._height = -1
        self.is_displaced = False
        """Whether a dragged node has taken the arrow along, so that the sheet must not draw it."""
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_look(self, look: EdgeLook) -> list[QRectF]:
        """Take a new look; return the areas of the scene to be painted again."""
        old, self.look = self.look, look
        if old is not None and (old.visual is look.visual or old.visual == look.visual):
            return [self._pulse_area(one.pulse) for one in (old, look) if one.pulse is not None]
        self.prepare()
        return self.geometry.areas

    def reshape(self, shape: EdgeShape, *, is_displaced: bool) -> None:
        """Follow another line."""
        self.prepareGeometryChange()
        self.geometry = shape
        self.is_displaced = is_displaced
        self.prepare()

    def prepare(self) -> None:
        """Get ready to be painted: from afar the drawing is left to the sheet, except while the arrow glows."""
        look = self.look
        is_drawn = (
            not self._surface.arrows_are_far or self.is_displaced or (look is not None and bool(look.visual.glow))
        )
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, not is_drawn)
        if look is None:
            return
        self._pen = line_pen(look.visual)
        height = look.visual.height
        if height != self._height:
            self._height = height
            self.setZValue(-100.0 + height)

    def boundingRect(self) -> QRectF:
        """Return the area that is drawn on."""
        return self.geometry.bounds

    def shape(self) -> QPainterPath:
        """Return a wide band along the line, made once."""
        return self.geometry.hit

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the arrow and the pulse on it."""
        look = self.look
        if look is None:
            return
        draw_edge(painter, self._surface.theme, look.visual, self.geometry, self._pen)
        if look.pulse is not None:
            draw_pulse(painter, self._surface.theme, self.geometry, look.pulse)

    def _pulse_area(self, pulse: float) -> QRectF:
        x, y = self.geometry.at(pulse_way(self.geometry, pulse))
        return QRectF(x - _PULSE_REACH, y - _PULSE_REACH, 2 * _PULSE_REACH, 2 * _PULSE_REACH)
