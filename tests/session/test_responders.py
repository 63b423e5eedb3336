"""Who responds: the matrix against scenarios, the markers against one run a setting, the tree against every tree."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pathways import chain, ring

from explorer.errors import CommandRefusedError
from explorer.io import formats
from explorer.locate import shipped_pathways
from explorer.logic.rule import And, Not, Or, Rule, Variable, to_text
from explorer.pathway.definition import Basis, Node, NodeKind, Pathway, Profile
from explorer.pathway.run import run_phases, settled_start
from explorer.session.markers import MOST_MARKERS, Leaf, Marker, Tree, markers_of, telling_markers
from explorer.session.responders import respond, response_matrix, therapies_of, wanted
from explorer.session.smallest_tree import Branch, smallest_tree

if TYPE_CHECKING:
    from explorer.pathway.definition import Holds

PD1 = {"Anti_PD1": True}
DURABLE = {"Durable_Response": True}


@cache
def shipped(name: str) -> Pathway:
    return next(formats.load(path).pathway for path in shipped_pathways() if path.stem == name)


def answers(name: str, therapy: Holds, goal: Holds) -> dict[str, bool]:
    pathway = shipped(name)
    return {profile.id: respond(pathway, profile, therapy, goal).is_response for profile in pathway.profiles}


def test_pd1_blockade_fails_where_a_marker_stands_against_it() -> None:
    """The news stories: not under stress (LCN2), not after prolonged targeted therapy, not with high RNase 1."""
    assert {
        "marker-low": True,
        "lcn2-high": False,
        "stat1-acetylated": False,
        "rnase1-high": False,
        "residual": True,
        "residual-inflamed": True,
    } == answers("immune-evasion-map", PD1, DURABLE)


def test_what_stands_against_it_is_what_to_add() -> None:
    """LCN2-high with anti-LCN2, STAT1 acetylated with TNF blockade, RNase 1-high with its neutralisation."""
    for partner, profile in (
        ("Anti_LCN2", "lcn2-high"),
        ("Anti_TNF", "stat1-acetylated"),
        ("Anti_RNase1", "rnase1-high"),
    ):
        found = answers("immune-evasion-map", {**PD1, partner: True}, DURABLE)
        assert found[profile], partner
        assert 4 == sum(found.values())


def test_every_shipped_pathway_has_profiles_marked_as_inference() -> None:
    """With sources, and a comparator."""
    for path in shipped_pathways():
        profiles = shipped(path.stem).profiles
        assert len(profiles) >= 3
        assert {Basis.INFERENCE} == {profile.basis for profile in profiles}
        assert all(profile.evidence and profile.reason for profile in profiles)


def test_the_matrix_has_no_therapy_every_drug_and_every_pair() -> None:
    """Columns in file order; the counts are those of the cells."""
    pathway = shipped("lcn2-shield")
    therapies = therapies_of(pathway, pairs=True)
    assert ({}, {"ISR_Inhibitor": True}, {"Anti_LCN2": True}, {"Anti_PD1": True}) == therapies[:4]
    assert 7 == len(therapies)
    matrix = response_matrix(pathway, pathway.profiles, therapies=therapies, goal=DURABLE)
    assert (0, 0, 0, 1, 0, 2, 2) == matrix.responding
    assert {"Tumor_Control": True, "Durable_Response": True, "Tumor_Progression": False} == wanted(pathway)


def test_a_profile_runs_as_its_scenario_does() -> None:
    """History, markers, therapy: the phases of B5 and A5."""
    acetylated = next(p for p in shipped("tnf-stat1-fatigue").profiles if p.id == "stat1-acetylated")
    for name, profile, therapy, id_ in (
        ("tnf-stat1-fatigue", acetylated, PD1, "B5"),
        ("lcn2-shield", shipped("lcn2-shield").profiles[1], {**PD1, "Anti_LCN2": True}, "A5"),
    ):
        pathway = shipped(name)
        scenario = next(scenario for scenario in pathway.scenarios if scenario.id == id_)
        response = respond(pathway, profile, therapy, dict(scenario.expect))
        assert response.is_response
        assert response.is_complete


def test_an_outcome_that_keeps_changing_is_no_response() -> None:
    """In the ring A turns for ever: neither ON nor OFF is reached."""
    turning = respond(ring(), Profile("p", "P", {"Gate": True}), {}, {"A": True})
    assert ({"A": None}, False) == (turning.outcomes, turning.is_response)


def one_by_one(
    pathway: Pathway, therapy: Holds, goal: Holds, markers: tuple[Marker, ...]
) -> dict[tuple[bool, ...], bool]:
    """Each setting run by itself, phase after phase."""
    naive = settled_start(pathway).last
    found = {}
    for bits in product((False, True), repeat=len(markers)):
        earlier = [m.earlier for m, on in zip(markers, bits, strict=True) if m.is_history and on]
        hold = {m.id: on for m, on in zip(markers, bits, strict=True) if not m.is_history}
        last = run_phases(pathway, [*earlier, hold, {**hold, **therapy}], start=naive)[-1]
        round_ = last.states[-(last.period or 1) :]
        index = pathway.network.index
        found[bits] = all(bool(state[index[node]]) == value for state in round_ for node, value in goal.items())
    return found


def follow(tree: Tree, setting: dict[str, bool]) -> bool:
    while not isinstance(tree, Leaf):
        tree = tree.on if setting[tree.marker.id] else tree.off
    return tree.is_response


def check(pathway: Pathway, therapy: Holds, goal: Holds) -> None:
    answer = telling_markers(pathway, therapy, goal)
    expected = one_by_one(pathway, therapy, goal, answer.markers)
    for bits, responds in expected.items():
        assert responds == follow(answer.tree, {m.id: on for m, on in zip(answer.markers, bits, strict=True)})
    assert (answer.settings, sum(expected.values())) == (len(expected), answer.tree.responding)
    assert answer.tree.settings == len(expected)
    without = one_by_one(pathway, {}, goal, answer.markers)
    assert answer.without_therapy == sum(without.values())
    # The fewest: each deciding marker makes a difference somewhere, and no other does anywhere.
    telling = {
        marker.id
        for at, marker in enumerate(answer.markers)
        if any(expected[bits] != expected[(*bits[:at], not bits[at], *bits[at + 1 :])] for bits in expected)
    }
    assert telling == {marker.id for marker in answer.deciding}


@pytest.mark.parametrize("name", [path.stem for path in shipped_pathways()])
def test_markers_tell_what_single_runs_show(name: str) -> None:
    """For each drug of each shipped pathway: every setting, the counts, and that no marker is missing or needless."""
    pathway = shipped(name)
    for therapy in therapies_of(pathway)[1:4]:
        check(pathway, therapy, wanted(pathway))


def test_markers_of_the_whole_map_are_the_four_stories() -> None:
    """Stress, RNase 1, T cells, and an earlier targeted therapy tell; residual disease, a trigger, NK cells do not."""
    answer = telling_markers(shipped("immune-evasion-map"), PD1, DURABLE)
    assert ["Chronic_Stress", "RNASE1_High", "Host_T_Cells", "stat1-acetylated"] == [m.id for m in answer.deciding]
    assert (8, 128) == (answer.tree.responding, answer.settings)


NAMES = "ABCDEF"
rules = st.recursive(
    st.sampled_from(NAMES).map(Variable),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=2).map(lambda terms: And(tuple(terms))),
        st.lists(inner, min_size=2, max_size=2).map(lambda terms: Or(tuple(terms))),
    ),
    max_leaves=4,
)


@st.composite
def small_networks(draw: st.DrawFn) -> Pathway:
    nodes: dict[str, Node] = {}
    for name in NAMES:
        rule: Rule | None = None if name in "AB" else draw(rules)
        kind = NodeKind.DRUG if name == "B" else NodeKind.PROTEIN
        text = "" if rule is None else to_text(rule)
        nodes[name] = Node(name, name, kind, rule=rule, rule_text=text, start=draw(st.booleans()))
    nodes["X"] = Node("X", "X", start=draw(st.booleans()))
    return Pathway("r", "R", nodes, profiles=(Profile("h", "H", {}, earlier={"C": draw(st.booleans())}),))


@given(small_networks(), st.booleans(), st.sampled_from("CDEF"))
@settings(max_examples=120, deadline=None)
def test_markers_of_random_networks_tell_what_single_runs_show(pathway: Pathway, drug: bool, node: str) -> None:  # noqa: FBT001
    """Cycles included: lanes that never rest are run by themselves."""
    check(pathway, {"B": drug}, {node: True})


def ends(branch: Branch) -> int:
    return 1 if isinstance(branch, bool) else ends(branch[1]) + ends(branch[2])


def answered(branch: Branch, row: int) -> bool:
    while not isinstance(branch, bool):
        branch = branch[2] if row >> branch[0] & 1 else branch[1]
    return branch


def fewest_ends(rows: dict[tuple[int, ...], bool]) -> int:
    """By trying every question first."""
    if len(set(rows.values())) == 1:
        return 1
    count = len(next(iter(rows)))
    return min(
        sum(
            fewest_ends({(*bits[:at], *bits[at + 1 :]): value for bits, value in rows.items() if bits[at] == side})
            for side in (0, 1)
        )
        for at in range(count)
    )


@given(st.integers(0, 4), st.integers(0, 2**16 - 1))
@settings(max_examples=150, deadline=None)
def test_a_tree_answers_the_table_with_the_fewest_ends(count: int, table: int) -> None:
    """Compared with every tree."""
    table &= (1 << (1 << count)) - 1
    tree = smallest_tree(table, count)
    assert all(answered(tree, row) == bool(table >> row & 1) for row in range(1 << count))
    rows = {tuple(row >> at & 1 for at in range(count)): bool(table >> row & 1) for row in range(1 << count)}
    assert fewest_ends(rows) == ends(tree)


@given(st.integers(0, 2**512 - 1))
@settings(max_examples=10, deadline=None)
def test_a_tree_of_many_questions_is_right_too(table: int) -> None:
    """Nine questions: perhaps not the smallest, but right."""
    tree = smallest_tree(table, 9)
    assert all(answered(tree, row) == bool(table >> row & 1) for row in range(512))


def test_too_many_markers_are_refused_in_words() -> None:
    """More settings than can be tried are not sampled in silence."""
    nodes = {f"I{at}": Node(f"I{at}", f"I{at}") for at in range(MOST_MARKERS + 1)}
    pathway = Pathway("w", "W", {**nodes, "X": Node("X", "X")})
    with pytest.raises(CommandRefusedError, match="too many to try every setting"):
        telling_markers(pathway, {"X": True}, {"X": True})
    assert telling_markers(pathway, {"X": True}, {"X": True}, markers=markers_of(pathway)[:3]).settings == 8


def test_a_therapy_that_is_an_input_is_no_marker() -> None:
    """What is given is not asked for."""
    assert [] == [m.id for m in telling_markers(chain(), {"Stress": True}, {"Growth": True}).markers]
