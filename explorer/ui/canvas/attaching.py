"""How do items come into the scene? Step by step, so that a large diagram never holds the window up."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from explorer.pathway.areas import areas_of
from explorer.ui.canvas.edge_item import EdgeItem
from explorer.ui.canvas.edge_shapes import plans_of, shape_of
from explorer.ui.canvas.edge_sheet import BUNDLE
from explorer.ui.canvas.faces import each_face
from explorer.ui.canvas.node_item import NodeItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.ui.canvas.scene import DiagramScene

AT_ONCE = 300
"""Nodes and arrows up to which a diagram is attached in one go, some thirty milliseconds."""
_NODES_A_STEP = 25


def attaching(scene: DiagramScene, pathway: Pathway, diagram: Diagram) -> Iterator[None]:
    """Add an item for every node, then for every arrow; each step is short."""
    faces = each_face(pathway, diagram)
    while some := list(islice(faces, _NODES_A_STEP)):
        added = [NodeItem(scene.surface, id_, kind, diagram.nodes[id_], face) for id_, kind, face in some]
        scene.node_items.update((item.node, item) for item in added)
        scene.adopt(added, [])
        yield
    scene.name_areas(areas_of(pathway, diagram))
    yield
    index = pathway.network.index
    # Neighbours are gathered together, so that a step of a run redoes only a few bundles.
    ordered = sorted(pathway.edges, key=lambda edge: index[edge.source])
    yield
    plans = plans_of(diagram, ordered)
    while group := list(islice(plans, BUNDLE)):
        items = []
        for edge, plan in group:
            items.append(EdgeItem(scene.surface, edge, shape_of(pathway, edge, plan), *scene.style_of(edge.id)))
            items[-1].plan = plan
        scene.edge_items.update((item.edge, item) for item in items)
        scene.adopt([], items)
        yield
    scene.attached()
    yield
