"""Where does everything go that the author did not place? The layout engine says; what is placed stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.pathway.captions import natural_size
from explorer.pathway.definition import CompartmentKind
from explorer.pathway.geometry import Box

if TYPE_CHECKING:
    from explorer.pathway.definition import Node, Pathway
    from explorer.pathway.layout.engine import LayoutEngine, Watcher

_GAP = 60.0
_TINY = 14
"""So many nodes and arrows together are laid out in some ten milliseconds."""
LARGE = 6000
"""Nodes and arrows together above which a careful layout takes minutes, and a plain one is shown first."""


def is_placed(pathway: Pathway) -> bool:
    """Whether every node has a place."""
    return pathway.nodes.keys() <= pathway.layout.nodes.keys()


def is_quick_to_draw(pathway: Pathway) -> bool:
    """Whether a window may wait for a place for everything; arrows without a way run straight at first."""
    return is_placed(pathway) or len(pathway.nodes) + len(pathway.edges) <= _TINY


def is_large(pathway: Pathway) -> bool:
    """Whether a careful layout would take minutes."""
    return len(pathway.nodes) + len(pathway.edges) > LARGE


def usual_engine(pathway: Pathway) -> LayoutEngine:
    """Return the engine that draws ``pathway`` unless another is asked for: careful, or quick where it is large."""
    if is_large(pathway):
        from explorer.pathway.layout.streets_engine import StreetsEngine  # noqa: PLC0415  (rarely needed)

        return StreetsEngine()
    from explorer.pathway.layout.layered import LayeredEngine  # noqa: PLC0415  (a dozen modules)

    return LayeredEngine()


def place_missing(pathway: Pathway, watcher: Watcher | None = None, *, engine: LayoutEngine | None = None) -> Pathway:
    """Return ``pathway`` with a place for every node; those of its layout, and its routes, stay.

    Where the layout places no node at all the engine also draws compartments and routes; where it places some, the
    others stand to their right.

    Raises:
        LayoutCancelledError: ``watcher`` asked to stop.
    """
    if is_placed(pathway):
        return pathway
    # The engine is a dozen modules, which a file with all its places never needs.
    from explorer.pathway.layout.engine import UNWATCHED, with_places  # noqa: PLC0415

    chosen, watcher = engine or usual_engine(pathway), watcher or UNWATCHED
    given = pathway.layout
    missing = {id_: node for id_, node in pathway.nodes.items() if id_ not in given.nodes}
    if len(missing) == len(pathway.nodes):
        return with_places(pathway, chosen.places(pathway, watcher))
    # Compartments that are drawn already are not drawn again round the newcomers.
    nodes = {id_: replace(node, compartment=None) for id_, node in missing.items()}
    edges = tuple(edge for edge in pathway.edges if edge.source in nodes and edge.target in nodes)
    found = chosen.places(replace(pathway, nodes=nodes, edges=edges), watcher)
    right = max(box.right for box in _boxes(pathway)) + _GAP
    top = min(box.top for box in _boxes(pathway))
    left, high = min(box.left for box in found.nodes.values()), min(box.top for box in found.nodes.values())
    dx, dy = right - left, top - high
    places = dict(given.nodes)
    for id_, box in found.nodes.items():
        places[id_] = (box.centre[0] + dx, box.centre[1] + dy, box.width, box.height)
    routes = {id_: tuple((x + dx, y + dy) for x, y in route) for id_, route in found.edges.items()}
    return replace(pathway, layout=replace(given, nodes=places, edges={**routes, **given.edges}))


def placed_and_routed(
    pathway: Pathway, watcher: Watcher | None = None, *, engine: LayoutEngine | None = None
) -> Pathway:
    """Return ``pathway`` with a place for every node and a way for every arrow.

    Of a large one the arrows that nothing is known of run straight, unless an ``engine`` was asked for.

    Raises:
        LayoutCancelledError: ``watcher`` asked to stop.
    """
    placed = place_missing(pathway, watcher, engine=engine)
    routed = placed.layout.edges
    if all(edge.id in routed for edge in placed.edges):
        return placed
    if is_large(pathway) and engine is None:
        from explorer.pathway.straight import sketched  # noqa: PLC0415  (only large ones need it)

        return sketched(placed)
    from explorer.pathway.routing import route_missing  # noqa: PLC0415  (a dozen modules)

    boxes = {id_: node_box(node, placed.layout.nodes[id_]) for id_, node in placed.nodes.items()}
    routes = route_missing(placed, boxes, routed, watcher) if watcher else route_missing(placed, boxes, routed)
    return replace(placed, layout=replace(placed.layout, edges=routes))


def node_box(node: Node, place: tuple[float, ...]) -> Box:
    """Return the box of ``node`` at a layout's ``place``: (x, y) or (x, y, width, height)."""
    width, height = (place[2], place[3]) if len(place) == 4 else natural_size(node)
    return Box.around((place[0], place[1]), width, height)


def compartment_boxes(pathway: Pathway) -> dict[str, Box]:
    """Return the boxes of the compartments that are drawn and have a place."""
    return {
        id_: Box(*pathway.layout.compartments[id_])
        for id_, compartment in pathway.compartments.items()
        if id_ in pathway.layout.compartments and compartment.kind is not CompartmentKind.CONTEXT
    }


def _boxes(pathway: Pathway) -> list[Box]:
    placed = pathway.layout.nodes
    boxes = [node_box(node, placed[id_]) for id_, node in pathway.nodes.items() if id_ in placed]
    return [*boxes, *compartment_boxes(pathway).values()]
