"""What happens when an action is chosen? Functions of the window, kept out of its class."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from explorer.errors import Severity
from explorer.locate import is_shipped
from explorer.pathway.excerpt import Asked
from explorer.session import commands
from explorer.session.player import SPEEDS
from explorer.ui.canvas.hit_test import Hit
from explorer.ui.window import (
    answering,
    arranging,
    dialogs,
    evidence_note,
    panel_cycle,
    presenting,
    scheduling,
    storytelling,
    thumbnails,
)
from explorer.ui.window.exports import kinds

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.errors import Problem
    from explorer.session.why import Why
    from explorer.ui.window.main_window import MainWindow


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return for every action what it does, given whether it is now checked."""
    workspace = window.workspace
    canvas = window.canvas
    return {
        "open": lambda _: dialogs.open_file(window),
        "reload": lambda _: workspace.reload(),
        "save_copy": lambda _: dialogs.save_copy(window),
        **arranging.slots(window),
        "quit": lambda _: window.close(),
        "undo": lambda _: workspace.undo(),
        "redo": lambda _: workspace.redo(),
        "start_again": lambda _: workspace.run(commands.StartAgain()),
        "release_all": lambda _: workspace.run(commands.ReleaseAll()),
        "step_back": lambda _: workspace.player.step_back(),
        "play": lambda _: play_or_pause(window),
        "step_forward": lambda _: workspace.player.step_forward(),
        "to_start": lambda _: workspace.player.seek(0),
        "skip_to_end": lambda _: workspace.player.skip_to_end(),
        "faster": lambda _: change_speed(window, 1),
        "slower": lambda _: change_speed(window, -1),
        "animate": lambda on: workspace.change_settings(animate=on),
        **answering.slots(window),
        **evidence_note.slots(window),
        "side_by_side": lambda _: _side_by_side(window),
        **scheduling.slots(window),
        **presenting.slots(window),
        **storytelling.slots(window),
        **kinds.slots(window),
        "find": lambda _: window.finder.find(),
        "find_next": lambda _: window.finder.find_next(forward=True),
        "find_previous": lambda _: window.finder.find_next(forward=False),
        "node_table": lambda _: show_node_table(window),
        "next_panel": lambda _: panel_cycle.go_to_panel(window, 1),
        "previous_panel": lambda _: panel_cycle.go_to_panel(window, -1),
        "fit": lambda _: canvas.glide_to_fit(),
        "fit_selection": lambda _: canvas.fit_selection(),
        "zoom_in": lambda _: canvas.zoom_by(1.25),
        "zoom_out": lambda _: canvas.zoom_by(0.8),
        "actual": lambda _: canvas.zoom_to_actual(),
        "legend": lambda on: _show_part(window, "legend", on=on),
        "left_panels": lambda on: _show_part(window, "left_panels", on=on),
        "right_panels": lambda on: _show_part(window, "right_panels", on=on),
        "timeline": lambda on: _show_part(window, "timeline", on=on),
        "dark": lambda on: window.choose_theme("dark" if on else "light"),
        "overview": lambda on: _show_part(window, "overview", on=on),
        **_hiding(window),
        "reduced_motion": lambda on: _show_part(window, "reduced_motion", on=on),
        "full_screen": lambda on: window.showFullScreen() if on else window.showNormal(),
        "shortcuts": lambda _: dialogs.show_shortcuts(window),
        "problems": lambda _: dialogs.show_problems(window),
        "about": lambda _: dialogs.show_about(window),
    }


def _side_by_side(window: MainWindow) -> None:
    from explorer.ui.window import side_by_side  # with a second canvas: a start does without

    side_by_side.open_page(window)


