"""Do the smallest forcing sets force, and is nothing smaller? Against brute force, and on published models."""

from __future__ import annotations

import random
from itertools import combinations, product
from typing import TYPE_CHECKING

from corpus import FOLDER, bnet_models, needs_corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.io import formats
from explorer.locate import shipped_pathways
from explorer.logic.explain import forced_value, forcing_sets, overturning_changes
from explorer.logic.rule import And, Constant, Not, Or, Rule, Variable, evaluate, variables
from explorer.logic.rule_parser import parse_rule

if TYPE_CHECKING:
    from explorer.logic.network import Network

NAMES = "ABCDE"
rules = st.recursive(
    st.one_of(st.sampled_from(NAMES).map(Variable), st.booleans().map(Constant)),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda terms: And(tuple(terms))),
        st.lists(inner, min_size=2, max_size=3).map(lambda terms: Or(tuple(terms))),
    ),
    max_leaves=10,
)
states = st.lists(st.booleans(), min_size=5, max_size=5).map(lambda bits: dict(zip(NAMES, bits, strict=True)))


def forces(rule: Rule, fixed: dict[str, bool], *, value: bool) -> bool:
    """By trying every combination of the others."""
    free = [name for name in variables(rule) if name not in fixed]
    return all(
        evaluate(rule, {**fixed, **dict(zip(free, bits, strict=True))}) == value
        for bits in product((False, True), repeat=len(free))
    )


def smallest_by_force(rule: Rule, values: dict[str, bool]) -> list[tuple[str, ...]]:
    names, value = variables(rule), evaluate(rule, values)
    for size in range(len(names) + 1):
        found = [
            names_
            for names_ in combinations(names, size)
            if forces(rule, {name: values[name] for name in names_}, value=value)
        ]
        if found:
            return found
    raise AssertionError("all regulators together always force the value")


def smallest_changes(rule: Rule, values: dict[str, bool]) -> list[tuple[str, ...]]:
    names, value = variables(rule), evaluate(rule, values)
    for size in range(len(names) + 1):
        found = [
            chosen
            for chosen in combinations(names, size)
            if evaluate(rule, {name: values[name] != (name in chosen) for name in names}) != value
        ]
        if found:
            return found
    return []


@given(rules, states)
@settings(max_examples=400, deadline=None)
def test_every_smallest_set_is_found_and_nothing_else(rule: Rule, values: dict[str, bool]) -> None:
    """The sets equal those found by trying every set and every combination."""
    assert tuple(smallest_by_force(rule, values)) == forcing_sets(rule, values).sets


@given(rules, states)
@settings(max_examples=400, deadline=None)
def test_every_smallest_change_is_found_and_nothing_else(rule: Rule, values: dict[str, bool]) -> None:
    """The changes that give the other value equal those found by trying every set of changes."""
    assert tuple(smallest_changes(rule, values)) == overturning_changes(rule, values).sets


@given(rules, states, st.sets(st.sampled_from(NAMES)))
@settings(max_examples=300, deadline=None)
def test_sets_keep_within_what_is_allowed(rule: Rule, values: dict[str, bool], allowed: set[str]) -> None:
    """With members restricted, a set is found exactly where the allowed regulators force the value together."""
    value = evaluate(rule, values)
    fixed = {name: values[name] for name in variables(rule) if name in allowed}
    found = forcing_sets(rule, values, within=allowed).sets
    assert bool(found) == forces(rule, fixed, value=value)
    assert all(set(names) <= allowed and forces(rule, {n: values[n] for n in names}, value=value) for names in found)


def test_a_rule_with_both_signs_needs_no_deciding_regulator() -> None:
    """(A and B) or (not A and B) hangs on B alone; (A and B) or (not A and C) on A and B or on B and C."""
    on = dict.fromkeys("ABC", True)
    assert (("B",),) == forcing_sets(parse_rule("A and B or not A and B"), on).sets
    assert (("A", "B"), ("B", "C")) == forcing_sets(parse_rule("A and B or not A and C"), on).sets


def test_long_rules_are_answered_and_the_number_of_sets_is_bounded() -> None:
    """Twenty pairs have a million smallest sets; as many as asked for are given, and that there are more is said."""
    text = " and ".join(f"(A{at} or B{at})" for at in range(20))
    rule = parse_rule(text)
    found = forcing_sets(rule, dict.fromkeys(variables(rule), True), most=3)
    assert (3, 20, False) == (len(found.sets), len(found.sets[0]), found.is_complete)


def test_a_forced_value_is_known_from_some_regulators() -> None:
    """A drug that is there decides; without it the signal matters."""
    rule = parse_rule("Signal and not Drug")
    assert forced_value(rule, {"Drug": True}) is False
    assert forced_value(rule, {"Drug": False}) is None


def networks() -> list[tuple[str, Network]]:
    shipped = [(path.stem, formats.load(path).pathway.network) for path in shipped_pathways()]
    published = [(name, formats.load(FOLDER / f"{name}.bnet").pathway.network) for name in bnet_models()]
    return shipped + published


@needs_corpus
def test_a_thousand_random_states_of_shipped_and_published_models() -> None:
    """Every listed set forces the value, and removing any one member breaks that (decided by cases here)."""
    draw = random.Random(4)  # noqa: S311  (a repeatable choice)
    models = networks()
    assert len(models) >= 20
    checked = 0
    for number in range(1000):
        _, network = models[number % len(models)]
        values = {node: draw.random() < 0.5 for node in network.nodes}
        for node in draw.sample(list(network.rules), min(6, len(network.rules))):
            check_sets(network.rules[node], values)
            checked += 1
    assert checked >= 5000


def check_sets(rule: Rule, values: dict[str, bool]) -> None:
    found = forcing_sets(rule, values, most=8)
    assert found.value == evaluate(rule, values)
    assert found.sets
    for names in found.sets:
        fixed = {name: values[name] for name in names}
        assert settled(rule, fixed) == found.value
        for left in names:
            assert settled(rule, {name: value for name, value in fixed.items() if name != left}) is None


def settled(rule: Rule, fixed: dict[str, bool]) -> bool | None:
    """The one value of ``rule`` in all combinations of what is not ``fixed``, found by cases, or None for both."""
    value = in_three_values(rule, fixed)
    if value is not None:
        return value
    name = next(name for name in variables(rule) if name not in fixed)
    one = settled(rule, {**fixed, name: False})
    return one if one is not None and one == settled(rule, {**fixed, name: True}) else None


def in_three_values(rule: Rule, fixed: dict[str, bool]) -> bool | None:
    if isinstance(rule, Constant):
        return rule.value
    if isinstance(rule, Variable):
        return fixed.get(rule.name)
    if isinstance(rule, Not):
        inner = in_three_values(rule.term, fixed)
        return None if inner is None else not inner
    values = [in_three_values(term, fixed) for term in rule.terms]
    deciding = isinstance(rule, Or)
    return deciding if deciding in values else None if None in values else not deciding
