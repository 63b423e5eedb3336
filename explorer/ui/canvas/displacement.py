"""How does a drag look before the document has answered? Nodes stand away from their places, arrows are drawn taut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.geometry import Box
from explorer.ui.canvas.edge_shapes import EdgeShape

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

    from explorer.pathway.definition import Point
    from explorer.ui.canvas.scene import DiagramScene


class Displacement:
    """What of one scene is away from its place, and how its arrows looked before."""

    def __init__(self) -> None:
        self.nodes: frozenset[str] = frozenset()
        self._shapes: dict[str, EdgeShape] = {}

    def holds(self, edge: str) -> bool:
        """Whether the arrow ``edge`` was taken along."""
        return edge in self._shapes

    def remember(self, edge: str, shape: EdgeShape) -> None:
        """Let an arrow that was taken along look like ``shape`` when it goes back."""
        self._shapes[edge] = shape

    def end(self, scene: DiagramScene) -> None:
        """Let everything stay where it is, for others to move it."""
        for id_ in self._shapes:
            scene.edge_items[id_].is_behind = True
        self.nodes, self._shapes = frozenset(), {}

    def show(self, scene: DiagramScene, nodes: frozenset[str], offset: Point) -> tuple[list[QRectF], list[str]]:
        """Move ``nodes`` of ``scene`` by ``offset``, put others back; return areas to paint and changed arrows."""
        diagram, pathway = scene.diagram, scene.pathway
        assert diagram is not None
        assert pathway is not None
        areas = []
        for id_ in self.nodes | nodes:
            if id_ in scene.node_items:
                dx, dy = offset if id_ in nodes else (0.0, 0.0)
                areas.append(scene.node_items[id_].move_to(_moved(diagram.nodes[id_], dx, dy)))
        arrows = pathway.arrows_at
        touching = {edge.id for node in nodes for edge in arrows.get(node, ()) if edge.id in scene.edge_items}
        for id_ in self._shapes.keys() | touching:
            item, edge = scene.edge_items[id_], pathway.edge_by_id[id_]
            original = self._shapes.setdefault(id_, item.geometry)
            areas += item.geometry.areas
            if id_ not in touching:
                shape = original
            elif edge.source in nodes and edge.target in nodes:
                shape = EdgeShape(edge.effect, [(x + offset[0], y + offset[1]) for x, y in diagram.edges[id_]])
            else:
                ends = (scene.box_of(edge.source), scene.box_of(edge.target))
                shape = EdgeShape(edge.effect, taut(*ends))
            scene.reshape(item, shape, is_displaced=id_ in touching)
            areas += shape.areas
        changed = list(self._shapes)
        self._shapes = {id_: shape for id_, shape in self._shapes.items() if id_ in touching}
        self.nodes = nodes
        return areas, changed


def _moved(box: Box, dx: float, dy: float) -> Box:
    return Box(box.left + dx, box.top + dy, box.width, box.height)


def taut(source: Box, target: Box) -> list[Point]:
    """Return the straight way between two boxes, from border to border."""
    begin, end = _border(source, target.centre), _border(target, source.centre)
    return [begin, end] if begin != end else [begin, (end[0], end[1] + 1.0)]


def _border(box: Box, towards: Point) -> Point:
    """Return where the way from the middle of ``box`` to ``towards`` leaves it."""
    (x, y), (dx, dy) = box.centre, (towards[0] - box.centre[0], towards[1] - box.centre[1])
    reach = max(abs(dx) / (box.width / 2), abs(dy) / (box.height / 2))
    return (x + dx / reach, y + dy / reach) if reach > 1.0 else (x, y)
