"""What moves in the scene when the same things stand elsewhere? Only the items whose geometry differs, step by step."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from explorer.pathway.areas import areas_of
from explorer.ui.canvas.attaching import AT_ONCE
from explorer.ui.canvas.edge_shapes import plans_of, shape_of
from explorer.ui.canvas.faces import marked_faces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRectF

    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.ui.canvas.displacement import Displacement
    from explorer.ui.canvas.scene import DiagramScene

_ARROWS_AT_ONCE = 80
"""Arrows whose lines are made anew before the next paint, about ten milliseconds; of more, a share at each turn."""
_SHAPES_A_STEP = 4
_NODES_A_STEP = 200


def differs_in_places_only(scene: DiagramScene, pathway: Pathway, diagram: Diagram) -> bool:
    """Whether the items of ``scene`` need only be moved to show ``diagram``."""
    known, old = scene.pathway, scene.diagram
    if known is None or old is None or scene.collapsed:
        return False
    return (
        known.nodes is pathway.nodes
        and known.edges is pathway.edges
        and known.compartments is pathway.compartments
        and old.compartments == diagram.compartments
        and scene.node_items.keys() == diagram.nodes.keys()
        and scene.edge_items.keys() == diagram.edges.keys()
        and all((item.box.width, item.box.height) == _size(diagram, id_) for id_, item in scene.node_items.items())
    )


def _size(diagram: Diagram, node: str) -> tuple[float, float]:
    box = diagram.nodes[node]
    return box.width, box.height


def changes_few(scene: DiagramScene, diagram: Diagram) -> bool:
    """Whether so few arrows have another way that all can be drawn anew before the next paint."""
    if len(diagram.nodes) + len(diagram.edges) > AT_ONCE:
        return False
    routes = diagram.edges
    changed = sum(item.plan is None or item.plan.route != routes[id_] for id_, item in scene.edge_items.items())
    return changed <= _ARROWS_AT_ONCE


def _stale_arrows(scene: DiagramScene, pathway: Pathway, diagram: Diagram) -> list[str]:
    """Return the arrows that lie otherwise in ``diagram`` than they are drawn; each item is told how it is to lie."""
    found = []
    for edge, plan in plans_of(diagram, pathway.edges):
        item = scene.edge_items[edge.id]
        if item.plan != plan or item.is_behind:
            item.plan, item.is_behind = plan, True
            found.append(edge.id)
    return found


def following(scene: DiagramScene, pathway: Pathway, diagram: Diagram, displaced: Displacement) -> Iterator[None]:
    """Move what differs; what a drag has ``displaced`` stays under the pointer, and knows where it belongs now."""
    moved = [
        item for id_, item in scene.node_items.items() if id_ not in displaced.nodes and item.box != diagram.nodes[id_]
    ]
    rest = iter(moved)
    while some_nodes := list(islice(rest, _NODES_A_STEP)):
        areas = []
        for item in some_nodes:
            areas.append(item.move_to(diagram.nodes[item.node]))
            scene.follow_node(item)
        scene.repaint(areas)
        yield
    scene.repaint([scene.node_items[id_].area for id_, face in marked_faces(pathway, diagram)
                   if scene.node_items[id_].show_face(face)])  # fmt: skip
    yield
    waiting = iter(_stale_arrows(scene, pathway, diagram))
    yield
    while some := list(islice(waiting, _SHAPES_A_STEP)):
        scene.repaint([area for id_ in some for area in _reshaped(scene, pathway, id_, displaced)])
        scene.trace_anew(some)
        yield
    scene.name_areas(areas_of(pathway, diagram))
    yield


def _reshaped(scene: DiagramScene, pathway: Pathway, id_: str, displaced: Displacement) -> list[QRectF]:
    """Let an arrow lie as planned; return the areas to be painted again."""
    item, edge = scene.edge_items[id_], pathway.edge_by_id[id_]
    assert item.plan is not None
    shape = shape_of(pathway, edge, item.plan)
    item.is_behind = False
    if displaced.holds(id_):
        displaced.remember(id_, shape)
        return []
    areas = [*item.geometry.areas, *shape.areas]
    scene.reshape(item, shape, is_displaced=False)
    return areas
