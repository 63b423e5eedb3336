"""Which node is next? In reading order for Tab, the nearest in a direction for the arrow keys."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.geometry import Box


class Direction(Enum):
    """Where an arrow key points; x to the right, y downward."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


_ASIDE = 1.2
_ROW = 30.0  # diagram units that count as the same line of reading


def reading_order(boxes: Mapping[str, Box]) -> tuple[str, ...]:
    """Return the nodes line by line, from the top and from the left."""
    return tuple(sorted(boxes, key=lambda node: (round(boxes[node].centre[1] / _ROW), boxes[node].centre[0])))


def following(boxes: Mapping[str, Box], node: str, *, forward: bool) -> str:
    """Return the node after (or before) ``node`` in reading order; empty at the end, the first where none is given."""
    order = reading_order(boxes)
    if not order:
        return ""
    if node not in boxes:
        return order[0] if forward else order[-1]
    at = order.index(node) + (1 if forward else -1)
    return order[at] if 0 <= at < len(order) else ""


def neighbour(boxes: Mapping[str, Box], node: str, direction: Direction) -> str:
    """Return the nearest node that lies in ``direction`` from ``node``; empty where there is none.

    A way to the side costs a little more than one straight ahead.
    """
    if node not in boxes:
        return following(boxes, node, forward=True)
    (x, y), (dx, dy) = boxes[node].centre, direction.value
    best, least = "", float("inf")
    for other, box in boxes.items():
        across, down = box.centre[0] - x, box.centre[1] - y
        ahead, aside = across * dx + down * dy, abs(across * dy) + abs(down * dx)
        if other != node and ahead > aside * 0.35 and ahead > 1.0 and ahead + _ASIDE * aside < least:
            best, least = other, ahead + _ASIDE * aside
    return best
