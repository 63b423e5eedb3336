"""What becomes of a layout when nodes move? New places, and new ways for the arrows that are touched."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from explorer.pathway.geometry import Box
from explorer.pathway.placing import node_box, place_missing

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from explorer.pathway.definition import Edge, Layout, Pathway, Point

LEAST_GAP = 16.0
"""Nodes that are aligned or distributed keep so far apart, in diagram units."""
_BLOCK_GAP = 30.0
_NOWHERE = (0.0, 0.0)
_NEAR, _MANY = 160.0, 100
"""A node that moves so far takes its arrows along as they run; of a larger diagram always, where that is possible."""


class Border(Enum):
    """What nodes are aligned by: one of their borders, or their middle across or down."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Axis(Enum):
    """The direction in which nodes are distributed."""

    ACROSS = "across"
    DOWN = "down"


def boxes_of(pathway: Pathway) -> dict[str, Box]:
    """Return the box of every node of a pathway whose nodes all have places."""
    return {id_: node_box(node, pathway.layout.nodes[id_]) for id_, node in pathway.nodes.items()}


def moved(pathway: Pathway, places: Mapping[str, Point]) -> Layout:
    """Return the layout of ``pathway`` with the middles of some nodes at ``places``.

    An arrow between two nodes that moved alike moves with them; other arrows at moved nodes, and those that a moved
    node now stands on, get a new way; all others keep theirs.
    """
    pathway = place_missing(pathway)
    before = boxes_of(pathway)
    nodes = dict(pathway.layout.nodes)
    for id_, (x, y) in places.items():
        nodes[id_] = (x, y, *nodes[id_][2:])
    layout = replace(pathway.layout, nodes=nodes)
    after = boxes_of(replace(pathway, layout=layout))
    shifts = {
        id_: (after[id_].centre[0] - before[id_].centre[0], after[id_].centre[1] - before[id_].centre[1])
        for id_ in places
    }
    shifts = {id_: shift for id_, shift in shifts.items() if shift != (0.0, 0.0)}
    routes = {}
    for edge in pathway.edges:
        route = pathway.layout.edges.get(edge.id)
        kept = _kept(edge, route, shifts, after) if route else None
        if kept is not None:
            routes[edge.id] = kept
    return _routed(replace(pathway, layout=replace(layout, edges=routes)))


