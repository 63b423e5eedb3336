"""How are thousands of nodes drawn when they are far away? Together, as spots, one list a colour and a tile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem

from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from explorer.pathway.geometry import Box

_TILE = 1500.0  # diagram units
_LARGEST = 600.0  # how far a node may reach beyond its tile


class _Tile:
    def __init__(self, bounds: QRectF) -> None:
        self.nodes: list[str] = []
        self.bounds = bounds
        self.spots: list[tuple[str, list[QRectF]]] = []
        self.is_stale = True


class NodeSheet(QGraphicsItem):
    """All nodes, seen from afar. ``inks`` holds the colour of each and is read when a stale tile is painted next."""

    def __init__(self, bounds: QRectF) -> None:
        super().__init__()
        self._bounds = bounds
        self._shape = QPainterPath()
        self._rects: dict[str, QRectF] = {}
        self._tiles: dict[tuple[int, int], _Tile] = {}
        self._tile_of: dict[str, _Tile] = {}
        self.inks: dict[str, str] = {}
        self.hidden: frozenset[str] = frozenset()
        self.setZValue(-50.0)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def add(self, node: str, box: Box) -> None:
        """Draw ``node`` from now on, once it has a colour."""
        at = (int(box.left // _TILE), int(box.top // _TILE))
        tile = self._tiles.get(at)
        if tile is None:
            tile = self._tiles[at] = _Tile(QRectF(at[0] * _TILE, at[1] * _TILE, _TILE + _LARGEST, _TILE + _LARGEST))
        self._rects[node] = QRectF(box.left, box.top, box.width, box.height)
        tile.nodes.append(node)
        tile.is_stale = True
        self._tile_of[node] = tile

    def show_ink(self, node: str, ink: str) -> None:
        """Take another colour for a node."""
        if self.inks.get(node) != ink:
            self.inks[node] = ink
            self._tile_of[node].is_stale = True

    def leave_out(self, hidden: frozenset[str]) -> None:
        """Leave ``hidden`` nodes out."""
        if hidden != self.hidden:
            self.hidden = hidden
            for tile in self._tiles.values():
                tile.is_stale = True

    def boundingRect(self) -> QRectF:
        """Return the area that is drawn on."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Return nothing: the nodes themselves are hit."""
        return self._shape

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the nodes of the tiles that are to be seen."""
        exposed = option.exposedRect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        for tile in self._tiles.values():
            if not tile.bounds.intersects(exposed):
                continue
            if tile.is_stale:
                self._gather(tile)
            for ink, rects in tile.spots:
                painter.setBrush(colour(ink))
                painter.drawRects(rects)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _gather(self, tile: _Tile) -> None:
        spots: dict[str, list[QRectF]] = {}
        for id_ in tile.nodes:
            ink = self.inks.get(id_)
            if ink is not None and id_ not in self.hidden:
                spots.setdefault(ink, []).append(self._rects[id_])
        tile.spots = sorted(spots.items())
        tile.is_stale = False
