"""How do straight pieces of arrows meet each other and boxes? Hits, crossings and shared stretches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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


class Straight(NamedTuple):
    """A piece on a line: the line's coordinate, the piece's ends along it, and the number of its route."""

    on: float
    low: float
    high: float
    route: int


def straight_pieces(routes: Iterable[Sequence[Point]]) -> tuple[list[Straight], list[Straight]]:
    """Return the level and the upright pieces of all ``routes``, each sorted by the line they lie on."""
    level, upright = [], []
    for number, route in enumerate(routes):
        for (x1, y1), (x2, y2) in pieces(route):
            if x1 == x2:
                upright.append(Straight(x1, min(y1, y2), max(y1, y2), number))
            else:
                level.append(Straight(y1, min(x1, x2), max(x1, x2), number))
    return sorted(level), sorted(upright)


def meetings(level: Sequence[Straight], upright: Sequence[Straight]) -> Iterator[tuple[Straight, Straight]]:
    """Yield every level and upright piece of two routes that cross or touch at right angles."""
    lines = [piece.on for piece in level]
    for piece in upright:
        for other in level[bisect_left(lines, piece.low) : bisect_right(lines, piece.high)]:
            if other.low <= piece.on <= other.high and other.route != piece.route:
                yield other, piece


def passes(level: Straight, upright: Straight) -> bool:
    """Whether two pieces that meet cross, and not only touch or branch."""
    return level.low < upright.on < level.high and upright.low < level.on < upright.high


def on_top(parallel: Sequence[Straight], *, within: float = 0.5) -> Iterator[tuple[int, int, float]]:
    """Yield the routes of two pieces side by side less than ``within`` apart, and on what length."""
    for index, piece in enumerate(parallel):
        for at in range(index + 1, len(parallel)):
            other = parallel[at]
            if other.on - piece.on >= within:
                break
            length = min(piece.high, other.high) - max(piece.low, other.low)
            if length > 0 and other.route != piece.route:
                yield piece.route, other.route, length
