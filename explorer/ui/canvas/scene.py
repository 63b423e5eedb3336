"""What is in the scene? An item for each thing of a diagram; of a new moment each takes only what concerns it."""

from __future__ import annotations

import gc
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsScene

from explorer.ui.canvas.attaching import AT_ONCE, attaching
from explorer.ui.canvas.collapsing import Collapsing, with_enclosing
from explorer.ui.canvas.compartment_item import CompartmentItem
from explorer.ui.canvas.displacement import Displacement
from explorer.ui.canvas.drawing import EVERYTHING, FADED
from explorer.ui.canvas.fans import fans_of
from explorer.ui.canvas.far_sheets import FarSheets
from explorer.ui.canvas.following import changes_few, differs_in_places_only, following
from explorer.ui.canvas.naming import NameSheet
from explorer.ui.canvas.redrawing import MANY_AREAS, Redrawing
from explorer.ui.canvas.situations import compartments_outside_in, conflicting
from explorer.ui.canvas.slices import Slices, let_go
from explorer.ui.canvas.surface import Surface

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QGraphicsItem

    from explorer.pathway.areas import Area
    from explorer.pathway.definition import Pathway, Point
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.excerpt import Excerpt
    from explorer.pathway.geometry import Box
    from explorer.pathway.story import Staging
    from explorer.session.moment import Moment
    from explorer.ui.canvas.area_sheet import AreaSheet
    from explorer.ui.canvas.cell_names import CellName
    from explorer.ui.canvas.edge_item import EdgeItem
    from explorer.ui.canvas.edge_shapes import EdgeShape
    from explorer.ui.canvas.node_item import NodeItem
    from explorer.ui.theme.roles import Theme


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
        self._has_let_go = False
        self._is_following = False
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
        self.compartment_items: dict[str, CompartmentItem] = {}
        self.marked: QGraphicsItem | None = None
        """What an answer laid over the diagram; whoever laid it puts it back over another pathway."""
        self._sheets: FarSheets | None = None
        self._redrawing: Redrawing | None = None
        self.names: NameSheet | None = None
        """The names of compartments that do not stand where they usually do."""
        self._work = Slices(self)
        self._work.finished.connect(self._go_on)

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in other colours."""
        self.surface.set_theme(theme)
        if self._redrawing is not None:
            self._redrawing.forget()
        self._refresh()
        self.update()

    def show_pathway(self, pathway: Pathway, diagram: Diagram) -> None:
        """Put new items in place of the old ones; they are drawn from the next moment on."""
        self._work.stop()
        gc.unfreeze()
        self._collapsing = Collapsing()
        kept = self.collapsed & pathway.compartments.keys()
        self.collapsed = kept if self.pathway is not None and self.pathway.id == pathway.id else frozenset()
        if len(self.node_items) + len(self.edge_items) > AT_ONCE:
            let_go(self, [*self.edge_items.values(), *self.node_items.values(), self._redrawing])
        self._sheets, self._redrawing = None, None
        self.node_items, self.edge_items, self.compartment_items = {}, {}, {}
        self.marked, self.names = None, None
        self.clear()
        self.pathway, self.diagram, self.moment = pathway, diagram, None
        self._conflicts = conflicting(pathway)
        if self.selected not in pathway.nodes and self.selected not in pathway.edge_by_id:
            self.selected = ""
        self.chosen &= pathway.nodes.keys()
        self.hovered = ""
        self._displaced, self._has_let_go = Displacement(), False
        self.part, self.lit, self.staging = None, None, EVERYTHING
        for depth, id_ in enumerate(compartments_outside_in(pathway, diagram)):
            box = diagram.compartments[id_]
            item = CompartmentItem(self.surface, pathway.compartments[id_], box, depth=depth)
            self.compartment_items[id_] = item
            self.addItem(item)
        self.names = NameSheet(self.surface, pathway)
        self.addItem(self.names)
        self._sheets = FarSheets(self, diagram.bounds)
        self._redrawing = Redrawing(self, pathway, self._sheets)
        work = attaching(self, pathway, diagram)
        if len(diagram.nodes) + len(diagram.edges) <= AT_ONCE:
            deque(work, maxlen=0)
        else:
            self._work.run(work)

    def show_places(self, pathway: Pathway, diagram: Diagram) -> bool:
        """Let the same things stand elsewhere; returns False where new items are needed, and changes nothing then."""
        if not differs_in_places_only(self, pathway, diagram):
            return False
        if self._has_let_go:
            self._displaced.end(self)
            self._has_let_go = False
        self.pathway, self.diagram = pathway, diagram
        if self._sheets is not None:
            self._sheets.set_bounds(diagram.bounds)
        if self._is_following:
            self._work.stop()  # it would go on to where things stood before
        work = following(self, pathway, diagram, self._displaced)
        self._is_following = not changes_few(self, diagram)
        if self._is_following:
            self._work.run(work)
        else:
            deque(work, maxlen=0)
            if not self._work.is_busy:
                self._go_on()
        return True

    def let_go(self) -> None:
        """What is displaced stays where it is when it is shown there next."""
        self._has_let_go = True

    def repaint(self, areas: list[QRectF]) -> None:
        """Paint ``areas`` again; of very many, the whole scene."""
        if len(areas) > MANY_AREAS:
            self.update()
            return
        for area in areas:
            self.update(area)

    def follow_node(self, item: NodeItem) -> None:
        """Let a node stand from afar, too, where it stands now."""
        if self._sheets is not None:
            self._sheets.follow_node(item)

    def trace_anew(self, edges: list[str]) -> None:
        """Trace arrows anew that lie elsewhere."""
        if self._sheets is not None:
            self._sheets.trace_anew(edges)
        if self.marked is not None:
            self.marked.update()

    def name_areas(self, areas: tuple[Area, ...]) -> None:
        """Show the names of ``areas`` when the diagram is seen from afar."""
        if self._sheets is not None:
            self._sheets.name_areas(areas)

    def show_names(self, names: Mapping[str, CellName]) -> None:
        """Write the names of these compartments elsewhere than usual, by id; those of all others above them."""
        if self.names is not None and names != self.names.names:
            for id_ in names.keys() | self.names.names.keys():
                self.compartment_items[id_].show_name(names.get(id_))
            self.names.show_names(names)

    def adopt(self, nodes: list[NodeItem], edges: list[EdgeItem]) -> None:
        """Take new items in and draw them as the present moment asks for."""
        assert self._sheets is not None
        assert self._redrawing is not None
        for node in nodes:
            self.addItem(node)
            self._sheets.add_node(node)
        self._sheets.take_in(edges)
        if edges:
            fans = fans_of(edges)
            self._sheets.add_arrows(fans)
            self._redrawing.add_arrows(fans)
        self._redrawing.add_nodes(nodes)

    @property
    def area_names(self) -> AreaSheet | None:
        """The names that are read from afar."""
        return self._sheets.areas if self._sheets is not None else None

    def attached(self) -> None:
        """Everything is in the scene: what was collapsed before is so again."""
        if self._work.is_busy:
            gc.freeze()  # a large diagram is not searched for unreachable cycles again and again
        if self.collapsed:
            self.set_collapsed(self.collapsed)
        elif self.part is not None or self.lit is not None:
            self._show_visible()

    @property
    def sheets(self) -> FarSheets | None:
        """What stands for the items from afar; None before there is a diagram."""
        return self._sheets

    def style_of(self, edge_id: str) -> tuple[int, tuple[object, ...]]:
        """Return the number of an arrow's source, and what decides its look apart from the moment."""
        assert self.pathway is not None
        edge = self.pathway.edge_by_id[edge_id]
        style = (edge.effect.value, edge.confidence.value, edge_id in self._conflicts)
        return self.pathway.network.index[edge.source], style

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
        if not id_ or part is None or self._part_fades:
            return False
        return id_ not in part.nodes and id_ not in part.edges  # asked of every arrow when a picture is exported

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
        if self._sheets is not None:
            outside = self.node_items.keys() - part.nodes if part is not None else frozenset()
            unlit = self.node_items.keys() - self.lit if self.lit is not None else frozenset()
            self._sheets.leave_out(frozenset(inside) | outside | unlit | staging.hidden | staging.faded)
            self._sheets.trace_anew()
        self.update()

    def displace(self, nodes: frozenset[str], offset: Point) -> None:
        """Show ``nodes`` moved by ``offset``, their arrows drawn straight; every other node goes back to its place."""
        if self.pathway is None or self.diagram is None:
            return
        self._has_let_go = False
        areas, edges = self._displaced.show(self, nodes, offset)
        if self.marked is not None:
            self.marked.update()  # what lies on an arrow reaches further than the arrow
        if self._sheets is not None:
            self._sheets.trace_anew(edges)
            self._sheets.leave_moved(nodes)
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
        self.surface.sharpness = (scale, ratio)
        if self._sheets is not None:
            self._sheets.follow_zoom()

    def set_sight(self, sight: QRectF) -> None:
        """Know what part of the diagram is seen, in diagram units."""
        if self._sheets is not None:
            self._sheets.follow_sight(sight)

    def reshape(self, edge: EdgeItem, shape: EdgeShape, *, is_displaced: bool) -> None:
        """Let an arrow follow another line; ``is_displaced`` while a dragged node takes it along."""
        assert self._sheets is not None
        self._sheets.reshape(edge, shape, is_displaced=is_displaced)

    @property
    def is_busy(self) -> bool:
        """Whether items are still on their way into the scene, or to the present moment."""
        return self._work.is_busy

    def finish(self) -> None:
        """Do now what is left to do."""
        while self._work.is_busy:
            self._work.finish()

    def _refresh(self) -> frozenset[str]:
        if self.moment is None or self._redrawing is None or self._sheets is None:
            return frozenset()
        self._collapsing.show_state(self.moment.after)
        self._sheets.show_state(self.moment.after)
        touched = self._redrawing.refresh(self.moment)
        if self._redrawing.is_behind and not self._work.is_busy:
            self._go_on()
        return touched

    def _go_on(self) -> None:
        """Take up what waits after the work before."""
        self._is_following = False
        if self._redrawing is None or self._sheets is None:
            return
        if self._redrawing.is_behind:
            self._work.run(self._redrawing.rest())
        elif len(self.edge_items) > AT_ONCE:
            stale = self._sheets.gathering()
            if next(stale, stale) is not stale:
                self._work.run(stale)
