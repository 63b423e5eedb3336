"""How does a file come into the window? Read aside where that takes long; what is open stays until then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.errors import FileRefusedError, StaleChangeError
from explorer.locate import is_shipped
from explorer.pathway.placing import is_quick_to_draw
from explorer.session.document import ChangeSet, Document, change_to_newer
from explorer.ui.window.kept_story import unsaved_story

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.errors import Problem
    from explorer.io.loaded import LoadedPathway
    from explorer.pathway.definition import Layout, Pathway
    from explorer.pathway.layout.engine import Watcher
    from explorer.session.preparing import Prepared, Renewed
    from explorer.ui.aside import Aside
    from explorer.ui.window.workspace import Workspace

_MOST_READ_AT_ONCE = 120_000
"""Bytes of a pathway file that are read while the window waits: the largest shipped one, 76 kB, takes 15 ms."""
_MOST_OF_OTHERS = 30_000
"""The same of other formats, where every line is a rule: 30 ms."""
_FAREWELL = 2.0
"""Seconds that reading may take to notice that the window closes."""


def load(path: Path) -> LoadedPathway:
    """Read a file; see ``explorer.io.formats.load``. A start from a kept reading needs it only after the paint."""
    from explorer.io.formats import load as load_file

    return load_file(path)


def is_read_at_once(path: Path) -> bool:
    """Whether a window may wait for the file at ``path`` to be read; also where there is none, which is soon known."""
    most = _MOST_READ_AT_ONCE if path.suffix.lower() in {".yaml", ".yml"} else _MOST_OF_OTHERS
    try:
        return path.stat().st_size <= most
    except OSError:
        return True


class Opening(QObject):
    """Opens and reloads files for a workspace, one at a time: the last one asked for is the one that is shown.

    A file that is refused, or given up, leaves what is open untouched.
    """

    progressed = Signal(str, float)
    """Which file is being opened, and the part that is done; only of what takes longer than a blink."""
    ended = Signal(str)
    """Which file is no longer being opened: it is open, was refused, or given up."""
    refused = Signal(object, str)
    """The problems of a file that cannot be opened, and its path."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._opening: Aside | None = None
        self._reloading: Aside | None = None
        self._kept: Pathway | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a file is being opened."""
        return self._opening is not None and self._opening.is_busy

    @property
    def is_reloading(self) -> bool:
        """Whether a newer version of the open file is being prepared."""
        return self._reloading is not None and self._reloading.is_busy

    def stop(self) -> None:
        """Give up what is being opened; what is open stays."""
        if self._opening is not None:
            self._opening.stop()

    def give_up(self) -> None:
        """Give up what is being opened or read again; what is open stays as it is."""
        self.stop()
        if self._reloading is not None:
            self._reloading.stop()

    def close(self) -> None:
        """Give everything up, and wait until nothing runs any more."""
        for aside in (self._opening, self._reloading):
            if aside is not None:
                aside.stop()
                aside.wait(_FAREWELL)

    def wait(self, seconds: float) -> bool:
        """Wait for the threads that read; returns whether none is left. For tests."""
        return all(aside.wait(seconds) for aside in (self._opening, self._reloading) if aside is not None)

    # -- opening ----------------------------------------------------------------------------------------------------

    def open(self, path: Path) -> bool:
        """Open ``path``: now where that is quick, else aside. Returns False if it was refused, or not left for, now."""
        path = path.expanduser().absolute()
        loaded: LoadedPathway | None = None
        if is_read_at_once(path):
            try:
                loaded = load(path)
            except FileRefusedError as error:
                self.refused.emit(error.problems, str(path))
                return False
            if is_quick_to_draw(loaded.pathway):
                self.stop()
                return self._show_read(loaded, path)
        self._open_aside(path, loaded)
        return True

    def _show_read(self, loaded: LoadedPathway, path: Path) -> bool:
        if not self._may_leave():
            return False
        layout = self._workspace.positions.layout_of(path, loaded, loaded.pathway)
        self._workspace.adopt(loaded, Document(loaded.pathway, path=path, problems=loaded.problems, layout=layout))
        self._remember(path)
        return True

    def _open_aside(self, path: Path, loaded: LoadedPathway | None) -> None:
        from explorer.session.preparing import prepared
        from explorer.ui.aside import Aside

        if self._opening is None:
            self._opening = Aside(self)
            self._opening.progressed.connect(self.progressed)
            self._opening.ended.connect(self.ended)
        positions = self._workspace.positions

        def layout_for(read: LoadedPathway, pathway: Pathway) -> Layout | None:
            return positions.layout_of(path, read, pathway)

        def work(watcher: Watcher) -> Prepared | FileRefusedError:
            try:
                return prepared(path, layout_for, watcher, loaded=loaded)
            except FileRefusedError as error:
                return error

        self._opening.start(path.name, work, lambda found: self._show_prepared(path, found))

    def _show_prepared(self, path: Path, found: Prepared | FileRefusedError) -> None:
        if isinstance(found, FileRefusedError):
            self.refused.emit(found.problems, str(path))
        elif self._may_leave():  # asked now: while the file was prepared the user may have moved nodes of what is open
            self._workspace.adopt(found.loaded, found.document)
            QTimer.singleShot(0, self, lambda: self._remember(path))  # a disk may take its time

    def _may_leave(self) -> bool:
        workspace = self._workspace
        return not workspace.has_unsaved_changes or workspace.may_leave()

    def _remember(self, path: Path) -> None:
        workspace = self._workspace
        workspace.change_settings(last_pathway=str(path))
        if not is_shipped(path):
            workspace.settings = workspace.settings.with_recent(path)
            workspace.change_settings()

    def open_meanwhile(self, path: Path) -> None:
        """Show a placed pathway until the one that is being opened is ready: the window is never without one.

        Raises:
            FileRefusedError: it cannot be opened.
        """
        loaded = load(path)
        layout = self._workspace.positions.layout_of(path, loaded, loaded.pathway)
        self._workspace.adopt(loaded, Document(loaded.pathway, path=path, problems=loaded.problems, layout=layout))

    # -- a start from what was read last ------------------------------------------------------------------------------

    def open_kept(self, path: Path) -> bool:
        """Show a shipped pathway as it was read last, if that is kept; ``read_properly`` must follow the first paint.

        Only shipped pathways: they have no text, problems or positions of their own that the window might ask for.
        """
        from explorer.io.kept import kept_folder, kept_pathway

        path = path.expanduser().absolute()
        pathway = kept_pathway(kept_folder(), path) if is_shipped(path) and is_read_at_once(path) else None
        if pathway is None or not is_quick_to_draw(pathway):
            return False
        self._kept = pathway
        layout = self._workspace.positions.layout_of(path, None, pathway)
        self._workspace.adopt(None, Document(pathway, path=path, layout=layout))
        return True

    def read_properly(self) -> None:
        """Read what ``open_kept`` showed from its file, which wins; keep the reading of a shipped file anew."""
        from explorer.io.kept import keep_pathway, kept_folder

        workspace = self._workspace
        document, kept, self._kept = workspace.document, self._kept, None
        if document is None or document.path is None or not is_shipped(document.path):
            return
        loaded = workspace.loaded
        if loaded is None:
            try:
                loaded = load(document.path)
            except FileRefusedError as error:
                self.refused.emit(error.problems, str(document.path))
                return
        if kept is not None and loaded.pathway != kept:
            self._replace_now(document, loaded)
        else:
            workspace.loaded = loaded
            document.problems = loaded.problems
            workspace.problems_found.emit(loaded.problems, str(document.path))
        if kept is None or loaded.pathway != kept:
            keep_pathway(kept_folder(), document.path, loaded.pathway)

    # -- a newer version of the open file -----------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the open file again: now where that is quick, else aside."""
        workspace = self._workspace
        document = workspace.document
        if document is None or document.path is None:
            return
        if self._reloading is not None:
            self._reloading.stop()
        path = document.path
        if not is_read_at_once(path):
            self._reload_aside(document, path)
            return
        try:
            loaded = load(path)
        except FileRefusedError as error:
            self.refused.emit(error.problems, str(path))
            return
        if workspace.loaded is not None and loaded.text == workspace.loaded.text:
            workspace.problems_found.emit(loaded.problems, str(path))
        elif is_quick_to_draw(loaded.pathway):
            self._replace_now(document, loaded)
        else:
            self._reload_aside(document, path)

    def _replace_now(self, document: Document, loaded: LoadedPathway) -> None:
        positions, path = self._workspace.positions, document.path
        assert path is not None
        layout = positions.layout_of_newer(path, loaded, loaded.pathway, positions.unsaved_places(document))
        story = unsaved_story(self._workspace, document)
        self._replace(document, loaded, change_to_newer(document.state, loaded.pathway, layout, story))

    def _reload_aside(self, document: Document, path: Path) -> None:
        from explorer.session.preparing import renewed
        from explorer.ui.aside import Aside

        if self._reloading is None:
            self._reloading = Aside(self)
            self._reloading.progressed.connect(self.progressed)
            self._reloading.ended.connect(self.ended)
        workspace, before = self._workspace, document.state
        unsaved = workspace.positions.unsaved_places(document)
        text = workspace.loaded.text if workspace.loaded is not None else None
        story = unsaved_story(workspace, document)

        def layout_for(read: LoadedPathway, pathway: Pathway) -> Layout | None:
            return workspace.positions.layout_of_newer(path, read, pathway, unsaved)

        def work(watcher: Watcher) -> Renewed | tuple[Problem, ...]:
            try:
                return renewed(path, text, before, layout_for, watcher, story=story)
            except FileRefusedError as error:
                return error.problems

        self._reloading.start(path.name, work, lambda found: self._show_renewed(document, path, found))

    def _show_renewed(self, document: Document, path: Path, found: Renewed | tuple[Problem, ...]) -> None:
        if self._workspace.document is not document:
            return
        if isinstance(found, tuple):
            self.refused.emit(found, str(path))
        elif found.change is None:
            self._workspace.problems_found.emit(found.loaded.problems, str(path))
        else:
            try:
                self._replace(document, found.loaded, found.change)
            except StaleChangeError:  # something was flipped or moved meanwhile: that is to be carried over too
                self._reload_aside(document, path)

    def _replace(self, document: Document, loaded: LoadedPathway, change: ChangeSet) -> None:
        """Put a newer version of the open file in place.

        Raises:
            StaleChangeError: the document has changed since ``change`` was found.
        """
        document.refuse_stale(change)
        workspace = self._workspace
        workspace.stop_computing()
        is_kept = unsaved_story(workspace, document) is not None
        has_other = workspace.loaded is not None and workspace.loaded.pathway.story != loaded.pathway.story
        workspace.loaded = loaded
        workspace.positions.begin()
        document.commit_newer(change, problems=loaded.problems)
        workspace.positions.tell_complaint()
        workspace.problems_found.emit(loaded.problems, str(document.path))
        workspace.reloaded.emit(str(document.path))
        if is_kept and unsaved_story(workspace, document) is not None:
            workspace.story_kept.emit(has_other)
