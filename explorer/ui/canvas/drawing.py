"""How is a whole diagram drawn at once, without a scene? In the scene's order, with the same functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

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


class Groups(Protocol):
    """Is told what is being drawn: its kind (``compartment``, ``edge``, ``node``), its id, and words about it."""

    def begin_group(self, kind: str, id_: str, title: str = "") -> None:
        """What follows belongs to this thing."""

    def end_group(self) -> None:
        """It is drawn."""


class _NoGroups:
    """For pictures without groups."""

    def begin_group(self, kind: str, id_: str, title: str = "") -> None:
        """Do nothing."""

    def end_group(self) -> None:
        """Do nothing."""


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
    groups: Groups | None = None,
) -> None:
    """Draw ``moment`` in diagram units, as vectors: compartments, then arrows, then nodes.

    ``staging`` says what is left out, faded, and ringed; ``groups`` is told where each thing begins and ends.
    """
    groups = groups or _NoGroups()
    for id_ in compartments_outside_in(pathway, diagram):
        if id_ in staging.hidden_compartments:
            continue
        painter.setOpacity(FADED if id_ in staging.faded_compartments else 1.0)
        groups.begin_group("compartment", id_, pathway.compartments[id_].label)
        draw_compartment(painter, theme, pathway.compartments[id_], diagram.compartments[id_])
        groups.end_group()
    painter.setOpacity(1.0)
    conflicts = conflicting(pathway)
    _draw_edges(painter, theme, pathway, diagram, moment, conflicts, staging, groups)
    faces = faces_of(pathway, diagram)
    for at, (id_, node) in enumerate(pathway.nodes.items()):
        if id_ not in faces or id_ in staging.hidden:
            continue
        opacity = FADED if id_ in staging.faded else 1.0
        situation = node_situation(moment, id_, at, conflict=id_ in conflicts, highlighted=id_ in staging.highlighted)
        look = node_look(theme, node, situation)
        box = diagram.nodes[id_]
        painter.save()
        groups.begin_group("node", id_, f"{node.label}: {'ON' if moment.after[at] else 'OFF'}")
        painter.translate(box.left, box.top)
        if look.halo:
            painter.setOpacity(look.halo * opacity)
            draw_halo(painter, theme, node.kind, faces[id_])
        painter.setOpacity(opacity)
        half_way = look.before is not None and crossfade(moment.phase) < 0.5
        visual = look.before if half_way and look.before is not None else look.after
        draw_node(painter, theme, visual, faces[id_])
        groups.end_group()
        painter.restore()


def _draw_edges(
    painter: QPainter,
    theme: Theme,
    pathway: Pathway,
    diagram: Diagram,
    moment: Moment,
    conflicts: frozenset[str],
    staging: Staging,
    groups: Groups,
) -> None:
    shapes = edge_shapes(pathway, diagram)
    index = pathway.network.index
    looks = []
    for edge in pathway.edges:
        if edge.id in shapes and edge.id not in staging.hidden:
            conflict, highlighted = edge.id in conflicts, edge.id in staging.highlighted
            situation = edge_situation(moment, edge, index, conflict=conflict, highlighted=highlighted)
            looks.append((edge_look(theme, edge, situation), shapes[edge.id], edge))
    for look, shape, edge in sorted(looks, key=lambda drawn: drawn[0].visual.height):
        painter.setOpacity(FADED if edge.id in staging.faded else 1.0)
        groups.begin_group("edge", edge.id, edge.mechanism)
        draw_edge(painter, theme, look.visual, shape)
        if look.pulse is not None:
            draw_pulse(painter, theme, shape, look.pulse)
        groups.end_group()
    painter.setOpacity(1.0)
