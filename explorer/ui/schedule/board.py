"""How does the hand reach a schedule? Lanes with bars to drag and rows to read; it asks for changes and waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.session import scheduling
from explorer.session.schedule_words import bar_words, row_words, sureness, threshold_words
from explorer.ui.panels.words import tooltip
from explorer.ui.schedule.bar_button import BarButton, Change, Part
from explorer.ui.schedule.board_painting import ADD_WORDS, BoardPainter, lane_words
from explorer.ui.schedule.scale import Scale, scale_for
from explorer.ui.schedule.sections import DRAWABLE, Place, PlaceKind, Section, places
from explorer.ui.theme.roles import LIGHT, Theme, colour
from explorer.ui.theme.tab_chain import chain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from explorer.session.scheduling import Bars

_CLICK = 4
"""Pixels that a press may move and still be a click."""


class ScheduleBoard(QWidget):
    """Schedules one above the other."""

    previewed = Signal(int, object)
    """A schedule (0 or 1), and its bars while the hand still drags; None when it let go without a change."""
    bars_requested = Signal(int, object, str)
    """A schedule, the bars that it is to have, and what that is called."""
    drawn = Signal(int, str, int, int, object)
    """A bar drawn on an empty lane: schedule, node or nothing, first step, one past the last, a place on the screen."""
    menu_requested = Signal(int, int, object)
    """A schedule, the number of a bar, a place on the screen."""
    seek_requested = Signal(int, float)
    selected = Signal(str)
    scaled = Signal(object)
    """The ``Scale`` has changed."""

    def __init__(self, parent: QWidget | None = None, *, after: QWidget | None = None) -> None:
        """Make a board whose bars Tab reaches from the widget ``after``."""
        super().__init__(parent)
        self._theme = LIGHT
        self._after = after
        self._order: list[BarButton] = []
        self.sections: tuple[Section, ...] = ()
        self.places: tuple[Place, ...] = ()
        self.buttons: dict[int, list[BarButton]] = {0: [], 1: []}
        self.scale: Scale = scale_for(600, 20, 0, 1)
        self._steps = 20
        self._active = 0
        self._position = 0.0
        self._under = ""
        self._pressed: tuple[Place, QPoint] | None = None
        self._ghost: QRectF | None = None
        self._dragging: tuple[int, int, Part, Bars] | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Lanes of the schedule")

    # -- showing ----------------------------------------------------------------------------------------------------

    def show_sections(self, sections: Sequence[Section], steps: int) -> None:
        """Show ``sections``, ``steps`` columns wide."""
        self.sections, self._steps = tuple(sections), steps
        self.places = tuple(places(self.sections, self._theme.text_scale))
        for which in (0, 1):
            wanted = len(self.sections[which].bars) if which < len(self.sections) else 0
            self._make_buttons(which, wanted)
        self._order_tabs()
        self.updateGeometry()
        self.rescale(self.scale.offset)

    def set_position(self, active: int, position: float) -> None:
        """Stand at ``position`` (steps) of the section ``active``."""
        if (active, position) != (self._active, self._position):
            self._active, self._position = active, position
            self.update()

    def rescale(self, offset: float) -> None:
        """Fit the columns into the width, scrolled by ``offset`` pixels."""
        self.scale = scale_for(self.width(), self._steps, offset, self._theme.text_scale)
        self._place_buttons()
        self.scaled.emit(self.scale)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.show_sections(self.sections, self._steps)

    @property
    def is_dragging(self) -> bool:
        """Whether the hand is at work."""
        return self._dragging is not None or self._pressed is not None

    def sizeHint(self) -> QSize:
        """Return the size that all lines need."""
        last = self.places[-1] if self.places else None
        return QSize(600, round(last.top + last.height) if last else 60)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the board is scrolled up and down, not squeezed."""
        return QSize(480, self.sizeHint().height())

    def _make_buttons(self, which: int, wanted: int) -> None:
        kept = self.buttons[which]
        going = kept[wanted:]
        if any(button.hasFocus() for button in going):
            (kept[wanted - 1] if wanted else self).setFocus(Qt.FocusReason.OtherFocusReason)
        del kept[wanted:]
        for button in going:
            button.hide()
            button.deleteLater()
        while len(kept) < wanted:
            kept.append(self._new_button(which, len(kept)))

    def _order_tabs(self) -> None:
        """Let Tab walk A's bars, then B's, as they stand on the lanes: a new widget would come last in the window."""
        order = []
        for section, buttons in zip(self.sections, self.buttons.values(), strict=False):
            lanes = {node: number for number, node in enumerate(section.lanes)}
            keys = [(lanes[bar.node], bar.start, number) for number, bar in enumerate(section.bars)]
            order += [buttons[number] for _, _, number in sorted(keys)]
        if order == self._order:
            return
        self._order = order
        chain("schedule", order if self._after is None else [self._after, *order])

    def _new_button(self, which: int, number: int) -> BarButton:
        button = BarButton(self)
        button.drag_begun.connect(lambda part: self._begin_drag(which, number, part))
        button.dragged.connect(self._drag)
        button.drag_ended.connect(lambda wanted: self._end_drag(wanted=wanted))
        button.steps_requested.connect(lambda part, by: self._shift(which, number, part, by))
        button.change_requested.connect(lambda change: self._change(which, number, change))
        button.menu_requested.connect(lambda at: self.menu_requested.emit(which, number, at))
        button.chosen.connect(lambda: self._choose(which, number))
        return button

    def _choose(self, which: int, number: int) -> None:
        # One that is going may be given the keyboard for a moment, when the one before it goes.
        if which < len(self.sections) and number < len(self.sections[which].bars):
            self.selected.emit(self.sections[which].bars[number].node)

    def _place_buttons(self) -> None:
        scale, lanes = self.scale, {}
        for place in self.places:
            if place.kind is PlaceKind.LANE:
                lanes[place.section, place.node] = place
        for which, section in enumerate(self.sections):
            for number, (bar, button) in enumerate(zip(section.bars, self.buttons[which], strict=True)):
                found = section.thresholds.get(number)
                name = bar_words(section.pathway, bar)
                if len(self.sections) > 1:
                    name = f"{scheduling.NAMES[which]}: {name}{', not in the other' if number in section.odd else ''}"
                detail = "" if found is None else f"{threshold_words(section.pathway, found)}. {sureness(found)}"
                node = section.pathway.nodes[bar.node]
                odd = number in section.odd
                button.show_bar(node, bar, odd=odd, words=name, detail=_sentence(detail), theme=self._theme)
                lane = lanes[which, bar.node]
                right = scale.right if bar.end is None else scale.x(bar.end)
                rect = QRectF(scale.x(bar.start), lane.top + 2, right - scale.x(bar.start), lane.height - 4)
                needed = None if found is None else found.shortest
                tick = None if needed is None else (scale.x(bar.start + needed), needed)
                button.place(rect, (scale.left, scale.right), tick)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paints = BoardPainter(painter, self._theme, self.scale, self.sections)
        for place in self.places:
            if place.kind is not PlaceKind.GAP and event.rect().intersects(_rect(place, self.width()).toRect()):
                pointed = self._under.partition(" ")[2] if self._under.startswith(f"{place.section} ") else ""
                paints.paint(place, active=self._active, under=pointed)
        for number in range(len(self.sections)):
            paints.paint_end(self.places, number)
        if self.sections:
            paints.paint_playhead(self.places, min(self._active, len(self.sections) - 1), self._position)
        if self._ghost is not None:
            painter.setPen(QPen(colour(self._theme.accent), 1.6, Qt.PenStyle.DashLine))
            painter.setBrush(colour(self._theme.surface))
            painter.drawRoundedRect(self._ghost, 5, 5)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns into the new width."""
        super().resizeEvent(event)
        self.rescale(self.scale.offset)

    # -- bars ---------------------------------------------------------------------------------------------------------

    def _begin_drag(self, which: int, number: int, part: Part) -> None:
        self._dragging = (which, number, part, self.sections[which].bars)

    def _drag(self, way: float) -> None:
        if self._dragging is not None:
            which, number, part, bars = self._dragging
            self._preview(which, changed(bars, number, part, round(way / self.scale.column), self.scale.steps))

    def _preview(self, which: int, bars: Bars) -> None:
        if which < len(self.sections) and bars != self.sections[which].bars:
            self.previewed.emit(which, bars)

    def _end_drag(self, *, wanted: bool) -> None:
        if self._dragging is None:
            return
        which, number, part, before = self._dragging
        self._dragging = None
        after = self.sections[which].bars
        if not wanted or after == before:
            self.previewed.emit(which, None)
            return
        self.bars_requested.emit(which, after, self._said(which, number, part))

    def _shift(self, which: int, number: int, part: Part, by: int) -> None:
        bars = self.sections[which].bars
        after = changed(bars, number, part, by, self.scale.steps)
        if after != bars:
            self.bars_requested.emit(which, after, self._said(which, number, part))

    def _said(self, which: int, number: int, part: Part) -> str:
        section = self.sections[which]
        verb = "move" if part is Part.WHOLE else "stretch"
        return f"{verb} {section.pathway.nodes[section.bars[number].node].caption}"

    def _change(self, which: int, number: int, change: Change) -> None:
        section = self.sections[which]
        bars, caption = section.bars, section.pathway.nodes[section.bars[number].node].caption
        if change in {Change.NEXT, Change.PREVIOUS}:
            here = self._order.index(self.buttons[which][number])
            by = 1 if change is Change.NEXT else -1
            self._order[(here + by) % len(self._order)].setFocus(Qt.FocusReason.TabFocusReason)
        elif change is Change.REMOVE:
            self.bars_requested.emit(which, scheduling.without(bars, number), f"remove {caption}")
        elif change is Change.OPEN:
            end = None if bars[number].end is not None else min(bars[number].start + 6, self.scale.steps)
            self._ask(which, scheduling.ended_at(bars, number, end), f"stretch {caption}")
        else:
            self._ask(which, scheduling.moved(bars, number, -bars[number].start), f"move {caption}")

    def _ask(self, which: int, bars: Bars, words: str) -> None:
        if bars != self.sections[which].bars:
            self.bars_requested.emit(which, bars, words)

    # -- empty lanes, rows and names ----------------------------------------------------------------------------------

    def _place_at(self, y: float) -> Place | None:
        return next((place for place in self.places if place.top <= y < place.top + place.height), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to draw a bar, or to move the playhead."""
        place = self._place_at(event.position().y())
        if place is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        if x < self.scale.left:
            self._take_name(place, event.globalPosition().toPoint())
        elif self.scale.is_inside(x):
            self._pressed = (place, event.position().toPoint())
            if place.kind is PlaceKind.ROW:
                self.seek_requested.emit(place.section, float(self.scale.step(x)))

    def _take_name(self, place: Place, at: QPoint) -> None:
        if place.kind in {PlaceKind.ADD, PlaceKind.TITLE}:
            self.drawn.emit(place.section, "", -1, -1, at)
        elif place.node:
            self.selected.emit(place.node)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the bar, or move the playhead; light the name under the pointer."""
        if self._pressed is None:
            self._hover(event)
            return
        place, begun = self._pressed
        if place.kind is PlaceKind.ROW:
            self.seek_requested.emit(place.section, float(self.scale.step(event.position().x())))
        elif place.kind in DRAWABLE and self._is_drag(event, begun):
            first, end = self._drawn_steps(begun.x(), event.position().x())
            left, right = self.scale.x(first), min(self.scale.x(end), self.scale.right)
            self._ghost = QRectF(left, place.top + 2, right - left, place.height - 4)
            self.update()

    def _is_drag(self, event: QMouseEvent, begun: QPoint) -> bool:
        return abs(event.position().x() - begun.x()) >= _CLICK

    def _drawn_steps(self, one: float, two: float) -> tuple[int, int]:
        steps = sorted((self.scale.step(one), self.scale.step(two)))
        return steps[0], steps[1] + 1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the bar that was drawn; a click moves the playhead."""
        if self._pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        (place, begun), self._pressed = self._pressed, None
        was_drawn, self._ghost = self._ghost is not None, None
        self.update()
        if place.kind not in DRAWABLE:
            return
        if was_drawn:
            first, end = self._drawn_steps(begun.x(), event.position().x())
            self.drawn.emit(place.section, place.node, first, end, event.globalPosition().toPoint())
        else:
            self.seek_requested.emit(place.section, float(self.scale.step(begun.x())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for a bar of a usual length."""
        place = self._place_at(event.position().y())
        if (
            event.button() is Qt.MouseButton.LeftButton
            and place is not None
            and place.kind in DRAWABLE
            and self.scale.is_inside(event.position().x())
        ):
            step = self.scale.step(event.position().x())
            self.drawn.emit(place.section, place.node, step, step + 6, event.globalPosition().toPoint())

    def _hover(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().y())
        over_name = place is not None and event.position().x() < self.scale.left
        under = ""
        if place is not None and over_name and place.kind is not PlaceKind.GAP:
            under = f"{place.section} {place.node or ADD_WORDS}"
        draws = place is not None and not over_name and place.kind in DRAWABLE
        self.setCursor(
            Qt.CursorShape.PointingHandCursor
            if under
            else Qt.CursorShape.CrossCursor
            if draws and self.scale.is_inside(event.position().x())
            else Qt.CursorShape.ArrowCursor
        )
        if under != self._under:
            self._under = under
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Light no name any more."""
        super().leaveEvent(event)
        self._under = ""
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say in the tooltip what has no room on the board."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.words_at(event.pos())
            if words:
                QToolTip.showText(event.globalPos(), tooltip(words), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def words_at(self, at: QPoint) -> str:
        """Return what is to be said about a place on the board."""
        place = self._place_at(at.y())
        if place is None or not place.node:
            return ""
        section = self.sections[place.section]
        caption = section.pathway.nodes[place.node].label or section.pathway.nodes[place.node].caption
        if place.kind is PlaceKind.ROW:
            return f"{caption}: {row_words(section.course, place.node)}"
        sure = [
            sureness(found) for number, found in section.thresholds.items() if section.bars[number].node == place.node
        ]
        return "\n".join([f"{caption}: {lane_words(section, place.node)}", *dict.fromkeys(sure)])


def changed(bars: Bars, number: int, part: Part, by: int, steps: int) -> Bars:
    """Return ``bars`` after one was moved or stretched by so many steps; an open end is taken at ``steps``."""
    bar = bars[number]
    if part is Part.WHOLE:
        return scheduling.moved(bars, number, by)
    if part is Part.START:
        return scheduling.begun_at(bars, number, bar.start + by)
    if bar.end is None and by >= 0:
        return bars
    return scheduling.ended_at(bars, number, (steps if bar.end is None else bar.end) + by)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _rect(place: Place, width: float) -> QRectF:
    return QRectF(0, place.top, width, place.height)
