"""What do the marks of an answer mean? Samples with words, in as many rows as a picture needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from explorer.ui.canvas.legend import ROW, TEXT_SIZE
from explorer.ui.canvas.node_painting import line_width
from explorer.ui.canvas.overlay import draw_sign
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPainter

    from explorer.ui.canvas.overlay_marks import Ring, Sign
    from explorer.ui.theme.roles import Theme

    Entry = tuple[Ring | Sign, str]
    """A sign and its meaning."""

_SIGN, _GAP, _APART = 34.0, 7.0, 16.0


def key_rows(key: Iterable[Entry], width: float) -> list[list[Entry]]:
    """Return ``key`` in rows that are at most ``width`` logical pixels long."""
    rows: list[list[Entry]] = []
    used = 0.0
    for sign, words in key:
        used += _APART + _wide(words)
        if not rows or used > width:
            rows.append([])
            used = _wide(words)
        rows[-1].append((sign, words))
    return rows


def draw_key(painter: QPainter, theme: Theme, rows: list[list[Entry]]) -> None:
    """Draw ``rows`` from (0, 0), each as high as one of the legend."""
    for number, row in enumerate(rows):
        x, middle = 0.0, (number + 0.5) * ROW
        for sign, words in row:
            draw_sign(painter, theme, sign, QRectF(x, middle - 9.0, _SIGN, 18.0))
            painter.setFont(font(TEXT_SIZE))
            painter.setPen(colour(theme.text))
            painter.drawText(QPointF(x + _SIGN + _GAP, middle + TEXT_SIZE * 0.34), words)
            x += _wide(words) + _APART


def _wide(words: str) -> float:
    return _SIGN + _GAP + line_width(words, strong=False, size=TEXT_SIZE)
