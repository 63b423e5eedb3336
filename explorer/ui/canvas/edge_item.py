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
    from explorer.ui.canvas.edge_shapes import EdgeShape, Plan
    from explorer.ui.canvas.fans import Fan
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
        self.plan: Plan | None = None
        """What its geometry follows from; with ``is_behind``, will follow from."""
        self.is_behind = False
        self.source_at = source_at
        self.style = style
        self.fan: Fan | None = None
        self.key: object = None
        """What of a moment decided on the look of its own; None while it looks as its fan does."""
        self._own: EdgeLook | None = None
        self._surface = surface
        self._own_pen = QPen()
        self._height = -1
        self._is_drawn = True
        self.is_displaced = False
        """Whether a dragged node has taken the arrow along, so that the sheet must not draw it."""
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    @property
    def look(self) -> EdgeLook | None:
        """How it looks: lit or marked, or as its fan does; None before the first moment."""
        if self._own is not None:
            return self._own
        rest = self.fan.rest if self.fan is not None else None
        return rest.look if rest is not None else None

    def show_look(self, own: EdgeLook | None) -> list[QRectF]:
        """Take a look of its own, or None to look as its fan does; return the areas of the scene to be painted again.

        A look of its own has light on it, so that it never equals the fan's.
        """
        old, self._own = self._own, own
        if old is not None and own is not None and (old.visual is own.visual or old.visual == own.visual):
            return [self._pulse_area(one.pulse) for one in (old, own) if one.pulse is not None]
        if own is not None:
            self._own_pen = line_pen(own.visual)
        self.place()
        return self.geometry.areas

    @property
    def is_drawn(self) -> bool:
        """Whether it is drawn by itself, rather than with others by the sheet."""
        return self._is_drawn

    @property
    def stands_out(self) -> bool:
        """Whether it is drawn by itself from afar too: it glows, or a dragged node has taken it along."""
        return self.is_displaced or (self._own is not None and bool(self._own.visual.glow))

    def forget(self) -> None:
        """Have no look of its own any more."""
        self.key = self._own = None

    def reshape(self, shape: EdgeShape, *, is_displaced: bool) -> None:
        """Follow another line."""
        self.prepareGeometryChange()
        self.geometry = shape
        self.is_displaced = is_displaced
        self.place()

    def place(self) -> None:
        """Lie where the look belongs: from afar the drawing is left to the sheet, except while the arrow glows."""
        look = self.look
        is_drawn = not self._surface.arrows_are_far or self.stands_out
        if is_drawn != self._is_drawn:
            self._is_drawn = is_drawn
            self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, not is_drawn)
        if look is not None and is_drawn and look.visual.height != self._height:
            self._height = look.visual.height
            self.setZValue(-100.0 + self._height)

    def boundingRect(self) -> QRectF:
        """Return the area that is drawn on."""
        return self.geometry.bounds

    def shape(self) -> QPainterPath:
        """Return a wide band along the line, made once."""
        return self.geometry.hit

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the arrow and the pulse on it."""
        own = self._own
        if own is None and self._surface.arrows_are_far and not self.is_displaced:
            return  # the sheet draws it
        if own is None:
            rest = self.fan.rest if self.fan is not None else None
            if rest is not None:
                draw_edge(painter, self._surface.theme, rest.look.visual, self.geometry, rest.pen)
            return
        draw_edge(painter, self._surface.theme, own.visual, self.geometry, self._own_pen)
        if own.pulse is not None:
            draw_pulse(painter, self._surface.theme, self.geometry, own.pulse)

    def _pulse_area(self, pulse: float) -> QRectF:
        x, y = self.geometry.at(pulse_way(self.geometry, pulse))
        return QRectF(x - _PULSE_REACH, y - _PULSE_REACH, 2 * _PULSE_REACH, 2 * _PULSE_REACH)
