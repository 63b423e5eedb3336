"""How do numbers leave the window? The runs as a table or as JSON; tables of answers as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.io.files import write_atomically
from explorer.ui.window.exports.writing import Outgoing, ask_and_write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from explorer.session.snapshot import DocumentState, Run
    from explorer.ui.background import Job
    from explorer.ui.window.main_window import MainWindow

_TABLE = "Table (*.csv)"
_RUN = f"{_TABLE};;JSON (*.json)"


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return for every action about numbers what it does."""
    return {"run_data": lambda _: export_run(window)}


def export_run(window: MainWindow) -> Job[float] | None:
    """Ask for a name and write every step of the runs that are shown; the ending decides between CSV and JSON."""
    state = window.workspace.shown

    def write(path: Path, told: Callable[[float], None]) -> None:
        told(0.0)
        content = run_json(state) if path.suffix.casefold() == ".json" else run_csv(state)
        told(0.9)
        write_atomically(path, content.encode("utf-8"))

    outgoing = Outgoing("Data of this run", f"{state.base.id}-run", _RUN, "Writing the steps", write)
    return ask_and_write(window, outgoing)


def run_csv(state: DocumentState) -> str:
    """Return the phases since the start as CSV; where there is none yet, the start coming to rest."""
    from explorer.io.tables import csv_text, trajectory_rows

    return csv_text(trajectory_rows(state.pathway.network, (run.trajectory for run in _phases(state))))


def run_json(state: DocumentState) -> str:
    """Return the same as JSON, as ``pathway-explorer simulate --settle-first --json`` prints it."""
    import json

    from explorer.io.tables import runs_as_json

    return json.dumps(runs_as_json(state.pathway.network, ((run.holds, run.trajectory) for run in _phases(state))))


def _phases(state: DocumentState) -> tuple[Run, ...]:
    return state.runs[1:] or state.runs


def save_table(window: MainWindow, text: str, what: str) -> Job[float] | None:
    """Ask for a name and write ``text``, which is CSV; ``what`` it holds is part of the name that is offered."""

    def write(path: Path, told: Callable[[float], None]) -> None:
        told(0.0)
        write_atomically(path, text.encode("utf-8"))

    id_ = window.workspace.open_document.pathway.id
    return ask_and_write(window, Outgoing("Save the table", f"{id_}-{what}", _TABLE, "Writing the table", write))
