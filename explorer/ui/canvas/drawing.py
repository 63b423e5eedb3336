"""How is a whole diagram drawn at once, without a scene? In the scene's order, with the same functions."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Protocol

from explorer.pathway.story import Staging
from explorer.ui.canvas.collapsed_item import closed_box, draw_collapsed
from explorer.ui.canvas.collapsing import closed_areas, closed_shapes, with_enclosing
from explorer.ui.canvas.compartment_painting import draw_compartment
from explorer.ui.canvas.edge_painting import draw_edge, draw_pulse
from explorer.ui.canvas.edge_shapes import edge_shapes
from explorer.ui.canvas.faces import faces_of
from explorer.ui.canvas.node_painting import draw_halo, draw_node
from explorer.ui.canvas.situations import compartments_outside_in, conflicting, edge_situation, node_situation
from explorer.ui.canvas.visuals import edge_look, faded_visuals, node_look
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPainter

    from explorer.pathway.definition import Edge, NodeKind, Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.geometry import Box
    from explorer.session.moment import Moment
    from explorer.ui.canvas.cell_names import CellName
    from explorer.ui.canvas.edge_shapes import EdgeShape
    from explorer.ui.canvas.visuals import EdgeLook, EdgeVisual, NodeLook
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


@dataclass(frozen=True, slots=True)
class Arrival:
    """A new staging on its way: what ``before`` showed less of has come ``part`` of the way (0 to 1)."""

    before: Staging
    part: float


@dataclass(frozen=True, slots=True)
class Lettering:
    """Words that are drawn otherwise than usual, where a part of the diagram is seen or all of it from afar.

    Attributes:
        letters: how much larger than usual the words on nodes are, if they have room; 0 for as the theme has them.
        names: where the names of compartments stand, by id; of all others above their compartment.
        arriving: ids of those that come in with the staging.
    """

    letters: float = 0.0
    names: Mapping[str, CellName] = field(default_factory=dict)
    arriving: frozenset[str] = frozenset()


PLAIN_LETTERS = Lettering()


class Geometry:
    """What of a drawing stays from moment to moment: faces, lines, and which things some source contradicts."""

    def __init__(self, pathway: Pathway, diagram: Diagram) -> None:
        self.faces = faces_of(pathway, diagram)
        self.shapes = edge_shapes(pathway, diagram)
        self.conflicts = conflicting(pathway)


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
    Drawing(theme, pathway, diagram, moment, staging).draw(painter, groups)


class Drawing:
    """One diagram at one moment, as pictures draw it."""

    def __init__(
        self,
        theme: Theme,
        pathway: Pathway,
        diagram: Diagram,
        moment: Moment,
        staging: Staging = EVERYTHING,
        *,
        arrival: Arrival | None = None,
        collapsed: frozenset[str] = frozenset(),
        geometry: Geometry | None = None,
        lettering: Lettering = PLAIN_LETTERS,
    ) -> None:
        """Take what is drawn: ``staging``, coming in as ``arrival`` says, and ``collapsed`` compartments as boxes.

        Whoever draws many moments hands in their common ``geometry``; ``lettering`` is for what is seen of a part.
        """
        geometry = geometry or Geometry(pathway, diagram)
        self._theme, self._pathway, self._diagram = theme, pathway, diagram
        self._moment, self._arrival, self._collapsed, self._lettering = moment, arrival, collapsed, lettering
        self._faces, self._shapes, self._conflicts = geometry.faces, geometry.shapes, geometry.conflicts
        self._closed, self._inside = closed_areas(pathway, diagram, collapsed) if collapsed else ({}, {})
        if self._inside:
            ways = closed_shapes(pathway, diagram, self._closed, self._inside)
            self._shapes = {id_: ways.get(id_, shape) for id_, shape in self._shapes.items()}
            within = {
                edge.id
                for edge in pathway.edges
                if edge.source in self._inside and self._inside[edge.source] == self._inside.get(edge.target)
            }
            staging = replace(staging, hidden=staging.hidden | self._inside.keys() | within)
        self._staging = staging

    def draw(self, painter: QPainter, groups: Groups | None = None) -> None:
        """Draw everything; ``groups`` is told where each thing begins and ends."""
        groups = groups or _NoGroups()
        self._draw_compartments(painter, groups)
        looks = [
            (self._edge_look(edge), self._shapes[edge.id], edge)
            for edge in self._pathway.edges
            if edge.id in self._shapes and edge.id not in self._staging.hidden
        ]
        for look, shape, edge in sorted(looks, key=lambda drawn: drawn[0].visual.height):
            painter.setOpacity(self._opacity(edge.id))
            groups.begin_group("edge", edge.id, edge.mechanism)
            draw_edge(painter, self._theme, look.visual, shape)
            if look.pulse is not None:
                draw_pulse(painter, self._theme, shape, look.pulse)
            groups.end_group()
        self._draw_names(painter, groups)
        painter.setOpacity(1.0)
        index = self._pathway.network.index
        for id_, node in self._pathway.nodes.items():
            if id_ not in self._faces or id_ in self._staging.hidden:
                continue
            box = self._diagram.nodes[id_]
            painter.save()
            groups.begin_group("node", id_, f"{node.label}: {'ON' if self._moment.after[index[id_]] else 'OFF'}")
            painter.translate(box.left, box.top)
            self._paint_node(painter, id_, self._opacity(id_))
            groups.end_group()
            painter.restore()
        for id_, area in self._closed.items():
            groups.begin_group("collapsed", id_, area.label)
            draw_collapsed(painter, self._theme, area, closed_box(area), area.summary(self._moment.after))
            groups.end_group()

    def _draw_compartments(self, painter: QPainter, groups: Groups) -> None:
        staging, pathway = self._staging, self._pathway
        for id_ in compartments_outside_in(pathway, self._diagram):
            if id_ in staging.hidden_compartments or self._collapsed & with_enclosing(pathway, id_):
                continue
            painter.setOpacity(self._compartment_opacity(id_))
            groups.begin_group("compartment", id_, pathway.compartments[id_].label)
            compartment, box = pathway.compartments[id_], self._diagram.compartments[id_]
            draw_compartment(painter, self._theme, compartment, box, with_label=id_ not in self._lettering.names)
            groups.end_group()
        painter.setOpacity(1.0)

    def _draw_names(self, painter: QPainter, groups: Groups) -> None:
        """Write the names of compartments that do not stand where they usually do."""
        from explorer.ui.canvas.cell_names import draw_cell_name  # a start does without it

        part = self._arrival.part if self._arrival is not None else 1.0
        for id_, name in self._lettering.names.items():
            painter.setOpacity(part if id_ in self._lettering.arriving else 1.0)
            words = self._pathway.compartments[id_].label
            groups.begin_group("name", id_, words)
            draw_cell_name(painter, self._theme, name, id_, words)
            groups.end_group()

    def _paint_node(self, painter: QPainter, id_: str, opacity: float) -> None:
        look = self._node_look(id_)
        if look.halo:
            painter.setOpacity(look.halo * opacity)
            draw_halo(painter, self._theme, self._pathway.nodes[id_].kind, self._faces[id_])
        for visual, share in faded_visuals(look):
            painter.setOpacity(share * opacity)
            draw_node(painter, self._theme, visual, self._faces[id_], letters=self._lettering.letters)

    def _node_look(self, id_: str) -> NodeLook:
        at = self._pathway.network.index[id_]
        conflict, highlighted = id_ in self._conflicts, id_ in self._staging.highlighted
        situation = node_situation(self._moment, id_, at, conflict=conflict, highlighted=highlighted)
        return node_look(self._theme, self._pathway.nodes[id_], situation)

    def _edge_look(self, edge: Edge) -> EdgeLook:
        conflict, highlighted = edge.id in self._conflicts, edge.id in self._staging.highlighted
        index = self._pathway.network.index
        situation = edge_situation(self._moment, edge, index, conflict=conflict, highlighted=highlighted)
        return edge_look(self._theme, edge, situation)

    # -- how much of it ------------------------------------------------------------------------------------------

    def _opacity(self, id_: str) -> float:
        wanted = _opacity_in(self._staging.hidden, self._staging.faded, id_)
        if self._arrival is None or not wanted:
            return wanted
        before = self._arrival.before
        return _between(_opacity_in(before.hidden, before.faded, id_), wanted, self._arrival.part)

    def _compartment_opacity(self, id_: str) -> float:
        wanted = _opacity_in(self._staging.hidden_compartments, self._staging.faded_compartments, id_)
        if self._arrival is None or not wanted:
            return wanted
        before = self._arrival.before
        return _between(
            _opacity_in(before.hidden_compartments, before.faded_compartments, id_), wanted, self._arrival.part
        )

    # -- what lies under marks (see overlay_painting) ------------------------------------------------------------

    def arrow(self, id_: str) -> tuple[EdgeShape, EdgeVisual, float] | None:
        """Return the line, the look and the opacity of an arrow; None where it is hidden."""
        edge = self._pathway.edge_by_id.get(id_)
        if edge is None or id_ not in self._shapes or id_ in self._staging.hidden:
            return None
        return self._shapes[id_], self._edge_look(edge).visual, self._opacity(id_)

    def node(self, id_: str) -> tuple[NodeKind, Box, float] | None:
        """Return the kind, the box and the opacity of a node; None where it is hidden."""
        if id_ not in self._faces or id_ in self._staging.hidden:
            return None
        return self._pathway.nodes[id_].kind, self._diagram.nodes[id_], self._opacity(id_)

    def draw_node(self, painter: QPainter, id_: str) -> None:
        """Draw a node in a box from (0, 0)."""
        self._paint_node(painter, id_, self._opacity(id_))


def _opacity_in(hidden: frozenset[str], faded: frozenset[str], id_: str) -> float:
    return 0.0 if id_ in hidden else FADED if id_ in faded else 1.0


def _between(old: float, new: float, part: float) -> float:
    return old + (new - old) * part
