"""Which is the cheapest way over the grid? A search from a set of ports to a set of ports (A*)."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from explorer.pathway.routes.grid import CLEARANCE, STUB
from explorer.pathway.routes.ports import DOWN, RIGHT, STEPS, UP
from explorer.pathway.routes.traffic import BEND, CROSSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.pathway.definition import Point
    from explorer.pathway.geometry import Box
    from explorer.pathway.routes.grid import Grid
    from explorer.pathway.routes.ports import Port
    from explorer.pathway.routes.traffic import Bundle, Traffic

_FOOT = 10.0
_OFF_MIDDLE = 0.25
_MOST = 24_000
"""So many crossings are looked at for one arrow at most; then it has no route."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A port with the grid crossing in front of it, and what the piece between the two costs."""

    port: Port
    ix: int
    iy: int
    cost: float


def gates(traffic: Traffic, ports: Sequence[Port], bundle: Bundle, obstacles: Sequence[Box], room: float) -> list[Gate]:
    """Return the ports that can be reached, each with a crossing at least ``room`` in front of it."""
    grid = traffic.grid
    found = []
    for port in ports:
        x, y = port.at
        vertical = port.side in (DOWN, UP)
        line = grid.outward(y if vertical else x, vertical, port.side in (RIGHT, DOWN), room)
        if line < 0:
            continue
        ix, iy = grid.index(x, y)
        ix, iy = (ix, line) if vertical else (line, iy)
        front = (grid.xs[ix], grid.ys[iy])
        if any(_touches(box, port.at, front) for box in obstacles):
            continue
        cost = traffic.walk(port.at, front, bundle) + traffic.taken(port.at, bundle) + _OFF_MIDDLE * port.offset
        found.append(Gate(port, ix, iy, cost))
    return found


def _touches(box: Box, start: Point, end: Point) -> bool:
    """Whether a piece comes nearer to ``box`` than the clearance."""
    grown = box.grown(CLEARANCE)
    return (
        grown.left < max(start[0], end[0])
        and min(start[0], end[0]) < grown.right
        and grown.top < max(start[1], end[1])
        and min(start[1], end[1]) < grown.bottom
    )


def cheapest(
    traffic: Traffic, sources: Sequence[Port], targets: Sequence[Port], bundle: Bundle, obstacles: tuple[list[Box], list[Box]]
) -> tuple[float, tuple[Point, ...]] | None:
    """Return cost and points of the cheapest way, or None.

    Args:
        obstacles: the boxes that pieces at the source, and at the target, must keep clear of.
    """
    starts = gates(traffic, sources, bundle, obstacles[0], _FOOT)
    goals = gates(traffic, targets, bundle, obstacles[1], STUB)
    if not starts or not goals:
        return None
    found = _search(traffic, starts, goals, bundle)
    if found is None:
        return None
    cost, crossings, first, last = found
    grid = traffic.grid
    points = [first.port.at, *((grid.xs[ix], grid.ys[iy]) for ix, iy in crossings), last.port.at]
    return cost, corners(points)


def _search(
    traffic: Traffic, starts: Sequence[Gate], goals: Sequence[Gate], bundle: Bundle
) -> tuple[float, list[tuple[int, int]], Gate, Gate] | None:
    grid = traffic.grid
    xs, ys, width = grid.xs, grid.ys, grid.width
    ends = _ends(goals, width)
    left, right = min(xs[gate.ix] for gate in goals), max(xs[gate.ix] for gate in goals)
    top, bottom = min(ys[gate.iy] for gate in goals), max(ys[gate.iy] for gate in goals)
    least = min(gate.cost for gate in goals)

    def ahead(ix: int, iy: int) -> float:
        x, y = xs[ix], ys[iy]
        return max(left - x, x - right, 0.0) + max(top - y, y - bottom, 0.0) + least

    best: dict[int, float] = {}
    came: dict[int, int] = {}
    begun: dict[int, Gate] = {}
    heap: list[tuple[float, int]] = []
    for gate in starts:
        state = (gate.iy * width + gate.ix) * 4 + gate.port.side
        if gate.cost < best.get(state, 1e18):
            best[state] = gate.cost
            begun[state] = gate
            heappush(heap, (gate.cost + ahead(gate.ix, gate.iy), state))
    reached: tuple[float, int] | None = None
    done: set[int] = set()
    while heap and len(done) < _MOST:
        estimate, state = heappop(heap)
        if reached is not None and estimate >= reached[0]:
            break
        if state in done:
            continue
        done.add(state)
        so_far = best[state]
        if state in ends:
            total = so_far + ends[state][0]
            if reached is None or total < reached[0]:
                reached = (total, state)
        for following, cost in _moves(traffic, state, bundle):
            total = so_far + cost
            if total < best.get(following, 1e18) - 1e-9:
                best[following] = total
                came[following] = state
                begun.pop(following, None)
                crossing = following // 4
                heappush(heap, (total + ahead(crossing % width, crossing // width), following))
    if reached is None:
        return None
    return reached[0], *_traced(came, begun, reached[1], width), ends[reached[1]][1]


def _ends(goals: Sequence[Gate], width: int) -> dict[int, tuple[float, Gate]]:
    """Return for each last state what is still to pay, and the gate that it leads through."""
    ends: dict[int, tuple[float, Gate]] = {}
    for gate in goals:
        inward = (gate.port.side + 2) % 4
        for heading, bend in ((inward, 0.0), ((inward + 1) % 4, BEND), ((inward + 3) % 4, BEND)):
            state = (gate.iy * width + gate.ix) * 4 + heading
            if state not in ends or gate.cost + bend < ends[state][0]:
                ends[state] = (gate.cost + bend, gate)
    return ends


def _traced(
    came: dict[int, int], begun: dict[int, Gate], state: int, width: int
) -> tuple[list[tuple[int, int]], Gate]:
    crossings = []
    while True:
        crossing = state // 4
        crossings.append((crossing % width, crossing // width))
        if state in begun:
            return crossings[::-1], begun[state]
        state = came[state]


def _moves(traffic: Traffic, state: int, bundle: Bundle) -> list[tuple[int, float]]:
    """Return the states reachable by one step ahead or after a turn on the spot, and what each costs."""
    grid = traffic.grid
    width = grid.width
    crossing, heading = divmod(state, 4)
    ix, iy = crossing % width, crossing // width
    moves: list[tuple[int, float]] = []
    for direction in (heading, (heading + 1) % 4, (heading + 3) % 4):
        dx, dy = STEPS[direction]
        jx, jy = ix + dx, iy + dy
        if not (0 <= jx < width and 0 <= jy < len(grid.ys)):
            continue
        axis = direction % 2
        step = min(iy, jy) * width + min(ix, jx)
        if step in grid.closed[axis]:
            continue
        length = abs(grid.xs[jx] - grid.xs[ix]) if axis == 0 else abs(grid.ys[jy] - grid.ys[iy])
        cost = traffic.cost(axis, step, length, bundle)
        if direction != heading:
            cost += BEND
        point = jy * width + jx
        if point in traffic.points:
            cost += CROSSING * traffic.crossings(point, bundle)
        moves.append((point * 4 + direction, cost))
    return moves


def corners(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return ``points`` without those that lie on the straight way between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) >= 2 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return tuple(kept)

