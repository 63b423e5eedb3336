"""What is there to put into a folder about a run? A report as HTML or PDF: outcomes, reasons, sources, versions."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.asked_document import as_opened
from explorer.cli.goal_options import add_goal, add_limit, add_means, budget_of, goal_of
from explorer.cli.pathway_file import find_file, load_file
from explorer.cli.run_options import add_run_options, run_as_asked
from explorer.errors import UsageError
from explorer.logic.budget import Budget
from explorer.pathway.diagram import diagram_of
from explorer.session.moment import moment_at
from explorer.session.planning import Means, find_plans
from explorer.session.report_plans import PlanAnswer
from explorer.session.report_versions import origin_of
from explorer.session.reporting import Asked, report_of, sureness
from explorer.session.timeline import timeline_of

if TYPE_CHECKING:
    import argparse

    from explorer.session.snapshot import DocumentState

EXAMPLES = """\
examples:
  pathway-explorer report lcn2-shield -o shield.pdf --scenario A3
  pathway-explorer report lcn2-shield -o stress.html --settle-first --phase "Chronic_Stress=on" --goal Tumor_Control=on
  pathway-explorer report my-pathway.yaml -o report.pdf --paper letter --theme print --phase "Trigger=on"

The report is about the end of the run: what was held, the outcomes before and after and how sure they are, why each
of them changed, the diagram, the sources, and which file and program it comes from. With --goal the smallest sets of
drugs that reach the goal from there go in as well.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``report``."""
    parser.add_argument("file", metavar="FILE", help="a pathway file, or the id of a shipped pathway")
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help="the report: .html or .pdf")
    parser.add_argument("--theme", choices=("light", "dark", "projector", "print"), default="light", help="the colours")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the size of the pages of a PDF")
    add_goal(parser)
    add_means(parser)
    add_run_options(parser)
    add_limit(parser)


def run(options: argparse.Namespace) -> int:
    """Write the report.

    Raises:
        FileRefusedError: the file cannot be opened.
        UsageError: the options do not fit the pathway, or the ending is not that of a report.
        ExplorerError: the file cannot be written.
    """
    path = Path(options.output)
    if path.suffix.casefold() not in (".html", ".htm", ".pdf"):
        raise UsageError(f"-o {path}: a report is written as .html or .pdf")
    loaded = load_file(options.file)
    pathway = loaded.pathway
    budget = budget_of(options)
    state = as_opened(pathway, run_as_asked(pathway, options), options)
    sure = sureness(state, Budget(budget.left / 2))
    answer = _answer(state, options, budget)
    from explorer.ui.platform_check import ensure_drawing_possible

    ensure_drawing_possible()
    from explorer.ui.export.figure import Figure
    from explorer.ui.export.headless import start_graphics
    from explorer.ui.export.report import write_report
    from explorer.ui.export.report_pdf import Paper
    from explorer.ui.theme.roles import THEMES

    today = datetime.now().astimezone().date()
    origin = origin_of(loaded, find_file(options.file).name)
    report = report_of(state, Asked(origin, today, sure, answer))
    timeline = timeline_of(state)
    application = start_graphics()
    figure = Figure(pathway, diagram_of(pathway), moment_at(timeline, timeline.last), THEMES[options.theme])
    write_report(report, figure, path, paper=Paper[options.paper.upper()])
    del application  # alive until here: fonts need it
    return 0


def _answer(state: DocumentState, options: argparse.Namespace, budget: Budget) -> PlanAnswer | None:
    """Return what it would take, if a goal is given."""
    if not options.goal:
        return None
    pathway, holds = state.pathway, state.holds
    goal = goal_of(pathway, options, holds)
    means = Means(options.using)
    *_, plans = find_plans(pathway, state.present, holds, goal, means=means, budget=budget)
    return PlanAnswer(state, goal, means, 4, plans)
