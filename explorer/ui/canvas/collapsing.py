"""What does the scene hold while compartments are collapsed? A box for each, and arrows that end on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.areas import areas_of, members
from explorer.ui.canvas.collapsed_item import CollapsedItem, closed_box
from explorer.ui.canvas.displacement import taut
from explorer.ui.canvas.edge_shapes import EdgeShape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.logic.state import State
    from explorer.pathway.areas import Area
    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.geometry import Box
    from explorer.ui.canvas.scene import DiagramScene


def with_enclosing(pathway: Pathway, compartment: str | None) -> frozenset[str]:
    """Return ``compartment`` and those that it lies in; nothing for none."""
    at, found = compartment, set[str]()
    while at is not None and at in pathway.compartments and at not in found:
        found.add(at)
        at = pathway.compartments[at].within
    return frozenset(found)


def closed_areas(
    pathway: Pathway, diagram: Diagram, collapsed: frozenset[str]
) -> tuple[dict[str, Area], dict[str, str]]:
    """Return the areas of ``collapsed`` compartments that are drawn as a box, and for each hidden node its own."""
    areas = {area.compartment: area for area in areas_of(pathway, diagram) if area.compartment in collapsed}
    inner = members(pathway)
    closed: dict[str, Area] = {}
    inside: dict[str, str] = {}
    for id_ in sorted(areas, key=lambda id_: -len(inner[id_])):
        nodes = [node for node in inner[id_] if node in diagram.nodes]
        if all(node in inside for node in nodes):
            continue  # it lies within one that is collapsed already
        closed[id_] = areas[id_]
        inside.update(dict.fromkeys(nodes, id_))
    return closed, inside


def closed_shapes(
    pathway: Pathway, diagram: Diagram, closed: Mapping[str, Area], inside: Mapping[str, str]
) -> dict[str, EdgeShape]:
    """Return the geometry of every arrow that ends on the box of a collapsed compartment."""
    from explorer.pathway.collapsed import routes_while_collapsed  # with a router: a start does without

    boxes = {id_: closed_box(area) for id_, area in closed.items()}
    routes = routes_while_collapsed(pathway, diagram, inside, boxes)
    ends = {**diagram.nodes, **{node: boxes[owner] for node, owner in inside.items()}}
    found: dict[str, EdgeShape] = {}
    for edge in pathway.edges:
        crosses = edge.source in inside or edge.target in inside
        if crosses and edge.id in diagram.edges and inside.get(edge.source) != inside.get(edge.target):
            route = routes.get(edge.id) or taut(ends[edge.source], ends[edge.target])
            found[edge.id] = EdgeShape(edge.effect, list(route))
    return found


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
            scene.reshape(scene.edge_items[id_], shape, is_displaced=False)
        self.items, self.inside, self._shapes = {}, {}, {}
        closed, self.inside = closed_areas(pathway, diagram, collapsed)
        for id_, area in closed.items():
            item = CollapsedItem(scene.surface, area)
            self.items[id_] = item
            scene.addItem(item)
        if not self.inside:
            return
        for id_, shape in closed_shapes(pathway, diagram, closed, self.inside).items():
            if id_ in scene.edge_items:
                edge_item = scene.edge_items[id_]
                self._shapes[id_] = edge_item.geometry
                scene.reshape(edge_item, shape, is_displaced=True)

    def show_state(self, state: State) -> None:
        """Count in every box anew."""
        for item in self.items.values():
            item.show_state(state)
