"""What do the signs mean? Samples in a row, drawn by the same code as the diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from explorer.pathway.definition import Confidence, Edge, Effect, Node, NodeKind
from explorer.pathway.looped import has_loop
from explorer.ui.canvas.badges import draw_badge
from explorer.ui.canvas.edge_painting import draw_edge
from explorer.ui.canvas.edge_shapes import EdgeShape
from explorer.ui.canvas.node_painting import Face, draw_node, line_width
from explorer.ui.canvas.situations import conflicting
from explorer.ui.canvas.visuals import Badge, EdgeSituation, NodeSituation, edge_look, node_look
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import colour
from explorer.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from explorer.pathway.definition import Pathway
    from explorer.ui.theme.roles import Theme

TEXT_SIZE = 12.0
ROW = 24.0
"""Height of a row of samples, in logical pixels."""
_SAMPLE = 26.0
_GAP = 5.0
APART = 12.0
"""Between two samples where there is room, in logical pixels."""
CLOSE = 7.0
"""The same where one row only just holds them all."""
_NAMED_LAST = (NodeKind.CELLS, NodeKind.COMPLEX, NodeKind.PROCESS, NodeKind.PHENOTYPE)
"""Kinds whose shapes say less than the signs before them; a plain box is a protein or what has no kind."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One sign and its meaning; exactly one of node (with its value), edge and badge is given."""

    label: str
    node: Node | None = None
    value: bool = True
    edge: Edge | None = None
    badge: Badge | None = None

    @property
    def width(self) -> float:
        """The width with its words, in logical pixels."""
        sign = 18.0 if self.badge is not None else _SAMPLE
        return sign + _GAP + line_width(self.label, strong=False, size=TEXT_SIZE)


def legend_samples(pathway: Pathway, *, brief: bool = False) -> tuple[Sample, ...]:
    """Return the samples that ``pathway`` needs: nothing that does not occur in it.

    ``brief`` leaves out what the words on the nodes say as well, where the room is the diagram's.
    """
    kinds = {node.kind for node in pathway.nodes.values()}
    effects = {edge.effect for edge in pathway.edges}
    known = {edge.confidence for edge in pathway.edges}
    plain = Node("", "", NodeKind.PROTEIN)
    outcome = Node("", "", NodeKind.OUTCOME, wanted=True)
    judged = any(node.wanted is not None for node in pathway.outcomes)
    offered = (
        (True, Sample("on", plain)),
        (True, Sample("off", plain, value=False)),
        (True, Sample("changed", badge=Badge.WENT_ON)),
        (True, Sample("held", badge=Badge.HELD)),
        (has_loop(pathway), Sample("oscillates", badge=Badge.OSCILLATES)),
        (NodeKind.DRUG in kinds, Sample("drug", Node("", "", NodeKind.DRUG))),
        (NodeKind.CONDITION in kinds, Sample("condition", Node("", "", NodeKind.CONDITION))),
        (judged, Sample("outcome wanted", outcome)),
        (judged, Sample("unwanted", outcome, value=False)),
        (Effect.ACTIVATES in effects, Sample("activates", edge=Edge("", "", Effect.ACTIVATES))),
        (Effect.INHIBITS in effects, Sample("inhibits", edge=Edge("", "", Effect.INHIBITS))),
        (known > {Confidence.ESTABLISHED} and not brief, _arrow("established", Confidence.ESTABLISHED)),
        (Confidence.HYPOTHESISED in known, _arrow("hypothesised", Confidence.HYPOTHESISED)),
        (bool(conflicting(pathway)), Sample("conflicting evidence", badge=Badge.CONFLICT)),
        *((kind in kinds and not brief, Sample(kind.value, Node("", "", kind))) for kind in _NAMED_LAST),
    )
    return tuple(sample for needed, sample in offered if needed)


def _arrow(label: str, confidence: Confidence) -> Sample:
    return Sample(label, edge=Edge("", "", Effect.ACTIVATES, confidence=confidence))


def legend_rows(samples: tuple[Sample, ...], width: float, *, apart: float = APART) -> tuple[tuple[Sample, ...], ...]:
    """Return ``samples`` in as many rows as ``width`` needs, ``apart`` from each other (logical pixels)."""
    rows: list[list[Sample]] = [[]]
    used = 0.0
    for sample in samples:
        if rows[-1] and used + sample.width > width:
            rows.append([])
            used = 0.0
        rows[-1].append(sample)
        used += sample.width + apart
    return tuple(tuple(row) for row in rows)


def row_width(row: tuple[Sample, ...], *, apart: float = APART) -> float:
    """Return the width of a row in logical pixels."""
    return sum(sample.width for sample in row) + apart * max(0, len(row) - 1)


def draw_legend(
    painter: QPainter, theme: Theme, rows: tuple[tuple[Sample, ...], ...], area: QRectF, *, apart: float = APART
) -> None:
    """Draw ``rows`` from the upper left corner of ``area``."""
    for number, row in enumerate(rows):
        x, middle = area.left(), area.top() + (number + 0.5) * ROW
        for sample in row:
            sign = 18.0 if sample.badge is not None else _SAMPLE
            _draw_sign(painter, theme, sample, QRectF(x, middle - 9.0, sign, 18.0))
            painter.setFont(font(TEXT_SIZE))
            painter.setPen(colour(theme.muted))
            painter.drawText(QPointF(x + sign + _GAP, middle + TEXT_SIZE * 0.34), sample.label)
            x += sample.width + apart


def _draw_sign(painter: QPainter, theme: Theme, sample: Sample, area: QRectF) -> None:
    if sample.badge is not None:
        draw_badge(painter, theme, sample.badge, area.center(), 8.0)
    elif sample.edge is not None:
        middle = area.center().y()
        shape = EdgeShape(sample.edge.effect, [(area.left(), middle), (area.right(), middle)])
        look = edge_look(theme, sample.edge, EdgeSituation(source_on=True))
        draw_edge(painter, theme, look.visual, shape)
    elif sample.node is not None:
        situation = NodeSituation(sample.value, sample.value, reference=sample.value)
        scale = 0.56
        painter.save()
        painter.translate(area.left(), area.center().y() - 15.0 * scale)
        painter.scale(scale, scale)
        face = Face(area.width() / scale, 30.0, ("",))
        draw_node(painter, theme, node_look(theme, sample.node, situation).after, face)
        painter.restore()
