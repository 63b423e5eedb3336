"""What shape has a plain way? Corners only where it turns, and an elbow where nothing better is to be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.pathway.definition import Point
    from explorer.pathway.geometry import Box


def corners(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return ``points`` without those that lie on the straight way between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) >= 2 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def elbow(source: Box, target: Box) -> tuple[Point, ...]:
    """Return a route from below ``source`` to above ``target`` for boxes that overlap or are shut in."""
    start, end = source.centre, target.centre
    middle = (start[1] + end[1]) / 2
    return ((start[0], source.bottom), (start[0], middle), (end[0], middle), (end[0], target.top))
