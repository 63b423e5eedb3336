"""Which smallest sets of drugs (or of any holds) reach a goal from here? Ranked, as text or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from explorer import CAUTION
from explorer.cli.goal_options import add_goal, add_limit, add_means, budget_of, goal_of, words
from explorer.cli.pathway_file import load_file
from explorer.cli.run_options import add_run_options, run_as_asked
from explorer.errors import UsageError
from explorer.session.planning import Means, find_plans

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from explorer.pathway.definition import Holds, Pathway
    from explorer.session.planning import Plan, Plans

EXAMPLES = """\
examples:
  pathway-explorer plan lcn2-shield --goal "Durable_Response=on" --settle-first --phase "Chronic_Stress=on"
  pathway-explorer plan immune-evasion-map --goal "Tumor_Progression=off" --scenario E7 --max 2
  pathway-explorer plan my-pathway.yaml --goal "Relapse=off" --using all --max 2 --json

Each set is added to the holds of the last phase. A set is listed if after it every attractor that can be reached
from the present state, in any order of updates, meets the goal, and no part of it does the same. Ranked by size, then
by how well the arrows on the way are known, then by how soon all is at rest. With --using all any node may be held
but those of the goal.
"""
_LARGEST = 12


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``plan``."""
    parser.add_argument("file", metavar="FILE", help="a pathway file, or the id of a shipped pathway")
    add_goal(parser)
    add_means(parser)
    parser.add_argument("--max", type=int, default=4, metavar="N", help="the largest size of a set (default 4)")
    add_run_options(parser)
    add_limit(parser)
    parser.add_argument("--json", action="store_true", help="print the sets as JSON")


def run(options: argparse.Namespace) -> int:
    """Find the sets and print them.

    Raises:
        FileRefusedError: the file cannot be opened.
        UsageError: the goal or another option does not fit the pathway.
    """
    if not 0 <= options.max <= _LARGEST:
        raise UsageError(f"--max takes a number from 0 to {_LARGEST}, not {options.max}")
    pathway = load_file(options.file).pathway
    budget = budget_of(options)
    asked = run_as_asked(pathway, options)
    holds = asked.phases[-1].hold
    goal = goal_of(pathway, options, holds)
    means = Means(options.using)
    *_, plans = find_plans(pathway, asked.last, holds, goal, means=means, most=options.max, budget=budget)
    if options.json:
        print(json.dumps(as_json(plans)))
    else:
        print("\n".join(_text(pathway, plans, holds, goal, options)))
    return 0


def as_json(plans: Plans) -> dict[str, Any]:
    """Return the sets under the keys of the command-line contract, and by what they are ranked."""
    return {
        "exact": plans.exact,
        "sets": [dict(plan.added) for plan in plans.found],
        "ranking": [
            {
                "size": len(plan.added),
                "arrows": list(plan.arrows),
                "confidence": {confidence.value: number for confidence, number in plan.confidence.items()},
                "steps": plan.steps,
            }
            for plan in plans.found
        ],
        "unsettled": [dict(added) for added in plans.unsettled],
        "tried": plans.tried,
        "total": plans.total,
        "reason": plans.reason,
    }


def _text(pathway: Pathway, plans: Plans, holds: Holds, goal: Holds, options: argparse.Namespace) -> Iterator[str]:
    yield f"{pathway.title or pathway.id}: what would it take for {words(goal)}?"
    yield f"Held already: {words(holds) or 'nothing'}"
    yield ""
    means = "drugs" if options.using == Means.DRUGS.value else "holds"
    tried = f"{plans.tried:,} of {plans.total:,} sets of up to {options.max} {means} looked at"
    if plans.exact:
        yield f"Exact: {tried}; what is listed holds in every update order, and is all there is."
    else:
        why = plans.reason or f"{len(plans.unsettled)} sets could not be settled in time"
        yield f"Not finished ({why}): {tried}. What is listed holds in every update order; there may be more."
    yield ""
    if not plans.found:
        yield f"  No set of up to {options.max} {means} reaches it." if plans.exact else "  None found yet."
    for at, plan in enumerate(plans.found, start=1):
        yield f"  {at}. {words(plan.added) or 'nothing: the goal is met without it'}"
        yield f"     {_grounds(plan)}"
    yield ""
    yield CAUTION


def _grounds(plan: Plan) -> str:
    known = ", ".join(f"{number} {confidence.words}" for confidence, number in plan.confidence.items() if number)
    arrows = f"arrows on the way: {known}" if known else "no arrow on the way"
    steps = "does not settle within the step limit" if plan.steps is None else f"settles in {plan.steps} steps"
    return f"{arrows}; {steps} (synchronous)"
