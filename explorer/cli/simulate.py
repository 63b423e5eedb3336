"""What follows from these phases? As a table to read, or as JSON or CSV for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from explorer import CAUTION
from explorer.cli.csv_output import add_forms, print_csv
from explorer.cli.pathway_file import load_file
from explorer.cli.run_options import add_run_options, run_as_asked
from explorer.io.tables import runs_as_json, trajectory_rows
from explorer.logic.simulation import StopReason
from explorer.logic.state import changed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from explorer.cli.run_options import AskedRun
    from explorer.logic.simulation import Trajectory
    from explorer.pathway.definition import Holds, Pathway

EXAMPLES = """\
examples:
  pathway-explorer simulate lcn2-shield --phase "Chronic_Stress=on"
  pathway-explorer simulate lcn2-shield --settle-first --phase "Chronic_Stress=on" --phase "Anti_LCN2=on"
  pathway-explorer simulate my-pathway.yaml --scenario relapse --update asynchronous --seed 7
  pathway-explorer simulate my-pathway.yaml --json
  pathway-explorer simulate my-pathway.yaml --phase "Trigger=on" --csv > run.csv

A phase begins where the one before it ended. An input that a phase no longer holds goes back to its start value;
a node with a rule that is no longer held follows its rule again. --csv prints a row a step: phase, step, every node.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``simulate``."""
    parser.add_argument("file", metavar="FILE", help="a pathway file, or the id of a shipped pathway")
    add_run_options(parser)
    add_forms(parser, "the trajectories")


def run(options: argparse.Namespace) -> int:
    """Run the phases and print what follows.

    Raises:
        FileRefusedError: the file cannot be opened.
        UsageError: the options do not fit the pathway.
    """
    pathway = load_file(options.file).pathway
    asked = run_as_asked(pathway, options)
    if options.json:
        # Escapes keep it the same bytes in every locale.
        print(json.dumps(runs_as_json(pathway.network, ((run.hold, run.trajectory) for run in asked.phases))))
    elif options.csv:
        print_csv(trajectory_rows(pathway.network, (run.trajectory for run in asked.phases)))
    else:
        print("\n".join(_table(pathway, asked, options.update)))
    return 0


def _table(pathway: Pathway, asked: AskedRun, update: str) -> Iterator[str]:
    yield f"{pathway.title or pathway.id}, {update} update"
    for number, run in enumerate(asked.phases, start=1):
        yield ""
        yield f"Phase {number}: {_words(run.hold) or 'nothing held'}"
        yield from _steps(pathway, run.trajectory)
        yield f"  {_ending(run.trajectory)}"
    final = pathway.network.named(asked.last)
    yield ""
    yield "At the end"
    for value, word in ((True, "ON "), (False, "OFF")):
        yield f"  {word}  {', '.join(node for node, is_on in final.items() if is_on == value) or 'none'}"
    for node in pathway.outcomes:
        wish = "" if node.wanted is None else f" (wanted: {_state(node.wanted)})"
        yield f"  {node.label}: {_state(final[node.id])}{wish}"
    yield ""
    yield CAUTION


def _steps(pathway: Pathway, trajectory: Trajectory) -> Iterator[str]:
    nodes = pathway.network.nodes
    first = trajectory.states[0]
    on = [node for node, bit in zip(nodes, first, strict=True) if bit]
    yield f"  start    on: {', '.join(on) or 'none'}"
    for step, (before, after) in enumerate(zip(trajectory.states, trajectory.states[1:], strict=False), start=1):
        moves = [f"{nodes[at]} {_state(bool(after[at]))}" for at in changed(before, after)]
        yield f"  step {step:<3} {', '.join(moves)}"


def _ending(trajectory: Trajectory) -> str:
    steps = len(trajectory.states) - 1
    if trajectory.end is StopReason.FIXED_POINT:
        return f"at rest after {_count(steps)}" if steps else "at rest from the start"
    if trajectory.end is StopReason.CYCLE:
        return f"turns in a cycle of {_count(trajectory.period or 0)}"
    return f"stopped after {_count(steps)}, not at rest"


def _count(steps: int) -> str:
    return f"{steps} step" if steps == 1 else f"{steps} steps"


def _words(hold: Holds) -> str:
    return ", ".join(f"{node} {_state(value)}" for node, value in hold.items())


def _state(value: bool) -> str:  # noqa: FBT001  (the value is what the function is about)
    return "ON" if value else "OFF"
