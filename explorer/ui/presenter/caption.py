"""What does the last row read? Title and text of the step, where it comes from, and the caution, in large letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from explorer.pathway.story import sources_in_words
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPaintEvent

    from explorer.pathway.definition import Pathway, StoryStep

_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_TITLE, _TEXT, _SOURCE = 30.0, 21.0, 14.0
_EDGE, _ABOVE, _BELOW, _MOST = 40.0, 20.0, 6.0, 190.0
_SCREEN = 1280.0
_AFTER_COLUMN_TITLE, _COLUMN_SHARE = 10.0, 0.88
"""Pixels between the parts of a column, and the share of the usual letters that its words are to have at least."""
_COLUMN_GAP = 4.0
_JOINER = "\N{WORD JOINER}"
SMALLEST = 0.6
"""Share of the usual letters below which a long text is not shrunk further."""


class Caption(QWidget):
    """The words above the diagram; letters follow the height of the screen."""

    def __init__(self, parent: QWidget | None = None, *, theme: Theme = LIGHT) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = self._text = self._source = ""
        self._unit = 1.0
        self._is_column = False
        self._part = 1.0

    def show_step(self, pathway: Pathway, step: StoryStep) -> None:
        """Show the words of ``step``."""
        self._title, self._text = _unbroken(step.title), _unbroken(step.text)
        self._source = sources_in_words(pathway, step)
        self.setAccessibleName(" ".join((f"{step.title}.", step.text, self._source)))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def stand(self, place: QRect, unit: float, *, is_column: bool) -> None:
        """Stand in ``place`` (the parent's pixels), as lines across the screen or as a column with a title of lines.

        ``unit`` is 1 on a screen of 720 lines.
        """
        self._unit, self._is_column = unit, is_column
        self.setGeometry(place)
        self.update()

    def arrive(self, part: float) -> None:
        """Let the words have come in by ``part``, from 0 to 1."""
        self._part = part
        self.update()

    @property
    def words(self) -> tuple[str, str, str]:
        """Title, text and sources."""
        return self._title.replace(_JOINER, ""), self._text.replace(_JOINER, ""), self._source

    def fits(self) -> bool:
        """Whether every word has room at the letters that are used."""
        return self._share(self._room()) > SMALLEST

    @property
    def is_column(self) -> bool:
        """Whether the words stand beside the diagram."""
        return self._is_column

    def _room(self) -> QRectF:
        unit = self._unit
        right = _COLUMN_GAP if self._is_column else _EDGE
        return QRectF(self.rect()).adjusted(_EDGE * unit, _ABOVE * unit, -right * unit, -_BELOW * unit)

    def _share(self, room: QRectF) -> float:
        title = self._title if self._is_column else ""
        share = 1.0
        while share > SMALLEST and _overflows(title, self._text, self._source, self._unit * share, room):
            share -= 0.04
        return share

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the words, smaller where they are many."""
        painter, theme, unit, room = QPainter(self), self._theme, self._unit, self._room()
        painter.setOpacity(self._part)
        share = self._share(room)
        chosen = font(_TITLE * unit * share, strong=True)
        painter.setFont(chosen)
        painter.setPen(colour(theme.text))
        title, height = self._title, QFontMetricsF(chosen).lineSpacing()
        if self._is_column:
            height = QFontMetricsF(chosen).boundingRect(room, _WRAPPED, title).height() + _AFTER_COLUMN_TITLE * unit
        else:
            title = QFontMetricsF(chosen).elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _WRAPPED, title)
        top = room.top() + height + 4 * unit
        letters = font(_TEXT * unit * share)
        painter.setFont(letters)
        area = QRectF(room.left(), top, room.width(), room.bottom() - top)
        taken = QFontMetricsF(letters).boundingRect(area, _WRAPPED, self._text).height()
        painter.drawText(area, _WRAPPED, self._text)
        small = font(_SOURCE * unit * share)
        painter.setFont(small)
        painter.setPen(colour(theme.muted))
        words, top = self._source, top + taken + (_AFTER_COLUMN_TITLE if self._is_column else 4) * unit
        if not self._is_column:
            words = QFontMetricsF(small).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRectF(room.left(), top, room.width(), room.bottom() - top + 8 * unit), _WRAPPED, words)
        painter.end()


def _unbroken(words: str) -> str:
    """Return ``words`` so that no line ends in the middle of a name such as interferon-gamma."""
    return re.sub(r"(?<=\w)-(?=\w{1,2}\b)", f"-{_JOINER}", words)


def height_above(pathway: Pathway, steps: tuple[StoryStep, ...], width: float, unit: float) -> float:
    """Return the height (pixels) of the longest words of ``steps`` above a diagram on a screen of ``width`` pixels.

    All steps get as much, so that the diagram stays where it is. ``unit`` is 1 on a screen of 720 lines.
    """
    room = width - 2 * _EDGE * unit
    needed = max(_needed(step.text, sources_in_words(pathway, step), unit, 1.0, room) for step in steps)
    return round(min(needed, _MOST * unit) + (_ABOVE + _BELOW) * unit)


def fits_column(pathway: Pathway, step: StoryStep, size: tuple[float, float], unit: float) -> bool:
    """Return whether the words of ``step`` have room in a column of ``size`` (pixels), in letters hardly smaller."""
    room = QRectF(0, 0, size[0] - (_EDGE + _COLUMN_GAP) * unit, size[1] - (_ABOVE + _BELOW) * unit)
    return not _overflows(step.title, step.text, sources_in_words(pathway, step), unit * _COLUMN_SHARE, room)


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


def _overflows(title: str, text: str, source: str, unit: float, room: QRectF) -> bool:
    """Whether words in letters of ``unit`` are too many for ``room``; a ``title`` stands above them in a column."""
    if not title:
        return _needed(text, source, unit, 1.0, room.width()) > room.height() + 1
    height, gaps = 0.0, 4 + 2 * _AFTER_COLUMN_TITLE
    for words, size, strong in ((title, _TITLE, True), (text, _TEXT, False), (source, _SOURCE, False)):
        taken = QFontMetricsF(font(size * unit, strong=strong)).boundingRect(
            QRectF(0, 0, room.width(), 9999), _WRAPPED, words
        )
        if taken.width() > room.width() + 1:
            return True  # a word that is longer than its line
        height += taken.height()
    return height + gaps * unit > room.height() + 1


def _needed(text: str, source: str, unit: float, share: float, width: float) -> float:
    """Return the height of title, text and sources in letters of ``share`` of their usual size, in pixels."""
    title = QFontMetricsF(font(_TITLE * unit * share, strong=True)).lineSpacing()
    letters = QFontMetricsF(font(_TEXT * unit * share))
    body = letters.boundingRect(QRectF(0, 0, width, 9999), _WRAPPED, text).height()
    small = QFontMetricsF(font(_SOURCE * unit * share)).lineSpacing() if source else 0.0
    return title + body + small + 8 * unit
