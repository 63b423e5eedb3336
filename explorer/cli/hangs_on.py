"""Which arrows, rules and variants does a result hang on? As a list to read, or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from explorer import CAUTION
from explorer.cli.asked_document import as_document
from explorer.cli.pathway_file import load_file
from explorer.cli.run_options import add_run_options, parse_holds, run_as_asked
from explorer.errors import UsageError
from explorer.pathway.definition import Confidence
from explorer.session.hangs_on import ChangeKind, filtered, hangs_on, how_sure, is_exact

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from explorer.pathway.definition import Holds, Pathway
    from explorer.session.hangs_on import Effect, HangsOn

EXAMPLES = """\
examples:
  pathway-explorer hangs-on lcn2-shield --goal "Tumor_Progression=on" --settle-first --phase "Chronic_Stress=on"
  pathway-explorer hangs-on tnf-stat1-fatigue --goal "Durable_Response=off" --scenario B5 --json
  pathway-explorer hangs-on immune-evasion-map --goal "Durable_Response=on" --scenario E10 --only reported

Each arrow is taken away in turn (its regulator is struck out of the rule), each "and" is swapped with "or" and the
reverse, each variant is switched, and everything is run anew. --only reported leaves hypothesised arrows out from the
beginning; --only established leaves only what is established.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``hangs-on``."""
    parser.add_argument("file", metavar="FILE", help="a pathway file, or the id of a shipped pathway")
    parser.add_argument(
        "--goal", metavar="X=on,Y=off", required=True, help="the result: nodes and their values at the end of the run"
    )
    parser.add_argument(
        "--only",
        choices=[Confidence.ESTABLISHED.value, Confidence.REPORTED.value],
        metavar="CONFIDENCE",
        help="use only arrows known at least so well: established or reported",
    )
    add_run_options(parser)
    parser.add_argument("--json", action="store_true", help="print the changes as JSON")


def run(options: argparse.Namespace) -> int:
    """Run the phases under every change and print which ones overturn the result.

    Raises:
        FileRefusedError: the file cannot be opened.
        UsageError: the goal or the options do not fit the pathway.
    """
    pathway = load_file(options.file).pathway
    goal = parse_holds(options.goal, pathway, option="--goal")
    if not goal:
        raise UsageError('--goal names no node. Write for example --goal "Durable_Response=on"')
    document, _ = as_document(pathway, run_as_asked(pathway, options), options)
    if options.only:
        document = filtered(document, Confidence(options.only))
    answer = hangs_on(document, goal)
    if options.json:
        print(json.dumps(as_json(answer, options.only, exact=is_exact(document, answer))))
    else:
        print("\n".join(_text(pathway, answer, options.only, how_sure(document, answer))))
    return 0


def as_json(answer: HangsOn, only: str | None, *, exact: bool) -> dict[str, Any]:
    """Return the answer: the goal, if it is met, and each change with its effect, those that overturn it first."""
    return {
        "goal": dict(answer.goal),
        "met": answer.is_met,
        "reached": dict(answer.reached),
        "only": only,
        "tried": len(answer.effects),
        "exact": exact,
        "changes": [_effect_json(effect, answer) for effect in answer.effects],
        "caution": CAUTION,
    }


def _effect_json(effect: Effect, answer: HangsOn) -> dict[str, Any]:
    change = effect.change
    return {
        "kind": change.kind.value,
        "id": change.id,
        "change": change.words,
        "confidence": change.confidence.value if change.confidence else None,
        "references": list(change.edge.evidence) if change.edge else [],
        "overturns": effect.is_met != answer.is_met,
        "reached": dict(effect.reached),
    }


def _text(pathway: Pathway, answer: HangsOn, only: str | None, sure: str) -> Iterator[str]:
    yield pathway.title or pathway.id
    if only:
        yield f"With arrows only that are {only}{' or better known' if only != 'established' else ''}"
    yield ""
    if answer.is_met:
        yield f"{_words(answer.goal)}: so it ends. Of {len(answer.effects)} changes {_count(answer)} overturn it."
    else:
        yield f"It does not end with {_words(answer.goal)}, but with {_reached(answer.goal, answer.reached)}."
        yield f"Of {len(answer.effects)} changes {_count(answer)} would make it so."
    for effect in answer.overturning:
        yield f"- {_effect(effect)}"
    arrows = sum(effect.change.kind is ChangeKind.ARROW for effect in answer.effects)
    yield ""
    yield (
        f"Tried: {arrows} arrows, {sum(e.change.kind is ChangeKind.LOGIC for e in answer.effects)} places with and"
        f" or or, {sum(e.change.kind is ChangeKind.VARIANT for e in answer.effects)} variants; each by itself."
    )
    yield sure
    yield ""
    yield CAUTION


def _count(answer: HangsOn) -> str:
    return str(len(answer.overturning)) if answer.overturning else "none"


def _effect(effect: Effect) -> str:
    change = effect.change
    known = change.confidence.words if change.confidence else "a modelling choice"
    sources = f"; {', '.join(change.edge.evidence)}" if change.edge and change.edge.evidence else ""
    return f"{change.words} ({known}{sources})"


def _reached(goal: Holds, reached: Holds) -> str:
    return ", ".join(
        f"{node} {'ON' if reached[node] else 'OFF'}" if node in reached else f"{node} changing for ever"
        for node in goal
    )


def _words(holds: Holds) -> str:
    return ", ".join(f"{node} {'ON' if value else 'OFF'}" for node, value in holds.items())
