"""Which way do arrows go while compartments are drawn as one box each? Round everything that is still drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.definition import Edge, Effect, NodeKind
from explorer.pathway.layout.engine import UNWATCHED
from explorer.pathway.routes.quick import QuickRouter
from explorer.pathway.routes.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Pathway, Point
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.geometry import Box

MOST_ARROWS = 100
"""Ways that are sought at most: 39, of the largest shipped pathway, take 60 ms. Of more, arrows are drawn straight."""
_STEPS = 3000
"""With a thousand one way of that pathway runs through a node; with 20,000 ways are 5 % shorter, in 170 ms."""


def routes_while_collapsed(
    pathway: Pathway, diagram: Diagram, inside: Mapping[str, str], boxes: Mapping[str, Box]
) -> dict[str, tuple[Point, ...]]:
    """Return a way for every arrow of which one end lies in a collapsed compartment; nothing where there are too many.

    Arrows of one effect between the same two boxes take the same way.

    Args:
        pathway: whose arrows.
        diagram: where everything is while nothing is collapsed.
        inside: for each hidden node the compartment that stands for it.
        boxes: of these compartments.
    """
    shown = {id_: box for id_, box in diagram.nodes.items() if id_ not in inside}
    shown.update((_stand_in(id_), box) for id_, box in boxes.items())
    kinds = {id_: pathway.nodes[id_].kind if id_ in pathway.nodes else NodeKind.CELLS for id_ in shown}
    groups: dict[tuple[str, str, Effect], list[str]] = {}
    ways: dict[str, tuple[Point, ...]] = {}
    for edge in pathway.edges:
        ends = [_stand_in(inside[end]) if end in inside else end for end in (edge.source, edge.target)]
        if (edge.source, edge.target) != tuple(ends):
            if ends[0] != ends[1]:
                groups.setdefault((ends[0], ends[1], edge.effect), []).append(edge.id)
        elif edge.id in diagram.edges:
            ways[edge.id] = diagram.edges[edge.id]
    if len(groups) > MOST_ARROWS:
        return {}
    bundles = {edge.id: (edge.target, edge.effect.value) for edge in pathway.edges}
    found: dict[str, tuple[Point, ...]] = {}
    for effect in Effect:  # one after the other: an arrow's id names only its ends
        edges = {key: Edge(key[0], key[1], effect) for key in groups if key[2] is effect}
        bundles.update((edge.id, (edge.target, effect.value)) for edge in edges.values())
        sought = Wanted(shown, kinds, bundles, dict(ways), sorted(edges.values(), key=lambda edge: edge.id), ())
        made = QuickRouter(sought, steps=_STEPS).run(UNWATCHED)
        for key, edge in edges.items():
            found.update(dict.fromkeys(groups[key], made[edge.id]))
            ways[groups[key][0]] = made[edge.id]
    return found


def _stand_in(compartment: str) -> str:
    """Return an id for the box of ``compartment`` that no node has."""
    return f"\0{compartment}"
