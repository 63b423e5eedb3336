"""How do tables of cases come in? A question for a file, and what is said of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from explorer.errors import FileRefusedError
from explorer.io.cases import read_cases
from explorer.ui.background import Job
from explorer.ui.window import dialogs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer.pathway.definition import Profile
    from explorer.ui.answers.responders import RespondersPane
    from explorer.ui.window.main_window import MainWindow

_FILTER = "Tables (*.csv *.tsv *.txt);;All files (*)"


def open_cases(window: MainWindow, pane: RespondersPane) -> None:
    """Ask for a table of cases and show it."""
    name, _ = QFileDialog.getOpenFileName(window, "Open cases", str(Path.home()), _FILTER)
    if name:
        take_cases(window, pane, Path(name))


def take_cases(window: MainWindow, pane: RespondersPane, path: Path) -> Job[tuple[Profile, ...] | FileRefusedError]:
    """Read the cases of ``path`` aside and show them; problems are told with line and column and change nothing."""
    pathway = window.workspace.open_document.pathway

    def read(_gives_up: Callable[[], bool]) -> Iterator[tuple[Profile, ...] | FileRefusedError]:
        try:
            yield read_cases(path, pathway)
        except FileRefusedError as error:
            yield error

    def show(found: tuple[Profile, ...] | FileRefusedError) -> None:
        if isinstance(found, FileRefusedError):
            _refuse(window, path, found)
        elif window.workspace.open_document.pathway is pathway:
            pane.show_cases(found, path.name)

    job: Job[tuple[Profile, ...] | FileRefusedError] = Job(read, pane)
    job.answered.connect(show)
    job.start()
    return job


def _refuse(window: MainWindow, path: Path, error: FileRefusedError) -> None:
    problems = error.problems
    first = problems[0]
    where = f"line {first.line}, column {first.column}: " if first.line else ""
    more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
    window.message_bar.show_message(
        f"{path.name} was not taken: {where}{first.text}.{more}",
        "error",
        action="Show",
        on_action=lambda: dialogs.show_problem_list(window, problems, path.name),
    )
