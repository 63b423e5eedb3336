"""Does a compiled rule say what the rule says?"""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from explorer.logic.compiler import compile_node, compile_step
from explorer.logic.rule import And, Constant, Not, Or, Rule, Variable, evaluate
from explorer.logic.rule_parser import parse_rule

NAMES = "ABCD"
INDEX = {name: at for at, name in enumerate(NAMES)}
rules: st.SearchStrategy[Rule] = st.recursive(
    st.one_of(st.sampled_from(NAMES).map(Variable), st.booleans().map(Constant)),
    lambda parts: st.one_of(
        parts.map(Not),
        st.lists(parts, min_size=2, max_size=4).map(lambda terms: And(tuple(terms))),
        st.lists(parts, min_size=2, max_size=4).map(lambda terms: Or(tuple(terms))),
    ),
    max_leaves=15,
)
ROWS = list(itertools.product((0, 1), repeat=len(NAMES)))


@given(rules)
def test_one_lane_agrees_with_evaluation(rule: Rule) -> None:
    """For each of the 16 states the compiled rule gives the evaluated value."""
    function = compile_node(rule, INDEX)
    expected = [int(evaluate(rule, dict(zip(NAMES, map(bool, row), strict=True)))) for row in ROWS]
    assert expected == [function(row, 1) for row in ROWS]


@given(rules)
def test_many_lanes_agree_with_one(rule: Rule) -> None:
    """All 16 states in one integer give the 16 values, and no bit outside the mask."""
    function = compile_node(rule, INDEX)
    planes = [sum(row[at] << lane for lane, row in enumerate(ROWS)) for at in range(len(NAMES))]
    expected = sum(function(row, 1) << lane for lane, row in enumerate(ROWS))
    assert expected == function(planes, (1 << len(ROWS)) - 1)


def test_a_step_moves_all_nodes_at_once() -> None:
    """The synchronous step reads the old state only."""
    step = compile_step([parse_rule("B"), parse_rule("A")], {"A": 0, "B": 1})
    assert (0, 1) == step((1, 0), 1)


def test_thousands_of_terms_compile() -> None:
    """A rule of 5,000 terms does not exhaust the compiler."""
    rule = parse_rule(" and ".join(f"N{at}" for at in range(5_000)))
    function = compile_node(rule, {f"N{at}": at for at in range(5_000)})
    assert 1 == function([1] * 5_000, 1)
