"""What is said about whatever lies under the pointer, at the moment that is shown?"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from explorer.ui.canvas.tooltips import edge_line, edge_tooltip, node_announcement, node_tooltip

if TYPE_CHECKING:
    from explorer.ui.canvas.hit_test import Hit
    from explorer.ui.canvas.scene import DiagramScene


def tooltip_for(scene: DiagramScene, hit: Hit) -> str:
    """Return what is said about ``hit``, as HTML; empty where there is nothing."""
    pathway, moment = scene.pathway, scene.moment
    if pathway is None or moment is None or not hit.kind:
        return ""
    if hit.kind == "node":
        return node_tooltip(pathway, pathway.nodes[hit.id], moment)
    if hit.kind == "compartment":
        return escape(words_for(scene, hit))
    return edge_tooltip(pathway, pathway.edge_by_id[hit.id], conflict=scene.is_conflicting(hit.id))


def words_for(scene: DiagramScene, hit: Hit) -> str:
    """Return one plain line about ``hit``; empty where there is nothing."""
    pathway, moment = scene.pathway, scene.moment
    if pathway is None or moment is None or not hit.kind:
        return ""
    if hit.kind == "node":
        return node_announcement(pathway, pathway.nodes[hit.id], moment)
    if hit.kind == "compartment":
        verb = "expand" if hit.id in scene.collapsed else "collapse"
        return f"{pathway.compartments[hit.id].label}: double-click to {verb} it."
    return edge_line(pathway, pathway.edge_by_id[hit.id])
