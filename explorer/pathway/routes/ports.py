"""Where may an arrow leave or enter a node's box? Ports along the four sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.definition import NodeKind
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.pathway.definition import Point
    from explorer.pathway.geometry import Box

RIGHT, DOWN, LEFT, UP = range(4)
"""Directions, and the side of a box that looks that way. ``side % 2 == 0``: ports differ in y."""
STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1))
SPACING = 14.0
"""Distance between neighbouring ports of one side, in diagram units."""
_CORNER = 10.0
POINTED = frozenset({NodeKind.CONDITION, NodeKind.OUTCOME, NodeKind.DRUG, NodeKind.PHENOTYPE})
"""Kinds whose left and right ends are not straight: only the middle of those sides lies on the outline."""


@dataclass(frozen=True, slots=True)
class Port:
    """A place on a box's border.

    Attributes:
        side: the direction in which the border looks.
        at: the point on the border.
        offset: distance from the middle of the side.
    """

    side: int
    at: Point
    offset: float


@dataclass(frozen=True, slots=True)
class Link:
    """A straight way between two boxes: the side of each, and the coordinate along those sides."""

    first: int
    second: int
    along: float


def span(box: Box, side: int, kind: NodeKind) -> tuple[float, float]:
    """Return the part of ``side`` where arrows may end, as its lowest and highest coordinate along the side."""
    x, y = box.centre
    if side % 2 == 0:
        reach = 0.0 if kind in POINTED else max(0.0, box.height / 2 - _CORNER)
        return y - reach, y + reach
    cut = box.height / 2 if kind in POINTED else _CORNER
    reach = max(0.0, box.width / 2 - cut)
    return x - reach, x + reach


def border_point(box: Box, side: int, along: float) -> Point:
    """Return the point of ``side`` whose coordinate along the side is ``along``."""
    if side == RIGHT:
        return (box.right, along)
    if side == LEFT:
        return (box.left, along)
    return (along, box.bottom if side == DOWN else box.top)


def port_at(box: Box, side: int, along: float) -> Port:
    """Return the port of ``side`` at ``along``."""
    middle = box.centre[1] if side % 2 == 0 else box.centre[0]
    return Port(side, border_point(box, side, along), abs(along - middle))


def ports(box: Box, kind: NodeKind, count: int, extra: Iterable[tuple[int, float]]) -> list[Port]:
    """Return the ports of a box: per side the middle and up to ``count`` on each hand, and those in ``extra``.

    ``extra`` names sides and coordinates along them, for straight arrows to a neighbour that is not quite aligned.
    """
    found: dict[Point, Port] = {}
    for side in range(4):
        low, high = span(box, side, kind)
        middle = (low + high) / 2
        for k in range(-count, count + 1):
            along = middle + k * SPACING
            if low <= along <= high:
                port = port_at(box, side, along)
                found[port.at] = port
    for side, along in extra:
        port = port_at(box, side, along)
        found[port.at] = port
    return list(found.values())


def straight_along(one: Box, one_kind: NodeKind, other: Box, other_kind: NodeKind, gap: float) -> list[Link]:
    """Return where a straight arrow can join two boxes, best first: the middles, else the middle of what they share."""
    found: list[Link] = []
    for first, second in ((RIGHT, LEFT), (DOWN, UP), (LEFT, RIGHT), (UP, DOWN)):
        if not _apart(one, other, first, gap):
            continue
        low, high = span(one, first, one_kind)
        other_low, other_high = span(other, second, other_kind)
        bottom, top = max(low, other_low), min(high, other_high)
        if bottom > top:
            continue
        middles = ((other_low + other_high) / 2, (low + high) / 2)
        shared = [along for along in middles if bottom <= along <= top] or [(bottom + top) / 2]
        shared += [bottom, top]  # past something that stands between the middles
        found.extend(Link(first, second, along) for along in dict.fromkeys(shared))
    return found


def _apart(one: Box, other: Box, side: int, gap: float) -> bool:
    distance = (other.left - one.right, other.top - one.bottom, one.left - other.right, one.top - other.bottom)
    return distance[side] >= gap
