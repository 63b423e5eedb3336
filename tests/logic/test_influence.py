"""Are the signs of regulators right?"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.logic.influence import EXACT_UP_TO, Influence, influences
from explorer.logic.rule import And, Constant, Not, Or, Rule, Variable, evaluate, variables
from explorer.logic.rule_parser import parse_rule

rules: st.SearchStrategy[Rule] = st.recursive(
    st.one_of(st.sampled_from("ABCDE").map(Variable), st.booleans().map(Constant)),
    lambda parts: st.one_of(
        parts.map(Not),
        st.lists(parts, min_size=2, max_size=3).map(lambda terms: And(tuple(terms))),
        st.lists(parts, min_size=2, max_size=3).map(lambda terms: Or(tuple(terms))),
    ),
    max_leaves=12,
)


def brute_force(rule: Rule) -> dict[str, Influence]:
    names = variables(rule)
    found: dict[str, Influence] = {}
    for name in names:
        others = [other for other in names if other != name]
        ups = downs = False
        for row in itertools.product((False, True), repeat=len(others)):
            values = dict(zip(others, row, strict=True))
            low, high = evaluate(rule, {**values, name: False}), evaluate(rule, {**values, name: True})
            ups, downs = ups or high > low, downs or low > high
        found[name] = {
            (True, False): Influence.ACTIVATES,
            (False, True): Influence.INHIBITS,
            (True, True): Influence.BOTH,
            (False, False): Influence.NONE,
        }[ups, downs]
    return found


@given(rules)
def test_signs_agree_with_trying_everything(rule: Rule) -> None:
    """Each sign is what switching the regulator in every context shows."""
    assert brute_force(rule) == influences(rule)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("A and B", Influence.ACTIVATES),
        ("not A or B", Influence.INHIBITS),
        ("A and not B or B and not A", Influence.BOTH),
        ("A and not A or B", Influence.NONE),
        ("A or true", Influence.NONE),
    ],
)
def test_the_four_signs(text: str, sign: Influence) -> None:
    """Each sign occurs."""
    assert sign is influences(parse_rule(text))["A"]


def test_many_regulators_are_read_off_without_trying_all() -> None:
    """Beyond the exact bound the polarity counts, at once."""
    count = EXACT_UP_TO + 40
    text = " or ".join(f"N{at} and not M and X" for at in range(count))
    assert (Influence.ACTIVATES, Influence.INHIBITS) == (
        influences(parse_rule(text))["N3"],
        influences(parse_rule(text))["M"],
    )
