"""What stands below the diagram on stage? The outcomes, where in the story we are, and the caution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer import CAUTION
from explorer.ui.canvas.outcome_chips import draw_outcomes, outcomes_at
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QMouseEvent, QPaintEvent

    from explorer.pathway.definition import Pathway
    from explorer.session.moment import Moment

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
EXCURSION = "Live: not part of the story. The next step resumes it."


class Footer(QWidget):
    """Outcome chips on the left, a dot a step in the middle; a click on a dot asks for that step."""

    step_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, theme: Theme = LIGHT) -> None:
        super().__init__(parent)
        self._theme = theme
        self._outcomes: list[tuple[str, bool, bool | None]] = []
        self._at, self._number = 0, 1
        self._is_excursion = False
        self._hint = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_unit(self, unit: float) -> None:
        """Take another size: ``unit`` is 1 on a screen of 720 lines."""
        self.setFixedHeight(round(92 * unit))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def show_hint(self, text: str) -> None:
        """Say which keys there are."""
        self._hint = text
        self.update()

    def show_step(self, at: int, number: int, *, is_excursion: bool) -> None:
        """Show that step ``at`` (from 0) of ``number`` is on stage, or an excursion from it."""
        self._at, self._number, self._is_excursion = at, number, is_excursion
        self.setAccessibleDescription(f"Step {at + 1} of {number}. {EXCURSION if is_excursion else ''}".strip())
        self.update()

    def show_moment(self, pathway: Pathway, moment: Moment) -> None:
        """Show the outcomes of ``moment``."""
        outcomes = outcomes_at(pathway, moment)
        if outcomes != self._outcomes:
            self._outcomes = outcomes
            self.setAccessibleName(", ".join(f"{name} {'ON' if value else 'OFF'}" for name, value, _ in outcomes))
            self.update()

    @property
    def outcomes(self) -> list[tuple[str, bool, bool | None]]:
        """Caption, value and wanted value of each outcome shown."""
        return self._outcomes

    @property
    def _unit(self) -> float:
        return self.height() / 92

    def dot_at(self, number: int) -> QPointF:
        """Return the middle of the dot of step ``number``, counted from 0, in pixels."""
        gap = min(26 * self._unit, self.width() * 0.5 / max(1, self._number))
        first = self.width() / 2 - gap * (self._number - 1) / 2
        return QPointF(first + gap * number, 66 * self._unit)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw chips, dots and words."""
        painter, unit, theme = QPainter(self), self._unit, self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chips = QRectF(40 * unit, 6 * unit, self.width() - 80 * unit, 32 * unit)
        draw_outcomes(painter, theme, self._outcomes, chips, unit)
        for number in range(self._number):
            here = number == self._at
            painter.setPen(QPen(colour(theme.accent if here else theme.off_border), 1.6 * unit))
            painter.setBrush(colour(theme.accent) if number <= self._at else Qt.BrushStyle.NoBrush)
            radius = (6.5 if here else 4.0) * unit
            painter.drawEllipse(self.dot_at(number), radius, radius)
        room = QRectF(40 * unit, 52 * unit, self.width() - 80 * unit, 28 * unit)
        side = QRectF(room.left(), room.top(), self.dot_at(0).x() - room.left() - 20 * unit, room.height())
        painter.setPen(colour(theme.muted))
        painter.setFont(_fitting(CAUTION, 12 * unit, side.width()))
        painter.drawText(side, _LEFT, CAUTION)
        side.moveRight(room.right())
        words = EXCURSION if self._is_excursion else f"{self._at + 1} / {self._number}   {self._hint}".rstrip()
        painter.setPen(colour(theme.text if self._is_excursion else theme.muted))
        painter.setFont(_fitting(words, 13 * unit, side.width(), strong=self._is_excursion))
        painter.drawText(side, _RIGHT, words)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the step whose dot was clicked."""
        for number in range(self._number):
            away = self.dot_at(number) - event.position()
            if (away.x() ** 2 + away.y() ** 2) ** 0.5 <= 12 * self._unit:
                self.step_requested.emit(number)
                return
        super().mouseReleaseEvent(event)


def _fitting(text: str, size: float, width: float, *, strong: bool = False) -> QFont:
    while size > 7 and QFontMetricsF(font(size, strong=strong)).horizontalAdvance(text) > width:
        size -= 0.5
    return font(size, strong=strong)
