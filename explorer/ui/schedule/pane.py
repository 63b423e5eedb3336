"""Does the order matter? One schedule, or two one above the other, with what follows from each, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from explorer.errors import CommandRefusedError
from explorer.session import scheduling
from explorer.session.schedule import Bar, Course, compare
from explorer.session.schedule_words import command_line
from explorer.ui.panels.texts import MARGIN, PlainText
from explorer.ui.schedule import said
from explorer.ui.schedule.board import ScheduleBoard
from explorer.ui.schedule.courses import Courses
from explorer.ui.schedule.menus import bar_menu, fill_adding, fill_sources
from explorer.ui.schedule.sections import Section, axis, lanes_of, rows_of
from explorer.ui.schedule.step_band import StepBand
from explorer.ui.schedule.thresholds import Thresholds
from explorer.ui.schedule.tools import ScheduleTools

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.session.commands import Command
    from explorer.session.scheduling import Bars
    from explorer.session.snapshot import DocumentState
    from explorer.ui.schedule.bar_button import Change
    from explorer.ui.theme.roles import Theme

_NEW = 6
"""Steps of a bar that was added from the menu."""


class SchedulePane(QWidget):
    """Shows the schedules of a document's state; asks for commands and for the step that the diagram is to show."""

    command_requested = Signal(object)
    course_changed = Signal(object, int)
    """The ``Course`` that the diagram is to show, and whether it is that of A (0) or B (1)."""
    seek_requested = Signal(float)
    """A step of the shown course; -1 is the naive state."""
    selected = Signal(str)
    refused = Signal(str)
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: DocumentState | None = None
        self.file = ""
        """What the command line calls the open file."""
        self._chosen_node = ""
        self.active = 0
        self.courses: tuple[Course, ...] = ()
        self._schedules: tuple[Bars, ...] = ((),)
        self._steps = 0
        self._position = 0.0
        self._announce = False
        self._runner = Courses(self)
        self._runner.found.connect(self._take)
        self.thresholds = Thresholds(self)
        self.thresholds.changed.connect(self._show)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Schedule of therapies")
        self._make_parts()
        self._lay_out()

    def _make_parts(self) -> None:
        self.tools = ScheduleTools()
        self.tools.close_requested.connect(self.close_requested)
        self.tools.copy_requested.connect(self._copy)
        self.tools.cancel_requested.connect(self.thresholds.cancel)
        self.tools.compare_requested.connect(lambda: self._ask(scheduling.comparing))
        self.tools.swap_requested.connect(lambda: self._ask(scheduling.swapping))
        self.tools.keep_requested.connect(lambda which: self._ask(lambda state: scheduling.keeping(state, which)))
        self.tools.adding.aboutToShow.connect(lambda: self._fill_adding(self.tools.adding, self.active, -1, -1))
        self.tools.sources.aboutToShow.connect(self._fill_sources)
        self.band = StepBand()
        self.band.seek_requested.connect(self.seek_requested)
        self.board = ScheduleBoard(after=self.band)
        self.board.previewed.connect(self._preview)
        self.board.bars_requested.connect(self._change_bars)
        self.board.drawn.connect(self._add_drawn)
        self.board.menu_requested.connect(self._open_bar_menu)
        self.board.seek_requested.connect(self._seek)
        self.board.selected.connect(self.selected)
        self.board.scaled.connect(self._fit)
        self.verdict = PlainText()
        self._runner.failed.connect(self.verdict.setText)
        self.hint = PlainText(muted=True)
        self.across = QScrollBar(Qt.Orientation.Horizontal)
        self.across.valueChanged.connect(lambda value: self.board.rescale(float(value)))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "panel")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.board)
        self.hint.setContentsMargins(MARGIN, 2, MARGIN, 4)
        lines.addWidget(self.hint)
        lines.addStretch(1)
        self.area = QScrollArea()
        self.area.setProperty("role", "panel")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The band above has the full width: with a bar that comes and goes, columns and numbers would part.
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setWidget(inside)
        self.verdict.setContentsMargins(MARGIN, 0, MARGIN, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.verdict)
        column.addWidget(self.band)
        column.addWidget(self.area, 1)
        column.addWidget(self.across)
        self.setFocusProxy(self.band)

    @property
    def wanted_height(self) -> int:
        """The pixels that all lines need."""
        width = max(self.width(), 600)
        texts = sum(part.heightForWidth(width) for part in (self.verdict, self.hint) if not part.isHidden())
        return self.tools.sizeHint().height() + texts + self.band.height() + self.board.sizeHint().height() + 6

    # -- showing ------------------------------------------------------------------------------------------------------

    def show_state(self, state: DocumentState) -> None:
        """Show the schedules of ``state`` and run them."""
        if self.state is not None and state.pathway is not self.state.pathway:
            self.courses, self._steps = (), 0
        self.state = state
        self._schedules = state.schedules or ((),)
        self.active = min(self.active, len(self._schedules) - 1)
        self.thresholds.look(state.pathway, self._schedules)
        self._run()

    def choose_node(self, node: str) -> None:
        """Show when ``node``, chosen on the diagram, is ON, too; an empty id chooses none."""
        if node != self._chosen_node:
            self._chosen_node = node
            self._show()

    def set_position(self, position: float) -> None:
        """Stand at ``position`` (steps of the shown course, -1 for the naive state)."""
        self._position = position
        self.board.set_position(self.active, position)
        last = len(self.courses[self.active].states) - 1 if self.active < len(self.courses) else 0
        self.band.set_position(position, last)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.tools.set_theme(theme)
        self.band.set_theme(theme)
        self.board.set_theme(theme)

    def stop(self) -> None:
        """Give up what is being computed."""
        self._runner.stop()
        self.thresholds.stop()

    def _run(self) -> None:
        assert self.state is not None
        self._runner.ask(self.state.pathway, self._schedules)
        if self._runner.is_busy:  # the bars at least are shown at once
            self._show()

    def _take(self, courses: tuple[Course, ...]) -> None:
        self.courses = courses
        self._show()
        self.course_changed.emit(courses[min(self.active, len(courses) - 1)], self.active)
        if self._announce and not self.board.is_dragging:
            self._announce = False
            self.announce(said.verdict(courses))

    def _show(self) -> None:
        if not self.courses or self.state is None or self.courses[0].pathway is not self.state.pathway:
            return
        steps = axis(self.courses)
        self._steps = max(steps, self._steps) if self.board.is_dragging else steps
        self.board.show_sections(self._sections(), self._steps)
        self.verdict.setText(said.verdict(self.courses))
        hint = said.hint(self.state.pathway, self._schedules, self.thresholds)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.tools.show_state(
            compared=len(self._schedules) > 1, busy=self.thresholds.is_busy, any_bar=any(self._schedules)
        )
        self.band.set_legend(said.COMPARED if len(self._schedules) > 1 else said.ALONE)
        self.set_position(self._position)

    def _sections(self) -> list[Section]:
        assert self.state is not None
        schedules, courses = self._schedules, self.courses
        pathway = self.state.pathway
        known = [
            {number: found for number in range(len(bars)) if (found := self.thresholds.of(bars, number)) is not None}
            for bars in schedules
        ]
        lanes = lanes_of(pathway, schedules)
        # While a longer run is still at work, what was found last stands below the new bars.
        shown = [courses[min(which, len(courses) - 1)] for which in range(len(schedules))]
        rows, loops = rows_of(shown, [found for own in known for found in own.values()], self._chosen_node)
        compared = compare(shown[0], shown[1]) if len(shown) > 1 else None
        made = []
        for which, bars in enumerate(schedules):
            other = schedules[1 - which] if compared else bars
            made.append(
                Section(
                    which,
                    bars,
                    shown[which],
                    lanes,
                    rows,
                    known[which],
                    odd=scheduling.differing_bars(bars, other),
                    apart=compared.apart if compared else None,
                    unlike=frozenset(compared.differing) if compared else frozenset(),
                    looking=self.thresholds.is_busy or self.board.is_dragging,
                    loops=loops,
                )
            )
        return made

    def _fit(self, scale: object) -> None:
        self.band.set_scale(self.board.scale)
        hidden = round(self.board.scale.hidden)
        self.across.blockSignals(True)
        self.across.setRange(0, hidden)
        self.across.setPageStep(max(1, round(self.board.scale.right - self.board.scale.left)))
        self.across.setValue(round(self.board.scale.offset))
        self.across.blockSignals(False)
        self.across.setVisible(hidden > 0)

    # -- asking -------------------------------------------------------------------------------------------------------

    def _ask(self, make: Callable[[DocumentState], Command]) -> None:
        if self.state is None:
            return
        try:
            command = make(self.state)
        except CommandRefusedError as error:
            self.refused.emit(str(error))
            return
        self.request(command)

    def request(self, command: Command) -> None:
        """Ask for ``command``, and say aloud what follows."""
        self._announce = True
        self.command_requested.emit(command)

    def _change_bars(self, which: int, bars: Bars, words: str) -> None:
        self._activate(which)
        self.request(scheduling.ChangeBars(which, bars, words))

    def _preview(self, which: int, bars: Bars | None) -> None:
        if self.state is None:
            return
        kept = list(self.state.schedules or ((),))
        if bars is not None:
            kept[which] = bars
        self.active = which
        self._schedules = tuple(kept)
        self._run()

    def _seek(self, which: int, step: float) -> None:
        self._activate(which)
        if self.active < len(self.courses):
            self.seek_requested.emit(min(step, float(len(self.courses[self.active].states) - 1)))

    def _activate(self, which: int) -> None:
        if which != self.active and which < len(self.courses):
            self.active = which
            self.course_changed.emit(self.courses[which], which)

    def _add_drawn(self, which: int, node: str, first: int, end: int, at: QPoint) -> None:
        if node:
            self.add(which, node, first, end)
            return
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self._fill_adding(menu, which, first, end)
        menu.exec(at)
        menu.deleteLater()

    def _fill_adding(self, menu: QMenu, which: int, first: int, end: int) -> None:
        if self.state is not None:
            fill_adding(menu, self.state.pathway, self._chosen_node, lambda node: self.add(which, node, first, end))

    def add(self, which: int, node: str, first: int, end: int) -> None:
        """Ask for a bar of ``node``; without a place of its own (-1) it begins at the step shown, or after what is."""
        assert self.state is not None
        bars = self._schedules[which]
        step = first if first >= 0 else max(round(self._position), 0)
        try:
            step = scheduling.free_step(bars, node, step)
        except CommandRefusedError as error:
            self.refused.emit(str(error))
            return
        length = max(end - first, 1) if first >= 0 else _NEW
        bar = Bar(node, not self.state.pathway.nodes[node].start, step, step + length)
        caption = self.state.pathway.nodes[node].caption
        self._change_bars(which, scheduling.with_bar(bars, bar), scheduling.added_words(caption, bar))
        buttons = self.board.buttons[which]
        if buttons and first < 0:
            buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_bar_menu(self, which: int, number: int, at: QPoint) -> None:
        assert self.state is not None
        bar = self._schedules[which][number]
        menu = QMenu(self)
        bar_menu(menu, bar, self.state.pathway.nodes[bar.node].caption, lambda change: self._act(which, number, change))
        menu.exec(at)
        menu.deleteLater()

    def _act(self, which: int, number: int, change: Change | None) -> None:
        assert self.state is not None
        bars = self._schedules[which]
        if change is not None:
            self.board.buttons[which][number].change_requested.emit(change)
            return
        caption = self.state.pathway.nodes[bars[number].node].caption
        self._change_bars(which, scheduling.turned(bars, number), f"turn {caption}")

    def _fill_sources(self) -> None:
        if self.state is not None:
            fill_sources(self.tools.sources, self.state, self.request)

    def _copy(self) -> None:
        text = command_line(self.file, self._schedules)
        QGuiApplication.clipboard().setText(text)
        self.tools.show_copied(text)

    def announce(self, words: str) -> None:
        """Say ``words`` aloud, where a screen reader listens."""
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
