"""What does the scene hold while compartments are collapsed? A box for each, and arrows that end on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.areas import areas_of, members
from explorer.pathway.collapsed import routes_while_collapsed
from explorer.ui.canvas.collapsed_item import CollapsedItem
from explorer.ui.canvas.displacement import taut
from explorer.ui.canvas.edge_shapes import free_shape

if TYPE_CHECKING:
    from explorer.logic.state import State
    from explorer.pathway.definition import Pathway
    from explorer.pathway.geometry import Box
    from explorer.ui.canvas.edge_shapes import EdgeShape
    from explorer.ui.canvas.scene import DiagramScene


def with_enclosing(pathway: Pathway, compartment: str | None) -> frozenset[str]:
    """Return ``compartment`` and those that it lies in; nothing for none."""
    at, found = compartment, set[str]()
    while at is not None and at in pathway.compartments and at not in found:
        found.add(at)
        at = pathway.compartments[at].within
    return frozenset(found)


class Collapsing:
    """The collapsed compartments of one scene."""

    def __init__(self) -> None:
        self.items: dict[str, CollapsedItem] = {}
        self.inside: dict[str, str] = {}
        """For each hidden node the collapsed compartment that stands for it."""
        self._shapes: dict[str, EdgeShape] = {}

    def hides(self, pathway: Pathway, id_: str) -> bool:
        """Whether the node or arrow ``id_`` lies in a collapsed compartment."""
        edge = pathway.edge_by_id.get(id_) if self.inside else None
        return id_ in self.inside or (edge is not None and self.hides_edge(edge.source, edge.target))

    def hides_edge(self, source: str, target: str) -> bool:
        """Whether an arrow runs within one collapsed compartment."""
        return source in self.inside and self.inside[source] == self.inside.get(target)

    def box_of(self, scene: DiagramScene, node: str) -> Box:
        """Return the box that stands for ``node``."""
        owner = self.inside.get(node)
        return self.items[owner].box if owner is not None else scene.node_items[node].box

    def show(self, scene: DiagramScene, collapsed: frozenset[str]) -> None:
        """Collapse these compartments of ``scene`` and expand all others."""
        pathway, diagram = scene.pathway, scene.diagram
        assert pathway is not None
        assert diagram is not None
        for item in self.items.values():
            scene.removeItem(item)
        for id_, shape in self._shapes.items():
            scene.edge_items[id_].reshape(shape, is_displaced=False)
        self.items, self.inside, self._shapes = {}, {}, {}
        areas = {area.compartment: area for area in areas_of(pathway, diagram) if area.compartment in collapsed}
        inner = members(pathway)
        for id_ in sorted(areas, key=lambda id_: -len(inner[id_])):
            nodes = [node for node in inner[id_] if node in diagram.nodes]
            if all(node in self.inside for node in nodes):
                continue  # it lies within one that is collapsed already
            item = CollapsedItem(scene.surface, areas[id_])
            self.items[id_] = item
            self.inside.update(dict.fromkeys(nodes, id_))
            scene.addItem(item)
        if not self.inside:
            return
        boxes = {id_: item.box for id_, item in self.items.items()}
        routes = routes_while_collapsed(pathway, diagram, self.inside, boxes)
        for edge in pathway.edges:
            crosses = edge.source in self.inside or edge.target in self.inside
            if crosses and edge.id in scene.edge_items and not self.hides_edge(edge.source, edge.target):
                edge_item = scene.edge_items[edge.id]
                self._shapes[edge.id] = edge_item.geometry
                route = routes.get(edge.id) or taut(self.box_of(scene, edge.source), self.box_of(scene, edge.target))
                edge_item.reshape(free_shape(edge.effect, list(route)), is_displaced=True)

    def show_state(self, state: State) -> None:
        """Count in every box anew."""
        for item in self.items.values():
            item.show_state(state)
