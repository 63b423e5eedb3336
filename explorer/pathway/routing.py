"""Which way does an arrow go? Orthogonal routes from border to border, round the nodes and clear of each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from explorer.pathway.captions import text_width
from explorer.pathway.definition import CompartmentKind
from explorer.pathway.geometry import Box
from explorer.pathway.layout.engine import UNWATCHED, Watcher
from explorer.pathway.routes.corners import elbow
from explorer.pathway.routes.grid import CLEARANCE, STUB, Grid
from explorer.pathway.routes.mending import mended
from explorer.pathway.routes.nudging import nudged
from explorer.pathway.routes.ports import Port, port_at, ports, straight_along
from explorer.pathway.routes.quick import QuickRouter
from explorer.pathway.routes.search import Budget, Task, cheapest
from explorer.pathway.routes.sheet import Sheet
from explorer.pathway.routes.traffic import Traffic
from explorer.pathway.routes.wanted import Wanted, wanted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Compartment, Edge, Pathway, Point

_LABEL_HEIGHT = 24.0
_MOST_FOR_SECOND_THOUGHTS = 60
"""Above so many arrows each is routed once only, to keep opening quick."""
_MOST_FOR_BEST_WAYS = 45
"""Up to so many arrows each takes the cheapest way there is; above, nearly the cheapest."""
_ATTEMPTS = ((90.0, 1.15), (400.0, 1.3), (4000.0, 5.0))
"""How far round source and target a way is sought, and how eagerly: first near by and well, then anywhere."""
_ACCEPTED = 330.0
_SEARCHING = 0.7
"""The part of the work that is done when every arrow has a way, which then need only be moved apart."""
_ROUTING = 0.9
"""The part of the work that is done when only those arrows are left that no way was found for."""
_ALL_STEPS = 80_000
"""So many grid crossings are looked at for a whole diagram, at most; about a second."""
_MOST_NODES, _MOST_ARROWS, _MOST_SEARCHED = 120, 250, 90
"""Above, arrows take the best of a few simple ways, so that routing stays within seconds."""


def route_missing(
    pathway: Pathway,
    nodes: Mapping[str, Box],
    routes: Mapping[str, tuple[Point, ...]],
    watcher: Watcher = UNWATCHED,
) -> dict[str, tuple[Point, ...]]:
    """Return a route for every arrow of ``pathway``: the given one, or one found here.

    Raises:
        LayoutCancelledError: ``watcher`` asked to stop.
    """
    given = {edge.id: routes[edge.id] for edge in pathway.edges if edge.id in routes}
    sought = wanted(pathway, nodes, given)
    missing = len(sought.edges) + len(sought.loops)
    if not missing:
        return given
    if len(nodes) <= _MOST_NODES and missing <= _MOST_SEARCHED and len(pathway.edges) <= _MOST_ARROWS:
        found = _Router(pathway, sought).run(watcher.part(0.0, _ROUTING))
    else:
        found = QuickRouter(sought, steps=_ALL_STEPS).run(watcher.part(0.0, _ROUTING))
    found = mended(pathway.edges, sought, found, watcher.part(_ROUTING, 1.0))
    return {edge.id: given.get(edge.id) or found[edge.id] for edge in pathway.edges}


def label_box(compartment: Compartment, box: Box) -> Box:
    """Return the area of a compartment's label: above its upper border, at the left."""
    return Box(box.left + 16.0, box.top - _LABEL_HEIGHT, text_width(compartment.label) + 32.0, _LABEL_HEIGHT)


