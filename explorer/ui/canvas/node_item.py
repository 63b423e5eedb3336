"""How does a node stand in the scene? It draws the look it was given last, from a picture kept for this scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsItem

from explorer.ui.canvas.node_painting import MARGIN, Face, draw_halo, draw_node
from explorer.ui.canvas.shapes import outline
from explorer.ui.canvas.surface import LARGEST_SCALE
from explorer.ui.canvas.visuals import faded_visuals

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPainterPath, QPixmap
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from explorer.pathway.definition import NodeKind
    from explorer.pathway.geometry import Box
    from explorer.ui.canvas.surface import Surface
    from explorer.ui.canvas.visuals import NodeLook


Layers = tuple[tuple["QPixmap", float], ...]


class NodeItem(QGraphicsItem):
    """A node."""

    def __init__(self, surface: Surface, node: str, kind: NodeKind, box: Box, face: Face) -> None:
        super().__init__()
        self.node = node
        self.box = box
        self.look: NodeLook | None = None
        self._surface = surface
        self._kind = kind
        self._face = face
        self._bounds = QRectF(-MARGIN, -MARGIN, box.width + 2 * MARGIN, box.height + 2 * MARGIN)
        self._shape = outline(kind, box.width, box.height)
        self.area = self._bounds.translated(box.left, box.top)
        """What the node and its signs cover, in the scene."""
        self._is_far = self._is_told_far = False
        self._layers: Layers = ()
        self._drawn_for: tuple[float, float] | None = None
        self._kept: dict[tuple[int, tuple[float, float]], tuple[NodeLook, Layers]] = {}
        self.setPos(box.left, box.top)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_look(self, look: NodeLook) -> QRectF:
        """Take a new look; return the area of the scene to be painted again."""
        self.look = look
        self._drawn_for = None
        return self.area

    def set_far(self, *, far: bool) -> bool:
        """From afar leave the drawing to the sheet; returns whether Qt is to be told of it, which may take its time."""
        self._is_far = far
        return far != self._is_told_far

    def tell_far(self) -> None:
        """Let Qt know whether there is anything to paint, so that it need not ask."""
        if self._is_told_far != self._is_far:
            self._is_told_far = self._is_far
            self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, self._is_far)

    def move_to(self, box: Box) -> QRectF:
        """Stand in ``box`` (of the same size) from now on; return the areas left and reached, as one."""
        left = self.area
        self.box = box
        self.area = self._bounds.translated(box.left, box.top)
        self.setPos(box.left, box.top)
        return left.united(self.area)

    def show_face(self, face: Face) -> bool:
        """Take another face of the same size; returns whether it differs."""
        if face == self._face:
            return False
        self._face = face
        self._kept.clear()
        self._drawn_for = None
        return True

    def boundingRect(self) -> QRectF:
        """Return the area that is drawn on."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Return the outline."""
        return self._shape

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the node, unless the sheet does."""
        if not self._is_far:
            self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        """Draw the node at whole device pixels, so that its letters stay sharp."""
        surface = self._surface
        if surface.scale > LARGEST_SCALE:
            self._paint_directly(painter)
            return
        if surface.is_hurried and self._drawn_for is not None and self._drawn_for != surface.sharpness:
            self._paint_stretched(painter, self._drawn_for[0])
            return
        transform = painter.worldTransform()
        ratio, rim = surface.ratio, surface.margin()
        x = (round(transform.dx() * ratio) - rim) / ratio
        y = (round(transform.dy() * ratio) - rim) / ratio
        painter.setWorldTransform(_IDENTITY)
        own = self.opacity()
        for picture, opacity in self.layers():
            if opacity < 1.0:
                painter.setOpacity(opacity * own)
                painter.drawPixmap(QPointF(x, y), picture)
                painter.setOpacity(own)
            else:
                painter.drawPixmap(QPointF(x, y), picture)
        painter.setWorldTransform(transform)

    def _paint_stretched(self, painter: QPainter, drawn_scale: float) -> None:
        """Draw the pictures of another scale: cheap and a little soft, while the zoom is on its way."""
        rim = self._surface.margin(drawn_scale) / drawn_scale
        own = self.opacity()
        for picture, opacity in self._layers:
            painter.setOpacity(opacity * own)
            area = QRectF(-rim, -rim, picture.width() / drawn_scale, picture.height() / drawn_scale)
            painter.drawPixmap(area, picture, QRectF(picture.rect()))

    def layers(self) -> Layers:
        """Return the pictures to be drawn, the lowest first, with their opacities; made if they are not there yet."""
        sharpness = self._surface.sharpness
        if self._drawn_for is not sharpness:
            self._layers = self._pictures(sharpness)
            self._drawn_for = sharpness
        return self._layers

    def _pictures(self, sharpness: tuple[float, float]) -> Layers:
        look, surface = self.look, self._surface
        if look is None:
            return ()
        key = (id(look), sharpness)  # the look is kept too, so that its number stays its own
        kept = self._kept.get(key)
        if kept is not None:
            return kept[1]
        layers: list[tuple[QPixmap, float]] = []
        if look.halo > 0.01:
            layers.append((surface.halo_picture(self._kind, self._face), look.halo))
        layers.extend((surface.node_picture(visual, self._face), opacity) for visual, opacity in faded_visuals(look))
        found = tuple(layers)
        if look.before is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = (look, found)
        return found

    def _paint_directly(self, painter: QPainter) -> None:
        look, theme = self.look, self._surface.theme
        if look is None:
            return
        if look.halo > 0.01:
            painter.setOpacity(look.halo * self.opacity())
            draw_halo(painter, theme, self._kind, self._face)
        for visual, opacity in faded_visuals(look):
            painter.setOpacity(opacity * self.opacity())
            draw_node(painter, theme, visual, self._face)


_IDENTITY = QTransform()
_MOST_KEPT = 4
