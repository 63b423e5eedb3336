"""What is in the scene? An item for each thing of a diagram; of a new moment each takes only what concerns it."""

from __future__ import annotations

import gc
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from explorer.ui.canvas.area_sheet import AreaSheet
from explorer.ui.canvas.attaching import AT_ONCE, attaching
from explorer.ui.canvas.collapsing import Collapsing, with_enclosing
from explorer.ui.canvas.compartment_item import CompartmentItem
from explorer.ui.canvas.displacement import Displacement
from explorer.ui.canvas.drawing import EVERYTHING, FADED
from explorer.ui.canvas.edge_sheet import FAR, EdgeSheet
from explorer.ui.canvas.level_of_detail import Detail
from explorer.ui.canvas.node_sheet import NodeSheet
from explorer.ui.canvas.situations import (
    compartments_outside_in,
    conflicting,
    edge_situation,
    is_worth_light,
    node_situation,
    shown_state,
)
from explorer.ui.canvas.slices import Slices
from explorer.ui.canvas.surface import Surface
from explorer.ui.canvas.visuals import edge_look, node_look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.logic.state import State
    from explorer.pathway.areas import Area
    from explorer.pathway.definition import Pathway, Point
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.excerpt import Excerpt
    from explorer.pathway.geometry import Box
    from explorer.pathway.story import Staging
    from explorer.session.moment import Moment
    from explorer.ui.canvas.edge_item import EdgeItem
    from explorer.ui.canvas.node_item import NodeItem
    from explorer.ui.canvas.visuals import EdgeLook, NodeLook
    from explorer.ui.theme.roles import Theme

