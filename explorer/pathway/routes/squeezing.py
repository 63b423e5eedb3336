"""Which way is there over the lattice? A search from any place on one node's border to any on another's (A*)."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

from explorer.pathway.geometry import box_round
from explorer.pathway.routes.corners import corners
from explorer.pathway.routes.grid import STUB
from explorer.pathway.routes.ports import STEPS, Port, port_at, span
from explorer.pathway.routes.traffic import BEND
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from explorer.pathway.definition import NodeKind, Point
    from explorer.pathway.geometry import Box
    from explorer.pathway.routes.lattice import Lattice

FEET = ((10.0, 0.0), (5.0, 60.0), (2.0, 200.0))
HEADS = ((STUB, 0.0), (12.0, 120.0), (6.0, 300.0), (3.0, 600.0))
"""How long the first and the last piece of an arrow may be, and what a short one costs."""
_PORTS_APART = 7.0
_OFF_MIDDLE = 0.25
_TAKEN, _TAKEN_NEAR = 250.0, 6.0
_FAR = 1e18


@dataclass(frozen=True, slots=True)
class Gate:
    """A port with the crossing in front of it, and what the piece between the two costs."""

    port: Port
    crossing: int
    cost: float


def many_ports(box: Box, kind: NodeKind, sides: Iterable[int]) -> list[Port]:
    """Return ports close together on some sides of a box."""
    found = []
    for side in sides:
        low, high = span(box, side, kind)
        count, middle = int((high - low) / 2 // _PORTS_APART), (low + high) / 2
        found += [port_at(box, side, middle + k * _PORTS_APART) for k in range(-count, count + 1)]
    return found


def fronts(port: Port, lengths: Sequence[tuple[float, float]]) -> Iterator[Point]:
    """Yield the port's own place, and the points at these lengths in front of it."""
    yield port.at
    (x, y), (across, down) = port.at, STEPS[port.side]
    for length, _ in lengths:
        yield (x + across * length, y + down * length)


def gates(
    lattice: Lattice, ports: Sequence[Port], lengths: Sequence[tuple[float, float]], taken: Collection[Point]
) -> list[Gate]:
    """Return every port with each crossing that its piece may reach to; ``taken`` is where other arrows end."""
    found = []
    for port in ports:
        x, y = port.at
        shared = _TAKEN * sum(abs(other_x - x) + abs(other_y - y) < _TAKEN_NEAR for other_x, other_y in taken)
        for front, (length, cost) in zip(tuple(fronts(port, lengths))[1:], lengths, strict=True):
            whole = cost + length + lattice.between(port.at, front) + shared + _OFF_MIDDLE * port.offset
            found.append(Gate(port, lattice.index(front), whole))
    return found


class Squeeze:
    """A search for one arrow. A state is a crossing and the heading of the last step: crossing * 4 + heading.

    Args:
        lattice: where.
        starts, goals: from any of these to any of those.
        eager: how much the way still to go counts; the higher, the fewer crossings are looked at, and the more corners.
        most: so many are looked at.

    Attributes:
        looked_at: how many were.
    """

    def __init__(
        self, lattice: Lattice, starts: Sequence[Gate], goals: Sequence[Gate], *, eager: float, most: int
    ) -> None:
        self._lattice, self._starts, self._eager, self._most = lattice, starts, eager, most
        self.looked_at = 0
        self._ends: dict[int, tuple[float, Gate]] = {}
        for gate in goals:
            inward = (gate.port.side + 2) % 4
            for heading, bend in ((inward, 0.0), ((inward + 1) % 4, BEND), ((inward + 3) % 4, BEND)):
                state = gate.crossing * 4 + heading
                if state not in self._ends or gate.cost + bend < self._ends[state][0]:
                    self._ends[state] = (gate.cost + bend, gate)
        self._goal = box_round([lattice.at(gate.crossing) for gate in goals])
        self._least = min(gate.cost for gate in goals)
        self._best: dict[int, float] = {}
        self._came: dict[int, int] = {}
        self._begun: dict[int, Gate] = {}

    def run(self) -> tuple[Point, ...] | None:
        """Return the way; None where too many crossings would have to be looked at."""
        heap: list[tuple[float, int]] = []
        for gate in self._starts:
            state = gate.crossing * 4 + gate.port.side
            if gate.cost < self._best.get(state, _FAR):
                self._best[state] = gate.cost
                self._begun[state] = gate
                heappush(heap, (gate.cost + self._ahead(gate.crossing), state))
        reached: tuple[float, int] | None = None
        done: set[int] = set()
        while heap and len(done) < self._most:
            estimate, state = heappop(heap)
            if reached is not None and estimate >= reached[0]:
                break
            if state in done:
                continue
            done.add(state)
            if state in self._ends:
                total = self._best[state] + self._ends[state][0]
                if reached is None or total < reached[0]:
                    reached = (total, state)
            self._spread(state, heap)
        self.looked_at = len(done)
        return self._traced(reached[1]) if reached is not None else None

    def _ahead(self, crossing: int) -> float:
        """Return an estimate of what is still to pay."""
        (x, y), goal = self._lattice.at(crossing), self._goal
        across = max(goal.left - x, x - goal.right, 0.0)
        down = max(goal.top - y, y - goal.bottom, 0.0)
        return self._eager * (across + down) + (BEND if across and down else 0.0) + self._least

    def _spread(self, state: int, heap: list[tuple[float, int]]) -> None:
        """Look at the crossings one step ahead, and to either side."""
        lattice, best = self._lattice, self._best
        xs, ys, width = lattice.xs, lattice.ys, lattice.width
        crossing, heading = divmod(state, 4)
        row, column = divmod(crossing, width)
        so_far = best[state]
        for direction in (heading, (heading + 1) & 3, (heading + 3) & 3):
            across, down = STEPS[direction]
            if not (0 <= column + across < width and 0 <= row + down < lattice.height):
                continue
            following = crossing + across + down * width
            length = abs(ys[row + down] - ys[row]) + abs(xs[column + across] - xs[column])
            total = so_far + length + lattice.extra[direction & 1][min(crossing, following)]
            total += 0.0 if direction == heading else BEND
            beyond = following * 4 + direction
            if total < best.get(beyond, _FAR) - 1e-9:
                best[beyond] = total
                self._came[beyond] = state
                self._begun.pop(beyond, None)
                heappush(heap, (total + self._ahead(following), beyond))

    def _traced(self, state: int) -> tuple[Point, ...]:
        points = [self._ends[state][1].port.at, self._lattice.at(state // 4)]
        while state not in self._begun:
            state = self._came[state]
            points.append(self._lattice.at(state // 4))
        points.append(self._begun[state].port.at)
        return corners(points[::-1])
