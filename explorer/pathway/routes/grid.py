"""Which lines may arrows run on, and where are they blocked? A sparse grid round the nodes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from explorer.pathway.geometry import Box

CLEARANCE = 8.0
"""No arrow comes nearer to a box that it does not touch, in diagram units."""
STUB = 18.0
"""The last piece of an arrow is at least so long, so that its head has room."""
_TRACKS = (STUB, STUB + 16.0)
_CROWDED = 8.0
_WIDE = 44.0
_BESIDE_BORDER = 7.0


class Grid:
    """Vertical lines ``xs``, horizontal lines ``ys``, and the steps between neighbouring crossings.

    A step to the right from crossing (ix, iy) has the number ``iy * width + ix``, and so has the step downward.

    Attributes:
        closed: numbers of the steps that run through a box; first those to the right, then those downward.
        dear: extra cost per unit of the steps over a label or along a compartment's border, likewise.
    """

    def __init__(
        self,
        boxes: Sequence[Box],
        xs: Iterable[float],
        ys: Iterable[float],
        labels: Sequence[Box],
        cells: Sequence[Box],
    ) -> None:
        """Lay the grid through the port coordinates ``xs`` and ``ys``, and through the channels between ``boxes``."""
        self.xs = _lines(xs, [(box.left, box.right) for box in boxes])
        self.ys = _lines(ys, [(box.top, box.bottom) for box in boxes])
        self.width = len(self.xs)
        self.closed: tuple[set[int], set[int]] = (set(), set())
        self.dear: tuple[dict[int, float], dict[int, float]] = ({}, {})
        for box in boxes:
            across, down = self.steps_through(box.grown(CLEARANCE))
            self.closed[0].update(across)
            self.closed[1].update(down)
        for label in labels:
            self._charge(label, 3.0)
        for cell in cells:
            self._charge_borders(cell)

    def steps_through(self, box: Box) -> tuple[list[int], list[int]]:
        """Return the numbers of the steps that share more than a border with ``box``: to the right, downward."""
        first_x, last_x = bisect_right(self.xs, box.left), bisect_left(self.xs, box.right) - 1
        first_y, last_y = bisect_right(self.ys, box.top), bisect_left(self.ys, box.bottom) - 1
        width = self.width
        across = [
            iy * width + ix
            for iy in range(first_y, last_y + 1)
            for ix in range(max(0, first_x - 1), min(last_x, width - 2) + 1)
        ]
        down = [
            iy * width + ix
            for iy in range(max(0, first_y - 1), min(last_y, len(self.ys) - 2) + 1)
            for ix in range(first_x, last_x + 1)
        ]
        return across, down

    def index(self, x: float, y: float) -> tuple[int, int]:
        """Return the indices of the lines at ``x`` and ``y``, which must be on the grid."""
        return bisect_left(self.xs, x - 1e-6), bisect_left(self.ys, y - 1e-6)

    def outward(self, coordinate: float, *, vertical: bool, forward: bool, least: float) -> int:
        """Return the index of the first line at least ``least`` beyond ``coordinate``, or -1."""
        lines = self.ys if vertical else self.xs
        if forward:
            index = bisect_left(lines, coordinate + least - 1e-6)
            return index if index < len(lines) else -1
        return bisect_right(lines, coordinate - least + 1e-6) - 1

    def _charge(self, box: Box, cost: float) -> None:
        for axis, steps in enumerate(self.steps_through(box)):
            for step in steps:
                self.dear[axis][step] = self.dear[axis].get(step, 0.0) + cost

    def _charge_borders(self, cell: Box) -> None:
        width = self.width
        inside_x = range(bisect_left(self.xs, cell.left), bisect_left(self.xs, cell.right))
        inside_y = range(bisect_left(self.ys, cell.top), bisect_left(self.ys, cell.bottom))
        for iy, y in enumerate(self.ys):
            if min(abs(y - cell.top), abs(y - cell.bottom)) < _BESIDE_BORDER:
                for ix in inside_x:
                    self.dear[0][iy * width + ix] = 2.0
        for ix, x in enumerate(self.xs):
            if min(abs(x - cell.left), abs(x - cell.right)) < _BESIDE_BORDER:
                for iy in inside_y:
                    self.dear[1][iy * width + ix] = 2.0


def _lines(fixed: Iterable[float], extents: Sequence[tuple[float, float]]) -> list[float]:
    """Return ``fixed`` with tracks beside every extent and in the middle of wide gaps, where there is room."""
    lines = sorted(set(fixed))
    for track in _TRACKS:
        proposed = sorted({low - track for low, _ in extents} | {high + track for _, high in extents})
        lines = _thinned(lines, proposed)
    middles = [(low + high) / 2 for low, high in pairwise(lines) if high - low > _WIDE]
    return sorted({*lines, *middles})


def _thinned(lines: list[float], proposed: list[float]) -> list[float]:
    """Return ``lines`` with those of ``proposed`` that do not crowd another line."""
    kept = list(lines)
    for line in proposed:
        index = bisect_left(kept, line)
        near = kept[max(0, index - 1) : index + 1]
        if all(abs(line - other) >= _CROWDED for other in near):
            kept.insert(index, line)
    return kept
