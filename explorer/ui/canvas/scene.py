"""What is in the scene? An item for each thing of a diagram; of a new moment each takes only what concerns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGraphicsScene

from explorer.ui.canvas.compartment_item import CompartmentItem
from explorer.ui.canvas.edge_item import EdgeItem
from explorer.ui.canvas.edge_shapes import edge_shapes
from explorer.ui.canvas.faces import faces_of
from explorer.ui.canvas.node_item import NodeItem
from explorer.ui.canvas.situations import (
    compartments_outside_in,
    conflicting,
    edge_situation,
    node_situation,
    shown_state,
)
from explorer.ui.canvas.surface import Surface
from explorer.ui.canvas.visuals import edge_look, node_look

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.session.moment import Moment
    from explorer.ui.theme.roles import Theme

_MANY_AREAS = 160
"""Areas to paint again above which the whole view is painted: Qt's work on regions grows with their number."""


class DiagramScene(QGraphicsScene):
    """Shows one pathway at one moment. Changes nothing but itself, and that only when told to."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.surface = Surface(theme)
        self.pathway: Pathway | None = None
        self.diagram: Diagram | None = None
        self.moment: Moment | None = None
        self.node_items: dict[str, NodeItem] = {}
        self.edge_items: dict[str, EdgeItem] = {}
        self.selected = ""
        self.hovered = ""
        self.focused = False
        self._conflicts: frozenset[str] = frozenset()
        self._keys: dict[str, tuple[object, ...]] = {}

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in other colours."""
        self.surface.set_theme(theme)
        self._keys.clear()
        self._refresh()
        self.update()

    def show_pathway(self, pathway: Pathway, diagram: Diagram) -> None:
        """Put new items in place of the old ones; they are drawn from the next moment on."""
        self.clear()
        self._keys.clear()
        self.pathway, self.diagram, self.moment = pathway, diagram, None
        self._conflicts = conflicting(pathway)
        if self.selected not in pathway.nodes and self.selected not in pathway.edge_by_id:
            self.selected = ""
        self.hovered = ""
        faces = faces_of(pathway, diagram)
        for depth, id_ in enumerate(compartments_outside_in(pathway, diagram)):
            box = diagram.compartments[id_]
            self.addItem(CompartmentItem(self.surface, pathway.compartments[id_], box, depth=depth))
        self.edge_items = {
            id_: EdgeItem(self.surface, id_, shape) for id_, shape in edge_shapes(pathway, diagram).items()
        }
        self.node_items = {
            id_: NodeItem(self.surface, id_, node.kind, diagram.nodes[id_], faces[id_])
            for id_, node in pathway.nodes.items()
            if id_ in diagram.nodes
        }
        for item in (*self.edge_items.values(), *self.node_items.values()):
            self.addItem(item)

    def show_moment(self, moment: Moment) -> frozenset[str]:
        """Show ``moment``; returns the ids of the items that look different now."""
        self.moment = moment
        return self._refresh()

    def select(self, id_: str) -> None:
        """Mark the node or arrow ``id_`` as selected; an empty id marks nothing."""
        if id_ != self.selected:
            self.selected = id_
            self._refresh()

    def hover(self, id_: str) -> None:
        """Mark the node or arrow under the pointer."""
        if id_ != self.hovered:
            self.hovered = id_
            self._refresh()

    def set_focused(self, *, focused: bool) -> None:
        """Show whether the keyboard acts on the selected node."""
        if focused != self.focused:
            self.focused = focused
            self._refresh()

    def is_conflicting(self, id_: str) -> bool:
        """Whether some source contradicts the node or arrow ``id_``."""
        return id_ in self._conflicts

    def _refresh(self) -> frozenset[str]:
        if self.moment is None or self.pathway is None:
            return frozenset()
        touched, areas = self._refresh_nodes(self.moment, self.pathway)
        touched_edges, edge_areas = self._refresh_edges(self.moment, self.pathway)
        areas += edge_areas
        if len(areas) > _MANY_AREAS:
            self.update()
        else:
            for area in areas:
                self.update(area)
        return frozenset(touched + touched_edges)

    def _refresh_nodes(self, moment: Moment, pathway: Pathway) -> tuple[list[str], list[QRectF]]:
        keys, items = self._keys, self.node_items
        touched: list[str] = []
        areas: list[QRectF] = []
        bits = zip(pathway.network.nodes, moment.before, moment.after, moment.reference, strict=True)
        for at, (id_, before, after, reference) in enumerate(bits):
            motion = (before, moment.phase) if id_ in moment.moving else None
            ring = (id_ == self.selected and 1 + self.focused, id_ == self.hovered)
            key = (after, reference, id_ in moment.holds, id_ in moment.oscillating, motion, ring)
            if keys.get(id_) == key or id_ not in items:
                continue
            keys[id_] = key
            situation = node_situation(
                moment,
                id_,
                at,
                conflict=id_ in self._conflicts,
                selected=id_ == self.selected,
                focused=self.focused,
                hovered=id_ == self.hovered,
            )
            touched.append(id_)
            areas.append(items[id_].show_look(node_look(self.surface.theme, pathway.nodes[id_], situation)))
        return touched, areas

    def _refresh_edges(self, moment: Moment, pathway: Pathway) -> tuple[list[str], list[QRectF]]:
        keys, index = self._keys, pathway.network.index
        shown = shown_state(moment)
        touched: list[str] = []
        areas: list[QRectF] = []
        for edge in pathway.edges:
            id_ = edge.id
            motion = moment.phase if id_ in moment.carriers else None
            key = (shown[index[edge.source]], motion, id_ == self.selected, id_ == self.hovered)
            if keys.get(id_) == key or id_ not in self.edge_items:
                continue
            keys[id_] = key
            situation = edge_situation(
                moment,
                edge,
                index,
                conflict=id_ in self._conflicts,
                selected=id_ == self.selected,
                hovered=id_ == self.hovered,
            )
            touched.append(id_)
            areas += self.edge_items[id_].show_look(edge_look(self.surface.theme, edge, situation))
        return touched, areas
