"""How does a report leave the window? On the end of what is shown, with the answer that is open, as PDF or HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from explorer.ui.theme.roles import LIGHT
from explorer.ui.window.exports.writing import Outgoing, ask_and_write
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from explorer.io.loaded import LoadedPathway
    from explorer.pathway.diagram import Diagram
    from explorer.session.report_plans import PlanAnswer
    from explorer.session.snapshot import DocumentState
    from explorer.ui.background import Job
    from explorer.ui.export.report_pdf import Paper
    from explorer.ui.theme.roles import Theme
    from explorer.ui.window.main_window import MainWindow

_FILTER = "PDF document (*.pdf);;Web page (*.html)"
_CHECK_SECONDS = 20.0
_SCHEDULE = "A schedule of therapies and conditions, run to its end"


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return for every action about reports what it does."""
    return {"report": lambda _: export_report(window)}


def export_report(window: MainWindow) -> Job[float] | None:
    """Ask for a name and write the report; other orders of updates are checked meanwhile.

    On paper the ground is white: a dark theme is for the screen, and for HTML.
    """
    from datetime import datetime

    diagram, document = window.diagram, window.workspace.open_document
    assert diagram is not None
    subject = _Subject(
        window.workspace.shown,
        diagram,
        window.workspace.loaded,
        document.path.name if document.path is not None else "",
        open_answer(window),
        datetime.now().astimezone().date(),
        _SCHEDULE if window.workspace.course is not None else "",
    )
    theme = window.theme
    is_american = QLocale.system().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem

    def write(path: Path, told: Callable[[float], None]) -> None:
        _write(subject, path, theme, usual_paper(is_american=is_american), told)

    outgoing = Outgoing("Export report", f"{document.pathway.id}-report", _FILTER, "Writing the report", write)
    return ask_and_write(window, outgoing)


@dataclass(frozen=True)
class _Subject:
    """What a report is about: frozen when it was asked for, whatever is done meanwhile."""

    state: DocumentState
    diagram: Diagram
    loaded: LoadedPathway | None
    name: str
    answer: PlanAnswer | None
    today: date
    words: str


def _write(subject: _Subject, path: Path, theme: Theme, paper: Paper, told: Callable[[float], None]) -> None:
    """Write the report to ``path``; in a thread."""
    from explorer.logic.budget import Budget
    from explorer.session.moment import moment_at
    from explorer.session.report_versions import Origin, origin_of
    from explorer.session.reporting import Asked, report_of, sureness
    from explorer.session.timeline import Timeline
    from explorer.ui.export.ending import ending_of
    from explorer.ui.export.figure import Figure
    from explorer.ui.export.report import ENDINGS, USE, write_report
    from explorer.ui.export.telling import given_up

    ink = LIGHT if ending_of(path, ENDINGS, "a report", hint=USE) == ".pdf" and theme.is_dark else theme
    state, loaded = subject.state, subject.loaded
    origin = origin_of(loaded, subject.name) if loaded is not None else Origin(subject.name)
    sure = sureness(state, Budget(_CHECK_SECONDS, given_up(told, 0.2)))
    report = report_of(state, Asked(origin, subject.today, sure, subject.answer, subject.words))
    timeline = Timeline(state)
    figure = Figure(state.drawn, subject.diagram, moment_at(timeline, timeline.last), ink)
    write_report(report, figure, path, paper=paper, told=lambda part: told(0.5 + part / 2))


def open_answer(window: MainWindow) -> PlanAnswer | None:
    """Return what "What would it take?" says, if it stands beside the diagram."""
    from explorer.ui.answers.what_it_takes import WhatItTakes
    from explorer.ui.window.answering import docks

    panes = (dock.pane for dock in docks(window) if not dock.isHidden())
    return next((pane.answer for pane in panes if isinstance(pane, WhatItTakes)), None)


def usual_paper(*, is_american: bool) -> Paper:
    """Return the paper that is used where lengths are measured so; in a thread, since much is loaded for it."""
    from explorer.ui.export.report_pdf import Paper

    return Paper.LETTER if is_american else Paper.A4
