"""How is a network of thousands drawn within seconds? On one grid of equal cells, with streets for the arrows between.

Everything here takes time nearly in proportion to nodes and arrows: who opens ten thousand nodes sees them soon, in
the order of cause and effect, each compartment for itself, and no arrow runs through a node.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from explorer.pathway.captions import natural_size
from explorer.pathway.definition import CompartmentKind
from explorer.pathway.geometry import Box
from explorer.pathway.layout.engine import UNWATCHED, Places, Watcher
from explorer.pathway.layout.packing import ASPECT, shelves
from explorer.pathway.routes.streets import STREET_ACROSS, STREET_DOWN, Town
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from explorer.pathway.definition import Pathway

Cell = tuple[int, int]
"""Column and row."""
_SWEEPS = 4
_FEWEST_APART = 8
"""Nodes from which a part without arrows to others is drawn for itself."""
_REPORT_EVERY = 500
_BORDER = 0.5
"""Cells between the nodes of a compartment and its border."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A rectangle of cells, counted from its own corner, with the compartments in it."""

    columns: int
    rows: int
    nodes: Mapping[str, Cell]
    compartments: Mapping[str, tuple[int, int, int, int]]

    def moved(self, by: Cell) -> _Block:
        across, down = by
        return _Block(
            self.columns,
            self.rows,
            {id_: (column + across, row + down) for id_, (column, row) in self.nodes.items()},
            {id_: (left + across, top + down, *size) for id_, (left, top, *size) in self.compartments.items()},  # type: ignore[misc]
        )


class StreetsEngine:
    """Quick at any size; deterministic, without overlaps, without arrows through nodes."""

    name = "streets"

    def places(self, pathway: Pathway, watcher: Watcher = UNWATCHED) -> Places:
        """Return a place for everything in ``pathway``.

        Raises:
            LayoutCancelledError: ``watcher`` asked to stop.
        """
        watcher.reached(0.0)
        sizes = {}
        for number, (id_, node) in enumerate(pathway.nodes.items()):
            sizes[id_] = natural_size(node)
            if number % _REPORT_EVERY == 0:
                watcher.reached(0.2 * number / len(pathway.nodes))
        width = max((size[0] for size in sizes.values()), default=80.0) + STREET_ACROSS
        height = max((size[1] for size in sizes.values()), default=38.0) + STREET_DOWN
        plan = _Plan(pathway, width, height, watcher.part(0.2, 0.6)).block()
        boxes = {
            id_: Box.around((column * width, row * height), *sizes[id_]) for id_, (column, row) in plan.nodes.items()
        }
        compartments = {
            id_: Box(
                (left - 0.5 - _BORDER) * width,
                (top - 0.5 - _BORDER) * height,
                (columns + 2 * _BORDER) * width,
                (rows + 2 * _BORDER) * height,
            )
            for id_, (left, top, columns, rows) in plan.compartments.items()
        }
        town = Town({id_: plan.nodes[id_] for id_ in pathway.nodes}, boxes, (width, height))
        routes = {}
        for number, edge in enumerate(pathway.edges):
            routes[edge.id] = town.route(edge)
            if number % _REPORT_EVERY == 0:
                watcher.reached(0.6 + 0.4 * number / len(pathway.edges))
        watcher.reached(1.0)
        return Places({id_: boxes[id_] for id_ in pathway.nodes}, compartments, routes)


class _Plan:
    """Where the cells of one pathway lie."""

    def __init__(self, pathway: Pathway, width: float, height: float, watcher: Watcher) -> None:
        self._pathway, self._width, self._height, self._watcher = pathway, width, height, watcher
        self._within = _homes(pathway)
        self._own: dict[str, list[str]] = {"": [], **{id_: [] for id_ in self._within}}
        for node in pathway.nodes.values():
            self._own[_home(pathway, node.compartment)].append(node.id)
        self._done = 0

    def block(self) -> _Block:
        """Return the block of everything."""
        inner = [self._compartment(id_) for id_, home in self._within.items() if not home and self._holds(id_)]
        loose = self._own[""]
        parts = [loose] if inner else _parts(loose, self._arcs(loose))
        return self._packed([*(self._grid(part) for part in parts if part), *inner])

    def _compartment(self, id_: str) -> _Block:
        """Return the block of a compartment, a ring of free cells for its border included."""
        within = [inner for inner, home in self._within.items() if home == id_ and self._holds(inner)]
        parts = [self._compartment(inner) for inner in within]
        if self._own[id_]:
            parts.insert(0, self._grid(self._own[id_]))
        inside = self._packed(parts).moved((1, 1))
        border = {**inside.compartments, id_: (1, 1, inside.columns, inside.rows)}
        return _Block(inside.columns + 2, inside.rows + 2, inside.nodes, border)

    def _holds(self, compartment: str) -> bool:
        """Whether anything lies in ``compartment``; an empty one is not drawn."""
        return bool(self._own[compartment]) or any(
            self._holds(inner) for inner, home in self._within.items() if home == compartment
        )

    def _packed(self, blocks: Sequence[_Block]) -> _Block:
        """Return the ``blocks`` side by side and below each other."""
        sizes = [((block.columns + 1) * self._width, (block.rows + 1) * self._height) for block in blocks]
        nodes: dict[str, Cell] = {}
        compartments: dict[str, tuple[int, int, int, int]] = {}
        columns = rows = 1
        for block, (x, y) in zip(blocks, shelves(sizes, 0.0), strict=True):
            moved = block.moved((round(x / self._width), round(y / self._height)))
            nodes.update(moved.nodes)
            compartments.update(moved.compartments)
            columns = max(columns, round(x / self._width) + block.columns)
            rows = max(rows, round(y / self._height) + block.rows)
        return _Block(columns, rows, nodes, compartments)

    def _arcs(self, nodes: Sequence[str]) -> list[tuple[int, int]]:
        number = {id_: at for at, id_ in enumerate(nodes)}
        edges = self._pathway.edges
        return [
            (number[edge.source], number[edge.target])
            for edge in edges
            if edge.source in number and edge.target in number and edge.source != edge.target
        ]

    def _grid(self, nodes: Sequence[str]) -> _Block:
        """Return ``nodes`` in rows, causes above effects, near to what they are joined with."""
        arcs = self._arcs(nodes)
        columns = max(1, round(math.sqrt(len(nodes) * ASPECT * self._height / self._width)))
        rows = _rows(len(nodes), arcs, columns)
        self._done += len(nodes)
        self._watcher.reached(self._done / max(1, len(self._pathway.nodes)))
        cells = {nodes[at]: (column, row) for row, line in enumerate(rows) for column, at in enumerate(line)}
        return _Block(columns, len(rows), cells, {})


