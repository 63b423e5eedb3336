"""How is something switched? A row with a toggle that says ON or OFF in a word, by its knob, and by its fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.ui.panels.row_button import RowButton, paint_line
from explorer.ui.panels.words import on_off
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SWITCH = (46.0, 20.0)
"""Width and height of a toggle in pixels."""
_CENTRE = Qt.AlignmentFlag.AlignHCenter


def paint_switch(painter: QPainter, place: QRectF, on: bool, ink: str, theme: Theme) -> None:  # noqa: FBT001
    """Draw a toggle into ``place``: filled with the knob right where ON, hollow with the knob left where OFF."""
    radius = place.height() / 2
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ink))
        painter.drawRoundedRect(place, radius, radius)
    else:
        painter.setPen(QPen(colour(theme.off_border), 1.3))
        painter.setBrush(colour(theme.off_fill))
        painter.drawRoundedRect(place.adjusted(0.7, 0.7, -0.7, -0.7), radius - 0.7, radius - 0.7)
    ground = theme.surface if on else theme.off_border
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ground))
    x = place.right() - radius if on else place.left() + radius
    painter.drawEllipse(QPointF(x, place.center().y()), radius - 3.2, radius - 3.2)
    word = place.adjusted(5, -0.5, -2 * radius + 1, -0.5) if on else place.adjusted(2 * radius - 2, -0.5, -4, -0.5)
    paint_line(
        painter, word, on_off(on), font(11, strong=True), theme.surface if on else theme.off_text, alignment=_CENTRE
    )


class SwitchRow(RowButton):
    """A labelled toggle with one muted line under the label; a click asks, it does not switch."""

    def __init__(
        self, name: str, detail: str = "", *, ink: str = "accent", theme: Theme = LIGHT, parent: QWidget | None = None
    ) -> None:
        """Make a row.

        Args:
            name: the label.
            detail: the muted line; an empty string leaves it out.
            ink: the theme role that fills the toggle where it is ON.
            theme: the colours.
            parent: the widget that it lies in.
        """
        super().__init__(name, height=42 if detail else 30, theme=theme, parent=parent)
        self.name = name
        self.detail = detail
        self._ink = ink
        self._remark = ""
        self.setCheckable(True)

    @property
    def remark(self) -> str:
        """What stands in place of the muted line for now."""
        return self._remark

    def show_value(self, *, on: bool) -> None:
        """Show the toggle ON or OFF."""
        if self.isChecked() != on:
            self.setChecked(on)

    def show_remark(self, text: str) -> None:
        """Show ``text`` in place of the muted line; an empty string brings that back."""
        if text != self._remark:
            self._remark = text
            self.update()

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the toggle and its words."""
        width, height = SWITCH
        place = QRectF(rect.left() + 6, rect.center().y() - height / 2, width, height)
        paint_switch(painter, place, self.isChecked(), getattr(self.theme, self._ink), self.theme)
        left = place.right() + 10
        words = QRectF(left, rect.top(), rect.right() - left - 5, rect.height())
        if not self.detail:
            right = self._paint_remark_beside(painter, words)
            paint_line(painter, words.adjusted(0, 0, -right, 0), self.name, font(14), self.theme.text)
            return
        middle = words.center().y()
        name = QRectF(left, middle - 19, words.width(), 20)
        paint_line(painter, name, self.name, font(14, strong=self.isChecked()), self.theme.text)
        below = QRectF(left, middle + 0.5, words.width(), 17)
        ink = self.theme.accent if self._remark else self.theme.muted
        paint_line(painter, below, self._remark or self.detail, font(12.5), ink)

    def _paint_remark_beside(self, painter: QPainter, words: QRectF) -> float:
        if not self._remark:
            return 0.0
        place = QRectF(words.right() - 110, words.top(), 110, words.height())
        letters = font(12.5)
        paint_line(painter, place, self._remark, letters, self.theme.accent, alignment=Qt.AlignmentFlag.AlignRight)
        return 114.0
