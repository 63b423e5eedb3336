"""What does the last row read? Title and text of the step, where it comes from, and the caution, in large letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.pathway.story import sources_in_words
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from explorer.pathway.definition import Pathway, StoryStep

_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_TITLE, _TEXT, _SOURCE = 30.0, 21.0, 14.0
_EDGE, _ABOVE, _BELOW, _MOST = 40.0, 20.0, 6.0, 190.0
_SCREEN = 1280.0
SMALLEST = 0.6
"""Share of the usual letters below which a long text is not shrunk further."""


class Caption(QWidget):
    """The words above the diagram; letters follow the height of the screen."""

    def __init__(self, parent: QWidget | None = None, *, theme: Theme = LIGHT) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = self._text = self._source = ""
        self._unit = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_step(self, pathway: Pathway, step: StoryStep) -> None:
        """Show the words of ``step``."""
        self._title, self._text = step.title, step.text
        self._source = sources_in_words(pathway, step)
        self.setAccessibleName(f"{self._title}. {self._text} {self._source}")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def make_room(self, pathway: Pathway, steps: tuple[StoryStep, ...], width: float, unit: float) -> None:
        """Take the height that the longest of ``steps`` needs, so that the diagram stays where it is between steps.

        ``unit`` is 1 on a screen of 720 lines, ``width`` is in pixels.
        """
        self._unit = unit
        room = width - 2 * _EDGE * unit
        needed = max(_needed(step.text, sources_in_words(pathway, step), unit, 1.0, room) for step in steps)
        self.setFixedHeight(round(min(needed, _MOST * unit) + (_ABOVE + _BELOW) * unit))

    @property
    def words(self) -> tuple[str, str, str]:
        """Title, text and sources."""
        return self._title, self._text, self._source

    def fits(self) -> bool:
        """Whether every word has room at the letters that are used."""
        return self._share(self._unit, self._room()) > SMALLEST

    def _room(self) -> QRectF:
        unit = self._unit
        return QRectF(self.rect()).adjusted(_EDGE * unit, _ABOVE * unit, -_EDGE * unit, -_BELOW * unit)

    def _share(self, unit: float, room: QRectF) -> float:
        share = 1.0
        while share > SMALLEST and _needed(self._text, self._source, unit, share, room.width()) > room.height() + 1:
            share -= 0.04
        return share

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the words, smaller where they are many."""
        painter, theme, unit, room = QPainter(self), self._theme, self._unit, self._room()
        share = self._share(unit, room)
        chosen = font(_TITLE * unit * share, strong=True)
        painter.setFont(chosen)
        painter.setPen(colour(theme.text))
        title = QFontMetricsF(chosen).elidedText(self._title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _WRAPPED, title)
        top = room.top() + QFontMetricsF(chosen).lineSpacing() + 4 * unit
        letters = font(_TEXT * unit * share)
        painter.setFont(letters)
        area = QRectF(room.left(), top, room.width(), room.bottom() - top)
        taken = QFontMetricsF(letters).boundingRect(area, _WRAPPED, self._text).height()
        painter.drawText(area, _WRAPPED, self._text)
        small = font(_SOURCE * unit * share)
        painter.setFont(small)
        painter.setPen(colour(theme.muted))
        words = QFontMetricsF(small).elidedText(self._source, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRectF(room.left(), top + taken + 4 * unit, room.width(), 40 * unit), _WRAPPED, words)
        painter.end()


def share_on_stage(pathway: Pathway, step: StoryStep) -> float:
    """Return the share of their usual size that the letters of ``step`` get on a screen of 1280 to 720 pixels.

    At ``SMALLEST`` or below they are shrunk no further, and the end of the text is cut off.
    """
    share, width, source = 1.0, _SCREEN - 2 * _EDGE, sources_in_words(pathway, step)
    while share > SMALLEST and _needed(step.text, source, 1.0, share, width) > _MOST + 1:
        share -= 0.04
    return share


def title_fits(step: StoryStep) -> bool:
    """Whether the title of ``step`` has room on its line on a screen of 1280 pixels."""
    return QFontMetricsF(font(_TITLE, strong=True)).horizontalAdvance(step.title) <= _SCREEN - 2 * _EDGE


def _needed(text: str, source: str, unit: float, share: float, width: float) -> float:
    """Return the height of title, text and sources in letters of ``share`` of their usual size, in pixels."""
    title = QFontMetricsF(font(_TITLE * unit * share, strong=True)).lineSpacing()
    letters = QFontMetricsF(font(_TEXT * unit * share))
    body = letters.boundingRect(QRectF(0, 0, width, 9999), _WRAPPED, text).height()
    small = QFontMetricsF(font(_SOURCE * unit * share)).lineSpacing() if source else 0.0
    return title + body + small + 8 * unit
