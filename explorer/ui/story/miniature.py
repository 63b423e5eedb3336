"""What does a step show, at a glance? Its nodes as small boxes, ON ones filled, within what the camera sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from explorer.pathway.definition import NodeKind, Unrevealed
from explorer.pathway.story import frame_of, revealed
from explorer.ui.theme.roles import Theme, colour

if TYPE_CHECKING:
    from explorer.pathway.definition import Node, StoryStep
    from explorer.pathway.diagram import Diagram
    from explorer.session.snapshot import DocumentState

SIZE = QSize(68, 42)
"""In logical pixels at the text size 100 %."""
MOST_NODES = 1500
"""Of larger diagrams nothing could be recognised."""


def miniature(diagram: Diagram, step: StoryStep, state: DocumentState, theme: Theme, ratio: float) -> QPixmap:
    """Return a picture of ``step``, which ends in ``state``, for ``ratio`` device pixels a logical one."""
    size = SIZE * theme.text_scale
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(colour(theme.canvas))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pathway = state.base
    frame = frame_of(diagram, pathway, step)
    scale = min(size.width() / max(frame.width, 1.0), size.height() / max(frame.height, 1.0))
    painter.translate(size.width() / 2, size.height() / 2)
    painter.scale(scale, scale)
    painter.translate(-frame.left - frame.width / 2, -frame.top - frame.height / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(theme.raised))
    for box in diagram.compartments.values():
        painter.drawRect(QRectF(box.left, box.top, box.width, box.height))
    shown = revealed(pathway, step)
    marked = set(step.highlight)
    for id_, box in diagram.nodes.items():
        is_shown = shown is None or id_ in shown
        if id_ not in pathway.nodes or (not is_shown and step.rest is not Unrevealed.FADE):
            continue
        painter.setOpacity(1.0 if is_shown else 0.2)
        _paint_node(painter, QRectF(box.left, box.top, box.width, box.height), state, pathway.nodes[id_], theme, scale)
        if id_ in marked:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(theme.changed), 1.6 / scale))
            grown = 2.0 / scale
            painter.drawRect(QRectF(box.left, box.top, box.width, box.height).adjusted(-grown, -grown, grown, grown))
    painter.end()
    return pixmap


def _paint_node(painter: QPainter, rect: QRectF, state: DocumentState, node: Node, theme: Theme, scale: float) -> None:
    on = state.value(node.id)
    painter.setPen(QPen(colour(theme.off_border), 0.7 / scale) if not on else Qt.PenStyle.NoPen)
    ink = {NodeKind.DRUG: theme.drug, NodeKind.CONDITION: theme.condition}.get(node.kind, theme.on)
    if node.wanted is not None:
        ink = theme.good if on == node.wanted else theme.bad
    painter.setBrush(colour(ink) if on else colour(theme.off_fill))
    painter.drawRect(rect)
