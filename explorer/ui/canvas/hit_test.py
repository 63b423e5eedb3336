"""What lies under the pointer? The topmost node, else the nearest arrow, within six device pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTransform

from explorer.ui.canvas.collapsed_item import CollapsedItem
from explorer.ui.canvas.compartment_item import CompartmentItem
from explorer.ui.canvas.edge_item import EdgeItem
from explorer.ui.canvas.node_item import NodeItem
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.pathway.geometry import Box
    from explorer.ui.canvas.edge_shapes import EdgeShape
    from explorer.ui.canvas.scene import DiagramScene

REACH = 6.0
"""Device pixels."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What was hit: ``kind`` is ``node``, ``edge``, ``compartment`` or empty."""

    kind: str = ""
    id: str = ""


NOTHING = Hit()


def hit_at(scene: DiagramScene, point: QPointF, *, scale: float) -> Hit:
    """Return what lies at ``point`` (scene); ``scale`` is device pixels a diagram unit."""
    reach = REACH / max(scale, 1e-6)
    around = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
    items = scene.items(around, Qt.ItemSelectionMode.IntersectsItemShape, Qt.SortOrder.DescendingOrder, QTransform())
    nodes = [item for item in items if isinstance(item, NodeItem)]
    if nodes:
        nearest = min(nodes, key=lambda item: _distance_to_box(item.box, point))
        return Hit("node", nearest.node)
    closed = [item.area.compartment for item in items if isinstance(item, CollapsedItem)]
    if closed:
        return Hit("compartment", closed[0])
    edges = [item for item in items if isinstance(item, EdgeItem)]
    if edges:
        return Hit("edge", min(edges, key=lambda item: distance_to_line(item.geometry, point)).edge)
    labels = [item.compartment for item in items if isinstance(item, CompartmentItem)]
    return Hit("compartment", labels[0]) if labels else NOTHING


def _distance_to_box(box: Box, point: QPointF) -> float:
    across = max(box.left - point.x(), 0.0, point.x() - box.right)
    down = max(box.top - point.y(), 0.0, point.y() - box.bottom)
    return across + down


def distance_to_line(shape: EdgeShape, point: QPointF) -> float:
    """Return the distance of ``point`` from an arrow's line, in diagram units."""
    best = float("inf")
    for (ax, ay), (bx, by) in zip(shape.points, shape.points[1:], strict=False):
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy
        part = ((point.x() - ax) * dx + (point.y() - ay) * dy) / square if square else 0.0
        part = min(1.0, max(0.0, part))
        best = min(best, (ax + part * dx - point.x()) ** 2 + (ay + part * dy - point.y()) ** 2)
    return best**0.5
