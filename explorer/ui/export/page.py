"""How is a picture laid out? Words above, the diagram, and below it the signs that occur, and the caution."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from explorer import BRIEF_CAUTIONS, CAUTION
from explorer.pathway.rule_words import state_word
from explorer.ui.canvas.cell_names import shifted_names
from explorer.ui.canvas.drawing import EVERYTHING, PLAIN_LETTERS, Drawing
from explorer.ui.canvas.legend import ROW, draw_legend, legend_rows, legend_samples
from explorer.ui.canvas.node_painting import letters_at
from explorer.ui.canvas.outcome_chips import HEIGHT, draw_outcomes, outcomes_at
from explorer.ui.canvas.overlay_painting import draw_marks
from explorer.ui.canvas.rim import draw_rim, sides_cut
from explorer.ui.canvas.seen import PLAIN
from explorer.ui.canvas.stage_room import RIM
from explorer.ui.export.key import draw_key, key_rows
from explorer.ui.export.source_line import fitting_sources, sources_behind
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import colour
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.geometry import Box
    from explorer.pathway.story import Staging
    from explorer.session.moment import Moment
    from explorer.ui.canvas.drawing import Arrival, Geometry, Groups, Lettering
    from explorer.ui.canvas.legend import Sample
    from explorer.ui.canvas.overlay_marks import Overlay
    from explorer.ui.canvas.seen import Seen
    from explorer.ui.canvas.stage_room import Room
    from explorer.ui.export.caption import Caption
    from explorer.ui.export.key import Entry
    from explorer.ui.theme.roles import Theme

_EDGE = 24.0
_HEADER = 66.0
_CAUTION_ROOM = 30.0
_SMALLEST_WIDTH = 640.0
_SOURCES_ROOM = 20.0
_TITLE, _TEXT, _SMALL = 24.0, 14.0, 12.0
_USUAL = (1280.0, 720.0)
"""Pixels of a picture at which letters have their usual size; on larger ones they grow."""
_SMALLEST_UNIT = 0.75
_MOST_NODES = 2000
"""Nodes of a diagram above which names of compartments are not shifted, as on the screen."""
_ABOVE, _COLUMN_GAP = 18.0, 4.0
"""Pixels above the words of a step, and between them and a diagram at their right."""


@dataclass(frozen=True)
class Page:
    """One picture, in pixels at scale 1.

    Attributes:
        staging: what is hidden, faded and pointed at.
        frame: the part of the diagram that is shown, in diagram units; None for all of it.
        title: in place of the pathway's own title.
        words: in place of the line that says what is held.
        arrival: how far ``staging`` has come in.
        collapsed: ids of the compartments that are drawn as one box.
        overlay: the marks of an answer.
        caption: the words of a step of a story, in place of title and line.
        room: where words and diagram of a step of a story stand.
        lettering: which words of the diagram are drawn otherwise than usual.
        legible: the height that letters on nodes are to have if they have room, in pixels; 0 for what comes out.
        unit: how large letters are drawn; 1 for their usual size.
        is_lit: whether what changed last keeps its light although nothing moves, as it does on the screen.
        is_transparent: whether there is no ground.
        geometry: that of the diagram, if at hand.
    """

    pathway: Pathway
    diagram: Diagram
    moment: Moment
    theme: Theme
    width: float
    height: float
    staging: Staging = EVERYTHING
    frame: Box | None = None
    title: str = ""
    words: str = ""
    arrival: Arrival | None = None
    collapsed: frozenset[str] = frozenset()
    overlay: Overlay | None = None
    caption: Caption | None = None
    room: Room | None = None
    lettering: Lettering = PLAIN_LETTERS
    legible: float = 0.0
    unit: float = 1.0
    is_lit: bool = False
    is_transparent: bool = False
    geometry: Geometry | None = None

    def draw(self, painter: QPainter, groups: Groups | None = None) -> None:
        """Draw the page from (0, 0); ``groups`` is told where each thing of the diagram begins and ends."""
        if not self.is_transparent:
            painter.fillRect(QRectF(0, 0, self.width, self.height), colour(self.theme.canvas))
        shown = self.shown_moment
        self._draw_header(painter, shown)
        self._draw_diagram(painter, self.diagram_area, shown, groups)
        self._draw_foot(painter, shown)

    @property
    def shown_moment(self) -> Moment:
        """The moment that is seen: marks may show another one than is given."""
        moment = self.moment if self.overlay is None else self.overlay.seen(self.moment)
        if self.is_lit or moment.phase:
            return moment
        return replace(moment, moving=frozenset(), carriers=frozenset())

    @property
    def diagram_area(self) -> QRectF:
        """Where the diagram stands, in pixels."""
        if self.room is not None:
            return self.room.diagram
        top = _HEADER * self.unit
        return QRectF(0, top, self.width, self.room_height - top)

    @property
    def _lettering(self) -> Lettering:
        if self.room is not None or self.collapsed or len(self.diagram.nodes) > _MOST_NODES:
            return self.lettering
        return replace(self.lettering, names=shifted_names(self.pathway, self.diagram, self.staging))

    @property
    def room_height(self) -> float:
        """How far words and diagram reach down, in pixels."""
        return self._foot - 6.0 * self.unit

    @property
    def _room(self) -> float:
        return self.width - 2 * _EDGE * self.unit

    @property
    def _foot(self) -> float:
        """Where the words below the diagram begin, in pixels from above."""
        rows = len(self._legend) + len(self._key)
        chips = HEIGHT + 10.0 if self.caption is not None and self.pathway.outcomes else 0.0
        sources = _SOURCES_ROOM if self._sources else 0.0
        return self.height - (_CAUTION_ROOM + sources + ROW * rows + chips) * self.unit

    @cached_property
    def _sources(self) -> list[str]:
        """The sources behind what is shown, in short; a step of a story names its own beside its words."""
        return [] if self.caption is not None else sources_behind(self.pathway, self.staging)

    @cached_property
    def _legend(self) -> tuple[tuple[Sample, ...], ...]:
        return legend_rows(legend_samples(self.pathway, brief=True), self._room / self.unit)

    # -- words ----------------------------------------------------------------------------------------------------

    def _draw_header(self, painter: QPainter, shown: Moment) -> None:
        unit, theme, left = self.unit, self.theme, _EDGE * self.unit
        if self.caption is not None and self.room is not None:
            self.caption.draw(painter, theme, words_room(self.room, unit), unit)
            return
        title = self.title or self.pathway.title
        _line(painter, title, QPointF(left, 36.0 * unit), self._room, size=_TITLE * unit, ink=theme.text, strong=True)
        held = self.words or held_in_words(self.pathway, shown)
        _line(painter, held, QPointF(left, 58.0 * unit), self._room, size=_TEXT * unit, ink=theme.muted)

    def _draw_foot(self, painter: QPainter, shown: Moment) -> None:
        unit, theme, left, top = self.unit, self.theme, _EDGE * self.unit, self._foot
        if self.caption is not None and self.pathway.outcomes:
            chips = QRectF(left, top, self._room, HEIGHT * unit)
            draw_outcomes(painter, theme, outcomes_at(self.pathway, shown), chips, unit)
            top += (HEIGHT + 10.0) * unit
        painter.save()
        painter.translate(left, top)
        painter.scale(unit, unit)
        draw_key(painter, theme, self._key)
        legend = self._legend
        draw_legend(painter, theme, legend, QRectF(0, ROW * len(self._key), self._room / unit, ROW * len(legend)))
        painter.restore()
        if self._sources:
            words = fitting_sources(self._sources, self._room, _SMALL * unit)
            at = QPointF(left, self.height - (_CAUTION_ROOM + 5.0) * unit)
            _line(painter, words, at, self._room, size=_SMALL * unit, ink=theme.muted)
        place = self.caption.place if self.caption is not None else ""
        beside = QFontMetricsF(font(_TEXT * unit, strong=True)).horizontalAdvance(place) + 20.0 * unit if place else 0.0
        foot = self.height - 11.0 * unit
        room = self._room - beside
        words, size = _caution(room, _TEXT * unit)
        _line(painter, words, QPointF(left, foot), room, size=size, ink=theme.text)
        if place:
            at = QPointF(self.width - left - beside + 20.0 * unit, foot)
            _line(painter, place, at, beside, size=_TEXT * unit, ink=theme.muted, strong=True)

    @cached_property
    def _key(self) -> list[list[Entry]]:
        if self.overlay is None:
            return []
        key = self.overlay.key(self.overlay.marks(self.pathway, self.shown_moment))
        return key_rows(key, self._room / self.unit)

    # -- the diagram ----------------------------------------------------------------------------------------------

    def _draw_diagram(self, painter: QPainter, area: QRectF, shown: Moment, groups: Groups | None) -> None:
        bounds = self.frame or self.diagram.bounds
        scale = min(area.width() / bounds.width, area.height() / bounds.height)
        if scale <= 0:
            return
        painter.save()
        if self.frame is not None:
            painter.setClipRect(area)
        painter.translate(area.center())
        painter.scale(scale, scale)
        painter.translate(-bounds.centre[0], -bounds.centre[1])
        drawing = Drawing(
            self.theme,
            self.pathway,
            self.diagram,
            shown,
            self.staging,
            arrival=self.arrival,
            collapsed=self.collapsed,
            geometry=self.geometry,
            lettering=replace(self._lettering, letters=letters_at(scale, self.legible, self.theme.label_scale)),
        )
        drawing.draw(painter, groups)
        if self.overlay is not None:
            half = (area.width() / scale / 2, area.height() / scale / 2)
            x, y = bounds.centre
            veiled = QRectF(x - half[0], y - half[1], 2 * half[0], 2 * half[1])
            marks = self.overlay.marks(self.pathway, shown)
            # What stands for a painter in vector files knows no way to take ground away.
            on_ground = not (self.is_transparent and isinstance(painter, QPainter))
            draw_marks(painter, self.theme, marks, drawing, veiled, scale, on_ground=on_ground)
        painter.restore()
        if self.room is not None and self.frame is not None and not self.is_transparent:
            left, top = (
                self.frame.centre[0] - area.width() / scale / 2,
                self.frame.centre[1] - area.height() / scale / 2,
            )
            sight = (left, top, left + area.width() / scale, top + area.height() / scale)
            draw_rim(painter, self.theme, area, RIM * self.unit, sides_cut(self.diagram.bounds, sight))


def words_room(room: Room, unit: float) -> QRectF:
    """Return where in ``room`` letters may stand."""
    right = _COLUMN_GAP if room.is_beside else _EDGE
    return room.words.adjusted(_EDGE * unit, _ABOVE * unit, -right * unit, 0.0)


def page_of(
    pathway: Pathway,
    diagram: Diagram,
    moment: Moment,
    theme: Theme,
    size: tuple[int, int] | None = None,
    *,
    seen: Seen = PLAIN,
) -> Page:
    """Return the page of ``size`` (pixels), or as large as the diagram needs at 100 %; shown as it is ``seen``."""
    if size is None:
        width = round(max(_SMALLEST_WIDTH, diagram.bounds.width))
        page = Page(pathway, diagram, moment, theme, width, 0.0)
    else:
        page = Page(pathway, diagram, moment, theme, *size, unit=unit_of(*size))
    page = replace(page, staging=seen.staging, collapsed=seen.collapsed, overlay=seen.overlay)
    if size is None:
        page = replace(page, height=round(diagram.bounds.height - page.diagram_area.height()))
    return page


def unit_of(width: float, height: float) -> float:
    """Return how large letters are on a picture of ``width`` x ``height`` pixels, 1 for their usual size."""
    return max(_SMALLEST_UNIT, min(width / _USUAL[0], height / _USUAL[1]))


def held_in_words(pathway: Pathway, moment: Moment) -> str:
    """Return what is held, for example ``Chronic stress ON · ATF4 held OFF``."""
    words = [
        f"{node.caption} {'' if node.is_input else 'held '}{state_word(value=moment.holds[id_])}"
        for id_, node in pathway.nodes.items()
        if id_ in moment.holds
    ]
    return " · ".join(words) or "Nothing held or switched"


def _caution(room: float, size: float) -> tuple[str, float]:
    """Return the caution and the size of its letters: never cut short, but briefer or smaller where room lacks."""
    while True:
        metrics = QFontMetricsF(font(size))
        for words in (CAUTION, *BRIEF_CAUTIONS):
            if metrics.horizontalAdvance(words) <= room:
                return words, size
        if size <= 8.0:
            return BRIEF_CAUTIONS[-1], size
        size -= 0.5


def _line(
    painter: QPainter, text: str, at: QPointF, room: float, *, size: float, ink: str, strong: bool = False
) -> None:
    chosen = font(size, strong=strong)
    painter.setFont(chosen)
    painter.setPen(colour(ink))
    painter.drawText(at, QFontMetricsF(chosen).elidedText(text, Qt.TextElideMode.ElideRight, room))
