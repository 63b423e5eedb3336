"""How does our own engine draw? Rows from cause to effect, columns for compartments, shared trunks.

The four steps of Sugiyama, Tagawa and Toda (IEEE Trans. SMC 1981;11:109): cut cycles, rank, order, place; arrows of
one sign that leave or reach one node run as one thread, which keeps dense networks narrow.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from explorer.pathway.captions import natural_size, text_width
from explorer.pathway.geometry import Box
from explorer.pathway.layout.columns import columns_of
from explorer.pathway.layout.drawing import INSET_ASIDE, INSET_BOTTOM, INSET_LABEL, INSET_TOP, drawn
from explorer.pathway.layout.engine import UNWATCHED, Places, Watcher
from explorer.pathway.layout.packing import ASPECT, shelves
from explorer.pathway.layout.parts import Drawn, Vertex
from explorer.pathway.layout.ranking import Ranking, merged
from explorer.pathway.layout.threads import Arc, passages_by_row, threaded
from explorer.pathway.layout.trunks import bundled
from explorer.pathway.routes.pieces import meetings, passes, straight_pieces
from explorer.pathway.routes.ports import POINTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explorer.pathway.definition import Node, Pathway
    from explorer.pathway.layout.columns import Columns

_BESIDE = 28.0
_THREAD = 11.0
_PORT = 8.0
_CORNER = 10.0
_LOOP, _LOOP_BELOW = 38.0, 34.0
_BEFORE_LABEL = 32.0
_BETWEEN_PARTS = 60.0
_TRIES = ((300, 12), (700, 6), (1200, 3), (2000, 2), (10**9, 1))
"""Up to so many nodes and arrows together, so many widths are drawn, and the best kept."""
_SHARES = (1.0, 0.8, 0.6, 0.45, 0.33, 0.25)
_LEVEL = 4.0
"""What arrows within a row or upward cost, as they do not show which way a signal flows."""
_FIT = 1.4
"""How much more the size on screen counts than the length of the lines, or what they cross."""
_STRIP = 1.7
"""So many times wider or higher than the sheet a picture may be; beyond, it is a strip in an empty window."""
_TURNED = 1.05
"""How much better a flow to the right must be than one downward."""
_BETWEEN_ROWS = 90.0
_LIMITS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.85, 1.0, 1.2, 1.45, 1.75, 2.1, 2.6, 3.3, 4.2, 5.5)


class LayeredEngine:
    """Top to bottom, compact, deterministic, without overlaps and without arrows through nodes."""

    name = "layered"

    def places(self, pathway: Pathway, watcher: Watcher = UNWATCHED) -> Places:
        """Return a place for everything in ``pathway``.

        Raises:
            LayoutCancelledError: ``watcher`` asked to stop.
        """
        watcher.reached(0.0)
        columns = columns_of(pathway)
        parts = _connected(pathway) if len(columns.homes) == 1 else [list(pathway.nodes)]
        weight = sum(len(part) ** 2 for part in parts) or 1
        done = 0
        sheets: list[Drawn] = []
        for part in parts:
            end = done + len(part) ** 2
            sheets.append(_part(pathway, part, columns, watcher.part(done / weight, end / weight)))
            done = end
        return _joined(pathway, sheets, columns)


def _connected(pathway: Pathway) -> list[list[str]]:
    """Return the nodes in groups that no arrow joins, in the order of the file."""
    near: dict[str, list[str]] = {id_: [] for id_ in pathway.nodes}
    for edge in pathway.edges:
        near[edge.source].append(edge.target)
        near[edge.target].append(edge.source)
    group: dict[str, int] = {}
    count = 0
    for begin in pathway.nodes:
        if begin in group:
            continue
        stack = [begin]
        while stack:
            node = stack.pop()
            if node not in group:
                group[node] = count
                stack += near[node]
        count += 1
    groups: list[list[str]] = [[] for _ in range(count)]
    for id_ in pathway.nodes:
        groups[group[id_]].append(id_)
    return groups


def _part(pathway: Pathway, members: Sequence[str], columns: Columns, watcher: Watcher) -> Drawn:
    index = {id_: number for number, id_ in enumerate(members)}
    edges = [edge for edge in pathway.edges if edge.source in index]
    arcs = bundled(
        [Arc(index[edge.source], index[edge.target], edge.effect) for edge in edges if edge.source != edge.target]
    )
    loops = {edge.source for edge in edges if edge.source == edge.target}
    upright = [_vertex(pathway.nodes[id_], columns.of[id_], loop=id_ in loops) for id_ in members]
    ranking = Ranking(len(members), [(arc.source, arc.target) for arc in arcs])
    plans = _plans(ranking, upright, arcs, may_turn=not columns.depth)
    tried = plans[: next(count for size, count in _TRIES if len(members) + len(arcs) <= size)]
    results = [
        drawn(
            threaded(plan.rank, arcs),
            _lying(upright) if plan.turned else upright,
            depths=[len(homes) for homes in columns.homes],
            lefts=[sum(_left(pathway, home) for home in homes) for homes in columns.homes],
            watcher=watcher.part(number / len(tried), (number + 1) / len(tried)),
        )
        for number, plan in enumerate(tried)
    ]
    results = [result.turned() if plan.turned else result for plan, result in zip(tried, results, strict=True)]
    costs = [_cost(result) * plan.burden for plan, result in zip(tried, results, strict=True)]
    best = results[costs.index(min(costs))]
    ways = [edge.id for edge in edges if edge.source != edge.target]
    return replace(
        best,
        ids=tuple(members),
        edges=dict(zip(ways, best.routes, strict=True)),
        loops=tuple(edge.id for edge in edges if edge.source == edge.target),
    )


def _vertex(node: Node, column: int, *, loop: bool) -> Vertex:
    width, height = natural_size(node)
    return Vertex(
        width, height, column, cut=height / 2 if node.kind in POINTED else _CORNER, beside=_LOOP if loop else 0.0
    )


def _lying(upright: Sequence[Vertex]) -> list[Vertex]:
    """Return the vertices of a drawing that is turned afterwards; loops stand above or below their node."""
    return [
        replace(vertex, width=vertex.height, height=vertex.width, cut=_CORNER, beside=vertex.beside and _LOOP_BELOW)
        for vertex in upright
    ]


def _with_room(vertices: Sequence[Vertex], arcs: Sequence[Arc]) -> list[Vertex]:
    """Return the vertices widened, as far as can be told before the rows are known, for the arrows that leave them."""
    leaving: dict[int, set[object]] = {}
    for arc in arcs:
        leaving.setdefault(arc.source, set()).add((arc.root, arc.at_source, arc.sign))
    return [vertex.widened(_PORT * len(leaving.get(number, ())) * 0.8) for number, vertex in enumerate(vertices)]


def _cost(result: Drawn) -> float:
    """Return what speaks against a drawing: the sheet that it fills, the way that the eye has to go, and crossings."""
    length = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for route in result.routes for a, b in pairwise(route))
    level, upright = straight_pieces(result.routes)
    crossings = len({(one.on, other.on) for one, other in meetings(level, upright) if passes(one, other)})
    across, down = result.size[0] / ASPECT + 1.0, result.size[1] + 1.0
    strip = max(1.0, max(across / down, down / across) / _STRIP)
    size = math.pow(max(across, down), _FIT) * strip
    return size * math.sqrt(1.0 + length) * math.sqrt(1.0 + crossings / (1.0 + len(result.routes)))


@dataclass(frozen=True, slots=True)
class _Plan:
    """Rows to be drawn.

    Attributes:
        rank: by node its row.
        turned: whether rows become columns, and signals flow to the right.
        burden: by what the cost of the drawing is multiplied, for what it does not show itself.
        estimate: what its cost may be.
    """

    rank: tuple[int, ...]
    turned: bool
    burden: float
    estimate: float


def _plans(ranking: Ranking, upright: Sequence[Vertex], arcs: Sequence[Arc], *, may_turn: bool) -> list[_Plan]:
    """Return what may be drawn, first what will best fill a sheet, as far as can be told before."""
    found: list[_Plan] = []
    for turned in (False, True) if may_turn else (False,):
        vertices = _with_room(_lying(upright) if turned else upright, arcs)
        found += _likely(ranking, vertices, arcs, turned=turned)
    return sorted(found, key=lambda plan: (plan.estimate, plan.turned, plan.rank))


def _likely(ranking: Ranking, vertices: Sequence[Vertex], arcs: Sequence[Arc], *, turned: bool) -> list[_Plan]:
    """Return rows for several widths and heights."""
    aspect = 1.0 / ASPECT if turned else ASPECT
    widths = [vertex.width + vertex.beside + _BESIDE for vertex in vertices]
    area = sum(width * (vertex.height + _BETWEEN_ROWS) for width, vertex in zip(widths, vertices, strict=True))
    side = (area * aspect) ** 0.5
    pairs = [(arc.source, arc.target) for arc in arcs]
    found: dict[float, dict[tuple[int, ...], _Plan]] = {share: {} for share in _SHARES}
    for part in _LIMITS:
        rank = ranking.limited(widths, max(side * part, *widths))
        height = max(rank, default=0) + 1
        for share in _SHARES:
            joined = tuple(merged(rank, pairs, widths, max(2, round(height * share))) if share < 1.0 else rank)
            if joined not in found[share]:
                burden = (1.0 + _LEVEL * _level(joined, arcs)) * (_TURNED if turned else 1.0)
                estimate = burden * _estimate(joined, vertices, widths, arcs, aspect)
                found[share][joined] = _Plan(joined, turned, burden, estimate)
    # The two best of each share, so that those drawn differ; estimates see no crossings.
    return [plan for plans in found.values() for plan in sorted(plans.values(), key=lambda plan: plan.estimate)[:2]]


def _estimate(
    rank: Sequence[int], vertices: Sequence[Vertex], widths: Sequence[float], arcs: Sequence[Arc], aspect: float
) -> float:
    """Return the smaller side of a sheet of the wanted shape that the picture would fill."""
    passages = passages_by_row(rank, arcs)
    rows = max(rank, default=0) + 1
    across: list[dict[int, float]] = [{} for _ in range(rows)]
    for number, row in enumerate(rank):
        column = vertices[number].column
        across[row][column] = across[row].get(column, 0.0) + widths[number]
    width = 0.0
    for column in {vertex.column for vertex in vertices}:
        width += max(line.get(column, 0.0) for line in across)
    width = max(width, *(sum(line.values()) + _THREAD * passages.get(row, 0) for row, line in enumerate(across)))
    threads = [0] * rows
    for _, row in {(arc.thread(rank), rank[arc.source]) for arc in arcs}:
        threads[row] += 1
    heights = [0.0] * rows
    for number, row in enumerate(rank):
        heights[row] = max(heights[row], vertices[number].height)
    height = sum(heights[row] + 56.0 + 5.0 * threads[row] + 2.0 * passages.get(row, 0) for row in range(rows))
    return max(1.1 * width / aspect, height) * min(1.0, aspect)


def _level(rank: Sequence[int], arcs: Sequence[Arc]) -> float:
    """Return the share of arrows that stay in their row or run upward."""
    return sum(rank[arc.source] >= rank[arc.target] for arc in arcs) / max(1, len(arcs))


def _joined(pathway: Pathway, sheets: Sequence[Drawn], columns: Columns) -> Places:
    """Put the separate drawings on one sheet and draw what goes round them."""
    from explorer.pathway.routes.loops import loop  # noqa: PLC0415  (few pathways need it)

    nodes: dict[str, Box] = {}
    edges: dict[str, tuple[tuple[float, float], ...]] = {}
    boxes: dict[str, Box] = {}
    for sheet, (left, top) in zip(sheets, shelves([sheet.size for sheet in sheets], _BETWEEN_PARTS), strict=True):
        for id_, box in zip(sheet.ids, sheet.boxes, strict=True):
            nodes[id_] = Box(left + box.left, top + box.top, box.width, box.height)
        for id_, route in sheet.edges.items():
            edges[id_] = tuple((round(left + x, 2), round(top + y, 2)) for x, y in route)
        boxes.update(_compartments(pathway, sheet, columns, left, top))
    for sheet in sheets:
        for id_ in sheet.loops:
            node = pathway.edge_by_id[id_].source
            edges[id_] = loop(nodes[node], [box for other, box in nodes.items() if other != node], edges.values())
    places = {id_: nodes[id_] for id_ in pathway.nodes}
    return Places(places, boxes, {edge.id: edges[edge.id] for edge in pathway.edges})


def _left(pathway: Pathway, compartment: str) -> float:
    """Return the room at the left border of a compartment: its label stands there, clear of what comes from above."""
    return max(INSET_ASIDE, text_width(pathway.compartments[compartment].label) + _BEFORE_LABEL)


def _compartments(pathway: Pathway, sheet: Drawn, columns: Columns, left: float, top: float) -> Mapping[str, Box]:
    found: dict[str, Box] = {}
    for column, homes in enumerate(columns.homes):
        extent = sheet.extents.get(column)
        if extent is None:
            continue
        inner = extent
        for number, home in enumerate(homes):
            above = INSET_LABEL if number else INSET_TOP
            inner = Box(
                inner.left - _left(pathway, home),
                inner.top - above,
                inner.width + _left(pathway, home) + INSET_ASIDE,
                inner.height + above + INSET_BOTTOM,
            )
            known = found.get(home)
            found[home] = inner if known is None else known.joined(inner)
            inner = found[home]
    return {id_: Box(left + box.left, top + box.top, box.width, box.height) for id_, box in found.items()}
