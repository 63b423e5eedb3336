"""Which node is next? In reading order, the nearest in a direction, or along the arrows of the pathway."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


def neighbour(boxes: Mapping[str, Box], node: str, direction: Direction) -> str:
    """Return the nearest node that lies in ``direction`` from ``node`` (the first of all from none), or "".

    A way to the side costs a little more than one straight ahead.
    """
    if node not in boxes:
        return next(iter(reading_order(boxes)), "")
    (x, y), (dx, dy) = boxes[node].centre, direction.value
    best, least = "", float("inf")
    for other, box in boxes.items():
        across, down = box.centre[0] - x, box.centre[1] - y
        ahead, aside = across * dx + down * dy, abs(across * dy) + abs(down * dx)
        if other != node and ahead > aside * 0.35 and ahead > 1.0 and ahead + _ASIDE * aside < least:
            best, least = other, ahead + _ASIDE * aside
    return best


@dataclass(frozen=True, slots=True)
class ArrowStep:
    """A step along an arrow.

    Attributes:
        node: where it leads; empty where there is no arrow.
        hub: the node whose arrows are walked through.
        outward: whether the arrows leave the hub.
        number, many: which of its arrows this is, from 1.
    """

    node: str
    hub: str = ""
    outward: bool = True
    number: int = 0
    many: int = 0


class ArrowTrail:
    """Right goes out along an arrow and left back in against one; up and down go through the hub's other arrows.

    Mutable: it remembers from where the last step came.
    """

    def __init__(self) -> None:
        self._last = ArrowStep("")

    def go(self, node: str, direction: Direction, arrows: Sequence[tuple[str, str]]) -> ArrowStep:
        """Return the step from ``node``; ``arrows`` are pairs of source and target."""
        last = self._last if self._last.node == node else ArrowStep("")
        if direction in {Direction.LEFT, Direction.RIGHT}:
            outward = direction is Direction.RIGHT
            ends = _ends(node, arrows, outward=outward)
            # Back the way it came, so that right and left undo each other.
            at = ends.index(last.hub) if last.hub in ends and last.outward != outward else 0
            step = ArrowStep(ends[at], node, outward, at + 1, len(ends)) if ends else ArrowStep("", node, outward)
        else:
            hub, outward = (last.hub, last.outward) if last.hub else _a_hub(node, arrows)
            ends = _ends(hub, arrows, outward=outward)
            if node not in ends:
                return ArrowStep("", node, outward)
            at = (ends.index(node) + (1 if direction is Direction.DOWN else -1)) % len(ends)
            step = ArrowStep(ends[at], hub, outward, at + 1, len(ends))
        if step.node:
            self._last = step
        return step


def _ends(node: str, arrows: Sequence[tuple[str, str]], *, outward: bool) -> list[str]:
    found = [target if outward else source for source, target in arrows if (source if outward else target) == node]
    return [end for end in dict.fromkeys(found) if end != node]


def _a_hub(node: str, arrows: Sequence[tuple[str, str]]) -> tuple[str, bool]:
    """Return the first regulator of ``node``, or else its first target, and whether the arrow leaves it."""
    sources, targets = _ends(node, arrows, outward=False), _ends(node, arrows, outward=True)
    if sources:
        return sources[0], True
    return (targets[0], False) if targets else ("", True)
