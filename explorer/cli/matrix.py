"""What does every drug do, and every pair? A matrix against one goal, with synergy and antagonism marked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from explorer import CAUTION
from explorer.cli.csv_output import add_forms, print_csv
from explorer.cli.goal_options import add_goal, add_limit, budget_of, goal_of, words
from explorer.cli.pathway_file import load_file
from explorer.cli.run_options import add_run_options, run_as_asked
from explorer.session.answer_tables import matrix_rows
from explorer.session.planning import Interplay, find_matrix

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from explorer.pathway.definition import Holds, Pathway
    from explorer.session.planning import Cell, Matrix

EXAMPLES = """\
examples:
  pathway-explorer matrix lcn2-shield --goal "Durable_Response=on" --settle-first --phase "Chronic_Stress=on"
  pathway-explorer matrix immune-evasion-map --goal "Tumor_Progression=off" --scenario E14 --json
  pathway-explorer matrix lcn2-shield --goal "Tumor_Control=on" --phase "Chronic_Stress=on" --csv > matrix.csv

Each drug that is not held already is switched to its other value, alone and in pairs, in the present state. 'reaches'
means that every attractor reachable from there meets the goal, in any order of updates. Synergy: the pair reaches it
and neither of the two does; antagonism: one of the two reaches it alone and the pair does not.
"""
_SIGNS = {True: "+", False: ".", None: "?"}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``matrix``."""
    parser.add_argument("file", metavar="FILE", help="a pathway file, or the id of a shipped pathway")
    add_goal(parser)
    add_run_options(parser)
    add_limit(parser)
    add_forms(parser, "the matrix")


def run(options: argparse.Namespace) -> int:
    """Fill the matrix and print it.

    Raises:
        FileRefusedError: the file cannot be opened.
        UsageError: the goal or another option does not fit the pathway.
    """
    pathway = load_file(options.file).pathway
    budget = budget_of(options)
    asked = run_as_asked(pathway, options)
    holds = asked.phases[-1].hold
    matrix = find_matrix(pathway, asked.last, holds, goal_of(pathway, options, holds), budget=budget)
    if options.json:
        print(json.dumps(as_json(matrix)))
    elif options.csv:
        print_csv(matrix_rows(matrix))
    else:
        print("\n".join(_text(pathway, matrix, holds)))
    return 0


def as_json(matrix: Matrix) -> dict[str, Any]:
    """Return the matrix; ``meets`` is null where it could not be settled in time."""
    return {
        "exact": matrix.exact,
        "goal": dict(matrix.goal),
        "drugs": list(matrix.drugs),
        "nothing": {"meets": matrix.nothing.meets},
        "singles": [{"set": dict(cell.added), "meets": cell.meets} for cell in matrix.singles],
        "pairs": [
            {
                "set": dict(cell.added),
                "meets": cell.meets,
                "interplay": None if cell.interplay is None else cell.interplay.value,
            }
            for cell in matrix.pairs
        ],
    }


def _text(pathway: Pathway, matrix: Matrix, holds: Holds) -> Iterator[str]:
    yield f"{pathway.title or pathway.id}: singles and pairs for {words(matrix.goal)}"
    yield f"Held already: {words(holds) or 'nothing'}"
    yield f"Without any of them: {_word(matrix.nothing)}"
    yield "Exact, in every update order." if matrix.exact else "Not finished: what could not be settled shows as '?'."
    yield ""
    if matrix.drugs:
        yield from _grid(matrix)
    else:
        yield "  There is no drug that is not held already."
    for kind in Interplay:
        pairs = [cell for cell in matrix.pairs if cell.interplay is kind]
        if pairs:
            yield ""
            yield f"{kind.value.capitalize()}:"
            yield from (f"  {words(cell.added)}" for cell in pairs)
    yield ""
    yield CAUTION


def _grid(matrix: Matrix) -> Iterator[str]:
    cells = {frozenset(cell.added): cell for cell in (*matrix.singles, *matrix.pairs)}
    width = max(map(len, matrix.drugs)) + 4
    yield "  " + " " * width + " ".join(f"{at:>2}" for at in range(1, len(matrix.drugs) + 1))
    for row, drug in enumerate(matrix.drugs, start=1):
        signs = [_sign(cells[frozenset((drug, other))]) for other in matrix.drugs[:row]]
        yield f"  {f'{row:>2} {drug}':<{width}}" + " ".join(f"{sign:>2}" for sign in signs)
    yield "  + reaches the goal   . does not   S synergy   A antagonism   ? not settled"


def _sign(cell: Cell) -> str:
    return _SIGNS[cell.meets] if cell.interplay is None else cell.interplay.value[0].upper()


def _word(cell: Cell) -> str:
    return {True: "reached", False: "not reached", None: "not settled"}[cell.meets]
