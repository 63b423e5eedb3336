"""What is open, and who hears of it? One document with its player, opened, changed and reloaded here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.pathway.placing import is_large
from explorer.session.moment import Moment, moment_at
from explorer.session.player import Player
from explorer.session.timeline import Timeline
from explorer.ui.canvas.slices import let_go
from explorer.ui.clock import PlayerClock
from explorer.ui.window.file_watch import FileWatch
from explorer.ui.window.kept_positions import KeptPositions
from explorer.ui.window.kept_story import unsaved_story
from explorer.ui.window.laying_out import LayingOut
from explorer.ui.window.opening import Opening
from explorer.ui.window.running import Running

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.io.loaded import LoadedPathway
    from explorer.session.arranging import Arranging
    from explorer.session.commands import Command
    from explorer.session.document import ChangeSet, Document
    from explorer.session.settings import Settings, SettingsFile
    from explorer.session.snapshot import DocumentState


_MOST_FADING = 1500
"""Nodes that may change in one step for it to be shown as a fade; of more the window could not paint a second's."""


class Workspace(QObject):
    """Opens files, runs commands on the document, and moves the playhead.

    A load that fails leaves what is open untouched. Signals carry what changed; ``moment_changed`` follows every
    other signal that moves the playhead.
    """

    document_opened = Signal()
    document_changed = Signal(object)  # ChangeSet
    moment_changed = Signal(object)  # Moment
    play_state_changed = Signal()
    problems_found = Signal(object, str)  # tuple[Problem, ...], the file that they are about
    refused = Signal(str)
    reloaded = Signal(str)
    renamed = Signal()
    """What is open goes on under another name."""
    story_kept = Signal(bool)
    """A newer version of the file was read; unsaved edits of the story stand, True: although the file has others."""
    settings_changed = Signal()

    def __init__(self, settings_file: SettingsFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings_file = settings_file
        self.settings: Settings = settings_file.read()
        self.document: Document | None = None
        self.loaded: LoadedPathway | None = None
        self._player: Player | None = None
        self._clock: PlayerClock | None = None
        self._last_shown = -1.0
        self._watch = FileWatch(self)
        self._watch.changed_on_disk.connect(lambda _path: self.reload())
        self.laying_out = LayingOut(self)
        self.laying_out.refused.connect(self.refused)
        self.opening = Opening(self)
        self.opening.refused.connect(self.problems_found)
        self.running = Running(self)
        self.running.refused.connect(self.refused)
        self.positions = KeptPositions(self, settings_file.path.with_name("places.json"))
        self.positions.refused.connect(self.refused)
        # What we wrote ourselves is no change to be read.
        self.positions.written.connect(lambda path: self._watch.watch(Path(path)))
        self.may_leave: Callable[[], bool] = lambda: True
        """Asked before what is open is left; the window asks the user what becomes of unsaved changes."""
        self.course: DocumentState | None = None
        self.redirect: Callable[[Command], Command] = lambda command: command
        """Turns what is asked for on the diagram into what it means for the schedule that is shown."""

    @property
    def open_document(self) -> Document:
        """The open document; the window shows none of its commands before there is one."""
        assert self.document is not None
        return self.document

    @property
    def player(self) -> Player:
        """The playhead of the open document."""
        assert self._player is not None
        return self._player

    @property
    def _shown_position(self) -> float:
        """Where the playhead is shown: on the column that ended last where motion is not wanted, or is too much."""
        player = self.player
        position, column = player.position, player.column
        if column == position:
            return position
        timeline = player.timeline
        still = self.settings.reduced_motion or len(timeline.delta(min(column + 1, timeline.last))) > _MOST_FADING
        return float(column) if still else position

    def _show_moved(self) -> None:
        """Show where the playhead is; while it plays, only what is not on the screen already."""
        shown = self._shown_position
        if self.player.playing and shown == self._last_shown:
            return
        self._last_shown = shown
        self.moment_changed.emit(self.moment)

    @property
    def moment(self) -> Moment:
        """What is to be seen now."""
        moment = moment_at(self.player.timeline, self._shown_position)
        if self.course is None:
            return moment
        # In a schedule a click acts on the step that is shown, not on the end.
        return replace(moment, present=moment.after, pinned=moment.holds)

    # -- a schedule on the diagram (see scheduling.py) --------------------------------------------------------------

    @property
    def shown(self) -> DocumentState:
        """Whose runs are on the screen: those of a schedule while one is shown, else the document's."""
        return self.open_document.state if self.course is None else self.course

    def show_course(self, course: DocumentState, column: int) -> None:
        """Show the runs of ``course`` instead of the document's, which stay as they are."""
        self.course = course
        self.player.watch(Timeline(course), start=column, play=False)

    def leave_course(self, position: float) -> None:
        """Show the document's runs again, at ``position`` (columns)."""
        if self.course is not None:
            self.course = None
            timeline = self.open_document.timeline
            self.player.watch(timeline, start=timeline.last, play=False)
            self.player.seek(position)

    def open(self, path: Path) -> bool:
        """Open ``path``; see ``Opening.open``. On failure ``problems_found`` tells, and what is open stays."""
        return self.opening.open(path)

    def open_kept(self, path: Path) -> bool:
        """Show a shipped pathway as it was read last, if kept; ``read_properly`` must follow the first paint."""
        return self.opening.open_kept(path)

    def read_properly(self) -> None:
        """Read what ``open_kept`` showed from its file, which wins."""
        self.opening.read_properly()

    # -- laid out aside (see laying_out.py), and moved positions (see kept_positions.py) ---------------------------

    @property
    def is_laying_out(self) -> bool:
        """Whether a layout is being computed."""
        return self.laying_out.is_busy

    def stop_layout(self) -> None:
        """Give up the layout that is being computed; what is open stays."""
        self.laying_out.stop()

    def arrange_all(self) -> None:
        """Lay the open pathway out anew, aside, and make that one step."""
        self.laying_out.arrange_all()

    def arrange(self, command: Arranging) -> None:
        """Give nodes new places, aside where these take long to find, and make that one step."""
        self.laying_out.arrange(command)

    @property
    def has_unsaved_changes(self) -> bool:
        """Whether something would be lost if what is open were left."""
        return self.positions.are_unsaved or unsaved_story(self) is not None

    def go_on_as(self, path: Path, loaded: LoadedPathway) -> None:
        """Let what is open, with its history, go on as the file at ``path``, into which it was just written."""
        document = self.open_document
        document.path, document.problems, self.loaded = path, loaded.problems, loaded
        self.positions.take_as_saved()
        self._watch.watch(path)
        self.settings = self.settings.with_recent(path)
        self.change_settings(last_pathway=str(path))
        self.renamed.emit()

    @property
    def has_unsaved_positions(self) -> bool:
        """Whether nodes stand elsewhere than the user's own file says."""
        return self.positions.are_unsaved

    def save_positions(self) -> bool:
        """Write moved positions into the file that is open; a failure is told. Returns whether they are safe now."""
        return self.positions.save()

    def run(self, command: Command) -> None:
        """Carry out a user's command; a refusal is told in words and changes nothing."""
        self.running.run(self.redirect(command))

    def undo(self) -> None:
        """Take back the last step; an arrangement that is still being found is given up instead."""
        if not self.laying_out.stop():
            self.running.undo()

    def redo(self) -> None:
        """Do the last undone step again."""
        self.running.redo()

    def stop_computing(self) -> None:
        """Give up steps that are still being computed."""
        self.running.stop()

    def reload(self) -> None:
        """Read the open file again, as when it changes on disk."""
        self.opening.reload()

    def change_settings(self, **changes: object) -> None:
        """Remember ``changes`` now, so that not even a crash loses them."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        self._settings_file.write(self.settings)
        self.settings_changed.emit()

    @property
    def settings_complaint(self) -> str:
        """What is wrong with the settings file, or an empty string."""
        return self._settings_file.complaint

    def close(self) -> None:
        """Stop playing, watching and computing."""
        self.laying_out.close()
        self.opening.close()
        self.running.close()
        self._watch.watch(None)
        if self._clock is not None:
            self.player.pause()
            self._clock.stop()

    def adopt(self, loaded: LoadedPathway | None, document: Document) -> None:
        """Let ``document``, which was made from ``loaded`` (None: not read yet), be what is open."""
        self.stop_layout()
        self.stop_computing()
        if self._clock is not None:
            self.player.pause()
            self._clock.stop()
            self._clock.deleteLater()
        path = document.path
        assert path is not None
        if self.document is not None and is_large(self.document.pathway):
            let_go(self, [self.document, self._player, self.loaded])  # all at once takes 30 ms for 10,000 nodes
        self.loaded = loaded
        self.course = None
        self.positions.begin()
        self.document = document
        self.document.changed.connect(self._publish)
        self._player = Player(self.document.timeline)
        self._player.speed = self.settings.speed
        self._player.moved.connect(self._show_moved)
        self._player.play_state_changed.connect(self.play_state_changed.emit)
        self._clock = PlayerClock(self._player, self)
        self._watch.watch(path)
        self.document_opened.emit()
        self.positions.tell_complaint()
        self.problems_found.emit(document.problems, str(path))
        self.moment_changed.emit(self.moment)

    def _publish(self, change: ChangeSet) -> None:
        self.document_changed.emit(change)
        if change.places_changed:
            self.positions.remember(change.after)
        if change.keeps_runs:
            self.moment_changed.emit(self.moment)
            return
        self.course = None
        self.player.follow(change, animate=self.settings.animate)
