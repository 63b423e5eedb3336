"""How does a film leave the window? Of the run that is shown, or of the whole story, as GIF, WebP or pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.session.moment import moment_at
from explorer.ui.window.exports.look import FILM
from explorer.ui.window.exports.pictures import preview_of, view_of
from explorer.ui.window.exports.writing import Outgoing, ask_and_write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage

    from explorer.session.timeline import Timeline
    from explorer.ui.background import Job
    from explorer.ui.canvas.seen import Seen
    from explorer.ui.export.film import Film
    from explorer.ui.window.exports.look import Look
    from explorer.ui.window.exports.look_dialog import LookDialog
    from explorer.ui.window.main_window import MainWindow

_FILTER = "Animated GIF (*.gif);;Animated WebP (*.webp);;Numbered PNG pictures (*.png)"
NO_STORY = "This pathway has no story: there is nothing to make a film of. This run as a film can be saved."
NO_RUN = "This run has no step yet: switch something first."


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return for every action about films what it does."""
    return {
        "film_run": lambda _: film_run(window),
        "film_story": lambda _: film_story(window),
    }


def film_run(window: MainWindow) -> LookDialog | None:
    """Film the run that is shown, as it is played again: with the marks and parts that are seen now."""
    view, timeline = view_of(window), window.workspace.player.timeline
    seen = view.seen if _lets_move(view.seen, timeline) else replace(view.seen, overlay=None)
    # A schedule is filmed from its first step on: it is one course, however many runs it took.
    first = timeline.replayed_from if window.workspace.course is None else 0
    if timeline.last < 1:
        window.message_bar.show_message(NO_RUN, "information")
        return None

    def made(look: Look) -> Film:
        from explorer.ui.export.film import SIZE, run_film

        return run_film(
            timeline,
            view.pathway,
            view.diagram,
            first=first,
            size=look.size or SIZE,
            theme=look.colours(view.theme),
            fps=look.fps,
            seen=seen,
        )

    return _ask(window, "Film of this run", view.pathway.id, made)


def film_story(window: MainWindow) -> LookDialog | None:
    """Film the whole story of the open pathway."""
    state, theme = window.workspace.open_document.state, window.theme
    if not state.steps:
        window.message_bar.show_message(NO_STORY, "information")
        return None

    def made(look: Look) -> Film:
        from explorer.ui.export.film import SIZE, story_film

        return story_film(
            state.told, size=look.size or SIZE, theme=look.colours(theme), fps=look.fps, layout=state.layout
        )

    return _ask(window, "Film of the story", f"{state.base.id}-story", made)


def _lets_move(seen: Seen, timeline: Timeline) -> bool:
    """Whether a run is seen through what is laid over the diagram; some answers show one state whatever is played."""
    if seen.overlay is None:
        return True
    moments = [moment_at(timeline, column) for column in (timeline.replayed_from, timeline.last)]
    return all(seen.overlay.seen(moment).after == moment.after for moment in moments)


def _ask(window: MainWindow, title: str, suggestion: str, made: Callable[[Look], Film]) -> LookDialog:
    """Ask how the film should look, then for a name, and write it."""
    from explorer.ui.window.exports.look_dialog import LookDialog

    def outcome(look: Look) -> str:
        from explorer.ui.export.film_files import MOST_FRAMES

        film = made(look)
        files = sum(film.repeats)
        numbered = f"{files:,} files as numbered PNG"
        if files > MOST_FRAMES:
            numbered += f", which is too many: at most {MOST_FRAMES:,} are written"
        return f"{film.seconds:.0f} seconds, {len(film.shots):,} pictures; {numbered}"

    def preview(look: Look, room: QSize) -> QImage:
        film = made(look)
        return preview_of(film.page(film.shots[-1]), room)

    kept = window.export_looks.get("film", FILM)
    dialog = LookDialog(window, title, kept, outcome=outcome, preview=preview, is_film=True)
    dialog.accepted.connect(lambda: save_film(window, title, suggestion, made, dialog.look))
    dialog.open()
    return dialog


def save_film(
    window: MainWindow, title: str, suggestion: str, made: Callable[[Look], Film], look: Look
) -> Job[float] | None:
    """Ask for a name and write the film that is ``made`` in ``look``, which is kept for the next film."""
    window.export_looks["film"] = look

    def write(path: Path, told: Callable[[float], None]) -> str | None:
        from explorer.ui.export.film_files import write_film

        files = write_film(made(look), path, told)
        return f"Saved {files[0]} and {len(files) - 1:,} more pictures." if len(files) > 1 else None

    return ask_and_write(window, Outgoing(title, suggestion, _FILTER, "Writing the film", write))
