"""How do answers look as tables? Every single and pair of drugs; profiles by therapies; ends by nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer import CAUTION
from explorer.session.planning import Interplay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from explorer.io.tables import Field
    from explorer.pathway.definition import Holds
    from explorer.session.attractor_survey import Survey
    from explorer.session.planning import Cell, Matrix
    from explorer.session.responders import Response, ResponseMatrix

_AHEAD = {True: "yes", False: "no", None: "not known"}
_MEETS = {True: "reached", False: "not reached", None: "not settled"}


def matrix_rows(
    matrix: Matrix,
    *,
    name: Callable[[str, bool], str] = lambda node, value: f"{node}={'on' if value else 'off'}",
    parts: Mapping[frozenset[str], Sequence[str]] | None = None,
) -> Iterator[Sequence[Field]]:
    """Yield ``matrix`` as a square: a row and a column a drug, singles on the diagonal; below it what it is about.

    Args:
        matrix: what is shown.
        name: the words for one hold, from its node id and value.
        parts: the words for outcomes of the goal that a set reaches alone, by the ids of its drugs.
    """
    cells = {frozenset(cell.added): cell for cell in (*matrix.singles, *matrix.pairs)}
    values = {node: value for cell in matrix.singles for node, value in cell.added.items()}
    names = [name(drug, values[drug]) for drug in matrix.drugs]
    told = parts or {}
    yield ("", *names)
    for drug, words in zip(matrix.drugs, names, strict=True):
        pairs = [frozenset((drug, other)) for other in matrix.drugs]
        yield (words, *(_entry(cells[pair], told.get(pair, ())) for pair in pairs))
    width = len(names)
    goal = ", ".join(name(node, value) for node, value in matrix.goal.items())
    sure = "exact, in every update order" if matrix.exact else "not finished: some entries were not settled in time"
    for note in (
        f"Goal: {goal}",
        f"Without any of them: {_MEETS[matrix.nothing.meets]}",
        f"A drug's own entry stands on the diagonal. {sure[0].upper()}{sure[1:]}.",
        CAUTION,
    ):
        yield (note, *[""] * width)


def _entry(cell: Cell, parts: Sequence[str]) -> str:
    if cell.interplay is Interplay.SYNERGY:
        return "reached (synergy)"
    if cell.interplay is Interplay.ANTAGONISM:
        return "not reached (antagonism)"
    if cell.meets is False and parts:
        return f"in part: {', '.join(parts)}"
    return _MEETS[cell.meets]


def response_table(matrix: ResponseMatrix, *, name: Callable[[Holds], str]) -> Iterator[Sequence[Field]]:
    """Yield a row a profile and a column a therapy, called as ``name`` says; below it what counts as a response."""
    heads = [name(therapy) or "no therapy" for therapy in matrix.therapies]
    yield ("case", "basis", *heads)
    for profile, cells in zip(matrix.profiles, matrix.cells, strict=True):
        yield (profile.title, profile.basis.value, *(_response(cell) for cell in cells))
    for note in (f"A response is: {name(matrix.goal)}. Synchronous update.", CAUTION):
        yield (note, *[""] * (len(heads) + 1))


def _response(cell: Response) -> str:
    if cell.is_response:
        return "responds"
    return "does not" if cell.is_complete else "not finished"


def survey_rows(found: Survey) -> Iterator[Sequence[Field]]:
    """Yield a row an end: its kind, its states, whether it lies ahead, each node as 0, 1 or ``varies``; then notes."""
    yield ("attractor", "kind", "size", "ahead", *found.nodes)
    for number, end in enumerate(found.ends, start=1):
        values = ("varies" if value is None else value for value in end.values)
        yield (number, end.kind.value, end.size, _AHEAD[end.ahead], *values)
    held = ", ".join(f"{node}={'on' if value else 'off'}" for node, value in found.asked.holds.items()) or "nothing"
    sure = "These are all attractors (exact)." if found.exact else "There may be more: not finished."
    for note in (f"Held: {held}. {sure}", CAUTION):
        yield (note, *[""] * (len(found.nodes) + 3))
