"""Who responds to which therapy, and which markers tell? Profiles of the file or cases of a table, in three forms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer import CAUTION
from explorer.cli.csv_output import add_forms, print_csv
from explorer.cli.pathway_file import load_file
from explorer.cli.run_options import parse_holds
from explorer.errors import CommandRefusedError, UsageError
from explorer.io.cases import read_cases
from explorer.session.answer_tables import response_table
from explorer.session.markers import Leaf, telling_markers
from explorer.session.responders import response_matrix, therapies_of, wanted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from explorer.pathway.definition import Holds, Pathway, Profile
    from explorer.session.markers import Marker, MarkerAnswer, Tree
    from explorer.session.responders import ResponseMatrix

EXAMPLES = """\
examples:
  pathway-explorer profiles immune-evasion-map
  pathway-explorer profiles immune-evasion-map --pairs --goal "Durable_Response=on"
  pathway-explorer profiles immune-evasion-map --therapy "Anti_PD1=on" --therapy "Anti_PD1=on,Anti_TNF=on"
  pathway-explorer profiles lcn2-shield --cases cases.csv --json

Each profile is run to rest, then the therapy is added. With --therapy the fewest markers are found that tell who
reaches the goal, over all settings of the inputs that are no drugs (and of the histories that profiles describe).
A table of cases has a row a case and columns named by node; its fields say on or off, or are empty.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``profiles``."""
    parser.add_argument("file", metavar="FILE", help="a pathway file, or the id of a shipped pathway")
    parser.add_argument("--cases", metavar="CSV", help="take the cases of this table instead of the file's profiles")
    parser.add_argument(
        "--therapy",
        metavar="A=on,B=on",
        action="append",
        default=[],
        help="try this therapy instead of every drug, and find the markers that tell who responds; may be repeated",
    )
    parser.add_argument("--pairs", action="store_true", help="try every two drugs together, too")
    parser.add_argument(
        "--goal", metavar="X=on,Y=off", help="what counts as a response; by default all outcomes as they are wanted"
    )
    add_forms(parser, "the matrix")


def run(options: argparse.Namespace) -> int:
    """Run every profile under every therapy and print who responds.

    Raises:
        FileRefusedError: the file or the table cannot be opened.
        UsageError: the options do not fit the pathway.
    """
    pathway = load_file(options.file).pathway
    goal = wanted(pathway) if options.goal is None else parse_holds(options.goal, pathway, option="--goal")
    if not goal:
        raise UsageError('no outcome of this file has a wanted value. Say what counts: --goal "NODE=on"')
    chosen = [parse_holds(text, pathway, option="--therapy") for text in options.therapy]
    profiles = read_cases(Path(options.cases), pathway) if options.cases else pathway.profiles
    if not profiles and not chosen:
        raise UsageError("this file describes no profiles. Give a table with --cases, or a therapy with --therapy")
    therapies = ({}, *chosen) if chosen else therapies_of(pathway, pairs=options.pairs)
    matrix = response_matrix(pathway, profiles, therapies=therapies, goal=goal)
    try:
        answers = [telling_markers(pathway, therapy, goal) for therapy in chosen]
    except CommandRefusedError as error:
        raise UsageError(f"--therapy: {error}") from None
    if options.json:
        print(json.dumps(as_json(matrix, answers)))
    elif options.csv:
        print_csv(response_table(matrix, name=_words))
    else:
        print("\n".join(_text(pathway, matrix, answers)))
    return 0


def as_json(matrix: ResponseMatrix, answers: list[MarkerAnswer]) -> dict[str, Any]:
    """Return the matrix and, for each therapy asked for, the markers and their tree."""
    return {
        "exact": True,
        "update": "synchronous",
        "goal": dict(matrix.goal),
        "therapies": [dict(therapy) for therapy in matrix.therapies],
        "profiles": [_profile_json(*row) for row in zip(matrix.profiles, matrix.cells, strict=True)],
        "markers": [
            {
                "therapy": dict(answer.therapy),
                "varied": [marker.id for marker in answer.markers],
                "deciding": [marker.id for marker in answer.deciding],
                "settings": answer.settings,
                "responding": answer.tree.responding,
                "without_therapy": answer.without_therapy,
                "tree": _tree_json(answer.tree),
            }
            for answer in answers
        ],
        "caution": CAUTION,
    }


def _profile_json(profile: Profile, cells: Any) -> dict[str, Any]:  # noqa: ANN401  (a row of the matrix)
    return {
        "id": profile.id,
        "title": profile.title,
        "earlier": dict(profile.earlier),
        "hold": dict(profile.hold),
        "basis": profile.basis.value,
        "references": list(profile.evidence),
        "responses": [
            {"response": cell.is_response, "outcomes": dict(cell.outcomes), "steps": cell.steps} for cell in cells
        ],
    }


def _tree_json(tree: Tree) -> dict[str, Any]:
    counts = {"settings": tree.settings, "responding": tree.responding}
    if isinstance(tree, Leaf):
        return counts
    marker = {"marker": tree.marker.id, "title": tree.marker.title, "earlier": dict(tree.marker.earlier)}
    return {**marker, **counts, "off": _tree_json(tree.off), "on": _tree_json(tree.on)}


def _text(pathway: Pathway, matrix: ResponseMatrix, answers: list[MarkerAnswer]) -> Iterator[str]:
    yield f"{pathway.title or pathway.id}, exact, synchronous update"
    yield f"A response is: {_words(matrix.goal)}"
    if matrix.profiles:
        yield from _table(matrix)
    for answer in answers:
        yield ""
        yield (
            f"Who responds to {_words(answer.therapy)}? {answer.tree.responding} of all {answer.settings} settings"
            f" ({answer.without_therapy} reach it without therapy)."
        )
        names = ", ".join(marker.title for marker in answer.deciding)
        count = len(answer.deciding)
        yield f"The fewest markers that tell: {count} of {len(answer.markers)}{': ' if names else ''}{names}."
        yield from _tree(answer.tree, "  ")
    yield ""
    yield CAUTION


def _table(matrix: ResponseMatrix) -> Iterator[str]:
    yield ""
    yield "Profiles"
    for number, profile in enumerate(matrix.profiles, start=1):
        history = f"earlier {_words(profile.earlier)}, then " if profile.earlier else ""
        markers = _words(profile.hold) or "nothing held"
        yield f"  {number}  {profile.title}: {history}{markers} ({profile.basis.value})"
    yield ""
    names = [_words(therapy) or "no therapy" for therapy in matrix.therapies]
    width = max(len(name) for name in names)
    columns = [str(number) for number in range(1, len(matrix.profiles) + 1)]
    yield f"  {'':<{width}}  {' '.join(columns)}"
    for at, name in enumerate(names):
        signs = [
            f"{'+' if row[at].is_response else '.':>{len(column)}}"
            for row, column in zip(matrix.cells, columns, strict=True)
        ]
        yield f"  {name:<{width}}  {' '.join(signs)}  {matrix.responding[at]} of {len(matrix.profiles)}"
    yield "  + responds   . does not"


def _tree(tree: Tree, indent: str) -> Iterator[str]:
    if isinstance(tree, Leaf):
        word = "all respond" if tree.is_response else "none responds"
        yield f"{indent}{word} ({tree.settings} settings)"
        return
    for part, is_on in ((tree.off, False), (tree.on, True)):
        question = f"{indent}{_question(tree.marker, is_on=is_on)}:"
        if isinstance(part, Leaf):
            yield f"{question} {next(_tree(part, ''))}"
        else:
            yield f"{question} {part.responding} of {part.settings} respond"
            yield from _tree(part, indent + "  ")


def _question(marker: Marker, *, is_on: bool) -> str:
    if marker.is_history:
        return f"{marker.title}: {'yes' if is_on else 'no'}"
    return f"{marker.title} {'ON' if is_on else 'OFF'}"


def _words(holds: Holds) -> str:
    return " + ".join(f"{node} {'ON' if value else 'OFF'}" for node, value in holds.items())
