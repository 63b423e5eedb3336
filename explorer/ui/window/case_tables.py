"""How do tables of cases come in? A question for a file, and what is said of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from explorer.errors import FileRefusedError
from explorer.io.cases import read_cases
from explorer.ui.window import dialogs

if TYPE_CHECKING:
    from explorer.ui.answers.responders import RespondersPane
    from explorer.ui.window.main_window import MainWindow

_FILTER = "Tables (*.csv *.tsv *.txt);;All files (*)"


def open_cases(window: MainWindow, pane: RespondersPane) -> None:
    """Ask for a table of cases and show it."""
    name, _ = QFileDialog.getOpenFileName(window, "Open cases", str(Path.home()), _FILTER)
    if name:
        take_cases(window, pane, Path(name))


def take_cases(window: MainWindow, pane: RespondersPane, path: Path) -> bool:
    """Show the cases of ``path``; its problems are told with line and column, and leave everything as it is."""
    try:
        cases = read_cases(path, window.workspace.open_document.pathway)
    except FileRefusedError as error:
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
        return False
    pane.show_cases(cases, path.name)
    return True
