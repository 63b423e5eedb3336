"""Whose marks lie over the diagram? Those of the answer in front; they come back when it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.ui.canvas.overlay_marks import Overlay
    from explorer.ui.canvas.view import CanvasView
    from explorer.ui.window.main_window import MainWindow


class LaidMarks:
    """What answers, known by the names of their panes, have to mark on one diagram. Mutable."""

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas
        self._overlays: dict[str, Overlay] = {}
        self._behind: set[str] = set()
        self._shown = ""

    def lay(self, owner: str, overlay: Overlay | None) -> None:
        """Lay the marks of ``owner`` over the diagram, if it is in front; None: it has none any more."""
        if overlay is None:
            self._overlays.pop(owner, None)
            self._take_off(owner)
        else:
            self._overlays[owner] = overlay
            if owner not in self._behind:
                self._show(owner)

    def stand(self, owner: str, *, in_front: bool) -> None:
        """Take the marks of ``owner`` off while it stands behind another answer."""
        if not in_front:
            self._behind.add(owner)
            self._take_off(owner)
        elif owner in self._behind:
            self._behind.discard(owner)
            if owner in self._overlays:
                self._show(owner)

    def _show(self, owner: str) -> None:
        self._shown = owner
        self._canvas.show_overlay(self._overlays[owner])

    def _take_off(self, owner: str) -> None:
        if self._shown == owner:
            self._shown = ""
            self._canvas.show_overlay(None)


def show(window: MainWindow, kind: str, id_: str) -> None:
    """Select a node or an arrow that stands in a list beside the diagram, and bring it into sight there."""
    window.show_selected(kind, id_)
    scene = window.canvas.diagram_scene
    arrow = scene.edge_items.get(id_)
    if arrow is not None:
        window.canvas.glide_into_sight(arrow.geometry.bounds)
    elif id_ in scene.node_items:
        window.canvas.glide_into_sight(scene.node_items[id_].area)
