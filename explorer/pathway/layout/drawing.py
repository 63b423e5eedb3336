"""Where do the vertices of ordered rows stand, and which way do the arrows between them go?"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from explorer.pathway.geometry import Box
from explorer.pathway.layout.channels import Crossbar, clashes, tracks
from explorer.pathway.layout.coordinates import Pull, coordinates
from explorer.pathway.layout.ordering import ordered
from explorer.pathway.layout.parts import Drawn, Vertex, straightened
from explorer.pathway.layout.straightening import straighten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explorer.pathway.definition import Point
    from explorer.pathway.layout.engine import Watcher
    from explorer.pathway.layout.threads import Link, Rows

_BESIDE, _BESIDE_THREAD, _THREADS = 28.0, 14.0, 10.0
_PORTS, _HEADS, _PORTS_WIDE = 8.0, 13.0, 18.0
_TRACK = 9.0
_ASIDE = 5.0
_ROOM = 24.0
_FREE = 40.0
_LABEL = 30.0
INSET_ASIDE, INSET_TOP, INSET_BOTTOM, INSET_LABEL = 30.0, 22.0, 22.0, 34.0
"""Room between a compartment's border and what it holds; above another compartment there is one for its label."""
_COLUMNS = 44.0
_WEIGHTS = (1.0, 2.0, 8.0)
"""Of a link between two nodes, between a node and a passage, between two passages."""


def drawn(
    rows: Rows, nodes: Sequence[Vertex], *, depths: Sequence[int], lefts: Sequence[float], watcher: Watcher
) -> Drawn:
    """Return the drawing of ``rows``.

    Args:
        rows: nodes and threads, not yet ordered.
        nodes: the nodes; passages are added.
        depths: by column how many compartments lie round it; their borders and labels need room between the rows.
        lefts: by column the room that those compartments need to its left.
        watcher: is told how far the work is.
    """
    passages = [Vertex(column=nodes[rows.roots[rows.owner[at]]].column) for at in range(len(nodes), len(rows.rank))]
    vertices = [*nodes, *passages]
    order = ordered(rows, [vertex.column for vertex in vertices], watcher.part(0.0, 0.7))
    return _Drawing(rows, vertices, order, depths, lefts).run(watcher.part(0.7, 1.0))


