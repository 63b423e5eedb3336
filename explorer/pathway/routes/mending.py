"""What becomes of arrows that the routers found no good way for? They squeeze through the gaps between the nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.box_index import BoxIndex
from explorer.pathway.geometry import box_round
from explorer.pathway.layout.engine import UNWATCHED, Watcher
from explorer.pathway.routes.clashes import clashes, may_join
from explorer.pathway.routes.lattice import Lattice
from explorer.pathway.routes.pieces import pieces, shared
from explorer.pathway.routes.ports import DOWN, LEFT, RIGHT, UP
from explorer.pathway.routes.squeezing import FEET, HEADS, Squeeze, fronts, gates, many_ports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from explorer.pathway.definition import Edge, Point
    from explorer.pathway.geometry import Box
    from explorer.pathway.routes.wanted import Wanted

_COUNTED = -1.0
"""A line may come so far into a node before it counts as running through it, as in ``quality``."""
_ATTEMPTS = ((60.0, 1.5), (200.0, 2.2), (400.0, 4.0), (1500.0, 8.0))
"""How far round source and target a way is sought, and how eagerly."""
_ATTEMPTS_ASIDE = _ATTEMPTS[:2]
_MOST = 30_000
"""So many crossings are looked at in one search."""
_MOST_IN_ALL, _LEAST, _MOST_EVER = 120_000, 4_000, 900_000
"""So many in all, about; then few in each search, and in the end none: mending takes seconds at most."""
_LAYING = 20
"""So many crossings of a lattice are laid in the time in which one is looked at."""


def mended(
    edges: Sequence[Edge], sought: Wanted, found: Mapping[str, tuple[Point, ...]], watcher: Watcher = UNWATCHED
) -> dict[str, tuple[Point, ...]]:
    """Return the ways that were ``found``, with better ones for those through nodes or on top of other arrows.

    An arrow still runs through a node where no way round exists: where nodes were put on each other, say.

    Args:
        edges: all arrows, those with a given way included.
        sought: which of them need a way, and among what.
        found: their ways so far.
        watcher: told of the progress.

    Raises:
        LayoutCancelledError: ``watcher`` asked to stop.
    """
    mender = _Mender(edges, sought, found)
    through = mender.through()
    for number, edge in enumerate(through):
        watcher.reached(0.8 * number / len(through))
        mender.lead_round(edge)
    clashing = mender.clashing()
    for number, edge in enumerate(clashing):
        watcher.reached(0.8 + 0.2 * number / len(clashing))
        mender.lead_aside(edge)
    return {id_: mender.ways[id_] for id_ in found}


class _Mender:
    """All ways as they are at present."""

    def __init__(self, edges: Sequence[Edge], sought: Wanted, found: Mapping[str, tuple[Point, ...]]) -> None:
        self._edges = {edge.id: edge for edge in edges}
        self._nodes, self._kinds, self._bundles = sought.nodes, sought.kinds, sought.bundles
        self._mine = (*sought.edges, *sought.loops)
        self.ways: dict[str, tuple[Point, ...]] = {**sought.given, **found}
        self._rounds: dict[str, tuple[tuple[Point, ...], Box]] = {}
        self._inside = BoxIndex(self._nodes, room=_COUNTED)
        self._boxes = BoxIndex(self._nodes)
        self._left = _MOST_IN_ALL

    def through(self) -> list[Edge]:
        """Return the arrows that run through nodes, the short ones first; they are in nobody's way any more."""
        self._old = {edge.id: self.ways[edge.id] for edge in self._mine if self._faults(self.ways[edge.id])}
        for id_ in self._old:
            del self.ways[id_]
        return sorted((self._edges[id_] for id_ in self._old), key=lambda edge: (self._distance(edge), edge.id))

    def lead_round(self, edge: Edge) -> None:
        """Give an arrow the way through the fewest nodes, if it can be none at all."""
        best = self._old[edge.id]
        least = self._faults(best)
        unavoidable = self._covering(edge)
        for reach, eager in _ATTEMPTS:
            if least <= unavoidable or self._left <= _MOST_IN_ALL - _MOST_EVER:
                break
            way = self._way(edge, reach, eager)
            if way and (faults := self._faults(way)) < least:
                best, least = way, faults
        self.ways[edge.id] = best

    def clashing(self) -> list[Edge]:
        """Return the arrows that run on top of others."""
        met = {id_ for pair in clashes(tuple(self._edges.values()), self.ways) for id_ in pair}
        return [edge for edge in self._mine if edge.id in met]

    def lead_aside(self, edge: Edge) -> None:
        """Give an arrow a way on which it runs on top of others less, if there is one, and no more through nodes."""
        best = self.ways.pop(edge.id)
        least, most_faults = self._on_others(edge, best), self._faults(best)
        for reach, eager in _ATTEMPTS_ASIDE:
            if not least or self._left <= 0:
                break
            way = self._way(edge, reach, eager)
            if way and self._faults(way) <= most_faults and (length := self._on_others(edge, way)) < least:
                best, least = way, length
        self.ways[edge.id] = best

    def _faults(self, way: Sequence[Point]) -> int:
        """Return how many nodes a way runs through; its own ends count where it runs on inside them."""
        return len({id_ for start, end in pieces(way) for id_ in self._inside.hit(start, end)})

    def _covering(self, edge: Edge) -> int:
        """Return how many nodes cover the one or the other end wholly: any way of the arrow runs through them."""
        ends = {edge.source: self._nodes[edge.source], edge.target: self._nodes[edge.target]}
        return len(
            {
                id_
                for end, box in ends.items()
                for id_ in self._boxes.meeting(box)
                if id_ != end and self._nodes[id_].grown(_COUNTED).holds(box)
            }
        )

    def _on_others(self, edge: Edge, way: Sequence[Point]) -> float:
        """Return on what length ``way`` would run on top of arrows that it may not join."""
        return sum(
            shared(mine, theirs)
            for id_, other in self._ways_in(box_round(way).grown(1.0))
            if not may_join(edge, self._edges[id_])
            for theirs in pieces(other)
            for mine in pieces(way)
        )

    def _ways_in(self, area: Box) -> Iterator[tuple[str, tuple[Point, ...]]]:
        """Yield the arrows that may have something in ``area``, and their ways."""
        for id_, way in self.ways.items():
            known = self._rounds.get(id_)
            if known is None or known[0] is not way:
                known = self._rounds[id_] = (way, box_round(way).grown(1.0))
            if known[1].overlaps(area):
                yield id_, way

    def _distance(self, edge: Edge) -> float:
        (x1, y1), (x2, y2) = self._nodes[edge.source].centre, self._nodes[edge.target].centre
        return abs(x1 - x2) + abs(y1 - y2)

    def _way(self, edge: Edge, reach: float, eager: float) -> tuple[Point, ...] | None:
        """Return the best way that is found within ``reach``, or None."""
        source, target = self._nodes[edge.source], self._nodes[edge.target]
        window = source.joined(target).grown(reach)
        is_loop = edge.source == edge.target
        begins = many_ports(source, self._kinds[edge.source], (RIGHT, LEFT) if is_loop else (RIGHT, DOWN, LEFT, UP))
        ends = many_ports(target, self._kinds[edge.target], (UP, DOWN) if is_loop else (RIGHT, DOWN, LEFT, UP))
        marks = [point for port in begins for point in fronts(port, FEET)]
        marks += [point for port in ends for point in fronts(port, HEADS)]
        lattice = Lattice([self._nodes[id_] for id_ in sorted(self._boxes.meeting(window))], marks, window)
        taken = []
        for id_, way in self._ways_in(window):
            if self._bundles[id_] != self._bundles[edge.id]:
                taken += [way[0], way[-1]]
                lattice.charge_way(way)
        search = Squeeze(
            lattice,
            gates(lattice, begins, FEET, taken),
            gates(lattice, ends, HEADS, taken),
            eager=eager,
            most=min(max(self._left, _LEAST), _MOST),
        )
        way_found = search.run()
        self._left -= search.looked_at + lattice.width * lattice.height // _LAYING
        return way_found
