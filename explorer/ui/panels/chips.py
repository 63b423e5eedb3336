"""How is a state or a single word set off? As a small rounded chip; ON is filled, OFF is dashed."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.panels.row_button import paint_line, text_width
from explorer.ui.panels.words import BASIS, on_off
from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import chip_fill, chip_text
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from explorer.pathway.definition import Basis

CHIP_HEIGHT = 22.0
"""Pixels."""
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class Tone(Enum):
    """What a chip's state means: to the patient, or (``MISSED``) beside what was expected."""

    GOOD = "good"
    BAD = "bad"
    PLAIN = "plain"
    MISSED = "missed"


SIGNS = {Tone.GOOD: "✓", Tone.BAD: "!", Tone.PLAIN: "", Tone.MISSED: "✗"}
"""The sign that says the tone without colour."""


def tone_of(value: bool, wanted: bool | None) -> Tone:  # noqa: FBT001  (both values are what it is about)
    """Return what ``value`` means where ``wanted`` is good for the patient."""
    if wanted is None:
        return Tone.PLAIN
    return Tone.GOOD if value == wanted else Tone.BAD


def _ink(tone: Tone, theme: Theme) -> str:
    return {Tone.GOOD: theme.good, Tone.BAD: theme.bad, Tone.PLAIN: theme.on, Tone.MISSED: theme.conflict}[tone]


def paint_state(
    painter: QPainter,
    rect: QRectF,
    value: bool,  # noqa: FBT001  (the value is what the chip is about)
    tone: Tone,
    theme: Theme,
    *,
    signed: bool,
    sign: str = "",
) -> None:
    """Draw a state chip into ``rect``: the word, filled where ON and dashed where OFF.

    ``signed`` puts the sign of the tone (✓ or !), or ``sign`` where that is given, before the word.
    """
    ink = _ink(tone, theme)
    strong = signed and bool(sign or SIGNS[tone])
    if value:
        painter.setBrush(chip_fill(ink, theme))
        painter.setPen(QPen(colour(ink), 1.2))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(colour(ink if strong else theme.off_border), 1.2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3.0, 2.4])
        painter.setPen(pen)
    painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), 5, 5)
    word = f"{sign or SIGNS[tone]} {on_off(value)}" if strong else on_off(value)
    written = chip_text(ink, theme) if value or strong else theme.off_text
    paint_line(painter, rect, word, font(12, strong=value or strong), written, alignment=_CENTRE)


def word_width(word: str) -> float:
    """Return the width of a word chip in pixels."""
    return text_width(word, font(12)) + 14


def paint_word(painter: QPainter, rect: QRectF, word: str, ink: str, theme: Theme) -> None:
    """Draw a word chip into ``rect``."""
    painter.setBrush(chip_fill(ink, theme))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect, 5, 5)
    paint_line(painter, rect, word, font(12), chip_text(ink, theme), alignment=_CENTRE)


def basis_ink(basis: Basis, theme: Theme) -> str:
    """Return the colour for a basis: what was shown is calm, what only the rules say is not."""
    return {"news": theme.accent, "paper": theme.good, "inference": theme.drug, "prediction": theme.bad}[basis.value]


class BasisChip(QWidget):
    """The basis of an expectation as a chip."""

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._basis: Basis | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """The word on the chip."""
        return self._basis.value if self._basis else ""

    def show_basis(self, basis: Basis) -> None:
        """Show ``basis``."""
        self._basis = basis
        self.setToolTip(BASIS[basis])
        self.setAccessibleName(f"Basis: {basis.value}")
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that the content needs."""
        scale = self._theme.text_scale
        return QSize(round(word_width(self.text) * scale), round(20 * scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        if self._basis is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._theme.text_scale
        painter.scale(scale, scale)
        paint_word(
            painter,
            QRectF(0, 0, self.width() / scale, self.height() / scale),
            self.text,
            basis_ink(self._basis, self._theme),
            self._theme,
        )
        painter.end()
