"""How do straight pieces of arrows meet each other and boxes? Hits, crossings and shared stretches."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.pathway.definition import Point
    from explorer.pathway.geometry import Box


def pieces(route: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """Yield the straight pieces of ``route``."""
    yield from pairwise(route)


def hits(start: Point, end: Point, box: Box) -> bool:
    """Whether an upright or level piece runs through the inside of ``box``."""
    return (
        max(start[0], end[0]) > box.left
        and min(start[0], end[0]) < box.right
        and max(start[1], end[1]) > box.top
        and min(start[1], end[1]) < box.bottom
    )


def crosses(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two pieces cross or touch at right angles."""
    if (one[0][0] == one[1][0]) == (other[0][0] == other[1][0]):
        return False
    level, upright = (other, one) if one[0][0] == one[1][0] else (one, other)
    x, y = upright[0][0], level[0][1]
    return min(level[0][0], level[1][0]) <= x <= max(level[0][0], level[1][0]) and min(
        upright[0][1], upright[1][1]
    ) <= y <= max(upright[0][1], upright[1][1])


def shared(one: tuple[Point, Point], other: tuple[Point, Point], *, within: float = 0.5) -> float:
    """Return the length on which two parallel pieces run side by side less than ``within`` apart."""
    axis = 0 if one[0][1] == one[1][1] else 1
    if (0 if other[0][1] == other[1][1] else 1) != axis or abs(one[0][1 - axis] - other[0][1 - axis]) >= within:
        return 0.0
    low = max(min(one[0][axis], one[1][axis]), min(other[0][axis], other[1][axis]))
    high = min(max(one[0][axis], one[1][axis]), max(other[0][axis], other[1][axis]))
    return max(0.0, high - low)
