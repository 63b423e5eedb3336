"""How is one outcome, or one expectation, shown? Its name, two state chips, and a sign for good or bad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from explorer.ui.panels.chips import CHIP_HEIGHT, SIGNS, Tone, paint_state, tone_of
from explorer.ui.panels.row_button import RowButton, paint_line
from explorer.ui.panels.words import on_off
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

CHIP_WIDTH = 54.0
ARROW_WIDTH = 20.0
EDGE = 6.0
"""Pixels from the row's right border to the last chip."""


@dataclass(frozen=True)
class Standing:
    """What one row shows.

    Attributes:
        name: the outcome.
        first, second: the two states: before and now, or expected and reached.
        wanted: the value that is good; None where neither is.
        detail: one muted line.
        sign: replaces the sign before the second state, with its tone; used for expectations.
    """

    name: str
    first: bool
    second: bool
    wanted: bool | None = None
    detail: str = ""
    sign: tuple[str, Tone] | None = None

    @property
    def tone(self) -> Tone:
        """What the second state means."""
        return self.sign[1] if self.sign else tone_of(self.second, self.wanted)

    def in_words(self) -> str:
        """Return the row as a sentence for a screen reader."""
        judged = {Tone.GOOD: ", as wanted", Tone.BAD: ", not wanted", Tone.PLAIN: ""}[self.tone]
        return f"{self.name}: {on_off(self.first)}, then {on_off(self.second)}{judged}. {self.detail}".strip()


class OutcomeRow(RowButton):
    """One outcome; a click selects it."""

    def __init__(self, standing: Standing, *, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(standing.in_words(), height=44 if standing.detail else 32, theme=theme, parent=parent)
        self.standing = standing
        self.set_full_text(standing.name)

    def show_standing(self, standing: Standing) -> None:
        """Show ``standing``; nothing is painted where nothing differs."""
        if standing != self.standing:
            self.standing = standing
            self.setAccessibleName(standing.in_words())
            self.update()

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the row."""
        shown, theme = self.standing, self.theme
        top = rect.center().y() - CHIP_HEIGHT / 2
        second = QRectF(rect.right() - EDGE - CHIP_WIDTH, top, CHIP_WIDTH, CHIP_HEIGHT)
        first = second.translated(-CHIP_WIDTH - ARROW_WIDTH, 0)
        self._paint_chips(painter, first, second)
        _paint_arrow(painter, QPointF((first.right() + second.left()) / 2, rect.center().y()), theme)
        left = rect.left() + EDGE
        space = first.left() - left - 8
        if not shown.detail:
            paint_line(painter, QRectF(left, rect.top(), space, rect.height()), shown.name, font(14), theme.text)
            return
        middle = rect.center().y()
        paint_line(painter, QRectF(left, middle - 19, space, 20), shown.name, font(14), theme.text)
        paint_line(painter, QRectF(left, middle + 0.5, space, 17), shown.detail, font(12.5), theme.muted)

    def _paint_chips(self, painter: QPainter, first: QRectF, second: QRectF) -> None:
        shown, theme = self.standing, self.theme
        if shown.sign is None:
            paint_state(painter, first, shown.first, tone_of(shown.first, shown.wanted), theme, signed=False)
            paint_state(painter, second, shown.second, shown.tone, theme, signed=True)
            return
        paint_state(painter, first, shown.first, Tone.PLAIN, theme, signed=False)
        paint_state(painter, second, shown.second, shown.tone, theme, signed=True, sign=shown.sign[0])


def _paint_arrow(painter: QPainter, centre: QPointF, theme: Theme) -> None:
    pen = QPen(colour(theme.muted), 1.3)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    x, y = centre.x(), centre.y()
    painter.drawLine(QPointF(x - 5, y), QPointF(x + 5, y))
    painter.drawLine(QPointF(x + 5, y), QPointF(x + 2, y - 3))
    painter.drawLine(QPointF(x + 5, y), QPointF(x + 2, y + 3))


CROSS = ("✗", Tone.BAD)
TICK = (SIGNS[Tone.GOOD], Tone.GOOD)
