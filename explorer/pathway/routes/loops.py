"""Where does an arrow from a node to itself go? A small loop beside the node."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from explorer.pathway.routes.ports import DOWN, LEFT, RIGHT, UP, border_point

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from explorer.pathway.definition import Point
    from explorer.pathway.geometry import Box

_REACH = 26.0
_HALF = 11.0


def loop(box: Box, obstacles: Iterable[Box], routes: Iterable[Sequence[Point]]) -> tuple[Point, ...]:
    """Return the loop at the side of ``box`` with the fewest things in its way; right, top, left, bottom if equal."""
    boxes, lines = list(obstacles), list(routes)
    shapes = [_shape(box, side) for side in (RIGHT, UP, LEFT, DOWN)]
    return min(shapes, key=lambda shape: _troubles(shape, boxes, lines))


def _shape(box: Box, side: int) -> tuple[Point, ...]:
    middle = box.centre[1] if side in (RIGHT, LEFT) else box.centre[0]
    first, last = border_point(box, side, middle - _HALF), border_point(box, side, middle + _HALF)
    out = _REACH if side in (RIGHT, DOWN) else -_REACH
    if side in (RIGHT, LEFT):
        return (first, (first[0] + out, first[1]), (last[0] + out, last[1]), last)
    return (first, (first[0], first[1] + out), (last[0], last[1] + out), last)


def _troubles(shape: Sequence[Point], boxes: Sequence[Box], routes: Sequence[Sequence[Point]]) -> int:
    left, right = sorted((shape[0][0], shape[2][0]))
    top, bottom = sorted((shape[0][1], shape[2][1]))
    count = 0
    for box in boxes:
        count += 3 * (left - 8 < box.right and box.left < right + 8 and top - 8 < box.bottom and box.top < bottom + 8)
    for route in routes:
        for (x1, y1), (x2, y2) in pairwise(route):
            count += (
                min(x1, x2) < right + 6
                and left - 6 < max(x1, x2)
                and min(y1, y2) < bottom + 6
                and top - 6 < max(y1, y2)
            )
    return count
