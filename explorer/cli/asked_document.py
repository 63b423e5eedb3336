"""How does a run asked for on the command line look as a document, with its timeline?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.run import settled_start
from explorer.session.snapshot import DocumentState, Run, make_scheme

if TYPE_CHECKING:
    import argparse

    from explorer.cli.run_options import AskedRun
    from explorer.pathway.definition import Pathway


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
