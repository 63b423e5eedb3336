"""What does a canvas show besides the moment? What is hidden, faded, collapsed or marked, as a value for pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.story import Staging
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.ui.canvas.overlay_marks import Overlay
    from explorer.ui.canvas.scene import DiagramScene


@dataclass(frozen=True)
class Seen:
    """How a diagram is shown at any moment.

    Attributes:
        staging: what is hidden and faded, and what a story points at.
        collapsed: ids of the compartments that are drawn as one box.
        overlay: the marks of an answer, or None.
    """

    staging: Staging = Staging()
    collapsed: frozenset[str] = frozenset()
    overlay: Overlay | None = None


PLAIN = Seen()
"""Everything, without marks."""


def seen_on(scene: DiagramScene, overlay: Overlay | None) -> Seen:
    """Return what ``scene`` shows now, under the marks of ``overlay``; selection and pointer leave no trace."""
    staging, part, lit = scene.staging, scene.part, scene.lit
    everything = scene.node_items.keys() | scene.edge_items.keys()
    outside = everything - (part.nodes | part.edges) if part is not None else set()
    hidden = {id_ for id_ in outside if scene.is_outside_part(id_)}
    unlit = everything - lit if lit is not None else set()
    faded = (outside | unlit | staging.faded) - hidden
    shown = Staging(
        hidden=staging.hidden | hidden,
        faded=frozenset(faded),
        hidden_compartments=staging.hidden_compartments,
        faded_compartments=staging.faded_compartments,
        highlighted=staging.highlighted,
    )
    return Seen(shown, scene.collapsed, overlay)
