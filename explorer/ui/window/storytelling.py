"""How is a story edited in the window? Recorded from the diagram, shown on it, played from any step, and never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRectF

from explorer.pathway.story import frame_of
from explorer.session.story_editing import EditStep, InsertSteps, ReplaceStory
from explorer.ui.window import presenting
from explorer.ui.window.kept_story import where_it_goes
from explorer.ui.window.running import MOST_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from explorer.session.story_recording import Recording, Region, Seen
    from explorer.ui.story.pane import StoryPane
    from explorer.ui.window.main_window import MainWindow

EDITOR = "story_editor"
_TAKEN = ("hold", "variants", "begin", "show", "rest", "camera", "region", "highlight")
"""What a step takes over from the diagram when it is updated."""
_SAME = 0.02
"""Share of the area in sight by which two cameras that are the same may differ."""
_ASIDE = "recording_aside"
_ROUND = 40.0
"""Diagram units round the diagram that a recorded region may have."""


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return for the editor's actions beside its own what they do."""
    return {
        "record_step": lambda _: record_at_end(window),
        "present_here": lambda _: presenting.present(window, at=chosen(window)),
    }


def make_pane(window: MainWindow) -> QWidget:
    """Return the editor, connected with the window."""
    from explorer.ui.story.pane import StoryPane

    workspace, pane = window.workspace, StoryPane()
    pane.command_requested.connect(lambda command: workspace.run(command))  # noqa: PLW0108
    pane.record_requested.connect(lambda at: record(window, pane, at))
    pane.update_requested.connect(lambda at: update(window, at))
    pane.show_requested.connect(lambda at: show_step(window, at))
    pane.play_requested.connect(lambda at: presenting.present(window, at=at))
    pane.camera_requested.connect(lambda: pane.take_camera(_region(window)))
    pane.nodes_requested.connect(lambda name: _give_nodes(window, pane, name))

    def follow() -> None:
        pane.show_diagram(window.diagram)
        pane.say_where_it_goes(where_it_goes(workspace))

    for told in (workspace.document_opened, workspace.document_changed, workspace.renamed):
        told.connect(follow)
    follow()
    return cast("QWidget", pane)


def editor(window: MainWindow) -> StoryPane | None:
    """Return the editor, if it was opened."""
    from explorer.ui.window.answering import docks

    return next((cast("StoryPane", dock.pane) for dock in docks(window) if dock.objectName() == EDITOR), None)


def chosen(window: MainWindow) -> int:
    """Return the step that is chosen in the editor, counted from 0; the first where there is no editor."""
    pane = editor(window)
    return pane.at if pane is not None else 0


# -- recording ---------------------------------------------------------------------------------------------------------


def record_at_end(window: MainWindow) -> None:
    """Open the editor and record a step behind the chosen one; at the end where it was not open."""
    pane = editor(window)
    steps = window.workspace.open_document.state.steps
    at = len(steps) if pane is None or not pane.isVisible() else min(pane.at + 1, len(steps))
    window.actions_by_id[EDITOR].trigger()
    pane = editor(window)
    assert pane is not None
    record(window, pane, at)


def record(window: MainWindow, pane: StoryPane, at: int) -> None:
    """Put the present state, and what is seen of it, into the story as step ``at`` (from 0)."""
    from explorer.session.story_recording import recorded

    state, seen = window.workspace.open_document.state, _seen(window)

    def take(made: Recording) -> None:
        if window.workspace.open_document.state.steps is not state.steps:
            # What it goes on from may be another step by now.
            window.workspace.refused.emit("The story has changed since: record the step again.")
            return
        pane.expect(at)
        window.workspace.run(InsertSteps(at, (made.step,)))
        pane.choose(at, title=True)
        _tell(window, made, at)

    _found(window, lambda: recorded(state, at, seen), take)


def update(window: MainWindow, at: int) -> None:
    """Let step ``at`` (from 0) take over what is held now and the camera; its words stay."""
    from explorer.session.story_recording import updated

    state = window.workspace.open_document.state
    if not 0 <= at < len(state.steps):
        return
    seen = _seen(window, at)

    def take(made: Recording) -> None:
        if window.workspace.open_document.state.steps is not state.steps:
            # Where the step stood there may be another by now.
            window.workspace.refused.emit(f"The story has changed since: update step {at + 1} again.")
            return
        changes = tuple((name, getattr(made.step, name)) for name in _TAKEN)
        if all(getattr(state.steps[at], name) == value for name, value in changes):
            window.message_bar.show_message(f"Step {at + 1} has all of this already.", "information")
            return
        window.workspace.run(EditStep(at, changes, verb="Update"))
        _tell(window, made, at)

    _found(window, lambda: updated(state, at, seen), take)


def _found(window: MainWindow, find: Callable[[], Recording], take: Callable[[Recording], None]) -> None:
    """Find how the present state is recorded: now where that is quick, else aside."""
    if len(window.workspace.open_document.pathway.nodes) <= MOST_AT_ONCE:
        take(find())
        return
    from explorer.ui.aside import Aside

    document = window.workspace.document
    aside = window.findChild(Aside, _ASIDE)
    if aside is None:
        aside = Aside(window)
        aside.setObjectName(_ASIDE)
        pane = editor(window)
        if pane is not None:
            pane.stopped.connect(aside.let_go)

    def arrived(made: Recording) -> None:
        if window.workspace.document is document:
            take(made)

    aside.start("", lambda _watcher: find(), arrived, failed=window.workspace.refused.emit)


