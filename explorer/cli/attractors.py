"""Where can a pathway end up, in any order of updates? Its attractors, as text or as JSON."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from explorer import CAUTION
from explorer.cli.attractor_ways import find_ways, way_json, way_lines
from explorer.cli.csv_output import add_forms, print_csv
from explorer.cli.goal_options import add_limit, budget_of, words
from explorer.cli.pathway_file import load_file
from explorer.cli.run_options import add_run_options, parse_holds, run_as_asked
from explorer.errors import UsageError
from explorer.io.tables import attractor_rows
from explorer.logic.attractors import AttractorKind, find_attractors
from explorer.logic.reachability import find_reachable
from explorer.pathway.run import phase_start

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from explorer.logic.attractors import Attractor, AttractorList
    from explorer.pathway.definition import Holds, Pathway
    from explorer.session.attractor_ways import WayThere

EXAMPLES = """\
examples:
  pathway-explorer attractors lcn2-shield --hold "Chronic_Stress=on"
  pathway-explorer attractors tnf-stat1-fatigue --phase "Targeted_Therapy=on" --phase "" --reachable
  pathway-explorer attractors my-model.bnet --hold "Input=on" --json
  pathway-explorer attractors tnf-stat1-fatigue --phase "Targeted_Therapy=on" --phase "" --ways

An attractor is a state, or a set of states, that is never left once it is reached, in whatever order nodes update.
All of them are listed, exact, under the holds of the last phase and of --hold; inputs that are not held stay as they
are at the end of the run. If the limit of time is reached, the answer says that it is not finished.

--ways adds how each is reached from the end of the run. For one that some order of updates leads to: one such order,
node by node, each step checked by the rules. For any other: which drug, condition or other input (or pair of them, or
node held against its rule, where no smaller set does), switched until nothing new follows and then let go again, leads
there, in every order of updates or only in some; and whether starting again does. In JSON each attractor then has a
"way": {"ahead", "steps": [{"node", "value"}], "shortest", "pulses": [{"switch", "in_every_order",
"looks_so_held"}], "anew", "tried", "exact", "reason"}.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``attractors``."""
    parser.add_argument("file", metavar="FILE", help="a pathway file, or the id of a shipped pathway")
    parser.add_argument(
        "--hold", metavar="A=on,B=off", action="append", default=[], help="hold these nodes; may be given again"
    )
    parser.add_argument(
        "--reachable", action="store_true", help="only those that can be reached from the end of the run"
    )
    parser.add_argument(
        "--ways",
        action="store_true",
        help="say for each how it is reached from the end of the run, or what would lead there",
    )
    add_run_options(parser)
    add_limit(parser)
    add_forms(parser, "the attractors")


def run(options: argparse.Namespace) -> int:
    """Find the attractors and print them.

    Raises:
        FileRefusedError: the file cannot be opened.
        UsageError: the options do not fit the pathway.
    """
    if options.ways and options.csv:
        raise UsageError("--ways goes with text or --json, not with --csv")
    pathway = load_file(options.file).pathway
    budget = budget_of(options)
    asked = run_as_asked(pathway, options)
    holds = dict(asked.phases[-1].hold)
    given: dict[str, bool] = {}
    for text in options.hold:
        for node, value in parse_holds(text, pathway, option="--hold").items():
            if given.setdefault(node, value) != value:
                raise UsageError(f"--hold: '{node}' is given both on and off")
    holds |= given
    start = phase_start(pathway, asked.last, holds)
    search = find_reachable if options.reachable else find_attractors
    found = search(pathway.network, start, holds, budget=budget)
    ways = find_ways(pathway, start, holds, found, budget) if options.ways else ()
    if options.json:
        print(json.dumps(_with_ways(as_json(found, holds), ways, pathway)))
    elif options.csv:
        print_csv(attractor_rows(pathway.network, found.found))
        if not found.exact:
            print(f"Not finished, there may be more attractors: {found.reason}", file=sys.stderr)
    else:
        print("\n".join(_text(pathway, found, holds, ways, reachable=options.reachable)))
    return 0


def _with_ways(answer: dict[str, Any], ways: Sequence[WayThere], pathway: Pathway) -> dict[str, Any]:
    for one, there in zip(answer["attractors"], ways, strict=False):  # without --ways there are none
        one["way"] = way_json(there, pathway)
    return answer


def as_json(found: AttractorList, holds: Holds) -> dict[str, Any]:
    """Return the attractors under the keys of the command-line contract, with what was held."""
    return {
        "exact": found.exact,
        "attractors": [
            {
                "kind": one.kind.value,
                "size": one.size,
                "on": list(one.on),
                "off": list(one.off),
                "varying": list(one.varying),
            }
            for one in found.found
        ],
        "hold": dict(holds),
        "reason": found.reason,
    }


def _text(
    pathway: Pathway, found: AttractorList, holds: Holds, ways: Sequence[WayThere], *, reachable: bool
) -> Iterator[str]:
    yield f"{pathway.title or pathway.id}: attractors in any order of updates"
    yield f"Held: {words(holds) or 'nothing'}"
    where = "reachable from the end of the run" if reachable else "from any state"
    number = len(found.found)
    counted = f"{number} attractor{'' if number == 1 else 's'} {where}"
    yield f"{counted} (exact)" if found.exact else f"{counted}; there may be more: {found.reason}"
    shared = {node for node in pathway.nodes if len({one.value(node) for one in found.found}) == 1}
    for at, one in enumerate(found.found, start=1):
        yield ""
        yield from _one(pathway, at, one)
        if ways:
            yield from way_lines(ways[at - 1], pathway, holds)
    if number > 1:
        differing = [node for node in pathway.nodes if node not in shared]
        yield ""
        yield f"They differ in: {', '.join(differing)}"
    yield ""
    yield CAUTION


def _one(pathway: Pathway, at: int, one: Attractor) -> Iterator[str]:
    rests = one.kind is AttractorKind.FIXED_POINT
    yield f"{at}. " + ("at rest" if rests else f"keeps turning among {one.size:,} states")
    yield f"  ON   {', '.join(one.on) or 'none'}"
    yield f"  OFF  {', '.join(one.off) or 'none'}"
    if one.varying:
        yield f"  both {', '.join(one.varying)}"
    for node in pathway.outcomes:
        value = one.value(node.id)
        state = "oscillates" if value is None else "ON" if value else "OFF"
        wish = "" if node.wanted is None else f" (wanted: {'ON' if node.wanted else 'OFF'})"
        yield f"  {node.label}: {state}{wish}"
