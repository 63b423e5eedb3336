"""What becomes of nodes that were moved? Their positions go into the user's own file, or are remembered for them.

A story that was edited is written with them; see ``kept_story``.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.errors import ExplorerError, FileNotSavedError
from explorer.io.files import read_bytes, write_atomically
from explorer.locate import is_shipped
from explorer.session.moved_places import MovedPlaces
from explorer.ui.window.kept_story import unsaved_story

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from explorer.io.loaded import LoadedPathway
    from explorer.pathway.definition import Layout, Pathway, Point
    from explorer.session.document import Document
    from explorer.session.snapshot import DocumentState
    from explorer.ui.window.workspace import Workspace


class KeptPositions(QObject):
    """Knows whether positions of what is open are unsaved, saves them, and remembers those of files of others.

    Args:
        workspace: says what is open.
        file: where the positions in files of others are remembered.
    """

    saved = Signal(str)
    """The file into which the user had moved positions, or the story, written; ``saved_words`` says which."""
    written = Signal(str)
    """The same, whoever asked for it."""
    refused = Signal(str)

    def __init__(self, workspace: Workspace, file: Path) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._saved: Layout | None = None
        self._moved = MovedPlaces(file)
        self._is_asked = False
        self.saved_words = ""
        workspace.laying_out.tidying_changed.connect(self._save_if_asked)

    @property
    def belong_to_file(self) -> bool:
        """Whether moved positions of what is open go into its own file, rather than being remembered for the user."""
        document, loaded = self._workspace.document, self._workspace.loaded
        if document is None or document.path is None or loaded is None:
            return False
        return _belong_to_file(document.path, loaded)

    @property
    def are_unsaved(self) -> bool:
        """Whether nodes stand elsewhere than the user's own file says."""
        return self.belong_to_file and self._workspace.open_document.state.layout is not self._saved

    def begin(self) -> None:
        """Take it that the open file was just read: all its positions are saved."""
        self._saved, self._is_asked = None, False

    def take_as_saved(self) -> None:
        """Take it that the file which is open now has everything as it is drawn."""
        self._saved, self._is_asked = self._workspace.open_document.state.layout, False

    def save_when_tidy(self) -> None:
        """Save when arrows that are finding their ways have them; at once where none is."""
        self._is_asked = True
        self._save_if_asked()

    def _save_if_asked(self) -> None:
        if self._is_asked and not self._workspace.laying_out.is_tidying:
            self._is_asked = False
            self.save()

    def save(self) -> bool:
        """Write moved positions and the story into the open file; a failure is told. Returns whether they are safe now.

        Arrows that still need their way are left out of the file; ``staying_saved`` adds them when they have it.
        """
        parts = ["the story"] if unsaved_story(self._workspace) is not None else []
        parts += ["the positions"] if self.are_unsaved or not parts else []
        self.saved_words = " and ".join(parts)
        is_safe = self._write(with_story=True)
        if is_safe and not self.are_unsaved and self._workspace.open_document.path is not None and self.belong_to_file:
            self.saved.emit(str(self._workspace.open_document.path))
        return is_safe

    def _write(self, *, with_story: bool) -> bool:
        document, loaded = self._workspace.open_document, self._workspace.loaded
        if not self.belong_to_file or loaded is None or document.path is None:
            self.refused.emit("This pathway is not yours to write: its moved positions are remembered for you.")
            return True
        from explorer.io.positions import with_positions
        from explorer.io.story_text import with_story as told

        state = document.state
        steps = state.steps if with_story else loaded.pathway.story
        try:
            text = with_positions(loaded.text, loaded.pathway.layout, state.drawn.layout)
            text = told(text, loaded.pathway.story, steps)
            written = replace(loaded, text=text)
            if read_bytes(document.path) != loaded.content:
                raise FileNotSavedError(document.path, "it was changed by another program", hint="Reload it first.")
            write_atomically(document.path, written.content)
        except ExplorerError as error:
            self.refused.emit(f"Not saved: {error}" if with_story else f"The positions were not saved: {error}")
            return False
        self._workspace.loaded = replace(
            written, pathway=replace(loaded.pathway, layout=state.drawn.layout, story=steps)
        )
        self._saved = state.layout
        self.written.emit(str(document.path))
        return True

    @contextmanager
    def staying_saved(self) -> Iterator[None]:
        """Let what was saved stay so while arrows are tidied: the file gets their ways as well."""
        was_saved = self.belong_to_file and not self.are_unsaved
        yield
        if was_saved and self.are_unsaved:
            self._write(with_story=False)
        self._save_if_asked()

    def remember(self, state: DocumentState) -> None:
        """Remember where the nodes stand, if that is not for the file to say."""
        if not self.belong_to_file:
            document = self._workspace.open_document
            self._moved.remember(_key(document.path, document.pathway), state.base.layout, state.layout)

    def layout_of(self, path: Path, loaded: LoadedPathway | None, pathway: Pathway) -> Layout | None:
        """Return where the user moved the nodes of ``pathway``, which was read from ``path``, before.

        None where the file itself says so, or nothing was moved. May be asked in any thread.
        """
        if loaded is not None and _belong_to_file(path, loaded):
            return None
        return self._moved.layout_for(_key(path, pathway), pathway)

    def tell_complaint(self) -> None:
        """Say what was wrong with what is remembered."""
        if self._moved.complaint:
            self.refused.emit(self._moved.complaint)
            self._moved.complaint = ""

    def unsaved_places(self, document: Document) -> Mapping[str, Point]:
        """Return where nodes stand that the file has elsewhere."""
        return document.state.places if self.are_unsaved else {}

    def layout_of_newer(
        self, path: Path, loaded: LoadedPathway, pathway: Pathway, unsaved: Mapping[str, Point]
    ) -> Layout | None:
        """Return the layout for a newer version of a file: with unsaved places, or with what is remembered.

        May be asked in any thread.
        """
        if _belong_to_file(path, loaded):
            return _moved_again(pathway, unsaved)
        return self.layout_of(path, loaded, pathway)


def _belong_to_file(path: Path, loaded: LoadedPathway) -> bool:
    return loaded.format == "pathway/1" and not is_shipped(path)


def _key(path: Path | None, pathway: Pathway) -> str:
    return pathway.id if path is None or is_shipped(path) else str(path)


def _moved_again(pathway: Pathway, places: Mapping[str, Point]) -> Layout | None:
    """Return the layout with nodes at the ``places`` where the user had put them; None where there are none."""
    known = {id_: place for id_, place in places.items() if id_ in pathway.nodes}
    if not known:
        return None
    from explorer.pathway.moving import carried

    return carried(pathway, known)
