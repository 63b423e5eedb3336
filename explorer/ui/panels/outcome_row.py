"""How is one outcome, or one expectation, shown? Its name, two state chips, and a sign for good or bad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from explorer.ui.panels.chips import CHIP_HEIGHT, Tone, paint_state, tone_of
from explorer.ui.panels.row_button import RowButton, paint_line
from explorer.ui.panels.words import on_off
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import LIGHT, Theme, colour
from explorer.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

CHIP_WIDTH = 54.0
ARROW_WIDTH = 20.0
NARROW = 270.0
"""Below this width in pixels the first state is said in words, so that the name has room."""
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
        trust: how far the state can be trusted, in a few words after ``detail``.
        sign: replaces the sign before the second state, with its tone; used for expectations.
    """

    name: str
    first: bool
    second: bool
    wanted: bool | None = None
    detail: str = ""
    sign: tuple[str, Tone] | None = None
    trust: str = ""

    @property
    def line(self) -> str:
        """The muted line."""
        return " · ".join(part for part in (self.detail, self.trust) if part)

    @property
    def tone(self) -> Tone:
        """What the second state means."""
        return self.sign[1] if self.sign else tone_of(self.second, self.wanted)

    def in_words(self) -> str:
        """Return the row as a sentence for a screen reader."""
        first, second = on_off(self.first), on_off(self.second)
        if self.sign is not None:
            met = "as expected" if self.first == self.second else "not as expected"
            return f"{self.name}: expected {first}, reached {second}, {met}"
        judged = {Tone.GOOD: ", as wanted", Tone.BAD: ", not wanted"}.get(self.tone, "")
        return f"{self.name}: before {first}, now {second}{judged}. {self.line}".strip()


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
        middle = rect.center().y()
        second = QRectF(rect.right() - EDGE - CHIP_WIDTH, middle - CHIP_HEIGHT / 2, CHIP_WIDTH, CHIP_HEIGHT)
        sign = shown.sign[0] if shown.sign else ""
        paint_state(painter, second, shown.second, shown.tone, theme, signed=True, sign=sign)
        narrow = rect.width() < NARROW
        right, detail = second.left(), shown.line
        if narrow:
            was = f"{'expected' if shown.sign else 'was'} {on_off(shown.first)}"
            detail = f"{was}, {detail}" if detail else was
        else:
            first = second.translated(-CHIP_WIDTH - ARROW_WIDTH, 0)
            tone = Tone.PLAIN if shown.sign else tone_of(shown.first, shown.wanted)
            paint_state(painter, first, shown.first, tone, theme, signed=False)
            _paint_arrow(painter, QPointF((first.right() + second.left()) / 2, middle), theme)
            right = first.left()
        left = rect.left() + EDGE
        space = right - left - 8
        if not detail:
            paint_line(painter, QRectF(left, rect.top(), space, rect.height()), shown.name, font(14), theme.text)
            return
        shift = 0.0 if shown.detail else 1.5  # a lower row has less room for its two lines
        paint_line(painter, QRectF(left, middle - 19 + shift, space, 20), shown.name, font(14), theme.text)
        paint_line(painter, QRectF(left, middle + 0.5 - shift, space, 17), detail, font(12.5), theme.muted)


def _paint_arrow(painter: QPainter, centre: QPointF, theme: Theme) -> None:
    pen = QPen(colour(theme.muted), 1.3)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    x, y = centre.x(), centre.y()
    painter.drawLine(QPointF(x - 5, y), QPointF(x + 5, y))
    painter.drawLine(QPointF(x + 5, y), QPointF(x + 2, y - 3))
    painter.drawLine(QPointF(x + 5, y), QPointF(x + 2, y + 3))


MET = ("✓", Tone.PLAIN)
MISSED = ("✗", Tone.MISSED)
"""The signs of an expectation; not those of good and bad, for what was expected may be bad."""
