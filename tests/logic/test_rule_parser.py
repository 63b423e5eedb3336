"""How are rules read?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import RuleError
from explorer.logic.rule import And, Constant, Not, Or, Rule, Variable, evaluate, to_text, variables
from explorer.logic.rule_parser import DEEPEST, names_in, parse_rule, quoted

A, B, C = Variable("A"), Variable("B"), Variable("C")

names = st.one_of(
    st.sampled_from(["A", "B", "IL-6", "TNF-α", "1433", "p38/MAPK", "not", "and", "OR", "true", "1", "0"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="'\""), min_size=1, max_size=6),
)


def rules(leaves: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    def joined(parts: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
        return st.one_of(
            parts.filter(lambda rule: not isinstance(rule, Not)).map(Not),
            st.lists(parts.filter(lambda rule: not isinstance(rule, And)), min_size=2, max_size=3).map(
                lambda terms: And(tuple(terms))
            ),
            st.lists(parts.filter(lambda rule: not isinstance(rule, Or)), min_size=2, max_size=3).map(
                lambda terms: Or(tuple(terms))
            ),
        )

    return st.recursive(leaves, joined, max_leaves=12)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("A", A),
        ("not A", Not(A)),
        ("!A & B | C", Or((And((Not(A), B)), C))),
        ("A or B and C", Or((A, And((B, C))))),
        ("(A or B) and C", And((Or((A, B)), C))),
        ("A AND B And C", And((A, B, C))),
        ("A && (B && C)", And((A, B, C))),
        ("~A || ~B", Or((Not(A), Not(B)))),
        ("not not A", A),
        ("!(A)", Not(A)),
        ("true", Constant(True)),
        ("0", Constant(False)),
        ("A\n  and B", And((A, B))),
    ],
)
def test_words_and_signs_bind_as_usual(text: str, rule: Rule) -> None:
    """Or is looser than and, and is looser than not; words and signs mean the same."""
    assert rule == parse_rule(text)


@pytest.mark.parametrize("name", ["IL-6", "TNF-α", "1433", "p38/MAPK", "Ca2+", "NF-κB", "IFN-γ*", "a.b", "x:y"])
def test_odd_names_need_no_quotes(name: str) -> None:
    """Names of the field are one name each."""
    assert And((Variable(name), Not(Variable(name)))) == parse_rule(f"{name} and not {name}")


@pytest.mark.parametrize("name", ["NO", "not", "and", "or", "1", "0", "true", "False"])
def test_a_known_node_wins_over_a_word(name: str) -> None:
    """A node that is called like a word of the grammar is read as the node."""
    assert Variable(name) == parse_rule(name, {name})


def test_a_name_in_quotes_may_hold_anything() -> None:
    """Quotes of either kind hold names with blanks and signs."""
    assert And((Variable("T cell (CD8)"), Variable('5" end'))) == parse_rule('"T cell (CD8)" & \'5" end\'')


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("", 0),
        ("A and", 5),
        ("A B", 2),
        ("(A", 0),
        ("A)", 1),
        ("and A", 0),
        ("A or or B", 5),
        ("A, B", 1),
        ('A and ""', 6),
        ("A not B", 2),
        ("()", 1),
    ],
)
def test_trouble_is_reported_where_it_is(text: str, offset: int) -> None:
    """The error names the offset of the character that is wrong."""
    with pytest.raises(RuleError) as caught:
        parse_rule(text)
    assert offset == caught.value.offset


def test_ten_thousand_needless_parentheses_are_read() -> None:
    """Parentheses that change nothing cost no depth."""
    assert A == parse_rule("(" * 10_000 + "A" + ")" * 10_000)


def test_real_nesting_beyond_the_bound_is_refused_in_words() -> None:
    """A rule that is really nested thousands deep is refused, not crashed on."""
    text = "A and (B or (" * 5_000 + "C" + "))" * 5_000
    with pytest.raises(RuleError, match=f"more than {DEEPEST} levels"):
        parse_rule(text)


def test_five_thousand_terms_are_one_flat_rule() -> None:
    """A long sum stays flat."""
    rule = parse_rule(" or ".join(f"N{at}" for at in range(5_000)))
    assert 5_000 == len(variables(rule))


@given(rules(st.one_of(names.map(Variable), st.booleans().map(Constant))))
def test_a_rule_reads_back_from_its_own_words(rule: Rule) -> None:
    """Writing a rule and reading it gives the same rule, whatever its nodes are called."""
    assert rule == parse_rule(to_text(rule))


@given(names)
def test_a_quoted_name_is_one_name(name: str) -> None:
    """quoted() makes any name readable in a rule."""
    assert Variable(name) == parse_rule(quoted(name))


@given(st.text(max_size=60))
def test_any_text_is_a_rule_or_a_rule_error(text: str) -> None:
    """No text whatever ends in another error."""
    try:
        rule = parse_rule(text)
    except RuleError as error:
        assert 0 <= error.offset <= len(text)
    else:
        assert evaluate(rule, dict.fromkeys(variables(rule), True)) in (True, False)


def test_names_come_with_their_offsets() -> None:
    """names_in gives every occurrence."""
    assert [("A", 0), ("B", 10), ("A", 15)] == names_in("A and not(B) | A")
