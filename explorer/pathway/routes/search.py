"""Which is the cheapest way over the grid? A search from a set of ports to a set of ports (A*)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from explorer.pathway.routes.corners import corners
from explorer.pathway.routes.grid import CLEARANCE, STUB
from explorer.pathway.routes.pieces import hits
from explorer.pathway.routes.ports import DOWN, RIGHT, UP
from explorer.pathway.routes.traffic import BEND, CROSSING, ON_TOP
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.pathway.definition import Point
    from explorer.pathway.geometry import Box
    from explorer.pathway.routes.ports import Port
    from explorer.pathway.routes.traffic import Bundle, Traffic

_FOOT = 10.0
_OFF_MIDDLE = 0.25
_FAR = 1e18
_LEAST, _MOST, _GENEROUS = 1500, 12_000, 6
_LAST_RESORT = 4.0


@dataclass(frozen=True, slots=True)
class Gate:
    """A port with the grid crossing in front of it, and what the piece between the two costs."""

    port: Port
    ix: int
    iy: int
    cost: float


@dataclass(slots=True)
class Budget:
    """So many grid crossings may still be looked at for so many searches: routing ends in bounded time."""

    left: int
    searches: int

    def share(self) -> int:
        """Return how many may be looked at in the next search."""
        self.searches = max(1, self.searches - 1)
        return max(_LEAST, min(_MOST, _GENEROUS * self.left // self.searches))


@dataclass(frozen=True, slots=True)
class Task:
    """An arrow to route.

    Attributes:
        near_source, near_target: the boxes that the first and the last piece must keep clear of.
        window: where to look for a way.
        eager: how much the way still to go counts; above 1 far fewer crossings are looked at, and routes get longer.
        budget: what may be spent on this and all other arrows of the diagram.
    """

    sources: Sequence[Port]
    targets: Sequence[Port]
    bundle: Bundle
    near_source: Sequence[Box]
    near_target: Sequence[Box]
    window: Box
    eager: float
    budget: Budget


def cheapest(traffic: Traffic, task: Task) -> tuple[float, tuple[Point, ...]] | None:
    """Return cost and points of the cheapest way, or None where none was found."""
    starts = _gates(traffic, task.sources, task.bundle, task.near_source, _FOOT)
    goals = _gates(traffic, task.targets, task.bundle, task.near_target, STUB)
    if not starts or not goals:
        return None
    search = _Search(traffic, goals, task)
    last = search.run(starts)
    if last is None:
        return None
    crossings, first = search.traced(last[1])
    grid = traffic.grid
    points = [first.port.at, *((grid.xs[ix], grid.ys[iy]) for ix, iy in crossings), search.ends[last[1]][1].port.at]
    return last[0], corners(points)


def _gates(
    traffic: Traffic, ports: Sequence[Port], bundle: Bundle, obstacles: Sequence[Box], room: float
) -> list[Gate]:
    """Return the ports that can be reached, each with a crossing at least ``room`` in front of it."""
    grid = traffic.grid
    grown = [box.grown(CLEARANCE) for box in obstacles]
    found = []
    for port in ports:
        x, y = port.at
        vertical = port.side in (DOWN, UP)
        line = grid.outward(y if vertical else x, vertical=vertical, forward=port.side in (RIGHT, DOWN), least=room)
        if line < 0:
            continue
        ix, iy = grid.index(x, y)
        ix, iy = (ix, line) if vertical else (line, iy)
        front = (grid.xs[ix], grid.ys[iy])
        if any(hits(port.at, front, box) for box in grown):
            continue
        cost = traffic.walk(port.at, front, bundle) + traffic.taken(port.at, bundle) + _OFF_MIDDLE * port.offset
        found.append(Gate(port, ix, iy, cost))
    return found


class _Search:
    """A search for one arrow. A state is a grid crossing and the direction of the last step: point * 4 + heading."""

    def __init__(self, traffic: Traffic, goals: Sequence[Gate], task: Task) -> None:
        grid = traffic.grid
        self.traffic, self.grid, self.bundle, self.budget = traffic, grid, task.bundle, task.budget
        self.ends: dict[int, tuple[float, Gate]] = {}
        for gate in goals:
            inward = (gate.port.side + 2) % 4
            for heading, bend in ((inward, 0.0), ((inward + 1) % 4, BEND), ((inward + 3) % 4, BEND)):
                state = (gate.iy * grid.width + gate.ix) * 4 + heading
                if state not in self.ends or gate.cost + bend < self.ends[state][0]:
                    self.ends[state] = (gate.cost + bend, gate)
        xs, ys = [grid.xs[gate.ix] for gate in goals], [grid.ys[gate.iy] for gate in goals]
        self.target = (min(xs), min(ys), max(xs), max(ys))
        self.least = min(gate.cost for gate in goals)
        window = task.window
        self.columns = (bisect_left(grid.xs, window.left), bisect_right(grid.xs, window.right))
        self.rows = (bisect_left(grid.ys, window.top), bisect_right(grid.ys, window.bottom))
        self.eager = task.eager
        self.best: dict[int, float] = {}
        self.came: dict[int, int] = {}
        self.begun: dict[int, Gate] = {}

    def run(self, starts: Sequence[Gate]) -> tuple[float, int] | None:
        """Return cost and last state of the way found."""
        best, heap = self.best, list[tuple[float, int]]()
        for gate in starts:
            state = (gate.iy * self.grid.width + gate.ix) * 4 + gate.port.side
            if gate.cost < best.get(state, _FAR):
                best[state] = gate.cost
                self.begun[state] = gate
                heappush(heap, (gate.cost + self.ahead(gate.ix, gate.iy, gate.port.side), state))
        reached: tuple[float, int] | None = None
        done: set[int] = set()
        most = self.budget.share() if self.eager < _LAST_RESORT else _MOST
        while heap and len(done) < most:
            estimate, state = heappop(heap)
            if reached is not None and estimate >= reached[0]:
                break
            if state in done:
                continue
            done.add(state)
            if state in self.ends:
                total = best[state] + self.ends[state][0]
                if reached is None or total < reached[0]:
                    reached = (total, state)
            self.spread(state, heap)
        self.budget.left -= len(done)
        return reached

    def ahead(self, ix: int, iy: int, heading: int) -> float:
        """Return an estimate of what is still to pay: the distance, and the bends that it takes at least."""
        x, y = self.grid.xs[ix], self.grid.ys[iy]
        left, top, right, bottom = self.target
        dx = left - x if x < left else right - x if x > right else 0.0
        dy = top - y if y < top else bottom - y if y > bottom else 0.0
        onward = (dx, dy, -dx, -dy)[heading]
        if onward > 0:
            bends = 1 if dx and dy else 0
        elif dx or dy:
            bends = 2 if onward < 0 else 1
        else:
            bends = 0
        return self.eager * (abs(dx) + abs(dy)) + BEND * bends + self.least

    def spread(self, state: int, heap: list[tuple[float, int]]) -> None:
        """Look at the crossings one step ahead, and to either side after a turn on the spot."""
        grid, traffic, best = self.grid, self.traffic, self.best
        width = grid.width
        point, heading = divmod(state, 4)
        iy, ix = divmod(point, width)
        so_far = best[state]
        own_points = traffic.own_points.get(self.bundle)
        own_steps = traffic.own_steps.get(self.bundle)
        for direction in (heading, (heading + 1) & 3, (heading + 3) & 3):
            axis = direction & 1
            jx, jy = ix + (1, 0, -1, 0)[direction], iy + (0, 1, 0, -1)[direction]
            if not (self.columns[0] <= jx < self.columns[1] and self.rows[0] <= jy < self.rows[1]):
                continue
            following = jy * width + jx
            step = min(point, following)
            if step in grid.closed[axis]:
                continue
            length = abs(grid.ys[jy] - grid.ys[iy]) if axis else abs(grid.xs[jx] - grid.xs[ix])
            toll = traffic.toll[axis].get(step, 0.0)
            if toll and own_steps:
                toll -= ON_TOP * own_steps[axis].get(step, 0)
            total = so_far + length * (1.0 + toll) + (0.0 if direction == heading else BEND)
            if following in traffic.busy:
                total += CROSSING * (traffic.busy[following] - (own_points[following] if own_points else 0))
            state = following * 4 + direction
            if total < best.get(state, _FAR) - 1e-9:
                best[state] = total
                self.came[state] = point * 4 + heading
                self.begun.pop(state, None)
                heappush(heap, (total + self.ahead(jx, jy, direction), state))

    def traced(self, state: int) -> tuple[list[tuple[int, int]], Gate]:
        """Return the crossings of the way that ends in ``state``, and the gate it begins with."""
        crossings = []
        while True:
            iy, ix = divmod(state // 4, self.grid.width)
            crossings.append((ix, iy))
            if state in self.begun:
                return crossings[::-1], self.begun[state]
            state = self.came[state]
