"""How does a rule or an arrow read in plain English? With the names on the diagram, not with ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.logic.rule import And, Constant, Not, Or, Rule, Variable
from explorer.logic.rule_changes import negations_inward

if TYPE_CHECKING:
    from explorer.pathway.definition import Edge, Node, Pathway


def state_word(*, value: bool) -> str:
    """Return ``ON`` or ``OFF``."""
    return "ON" if value else "OFF"


def rule_in_words(pathway: Pathway, node: Node) -> str:
    """Return when ``node`` is ON, for example ``ON when eIF2α-P is ON and ISR inhibitor is OFF``."""
    if node.rule is None:
        return f"Switched by hand; starts {state_word(value=node.start)}"
    rule = negations_inward(node.rule)
    if isinstance(rule, Constant):
        return f"Always {state_word(value=rule.value)}"
    return f"ON when {_words(pathway, rule)}"


def edge_in_words(pathway: Pathway, edge: Edge) -> str:
    """Return what an arrow says, for example ``ATF4 activates LCN2``."""
    return f"{pathway.nodes[edge.source].caption} {edge.effect.value} {pathway.nodes[edge.target].caption}"


def edge_details(edge: Edge) -> str:
    """Return mechanism and confidence of an arrow, for example ``raises expression · reported``."""
    return " · ".join(part for part in (edge.mechanism, edge.confidence.words) if part)


def _words(pathway: Pathway, rule: Rule) -> str:
    if isinstance(rule, Constant):
        return state_word(value=rule.value)
    if isinstance(rule, Variable):
        return f"{_caption(pathway, rule.name)} is ON"
    if isinstance(rule, Not):
        assert isinstance(rule.term, Variable)
        return f"{_caption(pathway, rule.term.name)} is OFF"
    joint = "and" if isinstance(rule, And) else "or"
    on = [_caption(pathway, term.name) for term in rule.terms if isinstance(term, Variable)]
    off = [
        _caption(pathway, term.term.name)
        for term in rule.terms
        if isinstance(term, Not) and isinstance(term.term, Variable)
    ]
    parts = [
        f"{_listed(names, joint)} {'are' if joint == 'and' and len(names) > 1 else 'is'} {state}"
        for names, state in ((on, "ON"), (off, "OFF"))
        if names
    ]
    groups = [f"({_words(pathway, term)})" for term in rule.terms if isinstance(term, And | Or)]
    return f" {joint} ".join([*parts, *groups])


def _listed(names: list[str], joint: str) -> str:
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"


def _caption(pathway: Pathway, node: str) -> str:
    return pathway.nodes[node].caption
