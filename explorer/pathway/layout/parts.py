"""Of what does a drawing consist while it is made? Vertices of rows, and what came out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from explorer.pathway.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explorer.pathway.definition import Point


@dataclass(frozen=True, slots=True)
class Vertex:
    """A node, or a passage of no size: width, height, column, what its corners take of a side, room to its right."""

    width: float = 0.0
    height: float = 0.0
    column: int = 0
    cut: float = 0.0
    beside: float = 0.0

    def widened(self, room: float) -> Vertex:
        """Return the vertex with at least ``room`` between its corners."""
        return replace(self, width=max(self.width, -(-(room + 2 * self.cut) // 10) * 10))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing whose upper left corner is (0, 0).

    Attributes:
        boxes: of the nodes; ids: theirs, likewise.
        routes: of the arrows, as they were given; edges: the same by id.
        loops: ids of the arrows from a node to itself, still without a way.
        extents: by column the box round it, without margins.
    """

    boxes: tuple[Box, ...]
    routes: tuple[tuple[Point, ...], ...]
    extents: Mapping[int, Box]
    size: tuple[float, float]
    ids: tuple[str, ...] = ()
    edges: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)
    loops: tuple[str, ...] = ()

    def turned(self) -> Drawn:
        """Return the drawing with what ran downward running to the right."""
        return replace(
            self,
            boxes=tuple(_turned(box) for box in self.boxes),
            routes=tuple(tuple((y, x) for x, y in route) for route in self.routes),
            extents={column: _turned(box) for column, box in self.extents.items()},
            size=(self.size[1], self.size[0]),
        )


def _turned(box: Box) -> Box:
    return Box(box.top, box.left, box.height, box.width)


def straightened(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return ``points`` without repeats and without corners that are none."""
    kept: list[Point] = []
    for x, y in points:
        point = (round(x, 2), round(y, 2))
        if kept and point == kept[-1]:
            continue
        if len(kept) >= 2 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return tuple(kept)
