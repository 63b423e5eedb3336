"""How does a rule travel as JSON? As a tree of lists, for example ``["and", ["var", "A"], ["not", ["var", "B"]]]``.

The words are ``var`` (a node id), ``not`` (one tree), ``and`` and ``or`` (two trees or more) and ``const`` (true or
false). Whoever reads it needs no parser and evaluates no text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, Union

from explorer.logic.rule import And, Constant, Not, Variable

if TYPE_CHECKING:
    from explorer.logic.rule import Rule

Tree: TypeAlias = list[Union[str, bool, "Tree"]]


def as_tree(rule: Rule) -> Tree:
    """Return ``rule`` as lists that JSON can hold."""
    if isinstance(rule, Constant):
        return ["const", rule.value]
    if isinstance(rule, Variable):
        return ["var", rule.name]
    if isinstance(rule, Not):
        return ["not", as_tree(rule.term)]
    return ["and" if isinstance(rule, And) else "or", *(as_tree(term) for term in rule.terms)]
