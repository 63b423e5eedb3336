"""Which way do arrows go where nodes stand in equal cells? Along the streets between, never through a node."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from explorer.pathway.definition import Effect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Edge, Point
    from explorer.pathway.geometry import Box

STREET_ACROSS = 44.0
"""Width of the streets between columns, in diagram units."""
STREET_DOWN = 64.0
"""Height of the streets between rows."""
_LANE = 4.0
_KERB = 18.0
"""From a node to the nearest lane of a street between rows: room for a head."""
_LANES_DOWN = 9
_LANES_ACROSS = 8
_ASIDE = 12.0
"""From the middle of a node's border to where arrows of the other kind or direction meet it."""
_LOOP = 14.0


class Town:
    """The streets of one diagram.

    An arrow leaves toward its target, takes the street along its row, the one down beside the target's column, and the
    one along the target's row. Arrows of one sign to one target share their lanes, so that they join as trunks.

    Args:
        cells: column and row of each node.
        boxes: the box of each node, in the middle of its cell.
        pitch: width and height of a cell, the streets included.
    """

    def __init__(
        self, cells: Mapping[str, tuple[int, int]], boxes: Mapping[str, Box], pitch: tuple[float, float]
    ) -> None:
        self._cells, self._boxes = cells, boxes
        self._across, self._down = pitch

    def route(self, edge: Edge) -> tuple[Point, ...]:
        """Return the way of ``edge`` from border to border."""
        if edge.source == edge.target:
            return self._round(self._boxes[edge.source])
        source, target = self._boxes[edge.source], self._boxes[edge.target]
        (column, row), (to_column, to_row) = self._cells[edge.source], self._cells[edge.target]
        trunk = crc32(f"{edge.target}{edge.effect.value}".encode())
        aside = _ASIDE if edge.effect is Effect.INHIBITS else 0.0
        if to_row > row:
            begin, end = (source.centre[0], source.bottom), (target.centre[0] + aside, target.top)
            leaving, entering = row, to_row - 1
        elif to_row < row:
            begin, end = (source.centre[0] + _ASIDE, source.top), (target.centre[0] - _ASIDE - aside, target.bottom)
            leaving, entering = row - 1, to_row
        else:
            begin, end = (source.centre[0], source.bottom), (target.centre[0] - _ASIDE - aside, target.bottom)
            leaving, entering = row, row
        level = self._level(entering, trunk)
        if leaving == entering:
            if begin[0] == end[0]:
                return (begin, end)
            return (begin, (begin[0], level), (end[0], level), end)
        own = self._level(leaving, crc32(edge.source.encode()))
        street = self._street(to_column - 1 if column < to_column else to_column, trunk)
        return (begin, (begin[0], own), (street, own), (street, level), (end[0], level), end)

    def _level(self, row: int, key: int) -> float:
        """Return the height of a lane of the street below ``row``."""
        return (row + 0.5) * self._down - STREET_DOWN / 2 + _KERB + _LANE * (key % _LANES_ACROSS)

    def _street(self, column: int, key: int) -> float:
        """Return the x of a lane of the street to the right of ``column``."""
        return (column + 0.5) * self._across + _LANE * (key // _LANES_ACROSS % _LANES_DOWN - _LANES_DOWN // 2)

    def _round(self, box: Box) -> tuple[Point, ...]:
        """Return the way of an arrow from a node to itself: out at its right, in at its top."""
        right, top, x = box.right + _LOOP, box.top - _LOOP, box.centre[0] + _ASIDE
        y = box.centre[1]
        return ((box.right, y), (right, y), (right, top), (x, top), (x, box.top))
