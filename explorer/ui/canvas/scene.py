"""What is in the scene? An item for each thing of a diagram; of a new moment each takes only what concerns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsScene

from explorer.ui.canvas.compartment_item import CompartmentItem
from explorer.ui.canvas.displacement import Displacement
from explorer.ui.canvas.edge_item import EdgeItem
from explorer.ui.canvas.edge_shapes import edge_shapes
from explorer.ui.canvas.edge_sheet import FAR, EdgeSheet
from explorer.ui.canvas.faces import faces_of
from explorer.ui.canvas.node_item import NodeItem
from explorer.ui.canvas.situations import (
    compartments_outside_in,
    conflicting,
    edge_situation,
    is_worth_light,
    node_situation,
    shown_state,
)
from explorer.ui.canvas.surface import Surface
from explorer.ui.canvas.visuals import edge_look, node_look

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.logic.state import State
    from explorer.pathway.definition import Pathway, Point
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.excerpt import Excerpt
    from explorer.session.moment import Moment
    from explorer.ui.canvas.visuals import EdgeLook, NodeLook
    from explorer.ui.theme.roles import Theme

FADED = 0.13
"""Opacity of what does not belong to a highlighted part."""
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
        self.chosen: frozenset[str] = frozenset()
        """The selected nodes, where several are; ``selected`` is the one that the keyboard acts on."""
        self.hovered = ""
        self.focused = False
        self._displaced = Displacement()
        self.part: Excerpt | None = None
        """The part that is shown, or None for everything."""
        self._conflicts: frozenset[str] = frozenset()
        self._keys: dict[str, object] = {}
        self._looks: dict[tuple[str, object], NodeLook] = {}
        self._edge_looks: dict[object, EdgeLook] = {}
        self._shown: tuple[Moment, frozenset[str]] | None = None
        self._all_stale = True
        self._leaving: dict[str, list[str]] = {}
        self._sheet: EdgeSheet | None = None

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in other colours."""
        self.surface.set_theme(theme)
        self._forget()
        self._refresh()
        self.update()

    def show_pathway(self, pathway: Pathway, diagram: Diagram) -> None:
        """Put new items in place of the old ones; they are drawn from the next moment on."""
        self._sheet = None
        self.node_items, self.edge_items = {}, {}
        self.clear()
        self._forget()
        self.pathway, self.diagram, self.moment = pathway, diagram, None
        self._conflicts = conflicting(pathway)
        if self.selected not in pathway.nodes and self.selected not in pathway.edge_by_id:
            self.selected = ""
        self.chosen &= pathway.nodes.keys()
        self.hovered = ""
        self._displaced = Displacement()
        self.part = None
        faces = faces_of(pathway, diagram)
        for depth, id_ in enumerate(compartments_outside_in(pathway, diagram)):
            box = diagram.compartments[id_]
            self.addItem(CompartmentItem(self.surface, pathway.compartments[id_], box, depth=depth))
        self._leaving = {}
        for edge in pathway.edges:
            self._leaving.setdefault(edge.source, []).append(edge.id)
        self.edge_items = {
            id_: EdgeItem(self.surface, pathway.edge_by_id[id_], shape, *self._style(id_))
            for id_, shape in edge_shapes(pathway, diagram).items()
        }
        bounds = diagram.bounds
        area = QRectF(bounds.left, bounds.top, bounds.width, bounds.height)
        self._sheet = EdgeSheet(area, self.edge_items.values())
        self.addItem(self._sheet)
        self.node_items = {
            id_: NodeItem(self.surface, id_, node.kind, diagram.nodes[id_], faces[id_])
            for id_, node in pathway.nodes.items()
            if id_ in diagram.nodes
        }
        for item in (*self.edge_items.values(), *self.node_items.values()):
            self.addItem(item)
        for edge_item in self.edge_items.values():
            edge_item.set_far(far=self._is_far)

    def _style(self, edge_id: str) -> tuple[int, tuple[object, ...]]:
        """Return the number of an arrow's source, and what decides its look apart from the moment."""
        assert self.pathway is not None
        edge = self.pathway.edge_by_id[edge_id]
        style = (edge.effect.value, edge.confidence.value, edge_id in self._conflicts)
        return self.pathway.network.index[edge.source], style

    def _forget(self) -> None:
        """Draw everything anew with the next moment."""
        self._keys.clear()
        self._looks.clear()
        self._edge_looks.clear()
        self._shown, self._all_stale = None, True

    def show_moment(self, moment: Moment) -> frozenset[str]:
        """Show ``moment``; returns the ids of the items that look different now."""
        self.moment = moment
        return self._refresh()

    def select(self, id_: str) -> None:
        """Mark the node or arrow ``id_`` as selected; an empty id marks nothing."""
        is_node = self.pathway is not None and id_ in self.pathway.nodes
        self.choose(frozenset({id_}) if is_node else frozenset(), id_)

    def choose(self, nodes: frozenset[str], selected: str) -> None:
        """Mark ``nodes`` as selected together; the keyboard acts on ``selected``."""
        if (nodes, selected) != (self.chosen, self.selected):
            self.chosen, self.selected = nodes, selected
            self._refresh()

    def nodes_in(self, area: QRectF) -> frozenset[str]:
        """Return the nodes whose boxes touch ``area`` (diagram units)."""
        return frozenset(
            id_
            for id_, item in self.node_items.items()
            if item.isVisible()
            and area.intersects(QRectF(item.box.left, item.box.top, item.box.width, item.box.height))
        )

    def show_part(self, part: Excerpt | None, *, fading: bool = False) -> None:
        """Show only ``part``: the rest is gone, or faded; None shows everything."""
        self.part = part
        for id_, item in (*self.node_items.items(), *self.edge_items.items()):
            is_in = part is None or id_ in part.nodes or id_ in part.edges
            item.setVisible(is_in or fading)
            item.setOpacity(1.0 if is_in else FADED)
        self._gather()
        self.update()

    def displace(self, nodes: frozenset[str], offset: Point) -> None:
        """Show ``nodes`` moved by ``offset``, their arrows drawn straight; every other node goes back to its place."""
        if self.pathway is None or self.diagram is None:
            return
        areas, edges = self._displaced.show(self, nodes, offset)
        if self._is_far and edges:
            self._gather(edges)
        for area in areas:
            self.update(area)

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

    def set_scale(self, scale: float, ratio: float) -> None:
        """Draw for ``scale`` device pixels a diagram unit, ``ratio`` of them a logical pixel."""
        if (scale, ratio) == (self.surface.scale, self.surface.ratio):
            return
        was_far = self._is_far
        self.surface.scale, self.surface.ratio = scale, ratio
        if was_far != self._is_far:
            for item in self.edge_items.values():
                item.set_far(far=self._is_far)
        if was_far or self._is_far:
            self._gather()

    @property
    def _is_far(self) -> bool:
        return self.surface.scale < FAR

    def _gather(self, changed: list[str] | None = None) -> None:
        if self._sheet is not None and self._is_far:
            self._sheet.gather(scale=self.surface.scale, changed=changed)
        elif self._sheet is not None:
            self._sheet.clear()

    def _refresh(self) -> frozenset[str]:
        moment, pathway = self.moment, self.pathway
        if moment is None or pathway is None:
            return frozenset()
        touched: list[str] = []
        areas: list[QRectF] = []
        if self._all_stale:
            nodes: Iterable[str] = self.node_items
            edges: Iterable[str] = self.edge_items
        else:
            nodes, edges = self._concerned(moment, pathway)
        self._shown, self._all_stale = (moment, self._marks), False
        for id_ in nodes:
            self._refresh_node(id_, moment, touched, areas)
        drawn = len(touched)
        for id_ in edges:
            self._refresh_edge(id_, moment, touched, areas)
        if self._is_far and len(touched) > drawn:
            self._gather(touched[drawn:])
        if len(areas) > _MANY_AREAS:
            self.update()
        else:
            for area in areas:
                self.update(area)
        return frozenset(touched)

    @property
    def _marks(self) -> frozenset[str]:
        return self.chosen | {self.selected, self.hovered}

    def _concerned(self, moment: Moment, pathway: Pathway) -> tuple[set[str], set[str]]:
        """Return the nodes and arrows that may look different from how they were drawn last."""
        assert self._shown is not None
        last, marks = self._shown
        names = pathway.network.nodes
        marked = marks | self._marks
        nodes = set(marked) | last.moving | moment.moving | (last.oscillating ^ moment.oscillating)
        nodes |= last.holds.keys() ^ moment.holds.keys()
        nodes.update(names[at] for at in _differing(last.after, moment.after))
        nodes.update(names[at] for at in _differing(last.reference, moment.reference))
        edges = set(marked) | last.carriers | moment.carriers
        for at in _differing(shown_state(last), shown_state(moment)):
            edges.update(self._leaving.get(names[at], ()))
        return nodes & self.node_items.keys(), edges & self.edge_items.keys()

    def _refresh_node(self, id_: str, moment: Moment, touched: list[str], areas: list[QRectF]) -> None:
        assert self.pathway is not None
        at = self.pathway.network.index[id_]
        moving = id_ in moment.moving and is_worth_light(moment)
        selected = id_ == self.selected or id_ in self.chosen
        focused = self.focused and id_ == self.selected
        key = (
            moment.after[at],
            moment.reference[at],
            id_ in moment.holds,
            id_ in moment.oscillating,
            (moment.before[at], moment.phase) if moving else None,
            selected and 1 + focused,
            id_ == self.hovered,
        )
        if self._keys.get(id_) == key:
            return
        self._keys[id_] = key
        look = self._looks.get((id_, key))
        if look is None:
            situation = node_situation(
                moment,
                id_,
                at,
                conflict=id_ in self._conflicts,
                selected=selected,
                focused=focused,
                hovered=id_ == self.hovered,
            )
            look = node_look(self.surface.theme, self.pathway.nodes[id_], situation)
            if not moving:
                self._looks[id_, key] = look
        touched.append(id_)
        areas.append(self.node_items[id_].show_look(look))

    def _refresh_edge(self, id_: str, moment: Moment, touched: list[str], areas: list[QRectF]) -> None:
        assert self.pathway is not None
        item = self.edge_items[id_]
        carrying = id_ in moment.carriers and is_worth_light(moment)
        source_on = shown_state(moment)[item.source_at]
        key = (source_on, moment.phase if carrying else None, id_ == self.selected, id_ == self.hovered)
        if self._keys.get(id_) == key:
            return
        self._keys[id_] = key
        shared = (item.style, key)  # arrows of one style look the same in the same situation
        look = self._edge_looks.get(shared)
        if look is None:
            edge, index = self.pathway.edge_by_id[id_], self.pathway.network.index
            conflict, selected, hovered = id_ in self._conflicts, id_ == self.selected, id_ == self.hovered
            situation = edge_situation(moment, edge, index, conflict=conflict, selected=selected, hovered=hovered)
            look = edge_look(self.surface.theme, edge, situation)
            if not carrying:
                self._edge_looks[shared] = look
        touched.append(id_)
        areas += item.show_look(look)


def _differing(before: State, after: State) -> list[int]:
    if before is after or before == after:
        return []
    return [at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