_REDRAWN_AT_ONCE = 4500
"""Nodes and arrows up to which everything that changes is redrawn before the next paint."""
_SHARE = 400
"""Nodes redrawn in one step of many; arrows cost half as much."""
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
        self._collapsing = Collapsing()
        self.collapsed: frozenset[str] = frozenset()
        """The compartments that are drawn as one box."""
        self._part_fades = False
        self.part: Excerpt | None = None
        """The part that is shown, or None for everything."""
        self.lit: frozenset[str] | None = None
        """The nodes and arrows that stay while everything else is faded, or None where nothing is."""
        self.staging = EVERYTHING
        """What a step of a story hides, fades and points at."""
        self._conflicts: frozenset[str] = frozenset()
        self._keys: dict[str, object] = {}
        self._looks: dict[tuple[str, object], NodeLook] = {}
        self._edge_looks: dict[object, EdgeLook] = {}
        self._shown: tuple[Moment, frozenset[str]] | None = None
        self._all_stale = True
        self._leaving: dict[str, list[str]] = {}
        self.compartment_items: dict[str, CompartmentItem] = {}
        self._sheet: EdgeSheet | None = None
        self._spots: NodeSheet | None = None
        self._names: AreaSheet | None = None
        self.marked: QGraphicsItem | None = None
        """What an answer laid over the diagram; whoever laid it puts it back over another pathway."""
        self._work = Slices(self)
        self._work.finished.connect(self._go_on)
        self._waiting: tuple[list[str], list[str]] = ([], [])

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in other colours."""
        self.surface.set_theme(theme)
        self._forget()
        self._refresh()
        self.update()

    def show_pathway(self, pathway: Pathway, diagram: Diagram) -> None:
        """Put new items in place of the old ones; they are drawn from the next moment on."""
        self._work.stop()
        gc.unfreeze()
        self._waiting = ([], [])
        self._collapsing = Collapsing()
        kept = self.collapsed & pathway.compartments.keys()
        self.collapsed = kept if self.pathway is not None and self.pathway.id == pathway.id else frozenset()
        self._sheet, self._spots, self._names = None, None, None
        self.node_items, self.edge_items, self.compartment_items = {}, {}, {}
        self.marked = None
        self.clear()
        self._forget()
        self.pathway, self.diagram, self.moment = pathway, diagram, None
        self._conflicts = conflicting(pathway)
        if self.selected not in pathway.nodes and self.selected not in pathway.edge_by_id:
            self.selected = ""
        self.chosen &= pathway.nodes.keys()
        self.hovered = ""
        self._displaced = Displacement()
        self.part, self.lit, self.staging = None, None, EVERYTHING
        self._leaving = {}
        bounds = diagram.bounds
        area = QRectF(bounds.left, bounds.top, bounds.width, bounds.height)
        sheet = self._add_sheets(pathway, diagram, area)
        work = attaching(self, pathway, diagram, sheet)
        if len(diagram.nodes) + len(diagram.edges) <= AT_ONCE:
            deque(work, maxlen=0)
        else:
            self._work.run(work)

    def _add_sheets(self, pathway: Pathway, diagram: Diagram, area: QRectF) -> EdgeSheet:
        """Add what is drawn as a whole: compartments, and the sheets for what is far. Returns that of the arrows."""
        for depth, id_ in enumerate(compartments_outside_in(pathway, diagram)):
            box = diagram.compartments[id_]
            item = CompartmentItem(self.surface, pathway.compartments[id_], box, depth=depth)
            self.compartment_items[id_] = item
            self.addItem(item)
        self._sheet = EdgeSheet(area)
        self._spots = NodeSheet(area)
        self.addItem(self._sheet)
        self.addItem(self._spots)
        self._show_levels()
        return self._sheet

    def name_areas(self, areas: tuple[Area, ...]) -> None:
        """Show the names of ``areas`` when the diagram is seen from afar."""
        assert self.diagram is not None
        bounds = self.diagram.bounds
        self._names = AreaSheet(self.surface, areas, QRectF(bounds.left, bounds.top, bounds.width, bounds.height))
        self.addItem(self._names)
        self._show_levels()

    def adopt(self, nodes: list[NodeItem], edges: list[EdgeItem]) -> None:
        """Take new items in and draw them as the present moment asks for."""
        assert self.pathway is not None
        for node in nodes:
            node.set_far(far=self._shows_areas)
            self.addItem(node)
            if self._spots is not None:
                self._spots.add(node.node, node.box)
        for edge in edges:
            edge.prepare()
            self.addItem(edge)
            self._leaving.setdefault(self.pathway.network.nodes[edge.source_at], []).append(edge.edge)
        if self.moment is None or self._all_stale:
            return
        touched: list[str] = []
        areas: list[QRectF] = []
        for node in nodes:
            self._refresh_node(node.node, self.moment, touched, areas)
        for edge in edges:
            self._refresh_edge(edge.edge, self.moment, touched, areas)
        self._repaint(areas)

    @property
    def area_names(self) -> AreaSheet | None:
        """The names that are read from afar."""
        return self._names

    def attached(self) -> None:
        """Everything is in the scene: what was collapsed before is so again."""
        if self._work.is_busy:
            gc.freeze()  # a large diagram is not searched for unreachable cycles again and again
        if self.collapsed:
            self.set_collapsed(self.collapsed)
        elif self.part is not None or self.lit is not None:
            self._show_visible()

    def style_of(self, edge_id: str) -> tuple[int, tuple[object, ...]]:
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
        self.part, self._part_fades = part, fading
        self._show_visible()

    def is_outside_part(self, id_: str) -> bool:
        """Whether only a part is shown, and the node or arrow ``id_`` is not in it."""
        part = self.part
        return bool(id_) and part is not None and not self._part_fades and id_ not in part.nodes | part.edges

    def collapsed_around(self, id_: str) -> frozenset[str]:
        """Return the collapsed compartments that hide the node or arrow ``id_``."""
        pathway = self.pathway
        if pathway is None or not self._collapsing.hides(pathway, id_):
            return frozenset()
        node = id_ if id_ in pathway.nodes else pathway.edge_by_id[id_].source
        return self.collapsed & with_enclosing(pathway, pathway.nodes[node].compartment)

    def hides(self, id_: str) -> bool:
        """Whether the node or arrow ``id_`` is out of sight: outside the part shown, or in a collapsed compartment."""
        return self.is_outside_part(id_) or bool(self.collapsed_around(id_)) or id_ in self.staging.hidden

    def stage(self, staging: Staging) -> None:
        """Hide, fade and point at what a step of a story does; ``Staging()`` ends that."""
        if staging != self.staging:
            self.staging = staging
            self._refresh()
            self._show_visible()

    def light(self, ids: frozenset[str] | None) -> None:
        """Fade everything but the nodes and arrows ``ids``; None fades nothing."""
        if ids != self.lit:
            self.lit = ids
            if self.pathway is not None:
                self._show_visible()

    def _opacity(self, id_: str, *, is_in: bool) -> float:
        is_seen = is_in and (self.lit is None or id_ in self.lit) and id_ not in self.staging.faded
        return 1.0 if is_seen else FADED

    def set_collapsed(self, compartments: frozenset[str]) -> None:
        """Draw these compartments as one box each, all others open."""
        if self.pathway is None or self.diagram is None:
            return
        self.collapsed = compartments
        self._collapsing.show(self, compartments)
        if self.moment is not None:
            self._collapsing.show_state(self.moment.after)
        self._show_visible()

    def box_of(self, node: str) -> Box:
        """Return the box of ``node`` as it is shown, or of the collapsed compartment that it is in."""
        return self._collapsing.box_of(self, node)

    def _show_visible(self) -> None:
        """Hide and fade what does not belong to the part that is shown, and what is in a collapsed compartment."""
        assert self.pathway is not None
        part, inside, staging = self.part, self._collapsing.inside, self.staging
        for id_, area in self.compartment_items.items():
            area.setVisible(
                id_ not in staging.hidden_compartments and not self.collapsed & with_enclosing(self.pathway, id_)
            )
            area.setOpacity(FADED if id_ in staging.faded_compartments else 1.0)
        for id_, item in self.node_items.items():
            is_in = part is None or id_ in part.nodes
            item.setVisible((is_in or self._part_fades) and id_ not in inside and id_ not in staging.hidden)
            item.setOpacity(self._opacity(id_, is_in=is_in))
        for id_, edge_item in self.edge_items.items():
            edge = self.pathway.edge_by_id[id_]
            is_in = part is None or id_ in part.edges
            hidden = bool(inside) and self._collapsing.hides_edge(edge.source, edge.target)
            edge_item.setVisible((is_in or self._part_fades) and not hidden and id_ not in staging.hidden)
            edge_item.setOpacity(self._opacity(id_, is_in=is_in))
        if self._spots is not None:
            outside = self.node_items.keys() - part.nodes if part is not None else frozenset()
            unlit = self.node_items.keys() - self.lit if self.lit is not None else frozenset()
            self._spots.leave_out(frozenset(inside) | outside | unlit | staging.hidden | staging.faded)
        if self._sheet is not None:
            self._sheet.touch()
        self.update()

    def displace(self, nodes: frozenset[str], offset: Point) -> None:
        """Show ``nodes`` moved by ``offset``, their arrows drawn straight; every other node goes back to its place."""
        if self.pathway is None or self.diagram is None:
            return
        areas, edges = self._displaced.show(self, nodes, offset)
        if self.marked is not None:
            self.marked.update()  # what lies on an arrow reaches further than the arrow
        if self._sheet is not None:
            self._sheet.touch(edges)
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
        was_far, showed_areas = self._is_far, self._shows_areas
        self.surface.scale, self.surface.ratio = scale, ratio
        if was_far != self._is_far:
            self.surface.arrows_are_far = far = self._is_far
            for edge in self.edge_items.values():
                edge.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, far)
            lit = self._marks | (self.moment.carriers if self.moment is not None else frozenset())
            for id_ in lit & self.edge_items.keys():
                self.edge_items[id_].prepare()
        if showed_areas != self._shows_areas:
            for node in self.node_items.values():
                node.set_far(far=self._shows_areas)
        self._show_levels()

    def _show_levels(self) -> None:
        if self._sheet is not None:
            self._sheet.set_scale(self.surface.scale)
            self._sheet.setVisible(self._is_far)
        if self._spots is not None:
            self._spots.setVisible(self._shows_areas)
        if self._names is not None:
            self._names.setVisible(self._shows_areas)
            if self._shows_areas and self.moment is not None:
                self._names.show_state(self.moment.after)

    @property
    def _is_far(self) -> bool:
        return self.surface.scale < FAR

    @property
    def _shows_areas(self) -> bool:
        return self.surface.detail is Detail.AREAS

    @property
    def is_busy(self) -> bool:
        """Whether items are still on their way into the scene, or to the present moment."""
        return self._work.is_busy

    def finish(self) -> None:
        """Do now what is left to do."""
        while self._work.is_busy:
            self._work.finish()

    def _refresh(self) -> frozenset[str]:
        moment, pathway = self.moment, self.pathway
        if moment is None or pathway is None:
            return frozenset()
        if self._all_stale:
            nodes: list[str] = list(self.node_items)
            edges: list[str] = list(self.edge_items)
        else:
            concerned = self._concerned(moment, pathway)
            nodes, edges = list(concerned[0]), list(concerned[1])
        nodes += set(self._waiting[0]).difference(nodes)
        edges += set(self._waiting[1]).difference(edges)
        self._shown, self._all_stale = (moment, self._marks), False
        self._collapsing.show_state(moment.after)
        if self._names is not None and self._shows_areas and self._names.show_state(moment.after):
            self._names.update()
        if len(nodes) + len(edges) <= _REDRAWN_AT_ONCE:
            self._waiting = ([], [])
            return self._redraw(nodes, edges)
        # Arrows of one bundle follow each other, so that few bundles are gathered anew at a time.
        self._waiting = (nodes, sorted(edges, key=lambda id_: self.edge_items[id_].source_at))
        touched = self._redraw_some()
        if not self._work.is_busy:
            self._go_on()
        return touched

    def _redraw_some(self) -> frozenset[str]:
        """Redraw a share of what waits."""
        nodes, edges = self._waiting
        some_nodes, some_edges = nodes[:_SHARE], edges[: 2 * _SHARE] if len(nodes) < _SHARE else []
        self._waiting = (nodes[len(some_nodes) :], edges[len(some_edges) :])
        return self._redraw(some_nodes, some_edges)

    def _go_on(self) -> None:
        """Take up what waits after the work before."""
        if self._waiting[0] or self._waiting[1]:
            self._work.run(self._redrawing())
        elif self._sheet is not None:
            stale = self._sheet.gathering()
            if len(self.edge_items) > AT_ONCE and next(stale, stale) is not stale:
                self._work.run(stale)

    def _redrawing(self) -> Iterator[None]:
        while self._waiting[0] or self._waiting[1]:
            self._redraw_some()
            yield

    def _redraw(self, nodes: list[str], edges: list[str]) -> frozenset[str]:
        assert self.moment is not None
        touched: list[str] = []
        areas: list[QRectF] = []
        for id_ in nodes:
            self._refresh_node(id_, self.moment, touched, areas)
        for id_ in edges:
            self._refresh_edge(id_, self.moment, touched, areas)
        self._repaint(areas)
        return frozenset(touched)

    def _repaint(self, areas: list[QRectF]) -> None:
        if len(areas) > _MANY_AREAS:
            self.update()
        else:
            for area in areas:
                self.update(area)

    @property
    def _marks(self) -> frozenset[str]:
        return self.chosen | {self.selected, self.hovered} | self.staging.highlighted

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
            id_ in self.staging.highlighted,
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
                highlighted=id_ in self.staging.highlighted,
            )
            look = node_look(self.surface.theme, self.pathway.nodes[id_], situation)
            if not moving:
                self._looks[id_, key] = look
        touched.append(id_)
        areas.append(self.node_items[id_].show_look(look))
        if self._spots is not None:
            visual = look.after
            self._spots.show_ink(id_, visual.fill if visual.strong else visual.border)

    def _refresh_edge(self, id_: str, moment: Moment, touched: list[str], areas: list[QRectF]) -> None:
        assert self.pathway is not None
        item = self.edge_items[id_]
        carrying = id_ in moment.carriers and is_worth_light(moment)
        source_on = shown_state(moment)[item.source_at]
        highlighted = id_ in self.staging.highlighted
        key = (source_on, moment.phase if carrying else None, id_ == self.selected, id_ == self.hovered, highlighted)
        if self._keys.get(id_) == key:
            return
        self._keys[id_] = key
        shared = (item.style, key)  # arrows of one style look the same in the same situation
        look = self._edge_looks.get(shared)
        if look is None:
            edge, index = self.pathway.edge_by_id[id_], self.pathway.network.index
            conflict, selected, hovered = id_ in self._conflicts, id_ == self.selected, id_ == self.hovered
            situation = edge_situation(
                moment, edge, index, conflict=conflict, selected=selected, hovered=hovered, highlighted=highlighted
            )
            look = edge_look(self.surface.theme, edge, situation)
            if not carrying:
                self._edge_looks[shared] = look
        touched.append(id_)
        areas += item.show_look(look)
        if self._sheet is not None:
            self._sheet.touch((id_,))


def _differing(before: State, after: State) -> list[int]:
    if before is after or before == after:
        return []
    return [at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