def _tell(window: MainWindow, made: Recording, at: int) -> None:
    """Say clearly where a recorded step will not show what is on the screen."""
    if not made.differing:
        return
    from explorer.ui.story.words import names

    workspace = window.workspace
    state = workspace.open_document.state
    who = names(state.base, made.differing)
    words = f"Step {at + 1} will not show quite this on stage: {who} will differ. {made.reason}"
    if not made.way:
        window.message_bar.show_message(words, "warning")
        return
    steps = state.steps

    def record_way() -> None:
        now = workspace.open_document.state.steps
        if now is not steps:
            workspace.refused.emit("The story has changed since: record the step again to record the way to it, too.")
            return
        last = made.way[-1]
        way = (*made.way[:-1], EditStep(at, (("begin", last.begin),))(workspace.open_document.state).steps[at])
        pane = editor(window)
        if pane is not None:
            pane.expect(at + len(way) - 1)
        workspace.run(ReplaceStory((*now[:at], *way, *now[at + 1 :]), f"Record the way to story step {at + 1}"))

    window.message_bar.show_message(words, "warning", action="Record the way, too", on_action=record_way)


def _seen(window: MainWindow, at: int | None = None) -> Seen:
    """Return what is seen now; ``at`` is the step that is to be updated with it."""
    from explorer.session.story_recording import Seen

    canvas, nodes = window.canvas, window.workspace.open_document.pathway.nodes
    items = canvas.diagram_scene.node_items
    show: tuple[str, ...] = ()
    if canvas.question is not None:
        show = tuple(id_ for id_ in nodes if id_ in items and items[id_].isVisible())
    return Seen(_region(window), show, _selected(window), is_where_it_was=at is not None and _is_at(window, at))


def _selected(window: MainWindow) -> tuple[str, ...]:
    """Return the selected nodes in the order of the file, and the selected arrow."""
    canvas, pathway = window.canvas, window.workspace.open_document.pathway
    hit = canvas.selected_hit
    arrows = (hit.id,) if hit.kind == "edge" and hit.id in pathway.edge_by_id else ()
    return (*(id_ for id_ in pathway.nodes if id_ in canvas.selection), *arrows)


def _region(window: MainWindow) -> Region | None:
    """Return what the window shows of the diagram, whole units; None for all of it."""
    bounds = _bounds(window)
    seen = window.canvas.area_in_sight
    if window.canvas.camera.fitted or seen.contains(bounds):
        return None
    seen = seen.intersected(bounds.adjusted(-_ROUND, -_ROUND, _ROUND, _ROUND))
    if seen.width() < 1 or seen.height() < 1:
        return None
    return (round(seen.left()), round(seen.top()), round(seen.width()), round(seen.height()))


def _bounds(window: MainWindow) -> QRectF:
    diagram = window.canvas.diagram_scene.diagram
    assert diagram is not None
    return QRectF(diagram.bounds.left, diagram.bounds.top, diagram.bounds.width, diagram.bounds.height)


def _is_at(window: MainWindow, at: int) -> bool:
    """Whether the camera stands where step ``at`` has it: it was shown, and nobody moved it since."""
    canvas, state = window.canvas, window.workspace.open_document.state
    diagram = canvas.diagram_scene.diagram
    assert diagram is not None
    step = state.steps[at]
    if canvas.camera.fitted:
        return step.region is None and not step.camera and not step.show
    box, seen = frame_of(diagram, state.drawn, step), canvas.area_in_sight
    # The frame stands in the middle of what is in sight, and fills it one way.
    off = abs(seen.center().x() - box.left - box.width / 2) + abs(seen.center().y() - box.top - box.height / 2)
    fills = max(box.width / seen.width(), box.height / seen.height())
    return off < _SAME * (seen.width() + seen.height()) and abs(fills - 1.0) < _SAME


def _give_nodes(window: MainWindow, pane: StoryPane, name: str) -> None:
    """Give the editor what is selected on the diagram for one of its fields."""
    ids = _selected(window)
    if name != "highlight":
        ids = tuple(id_ for id_ in ids if id_ in window.workspace.open_document.pathway.nodes)
    if ids:
        pane.take_nodes(name, ids)
    else:
        words = "Select nodes on the diagram first: Shift+click, or drag a frame with Shift."
        window.message_bar.show_message(words, "information")


# -- showing -----------------------------------------------------------------------------------------------------------


def show_step(window: MainWindow, at: int) -> None:
    """Bring diagram and camera to where step ``at`` (from 0) of the story ends; undo brings the state back."""
    from explorer.session.story import ShowStoryStep

    workspace, canvas = window.workspace, window.canvas
    state = workspace.open_document.state
    if not 0 <= at < len(state.steps):
        return
    workspace.run(ShowStoryStep(at))
    step, diagram = state.steps[at], canvas.diagram_scene.diagram
    if diagram is None or (step.region is None and not step.camera and not step.show):
        canvas.glide_to_fit()
        return
    box = frame_of(diagram, state.drawn, step)
    canvas.glide_to(QRectF(box.left, box.top, box.width, box.height), closest=4.0)


def tell_story_kept(window: MainWindow, *, has_other: bool) -> None:
    """Say that edits of the story stand although a newer version of the file was read."""
    if not has_other:
        words = "The file changed on disk and was read again. Your edits of the story are kept, and not saved yet."
        window.message_bar.show_message(words, "warning")
        return

    def take() -> None:
        steps = window.workspace.open_document.state.base.story
        window.workspace.run(ReplaceStory(steps, "Take the story of the file"))

    window.message_bar.show_message(
        "The file changed on disk, and its story with it. Yours is kept here; saving writes it over the other.",
        "warning",
        action="Take the file's",
        on_action=take,
    )


def connect(window: MainWindow) -> None:
    """Let the window follow what becomes of the story's file."""
    workspace = window.workspace
    workspace.story_kept.connect(lambda has_other: tell_story_kept(window, has_other=has_other))