def _home(pathway: Pathway, compartment: str | None) -> str:
    """Return the innermost drawn compartment from ``compartment`` outward, or an empty string."""
    seen: set[str] = set()
    while compartment is not None and compartment in pathway.compartments and compartment not in seen:
        if pathway.compartments[compartment].kind is not CompartmentKind.CONTEXT:
            return compartment
        seen.add(compartment)
        compartment = pathway.compartments[compartment].within
    return ""


def _homes(pathway: Pathway) -> dict[str, str]:
    """Return for each drawn compartment the one round it; those that lie in each other lie in none."""
    found = {
        id_: _home(pathway, compartment.within)
        for id_, compartment in pathway.compartments.items()
        if compartment.kind is not CompartmentKind.CONTEXT
    }
    for id_ in tuple(found):
        at, seen = found[id_], {id_}
        while at and at not in seen:
            seen.add(at)
            at = found[at]
        if at:
            found[id_] = ""
    return found


def _rows(count: int, arcs: Sequence[tuple[int, int]], columns: int) -> list[list[int]]:
    """Return the nodes 0 to ``count`` - 1 in rows of ``columns``, by rank and near their neighbours."""
    rank = _ranks(count, arcs)
    beside: list[list[int]] = [[] for _ in range(count)]
    for one, other in arcs:
        beside[one].append(other)
        beside[other].append(one)
    order = sorted(range(count), key=lambda at: (rank[at], at))
    rows = [order[begin : begin + columns] for begin in range(0, count, columns)]
    place = [0.0] * count
    for row in rows:
        for column, at in enumerate(row):
            place[at] = column + (columns - len(row)) / 2
    for sweep in range(_SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = {at: sum(place[near] for near in beside[at]) / len(beside[at]) if beside[at] else place[at]
                      for at in row}  # fmt: skip
            row.sort(key=lambda at: (wanted[at], at))
            for column, at in enumerate(row):
                place[at] = column + (columns - len(row)) / 2
    return rows


def _ranks(count: int, arcs: Iterable[tuple[int, int]]) -> list[int]:
    """Return the longest way from a node without a cause to each node; arcs that close a cycle do not count."""
    below: list[list[int]] = [[] for _ in range(count)]
    causes = [0] * count
    for one, other in arcs:
        below[one].append(other)
        causes[other] += 1
    finished: list[int] = []
    number, seen, closed = [0] * count, [False] * count, [False] * count
    for root in sorted(range(count), key=lambda at: (causes[at] > 0, at)):
        if seen[root]:
            continue
        seen[root] = True
        trail = [root]
        while trail:
            at = trail[-1]
            if number[at] == len(below[at]):
                closed[at] = True
                finished.append(trail.pop())
                continue
            following = below[at][number[at]]
            number[at] += 1
            if not seen[following]:
                seen[following] = True
                trail.append(following)
    place = {at: -order for order, at in enumerate(finished)}
    rank = [0] * count
    for at in reversed(finished):
        for following in below[at]:
            if place[following] > place[at]:
                rank[following] = max(rank[following], rank[at] + 1)
    return rank


def _parts(nodes: Sequence[str], arcs: Iterable[tuple[int, int]]) -> list[list[str]]:
    """Return the connected parts, the largest first; the small ones together as the last."""
    parent = list(range(len(nodes)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other in arcs:
        parent[root(one)] = root(other)
    found: dict[int, list[str]] = {}
    for at, id_ in enumerate(nodes):
        found.setdefault(root(at), []).append(id_)
    large = sorted((part for part in found.values() if len(part) >= _FEWEST_APART), key=len, reverse=True)
    small = [id_ for part in found.values() if len(part) < _FEWEST_APART for id_ in part]
    return [*large, small] if small else large
