"""What is wrong with these pathway files, and do their scenarios end as expected?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.cli.pathway_file import load_file
from explorer.errors import FileRefusedError, Problem, Severity, UsageError
from explorer.io.scenario_report import check_scenarios
from explorer.values import dataclass

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from explorer.io.loaded import LoadedPathway

EXAMPLES = """\
examples:
  pathway-explorer check my-pathway.yaml
  pathway-explorer check --strict --orders 5000 lcn2-shield my-pathway.yaml

Each problem is printed as file:line:column: severity: text. A scenario that misses an expectation under synchronous
update is an error; one that misses it only in some random asynchronous orders is a warning.
exit codes: 0 no errors (with --strict: no warnings either), 1 problems, 2 wrong usage
"""
_MOST_ORDERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one file.

    Attributes:
        scenarios, held, held_always: how many scenarios there are, how many ended as expected under synchronous
            update, and how many of these did so in every random order.
        is_open: False if the file was refused, so that its scenarios were not run.
    """

    file: str
    problems: tuple[Problem, ...]
    scenarios: int = 0
    held: int = 0
    held_always: int = 0
    is_open: bool = True


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``check``."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="a pathway file, or the id of a shipped pathway")
    parser.add_argument("--strict", action="store_true", help="let warnings count as problems too")
    parser.add_argument(
        "--orders",
        type=int,
        default=500,
        metavar="N",
        help="random asynchronous orders in which each scenario is run, besides the synchronous run (default 500)",
    )


def run(options: argparse.Namespace) -> int:
    """Check every file, print what is found, and return 0 if all is well.

    Raises:
        UsageError: the number of orders makes no sense.
    """
    if not 0 <= options.orders <= _MOST_ORDERS:
        raise UsageError(f"--orders takes a number from 0 to {_MOST_ORDERS:,}, not {options.orders}")
    reports: list[Report] = []
    for name in options.files:
        reports.append(check_file(name, orders=options.orders))
        _show(reports[-1], options.orders)
    if len(reports) > 1:
        print(_totals(reports, options.orders))
    wrong = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    return int(any(problem.severity in wrong for report in reports for problem in report.problems))


def check_file(name: str, *, orders: int) -> Report:
    """Open the file called ``name`` and run its scenarios, synchronously and in ``orders`` random orders."""
    try:
        loaded = load_file(name)
    except FileRefusedError as error:
        return Report(name, error.problems, is_open=False)
    return _with_scenarios(loaded, loaded.file or name, orders)


def _with_scenarios(loaded: LoadedPathway, file: str, orders: int) -> Report:
    synchronous = check_scenarios(loaded)
    if not orders:
        problems = sorted((*loaded.problems, *synchronous.problems))
        return Report(file, tuple(problems), synchronous.total, synchronous.held, synchronous.held)
    every = check_scenarios(loaded, orders=orders)
    # What fails only in some orders is a warning: the file's own run, the synchronous one, is as expected.
    only_orders = [
        replace(problem, severity=Severity.WARNING) for problem in every.problems if problem not in synchronous.problems
    ]
    problems = sorted((*loaded.problems, *synchronous.problems, *only_orders))
    return Report(file, tuple(problems), every.total, synchronous.held, every.held)


def _show(report: Report, orders: int) -> None:
    for problem in report.problems:
        print(problem)
    counted = _counted(report.problems)
    if not report.is_open:
        print(f"{report.file}: cannot be opened; {counted}", flush=True)
    else:
        print(f"{report.file}: {_scenario_words([report], orders)}{'; ' if counted else ''}{counted}", flush=True)


def _totals(reports: list[Report], orders: int) -> str:
    counted = _counted(problem for report in reports for problem in report.problems)
    return f"{len(reports)} files: {_scenario_words(reports, orders)}; {counted or 'no problems'}"


def _scenario_words(reports: list[Report], orders: int) -> str:
    total = sum(report.scenarios for report in reports)
    if not total:
        return "no scenarios"
    held = sum(report.held for report in reports)
    always = sum(report.held_always for report in reports)
    in_orders = f"; {always} of {total} in {orders} random orders" if orders else ""
    return f"{held} of {total} scenarios held (synchronous{in_orders})"


def _counted(problems: Iterable[Problem]) -> str:
    found = [problem.severity for problem in problems]
    numbers = [(found.count(severity), severity.value) for severity in Severity]
    return ", ".join(f"{number} {word}{'s' if number > 1 else ''}" for number, word in numbers if number)
