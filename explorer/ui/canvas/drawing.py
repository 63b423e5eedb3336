"""How is a whole diagram drawn at once, without a scene? In the scene's order, with the same functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.story import Staging
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


EVERYTHING = Staging()
FADED = 0.13
"""Opacity of what is faded."""


def draw_diagram(
    painter: QPainter,
    theme: Theme,
    pathway: Pathway,
    diagram: Diagram,
    moment: Moment,
    staging: Staging = EVERYTHING,
) -> None:
    """Draw ``moment`` in diagram units, as vectors: compartments, then arrows, then nodes.

    ``staging`` says what is left out, faded, and ringed.
    """
    for id_ in compartments_outside_in(pathway, diagram):
        if id_ in staging.hidden_compartments:
            continue
        painter.setOpacity(FADED if id_ in staging.faded_compartments else 1.0)
        draw_compartment(painter, theme, pathway.compartments[id_], diagram.compartments[id_])
    conflicts = conflicting(pathway)
    _draw_edges(painter, theme, pathway, diagram, moment, conflicts, staging)
    faces = faces_of(pathway, diagram)
    for at, (id_, node) in enumerate(pathway.nodes.items()):
        if id_ not in faces or id_ in staging.hidden:
            continue
        opacity = FADED if id_ in staging.faded else 1.0
        situation = node_situation(moment, id_, at, conflict=id_ in conflicts, highlighted=id_ in staging.highlighted)
        look = node_look(theme, node, situation)
        box = diagram.nodes[id_]
        painter.save()
        painter.translate(box.left, box.top)
        if look.halo:
            painter.setOpacity(look.halo * opacity)
            draw_halo(painter, theme, node.kind, faces[id_])
        painter.setOpacity(opacity)
        half_way = look.before is not None and crossfade(moment.phase) < 0.5
        visual = look.before if half_way and look.before is not None else look.after
        draw_node(painter, theme, visual, faces[id_])
        painter.restore()


def _draw_edges(
    painter: QPainter,
    theme: Theme,
    pathway: Pathway,
    diagram: Diagram,
    moment: Moment,
    conflicts: frozenset[str],
    staging: Staging,
) -> None:
    shapes = edge_shapes(pathway, diagram)
    index = pathway.network.index
    looks = []
    for edge in pathway.edges:
        if edge.id in shapes and edge.id not in staging.hidden:
            conflict, highlighted = edge.id in conflicts, edge.id in staging.highlighted
            situation = edge_situation(moment, edge, index, conflict=conflict, highlighted=highlighted)
            looks.append((edge_look(theme, edge, situation), shapes[edge.id], edge.id))
    for look, shape, id_ in sorted(looks, key=lambda drawn: drawn[0].visual.height):
        painter.setOpacity(FADED if id_ in staging.faded else 1.0)
        draw_edge(painter, theme, look.visual, shape)
        if look.pulse is not None:
            draw_pulse(painter, theme, shape, look.pulse)
    painter.setOpacity(1.0)
