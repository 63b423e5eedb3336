"""How are nodes arranged in the window? The Arrange menu, moves, saving, and what is asked at leaving.

Only what is to be seen is arranged: nodes outside the part shown, or in a collapsed compartment, stay.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from explorer.pathway.arranging import Axis, Border
from explorer.session import arranging
from explorer.ui.window import dialogs
from explorer.ui.window.kept_story import can_be_saved_in_place, unsaved_story

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from explorer.pathway.definition import Point
    from explorer.ui.window.main_window import MainWindow

_NEEDED = {
    "arrange_selection": 2,
    **{f"align_{border.value}": 2 for border in Border},
    **{f"distribute_{axis.value}": 3 for axis in Axis},
}
"""By action how many selected nodes it takes."""
_TIDYING = "Arrows are finding their ways"


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return for every action of the Arrange menu, and for saving, what it does."""
    workspace = window.workspace
    found: dict[str, Callable[[bool], object]] = {
        "save": lambda _: save(window),
        "arrange_all": lambda _: workspace.arrange_all(),
        "arrange_selection": lambda _: workspace.arrange(arranging.ArrangeSelection(chosen(window))),
        "snap": lambda _: workspace.arrange(arranging.SnapNodes(chosen(window) or _visible(window))),
        "tidy": lambda _: workspace.laying_out.tidy(),
        "forget_moves": lambda _: workspace.run(arranging.ForgetMoves()),
    }
    for border in Border:
        found[f"align_{border.value}"] = _align(window, border)
    for axis in Axis:
        found[f"distribute_{axis.value}"] = _distribute(window, axis)
    return found


def _align(window: MainWindow, border: Border) -> Callable[[bool], object]:
    return lambda _: window.workspace.arrange(arranging.AlignNodes(chosen(window), border))


def _distribute(window: MainWindow, axis: Axis) -> Callable[[bool], object]:
    return lambda _: window.workspace.arrange(arranging.DistributeNodes(chosen(window), axis))


def chosen(window: MainWindow) -> tuple[str, ...]:
    """Return the selected nodes that can be seen, in the order of the file."""
    return _seen(window, window.canvas.selection)


def _visible(window: MainWindow) -> tuple[str, ...]:
    """Return the nodes that can be seen, or nothing where all can."""
    nodes = window.workspace.open_document.pathway.nodes
    seen = _seen(window, nodes)
    return seen if len(seen) < len(nodes) else ()


def _seen(window: MainWindow, among: Collection[str]) -> tuple[str, ...]:
    items = window.canvas.diagram_scene.node_items
    nodes = window.workspace.open_document.pathway.nodes
    return tuple(id_ for id_ in nodes if id_ in among and (id_ not in items or items[id_].isVisible()))


def connect(window: MainWindow) -> None:
    """Let the canvas ask for moves, and the workspace tell of layouts and saved positions."""
    workspace, bar = window.workspace, window.message_bar
    workspace.laying_out.progressed.connect(lambda name, part: _show_progress(window, name, part))
    workspace.laying_out.ended.connect(lambda name: bar.take_back(_beginning(name)))
    workspace.laying_out.arranged_all.connect(window.canvas.glide_to_fit)  # where one looked is elsewhere now
    workspace.laying_out.tidying_progressed.connect(lambda part: _show_tidying(window, part))
    workspace.laying_out.tidying_ended.connect(lambda: bar.take_back(_TIDYING))
    workspace.laying_out.tidying_changed.connect(lambda: refresh(window))
    workspace.positions.saved.connect(lambda path: _show_saved(window, path))
    workspace.may_leave = lambda: may_leave(window)
    window.canvas.move_requested.connect(lambda places: _move(window, places))
    window.canvas.selection_changed.connect(lambda _: refresh(window))


def _move(window: MainWindow, places: dict[str, Point]) -> None:
    window.workspace.run(arranging.MoveNodes(tuple(places.items())))


def _beginning(name: str) -> str:
    return f"{name} is being laid out"


def _show_progress(window: MainWindow, name: str, part: float) -> None:
    window.message_bar.show_message(  # in place of what it said before
        f"{_beginning(name)}: {part:.0%}",
        "information",
        action="Cancel",
        on_action=window.workspace.stop_layout,
    )


def _show_tidying(window: MainWindow, part: float) -> None:
    window.message_bar.show_message(  # in place of what it said before
        f"{_TIDYING}: {part:.0%}", "information", action="Cancel", on_action=window.workspace.laying_out.leave_untidy
    )


def _show_saved(window: MainWindow, path: str) -> None:
    parts = window.workspace.positions.saved_words
    verb = "is" if parts == "the story" else "are"
    words = f"{parts[:1].upper()}{parts[1:]} {verb} saved in {Path(path).name}."
    window.message_bar.show_message(words, "good")
    refresh(window)


def refresh(window: MainWindow) -> None:
    """Enable the actions for which something suitable is selected, or moved."""
    document = window.workspace.document
    count = len(chosen(window)) if document is not None else 0
    for name, needed in _NEEDED.items():
        window.actions_by_id[name].setEnabled(document is not None and count >= needed)
    window.actions_by_id["snap"].setEnabled(document is not None)
    window.actions_by_id["forget_moves"].setEnabled(document is not None and document.state.layout is not None)
    window.actions_by_id["tidy"].setEnabled(window.workspace.laying_out.is_left_untidy)
    window.actions_by_id["save"].setEnabled(window.workspace.has_unsaved_changes)


def save(window: MainWindow) -> None:
    """Write moved positions and the story into the file that is open, or a story into a copy where that is needed."""
    workspace = window.workspace
    if unsaved_story(workspace) is not None and not can_be_saved_in_place(workspace):
        dialogs.save_copy(window)
    else:
        workspace.positions.save_when_tidy()


def may_leave(window: MainWindow) -> bool:
    """Ask what becomes of unsaved positions and of an unsaved story; returns whether what is open may be left."""
    workspace = window.workspace
    if not workspace.has_unsaved_changes:
        return True
    title = workspace.open_document.pathway.title
    named = f"\N{LEFT DOUBLE QUOTATION MARK}{title}\N{RIGHT DOUBLE QUOTATION MARK}"
    has_story = unsaved_story(workspace) is not None
    if not has_story:
        heading, words = "Unsaved positions", f"Nodes of {named} were moved. Save their positions in the file?"
    elif can_be_saved_in_place(workspace):
        heading, words = "Unsaved story", f"The story of {named} was edited. Save it in the file?"
    else:
        heading, words = "Unsaved story", f"The story of {named} was edited. Save it in a copy of your own?"
    buttons = QMessageBox.StandardButton
    answer = QMessageBox.question(window, heading, words, buttons.Save | buttons.Discard | buttons.Cancel, buttons.Save)
    if answer == buttons.Save:
        if has_story and not can_be_saved_in_place(workspace):
            return dialogs.save_copy(window)
        return workspace.save_positions()
    return bool(answer == buttons.Discard)
