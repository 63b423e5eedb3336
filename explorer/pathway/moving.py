"""What becomes of a layout when nodes move? New places at once; ways for the arrows that are touched, found after it.

``carried`` takes no time and leaves arrows without a way; ``tidied`` finds them and may take seconds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.pathway.box_index import BoxIndex
from explorer.pathway.placing import is_large, node_box, place_missing, placed_and_routed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explorer.pathway.definition import Edge, Layout, Pathway, Point
    from explorer.pathway.geometry import Box
    from explorer.pathway.layout.engine import Watcher

_NOWHERE = (0.0, 0.0)
_NEAR, _MANY = 160.0, 100
"""A node that moves so far takes its arrows along as they run; of a larger diagram always, where that is possible."""
_CLEAR = 2.0
"""A way that comes so near to a node is not kept, in diagram units."""


def boxes_of(pathway: Pathway) -> dict[str, Box]:
    """Return the box of every node of a pathway whose nodes all have places."""
    return {id_: node_box(node, pathway.layout.nodes[id_]) for id_, node in pathway.nodes.items()}


def carried(pathway: Pathway, places: Mapping[str, Point], also: Sequence[Edge] = ()) -> Layout:
    """Return the layout of ``pathway`` with the middles of some nodes at ``places``, at once.

    Arrows between two nodes that moved alike move with them; others at moved nodes are left without a way. ``also``
    are further arrows that the layout may know, and the pathway leaves out at present.
    """
    pathway = place_missing(pathway)
    layout = pathway.layout
    shifts = {id_: (x - layout.nodes[id_][0], y - layout.nodes[id_][1]) for id_, (x, y) in places.items()}
    shifts = {id_: shift for id_, shift in shifts.items() if shift != _NOWHERE}
    nodes = dict(layout.nodes)
    for id_ in shifts:
        nodes[id_] = (*places[id_], *nodes[id_][2:])
    routes = dict(layout.edges)
    for edge in (*pathway.edges, *(edge for edge in also if edge.id not in pathway.edge_by_id)):
        at_source, at_target = shifts.get(edge.source), shifts.get(edge.target)
        if (at_source is None and at_target is None) or edge.id not in routes:
            continue
        if at_source is not None and at_source == at_target:
            routes[edge.id] = tuple((x + at_source[0], y + at_source[1]) for x, y in routes[edge.id])
        else:
            del routes[edge.id]
    return replace(layout, nodes=nodes, edges=routes)


def tidied(pathway: Pathway, origin: Layout, watcher: Watcher | None = None) -> Layout:
    """Return the layout of ``pathway`` with a way for every arrow.

    Args:
        pathway: its nodes stand where they are to stay.
        origin: the layout before nodes were moved. Arrows between two nodes that moved alike move with them; others
            at moved nodes, and those that a moved node now stands on, get a new way; all others keep theirs.
        watcher: told of the progress.

    Raises:
        LayoutCancelledError: ``watcher`` asked to stop.
    """
    if is_large(pathway):  # their ways are plain; those that stand may be kept as they are
        return placed_and_routed(pathway, watcher).layout
    before, after = origin.nodes, pathway.layout.nodes
    shifts = {
        id_: (at[0] - before[id_][0], at[1] - before[id_][1])
        for id_, at in after.items()
        if id_ in before and before[id_][:2] != at[:2]
    }
    boxes = boxes_of(pathway)
    keeping = _Keeping(shifts, boxes)
    known = pathway.edge_by_id
    others = {id_: route for id_, route in pathway.layout.edges.items() if id_ not in known}
    routes = {}
    for edge in pathway.edges:
        route = origin.edges.get(edge.id)
        kept = keeping.way(edge, route) if route else None
        if kept is not None:
            routes[edge.id] = kept
    routes = _without_clashes(pathway, origin, routes)
    found = placed_and_routed(replace(pathway, layout=replace(pathway.layout, edges=routes)), watcher).layout
    return replace(found, edges={**found.edges, **others})


def _without_clashes(
    pathway: Pathway, origin: Layout, routes: Mapping[str, tuple[Point, ...]]
) -> dict[str, tuple[Point, ...]]:
    """Return ``routes`` without those that followed their nodes onto the line of an arrow they were not on before."""
    from explorer.pathway.routes.clashes import clashes  # noqa: PLC0415  (only where something moved)

    followed = {id_ for id_, route in routes.items() if route != origin.edges[id_]}
    if not followed:
        return dict(routes)
    met = clashes(pathway.edges, routes).keys() - clashes(pathway.edges, origin.edges).keys()
    leaving = followed & {id_ for pair in met for id_ in pair}
    return {id_: route for id_, route in routes.items() if id_ not in leaving}


def moved(pathway: Pathway, places: Mapping[str, Point], watcher: Watcher | None = None) -> Layout:
    """Return the layout of ``pathway`` with the middles of some nodes at ``places``, every arrow with its way.

    Raises:
        LayoutCancelledError: ``watcher`` asked to stop.
    """
    pathway = place_missing(pathway)
    return tidied(replace(pathway, layout=carried(pathway, places)), pathway.layout, watcher)


def relaid(pathway: Pathway, kept: Layout) -> Layout:
    """Return the layout of ``pathway`` with what ``kept`` says of it, though that was written for an earlier version.

    What no longer exists is left out; a route that does not end at its nodes any more is left out too, so that its
    arrow needs a way.
    """
    pathway = place_missing(pathway)
    given = pathway.layout
    nodes = {id_: (*kept.nodes.get(id_, place)[:2], *place[2:]) for id_, place in given.nodes.items()}
    compartments = {id_: kept.compartments.get(id_, area) for id_, area in given.compartments.items()}
    layout = replace(given, nodes=nodes, compartments=compartments)
    boxes = boxes_of(replace(pathway, layout=layout))
    routes = {}
    for edge in pathway.edges:
        for route in (kept.edges.get(edge.id), given.edges.get(edge.id)):
            if route and _ends_at(route[0], boxes[edge.source]) and _ends_at(route[-1], boxes[edge.target]):
                routes[edge.id] = route
                break
    return replace(layout, edges=routes)


def _ends_at(point: Point, box: Box) -> bool:
    return box.grown(0.6).contains(point) and not box.grown(-0.6).contains(point)


class _Keeping:
    """Which ways can stay when some nodes have moved by ``shifts`` into ``boxes``?"""

    def __init__(self, shifts: Mapping[str, Point], boxes: Mapping[str, Box]) -> None:
        self._shifts = shifts
        self._many = len(boxes) > _MANY
        self._all = BoxIndex(boxes, room=_CLEAR)
        self._moved = BoxIndex({id_: boxes[id_] for id_ in shifts}, room=_CLEAR)
        self._inside = BoxIndex(boxes, room=-1.0)

    def way(self, edge: Edge, route: Sequence[Point]) -> tuple[Point, ...] | None:
        """Return the route that an arrow keeps, or that follows its nodes, or None where it needs another."""
        # Both only where something moved.
        from explorer.pathway.routes.pieces import pieces  # noqa: PLC0415
        from explorer.pathway.routes.stretching import stretched  # noqa: PLC0415

        at_source, at_target = self._shifts.get(edge.source, _NOWHERE), self._shifts.get(edge.target, _NOWHERE)
        way: tuple[Point, ...] | None = tuple(route)
        near = self._moved
        if at_source == at_target != _NOWHERE:
            way = tuple((x + at_source[0], y + at_source[1]) for x, y in route)
            near = self._all
        elif at_source != at_target:
            far = max(abs(one) for one in (*at_source, *at_target))
            way = stretched(route, at_source, at_target) if far <= _NEAR or self._many else None
            near = self._all
        own = {edge.source, edge.target}
        for start, end in pieces(way or ()):
            met = near.hit(start, end)
            if met - own or (met and self._inside.hit(start, end) & met):
                return None
        return way
