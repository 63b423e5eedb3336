"""How is a picture laid out? Title and what is held above, the diagram, the legend and the caution below."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from explorer import CAUTION
from explorer.pathway.rule_words import state_word
from explorer.ui.canvas.drawing import EVERYTHING, draw_diagram
from explorer.ui.canvas.legend import ROW, draw_legend, legend_rows, legend_samples
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import colour
from explorer.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.geometry import Box
    from explorer.pathway.story import Staging
    from explorer.session.moment import Moment
    from explorer.ui.canvas.drawing import Groups
    from explorer.ui.theme.roles import Theme

_EDGE = 24.0
_HEADER = 66.0
_CAUTION_ROOM = 30.0
_SMALLEST_WIDTH = 640.0
_TITLE, _TEXT = 24.0, 14.0


@dataclass(frozen=True)
class Page:
    """One picture, in pixels at scale 1."""

    pathway: Pathway
    diagram: Diagram
    moment: Moment
    theme: Theme
    width: float
    height: float
    staging: Staging = EVERYTHING
    frame: Box | None = None
    """The part of the diagram that is shown, in diagram units; None for all of it."""
    title: str = ""
    """In place of the pathway's own title."""
    words: str = ""
    """In place of the line that says what is held."""

    def draw(self, painter: QPainter, groups: Groups | None = None) -> None:
        """Draw the page from (0, 0); ``groups`` is told where each thing of the diagram begins and ends."""
        theme = self.theme
        painter.fillRect(QRectF(0, 0, self.width, self.height), colour(theme.canvas))
        _line(
            painter,
            self.title or self.pathway.title,
            QPointF(_EDGE, 36.0),
            self._room,
            size=_TITLE,
            ink=theme.text,
            strong=True,
        )
        held = self.words or held_in_words(self.pathway, self.moment)
        _line(painter, held, QPointF(_EDGE, 58.0), self._room, size=_TEXT, ink=theme.muted)
        rows = legend_rows(legend_samples(self.pathway), self._room)
        foot = self.height - _CAUTION_ROOM - ROW * len(rows)
        draw_legend(painter, theme, rows, QRectF(_EDGE, foot, self._room, ROW * len(rows)))
        _line(painter, CAUTION, QPointF(_EDGE, self.height - 11.0), self._room, size=_TEXT, ink=theme.text)
        self._draw_diagram(painter, QRectF(0, _HEADER, self.width, foot - _HEADER - 6.0), groups)

    @property
    def _room(self) -> float:
        return self.width - 2 * _EDGE

    def _draw_diagram(self, painter: QPainter, area: QRectF, groups: Groups | None) -> None:
        bounds = self.frame or self.diagram.bounds
        scale = min(area.width() / bounds.width, area.height() / bounds.height)
        if scale <= 0:
            return
        painter.save()
        painter.translate(area.center())
        painter.scale(scale, scale)
        painter.translate(-bounds.centre[0], -bounds.centre[1])
        moment = _at_rest(self.moment)
        draw_diagram(painter, self.theme, self.pathway, self.diagram, moment, self.staging, groups)
        painter.restore()


def page_of(
    pathway: Pathway, diagram: Diagram, moment: Moment, theme: Theme, size: tuple[int, int] | None = None
) -> Page:
    """Return the page of ``size`` (pixels), or as large as the diagram needs at 100 %."""
    if size is not None:
        return Page(pathway, diagram, moment, theme, *size)
    width = max(_SMALLEST_WIDTH, diagram.bounds.width)
    rows = legend_rows(legend_samples(pathway), width - 2 * _EDGE)
    height = _HEADER + diagram.bounds.height + 6.0 + ROW * len(rows) + _CAUTION_ROOM
    return Page(pathway, diagram, moment, theme, round(width), round(height))


def held_in_words(pathway: Pathway, moment: Moment) -> str:
    """Return what is held, for example ``Chronic stress ON · ATF4 held OFF``."""
    words = [
        f"{node.caption} {'' if node.is_input else 'held '}{state_word(value=moment.holds[id_])}"
        for id_, node in pathway.nodes.items()
        if id_ in moment.holds
    ]
    return " · ".join(words) or "Nothing held or switched"


def _at_rest(moment: Moment) -> Moment:
    """Return ``moment`` without the light on what changed last, unless a step is half done."""
    return moment if moment.phase else replace(moment, moving=frozenset(), carriers=frozenset())


def _line(
    painter: QPainter, text: str, at: QPointF, room: float, *, size: float, ink: str, strong: bool = False
) -> None:
    chosen = font(size, strong=strong)
    painter.setFont(chosen)
    painter.setPen(colour(ink))
    painter.drawText(at, QFontMetricsF(chosen).elidedText(text, Qt.TextElideMode.ElideRight, room))
