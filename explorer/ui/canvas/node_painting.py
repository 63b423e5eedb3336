"""How is a node drawn? One function for the screen, for pictures and for the legend."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainterPath, QPen

from explorer.pathway.captions import FONT_SIZE, LINE_HEIGHT
from explorer.pathway.definition import NodeKind
from explorer.ui.canvas.badges import badge_place, draw_badge
from explorer.ui.canvas.level_of_detail import Detail
from explorer.ui.canvas.shapes import inner_lines, outline
from explorer.ui.canvas.thread_kept import kept_in_thread
from explorer.ui.canvas.visuals import Badge
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import colour
from explorer.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from explorer.pathway.definition import Point
    from explorer.ui.canvas.visuals import NodeVisual
    from explorer.ui.theme.roles import Theme

MARGIN = 18.0
"""How far rings, badges and the glow reach beyond a node's box, in diagram units."""
_MARK_RADIUS = 9.0
MARK_INSET = 26.0
"""How far from a corner a mark stands on the border, in diagram units."""


@dataclass(frozen=True, slots=True)
class Face:
    """What of a node does not change with its state: size in diagram units, words, and where a mark stands."""

    width: float
    height: float
    lines: tuple[str, ...]
    mark_place: Point = (MARK_INSET, 0.0)


@lru_cache(maxsize=8192)
def line_width(text: str, *, strong: bool, size: float = FONT_SIZE) -> float:
    """Return the width of ``text`` in the diagram's font, in diagram units."""
    return QFontMetricsF(font(size, strong=strong)).horizontalAdvance(text)


def draw_node(
    painter: QPainter,
    theme: Theme,
    visual: NodeVisual,
    face: Face,
    *,
    scale: float = 0.0,
    detail: Detail = Detail.EVERYTHING,
    letters: float = 0.0,
) -> None:
    """Draw a node in a box from (0, 0).

    Args:
        painter: where to.
        theme: the colours.
        visual: how it looks.
        face: its size and words.
        scale: device pixels a unit, so that borders fall on whole pixels; 0 for vector output.
        detail: how much of it.
        letters: how much larger than usual its words are, if they have room; 0 for as large as the theme has them.
    """
    letters = letters or theme.label_scale
    width, height = face.width, face.height
    if visual.ring:
        painter.setPen(QPen(colour(visual.ring), visual.ring_width, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline(visual.kind, width, height, -4.0))
    border = max(1.0, round(visual.border_width * scale)) / scale if scale else visual.border_width
    pen = QPen(colour(visual.border), border, j=Qt.PenJoinStyle.MiterJoin)
    if visual.dashed:
        pen.setDashPattern([5.0 * theme.stroke / border, 3.0 * theme.stroke / border])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(colour(visual.fill))
    painter.drawPath(outline(visual.kind, width, height, border / 2))
    _draw_inner_lines(painter, visual, face, theme.stroke, has_sign=letters <= SIGN_UP_TO)
    if detail >= Detail.LABELS:
        _draw_words(painter, visual, face, letters)
    if visual.mark and detail is Detail.EVERYTHING:
        _draw_mark(painter, theme, visual, face)
    for badge in visual.badges:
        if badge is Badge.CONFLICT and detail is not Detail.EVERYTHING:
            continue
        draw_badge(painter, theme, badge, QPointF(*badge_place(badge, width, height)))


def _draw_inner_lines(painter: QPainter, visual: NodeVisual, face: Face, stroke: float, *, has_sign: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = max(5.0, visual.border_width + 2.5)
    lines = inner_lines(visual.kind, face.width, face.height, inset)
    if lines is not None:
        pen = QPen(colour(visual.text, 0.75), 1.2 * min(stroke, 1.3), j=Qt.PenJoinStyle.MiterJoin)
        if visual.dashed:
            pen.setDashPattern([4.0, 2.5])
        painter.setPen(pen)
        painter.drawPath(lines)
    if visual.kind is NodeKind.DRUG and has_sign:
        draw_capsule(painter, visual.sign, QPointF(14.0, face.height / 2))


def draw_capsule(painter: QPainter, ink: str, centre: QPointF) -> None:
    """Draw the sign of a drug: a capsule, one half of it full."""
    painter.save()
    painter.translate(centre)
    painter.rotate(-45)
    painter.setPen(QPen(colour(ink), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(-7.5, -3.8, 15.0, 7.6), 3.8, 3.8)
    painter.setBrush(colour(ink))
    painter.drawPath(_half_capsule())
    painter.restore()


@kept_in_thread(4)
def _half_capsule() -> QPainterPath:
    path = QPainterPath(QPointF(0.0, -3.8))
    path.lineTo(3.7, -3.8)
    path.arcTo(QRectF(-0.1, -3.8, 7.6, 7.6), 90, -180)
    path.lineTo(0.0, 3.8)
    path.closeSubpath()
    return path


def label_size(visual: NodeVisual, face: Face, label_scale: float) -> int:
    """Return the height of a node's letters in diagram units: ``label_scale`` times the usual, if they have room."""
    size = round(FONT_SIZE * label_scale)
    while size > FONT_SIZE:
        widest = max(line_width(line, strong=True, size=size) for line in face.lines)
        if (
            widest <= label_room(visual.kind, face, label_scale).width()
            and len(face.lines) * size * 1.2 <= face.height - 8.0
        ):
            break
        size -= 1
    return size


def letters_at(zoom: float, legible: float, label_scale: float) -> float:
    """Return how much larger than usual letters are to be drawn at ``zoom`` so that they are ``legible`` pixels high.

    Never smaller than ``label_scale``; so large that nothing else has room in a node they do not get.
    """
    wanted = legible / max(zoom * FONT_SIZE, 1e-6)
    return max(label_scale, min(_LARGEST_LETTERS, -(-round(wanted * FONT_SIZE, 3) // 1) / FONT_SIZE))


def label_room(kind: NodeKind, face: Face, label_scale: float = 1.0) -> QRectF:
    """Return the part of a node's box that is free for words: inside its border, its ends and its inner line.

    Where letters are much larger than usual, they take the room of a drug's sign and come near to the border.
    """
    left, right = _ENDS.get(kind, (6.0, 6.0)) if label_scale <= SIGN_UP_TO else _NARROW_ENDS.get(kind, (4.0, 4.0))
    return QRectF(left, 2.0, face.width - left - right, face.height - 4.0)


def label_lines(visual: NodeVisual, face: Face, label_scale: float) -> list[tuple[QPointF, str, int]]:
    """Return where each line of the label begins (on its baseline), its words, and the height of its letters."""
    size = label_size(visual, face, label_scale)
    pitch = LINE_HEIGHT * size / FONT_SIZE
    room = label_room(visual.kind, face, label_scale)
    # Letters without ascent or descent look centred with the baseline 0.33 em below the middle of their line.
    baseline = face.height / 2 - (len(face.lines) - 1) * pitch / 2 + size * 0.33
    found = []
    for line in face.lines:
        x = room.center().x() - line_width(line, strong=visual.strong, size=size) / 2
        found.append((QPointF(x, baseline), line, size))
        baseline += pitch
    return found


def _draw_words(painter: QPainter, visual: NodeVisual, face: Face, label_scale: float) -> None:
    painter.setPen(colour(visual.text))
    for place, line, size in label_lines(visual, face, label_scale):
        painter.setFont(font(size, strong=visual.strong))
        painter.drawText(place, line)


def _draw_mark(painter: QPainter, theme: Theme, visual: NodeVisual, face: Face) -> None:
    """Draw SBGN's state variable, a small circle on the border."""
    size = 11.0 if len(visual.mark) < 2 else 9.0
    x, y = face.mark_place
    painter.setPen(QPen(colour(visual.border), 1.3))
    painter.setBrush(colour(theme.surface))
    painter.drawEllipse(QPointF(x, y), _MARK_RADIUS, _MARK_RADIUS)
    painter.setFont(font(size, strong=True))
    painter.setPen(colour(theme.text))
    painter.drawText(QPointF(x - line_width(visual.mark, strong=True, size=size) / 2, y + size * 0.34), visual.mark)


_ENDS = {
    NodeKind.DRUG: (25.0, 11.0),
    NodeKind.CONDITION: (13.0, 13.0),
    NodeKind.PHENOTYPE: (11.0, 11.0),
    NodeKind.OUTCOME: (13.0, 13.0),
    NodeKind.PROCESS: (8.0, 8.0),
    NodeKind.CELLS: (7.0, 7.0),
}
"""Diagram units at the left and the right of a node in which no words stand."""
_NARROW_ENDS = {
    NodeKind.DRUG: (8.0, 8.0),
    NodeKind.CONDITION: (12.0, 12.0),
    NodeKind.PHENOTYPE: (10.0, 10.0),
    NodeKind.OUTCOME: (12.0, 12.0),
    NodeKind.CELLS: (7.0, 7.0),
}
"""The same where letters are much larger than usual."""
SIGN_UP_TO = 1.15
"""How much larger than usual letters are up to which drugs carry their sign."""
_LARGEST_LETTERS = 1.4
_HALO = (*((28.0 - 2.6 * step, 0.035 + 0.012 * step) for step in range(9)), (4.0, 0.9))


def draw_halo(painter: QPainter, theme: Theme, kind: NodeKind, face: Face) -> None:
    """Draw the glow round a node that is changing, in a box from (0, 0)."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, alpha in _HALO:
        ink = theme.changed if width == _HALO[-1][0] else theme.glow
        painter.setPen(QPen(colour(ink, alpha), width, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(outline(kind, face.width, face.height, -1.0))
