"""Can an arrow follow a node that moved, and keep its way otherwise? Its end pieces move, grow or shrink."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from explorer.pathway.routes.corners import corners
from explorer.pathway.routes.grid import STUB

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.pathway.definition import Point

_LEAST_FIRST = 10.0


def stretched(route: Sequence[Point], at_source: Point, at_target: Point) -> tuple[Point, ...] | None:
    """Return ``route`` with its two ends moved by these amounts; None where its end pieces would turn round.

    What lies in the way is not looked at.
    """
    points = [*route]
    if len(points) == 2:
        points = _with_step(points, at_source, at_target)
    moved = _end_moved(points, at_source)
    moved = _end_moved(moved[::-1], at_target)[::-1]
    first_before, first_after = _direction(route[0], route[1]), _direction(moved[0], moved[1])
    last_before, last_after = _direction(route[-2], route[-1]), _direction(moved[-2], moved[-1])
    if first_before != first_after or last_before != last_after:
        return None
    if _length(moved[0], moved[1]) < _LEAST_FIRST or _length(moved[-2], moved[-1]) < STUB:
        return None
    way = corners(moved)
    return None if any(a[0] != b[0] and a[1] != b[1] for a, b in pairwise(way)) else way


def _with_step(points: list[Point], at_source: Point, at_target: Point) -> list[Point]:
    """Return a straight way with a step of no height in its middle, which may grow."""
    (x1, y1), (x2, y2) = points
    if x1 == x2:
        middle = ((y1 + at_source[1]) + (y2 + at_target[1])) / 2
        return [points[0], (x1, middle), (x2, middle), points[1]]
    middle = ((x1 + at_source[0]) + (x2 + at_target[0])) / 2
    return [points[0], (middle, y1), (middle, y2), points[1]]


def _end_moved(points: list[Point], shift: Point) -> list[Point]:
    """Return the points with the first moved by ``shift``, and the first piece moved sideways with it."""
    if shift == (0.0, 0.0):
        return points
    (x0, y0), (x1, y1) = points[0], points[1]
    start = (x0 + shift[0], y0 + shift[1])
    corner = (start[0], y1) if _is_upright(points) else (x1, start[1])
    return [start, corner, *points[2:]]


def _is_upright(points: Sequence[Point]) -> bool:
    """Whether the first piece is upright; one of no length is, if the second is level."""
    if points[0] != points[1]:
        return points[0][0] == points[1][0]
    return points[1][1] == points[2][1]


def _direction(start: Point, end: Point) -> tuple[int, int]:
    across, down = end[0] - start[0], end[1] - start[1]
    return (across > 0) - (across < 0), (down > 0) - (down < 0)


def _length(start: Point, end: Point) -> float:
    return abs(start[0] - end[0]) + abs(start[1] - end[1])
