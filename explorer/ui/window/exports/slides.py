"""How do slides leave the window? The story, a slide a step; or what is seen now, as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.ui.window.exports.pictures import view_of
from explorer.ui.window.exports.writing import Outgoing, ask_and_write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from explorer.ui.background import Job
    from explorer.ui.window.main_window import MainWindow

_FILTER = "PowerPoint (*.pptx)"
NO_STORY = "This pathway has no story: there is nothing to make slides of. This view as a slide can be saved."


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return for every action about slides what it does."""
    return {
        "slides": lambda _: export_story(window),
        "view_slide": lambda _: export_view(window),
    }


def export_story(window: MainWindow) -> Job[float] | None:
    """Ask for a name and write a slide for each step of the story."""
    state, theme = window.workspace.open_document.state, window.theme
    if not state.steps:
        window.message_bar.show_message(NO_STORY, "information")
        return None

    def write(path: Path, told: Callable[[float], None]) -> None:
        from explorer.ui.export.slides import story_slides

        story_slides(state.told, path, theme=theme, layout=state.layout, told=told)

    return ask_and_write(window, Outgoing("Export slides", state.base.id, _FILTER, "Writing slides", write))


def export_view(window: MainWindow) -> Job[float] | None:
    """Ask for a name and write what is seen now as one slide."""
    view = view_of(window)

    def write(path: Path, told: Callable[[float], None]) -> None:
        from explorer.ui.export.slides import view_slide

        view_slide(view.pathway, view.diagram, view.moment, path, theme=view.theme, seen=view.seen, told=told)

    outgoing = Outgoing("Export this view as a slide", f"{view.pathway.id}-view", _FILTER, "Writing a slide", write)
    return ask_and_write(window, outgoing)
