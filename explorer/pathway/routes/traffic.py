"""Which arrows run where already, and what does it cost to cross them or to come near?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.pathway.definition import Point
    from explorer.pathway.routes.grid import Grid

Bundle: TypeAlias = tuple[str, object]
"""Target and sign of an arrow: arrows that share both may run on one trunk."""

BEND = 34.0
CROSSING = 70.0
"""Costs, in units of length."""
ON_TOP = 12.0
_NEAR = 4.0
_TAKEN = 250.0
_TOO_NEAR = 10.5
_NONE: Counter[int] = Counter()


class Traffic:
    """The arrows on a grid.

    Attributes:
        toll: by axis and step number the extra cost per unit of running there.
        busy: by grid point the number of arrows that run through it.
        own_steps, own_points: the share of each bundle in these, which it need not pay for.
    """

    def __init__(self, grid: Grid) -> None:
        """Begin with an empty ``grid``."""
        self.grid = grid
        self.toll: tuple[dict[int, float], dict[int, float]] = (dict(grid.dear[0]), dict(grid.dear[1]))
        self.busy: Counter[int] = Counter()
        self.own_steps: dict[Bundle, tuple[Counter[int], Counter[int]]] = {}
        self.own_points: dict[Bundle, Counter[int]] = {}
        self.ends: dict[Point, Counter[Bundle]] = {}

    def add(self, route: Sequence[Point], bundle: Bundle) -> None:
        """Note an arrow; ends need not lie on grid lines, the lines that the pieces run on must."""
        self._change(route, bundle, 1)

    def remove(self, route: Sequence[Point], bundle: Bundle) -> None:
        """Forget an arrow that was added."""
        self._change(route, bundle, -1)

    def _change(self, route: Sequence[Point], bundle: Bundle, sign: int) -> None:
        own_points = self.own_points.setdefault(bundle, Counter())
        own_steps = self.own_steps.setdefault(bundle, (Counter(), Counter()))
        for end in (route[0], route[-1]):
            self.ends.setdefault(end, Counter())[bundle] += sign
        for points, axis, steps, beside in self._places(route):
            toll = self.toll[axis]
            for point in points:
                self.busy[point] += sign
                own_points[point] += sign
            for step in steps:
                toll[step] = toll.get(step, 0.0) + sign * ON_TOP
                own_steps[axis][step] += sign
            for step in beside:
                toll[step] = toll.get(step, 0.0) + sign * _NEAR

    def taken(self, port: Point, bundle: Bundle) -> float:
        """Return what it costs to end at a port where other arrows end."""
        return _TAKEN * sum(count for other, count in self.ends.get(port, {}).items() if other != bundle)

    def walk(self, start: Point, end: Point, bundle: Bundle) -> float:
        """Return the cost of one straight piece along a grid line; boxes in the way are not looked at."""
        points, axis, steps, _ = self._piece(start, end)
        lines = self.grid.xs if axis == 0 else self.grid.ys
        own_points = self.own_points.get(bundle, _NONE)
        own_steps = self.own_steps.get(bundle, (_NONE, _NONE))[axis]
        cost = abs(start[0] - end[0]) + abs(start[1] - end[1])
        cost += CROSSING * sum(self.busy[point] - own_points.get(point, 0) for point in points)
        for step in steps:
            toll = self.toll[axis].get(step, 0.0) - ON_TOP * own_steps.get(step, 0)
            if toll:
                index = step % self.grid.width if axis == 0 else step // self.grid.width
                cost += toll * (lines[index + 1] - lines[index])
        return cost

    def _places(self, route: Sequence[Point]) -> Iterator[tuple[list[int], int, list[int], list[int]]]:
        seen: set[int] = set()
        for start, end in pairwise(route):
            points, axis, steps, beside = self._piece(start, end)
            yield [point for point in points if point not in seen], axis, steps, beside
            seen.update(points)

    def _piece(self, start: Point, end: Point) -> tuple[list[int], int, list[int], list[int]]:
        """Return of one piece: its grid points, its axis, its steps, and the steps beside it."""
        grid, width = self.grid, self.grid.width
        axis = 0 if start[1] == end[1] else 1
        along, across = (grid.xs, grid.ys) if axis == 0 else (grid.ys, grid.xs)
        low, high = sorted((start[axis], end[axis]))
        first, last = bisect_left(along, low - 1e-6), bisect_right(along, high + 1e-6) - 1
        line = bisect_left(across, start[1 - axis] - 1e-6)
        first_near = bisect_right(across, start[1 - axis] - _TOO_NEAR)
        last_near = bisect_left(across, start[1 - axis] + _TOO_NEAR)

        def number(index: int, on: int) -> int:
            return on * width + index if axis == 0 else index * width + on

        points = [number(index, line) for index in range(first, last + 1)]
        steps = points[:-1]
        beside = [
            number(index, on) for on in range(first_near, last_near) if on != line for index in range(first, last)
        ]
        return points, axis, steps, beside
