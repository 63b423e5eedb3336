"""What is drawn together instead of one by one when the diagram is far away? Arrows, then nodes, then named areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from explorer.ui.canvas.area_sheet import AreaSheet
from explorer.ui.canvas.edge_sheet import FAR, EdgeSheet
from explorer.ui.canvas.level_of_detail import Detail
from explorer.ui.canvas.node_sheet import PICTURES_BELOW, NodeLevel, NodeSheet
from explorer.ui.canvas.presence import ArrowPresence
from explorer.ui.canvas.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from explorer.logic.state import State
    from explorer.pathway.areas import Area
    from explorer.pathway.geometry import Box
    from explorer.ui.canvas.edge_item import EdgeItem
    from explorer.ui.canvas.edge_shapes import EdgeShape
    from explorer.ui.canvas.fans import Fan
    from explorer.ui.canvas.node_item import NodeItem
    from explorer.ui.canvas.scene import DiagramScene


_MOST_TOLD_AT_ONCE = 3000
_TOLD_A_STEP = 50


class FarSheets:
    """The sheets of one scene, and for which of its items they stand at the present zoom. Mutable."""

    def __init__(self, scene: DiagramScene, bounds: Box) -> None:
        """Put sheets as large as ``bounds`` (diagram units) into ``scene``."""
        self._scene = scene
        self._bounds = QRectF(bounds.left, bounds.top, bounds.width, bounds.height)
        self._arrows = EdgeSheet(self._bounds)
        self._nodes = NodeSheet(scene.surface, self._bounds)
        self._left_out: frozenset[str] = frozenset()
        self._moved: frozenset[str] = frozenset()
        self._level = NodeLevel.APART
        self._presence = ArrowPresence(scene)
        self._sight = self._bounds
        self._telling = Slices(scene)
        self.areas: AreaSheet | None = None
        """The names that are read from afar; None until the areas are known."""
        scene.addItem(self._arrows)
        scene.addItem(self._nodes)
        self.follow_zoom()

    def name_areas(self, areas: tuple[Area, ...]) -> None:
        """Show the names of ``areas`` when the diagram is seen from afar."""
        if self.areas is not None:
            self._scene.removeItem(self.areas)
        self.areas = AreaSheet(self._scene.surface, areas, self._bounds)
        self._scene.addItem(self.areas)
        self.show_levels()

    def set_bounds(self, bounds: Box) -> None:
        """Be as large as ``bounds``."""
        area = QRectF(bounds.left, bounds.top, bounds.width, bounds.height)
        if area != self._bounds:
            self._bounds = area
            self._arrows.set_bounds(area)
            self._nodes.set_bounds(area)

    def follow_node(self, item: NodeItem) -> None:
        """Stand for a node that is elsewhere now."""
        self._nodes.follow(item)

    def add_node(self, item: NodeItem) -> None:
        """Stand for a new node too."""
        item.set_far(far=self._stands_for(item.node))
        item.tell_far()
        self._nodes.add(item)

    def add_arrows(self, fans: list[Fan]) -> None:
        """Stand for new arrows too."""
        self._arrows.add(fans)

    def touch_node(self, node: str) -> None:
        """Take a node as it looks when it is painted next."""
        self._nodes.touch(node)

    @property
    def stand_alone(self) -> bool:
        """Whether the scene is better painted from the sheets alone: what they stand for is still in it."""
        return self._presence.are_leaving and self.show_areas

    def paint_alone(self, painter: QPainter, seen: QRectF, widget: QWidget) -> None:
        """Paint the diagram from the sheets alone; ``seen`` is what is in sight, in diagram units.

        Qt would ask all items where they are, a fifth of a second for 30,000 arrows that are just leaving.
        """
        option = QStyleOptionGraphicsItem()
        option.exposedRect = seen
        transform = painter.worldTransform()
        for item in (*self._scene.compartment_items.values(), self._arrows, self._nodes, self.areas):
            if item is not None and item.isVisible():
                painter.setWorldTransform(item.sceneTransform() * transform)
                item.paint(painter, option, widget)
        painter.setWorldTransform(transform)

    def take_in(self, edges: list[EdgeItem]) -> None:
        """Let new arrows be in the scene, where they are near enough to be told apart."""
        self._presence.take_in(edges)

    def reshape(self, edge: EdgeItem, shape: EdgeShape, *, is_displaced: bool) -> None:
        """Let an arrow follow another line; ``is_displaced`` while a dragged node takes it along."""
        edge.reshape(shape, is_displaced=is_displaced)
        if is_displaced:
            self._presence.bring(edge)
        else:
            self._presence.follow_shape(edge)

    def follow_sight(self, sight: QRectF) -> None:
        """Know what part of the diagram is seen (diagram units), and let the arrows near to it be in the scene."""
        self._sight = sight
        self._presence.follow_sight(sight)

    def bring(self, edge: EdgeItem) -> None:
        """Let an arrow be in the scene that is drawn by itself now."""
        self._presence.bring(edge)

    def trace_anew(self, edges: Collection[str] | None = None) -> None:
        """Take ``edges`` (ids), or all arrows, as they lie and are to be seen when they are painted next."""
        self._arrows.trace_anew(edges)

    def leave_out(self, nodes: frozenset[str]) -> None:
        """Leave ``nodes`` out, which are hidden or faded: close by they draw themselves, from afar nothing does."""
        self._left_out = nodes
        self._follow_level()

    def leave_moved(self, nodes: frozenset[str]) -> None:
        """Leave ``nodes`` to themselves while they are away from their places."""
        changed, self._moved = self._moved ^ nodes, nodes
        if changed:
            self._nodes.leave_out(self._left_out | nodes)
        for id_ in changed & self._scene.node_items.keys():
            self._scene.node_items[id_].set_far(far=self._stands_for(id_))
            self._scene.node_items[id_].tell_far()

    def show_state(self, state: State) -> None:
        """Count anew what is ON in every area, where that is to be read."""
        if self.areas is not None and self.show_areas and self.areas.show_state(state):
            self.areas.update()

    def gathering(self) -> Iterator[None]:
        """Make ready what would be made ready when it is painted, a little a step."""
        return self._arrows.gathering()

    def follow_zoom(self) -> None:
        """Stand for the items for which it is now too far, and for no others."""
        surface = self._scene.surface
        crossed = surface.arrows_are_far != self.arrows_are_far
        surface.arrows_are_far = self.arrows_are_far
        self._presence.follow_zoom(crossed=crossed)
        if self._level is not self._level_now:
            self._level = self._level_now
            self._follow_level()
        self.show_levels()

    def _follow_level(self) -> None:
        self._nodes.leave_out(self._left_out | self._moved)
        items = self._scene.node_items
        untold = [item for id_, item in items.items() if item.set_far(far=self._stands_for(id_))]
        if len(untold) > _MOST_TOLD_AT_ONCE:
            # What comes to stand alone is drawn by Qt only when it knows: at once where it is to be seen.
            seen = [item for item in untold if self._sight.intersects(item.area)]
            self._telling.run(self._told(items, untold))
            untold = seen if len(seen) <= _MOST_TOLD_AT_ONCE else untold
        for item in untold:
            item.tell_far()

    def _told(self, items: dict[str, NodeItem], untold: list[NodeItem]) -> Iterator[None]:
        for number, item in enumerate(untold):
            if self._scene.node_items is not items:
                return  # another diagram is shown
            item.tell_far()
            if number % _TOLD_A_STEP == 0:
                yield

    def _stands_for(self, node: str) -> bool:
        """Whether a sheet draws ``node``, or nothing does."""
        if node in self._moved or self._level is NodeLevel.APART:
            return False
        return self._level is NodeLevel.SPOTS or node not in self._left_out

    def show_levels(self) -> None:
        """Show the sheets that the present zoom asks for."""
        self._arrows.set_scale(self._scene.surface.scale)
        self._arrows.setVisible(self.arrows_are_far)
        self._nodes.show_level(self._level)
        if self.areas is not None:
            self.areas.setVisible(self.show_areas)
            if self.show_areas and self._scene.moment is not None:
                self.areas.show_state(self._scene.moment.after)

    @property
    def arrows_are_far(self) -> bool:
        """Whether arrows are drawn together."""
        return self._scene.surface.scale < FAR

    @property
    def _level_now(self) -> NodeLevel:
        if self.show_areas:
            return NodeLevel.SPOTS
        surface = self._scene.surface
        return NodeLevel.PICTURES if surface.scale / surface.ratio < PICTURES_BELOW else NodeLevel.APART

    @property
    def show_areas(self) -> bool:
        """Whether nodes are spots of colour, under the names of their areas."""
        return self._scene.surface.detail is Detail.AREAS
