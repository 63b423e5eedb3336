"""What can be made ready of a file before a window shows it? Everything that takes long, on frozen values, anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.io.formats import load
from explorer.pathway.diagram import kept_diagram
from explorer.pathway.layout.engine import UNWATCHED, Watcher
from explorer.pathway.placing import is_placed, placed_and_routed
from explorer.session.document import ChangeSet, Document, change_by, change_to_newer
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from explorer.io.loaded import LoadedPathway
    from explorer.pathway.definition import Layout, Pathway, StoryStep
    from explorer.session.commands import Command
    from explorer.session.snapshot import DocumentState
    from explorer.session.timeline import Timeline

    LayoutFor = Callable[[LoadedPathway, Pathway], Layout | None]
    """From a file, and its pathway with a place for everything, to where the user moved it; None for nowhere."""


_MOST_WATCHED = 200
"""Columns of a new run whose arrows are made ready; who watches longer waits a little at each."""


@dataclass(frozen=True)
class Prepared:
    """A file, read and ready to be shown: what came from it, and a document of its own."""

    loaded: LoadedPathway
    document: Document


@dataclass(frozen=True)
class Renewed:
    """A file, read again: what came from it, and the change to it; None where its text is still the same."""

    loaded: LoadedPathway
    change: ChangeSet | None


def prepared(
    path: Path, layout_for: LayoutFor, watcher: Watcher = UNWATCHED, *, loaded: LoadedPathway | None = None
) -> Prepared:
    """Return the file at ``path`` ready to be shown; ``loaded`` where it has been read already.

    Raises:
        FileRefusedError: it cannot be opened; with all problems.
        LayoutCancelledError: ``watcher`` asked to stop.
    """
    read, pathway = _drawn(path, watcher, loaded)
    document = Document(pathway, path=path, problems=read.problems, layout=layout_for(read, pathway))
    watcher.reached(0.85)
    _make_ready(document.state, document.timeline)
    watcher.reached(1.0)
    return Prepared(read, document)


def renewed(
    path: Path,
    text: str | None,
    before: DocumentState,
    layout_for: LayoutFor,
    watcher: Watcher = UNWATCHED,
    *,
    story: tuple[StoryStep, ...] | None = None,
) -> Renewed:
    """Return the file at ``path``, whose text was ``text``, read again, and the change from ``before`` to it.

    ``story`` is what the user made of the story and has not saved.

    Raises:
        FileRefusedError: it cannot be opened; with all problems.
        LayoutCancelledError: ``watcher`` asked to stop.
    """
    watcher.reached(0.0)
    loaded = load(path)
    if loaded.text == text:
        return Renewed(loaded, None)
    _, pathway = _drawn(path, watcher, loaded)
    change = change_to_newer(before, pathway, layout_for(loaded, pathway), story)
    _make_ready(change.after, change.timeline)
    watcher.reached(1.0)
    return Renewed(loaded, change)


def computed(command: Command, before: DocumentState) -> ChangeSet:
    """Return what ``command`` makes of ``before``, with all that a window will ask of it.

    Raises:
        CommandRefusedError: the command cannot be done now.
        UnknownNodeError: the command names a node that the pathway does not have.
    """
    change = change_by(command, before)
    _make_ready(change.after, change.timeline)
    if change.watch_from is not None:
        for column in range(change.watch_from, min(change.watch_from + _MOST_WATCHED, change.timeline.last) + 1):
            change.timeline.seen_at(column)
    return change


def _drawn(path: Path, watcher: Watcher, loaded: LoadedPathway | None) -> tuple[LoadedPathway, Pathway]:
    watcher.reached(0.0)
    read = load(path) if loaded is None else loaded
    # Places are shown at once; arrows that the file has no way for find theirs when it is open.
    if is_placed(read.pathway):
        return read, read.pathway
    return read, placed_and_routed(read.pathway, watcher.part(0.45, 0.75))


def _make_ready(state: DocumentState, timeline: Timeline) -> None:
    """Make what is made once and then kept: geometry, indices, the last column."""
    kept_diagram(state.drawn)
    for pathway in (state.pathway, state.drawn):
        _ = pathway.edge_by_id, pathway.arrows_at, pathway.outcomes
    timeline.seen_at(timeline.last)
    for column in range(1, timeline.last + 1):
        timeline.delta(column)
