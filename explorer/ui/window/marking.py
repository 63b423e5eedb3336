"""Whose marks lie over the diagram? Those of the answer that asked last; they go when that one is put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from explorer.ui.canvas.overlay_marks import Overlay
    from explorer.ui.window.main_window import MainWindow

_OWNER = "ownerOfMarks"


def mark(window: MainWindow, owner: QWidget, overlay: Overlay | None) -> None:
    """Lay the marks of ``owner`` over the diagram; None takes them away, unless another one has put its own there."""
    canvas = window.canvas
    if overlay is not None:
        canvas.setProperty(_OWNER, owner.objectName())
        canvas.show_overlay(overlay)
    elif canvas.property(_OWNER) == owner.objectName():
        canvas.setProperty(_OWNER, "")
        canvas.show_overlay(None)


def show(window: MainWindow, kind: str, id_: str) -> None:
    """Select a node or an arrow that stands in a list beside the diagram, and bring it into sight there."""
    window.show_selected(kind, id_)
    scene = window.canvas.diagram_scene
    arrow = scene.edge_items.get(id_)
    if arrow is not None:
        window.canvas.glide_into_sight(arrow.geometry.bounds)
    elif id_ in scene.node_items:
        window.canvas.glide_into_sight(scene.node_items[id_].area)
