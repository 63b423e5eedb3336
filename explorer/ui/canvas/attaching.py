"""How do items come into the scene? Step by step, so that a large diagram never holds the window up."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from explorer.pathway.areas import areas_of
from explorer.ui.canvas.edge_item import EdgeItem
from explorer.ui.canvas.edge_shapes import shapes_of
from explorer.ui.canvas.edge_sheet import BUNDLE
from explorer.ui.canvas.faces import faces_of
from explorer.ui.canvas.node_item import NodeItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.ui.canvas.edge_sheet import EdgeSheet
    from explorer.ui.canvas.scene import DiagramScene

AT_ONCE = 1500
"""Nodes and arrows up to which a diagram is attached in one go."""
_NODES_A_STEP = 25


def attaching(scene: DiagramScene, pathway: Pathway, diagram: Diagram, sheet: EdgeSheet) -> Iterator[None]:
    """Add an item for every node, then for every arrow; each step is short."""
    faces = faces_of(pathway, diagram)
    yield
    waiting = [(id_, node) for id_, node in pathway.nodes.items() if id_ in diagram.nodes]
    for at in range(0, len(waiting), _NODES_A_STEP):
        added = []
        for id_, node in waiting[at : at + _NODES_A_STEP]:
            item = NodeItem(scene.surface, id_, node.kind, diagram.nodes[id_], faces[id_])
            scene.node_items[id_] = item
            added.append(item)
        scene.adopt(added, [])
        yield
    scene.name_areas(areas_of(pathway, diagram))
    yield
    index = pathway.network.index
    # Neighbours are gathered together, so that a step of a run redoes only a few bundles.
    ordered = sorted(pathway.edges, key=lambda edge: index[edge.source])
    yield
    shapes = shapes_of(pathway, diagram, ordered)
    while group := list(islice(shapes, BUNDLE)):
        items = [EdgeItem(scene.surface, edge, shape, *scene.style_of(edge.id)) for edge, shape in group]
        scene.edge_items.update((item.edge, item) for item in items)
        sheet.add(items)
        scene.adopt([], items)
        yield