def relaid(pathway: Pathway, kept: Layout) -> Layout:
    """Return the layout of ``pathway`` with what ``kept`` says of it, though that was written for an earlier version.

    What no longer exists is left out; a kept route that does not end at its nodes any more is replaced.
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
    return _routed(replace(pathway, layout=replace(layout, edges=routes)))


def _ends_at(point: Point, box: Box) -> bool:
    return box.grown(0.6).contains(point) and not box.grown(-0.6).contains(point)


def _kept(
    edge: Edge, route: Sequence[Point], shifts: Mapping[str, Point], boxes: Mapping[str, Box]
) -> tuple[Point, ...] | None:
    """Return the route that an arrow keeps, or that follows its nodes, or None where it needs another."""
    # Both only where something moved.
    from explorer.pathway.routes.pieces import hits, pieces  # noqa: PLC0415
    from explorer.pathway.routes.stretching import stretched  # noqa: PLC0415

    at_source, at_target = shifts.get(edge.source, _NOWHERE), shifts.get(edge.target, _NOWHERE)
    way: tuple[Point, ...] | None = tuple(route)
    in_the_way: Collection[str] = shifts
    if at_source == at_target != _NOWHERE:
        way = tuple((x + at_source[0], y + at_source[1]) for x, y in route)
        in_the_way = boxes
    elif at_source != at_target:
        far = max(abs(one) for one in (*at_source, *at_target))
        way = stretched(route, at_source, at_target) if far <= _NEAR or len(boxes) > _MANY else None
        in_the_way = boxes
    for start, end in pieces(way or ()):
        for id_ in in_the_way:
            room = -1.0 if id_ in (edge.source, edge.target) else 2.0
            if hits(start, end, boxes[id_].grown(room)):
                return None
    return way


def _routed(pathway: Pathway) -> Layout:
    if all(edge.id in pathway.layout.edges for edge in pathway.edges):
        return pathway.layout
    from explorer.pathway.routing import route_missing  # noqa: PLC0415  (a dozen modules)

    return replace(pathway.layout, edges=route_missing(pathway, boxes_of(pathway), pathway.layout.edges))


def aligned(boxes: Mapping[str, Box], edge: Border) -> dict[str, Point]:
    """Return the middles of ``boxes`` with one border, or the middle, on one line; nothing overlaps afterwards.

    Borders meet at the outermost, middles at the mean.
    """
    found = list(boxes.values())
    across = edge in {Border.LEFT, Border.CENTRE, Border.RIGHT}
    if edge in {Border.LEFT, Border.TOP}:
        line = min(box.left if across else box.top for box in found)
    elif edge in {Border.RIGHT, Border.BOTTOM}:
        line = max(box.right if across else box.bottom for box in found)
    else:
        line = sum(box.centre[0 if across else 1] for box in found) / len(found)
    side = {Border.LEFT: 0.5, Border.TOP: 0.5, Border.RIGHT: -0.5, Border.BOTTOM: -0.5}.get(edge, 0.0)
    places = {
        id_: (line + side * box.width, box.centre[1]) if across else (box.centre[0], line + side * box.height)
        for id_, box in boxes.items()
    }
    return _spread(boxes, places, 1 if across else 0)


def distributed(boxes: Mapping[str, Box], axis: Axis) -> dict[str, Point]:
    """Return the middles of ``boxes`` with equal gaps between the first and the last; never less than ``LEAST_GAP``."""
    at = 0 if axis is Axis.ACROSS else 1
    order = sorted(boxes, key=lambda id_: (boxes[id_].centre[at], id_))
    sizes = {id_: (box.width, box.height)[at] for id_, box in boxes.items()}
    first, last = boxes[order[0]], boxes[order[-1]]
    room = (last.right - first.left) if at == 0 else (last.bottom - first.top)
    gap = max(LEAST_GAP, (room - sum(sizes.values())) / (len(order) - 1)) if len(order) > 1 else 0.0
    begin = first.left if at == 0 else first.top
    places = {}
    for id_ in order:
        middle = begin + sizes[id_] / 2
        centre = boxes[id_].centre
        places[id_] = (middle, centre[1]) if at == 0 else (centre[0], middle)
        begin += sizes[id_] + gap
    return places


def snapped(boxes: Mapping[str, Box], grid: float) -> dict[str, Point]:
    """Return the middles of ``boxes`` on the nearest crossings of a grid of ``grid`` units."""
    return {id_: (round(box.centre[0] / grid) * grid, round(box.centre[1] / grid) * grid) for id_, box in boxes.items()}


def arranged_part(pathway: Pathway, part: Collection[str]) -> dict[str, Point]:
    """Return new middles for the nodes in ``part``, laid out by themselves near where they stood, clear of the rest."""
    from explorer.pathway.layout.layered import LayeredEngine  # noqa: PLC0415  (a dozen modules)

    pathway = place_missing(pathway)
    boxes = boxes_of(pathway)
    nodes = {id_: replace(node, compartment=None) for id_, node in pathway.nodes.items() if id_ in part}
    edges = tuple(edge for edge in pathway.edges if edge.source in nodes and edge.target in nodes)
    found = LayeredEngine().places(replace(pathway, nodes=nodes, edges=edges)).nodes
    old = [boxes[id_].centre for id_ in nodes]
    new = [box.centre for box in found.values()]
    dx = sum(x for x, _ in old) / len(old) - sum(x for x, _ in new) / len(new)
    dy = sum(y for _, y in old) / len(old) - sum(y for _, y in new) / len(new)
    others = [box.grown(_BLOCK_GAP / 2) for id_, box in boxes.items() if id_ not in nodes]
    block = [box.grown(_BLOCK_GAP / 2) for box in found.values()]
    dx, dy = _free_shift(block, others, round(dx), round(dy))
    return {id_: (box.centre[0] + dx, box.centre[1] + dy) for id_, box in found.items()}


def _free_shift(block: Sequence[Box], others: Sequence[Box], dx: float, dy: float) -> Point:
    """Return the shift nearest to (dx, dy) with which no box of ``block`` lies on one of ``others``."""
    for ring in range(200):
        steps = range(-ring, ring + 1)
        around = [(x, y) for x in steps for y in steps if max(abs(x), abs(y)) == ring]
        for x, y in sorted(around, key=lambda step: (step[0] ** 2 + step[1] ** 2, step)):
            to = (dx + 30.0 * x, dy + 30.0 * y)
            shifted = [Box(box.left + to[0], box.top + to[1], box.width, box.height) for box in block]
            if not any(one.overlaps(other) for one in shifted for other in others):
                return to
    return dx, dy


def _spread(boxes: Mapping[str, Box], places: Mapping[str, Point], axis: int) -> dict[str, Point]:
    """Return ``places`` with those pushed along ``axis`` that would overlap, as little as needed."""
    order = sorted(places, key=lambda id_: (places[id_][axis], id_))
    sizes = {id_: (box.width, box.height)[axis] for id_, box in boxes.items()}
    mean = sum(places[id_][axis] for id_ in order) / len(order)
    middles: dict[str, float] = {}
    last = ""
    for id_ in order:
        at = places[id_][axis]
        if last:
            at = max(at, middles[last] + (sizes[last] + sizes[id_]) / 2 + LEAST_GAP)
        middles[id_] = at
        last = id_
    pushed = any(middles[id_] != places[id_][axis] for id_ in order)
    back = sum(middles.values()) / len(order) - mean if pushed else 0.0
    return {id_: (x, middles[id_] - back) if axis else (middles[id_] - back, y) for id_, (x, y) in places.items()}
