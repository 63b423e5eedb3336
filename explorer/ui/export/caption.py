"""What does a step of a story say on a picture? Title, text and sources in large letters, broken into lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from explorer.pathway.story import sources_in_words
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import colour
from explorer.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

    from explorer.pathway.definition import Pathway
    from explorer.ui.theme.roles import Theme

_TITLE, _TEXT, _SOURCES = 30.0, 21.0, 14.0
_AFTER_TITLE, _BEFORE_SOURCES, _MORE_IN_COLUMN = 4.0, 4.0, 8.0
_SMALLEST, _SMALLER = 0.6, 0.04
"""Share of the usual letters below which a long text is not shrunk further, and by how much it is shrunk at a time."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The words of one step.

    Attributes:
        place: where in the story it stands, for example ``3 / 7``.
        is_column: whether it stands beside the diagram, its title in lines.
    """

    title: str
    text: str = ""
    sources: str = ""
    place: str = ""
    is_column: bool = False

    def height(self, width: float, unit: float) -> float:
        """Return the room (pixels) that the words need in lines of ``width`` pixels; ``unit`` is 1 at 720 lines."""
        return _Set(self, width, unit).height

    def fits(self, room: QRectF, unit: float) -> bool:
        """Whether the words have room in letters of ``unit``, no word longer than its line."""
        longest = max(self.title.split(), key=len, default="")
        width = QFontMetricsF(font(_TITLE * unit, strong=True)).horizontalAdvance(longest)
        return width <= room.width() and self.height(room.width(), unit) <= room.height()

    def fitting_unit(self, room: QRectF, unit: float) -> float:
        """Return ``unit``, or less where the words would not fit into ``room``."""
        share = 1.0
        while share > _SMALLEST and self.height(room.width(), unit * share) > room.height() + 0.5:
            share -= _SMALLER
        return unit * share

    def draw(self, painter: QPainter, theme: Theme, room: QRectF, unit: float) -> None:
        """Write the words from the upper left corner of ``room`` on, smaller where they are many."""
        _Set(self, room.width(), self.fitting_unit(room, unit)).draw(painter, theme, room)


class _Set:
    """The words of a caption, set in lines."""

    def __init__(self, caption: Caption, width: float, unit: float) -> None:
        self._unit = unit
        self._fonts = font(_TITLE * unit, strong=True), font(_TEXT * unit), font(_SOURCES * unit)
        title, text, small = self._fonts
        self._title = [QFontMetricsF(title).elidedText(caption.title, Qt.TextElideMode.ElideRight, width)]
        self._more = 0.0
        if caption.is_column:
            self._title, self._more = broken(caption.title, title, width), _MORE_IN_COLUMN
        self._text = broken(caption.text, text, width)
        self._sources = broken(caption.sources, small, width)

    @property
    def height(self) -> float:
        title, text, small = (QFontMetricsF(letters).lineSpacing() for letters in self._fonts)
        below = len(self._sources) * small + (_BEFORE_SOURCES + self._more) * self._unit if self._sources else 0.0
        return len(self._title) * title + (_AFTER_TITLE + self._more) * self._unit + len(self._text) * text + below

    def draw(self, painter: QPainter, theme: Theme, room: QRectF) -> None:
        top = room.top()
        groups = (
            (self._title, theme.text, 0.0),
            (self._text, theme.text, _AFTER_TITLE + self._more),
            (self._sources, theme.muted, _BEFORE_SOURCES + self._more),
        )
        for letters, (lines, ink, above) in zip(self._fonts, groups, strict=True):
            metrics = QFontMetricsF(letters)
            painter.setFont(letters)
            painter.setPen(colour(ink))
            top += above * self._unit if lines else 0.0
            for line in lines:
                painter.drawText(QPointF(room.left(), top + metrics.ascent()), line)
                top += metrics.lineSpacing()


def captions_of(pathway: Pathway) -> tuple[Caption, ...]:
    """Return the words of every step of the story of ``pathway``."""
    number = len(pathway.story)
    return tuple(
        Caption(step.title, step.text, sources_in_words(pathway, step), f"{at + 1} / {number}")
        for at, step in enumerate(pathway.story)
    )


def broken(text: str, letters: QFont, width: float) -> list[str]:
    """Return ``text`` in lines that are at most ``width`` pixels long, if no single word is longer."""
    metrics = QFontMetricsF(letters)
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines
