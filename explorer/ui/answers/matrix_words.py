"""What does an entry of the matrix say? A sign that needs no colour, and a sentence; free of Qt."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from explorer.session.planning import Interplay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Holds, Pathway
    from explorer.session.planning import Cell, Matrix


class Verdict(Enum):
    """What a single or a pair does; the value is its sign."""

    SYNERGY = "✓✓"
    REACHED = "✓"
    PART = "½"
    NONE = "–"
    ANTAGONISM = "✗"
    UNSETTLED = "?"


LEGEND = {
    Verdict.REACHED: "goal reached",
    Verdict.SYNERGY: "only together: synergy",
    Verdict.PART: "part of the goal",
    Verdict.NONE: "not reached",
    Verdict.ANTAGONISM: "one spoils the other",
    Verdict.UNSETTLED: "not settled in time",
}
"""Each sign in a few words."""


def verdict_of(cell: Cell, parts: tuple[str, ...]) -> Verdict:
    """Return what ``cell`` does; ``parts`` are the outcomes of the goal that it reaches alone."""
    if cell.interplay is Interplay.SYNERGY:
        return Verdict.SYNERGY
    if cell.interplay is Interplay.ANTAGONISM:
        return Verdict.ANTAGONISM
    if cell.meets is None:
        return Verdict.UNSETTLED
    if cell.meets:
        return Verdict.REACHED
    return Verdict.PART if parts else Verdict.NONE


def parts_reached(pieces: Mapping[str, Matrix]) -> dict[frozenset[str], tuple[str, ...]]:
    """Return for each set the outcomes that it reaches and that doing nothing does not; one matrix an outcome."""
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for outcome, matrix in pieces.items():
        if matrix.nothing.meets is not False:
            continue
        for cell in (*matrix.singles, *matrix.pairs):
            if cell.meets:
                key = frozenset(cell.added)
                found[key] = (*found.get(key, ()), outcome)
    return found


def names(pathway: Pathway, added: Holds) -> str:
    """Return a set by its captions: ``Anti-LCN2 + PD-1 blockade``; what is switched OFF says so."""
    return " + ".join(name(pathway, node, value=value) for node, value in added.items()) or "nothing"


def name(pathway: Pathway, node: str, *, value: bool) -> str:
    """Return one hold of a set: a drug by its caption alone where it is given."""
    found = pathway.nodes[node]
    if found.is_input:
        return found.caption if value else f"{found.caption} OFF"
    return f"{found.caption} {'ON' if value else 'OFF'}"


def sentence(pathway: Pathway, cell: Cell, parts: tuple[str, ...]) -> str:
    """Return ``cell`` in words."""
    who = names(pathway, cell.added)
    verdict = verdict_of(cell, parts)
    told = ", ".join(pathway.nodes[node].caption for node in parts)
    return {
        Verdict.SYNERGY: f"{who}: reaches the goal, and neither does alone (synergy).",
        Verdict.REACHED: f"{who}: reaches the goal in every update order.",
        Verdict.PART: f"{who}: reaches part of the goal ({told}), not all of it.",
        Verdict.NONE: f"{who}: does not reach the goal.",
        Verdict.ANTAGONISM: f"{who}: one of them alone reaches the goal, and together they do not (antagonism).",
        Verdict.UNSETTLED: f"{who}: could not be settled in time.",
    }[verdict]
