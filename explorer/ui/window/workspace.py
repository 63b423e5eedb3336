"""What is open, and who hears of it? One document with its player, opened, changed and reloaded here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.errors import ExplorerError, FileRefusedError, Problem
from explorer.io.formats import load
from explorer.locate import is_shipped
from explorer.session.document import ChangeSet, Document
from explorer.session.moment import Moment, moment_at
from explorer.session.player import Player
from explorer.ui.clock import PlayerClock
from explorer.ui.window.file_watch import FileWatch

if TYPE_CHECKING:
    from explorer.io.loaded import LoadedPathway
    from explorer.session.commands import Command
    from explorer.session.settings import Settings, SettingsFile


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
    settings_changed = Signal()

    def __init__(self, settings_file: SettingsFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings_file = settings_file
        self.settings: Settings = settings_file.read()
        self.document: Document | None = None
        self.loaded: LoadedPathway | None = None
        self._player: Player | None = None
        self._clock: PlayerClock | None = None
        self._watch = FileWatch(self)
        self._watch.changed_on_disk.connect(self._reload)

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
    def moment(self) -> Moment:
        """What is to be seen now."""
        position = self.player.position
        if self.settings.reduced_motion:
            position = float(int(position))  # every step is shown as it ended
        return moment_at(self.player.timeline, position)

    def open(self, path: Path) -> bool:
        """Open ``path``; on failure tell ``problems_found`` and keep what is open. Returns whether it was opened."""
        path = path.expanduser().absolute()
        try:
            loaded = load(path)
        except FileRefusedError as error:
            self.problems_found.emit(error.problems, str(path))
            return False
        self._adopt(loaded, path)
        self.change_settings(last_pathway=str(path))
        if not is_shipped(path):
            self.settings = self.settings.with_recent(path)
            self.change_settings()
        return True

    def run(self, command: Command) -> None:
        """Carry out a user's command; a refusal is told in words and changes nothing."""
        try:
            self.open_document.run(command)
        except ExplorerError as error:
            self.refused.emit(str(error))

    def undo(self) -> None:
        """Take back the last step."""
        self.open_document.undo()

    def redo(self) -> None:
        """Do the last undone step again."""
        self.open_document.redo()

    def reload(self) -> None:
        """Read the open file again, as when it changes on disk."""
        path = self.open_document.path
        if path is not None:
            self._reload(str(path))

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
        """Stop playing and watching."""
        self._watch.watch(None)
        if self._clock is not None:
            self.player.pause()
            self._clock.stop()

    def _adopt(self, loaded: LoadedPathway, path: Path) -> None:
        if self._clock is not None:
            self.player.pause()
            self._clock.stop()
            self._clock.deleteLater()
        self.loaded = loaded
        self.document = Document(loaded.pathway, path=path, problems=loaded.problems)
        self.document.changed.connect(self._publish)
        self._player = Player(self.document.timeline)
        self._player.speed = self.settings.speed
        self._player.moved.connect(lambda: self.moment_changed.emit(self.moment))
        self._player.play_state_changed.connect(self.play_state_changed.emit)
        self._clock = PlayerClock(self._player, self)
        self._watch.watch(path)
        self.document_opened.emit()
        self.problems_found.emit(loaded.problems, str(path))
        self.moment_changed.emit(self.moment)

    def _publish(self, change: ChangeSet) -> None:
        self.document_changed.emit(change)
        timeline = change.timeline
        animate = self.settings.animate and change.watch_from is not None
        start = max(change.watch_from - 1, 0) if animate and change.watch_from is not None else timeline.last
        self.player.watch(timeline, start=start, play=animate)

    def _reload(self, path: str) -> None:
        document = self.open_document
        try:
            loaded = load(Path(path))
        except FileRefusedError as error:
            self.problems_found.emit(error.problems, path)
            return
        if self.loaded is not None and loaded.text == self.loaded.text:
            self.problems_found.emit(loaded.problems, path)
            return
        self.loaded = loaded
        document.replace_pathway(loaded.pathway, problems=loaded.problems)
        self.problems_found.emit(loaded.problems, path)
        self.reloaded.emit(path)


def errors_among(problems: tuple[Problem, ...]) -> int:
    """Return how many of ``problems`` keep a file from being opened."""
    return sum(problem.severity.value == "error" for problem in problems)
