"""What becomes of a story that was edited? It goes into the user's own file, or into a copy that is then open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import EditRefusedError, ExplorerError
from explorer.io.files import write_atomically
from explorer.locate import is_shipped

if TYPE_CHECKING:
    from explorer.io.loaded import LoadedPathway
    from explorer.pathway.definition import StoryStep
    from explorer.session.document import Document
    from explorer.session.snapshot import DocumentState
    from explorer.ui.window.main_window import MainWindow
    from explorer.ui.window.workspace import Workspace


def unsaved_story(workspace: Workspace, document: Document | None = None) -> tuple[StoryStep, ...] | None:
    """Return the story as the user edited it; None where the file has it so."""
    document = document or workspace.document
    if document is None:
        return None
    loaded, state = workspace.loaded, document.state
    saved = state.base.story if loaded is None else loaded.pathway.story
    return None if state.steps == saved else state.steps


def can_be_saved_in_place(workspace: Workspace) -> bool:
    """Whether the file that is open is a pathway file of the user's own."""
    document, loaded = workspace.document, workspace.loaded
    if document is None or document.path is None or loaded is None:
        return False
    return loaded.format == "pathway/1" and not is_shipped(document.path)


def where_it_goes(workspace: Workspace) -> str:
    """Return what Ctrl+S does with the story, in a sentence; empty where it simply goes into the file."""
    document, loaded = workspace.document, workspace.loaded
    if document is None or document.path is None or can_be_saved_in_place(workspace):
        return ""
    if is_shipped(document.path):
        return "This pathway came with the program. Ctrl+S saves it with your story as a copy of your own."
    if loaded is not None and loaded.format != "pathway/1":
        ending = document.path.suffix
        return f"A {ending} file has no place for a story. Ctrl+S saves everything as a pathway file (.yaml)."
    return ""


def copy_of(loaded: LoadedPathway, state: DocumentState) -> LoadedPathway:
    """Return the file with the story and the places as they are now, as it would be read again.

    Comments are kept; where that is not possible, and for another format, the file is written anew.

    Raises:
        FileRefusedError: the pathway cannot be said in a pathway file.
    """
    from explorer.io.pathway_reader import parse_pathway
    from explorer.io.pathway_writer import write_pathway
    from explorer.io.positions import with_positions
    from explorer.io.story_text import with_story

    if loaded.format == "pathway/1":
        try:
            text = with_positions(loaded.text, loaded.pathway.layout, state.drawn.layout)
            text = with_story(text, loaded.pathway.story, state.steps)
            return replace(parse_pathway(text), encoding=loaded.encoding)
        except EditRefusedError:
            pass  # a copy of its own may be written anew
    layout = state.base.layout if state.layout is None else state.layout
    return parse_pathway(write_pathway(replace(state.told, layout=layout)))


def save_copy_with_story(window: MainWindow, name: str) -> bool:
    """Write what is open with its story to the file ``name`` and go on with it; returns whether it is safe there."""
    workspace, path = window.workspace, Path(name)
    if path.suffix.lower() not in {".yaml", ".yml"}:
        path = path.with_name(f"{path.name}.yaml")
        if path.exists():  # the question whether to replace it was about another name
            window.message_bar.show_message(
                f"Not saved: {path.name} is there already. Choose it by this name.", "error"
            )
            return False
    loaded, document = workspace.loaded, workspace.open_document
    assert loaded is not None
    try:
        copy = replace(copy_of(loaded, document.state), file=str(path))
        write_atomically(path, copy.content)
    except ExplorerError as error:
        window.message_bar.show_message(f"The story was not saved: {error}", "error")
        return False
    workspace.go_on_as(path, copy)
    window.message_bar.show_message(f"Saved with its story as {path.name}, which is open now.", "good")
    return True


def suggested_name(document: Document) -> str:
    """Return a file name for a copy with a story."""
    assert document.path is not None
    return str(Path.home() / document.path.with_suffix(".yaml").name)
