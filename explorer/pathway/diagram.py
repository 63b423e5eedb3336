"""Where is everything drawn? The file's places, filled up where the author left them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.captions import wrapped
from explorer.pathway.geometry import Box
from explorer.pathway.placing import compartment_boxes, is_placed, node_box, place_missing, placed_and_routed
from explorer.pathway.straight import sketched
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Pathway, Point
    from explorer.pathway.layout.engine import Watcher

MARGIN = 24.0
"""Free room round everything, in diagram units."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """The geometry of a pathway, in diagram units.

    Attributes:
        nodes: each node's box.
        lines: each node's caption, broken into lines.
        compartments: the box of each compartment that is drawn.
        edges: by arrow id the route from border to border, orthogonal, ends included (two points or more).
        bounds: the box round everything, margin included.
    """

    nodes: Mapping[str, Box]
    lines: Mapping[str, tuple[str, ...]]
    compartments: Mapping[str, Box]
    edges: Mapping[str, tuple[Point, ...]]
    bounds: Box


def diagram_of(pathway: Pathway, *, routed: bool = True, watcher: Watcher | None = None) -> Diagram:
    """Return the geometry of ``pathway``: what its layout says, the rest placed and routed automatically.

    Args:
        pathway: what is to be drawn.
        routed: whether ways are found for arrows that the layout gives none; without it they are left out, which
            is quick and enough for a small picture.
        watcher: is told how far the layout is, where one is needed.

    Raises:
        LayoutCancelledError: ``watcher`` asked to stop.
    """
    pathway = placed_and_routed(pathway, watcher) if routed else place_missing(pathway, watcher)
    nodes = {id_: node_box(node, pathway.layout.nodes[id_]) for id_, node in pathway.nodes.items()}
    compartments = compartment_boxes(pathway)
    given = pathway.layout.edges
    edges = {edge.id: given[edge.id] for edge in pathway.edges if edge.id in given}
    return Diagram(
        nodes=nodes,
        lines={id_: wrapped(node.caption) for id_, node in pathway.nodes.items()},
        compartments=compartments,
        edges=edges,
        bounds=_bounds(nodes, compartments, edges),
    )


_kept: list[tuple[Pathway, Diagram]] = []
_MOST_KEPT = 2


def kept_diagram(pathway: Pathway) -> Diagram:
    """Return the geometry of ``pathway`` for a window, made once for what was asked for lately.

    Arrows without a way run straight: whoever finds their ways does so aside.

    A worker that asks for it before the window does saves the window that time: half a second at 10,000 nodes.
    """
    for known, diagram in tuple(_kept):
        if known is pathway:
            return diagram
    made = diagram_of(sketched(pathway) if is_placed(pathway) else pathway)
    _kept.append((pathway, made))
    del _kept[:-_MOST_KEPT]
    return made


def _bounds(nodes: Mapping[str, Box], compartments: Mapping[str, Box], edges: Mapping[str, tuple[Point, ...]]) -> Box:
    boxes = [*nodes.values(), *compartments.values()]
    boxes.extend(Box(x, y, 0, 0) for route in edges.values() for x, y in route)
    if not boxes:
        return Box(0, 0, 400, 300)
    bounds = boxes[0]
    for box in boxes[1:]:
        bounds = bounds.joined(box)
    return bounds.grown(MARGIN)
