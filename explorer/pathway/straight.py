"""How is an arrow drawn whose way is not found yet? Straight, from border to border."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.pathway.placing import node_box

if TYPE_CHECKING:
    from collections.abc import Collection

    from explorer.pathway.definition import Pathway, Point
    from explorer.pathway.geometry import Box

_LOOP = 14.0


def has_every_way(pathway: Pathway) -> bool:
    """Whether the layout gives a way for every arrow."""
    return pathway.edge_by_id.keys() <= pathway.layout.edges.keys()


def sketched(pathway: Pathway) -> Pathway:
    """Return ``pathway``, whose nodes all have places, with a straight way for every arrow that has none."""
    if has_every_way(pathway):
        return pathway
    layout = pathway.layout
    open_ = [edge for edge in pathway.edges if edge.id not in layout.edges]
    ends: Collection[str] = {end for edge in open_ for end in (edge.source, edge.target)}
    boxes = {id_: node_box(pathway.nodes[id_], layout.nodes[id_]) for id_ in ends}
    ways = {edge.id: straight_way(boxes[edge.source], boxes[edge.target]) for edge in open_}
    return replace(pathway, layout=replace(layout, edges={**layout.edges, **ways}))


def straight_way(source: Box, target: Box) -> tuple[Point, ...]:
    """Return the way from border to border in a straight line; from a node to itself a square at its corner."""
    if source == target:
        (x, y), right, top = source.centre, source.right + _LOOP, source.top - _LOOP
        return ((source.right, y), (right, y), (right, top), (x, top), (x, source.top))
    begin, end = _on_border(source, target.centre), _on_border(target, source.centre)
    return (begin, end) if begin != end else (begin, (end[0], end[1] + 1.0))


def _on_border(box: Box, towards: Point) -> Point:
    """Return where the way from the middle of ``box`` to ``towards`` crosses its border."""
    (x, y), (dx, dy) = box.centre, (towards[0] - box.centre[0], towards[1] - box.centre[1])
    reach = max(abs(dx) / (box.width / 2), abs(dy) / (box.height / 2))
    return (x + dx / reach, y + dy / reach) if reach > 0.0 else (x, y)
