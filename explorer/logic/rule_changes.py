"""How does a rule read without one of its regulators, or with "and" for "or"?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.logic.explain import joined
from explorer.logic.rule import And, Constant, Not, Or, Rule, Variable, literals

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def negations_inward(rule: Rule, *, positive: bool = True) -> Rule:
    """Return an equal rule (or, unless ``positive``, its opposite) in which ``not`` stands only before names."""
    if isinstance(rule, Constant):
        return Constant(rule.value == positive)
    if isinstance(rule, Variable):
        return rule if positive else Not(rule)
    if isinstance(rule, Not):
        return negations_inward(rule.term, positive=not positive)
    kind = type(rule) if positive else (Or if isinstance(rule, And) else And)
    return kind(tuple(negations_inward(term, positive=positive) for term in rule.terms))


def without(rule: Rule, names: Collection[str]) -> Rule:
    """Return ``rule`` as an author would write it who does not know that ``names`` act on the node.

    Each name is struck out where it stands. Struck out of an "and" it is no longer needed; of an "or", it no longer
    suffices; an inhibitor no longer inhibits. So an arrow that never acted changes nothing, and what the other
    regulators do stays as it was. To put a fixed value in the name's place instead would do more than take an arrow
    away: OFF would break every "and" for good, and in ``A or not B`` it would switch the node ON for good.

    One thing is added, for a node is not active without a cause: where the struck names were the only ones that
    activate, nothing activates any more, and the rule is OFF whatever inhibits; where nothing but inhibitors stood
    there and all are struck, nothing inhibits any more, and it is ON.
    """
    plain = negations_inward(rule)
    signs = {name: positive for name, positive in literals(plain) if name in names}
    if not signs:
        return rule
    left = _struck(plain, names)
    activators = any(positive for _, positive in literals(plain))
    if left is None or (activators and not any(positive for _, positive in literals(left))):
        return Constant(value=not activators)
    return left


def _struck(rule: Rule, names: Collection[str]) -> Rule | None:
    """Return what is left of a rule whose negations stand before names, or None if nothing is."""
    if isinstance(rule, And | Or):
        terms = [left for term in rule.terms if (left := _struck(term, names)) is not None]
        return joined(terms, type(rule)) if terms else None
    name = rule.name if isinstance(rule, Variable) else None
    if isinstance(rule, Not) and isinstance(rule.term, Variable):
        name = rule.term.name
    return None if name is not None and name in names else rule


def swaps(rule: Rule) -> Iterator[Rule]:
    """Yield the rule once for each place where "and" or "or" joins two or more terms, with the other word there."""
    if isinstance(rule, Not):
        yield from (Not(inner) for inner in swaps(rule.term))
    if not isinstance(rule, And | Or):
        return
    yield (Or if isinstance(rule, And) else And)(rule.terms)
    for at, term in enumerate(rule.terms):
        for inner in swaps(term):
            yield type(rule)((*rule.terms[:at], inner, *rule.terms[at + 1 :]))