class _Router:
    """Routes of ``missing`` arrows, found one after the other, each in sight of the others."""

    def __init__(self, pathway: Pathway, sought: Wanted) -> None:
        self.wanted = sought
        self.nodes, self.kinds, self.bundles = sought.nodes, sought.kinds, sought.bundles
        self.edges = sorted(sought.edges, key=lambda edge: (self._distance(edge), edge.id))
        self.straight = {
            edge.id: straight_along(
                self.nodes[edge.source], self.kinds[edge.source], self.nodes[edge.target], self.kinds[edge.target], STUB
            )
            for edge in self.edges
        }
        self.ports = self._all_ports(pathway)
        cells = {
            id_: Box(*place)
            for id_, place in pathway.layout.compartments.items()
            if id_ in pathway.compartments and pathway.compartments[id_].kind is not CompartmentKind.CONTEXT
        }
        marks = [point for route in sought.given.values() for point in route]
        marks += [port.at for found in self.ports.values() for port in found]
        self.traffic = Traffic(
            Grid(
                list(self.nodes.values()),
                {x for x, _ in marks},
                {y for _, y in marks},
                [label_box(pathway.compartments[id_], box) for id_, box in cells.items()],
                list(cells.values()),
            )
        )
        self.budget = Budget(_ALL_STEPS, 2 * len(self.edges))
        for id_, route in sought.given.items():
            self.traffic.add(route, self.bundles[id_])

    def run(self, watcher: Watcher) -> dict[str, tuple[Point, ...]]:
        """Route every missing arrow, look at each a second time, then move pieces apart.

        Raises:
            LayoutCancelledError: ``watcher`` asked to stop.
        """
        found: dict[str, tuple[Point, ...]] = {}
        rounds = 2 if len(self.edges) <= _MOST_FOR_SECOND_THOUGHTS else 1
        for number in range(rounds):
            for at, edge in enumerate(self.edges):
                watcher.reached(_SEARCHING * (number + at / len(self.edges)) / rounds)
                bundle = self.bundles[edge.id]
                if edge.id in found:
                    self.traffic.remove(found[edge.id], bundle)
                found[edge.id] = self._route(edge)
                self.traffic.add(found[edge.id], bundle)
        edges = {edge.id: edge for edge in self.edges}
        sheet = Sheet(found, self.wanted.given, self.nodes, edges, self.bundles, self.kinds)
        return self.wanted.with_loops(nudged(sheet, watcher.part(_SEARCHING, 1.0)))

    def _distance(self, edge: Edge) -> float:
        """Return the free distance between the two boxes; short arrows are routed first."""
        one, other = self.nodes[edge.source], self.nodes[edge.target]
        across = max(0.0, other.left - one.right, one.left - other.right)
        down = max(0.0, other.top - one.bottom, one.top - other.bottom)
        return across + down + (200.0 if across and down else 0.0)

    def _all_ports(self, pathway: Pathway) -> dict[str, list[Port]]:
        degrees = Counter(end for edge in pathway.edges for end in (edge.source, edge.target))
        extra: dict[str, list[tuple[int, float]]] = {id_: [] for id_ in self.nodes}
        for edge in self.edges:
            for link in self.straight[edge.id]:
                extra[edge.source].append((link.first, link.along))
                extra[edge.target].append((link.second, link.along))
        return {
            id_: ports(box, self.kinds[id_], 0 if degrees[id_] < 3 else 1 if degrees[id_] < 9 else 2, extra[id_])
            for id_, box in self.nodes.items()
        }

    def _route(self, edge: Edge) -> tuple[Point, ...]:
        source, target = self.nodes[edge.source], self.nodes[edge.target]
        best = self._straight(edge)
        shortest = abs(source.centre[0] - target.centre[0]) + abs(source.centre[1] - target.centre[1])
        if best is not None and best[0] <= shortest:
            return best[1]
        exact = len(self.edges) <= _MOST_FOR_BEST_WAYS
        for reach, eager in _ATTEMPTS:
            if best is not None and reach > _ATTEMPTS[1][0]:
                break
            found = cheapest(
                self.traffic,
                self._task(edge, source.joined(target).grown(reach), 1.0 if exact and eager < 2 else eager),
            )
            if found is not None and (best is None or found[0] < best[0]):
                best = found
            if best is not None and best[0] <= 1.5 * shortest + _ACCEPTED:
                break
        return best[1] if best is not None else elbow(source, target)

    def _task(self, edge: Edge, window: Box, eager: float) -> Task:
        near = {id_: box for id_, box in self.nodes.items() if box.overlaps(window)}
        return Task(
            sources=self.ports[edge.source],
            targets=self.ports[edge.target],
            bundle=self.bundles[edge.id],
            near_source=[box for id_, box in near.items() if id_ != edge.source],
            near_target=[box for id_, box in near.items() if id_ != edge.target],
            window=window,
            eager=eager,
            budget=self.budget,
        )

    def _straight(self, edge: Edge) -> tuple[float, tuple[Point, ...]] | None:
        """Return cost and route of the best straight arrow that no box is in the way of."""
        source, target = self.nodes[edge.source], self.nodes[edge.target]
        others = [box.grown(CLEARANCE) for id_, box in self.nodes.items() if id_ not in (edge.source, edge.target)]
        best: tuple[float, tuple[Point, ...]] | None = None
        for link in self.straight[edge.id]:
            start, end = port_at(source, link.first, link.along), port_at(target, link.second, link.along)
            line = Box(
                min(start.at[0], end.at[0]),
                min(start.at[1], end.at[1]),
                abs(start.at[0] - end.at[0]),
                abs(start.at[1] - end.at[1]),
            ).grown(0.01)
            if any(line.overlaps(box) for box in others):
                continue
            cost = self.traffic.walk(start.at, end.at, self.bundles[edge.id])
            cost += sum(self.traffic.taken(end.at, self.bundles[edge.id]) + 0.25 * end.offset for end in (start, end))
            if best is None or cost < best[0]:
                best = (cost, (start.at, end.at))
        return best
