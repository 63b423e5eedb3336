"""How are thousands of nodes drawn when they are far away? Together: their pictures in one go, or spots of colour."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QTransform
from PySide6.QtWidgets import QGraphicsItem

from explorer.ui.canvas.node_painting import MARGIN
from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from explorer.ui.canvas.node_item import NodeItem
    from explorer.ui.canvas.surface import Surface

PICTURES_BELOW = 0.6
"""Zoom (logical pixels a diagram unit) below which so many nodes are in sight that they are drawn together.

A thousand items that paint themselves cost 5 ms, a thousand pictures 2 ms: what costs is to be called.
"""
_TILE = 1500.0  # diagram units
_LARGEST = 600.0  # how far a node may reach beyond its tile
_RIM = 1.0
"""Width of the outline of a spot that is OFF, in logical pixels; ON is filled, so that no colour has to be seen."""


class NodeLevel(Enum):
    """How nodes are drawn."""

    APART = "each by itself"
    PICTURES = "together, as they look close by"
    SPOTS = "together, as spots of colour"


class _Tile:
    def __init__(self, left: float, top: float) -> None:
        self.nodes: list[NodeItem] = []
        self.shown: list[NodeItem] = []
        self.bounds = QRectF(left, top, _TILE + _LARGEST, _TILE + _LARGEST).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        self.spots: list[tuple[str, list[QRectF]]] = []
        self._off: dict[str, list[QRectF]] = {}
        self._hollows: tuple[float, list[tuple[str, list[QRectF]]]] = (0.0, [])
        self.is_stale = True

    def gather(self, left_out: frozenset[str]) -> None:
        """Find out what is to be drawn, and in which colours as spots."""
        self.shown = [item for item in self.nodes if item.node not in left_out]
        spots: dict[str, list[QRectF]] = {}
        self._off, self._hollows = {}, (0.0, [])
        for item in self.shown:
            if item.look is not None:
                visual, box = item.look.after, item.box
                ink = visual.fill if visual.strong else visual.border
                place = QRectF(box.left, box.top, box.width, box.height)
                spots.setdefault(ink, []).append(place)
                if not visual.strong:
                    self._off.setdefault(visual.fill, []).append(place)
        self.spots = sorted(spots.items())
        self.is_stale = False

    def hollows(self, zoom: float) -> list[tuple[str, list[QRectF]]]:
        """Return by colour what is left of the spots that are OFF within their outlines; kept while ``zoom`` stays.

        A pen would cost three times as much as filling twice.
        """
        if self._hollows[0] != zoom:
            rim = _RIM / zoom
            inner = {ink: [place.adjusted(rim, rim, -rim, -rim) for place in off] for ink, off in self._off.items()}
            self._hollows = (zoom, [(ink, [at for at in places if at.isValid()]) for ink, places in inner.items()])
        return self._hollows[1]


class NodeSheet(QGraphicsItem):
    """All nodes, seen from afar; a tile that is stale is gathered when it is painted next."""

    def __init__(self, surface: Surface, bounds: QRectF) -> None:
        super().__init__()
        self._surface = surface
        self._bounds = bounds.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        self._shape = QPainterPath()
        self._tiles: dict[tuple[int, int], _Tile] = {}
        self._tile_of: dict[str, _Tile] = {}
        self._left_out: frozenset[str] = frozenset()
        self._level = NodeLevel.APART
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def add(self, item: NodeItem) -> None:
        """Draw a node from now on, once it has a look."""
        at = (int(item.box.left // _TILE), int(item.box.top // _TILE))
        tile = self._tiles.get(at)
        if tile is None:
            tile = self._tiles[at] = _Tile(at[0] * _TILE, at[1] * _TILE)
        tile.nodes.append(item)
        tile.is_stale = True
        self._tile_of[item.node] = tile

    def follow(self, item: NodeItem) -> None:
        """Draw a node where it stands now."""
        tile = self._tile_of[item.node]
        tile.nodes.remove(item)
        tile.is_stale = True
        self.add(item)

    def set_bounds(self, bounds: QRectF) -> None:
        """Draw on another area."""
        self.prepareGeometryChange()
        self._bounds = bounds.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)

    def touch(self, node: str) -> None:
        """Take ``node`` as it looks when it is painted next."""
        self._tile_of[node].is_stale = True

    def leave_out(self, nodes: frozenset[str]) -> None:
        """Leave ``nodes`` out."""
        if nodes != self._left_out:
            self._left_out = nodes
            for tile in self._tiles.values():
                tile.is_stale = True

    def show_level(self, level: NodeLevel) -> None:
        """Draw so from now on: spots under everything that is lit, pictures where the nodes would stand."""
        self._level = level
        self.setVisible(level is not NodeLevel.APART)
        self.setZValue(-50.0 if level is NodeLevel.SPOTS else -1.0)

    def boundingRect(self) -> QRectF:
        """Return the area that is drawn on."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Return nothing: the nodes themselves are hit."""
        return self._shape

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the nodes of the tiles that are to be seen."""
        exposed = option.exposedRect
        tiles = [tile for tile in self._tiles.values() if tile.bounds.intersects(exposed)]
        for tile in tiles:
            if tile.is_stale:
                tile.gather(self._left_out)
        if self._level is NodeLevel.SPOTS:
            _paint_spots(painter, tiles)
        elif self._surface.is_hurried:
            _paint_one_by_one(painter, tiles)
        else:
            _paint_pictures(painter, tiles, self._surface)


def _paint_spots(painter: QPainter, tiles: list[_Tile]) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    zoom = painter.worldTransform().m11()
    for tile in tiles:
        for ink, rects in tile.spots:
            painter.setBrush(colour(ink))
            painter.drawRects(rects)
        for ink, rects in tile.hollows(zoom):
            painter.setBrush(colour(ink))
            painter.drawRects(rects)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def _paint_one_by_one(painter: QPainter, tiles: list[_Tile]) -> None:
    """Let every node stretch its old pictures, as it would by itself."""
    transform = painter.worldTransform()
    for tile in tiles:
        for item in tile.shown:
            painter.setWorldTransform(QTransform(transform).translate(item.box.left, item.box.top))
            item.draw(painter)
    painter.setWorldTransform(transform)


def _paint_pictures(painter: QPainter, tiles: list[_Tile], surface: Surface) -> None:
    """Draw every node's pictures at whole device pixels, as it would by itself, but without calling it."""
    transform, ratio, rim = painter.worldTransform(), surface.ratio, surface.margin()
    zoom, dx, dy = transform.m11(), transform.dx(), transform.dy()
    painter.setWorldTransform(_IDENTITY)
    draw = painter.drawPixmap
    for tile in tiles:
        for item in tile.shown:
            box = item.box
            x = round((box.left * zoom + dx) * ratio) - rim
            y = round((box.top * zoom + dy) * ratio) - rim
            for picture, opacity in item.layers():
                if opacity < 1.0:
                    painter.setOpacity(opacity)
                    draw(QPointF(x / ratio, y / ratio), picture)
                    painter.setOpacity(1.0)
                elif ratio == 1.0:
                    draw(x, y, picture)
                else:
                    draw(QPointF(x / ratio, y / ratio), picture)
    painter.setWorldTransform(transform)


_IDENTITY = QTransform()
