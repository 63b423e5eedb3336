"""What is drawn together instead of one by one when the diagram is far away? Arrows, then nodes, then named areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from explorer.ui.canvas.area_sheet import AreaSheet
from explorer.ui.canvas.edge_sheet import FAR, EdgeSheet
from explorer.ui.canvas.level_of_detail import Detail
from explorer.ui.canvas.node_sheet import NodeSheet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from explorer.logic.state import State
    from explorer.pathway.areas import Area
    from explorer.pathway.geometry import Box
    from explorer.ui.canvas.fans import Fan
    from explorer.ui.canvas.node_item import NodeItem
    from explorer.ui.canvas.scene import DiagramScene
    from explorer.ui.canvas.visuals import NodeVisual


class FarSheets:
    """The sheets of one scene, and for which of its items they stand at the present zoom. Mutable."""

    def __init__(self, scene: DiagramScene, bounds: Box) -> None:
        """Put sheets as large as ``bounds`` (diagram units) into ``scene``."""
        self._scene = scene
        self._bounds = QRectF(bounds.left, bounds.top, bounds.width, bounds.height)
        self._arrows = EdgeSheet(self._bounds)
        self._nodes = NodeSheet(self._bounds)
        self.areas: AreaSheet | None = None
        """The names that are read from afar; None until the areas are known."""
        scene.addItem(self._arrows)
        scene.addItem(self._nodes)
        self.follow_zoom()

    def name_areas(self, areas: tuple[Area, ...]) -> None:
        """Show the names of ``areas`` when the diagram is seen from afar."""
        self.areas = AreaSheet(self._scene.surface, areas, self._bounds)
        self._scene.addItem(self.areas)
        self.show_levels()

    def add_node(self, item: NodeItem) -> None:
        """Stand for a new node too."""
        item.set_far(far=self.show_areas)
        self._nodes.add(item.node, item.box)

    def add_arrows(self, fans: list[Fan]) -> None:
        """Stand for new arrows too."""
        self._arrows.add(fans)

    def show_node(self, node: str, visual: NodeVisual) -> None:
        """Take a node as it looks now."""
        self._nodes.show_ink(node, visual.fill if visual.strong else visual.border)

    def trace_anew(self, edges: Collection[str] | None = None) -> None:
        """Take ``edges`` (ids), or all arrows, as they lie and are to be seen when they are painted next."""
        self._arrows.trace_anew(edges)

    def leave_out(self, nodes: frozenset[str]) -> None:
        """Leave ``nodes`` out: they are hidden, or faded and so drawn by themselves."""
        self._nodes.leave_out(nodes)

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
        if surface.arrows_are_far != self.arrows_are_far:
            surface.arrows_are_far = self.arrows_are_far
            for edge in self._scene.edge_items.values():
                edge.place()
        if surface.nodes_are_far != self.show_areas:
            surface.nodes_are_far = self.show_areas
            for node in self._scene.node_items.values():
                node.set_far(far=self.show_areas)
        self.show_levels()

    def show_levels(self) -> None:
        """Show the sheets that the present zoom asks for."""
        self._arrows.set_scale(self._scene.surface.scale)
        self._arrows.setVisible(self.arrows_are_far)
        self._nodes.setVisible(self.show_areas)
        if self.areas is not None:
            self.areas.setVisible(self.show_areas)
            if self.show_areas and self._scene.moment is not None:
                self.areas.show_state(self._scene.moment.after)

    @property
    def arrows_are_far(self) -> bool:
        """Whether arrows are drawn together."""
        return self._scene.surface.scale < FAR

    @property
    def show_areas(self) -> bool:
        """Whether nodes are spots of colour, under the names of their areas."""
        return self._scene.surface.detail is Detail.AREAS
