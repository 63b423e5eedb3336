"""Where do marks over the diagram stand on screen? One item above all others, and a strip that says what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QWidget

from explorer.pathway.definition import Edge, Effect, Node, NodeKind
from explorer.ui.canvas.edge_painting import draw_edge
from explorer.ui.canvas.edge_shapes import EdgeShape
from explorer.ui.canvas.legend import TEXT_SIZE
from explorer.ui.canvas.node_painting import Face, draw_node, line_width
from explorer.ui.canvas.overlay_marks import Marks, Ring, Sign
from explorer.ui.canvas.overlay_painting import VEIL, draw_marks, draw_rail, draw_ring, draw_stone
from explorer.ui.canvas.visuals import EdgeSituation, NodeSituation, edge_look, node_look
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QStyleOptionGraphicsItem

    from explorer.pathway.geometry import Box
    from explorer.session.moment import Moment
    from explorer.ui.canvas.overlay_marks import Overlay
    from explorer.ui.canvas.scene import DiagramScene
    from explorer.ui.canvas.view import CanvasView
    from explorer.ui.canvas.visuals import EdgeVisual
    from explorer.ui.theme.roles import Theme

_HEIGHT = 2000.0
"""Above every node, badge and sheet."""
_PLAIN_NODE = Node("", "", NodeKind.PROTEIN)
_PLAIN_EDGE = Edge("", "", Effect.ACTIVATES)
_ROUND = 400.0
"""Diagram units round the diagram that the veil covers, too."""
_ROW, _RIM, _PADDING, _APART, _GAP, _SAMPLE = 24.0, 3.0, 10.0, 16.0, 7.0, 34.0


class OverlayItem(QGraphicsItem):
    """Marks over one scene. Reads at each paint where things are and how they look, so that it never lags behind."""

    def __init__(self, scene: DiagramScene, overlay: Overlay, area: QRectF) -> None:
        super().__init__()
        self._scene = scene
        self._overlay = overlay
        self._area = area
        self._shape = QPainterPath()
        self._found: tuple[Moment, Marks] | None = None
        self.setZValue(_HEIGHT)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    @property
    def marks(self) -> Marks:
        """What stands out now."""
        moment, pathway = self._scene.moment, self._scene.pathway
        if moment is None or pathway is None:
            return Marks({}, {}, {})
        if self._found is None or self._found[0] is not moment:
            self._found = (moment, self._overlay.marks(pathway, moment))
        return self._found[1]

    def boundingRect(self) -> QRectF:
        """Return the area of the whole diagram and round it."""
        return self._area

    def shape(self) -> QPainterPath:
        """Return nothing: what lies below is hit."""
        return self._shape

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the veil and what stands out."""
        marks, scene = self.marks, self._scene
        if marks == Marks({}, {}, {}):
            return  # nothing stands out, so nothing fades
        if scene.selected in scene.edge_items and scene.selected not in marks.arrows:
            marks = Marks(marks.nodes, {**marks.arrows, scene.selected: None}, marks.stones)
        clear = dict.fromkeys(id_ for id_ in (*scene.chosen, scene.hovered) if id_ in scene.node_items)
        if not clear.keys() <= marks.nodes.keys():
            marks = Marks({**clear, **marks.nodes}, marks.arrows, marks.stones)
        surface = scene.surface
        draw_marks(painter, surface.theme, marks, OnScreen(scene), option.exposedRect, surface.scale / surface.ratio)


class LaidOver:
    """The marks that lie over one view, and the strip that explains them."""

    def __init__(self, view: CanvasView, theme: Theme) -> None:
        self._view = view
        self._overlay: Overlay | None = None
        self.item: OverlayItem | None = None
        self._last: Marks | None = None
        self.strip = KeyStrip(view, theme)

    @property
    def overlay(self) -> Overlay | None:
        """What lies over the diagram."""
        return self._overlay

    def show(self, overlay: Overlay | None) -> None:
        """Lay ``overlay`` over the diagram, or nothing."""
        scene = self._view.diagram_scene
        if self.item is not None:
            scene.removeItem(self.item)
            self.item = scene.marked = None
        self._overlay = overlay
        self.attach()

    def attach(self) -> None:
        """Put the marks into the scene, which has none; a scene forgets them with its pathway."""
        scene = self._view.diagram_scene
        self.item = scene.marked = self._last = None
        if self._overlay is not None and scene.diagram is not None:
            bounds = scene.diagram.bounds
            area = QRectF(bounds.left, bounds.top, bounds.width, bounds.height)
            self.item = scene.marked = OverlayItem(
                scene, self._overlay, area.adjusted(-_ROUND, -_ROUND, _ROUND, _ROUND)
            )
            scene.addItem(self.item)
        self.follow()

    def seen(self, moment: Moment) -> Moment:
        """Return what is shown instead of ``moment``."""
        return moment if self._overlay is None else self._overlay.seen(moment)

    def follow(self) -> None:
        """Mark what stands out at the moment that the scene shows now."""
        if self.item is None or self._overlay is None:
            self.strip.set_key(())
            return
        marks = self.item.marks
        if marks != self._last:
            self._last = marks
            self.item.update()
            self.strip.set_key(self._overlay.key(marks))

    def place_strip(self, bottom: int) -> int:
        """Put the strip above ``bottom`` (pixels) of the view; returns its height."""
        height = self.strip.height_for(self._view.width())
        self.strip.setVisible(height > 0)
        self.strip.setGeometry(0, bottom - height, self._view.width(), height)
        return height