def _hiding(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return what hides a part of the diagram, and what brings it back."""
    canvas = window.canvas
    return {
        "show_upstream": lambda _: canvas.ask_for_part(Asked.LEADING_TO),
        "show_downstream": lambda _: canvas.ask_for_part(Asked.FOLLOWING_FROM),
        "show_between": lambda _: canvas.ask_for_part(Asked.BETWEEN),
        "highlight_path": lambda _: canvas.ask_for_part(Asked.PATH),
        "show_everything": lambda _: canvas.show_part(None),
        "collapse_cell": lambda _: _collapse_cell(window),
        "collapse_all": lambda _: canvas.collapse_all(),
        "expand_all": lambda _: canvas.set_collapsed(frozenset()),
    }


def _collapse_cell(window: MainWindow) -> None:
    """Draw the innermost drawn compartments of the selected nodes as one box each."""
    canvas = window.canvas
    pathway, diagram = canvas.diagram_scene.pathway, canvas.diagram_scene.diagram
    if pathway is None or diagram is None:
        return
    around = {pathway.nodes[node].compartment for node in canvas.selection if node in pathway.nodes}
    drawn = frozenset(id_ for id_ in around if id_ is not None and id_ in diagram.compartments)
    if drawn:
        canvas.set_collapsed(canvas.diagram_scene.collapsed | drawn)
    else:
        canvas.keyboard.say("Select a node within a cell first.")


def inspect(window: MainWindow, kind: str, id_: str) -> None:
    """Show a node or an arrow in the inspector and take the keyboard there; Escape leads back."""
    window.show_selected(kind, id_)
    if window.right.isHidden():
        window.actions_by_id["right_panels"].trigger()
    window.inspector.setFocus(Qt.FocusReason.ShortcutFocusReason)


def light(window: MainWindow, answer: Why | None) -> None:
    """Light on the diagram what ``answer`` rests on and fade everything else; None lights nothing."""
    if answer is None:
        window.canvas.light(None)
    else:
        window.canvas.light(answer.lit_nodes, answer.lit_arrows)


def show_node(window: MainWindow, node: str) -> None:
    """Select a node that was chosen in the table, and bring it into sight on the diagram."""
    canvas = window.canvas
    if not canvas.uncover(node):
        canvas.bring_into_sight(node)
    canvas.choose(Hit("node", node))


def show_node_table(window: MainWindow) -> None:
    """Show the table of nodes and take the keyboard there."""
    if window.left.isHidden():
        window.actions_by_id["left_panels"].trigger()
    window.tabs.setCurrentWidget(window.node_table)
    window.node_table.setFocus(Qt.FocusReason.ShortcutFocusReason)


def play_or_pause(window: MainWindow) -> None:
    """Play, or stand still."""
    player = window.workspace.player
    if player.playing:
        player.pause()
    else:
        player.play()


def change_speed(window: MainWindow, by: int) -> None:
    """Take the next faster (1) or slower (-1) speed."""
    speed = window.workspace.player.speed
    nearest = min(range(len(SPEEDS)), key=lambda at: abs(SPEEDS[at] - speed))
    set_speed(window, SPEEDS[min(max(nearest + by, 0), len(SPEEDS) - 1)])


def set_speed(window: MainWindow, speed: float) -> None:
    """Play at ``speed``, now and after the next start."""
    window.workspace.player.speed = speed
    window.workspace.change_settings(speed=speed)
    window.playback.show_speed(speed)


def _show_part(window: MainWindow, name: str, *, on: bool) -> None:
    if on:
        window.room.want(name)
    window.workspace.change_settings(**{name: on})
    window.restore_choices()


def connect_playback(window: MainWindow) -> None:
    """Connect the playback bar to the player and the document."""
    workspace, bar = window.workspace, window.playback
    bar.start_again_requested.connect(lambda: workspace.run(commands.StartAgain()))
    bar.step_back_requested.connect(lambda: workspace.player.step_back())  # noqa: PLW0108  (the player changes)
    bar.play_requested.connect(lambda: play_or_pause(window))
    bar.step_forward_requested.connect(lambda: workspace.player.step_forward())  # noqa: PLW0108
    bar.skip_to_end_requested.connect(lambda: workspace.player.skip_to_end())  # noqa: PLW0108
    bar.speed_requested.connect(lambda speed: set_speed(window, speed))
    bar.scheme_requested.connect(lambda scheme: workspace.run(commands.SetUpdateScheme(scheme)))


def fill_recent(window: MainWindow) -> None:
    """Fill the menu of files opened lately."""
    menu = window.recent_menu
    menu.clear()
    for text in window.workspace.settings.recent_files:
        path = Path(text)
        action = menu.addAction(path.name)
        action.setToolTip(text)
        action.triggered.connect(lambda _=False, path=path: window.workspace.open(path))
    if menu.isEmpty():
        menu.addAction("No file was opened yet").setEnabled(False)


def show_history(window: MainWindow) -> None:
    """Name what undo and redo would do."""
    history = window.workspace.open_document.history
    for name, verb, label in (("undo", "&Undo", history.undo_label), ("redo", "&Redo", history.redo_label)):
        action = window.actions_by_id[name]
        action.setEnabled(bool(label))
        action.setText(f"{verb}: {label}".replace("&", "&&").replace("&&", "&", 1) if label else verb)
        action.setToolTip(f"{verb.replace('&', '')}: {label}" if label else f"Nothing to {name}")
    window.actions_by_id["release_all"].setEnabled(bool(window.workspace.open_document.state.holds))


def show_problems(window: MainWindow, problems: tuple[Problem, ...], file: str) -> None:
    """Tell of the problems of a file that was read or refused."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    name = Path(file).name
    window.message_bar.dismiss_problems(file)
    if errors:
        document = window.workspace.document
        kept = f" {document.pathway.title} is on screen." if document is not None else ""
        first = errors[0]
        where = f"line {first.line}, column {first.column}: " if first.line else ""
        others = f" ({len(errors) - 1} more)" if len(errors) > 1 else ""
        window.message_bar.show_message(
            f"{name} cannot be opened: {where}{first.text}{others}.{kept}",
            "error",
            action="Show",
            on_action=lambda: dialogs.show_problem_list(window, problems, name),
            about=file,
        )
    elif problems and not is_shipped(Path(file)):
        count = f"{len(problems)} remarks" if len(problems) > 1 else "one remark"
        window.message_bar.show_message(
            f"{name} was opened with {count}.",
            "warning",
            action="Show",
            on_action=lambda: dialogs.show_problem_list(window, problems, name),
            about=file,
        )


def draw_thumbnails(window: MainWindow) -> None:
    """Draw the library's small pictures when there is nothing else to do."""
    QTimer.singleShot(0, window, lambda: thumbnails.draw_all(window))
