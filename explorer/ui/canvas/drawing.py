"""How is a whole diagram drawn at once, without a scene? In the scene's order, with the same functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.ui.canvas.compartment_painting import draw_compartment
from explorer.ui.canvas.edge_painting import draw_edge, draw_pulse
from explorer.ui.canvas.edge_shapes import edge_shapes
from explorer.ui.canvas.faces import faces_of
from explorer.ui.canvas.node_painting import draw_halo, draw_node
from explorer.ui.canvas.situations import compartments_outside_in, conflicting, edge_situation, node_situation
from explorer.ui.canvas.visuals import crossfade, edge_look, node_look

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.session.moment import Moment
    from explorer.ui.theme.roles import Theme


def draw_diagram(painter: QPainter, theme: Theme, pathway: Pathway, diagram: Diagram, moment: Moment) -> None:
    """Draw ``moment`` in diagram units, as vectors: compartments, then arrows, then nodes."""
    for id_ in compartments_outside_in(pathway, diagram):
        draw_compartment(painter, theme, pathway.compartments[id_], diagram.compartments[id_])
    conflicts = conflicting(pathway)
    _draw_edges(painter, theme, pathway, diagram, moment, conflicts)
    faces = faces_of(pathway, diagram)
    for at, (id_, node) in enumerate(pathway.nodes.items()):
        if id_ not in faces:
            continue
        look = node_look(theme, node, node_situation(moment, id_, at, conflict=id_ in conflicts))
        box = diagram.nodes[id_]
        painter.save()
        painter.translate(box.left, box.top)
        if look.halo:
            painter.setOpacity(look.halo)
            draw_halo(painter, theme, node.kind, faces[id_])
            painter.setOpacity(1.0)
        half_way = look.before is not None and crossfade(moment.phase) < 0.5
        visual = look.before if half_way and look.before is not None else look.after
        draw_node(painter, theme, visual, faces[id_])
        painter.restore()


def _draw_edges(
    painter: QPainter, theme: Theme, pathway: Pathway, diagram: Diagram, moment: Moment, conflicts: frozenset[str]
) -> None:
    shapes = edge_shapes(pathway, diagram)
    index = pathway.network.index
    looks = [
        (edge_look(theme, edge, edge_situation(moment, edge, index, conflict=edge.id in conflicts)), shapes[edge.id])
        for edge in pathway.edges
        if edge.id in shapes
    ]
    for look, shape in sorted(looks, key=lambda drawn: drawn[0].visual.height):
        draw_edge(painter, theme, look.visual, shape)
        if look.pulse is not None:
            draw_pulse(painter, theme, shape, look.pulse)