class OnScreen:
    """The things of a scene as they stand and look now."""

    def __init__(self, scene: DiagramScene) -> None:
        self._scene = scene

    def arrow(self, id_: str) -> tuple[EdgeShape, EdgeVisual, float] | None:
        """Return the line, the look and the opacity of an arrow; None where it is hidden."""
        item = self._scene.edge_items.get(id_)
        if item is None or item.look is None or not item.isVisible():
            return None
        return item.geometry, item.look.visual, item.opacity()

    def node(self, id_: str) -> tuple[NodeKind, Box, float] | None:
        """Return the kind, the box and the opacity of a node; None where it is hidden."""
        item, pathway = self._scene.node_items.get(id_), self._scene.pathway
        if item is None or pathway is None or not item.isVisible():
            return None
        return pathway.nodes[id_].kind, item.box, item.opacity()

    def draw_node(self, painter: QPainter, id_: str) -> None:
        """Draw a node from the picture that its item keeps."""
        self._scene.node_items[id_].draw(painter)


class KeyStrip(QWidget):
    """What the marks mean, in a strip below the diagram; it cannot be folded, for it goes with them."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key: tuple[tuple[Ring | Sign, str], ...] = ()
        self._rows: list[list[tuple[Ring | Sign, str]]] = []
        self.setAccessibleName("Meaning of the marks over the diagram")
        self.hide()

    @property
    def key(self) -> tuple[tuple[Ring | Sign, str], ...]:
        """The signs that are explained, with their meanings."""
        return self._key

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def set_key(self, key: tuple[tuple[Ring | Sign, str], ...]) -> None:
        """Explain these signs."""
        if key != self._key:
            self._key = key
            self.setAccessibleDescription("; ".join(words for _, words in key))
            self.update()

    def height_for(self, width: int) -> int:
        """Break the rows for a strip ``width`` pixels wide; returns the height needed, 0 without signs."""
        if not self._key:
            return 0
        scale = self._theme.text_scale
        room, rows, used = width / scale - 2 * _PADDING, [list(self._key[:1])], _wide(self._key[0][1])
        for sign, words in self._key[1:]:
            used += _APART + _wide(words)
            if used > room:
                rows.append([])
                used = _wide(words)
            rows[-1].append((sign, words))
        self._rows = rows
        return round((_ROW * len(rows) + 2 * _RIM) * scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each sign with its meaning, in the middle of the strip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour(self._theme.canvas))
        scale = self._theme.text_scale
        painter.scale(scale, scale)
        for number, row in enumerate(self._rows):
            wide = sum(_wide(words) for _, words in row) + _APART * (len(row) - 1)
            x, middle = max(_PADDING, (self.width() / scale - wide) / 2), _RIM + (number + 0.5) * _ROW
            for sign, words in row:
                draw_sign(painter, self._theme, sign, QRectF(x, middle - 9.0, _SAMPLE, 18.0))
                painter.setFont(font(TEXT_SIZE))
                painter.setPen(colour(self._theme.text))
                painter.drawText(QPointF(x + _SAMPLE + _GAP, middle + TEXT_SIZE * 0.34), words)
                x += _wide(words) + _APART
        painter.end()


def _wide(words: str) -> float:
    return _SAMPLE + _GAP + line_width(words, strong=False, size=TEXT_SIZE)


def draw_sign(painter: QPainter, theme: Theme, sign: Ring | Sign, area: QRectF) -> None:
    """Draw a small sample of ``sign`` into ``area``."""
    painter.save()
    if sign is Sign.KEYSTONE:
        draw_stone(painter, theme, area.center(), "4", 0.85)
    elif sign is Sign.RAIL:
        middle = area.center().y()
        shape = EdgeShape(Effect.ACTIVATES, [(area.left(), middle), (area.right(), middle)])
        draw_rail(painter, theme, shape, 1.0)
        draw_edge(painter, theme, edge_look(theme, _PLAIN_EDGE, EdgeSituation(source_on=True)).visual, shape)
        draw_stone(painter, theme, QPointF(area.center().x() - 4.0, middle), "1", 0.62)
    else:
        scale = 0.5
        painter.translate(area.left() + 3.0, area.top() + 2.0)
        painter.scale(scale, scale)
        size = ((area.width() - 6.0) / scale, (area.height() - 4.0) / scale)
        is_on = sign is not Ring.LOST
        look = node_look(theme, _PLAIN_NODE, NodeSituation(before=is_on, after=is_on, reference=is_on))
        draw_node(painter, theme, look.after, Face(*size, ("",)))
        if isinstance(sign, Ring):
            draw_ring(painter, theme, sign, NodeKind.PROTEIN, size)
        else:
            painter.fillRect(QRectF(-4.0, -4.0, size[0] + 8.0, size[1] + 8.0), colour(theme.canvas, VEIL))
    painter.restore()
