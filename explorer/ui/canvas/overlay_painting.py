"""How are marks over the diagram drawn? A veil, and above it what stands out: on the screen and in pictures alike."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from explorer.ui.canvas.edge_painting import draw_edge
from explorer.ui.canvas.edge_shapes import HEAD_LENGTH
from explorer.ui.canvas.node_painting import line_width
from explorer.ui.canvas.overlay_marks import Ring
from explorer.ui.canvas.shapes import outline
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.pathway.definition import NodeKind
    from explorer.pathway.geometry import Box
    from explorer.ui.canvas.edge_shapes import EdgeShape
    from explorer.ui.canvas.overlay_marks import Marks
    from explorer.ui.canvas.visuals import EdgeVisual
    from explorer.ui.theme.roles import Theme

    Arrow = tuple[EdgeShape, EdgeVisual, float]
    """Line, look and opacity of an arrow."""
    Place = tuple[NodeKind, Box, float]
    """Kind, box and opacity of a node."""

VEIL = 0.5
"""Opacity of the veil over what does not stand out."""
_RAIL, _CORE = 10.0, 6.4
"""Widths of the double line along a load-bearing arrow, in diagram units: outside, and the gap between."""
RING_APART = 6.5
"""Diagram units between a node and the ring round it."""
_STONE_TEXT = 11.0
_STONE_HALF, _OVERLAP = 9.0, 4.0
"""Half the height of a stone, and how far it reaches into its node, in diagram units."""
_LEAST_PIXELS = 10.0
"""Height of a stone's letters in pixels below which stones are drawn larger than the diagram."""
_MOST_GROWTH = 3.0


class Drawn(Protocol):
    """Where the things of a diagram are, and how they look; None for what is not to be seen."""

    def arrow(self, id_: str) -> Arrow | None:
        """Return the line, the look and the opacity of an arrow."""

    def node(self, id_: str) -> Place | None:
        """Return the kind, the box and the opacity of a node."""

    def draw_node(self, painter: QPainter, id_: str) -> None:
        """Draw a node in a box from (0, 0)."""


def draw_marks(
    painter: QPainter, theme: Theme, marks: Marks, drawn: Drawn, area: QRectF, zoom: float, *, on_ground: bool = True
) -> None:
    """Draw the veil over ``area`` (diagram units) and above it what stands out there; ``zoom`` is pixels a unit.

    Where nothing is behind the diagram (``on_ground`` is False), it is thinned out instead of veiled.
    """
    if not marks.nodes and not marks.arrows:
        return  # where nothing stands out nothing fades
    if not on_ground:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    painter.fillRect(area, colour(theme.canvas, VEIL))
    if not on_ground:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    reach = 40.0 * growth(zoom)
    near = area.adjusted(-reach, -reach, reach, reach)
    places = [(id_, ring, at) for id_, ring in marks.nodes.items() if (at := drawn.node(id_)) is not None]
    nodes = [one for one in places if near.intersects(_rect(one[2][1]))]
    found = [(word, arrow) for id_, word in marks.arrows.items() if (arrow := drawn.arrow(id_)) is not None]
    arrows = [one for one in found if near.intersects(one[1][0].bounds)]
    stones = [(shape.middle, word) for word, (shape, _, _) in arrows if word is not None]
    for _, ring, place in nodes:
        if ring is not None:
            with _placed(painter, place):
                draw_ring(painter, theme, ring, place[0], (place[1].width, place[1].height))
    _draw_arrows(painter, theme, arrows, zoom)
    for id_, _, place in nodes:
        with _placed(painter, place):
            drawn.draw_node(painter, id_)
        if id_ in marks.stones:
            below = place[1].bottom + _STONE_HALF * growth(zoom) - _OVERLAP
            stones.append((QPointF(place[1].centre[0], below), marks.stones[id_]))
    for middle, word in stones:
        draw_stone(painter, theme, middle, word, growth(zoom))


def _draw_arrows(painter: QPainter, theme: Theme, arrows: list[tuple[str | None, Arrow]], zoom: float) -> None:
    """Draw rails first, so that none lies over another arrow's head."""
    for word, (shape, _, opacity) in arrows:
        if word is not None:
            painter.setOpacity(opacity)
            draw_rail(painter, theme, shape, zoom)
    for _, (shape, visual, opacity) in arrows:
        painter.setOpacity(opacity)
        draw_edge(painter, theme, visual, shape)
    painter.setOpacity(1.0)


@contextlib.contextmanager
def _placed(painter: QPainter, place: Place) -> Iterator[None]:
    painter.save()
    painter.setOpacity(place[2])
    painter.translate(place[1].left, place[1].top)
    yield
    painter.restore()


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)


def growth(zoom: float) -> float:
    """Return how much larger than the diagram stones are drawn, so that their words can be read from afar."""
    return min(_MOST_GROWTH, max(1.0, _LEAST_PIXELS / (_STONE_TEXT * max(zoom, 1e-6))))


def draw_rail(painter: QPainter, theme: Theme, shape: EdgeShape, zoom: float) -> None:
    """Draw a double line along an arrow, short of its head, at least five pixels wide."""
    length = shape.lengths[-1]
    end = length - HEAD_LENGTH if length > 3 * HEAD_LENGTH else length
    line = shape.stretch(0.0, end)
    wider = max(theme.stroke, 5.0 / (_RAIL * max(zoom, 1e-6)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, width in ((theme.held, _RAIL), (theme.canvas, _CORE)):
        painter.setPen(QPen(colour(ink), width * wider, c=Qt.PenCapStyle.FlatCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(line)


def draw_stone(painter: QPainter, theme: Theme, at: QPointF, word: str, factor: float = 1.0) -> None:
    """Draw a keystone round ``at`` with a word on it."""
    painter.save()
    painter.translate(at)
    painter.scale(factor, factor)
    half = max(9.0, line_width(word, strong=True, size=_STONE_TEXT) / 2 + 5.0)
    corners = ((-half - 2.5, -9.0), (half + 2.5, -9.0), (half - 1.5, 9.0), (-half + 1.5, 9.0))
    painter.setPen(QPen(colour(theme.canvas), 2.0, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour(theme.held))
    painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
    painter.setPen(colour(theme.canvas))
    painter.setFont(font(_STONE_TEXT, strong=True))
    painter.drawText(QPointF(-line_width(word, strong=True, size=_STONE_TEXT) / 2, _STONE_TEXT * 0.34), word)
    painter.restore()


def draw_ring(painter: QPainter, theme: Theme, ring: Ring, kind: NodeKind, size: tuple[float, float]) -> None:
    """Draw the line round a node in a box of ``size`` from (0, 0)."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = 4.2 * min(theme.stroke, 1.3)
    if ring is Ring.ASKED:
        for apart in (RING_APART - 2.2, RING_APART + 1.6):
            painter.setPen(QPen(colour(theme.held), 1.7 * theme.stroke, j=Qt.PenJoinStyle.RoundJoin))
            painter.drawPath(outline(kind, *size, -apart))
        return
    pen = QPen(colour(theme.held if ring is Ring.LOST else theme.changed), width, j=Qt.PenJoinStyle.RoundJoin)
    if ring is Ring.LOST:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2.6, 1.5])
    elif ring is Ring.TURNING:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 1.9])
    painter.setPen(pen)
    painter.drawPath(outline(kind, *size, -RING_APART))
