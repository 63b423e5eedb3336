"""How does a schedule stand in the window? In the timeline's place, with its steps on the diagram until it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt

from explorer.locate import is_shipped
from explorer.session.course_runs import FIRST_COLUMN, at_step, course_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.session.commands import Command
    from explorer.session.document import ChangeSet
    from explorer.session.moment import Moment
    from explorer.session.schedule import Course
    from explorer.ui.schedule.pane import SchedulePane
    from explorer.ui.schedule.strip import ScheduleStrip
    from explorer.ui.theme.roles import Theme
    from explorer.ui.window.main_window import MainWindow

_SHARE = 0.6
"""Of the window's height that a schedule takes at most."""


class Scheduling(QObject):
    """Opens and leaves the schedule of one window.

    While it is open the diagram shows a step of a schedule, and a flip there changes the schedule; the document's runs
    stay as they are. Whatever runs the document, or leaves, puts the present state back.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.pane: SchedulePane | None = None
        self.strip: ScheduleStrip | None = None
        self._former = 0.0
        self._sizes: list[int] = []
        self._wanted = 0
        self._column = -1
        window.workspace.document_changed.connect(self._follow_document)
        window.workspace.document_opened.connect(self._leave_quietly)
        window.workspace.moment_changed.connect(self._follow_moment)
        window.workspace.redirect = self._redirected

    @property
    def is_open(self) -> bool:
        """Whether the schedule is in sight."""
        return self.pane is not None and not self.pane.isHidden()

    def toggle(self, *, on: bool) -> None:
        """Open or leave the schedule."""
        if on and not self.is_open:
            self._open()
        elif not on:
            self.leave()

    # -- opening and leaving ------------------------------------------------------------------------------------------

    def _open(self) -> None:
        window, workspace = self._window, self._window.workspace
        window.complete()
        if window.pages.currentIndex():  # two diagrams have taken the place of the one that shows the schedule
            from explorer.ui.window import side_by_side

            side_by_side.close_page(window)
        if self.pane is None:
            self._make()
        assert self.pane is not None
        assert self.strip is not None
        self._former, self._sizes, self._column = workspace.player.position, window.down.sizes(), -1
        self._wanted = 0
        document = workspace.open_document
        path = document.path
        self.pane.file = "FILE" if path is None else path.stem if is_shipped(path) else str(path)
        self.pane.set_theme(window.theme)
        self._show_place(schedule=True)
        state = document.state
        if not state.schedules and len(state.runs) > 1:
            self._start_from_runs()
        self.pane.show_state(document.state)
        window.actions_by_id["schedule"].setChecked(True)
        self._make_room()
        self.pane.band.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.pane.announce(f"{self.strip.words.text()}. {self.pane.verdict.text()}")

    def _start_from_runs(self) -> None:
        from explorer.session.schedule_sources import bars_of_runs
        from explorer.session.scheduling import SetSchedules

        bars = bars_of_runs(self._window.workspace.open_document.state)
        if bars:
            self._window.workspace.run(SetSchedules((bars,), "Schedule from the phases run so far"))

    def leave(self) -> None:
        """Put the schedule away, and the playhead back where it was in the document's own runs."""
        if not self.is_open:
            return
        self._leave_quietly()
        self._window.workspace.leave_course(self._former)
        self._show_panels()
        self._window.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_quietly(self) -> None:
        if not self.is_open:
            return
        assert self.pane is not None
        self.pane.stop()
        self._show_place(schedule=False)
        self._window.down.setSizes(self._sizes)
        self._window.actions_by_id["schedule"].setChecked(False)

    def close(self) -> None:
        """Stop everything, as the window closes."""
        self._leave_quietly()

    def _make(self) -> None:
        from explorer.ui.schedule.pane import SchedulePane
        from explorer.ui.schedule.strip import ScheduleStrip

        window = self._window
        pane, strip = SchedulePane(), ScheduleStrip()
        pane.hide()
        strip.hide()
        pane.command_requested.connect(lambda command: window.workspace.run(command))  # noqa: PLW0108
        pane.course_changed.connect(self._show_course)
        pane.seek_requested.connect(lambda step: window.workspace.player.seek(step + FIRST_COLUMN))
        pane.selected.connect(lambda node: window.show_selected("node", node))
        pane.thresholds.changed.connect(self._make_room)
        pane.refused.connect(window.workspace.refused)
        pane.close_requested.connect(self.leave)
        strip.back_requested.connect(self.leave)
        window.canvas.selected.connect(self._note_selected)
        layout = window.timeline_place.layout()
        assert layout is not None
        layout.addWidget(pane)
        window.middle.insertWidget(window.middle.indexOf(window.canvas), strip)
        window.actions_by_id["timeline"].toggled.connect(lambda on: None if on else self.leave())
        self.pane, self.strip = pane, strip

    def _note_selected(self, kind: str, id_: str) -> None:
        if self.pane is not None:
            self.pane.choose_node(id_ if kind == "node" else "")

    def _show_place(self, *, schedule: bool) -> None:
        """Show the schedule in the timeline's place, or the timeline as the settings say."""
        window = self._window
        assert self.pane is not None
        assert self.strip is not None
        if window.timeline_panel is not None:
            window.timeline_panel.setVisible(not schedule)
        self.pane.setVisible(schedule)
        self.strip.setVisible(schedule)
        self.strip.set_theme(window.theme)
        window.timeline_place.setVisible(schedule or window.workspace.settings.timeline)

    def _make_room(self) -> None:
        """Take from the diagram what the lanes need, up to a share of the window; only where they need more now."""
        if self.pane is None or not self.is_open or self.pane.wanted_height <= self._wanted:
            return
        self._wanted = self.pane.wanted_height
        down = self._window.down
        whole = sum(down.sizes())
        wanted = min(max(self._wanted, self._sizes[-1]), round(whole * _SHARE))
        if wanted > down.sizes()[-1]:
            down.setSizes([whole - wanted, wanted])

    # -- following ----------------------------------------------------------------------------------------------------

    def _show_course(self, course: Course, _which: int) -> None:
        workspace = self._window.workspace
        was_shown = workspace.course is not None
        state = course_state(workspace.open_document.state, course)
        stays = was_shown and not workspace.player.at_end  # who stands at the end stays at the end
        column = workspace.player.column if stays else len(course.states) - 1 + FIRST_COLUMN
        self._column = -1
        workspace.show_course(state, column)
        if self.pane is not None and not self.pane.board.is_dragging:
            self._show_panels()
            if was_shown:
                self._make_room()

    def _show_panels(self) -> None:
        from explorer.ui.window import furniture

        workspace = self._window.workspace
        furniture.show_state(self._window)
        furniture.show_moment(self._window, workspace.moment, round(workspace.player.position))
        self._column = -1
        self._follow_moment(workspace.moment)

    def _follow_document(self, change: ChangeSet) -> None:
        if not self.is_open:
            return
        assert self.pane is not None
        if change.keeps_runs:
            self.pane.show_state(change.after)
        else:
            self._leave_quietly()

    def _follow_moment(self, moment: Moment) -> None:
        """Move the schedule's playhead, and say above the diagram which step it shows."""
        workspace = self._window.workspace
        if not self.is_open or workspace.course is None:
            return
        assert self.pane is not None
        assert self.strip is not None
        position = workspace.player.position
        self.pane.set_position(position - FIRST_COLUMN)
        self._window.outcomes.sentence.setText(self._sentence())
        self._window.playback.position.setText(self.pane.band.words())
        if moment.column == self._column:
            return
        self._column = moment.column
        shown = at_step(workspace.course, moment.column)
        self._window.interventions.show_state(shown)
        self._window.interventions.show_moment(moment)
        self.strip.say(self._words(moment))

    def _words(self, moment: Moment) -> str:
        from explorer.session.commands import word
        from explorer.session.schedule_words import name

        assert self.pane is not None
        course = self._window.workspace.course
        assert course is not None
        alone = len(self.pane.courses) < 2
        called = name(self.pane.active, alone=alone)
        step = moment.column - FIRST_COLUMN
        if step < 0:
            return f"{called}, before step 0: the naive state"
        nodes = course.pathway.nodes
        held = ", ".join(f"{nodes[id_].caption} {word(on)}" for id_, on in moment.holds.items()) or "nothing held"
        last = len(self.pane.courses[self.pane.active].states) - 1
        return f"{called}, step {step} of {last}: {held}"

    def _sentence(self) -> str:
        from explorer.session.schedule_words import end_words, name

        assert self.pane is not None
        if self.pane.active >= len(self.pane.courses):
            return ""
        called = name(self.pane.active, alone=len(self.pane.courses) < 2)
        return f"{called}: {end_words(self.pane.courses[self.pane.active])}."

    def _redirected(self, command: Command) -> Command:
        """Return what a flip on the diagram means while it shows a step of the schedule."""
        from explorer.session.commands import HoldNode, ReleaseNode, ToggleNode

        workspace = self._window.workspace
        if not self.is_open or workspace.course is None or not isinstance(command, ToggleNode | HoldNode | ReleaseNode):
            return command
        from explorer.session.scheduling import FlipAtStep

        assert self.pane is not None
        column = max(workspace.moment.column, FIRST_COLUMN)
        shown = at_step(workspace.course, column)
        return cast("Command", FlipAtStep(command, self.pane.active, column - FIRST_COLUMN, shown))

    def set_theme(self, theme: Theme) -> None:
        """Show the schedule in ``theme``."""
        if self.pane is not None and self.strip is not None:
            self.pane.set_theme(theme)
            self.strip.set_theme(theme)


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return what the schedule's action does."""
    return {"schedule": lambda on: window.scheduling.toggle(on=on)}