class _Drawing:
    """The steps from ordered rows to places."""

    def __init__(
        self, rows: Rows, vertices: list[Vertex], order: list[list[int]], depths: Sequence[int], lefts: Sequence[float]
    ) -> None:
        self.count = rows.count
        self.rows, self.vertices, self.order, self.depth = rows, vertices, order, max(depths, default=0)
        self.lefts = lefts
        self.heads, self.tails = self._borders(depths)
        self.place = {vertex: index for row in order for index, vertex in enumerate(row)}
        self.onward: dict[int, list[Link]] = defaultdict(list)
        for link in (link for links in rows.links for link in links):
            self.onward[link.upper].append(link)
        self.ports: dict[tuple[int, int, bool], float] = {}
        """By vertex, thread and whether below: how far right of the middle the thread meets the node."""

    def run(self, watcher: Watcher) -> Drawn:
        self._set_ports()
        x = self._across()
        watcher.reached(0.4)
        channels, needed = self._channels(x, watcher)
        tops, heights = self._down(needed)
        watcher.reached(0.95)
        boxes = []
        for at in range(self.count):
            vertex, row = self.vertices[at], self.rows.rank[at]
            boxes.append(Box.around((x[at], tops[row] + heights[row] / 2), vertex.width, vertex.height))
        levels = {
            (row, thread): tops[row] + heights[row] + _ROOM + self.tails[row] + _TRACK * track
            for row, found in enumerate(channels)
            for thread, track in found.items()
        }
        routes = tuple(self._route(way, thread, x, boxes, levels) for way, thread in self.rows.steps)
        return self._shifted(boxes, routes, x)

    def _set_ports(self) -> None:
        sides: dict[tuple[int, bool], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        ends = {(way[-1], self.rows.rank[way[0]] >= self.rows.rank[way[-1]], thread) for way, thread in self.rows.steps}
        heads = Counter((at, below) for at, below, _ in ends)
        for links in self.rows.links:
            for link in links:
                sides[link.upper, True][link.thread].append(self.place[link.lower])
                sides[link.lower, False][link.thread].append(self.place[link.upper])
        for link in (link for links in self.rows.flats for link in links):
            sides[link.upper, True][link.thread].append(self.place[link.lower])
            sides[link.lower, True][link.thread].append(self.place[link.upper])
        for (at, below), threads in sides.items():
            if at < self.count:
                apart = _HEADS if heads[at, below] > 1 else _PORTS
                self.vertices[at] = self.vertices[at].widened(apart * (len(threads) - 1))
        for (at, below), threads in sides.items():
            vertex = self.vertices[at]
            if at >= self.count:
                continue
            sequence = sorted(threads, key=lambda thread: (sum(threads[thread]) / len(threads[thread]), thread))
            room = vertex.width - 2 * vertex.cut
            step = min(_PORTS_WIDE, room / (len(sequence) - 1)) if len(sequence) > 1 else 0.0
            for number, thread in enumerate(sequence):
                self.ports[at, thread, below] = (number - (len(sequence) - 1) / 2) * step

    def _apart(self, left: int, right: int) -> float:
        one, other = self.vertices[left], self.vertices[right]
        real = (left < self.count) + (right < self.count)
        return (one.width + other.width) / 2 + one.beside + (_THREADS, _BESIDE_THREAD, _BESIDE)[real]

    def _across(self) -> dict[int, float]:
        """Return x of every vertex, columns side by side."""
        columns = sorted({vertex.column for vertex in self.vertices})
        up: dict[int, list[Pull]] = defaultdict(list)
        down: dict[int, list[Pull]] = defaultdict(list)
        for links in self.rows.links:
            for link in links:
                if self.vertices[link.upper].column == self.vertices[link.lower].column:
                    weight = _WEIGHTS[(link.upper >= self.count) + (link.lower >= self.count)]
                    shift = self._port(link.lower, link.thread, below=False) - self._port(
                        link.upper, link.thread, below=True
                    )
                    up[link.lower].append(Pull(link.upper, shift, weight))
                    down[link.upper].append(Pull(link.lower, -shift, weight))
        for link in (link for links in self.rows.flats for link in links):
            for one, other in ((link.upper, link.lower), (link.lower, link.upper)):
                same = self.vertices[one].column == self.vertices[other].column
                if same and one not in up and one not in down:
                    up[one].append(Pull(other, 0.0, _WEIGHTS[0]))
        x: dict[int, float] = {}
        left = 0.0
        for column in columns:
            order = [[at for at in row if self.vertices[at].column == column] for row in self.order]
            order = [row for row in order if row]
            found = coordinates(order, (up, down), self._apart, lambda at: at >= self.count)
            straighten(order, found, self._threads(column), self._goal, self._apart)
            first = min(found[at] - self.vertices[at].width / 2 for at in found)
            left += self.lefts[column]
            x |= {at: value - first + left for at, value in found.items()}
            last = max(x[at] + self.vertices[at].width / 2 + self.vertices[at].beside for at in found)
            left = last + _COLUMNS + INSET_ASIDE * self.depth
        return x

    def _threads(self, column: int) -> list[list[int]]:
        """Return the passages of each thread in ``column`` from top to bottom."""
        threads: dict[int, list[int]] = defaultdict(list)
        for at in range(self.count, len(self.vertices)):
            if self.vertices[at].column == column:
                threads[self.rows.owner[at]].append(at)
        return [sorted(found, key=lambda at: self.rows.rank[at]) for found in threads.values()]

    def _goal(self, passage: int, x: Mapping[int, float]) -> float | None:
        """Return where the thread of ``passage`` meets its root, or None where that stands in another column."""
        thread = self.rows.owner[passage]
        root = self.rows.roots[thread]
        if root not in x:
            return None
        return x[root] + self._port(root, thread, below=self.rows.rank[root] < self.rows.rank[passage])

    def _port(self, at: int, thread: int, *, below: bool) -> float:
        return self.ports[at, thread, below] if at < self.count else 0.0

    def _ends(self, link: Link, x: Mapping[int, float]) -> tuple[float, float]:
        return (
            x[link.upper] + self._port(link.upper, link.thread, below=True),
            x[link.lower] + self._port(link.lower, link.thread, below=False),
        )

    def _channels(self, x: dict[int, float], watcher: Watcher) -> tuple[list[dict[int, int]], list[int]]:
        """Return by row the tracks of the threads below it, and how many there are."""
        found, needed = [], []
        for row in range(len(self.rows.links)):
            for last in (False, False, True):
                bars = self._bars(row, x)
                by_thread, count = tracks(bars)
                if last or not self._part_clashes(row, bars, by_thread, x):
                    break
            found.append(by_thread)
            needed.append(count)
            watcher.reached(0.4 + 0.55 * (row + 1) / len(self.rows.links))
        return found, needed

    def _bars(self, row: int, x: Mapping[int, float]) -> list[Crossbar]:
        """Return the threads between ``row`` and the next."""
        bars: dict[int, Crossbar] = {}
        for link in self.rows.links[row]:
            bar = bars.setdefault(link.thread, Crossbar(link.thread))
            top, bottom = self._ends(link, x)
            bar.tops.append(top)
            bar.bottoms.append(bottom)
        for link in self.rows.flats[row]:
            bar = bars.setdefault(link.thread, Crossbar(link.thread))
            bar.tops += (x[at] + self._port(at, link.thread, below=True) for at in (link.upper, link.lower))
        return list(bars.values())

    def _part_clashes(
        self, row: int, bars: Sequence[Crossbar], by_thread: Mapping[int, int], x: dict[int, float]
    ) -> bool:
        """Move ends a little where threads would run on top of each other; returns whether any was moved."""
        wrong = list(clashes(bars, by_thread))
        if not wrong:
            return False
        ends = {(link.upper, link.thread, True) for link in (*self.rows.links[row], *self.rows.flats[row])}
        ends |= {(link.lower, link.thread, False) for link in self.rows.links[row]}
        ends |= {(link.lower, link.thread, True) for link in self.rows.flats[row]}
        places = {end: x[end[0]] + self._port(end[0], end[1], below=end[2]) for end in sorted(ends)}
        moved = False
        for upper, lower, at in wrong:
            for end in [end for end in places if end[1] in (upper, lower) and abs(places[end] - at) < _ASIDE]:
                others = [other for key, other in places.items() if key != end]
                free = (
                    step
                    for step in (_ASIDE, -_ASIDE, 1.5 * _ASIDE, -1.5 * _ASIDE)
                    if all(abs(places[end] + step - other) >= _ASIDE - 1 for other in others)
                )
                step = next((step for step in free if self._shift(end, step, x)), 0.0)
                if step:
                    places[end] += step
                    moved = True
                    break
        return moved

    def _shift(self, end: tuple[int, int, bool], step: float, x: dict[int, float]) -> bool:
        """Move an end of a thread aside, if it may be: a port along its node, a passage with those straight below."""
        at, _, below = end
        if at < self.count:
            if abs(self.ports[end] + step) > self.vertices[at].width / 2 - self.vertices[at].cut:
                return False
            self.ports[end] += step
            return True
        if below:  # what is above is drawn already
            return False
        old, straight = x[at], at
        while straight >= self.count and x[straight] == old and self._has_room(straight, old + step, x):
            x[straight] = old + step
            onward = [link.lower for link in self.onward[straight]]
            straight = onward[0] if len(onward) == 1 else -1
        return x[at] != old

    def _has_room(self, at: int, to: float, x: Mapping[int, float]) -> bool:
        members, index = self.order[self.rows.rank[at]], self.place[at]
        for near in members[max(0, index - 1) : index + 2]:
            if near != at and abs(x[near] - to) < self.vertices[near].width / 2 + _ASIDE:
                return False
        return True

    def _borders(self, depths: Sequence[int]) -> tuple[list[float], list[float]]:
        """Return the room that borders and labels of compartments need above and below each row."""
        rows: dict[int, list[int]] = defaultdict(list)
        for at in range(self.count):
            rows[self.vertices[at].column].append(self.rows.rank[at])
        heads, tails = [0.0] * self.rows.height, [0.0] * self.rows.height
        for column, found in rows.items():
            if depths[column]:
                first, last = min(found), max(found)
                heads[first] = max(heads[first], INSET_TOP + INSET_LABEL * (depths[column] - 1) + _LABEL)
                tails[last] = max(tails[last], INSET_BOTTOM * depths[column])
        return heads, tails

    def _down(self, needed: Sequence[int]) -> tuple[list[float], list[float]]:
        """Return top and height of every row."""
        tops, heights, y = [], [], 0.0
        for row, members in enumerate(self.order):
            tops.append(y)
            heights.append(max((self.vertices[at].height for at in members), default=0.0))
            around = self.tails[row] + (self.heads[row + 1] if row + 1 < len(self.heads) else 0.0)
            count = needed[row] if row < len(needed) else 0
            y += heights[-1] + around + (_ROOM + _TRACK * (count - 1) + _ROOM if count else _FREE)
        return tops, heights

    def _route(
        self,
        way: Sequence[int],
        thread: int,
        x: Mapping[int, float],
        boxes: Sequence[Box],
        levels: Mapping[tuple[int, int], float],
    ) -> tuple[Point, ...]:
        downward = self.rows.rank[way[0]] < self.rows.rank[way[-1]]
        is_flat = self.rows.rank[way[0]] == self.rows.rank[way[-1]]
        points: list[Point] = []
        for one, other in pairwise(way):
            begin = x[one] + self._port(one, thread, below=downward or is_flat)
            end = x[other] + self._port(other, thread, below=not downward)
            if not points:
                points.append((begin, boxes[one].bottom if downward or is_flat else boxes[one].top))
            row = self.rows.rank[one] if downward else self.rows.rank[other]
            level = levels.get((row, thread))
            if level is not None:
                points += [(begin, level), (end, level)]
        last = boxes[way[-1]]
        points.append((points[-1][0] if len(points) > 1 else points[0][0], last.top if downward else last.bottom))
        return straightened(points)

    def _shifted(self, boxes: list[Box], routes: tuple[tuple[Point, ...], ...], x: Mapping[int, float]) -> Drawn:
        extents: dict[int, Box] = {}
        for at, box in enumerate(boxes):
            column = self.vertices[at].column
            wide = Box(box.left, box.top, box.width + self.vertices[at].beside, box.height)
            extents[column] = wide.joined(extents[column]) if column in extents else wide
        for at in range(self.count, len(self.vertices)):  # threads beside the nodes are held as well
            extent = extents[self.vertices[at].column]
            extents[self.vertices[at].column] = extent.joined(Box(x[at], extent.top, 0.0, 0.0))
        xs = [*(box.left for box in boxes), *(point[0] for route in routes for point in route)]
        ends = [*(box.left + box.width + self.vertices[at].beside for at, box in enumerate(boxes))]
        ends += [point[0] for route in routes for point in route]
        left, right = min(xs), max(ends)
        margin = INSET_ASIDE * self.depth
        down = self.heads[0] if self.heads else 0.0
        first = min((vertex.column for vertex in self.vertices), default=0)
        before = self.lefts[first] if self.lefts else 0.0
        dx = before - left

        def moved(box: Box) -> Box:
            return Box(box.left + dx, box.top + down, box.width, box.height)

        bottom = max(*(box.bottom for box in boxes), *(y for route in routes for _, y in route), 0.0)
        return Drawn(
            tuple(moved(box) for box in boxes),
            tuple(tuple((px + dx, py + down) for px, py in route) for route in routes),
            {column: moved(box) for column, box in extents.items()},
            (right - left + before + margin, bottom + down + INSET_BOTTOM * self.depth),
        )
