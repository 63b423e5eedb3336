"""How does a run asked for on the command line look as a document, with its timeline?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.logic.simulation import StopReason, Trajectory
from explorer.pathway.definition import EMPTY
from explorer.pathway.run import settled_start
from explorer.session.snapshot import DocumentState, Run, make_scheme

if TYPE_CHECKING:
    import argparse

    from explorer.cli.run_options import AskedRun
    from explorer.pathway.definition import Holds, Pathway


def as_document(pathway: Pathway, asked: AskedRun, options: argparse.Namespace) -> tuple[DocumentState, int]:
    """Return ``asked`` as a document state, and the number of its first phase.

    That is 0 where the start state was brought to rest first: this opening is then the document's first run.
    """
    phases = [
        Run(f"Phase {number}", run.hold, run.trajectory, options.update)
        for number, run in enumerate(asked.phases, start=1)
    ]
    settled = bool(options.settle_first or options.scenario is not None)
    opening = []
    if settled:
        scheme = make_scheme(options.update, pathway, seed=options.seed)
        opening = [Run("Start", {}, settled_start(pathway, scheme=scheme), options.update)]
    document = DocumentState(
        base=pathway,
        runs=(*opening, *phases),
        scheme=options.update,
        seed=options.seed,
        holds=asked.phases[-1].hold,
        scenario=options.scenario or "",
    )
    return document, 0 if settled else 1


def as_opened(pathway: Pathway, asked: AskedRun, options: argparse.Namespace) -> DocumentState:
    """Return ``asked`` as the window would hold it: its first run is the start, and phases have the file's titles.

    Where the start state was not brought to rest first, it stands there as the file has it.
    """
    document, first = as_document(pathway, asked, options)
    start, *phases = document.runs if not first else (_unrun(asked, options), *document.runs)
    if asked.is_plain:  # one run without holds: that is the start brought to rest
        runs = [start if not first else replace(phases[0], label="Start")]
    else:
        scenario = next((one for one in pathway.scenarios if one.id == options.scenario), None)
        titles = [phase.title for phase in scenario.phases] if scenario is not None else []
        labels = [*titles, *[""] * (len(phases) - len(titles))]
        named = zip(phases, labels, strict=True)
        runs = [start, *(replace(run, label=label or run.label) for run, label in named)]
    shown = [replace(run, holds=away_from_start(pathway, run.holds)) for run in runs]
    # More phases after those of a scenario make it another run than the one that the file describes.
    played = options.scenario if options.scenario is not None and not options.phase else ""
    return replace(document, runs=tuple(shown), holds=shown[-1].holds, scenario=played)


def _unrun(asked: AskedRun, options: argparse.Namespace) -> Run:
    return Run("Start", EMPTY, Trajectory((asked.start,), StopReason.LIMIT, None), options.update)


def away_from_start(pathway: Pathway, holds: Holds) -> dict[str, bool]:
    """Return ``holds`` without the inputs that are held where they start anyway."""
    nodes = pathway.nodes
    return {node: on for node, on in holds.items() if not (nodes[node].is_input and nodes[node].start == on)}
