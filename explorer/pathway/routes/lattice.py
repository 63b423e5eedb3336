"""Which lines are left where nodes stand close together? A fine grid round some nodes, and what each step costs.

The grid of ``routes.grid`` closes everything near to a node, and so every gap narrower than twice its clearance. Here
nothing is closed: to run near a node is dear, and to run through one so dear that every way round is cheaper. Every gap
between two nodes has a line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from explorer.pathway.routes.grid import CLEARANCE
from explorer.pathway.routes.pieces import pieces
from explorer.pathway.routes.traffic import ON_TOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explorer.pathway.definition import Point
    from explorer.pathway.geometry import Box

_ZONES = ((CLEARANCE, 1.0), (3.0, 4.0), (-0.5, 1000.0))
"""By distance from a node's border what a unit of length costs there, beside what the zones round it cost."""
_OFFSETS = (CLEARANCE, 2 * CLEARANCE, 3 * CLEARANCE)
"""At which distances from every border lines lie."""
_CROWDED = 5.0
_NARROW = 2 * CLEARANCE
_BESIDE, _NEAR = 5.0, 4.0
"""So near to another arrow a unit of length costs so much."""
_SAME = 0.75
_CROSSING = 25.0
"""Less than elsewhere: who has to squeeze through is not to go round every crossing, too."""


class Lattice:
    """Upright lines ``xs``, level lines ``ys``, and what steps between neighbouring crossings cost beside their length.

    A step to the right from crossing (ix, iy) has the number ``iy * width + ix``, and so has the step downward.

    Attributes:
        extra: by axis (0 across, 1 down) and step number the cost.
    """

    def __init__(self, boxes: Sequence[Box], marks: Iterable[Point], window: Box) -> None:
        """Lay lines through ``marks``, and beside every one of ``boxes`` within ``window``."""
        marks = tuple(marks)
        self.xs = _lines({x for x, _ in marks}, boxes, 0, (window.left, window.right))
        self.ys = _lines({y for _, y in marks}, boxes, 1, (window.top, window.bottom))
        self.width, self.height = len(self.xs), len(self.ys)
        steps = self.width * self.height
        self.extra: tuple[list[float], list[float]] = ([0.0] * steps, [0.0] * steps)
        for box in boxes:
            for distance, rate in _ZONES:
                zone = box.grown(distance)
                self._charge(0, (zone.left, zone.right), (zone.top, zone.bottom), rate)
                self._charge(1, (zone.top, zone.bottom), (zone.left, zone.right), rate)

    def index(self, point: Point) -> int:
        """Return the number of the crossing at ``point``, one of the marks."""
        return bisect_left(self.ys, point[1]) * self.width + bisect_left(self.xs, point[0])

    def at(self, crossing: int) -> Point:
        """Return the place of a crossing."""
        row, column = divmod(crossing, self.width)
        return self.xs[column], self.ys[row]

    def between(self, start: Point, end: Point) -> float:
        """Return what the steps between two marks on one line cost beside their length."""
        axis = 0 if start[1] == end[1] else 1
        lines, stride = (self.xs, 1) if axis == 0 else (self.ys, self.width)
        low, high = sorted((start[axis], end[axis]))
        first = min(self.index(start), self.index(end))
        return sum(
            self.extra[axis][first + number * stride]
            for number in range(bisect_left(lines, high) - bisect_left(lines, low))
        )

    def charge_way(self, way: Sequence[Point]) -> None:
        """Make it dear to run on a way or beside it, and to cross it."""
        for start, end in pieces(way):
            axis = 0 if start[1] == end[1] else 1
            low, high = sorted((start[axis], end[axis]))
            on = start[1 - axis]
            self._charge(axis, (low, high), (on - _BESIDE, on + _BESIDE), _NEAR)
            self._charge(axis, (low, high), (on - _SAME, on + _SAME), ON_TOP)
            self._charge_crossing(axis, low, high, on)

    def _charge(self, axis: int, along: tuple[float, float], across: tuple[float, float], rate: float) -> None:
        """Charge the steps along ``axis`` on lines strictly between ``across`` for what they share with ``along``."""
        lines, others = (self.xs, self.ys) if axis == 0 else (self.ys, self.xs)
        first, last = max(0, bisect_right(lines, along[0]) - 1), min(bisect_left(lines, along[1]), len(lines) - 1)
        costs = [
            (number, rate * (min(lines[number + 1], along[1]) - max(lines[number], along[0])))
            for number in range(first, last)
        ]
        extra, width = self.extra[axis], self.width
        for other in range(bisect_right(others, across[0]), bisect_left(others, across[1])):
            for number, cost in costs:
                extra[other * width + number if axis == 0 else number * width + other] += cost

    def _charge_crossing(self, axis: int, low: float, high: float, on: float) -> None:
        """Charge the steps across a piece along ``axis`` from ``low`` to ``high`` on the line ``on``."""
        lines, others = (self.xs, self.ys) if axis == 0 else (self.ys, self.xs)
        step = bisect_right(others, on) - 1
        if not 0 <= step < len(others) - 1:
            return
        extra, width = self.extra[1 - axis], self.width
        for number in range(bisect_left(lines, low), bisect_right(lines, high)):
            extra[step * width + number if axis == 0 else number * width + step] += _CROSSING


def _lines(fixed: Iterable[float], boxes: Sequence[Box], axis: int, ends: tuple[float, float]) -> list[float]:
    """Return ``fixed``, the middles of narrow gaps, and lines beside every box that do not crowd these."""
    lines = sorted({*fixed, *_gaps(boxes, axis)})
    extents = [(box.left, box.right) if axis == 0 else (box.top, box.bottom) for box in boxes]
    for offset in _OFFSETS:
        proposed = {low - offset for low, _ in extents} | {high + offset for _, high in extents}
        for line in sorted(proposed):
            at = bisect_left(lines, line)
            is_crowded = any(abs(line - near) < _CROWDED for near in lines[max(0, at - 1) : at + 1])
            if not is_crowded and ends[0] <= line <= ends[1]:
                lines.insert(at, line)
    return lines


def _gaps(boxes: Sequence[Box], axis: int) -> Iterator[float]:
    """Yield the middles between boxes that stand so close beside each other that no other line is sure to fit."""
    extents = sorted(
        (box.left, box.right, box.top, box.bottom) if axis == 0 else (box.top, box.bottom, box.left, box.right)
        for box in boxes
    )
    begins = [extent[0] for extent in extents]
    for _, end, low, high in extents:
        for begin, _, other_low, other_high in extents[bisect_right(begins, end) : bisect_left(begins, end + _NARROW)]:
            if low - _NARROW < other_high and other_low < high + _NARROW:
                yield (end + begin) / 2
