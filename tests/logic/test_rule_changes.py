"""What is left of a rule without a regulator, and which rules differ by one "and" or "or"?"""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.logic.influence import Influence, influences
from explorer.logic.rule import And, Not, Or, Rule, Variable, evaluate, to_text, variables
from explorer.logic.rule_changes import negations_inward, swaps, without
from explorer.logic.rule_parser import parse_rule

NAMES = "ABCD"
rules = st.recursive(
    st.sampled_from(NAMES).map(Variable),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda terms: And(tuple(terms))),
        st.lists(inner, min_size=2, max_size=3).map(lambda terms: Or(tuple(terms))),
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("rule", "name", "left"),
    [
        ("A and B", "A", "B"),  # no longer needed
        ("A or B", "A", "B"),  # no longer suffices
        ("A and not B", "B", "A"),  # no longer inhibits
        ("A and not B", "A", "false"),  # nothing activates any more
        ("A", "A", "false"),
        ("not A", "A", "true"),  # nothing inhibits any more
        ("not (A and B)", "A", "not B"),
        ("C and (A or not B)", "B", "C and A"),
        ("C and (A or not B)", "A", "C and not B"),
        ("A and B or A and C", "A", "B or C"),
        ("A and B", "Z", "A and B"),
    ],
)
def test_a_regulator_is_struck_out_where_it_stands(rule: str, name: str, left: str) -> None:
    """The others keep what they do; a node without a cause is OFF, one without an inhibitor ON."""
    assert left == to_text(without(parse_rule(rule), {name}))


@given(rules, st.sampled_from(NAMES))
def test_what_was_struck_out_has_no_influence_any_more(rule: Rule, name: str) -> None:
    """The name is gone, no new one comes, and the signs of the others are kept or gone."""
    before, left = influences(negations_inward(rule)), without(rule, {name})
    assert name not in variables(left)
    assert set(variables(left)) <= set(variables(rule))
    for other, sign in influences(left).items():
        assert before[other] in (sign, Influence.BOTH, Influence.NONE) or sign is Influence.NONE


@given(rules)
def test_negations_inward_keep_the_meaning(rule: Rule) -> None:
    """Equal for every combination, and the opposite when asked for."""
    for bits in product((False, True), repeat=len(NAMES)):
        values = dict(zip(NAMES, bits, strict=True))
        assert evaluate(rule, values) == evaluate(negations_inward(rule), values)
        assert evaluate(rule, values) != evaluate(negations_inward(rule, positive=False), values)


def test_each_place_is_swapped_once() -> None:
    """Two places where terms meet, so two rules; a single name has none."""

    def swapped(text: str) -> list[str]:
        return [to_text(rule) for rule in swaps(parse_rule(text))]

    assert ["A or B or not C", "A and B and not C"] == swapped("A and (B or not C)")
    assert ["not (A or B)"] == swapped("not (A and B)")
    assert [] == swapped("A")
