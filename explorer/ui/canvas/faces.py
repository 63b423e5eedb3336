"""What does a node's face hold, and where does its mark stand so that no arrow ends on it?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from explorer.ui.canvas.node_painting import MARK_INSET, Face

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.pathway.definition import NodeKind, Pathway, Point
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.geometry import Box

_CLEAR = 18.0  # diagram units between a mark's middle and an arrow's end


def faces_of(pathway: Pathway, diagram: Diagram) -> dict[str, Face]:
    """Return the face of every node that is drawn."""
    return {id_: face for id_, _, face in each_face(pathway, diagram)}


def marked_faces(pathway: Pathway, diagram: Diagram) -> Iterator[tuple[str, Face]]:
    """Yield the face of every node with a mark, the place of which depends on where arrows end."""
    if any(node.mark for node in pathway.nodes.values()):
        for id_, _, face in each_face(pathway, diagram):
            if pathway.nodes[id_].mark:
                yield id_, face


def each_face(pathway: Pathway, diagram: Diagram) -> Iterator[tuple[str, NodeKind, Face]]:
    """Yield every node that is drawn with its kind and its face, in file order."""
    marked = {node.id for node in pathway.nodes.values() if node.mark}
    ends: dict[str, list[Point]] = {}
    for edge in pathway.edges if marked else ():
        route = diagram.edges.get(edge.id)
        if route:
            ends.setdefault(edge.source, []).append(route[0])
            ends.setdefault(edge.target, []).append(route[-1])
    for id_, node in pathway.nodes.items():
        box = diagram.nodes.get(id_)
        if box is not None:
            place = _mark_place(box, ends.get(id_, [])) if id_ in marked else (MARK_INSET, 0.0)
            yield id_, node.kind, Face(box.width, box.height, diagram.lines[id_], place)


def _mark_place(box: Box, ends: list[Point]) -> Point:
    """Return the place on the border, from the box's corner, clearest of ``ends``; the upper left if all are."""
    inset = min(MARK_INSET, box.width / 3)
    places = [(x, y) for y in (0.0, box.height) for x in (inset, box.width - inset)]

    def clearance(place: Point) -> float:
        at = (box.left + place[0], box.top + place[1])
        return min(_CLEAR, min((math.dist(at, end) for end in ends), default=_CLEAR))

    return max(places, key=clearance)
