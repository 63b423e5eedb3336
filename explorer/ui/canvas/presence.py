"""Which arrows are in the scene? All; of thousands that are too far away to be told apart only those that glow.

Qt looks at every item at each paint of everything: at 30,000 arrows that takes 50 ms, whether they are drawn or not.
What a sheet draws for them from afar need not be in the scene, and comes in, a little a turn, as the view comes near.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.ui.canvas.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.ui.canvas.edge_item import EdgeItem
    from explorer.ui.canvas.scene import DiagramScene

MANY = 4000
"""Arrows above which they are left out from afar."""
_OUT_BELOW = 0.2
"""Device pixels a diagram unit below which they are."""
_A_STEP = 20
_SECONDS = 0.025
"""A turn; it is worth some haste, since each paint meanwhile looks at all that are still there."""
_TREE_DEPTH = 10
"""Of Qt's index of many items; chosen by Qt it is made anew whenever their number has doubled, 100 ms at the last."""


class ArrowPresence:
    """Takes the arrows of one diagram into its scene, and out of it. Mutable."""

    def __init__(self, scene: DiagramScene) -> None:
        self._scene = scene
        self._items = scene.edge_items
        self._work: Slices | None = None
        self._are_out = self._should_be_out
        scene.setBspTreeDepth(_TREE_DEPTH if self._are_many else 0)

    @property
    def _are_many(self) -> bool:
        return self._scene.diagram is not None and len(self._scene.diagram.edges) > MANY

    @property
    def _should_be_out(self) -> bool:
        return self._are_many and self._scene.surface.scale < _OUT_BELOW

    @property
    def are_leaving(self) -> bool:
        """Whether arrows that the sheet draws already are still on their way out of the scene."""
        return self._are_out and self._work is not None and self._work.is_busy

    def take_in(self, edges: list[EdgeItem]) -> None:
        """Take new arrows in, if they are to be in the scene at the present zoom."""
        for edge in edges:
            edge.place()
            if not self._are_out or edge.is_drawn:
                self._scene.addItem(edge)

    def bring(self, edge: EdgeItem) -> None:
        """Take an arrow in that is drawn by itself now, as one that glows is."""
        if self._are_out and edge.is_drawn and edge.scene() is None:
            self._scene.addItem(edge)

    def follow_zoom(self, *, crossed: bool) -> None:
        """Take arrows in or out as the present zoom asks for; where the sheet's zoom was ``crossed``, place all."""
        if not self._are_many:
            if crossed:
                for edge in self._items.values():
                    edge.place()
            return
        if crossed or self._are_out != self._should_be_out:
            self._are_out = self._should_be_out
            if self._work is None:
                self._work = Slices(self._scene, seconds=_SECONDS)
            self._work.run(self._following(list(self._items.values())))

    def _following(self, edges: list[EdgeItem]) -> Iterator[None]:
        for number, edge in enumerate(edges):
            if self._scene.edge_items is not self._items:
                return  # another diagram is shown
            edge.place()
            wanted = not self._are_out or edge.is_drawn
            if wanted is not (edge.scene() is not None):
                (self._scene.addItem if wanted else self._scene.removeItem)(edge)
            if number % _A_STEP == 0:
                yield


def let_go(scene: DiagramScene, things: list[object]) -> None:
    """Let go of the ``things`` of an earlier diagram, the only holder of which is this list, a little a turn."""
    work = Slices(scene)

    def letting_go() -> Iterator[None]:
        while things:
            del things[-_A_STEP:]
            yield

    work.finished.connect(work.deleteLater)
    work.run(letting_go())
