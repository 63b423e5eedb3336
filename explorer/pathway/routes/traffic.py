"""Which arrows run where already, and what does it cost to cross them or to come near?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
_ON_TOP = 12.0
_NEAR = 4.0
_TAKEN = 250.0
_TOO_NEAR = 10.5


class Traffic:
    """The arrows on a grid. ``used``, ``near``: by step number the bundles that run there, and those close by."""

    def __init__(self, grid: Grid) -> None:
        """Begin with an empty ``grid``."""
        self.grid = grid
        self.used: tuple[dict[int, list[Bundle]], dict[int, list[Bundle]]] = ({}, {})
        self.near: tuple[dict[int, list[Bundle]], dict[int, list[Bundle]]] = ({}, {})
        self.points: dict[int, list[Bundle]] = {}
        self.ends: dict[Point, list[Bundle]] = {}

    def add(self, route: Sequence[Point], bundle: Bundle) -> None:
        """Note an arrow; ends need not lie on grid lines, the lines that the pieces run on must."""
        for end in (route[0], route[-1]):
            self.ends.setdefault(end, []).append(bundle)
        for points, axis, steps, beside in self._places(route):
            for point in points:
                self.points.setdefault(point, []).append(bundle)
            for step in steps:
                self.used[axis].setdefault(step, []).append(bundle)
            for step in beside:
                self.near[axis].setdefault(step, []).append(bundle)

    def remove(self, route: Sequence[Point], bundle: Bundle) -> None:
        """Forget an arrow that was added."""
        for end in (route[0], route[-1]):
            self.ends[end].remove(bundle)
        for points, axis, steps, beside in self._places(route):
            for point in points:
                self.points[point].remove(bundle)
            for step in steps:
                self.used[axis][step].remove(bundle)
            for step in beside:
                self.near[axis][step].remove(bundle)

    def cost(self, axis: int, step: int, length: float, bundle: Bundle) -> float:
        """Return the cost of one step, crossings not counted."""
        cost = length * (1.0 + self.grid.dear[axis].get(step, 0.0))
        for other in self.used[axis].get(step, ()):
            if other != bundle:
                cost += length * _ON_TOP
        near = self.near[axis].get(step)
        if near:
            cost += length * _NEAR * len(near)
        return cost

    def crossings(self, point: int, bundle: Bundle) -> int:
        """Return how many other arrows run through a grid point."""
        return sum(other != bundle for other in self.points.get(point, ()))

    def taken(self, port: Point, bundle: Bundle) -> float:
        """Return what it costs to end at a port where other arrows end."""
        return _TAKEN * sum(other != bundle for other in self.ends.get(port, ()))

    def walk(self, start: Point, end: Point, bundle: Bundle) -> float:
        """Return the cost of one straight piece along a grid line; boxes in the way are not looked at."""
        points, axis, steps, _ = self._piece(start, end)
        lines = self.grid.xs if axis == 0 else self.grid.ys
        cost = CROSSING * sum(self.crossings(point, bundle) for point in points)
        inner = 0.0
        for step in steps:
            index = step % self.grid.width if axis == 0 else step // self.grid.width
            length = lines[index + 1] - lines[index]
            inner += length
            cost += self.cost(axis, step, length, bundle)
        return cost + abs(start[0] - end[0]) + abs(start[1] - end[1]) - inner

    def _places(self, route: Sequence[Point]) -> Iterator[tuple[list[int], int, list[int], list[int]]]:
        seen: set[int] = set()
        for start, end in zip(route, route[1:], strict=False):
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
