"""How is the board painted under its bars? Names, columns, outcome rows, ticks and what is said beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from explorer.logic.simulation import StopReason
from explorer.pathway.definition import NodeKind
from explorer.session.schedule_words import end_words, name, reached_words, row_words, threshold_words
from explorer.ui.panels.row_button import paint_line, text_width
from explorer.ui.schedule.sections import Place, PlaceKind, Section
from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import Theme, colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.ui.schedule.scale import Scale

_RIGHT = Qt.AlignmentFlag.AlignRight
ADD_WORDS = "+ Add…"
HINT = "Drag here for another bar"


class BoardPainter:
    """Paints one look of a board."""

    def __init__(self, painter: QPainter, theme: Theme, scale: Scale, sections: Sequence[Section]) -> None:
        self._painter = painter
        self._theme = theme
        self._scale = scale
        self._sections = sections
        self._letters = font(13 * theme.text_scale)
        self._strong = font(13 * theme.text_scale, strong=True)

    def paint(self, place: Place, *, active: int, under: str) -> None:
        """Paint one line; ``active`` is the section whose step the diagram shows, ``under`` the node pointed at."""
        section = self._sections[place.section]
        if place.kind is PlaceKind.TITLE:
            self._paint_title(place, section, active=active == place.section, lit=under == ADD_WORDS)
        elif place.kind is PlaceKind.LANE:
            self._paint_lane(place, section, lit=under == place.node)
        elif place.kind is PlaceKind.ADD:
            hint = HINT if section.bars else "Drag here to draw a bar of a therapy or condition"
            self._paint_empty_lane(place, lit=under == ADD_WORDS, hint=hint)
        elif place.kind is PlaceKind.ROW:
            self._paint_row(place, section, lit=under == place.node)

    def _names(self, place: Place) -> QRectF:
        return QRectF(8, place.top, self._scale.left - 18, place.height)

    def _words(self, place: Place) -> QRectF:
        return QRectF(self._scale.right + 10, place.top, 4000, place.height)

    def _say(self, place: Place, words: str, *, strong: bool = False, width: float) -> None:
        room = self._words(place)
        room.setWidth(max(width - room.left() - 6, 0))
        paint_line(self._painter, room, words, self._strong if strong else self._letters, self._theme.text)

    @property
    def _width(self) -> float:
        return float(self._painter.window().width())

    def _paint_title(self, place: Place, section: Section, *, active: bool, lit: bool) -> None:
        theme, painter = self._theme, self._painter
        painter.fillRect(QRectF(0, place.top, self._width, place.height), colour(theme.raised))
        badge = QRectF(8, place.top + 3, place.height - 6, place.height - 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.accent if active else theme.muted))
        painter.drawRoundedRect(badge, 4, 4)
        letter = "AB"[section.which]
        paint_line(painter, badge, letter, self._strong, theme.surface, alignment=Qt.AlignmentFlag.AlignHCenter)
        room = QRectF(badge.right() + 8, place.top, self._scale.left - badge.right() - 70, place.height)
        paint_line(painter, room, name(section.which, alone=False), self._strong, theme.text)
        self._paint_empty_lane(place, lit=lit, hint="On the diagram now. Drag here for another bar" if active else HINT)
        self._say(place, end_words(section.course), width=self._width)

    def _paint_columns(self, place: Place, *, ground: str) -> None:
        """Paint a ground with a line at every fifth step."""
        scale, painter = self._scale, self._painter
        painter.fillRect(QRectF(scale.left, place.top + 1, scale.right - scale.left, place.height - 2), colour(ground))
        every = 1 if scale.column >= 14 else 5
        line = mixed(self._theme.border, ground, 0.55)
        for step in range(0, scale.steps, every):
            x = scale.x(step)
            if scale.is_inside(x):
                painter.fillRect(QRectF(x - 0.5, place.top + 1, 1, place.height - 2), line)

    def _paint_lane(self, place: Place, section: Section, *, lit: bool) -> None:
        node = section.pathway.nodes[place.node]
        self._paint_columns(place, ground=self._theme.raised)
        ink = self._theme.accent if lit else self._theme.text
        paint_line(self._painter, self._names(place), node.caption, self._letters, ink, alignment=_RIGHT)
        for number, bar in enumerate(section.bars):
            found = section.thresholds.get(number)
            if bar.node == place.node and found is not None and found.shortest is not None:
                self._paint_tick(place, bar.start + found.shortest, str(found.shortest), bar.end)
        self._say(place, lane_words(section, place.node), width=self._width)

    def _paint_tick(self, place: Place, step: int, number: str, end: int | None) -> None:
        """Paint where an exposure begins to last: a flag, and a dotted way to it where the bar is shorter."""
        x, painter, theme = self._scale.x(step), self._painter, self._theme
        if not self._scale.left < x <= self._scale.right:
            return
        middle = place.top + place.height / 2
        if end is not None and end < step:
            painter.setPen(QPen(colour(theme.text), 1.4, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(max(self._scale.x(end), self._scale.left), middle), QPointF(x, middle))
        painter.setPen(QPen(colour(theme.text), 1.6))
        painter.drawLine(QPointF(x, place.top + 1), QPointF(x, place.top + place.height - 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.text))
        flag = [QPointF(x, place.top), QPointF(x + 6, place.top), QPointF(x, place.top + 6)]
        painter.drawPolygon(QPolygonF(flag))
        if end is not None and end < step:
            room = QRectF(x + 4, place.top, 40, place.height)
            paint_line(painter, room, number, self._strong, theme.text)

    def _paint_empty_lane(self, place: Place, *, lit: bool, hint: str) -> None:
        ink = self._theme.accent
        words = self._names(place)
        paint_line(self._painter, words, ADD_WORDS, self._strong if lit else self._letters, ink, alignment=_RIGHT)
        lane = QRectF(self._scale.left, place.top + 3, self._scale.right - self._scale.left, place.height - 6)
        self._painter.setPen(QPen(colour(self._theme.off_border), 1, Qt.PenStyle.DotLine))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(lane, 4, 4)
        room = lane.adjusted(10, 0, -10, 0)
        paint_line(self._painter, room, hint, self._letters, self._theme.muted)

    def _paint_row(self, place: Place, section: Section, *, lit: bool) -> None:
        node, course, scale = section.pathway.nodes[place.node], section.course, self._scale
        is_outcome = node.kind is NodeKind.OUTCOME
        ink = self._theme.accent if lit else self._theme.text
        letters = self._strong if is_outcome else self._letters
        caption = f"{node.caption} (in the loop)" if place.node in section.loops else node.caption
        paint_line(self._painter, self._names(place), caption, letters, ink, alignment=_RIGHT)
        self._paint_columns(place, ground=self._theme.surface)
        fill = self._row_ink(section, place.node)
        at = section.pathway.network.index[place.node]
        last = len(course.states) - 1
        low = place.top + place.height - 5
        for step in range(scale.step(scale.left), scale.steps):
            left, right = max(scale.x(step), scale.left), min(scale.x(step + 1), scale.right)
            if right <= left:
                break
            if course.at(step)[at]:
                tone = colour(fill) if step <= last else mixed(fill, self._theme.surface, 0.5)
                self._painter.fillRect(QRectF(left, place.top + 3, right - left + 0.5, place.height - 6), tone)
            else:
                line = mixed(self._theme.off_border, self._theme.surface, 0.9 if step <= last else 0.45)
                self._painter.fillRect(QRectF(left, low, right - left + 0.5, 1.5), line)
        self._paint_apart(place, (section.apart or {}).get(place.node, ()))
        unlike = place.node in section.unlike
        words = f"{end_sign(section, place.node)}{row_words(course, place.node)}{'  ≠' if unlike else ''}"
        self._say(place, words, strong=unlike, width=self._width)

    def _paint_apart(self, place: Place, steps: Sequence[int]) -> None:
        """Paint a sign in every step at which the other schedule differs: small triangles on the lower border."""
        self._painter.setPen(QPen(colour(self._theme.surface), 0.8))
        self._painter.setBrush(colour(self._theme.changed))
        bottom = place.top + place.height
        half = min(4.5, self._scale.column / 2)
        for step in steps:
            x = self._scale.x(step + 0.5)
            if self._scale.left + half <= x <= self._scale.right - half:
                corners = [QPointF(x - half, bottom), QPointF(x + half, bottom), QPointF(x, bottom - 7)]
                self._painter.drawPolygon(QPolygonF(corners))

    def _row_ink(self, section: Section, id_: str) -> str:
        wanted = section.pathway.nodes[id_].wanted
        if wanted is None:
            return self._theme.on
        return self._theme.good if wanted else self._theme.bad

    def paint_end(self, places: Sequence[Place], number: int) -> None:
        """Paint where section ``number`` comes to rest: a thin line over its rows."""
        section = self._sections[number]
        rows = [place for place in places if place.section == number and place.kind is PlaceKind.ROW]
        x = self._scale.x(len(section.course.states))
        if rows and self._scale.is_inside(x):
            self._painter.setPen(QPen(colour(self._theme.muted), 1, Qt.PenStyle.DashLine))
            self._painter.drawLine(QPointF(x, rows[0].top), QPointF(x, rows[-1].top + rows[-1].height))

    def paint_playhead(self, places: Sequence[Place], number: int, position: float) -> None:
        """Paint the playhead over section ``number``."""
        own = [place for place in places if place.section == number and place.kind is not PlaceKind.GAP]
        x = self._scale.x(position + 0.5)
        if own and self._scale.is_inside(x):
            self._painter.setPen(QPen(colour(self._theme.changed), 2))
            self._painter.drawLine(QPointF(x, own[0].top), QPointF(x, own[-1].top + own[-1].height))


def end_sign(section: Section, node: str) -> str:
    """Return the sign for how an outcome ends: as wanted, or not; nothing where that is not known."""
    wanted, end = section.pathway.nodes[node].wanted, section.course.ends(node)
    if wanted is None or end is None or section.course.end is StopReason.LIMIT:
        return ""
    return "✓ " if end is wanted else "! "


def lane_words(section: Section, node: str) -> str:
    """Return what is said beside a lane: of its first bar with a threshold, or of its first bar."""
    own = [number for number, bar in enumerate(section.bars) if bar.node == node]
    if not own:
        return ""
    known = [number for number in own if number in section.thresholds]
    if not known:
        return "how long it must last: looking…" if section.looking else "how long it must last: not looked for"
    chosen = next((number for number in known if section.thresholds[number].shortest is not None), known[0])
    found = section.thresholds[chosen]
    words = threshold_words(section.pathway, found)
    reached = reached_words(section.bars[chosen], found)
    short = f"{reached}: " if reached.endswith(("short", "does not last")) else ""
    return f"{short}{words}"


def caption_width(words: str, theme: Theme) -> float:
    """Return the width of a name on the board."""
    return text_width(words, font(13 * theme.text_scale))
