"""Which way does an arrow go where there are too many for a search? The best of a few hundred simple ways."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise, product
from typing import TYPE_CHECKING

from explorer.pathway.box_index import BoxIndex
from explorer.pathway.routes.corners import corners, elbow
from explorer.pathway.routes.grid import STUB
from explorer.pathway.routes.ports import DOWN, LEFT, RIGHT, SPACING, UP, border_point, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.pathway.definition import Edge, Point
    from explorer.pathway.layout.engine import Watcher
    from explorer.pathway.routes.traffic import Bundle
    from explorer.pathway.routes.wanted import Wanted

_CLEAR = 7.0
_LANE = 8.0
_BEND, _ON_TOP, _THROUGH = 34.0, 260.0, 100_000.0
_LANES = 14
_ENDS_TOGETHER = 200.0
_FEWEST, _MOST, _ENOUGH = 60, 1500, 6


class QuickRouter:
    """Routes arrows one after the other in time that grows with their number only.

    A way through a node is taken only where every other tried one runs through a node too.
    """

    def __init__(self, wanted: Wanted, *, steps: int) -> None:
        """Look at about ``steps`` ways for all arrows together, at more in need."""
        self._wanted = wanted
        self._tries = max(_FEWEST, min(_MOST, steps // max(1, len(wanted.edges))))
        self._nodes, self._kinds = wanted.nodes, wanted.kinds
        self._near = BoxIndex(wanted.nodes, room=_CLEAR)
        self._inside = BoxIndex(wanted.nodes, room=-1.0)
        self._used: dict[tuple[int, int], list[tuple[float, float, Bundle]]] = {}
        self._ends: dict[Point, Bundle] = {}
        boxes = list(wanted.nodes.values())
        self._lanes = (
            _lanes([(box.left, box.right) for box in boxes]),
            _lanes([(box.top, box.bottom) for box in boxes]),
        )
        for id_, route in wanted.given.items():
            self._note(route, wanted.bundles[id_])

    def run(self, watcher: Watcher) -> dict[str, tuple[Point, ...]]:
        """Route every missing arrow.

        Raises:
            LayoutCancelledError: ``watcher`` asked to stop.
        """
        found = {}
        for number, edge in enumerate(self._wanted.edges):
            watcher.reached(number / len(self._wanted.edges))
            found[edge.id] = self.route(edge, self._wanted.bundles[edge.id])
        return self._wanted.with_loops(found)

    def route(self, edge: Edge, bundle: Bundle) -> tuple[Point, ...]:
        """Return the best way for ``edge`` and keep it in mind for those that follow."""
        best: tuple[float, tuple[Point, ...]] | None = None
        for number, way in enumerate(self._ways(edge)):
            if best is not None and best[0] < _THROUGH and number > self._tries:
                break
            if number > _ENOUGH * self._tries:
                break
            cost = self._plain_cost(way)
            if best is not None and cost >= best[0]:
                continue
            cost = self._cost(way, edge, bundle, cost, best[0] if best else 1e18)
            if best is None or cost < best[0]:
                best = (cost, way)
        if best is None:
            best = (0.0, elbow(self._nodes[edge.source], self._nodes[edge.target]))
        self._note(best[1], bundle)
        return best[1]

    def _ways(self, edge: Edge) -> Iterator[tuple[Point, ...]]:
        starts = {side: self._points(edge.source, side) for side in (RIGHT, DOWN, LEFT, UP)}
        ends = {side: self._points(edge.target, side) for side in (RIGHT, DOWN, LEFT, UP)}
        for (one, begins), (other, goals) in product(starts.items(), ends.items()):
            for begin, goal in product(begins, goals):
                yield from _direct(begin, one, goal, other)
        for one, other in product((UP, DOWN), (UP, DOWN)):
            for begin, goal in product(starts[one], ends[other]):
                yield from self._stepped(begin, one, goal, other, 1)
        for one, other in product((LEFT, RIGHT), (LEFT, RIGHT)):
            for begin, goal in product(starts[one], ends[other]):
                yield from self._stepped(begin, one, goal, other, 0)
        for one, other in product((UP, DOWN), (UP, DOWN)):
            yield from self._aside(starts[one][0], one, ends[other][0], other)

    def _aside(self, begin: Point, one: int, goal: Point, other: int) -> Iterator[tuple[Point, ...]]:
        """Yield ways along a level lane near the source, an upright one anywhere, and a level one near the target."""
        first = begin[1] + (STUB if one == DOWN else -STUB)
        last = goal[1] + (STUB if other == DOWN else -STUB)
        for y1, y2 in product(_nearest(self._lanes[1], first, 3), _nearest(self._lanes[1], last, 3)):
            if (y1 - begin[1]) * (first - begin[1]) < 0 or (y2 - goal[1]) * (last - goal[1]) < STUB * STUB * 0.8:
                continue
            for x in self._lanes_between(begin[0], goal[0], 0):
                yield corners((begin, (begin[0], y1), (x, y1), (x, y2), (goal[0], y2), goal))

    def _points(self, node: str, side: int) -> list[Point]:
        box = self._nodes[node]
        low, high = span(box, side, self._kinds[node])
        middle = (low + high) / 2
        found = [middle + k * SPACING for k in (0, -1, 1, -2, 2) if low <= middle + k * SPACING <= high]
        return [border_point(box, side, along) for along in found]

    def _stepped(self, begin: Point, one: int, goal: Point, other: int, axis: int) -> Iterator[tuple[Point, ...]]:
        """Yield ways with a middle piece on a lane; axis 1: the lane is level."""
        out = 1 if one in (DOWN, RIGHT) else -1
        back = 1 if other in (DOWN, RIGHT) else -1
        for lane in self._lanes_between(begin[axis], goal[axis], axis):
            if (lane - begin[axis]) * out < STUB / 2 or (lane - goal[axis]) * back < STUB:
                continue
            if axis:
                yield corners((begin, (begin[0], lane), (goal[0], lane), goal))
            else:
                yield corners((begin, (lane, begin[1]), (lane, goal[1]), goal))

    def _lanes_between(self, one: float, other: float, axis: int) -> list[float]:
        low, high = min(one, other), max(one, other)
        return _nearest(self._lanes[axis], (low + high) / 2, _LANES) + _nearest(self._lanes[axis], low, 4)

    def _plain_cost(self, way: Sequence[Point]) -> float:
        length = sum(abs(x1 - x2) + abs(y1 - y2) for (x1, y1), (x2, y2) in pairwise(way))
        return length + _BEND * (len(way) - 2)

    def _cost(self, way: Sequence[Point], edge: Edge, bundle: Bundle, cost: float, most: float) -> float:
        for end in (way[0], way[-1]):
            cost += _ENDS_TOGETHER * (self._ends.get(end, bundle) != bundle)
        for number, (start, end) in enumerate(pairwise(way)):
            if cost >= most:
                return cost
            own = {edge.source} if number == 0 else set()
            own |= {edge.target} if number == len(way) - 2 else set()
            cost += _THROUGH * self._hits(start, end, own) + _ON_TOP * self._shared(start, end, bundle)
        return cost

    def _hits(self, start: Point, end: Point, own: set[str]) -> int:
        met = self._near.hit(start, end) - own
        if own:  # its first and last piece leave a node outward, never through it
            met |= own & self._inside.hit(start, end)
        return len(met)

    def _shared(self, start: Point, end: Point, bundle: Bundle) -> int:
        axis = 0 if start[1] == end[1] else 1
        on = start[1 - axis]
        low, high = sorted((start[axis], end[axis]))
        lane = int(on // _LANE)
        return sum(
            other != bundle and first < high and low < last
            for key in ((axis, lane - 1), (axis, lane), (axis, lane + 1))
            for first, last, other in self._used.get(key, ())
        )

    def _note(self, route: Sequence[Point], bundle: Bundle) -> None:
        for start, end in pairwise(route):
            axis = 0 if start[1] == end[1] else 1
            low, high = sorted((start[axis], end[axis]))
            self._used.setdefault((axis, int(start[1 - axis] // _LANE)), []).append((low, high, bundle))
        for end in (route[0], route[-1]):
            self._ends[end] = bundle


def _direct(begin: Point, one: int, goal: Point, other: int) -> Iterator[tuple[Point, ...]]:
    """Yield the straight way, or the one with a single corner, if the sides look that way."""
    across, down = goal[0] - begin[0], goal[1] - begin[1]
    if one % 2 == other % 2:
        aligned = across == 0 if one % 2 else down == 0
        onward = (across, down, -across, -down)[one]
        if aligned and onward > STUB and (one + 2) % 4 == other:
            yield (begin, goal)
        return
    out = (across, down, -across, -down)[one]
    back = (-across, -down, across, down)[other]
    if out >= STUB and back >= STUB:
        yield (begin, (goal[0], begin[1]) if one % 2 == 0 else (begin[0], goal[1]), goal)


def _lanes(extents: Sequence[tuple[float, float]]) -> list[float]:
    found = {edge for low, high in extents for edge in (low - 20.0, low - 36.0, high + 20.0, high + 36.0)}
    kept: list[float] = []
    for lane in sorted(found):
        if not kept or lane - kept[-1] >= _LANE:
            kept.append(lane)
    return kept


def _nearest(lanes: Sequence[float], to: float, count: int) -> list[float]:
    index = bisect_left(lanes, to)
    near = lanes[max(0, index - count) : index + count]
    return sorted(near, key=lambda lane: abs(lane - to))[:count]
