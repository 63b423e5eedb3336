"""What is open, and who hears of it? One document with its player, opened, changed and reloaded here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.errors import ExplorerError, FileRefusedError, Problem
from explorer.locate import is_shipped
from explorer.pathway.placing import is_quick_to_draw
from explorer.session.document import ChangeSet, Document
from explorer.session.moment import Moment, moment_at
from explorer.session.player import Player
from explorer.ui.clock import PlayerClock
from explorer.ui.window.file_watch import FileWatch
from explorer.ui.window.kept_positions import KeptPositions
from explorer.ui.window.laying_out import LayingOut

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.io.loaded import LoadedPathway
    from explorer.pathway.definition import Pathway
    from explorer.session.commands import Command
    from explorer.session.settings import Settings, SettingsFile


def load(path: Path) -> LoadedPathway:
    """Read a file; see ``explorer.io.formats.load``. A start from a kept reading needs it only after the paint."""
    from explorer.io.formats import load as load_file

    return load_file(path)


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
        self.laying_out = LayingOut(self)
        self._kept: Pathway | None = None
        self.positions = KeptPositions(self, settings_file.path.with_name("places.json"))
        self.positions.refused.connect(self.refused)
        # What we wrote ourselves is no change to be read.
        self.positions.saved.connect(lambda path: self._watch.watch(Path(path)))
        self.may_leave: Callable[[], bool] = lambda: True
        """Asked before what is open is left; the window asks the user what becomes of unsaved positions."""

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
        self.stop_layout()
        if is_quick_to_draw(loaded.pathway):
            return self._take(loaded, path, loaded.pathway)
        self.laying_out.start(path.name, loaded.pathway, lambda pathway: self._take(loaded, path, pathway))
        return True

    def open_kept(self, path: Path) -> bool:
        """Show a shipped pathway as it was read last, if that is kept; ``read_properly`` must follow the first paint.

        Only shipped pathways: they have no text, problems or positions of their own that the window might ask for.
        """
        from explorer.io.kept import kept_folder, kept_pathway

        path = path.expanduser().absolute()
        pathway = kept_pathway(kept_folder(), path) if is_shipped(path) else None
        if pathway is None or not is_quick_to_draw(pathway):
            return False
        self._kept = pathway
        self._adopt(None, path, pathway)
        return True

    def read_properly(self) -> None:
        """Read what ``open_kept`` showed from its file, which wins; keep the reading of a shipped file anew."""
        from explorer.io.kept import keep_pathway, kept_folder

        document, kept, self._kept = self.document, self._kept, None
        if document is None or document.path is None or not is_shipped(document.path):
            return
        loaded = self.loaded
        if loaded is None:
            try:
                loaded = load(document.path)
            except FileRefusedError as error:
                self.problems_found.emit(error.problems, str(document.path))
                return
        if kept is not None and loaded.pathway != kept:
            self._replace(document, loaded, loaded.pathway)
        else:
            self.loaded = loaded
            document.problems = loaded.problems
            self.problems_found.emit(loaded.problems, str(document.path))
        if kept is None or loaded.pathway != kept:
            keep_pathway(kept_folder(), document.path, loaded.pathway)

    def open_meanwhile(self, path: Path) -> None:
        """Show a placed pathway until the one that is being laid out is ready: the window is never without one.

        Raises:
            FileRefusedError: it cannot be opened.
        """
        loaded = load(path)
        self._adopt(loaded, path, loaded.pathway)

    def _take(self, loaded: LoadedPathway, path: Path, pathway: Pathway) -> bool:
        """Show a file that was read and, as ``pathway``, laid out; returns whether the user let go of what is open."""
        # Asked now and not before: while a layout was computed the user may have moved nodes of what is open.
        if self.has_unsaved_positions and not self.may_leave():
            return False
        self._adopt(loaded, path, pathway)
        self.change_settings(last_pathway=str(path))
        if not is_shipped(path):
            self.settings = self.settings.with_recent(path)
            self.change_settings()
        return True

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
        from explorer.session.arranging import ArrangeAll, without_places

        document = self.open_document

        def commit(pathway: Pathway) -> None:
            if self.document is document:
                self.run(ArrangeAll(pathway.layout))

        self.laying_out.start(document.pathway.title, without_places(document.state), commit)

    @property
    def has_unsaved_positions(self) -> bool:
        """Whether nodes stand elsewhere than the user's own file says."""
        return self.positions.are_unsaved

    def save_positions(self) -> bool:
        """Write moved positions into the file that is open; a failure is told. Returns whether they are safe now."""
        return self.positions.save()

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
        """Stop playing, watching and computing."""
        self.stop_layout()
        self._watch.watch(None)
        if self._clock is not None:
            self.player.pause()
            self._clock.stop()

    def _adopt(self, loaded: LoadedPathway | None, path: Path, pathway: Pathway) -> None:
        problems = loaded.problems if loaded is not None else ()
        if self._clock is not None:
            self.player.pause()
            self._clock.stop()
            self._clock.deleteLater()
        self.loaded = loaded
        self.positions.begin()
        self.document = Document(pathway, path=path, problems=problems)
        if not self.positions.belong_to_file:
            layout = self.positions.remembered(pathway)
            if layout is not None:
                self.document = Document(pathway, path=path, problems=problems, layout=layout)
        self.document.changed.connect(self._publish)
        self._player = Player(self.document.timeline)
        self._player.speed = self.settings.speed
        self._player.moved.connect(lambda: self.moment_changed.emit(self.moment))
        self._player.play_state_changed.connect(self.play_state_changed.emit)
        self._clock = PlayerClock(self._player, self)
        self._watch.watch(path)
        self.document_opened.emit()
        self.problems_found.emit(problems, str(path))
        self.moment_changed.emit(self.moment)

    def _publish(self, change: ChangeSet) -> None:
        self.document_changed.emit(change)
        if change.places_changed:
            self.positions.remember(change.after)
        if change.only_places:
            self.moment_changed.emit(self.moment)
            return
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
        self.stop_layout()
        if is_quick_to_draw(loaded.pathway):
            self._replace(document, loaded, loaded.pathway)
        else:
            self.laying_out.start(
                Path(path).name, loaded.pathway, lambda pathway: self._replace(document, loaded, pathway)
            )

    def _replace(self, document: Document, loaded: LoadedPathway, pathway: Pathway) -> None:
        """Put a newer version of the open file in place, laid out as ``pathway``."""
        if self.document is not document:
            return
        unsaved = self.positions.unsaved_places(document)
        self.loaded = loaded
        self.positions.begin()
        layout = self.positions.layout_of_newer(pathway, unsaved)
        document.replace_pathway(pathway, problems=loaded.problems, layout=layout)
        self.problems_found.emit(loaded.problems, str(document.path))
        self.reloaded.emit(str(document.path))


def errors_among(problems: tuple[Problem, ...]) -> int:
    """Return how many of ``problems`` keep a file from being opened."""
    return sum(problem.severity.value == "error" for problem in problems)
