"""How do slides leave the window? A name is asked for; a thread writes them, with progress and cancel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from explorer.errors import ExplorerError
from explorer.ui.background import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer.ui.window.main_window import MainWindow

_FILTER = "PowerPoint (*.pptx)"
_WORKING = "Writing slides"
NO_STORY = "This pathway has no story: there is nothing to make slides of. This view as a slide can be saved."


class _GivenUpError(ExplorerError):
    """The user does not want the slides any more; nothing was written."""


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return for every action about slides what it does."""
    return {
        "slides": lambda _: export_story(window),
        "view_slide": lambda _: export_view(window),
    }


def export_story(window: MainWindow) -> Job[float] | None:
    """Ask for a name and write a slide for each step of the story."""
    state, theme = window.workspace.open_document.state, window.theme
    if not state.base.story:
        window.message_bar.show_message(NO_STORY, "information")
        return None

    def write(path: Path, told: Callable[[float], None]) -> None:
        from explorer.ui.export.slides import story_slides

        story_slides(state.base, path, theme=theme, layout=state.layout, told=told)

    return _write(window, f"{state.base.id}.pptx", write)


def export_view(window: MainWindow) -> Job[float] | None:
    """Ask for a name and write what is seen now as one slide."""
    diagram, moment, theme = window.diagram, window.workspace.moment, window.theme
    pathway = window.workspace.open_document.state.drawn
    assert diagram is not None

    def write(path: Path, told: Callable[[float], None]) -> None:
        from explorer.ui.export.slides import view_slide

        told(0.0)
        view_slide(pathway, diagram, moment, path, theme=theme)

    return _write(window, f"{pathway.id}-view.pptx", write)


def _write(
    window: MainWindow, suggestion: str, write: Callable[[Path, Callable[[float], None]], None]
) -> Job[float] | None:
    name, _ = QFileDialog.getSaveFileName(window, "Export slides", str(Path.home() / suggestion), _FILTER)
    if not name:
        return None
    path = Path(name) if Path(name).suffix else Path(name).with_suffix(".pptx")
    bar = window.message_bar

    def work(gives_up: Callable[[], bool]) -> Iterator[float]:
        def told(_part: float) -> None:
            if gives_up():
                raise _GivenUpError("given up")

        write(path, told)
        yield 1.0

    job: Job[float] = Job(work, window)

    def give_up() -> None:
        job.cancel()
        end("The slides were not written.", "information")

    def end(words: str, severity: str) -> None:
        bar.take_back(_WORKING)
        bar.show_message(words, severity)

    job.finished.connect(lambda: end(f"Saved {path}.", "good"))
    job.failed.connect(lambda words: end(words, "error"))
    bar.show_message(f"{_WORKING}…", "information", action="Cancel", on_action=give_up)
    job.start()
    return job
