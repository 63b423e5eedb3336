"""How do outcomes stand in a row? A chip each; a sign as well as its colour tells whether its value is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPen

from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import chip_fill, chip_text
from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from explorer.pathway.definition import Pathway
    from explorer.session.moment import Moment
    from explorer.ui.theme.roles import Theme

Outcome = tuple[str, bool, bool | None]
"""Caption, value, and the value that is wanted."""
HEIGHT = 32.0
"""Of a chip, at a unit of 1."""
_APART, _SIZE, _SMALLEST = 12.0, 16.0, 8.0


def outcomes_at(pathway: Pathway, moment: Moment) -> list[Outcome]:
    """Return the outcomes of ``pathway`` with what they come to at ``moment``."""
    index = pathway.network.index
    return [(node.caption, bool(moment.after[index[node.id]]), node.wanted) for node in pathway.outcomes]


def draw_outcomes(painter: QPainter, theme: Theme, outcomes: Sequence[Outcome], room: QRectF, unit: float) -> None:
    """Draw ``outcomes`` in the middle of ``room`` from its top on, smaller where they are many."""
    if not outcomes:
        return
    texts = [_words(*outcome) for outcome in outcomes]
    size, apart = _SIZE * unit, _APART * unit
    while True:
        metrics = QFontMetricsF(font(size, strong=True))
        widths = [metrics.horizontalAdvance(text) + 2.0 * size for text in texts]
        whole = sum(widths) + apart * (len(widths) - 1)
        if whole <= room.width() or size <= _SMALLEST:
            break
        size -= 0.5
    left, height = room.left() + (room.width() - whole) / 2, HEIGHT * unit
    for (_, value, wanted), text, width in zip(outcomes, texts, widths, strict=True):
        ink = theme.on if wanted is None else theme.good if value == wanted else theme.bad
        pen = QPen(colour(ink), 1.8 * unit)
        if not value:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(chip_fill(ink, theme) if value else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(left, room.top(), width, height), 9 * unit, 9 * unit)
        painter.setPen(colour(chip_text(ink, theme)))
        painter.setFont(font(size, strong=True))
        painter.drawText(QPointF(left + size, room.top() + height / 2 + size * 0.34), text)
        left += width + apart


def _words(name: str, value: bool, wanted: bool | None) -> str:  # noqa: FBT001  (values are what it is about)
    sign = "" if wanted is None else "✓ " if value == wanted else "! "
    return f"{sign}{name} {'ON' if value else 'OFF'}"
