"""Why: are the reasons true, do they lead back to what was done, and is a loop called a loop?"""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import pytest
from corpus import FOLDER, bnet_models, needs_corpus
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pathways import chain, ring

from explorer.errors import UnknownNodeError
from explorer.io import formats
from explorer.locate import shipped_pathways
from explorer.logic.explain import forced_value
from explorer.logic.rule import And, Not, Or, Rule, Variable, to_text
from explorer.logic.simulation import Simulation
from explorer.pathway.definition import Node, Pathway
from explorer.session.causes import Ground
from explorer.session.commands import HoldNode, NudgeNode, PlayScenario, SetHolds, SetUpdateScheme, ToggleNode
from explorer.session.snapshot import DocumentState, Run, opened
from explorer.session.timeline import Timeline
from explorer.session.why import Why, why, why_not
from explorer.session.why_words import sentences, summary, why_not_sentences

NAMES = "ABCDEF"
rules = st.recursive(
    st.sampled_from(NAMES).map(Variable),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda terms: And(tuple(terms))),
        st.lists(inner, min_size=2, max_size=3).map(lambda terms: Or(tuple(terms))),
    ),
    max_leaves=5,
)


@cache
def shipped(name: str) -> Pathway:
    return next(formats.load(path).pathway for path in shipped_pathways() if path.stem == name)


def after(pathway: Pathway, *commands: object) -> DocumentState:
    state = opened(pathway)
    for command in commands:
        state = command(state)  # type: ignore[operator]
    return state


def links_force(answer: Why) -> None:
    """Each named set forces the value by the rule, and no member can be left out."""
    for link in answer.links:
        if link.ground in (Ground.RULE, Ground.LOOP):
            rule = answer.pathway.network.rules[link.node]
            assert forced_value(rule, link.regulators) is link.value
            for left in link.regulators:
                fewer = {name: value for name, value in link.regulators.items() if name != left}
                assert forced_value(rule, fewer) is None


@st.composite
def small_networks(draw: st.DrawFn) -> Pathway:
    made: dict[str, Node] = {}
    for name in NAMES:
        rule: Rule | None = draw(st.one_of(st.none(), rules)) if name in "AB" else draw(rules)
        text = "" if rule is None else to_text(rule)
        made[name] = Node(name, name, rule=rule, rule_text=text, start=draw(st.booleans()))
    return Pathway("random", "Random", made)


@given(small_networks(), st.lists(st.tuples(st.sampled_from(NAMES), st.booleans()), max_size=3), st.data())
@settings(max_examples=200, deadline=None)
def test_every_reason_is_true_in_any_run(pathway: Pathway, holds: list[tuple[str, bool]], data: st.DataObject) -> None:
    """On random networks, at any moment: sets force, are minimal, are named only once, and lead to roots or loops."""
    scheme = data.draw(st.sampled_from(["synchronous", "asynchronous", "sequential", "priority"]))
    state = after(pathway, SetUpdateScheme(scheme), *(HoldNode(node, value) for node, value in holds))
    timeline = Timeline(state)
    column = data.draw(st.integers(0, timeline.last))
    node = data.draw(st.sampled_from(NAMES))
    answer = why(timeline, node, column=column)
    assert answer.value == bool(timeline.columns[column].state[pathway.network.index[node]])
    links_force(answer)
    named = {(link.node, link.value) for link in answer.links}
    assert all(item in named for link in answer.links for item in link.regulators.items())
    assert len(named) == len(answer.links)
    in_loops = {node for loop in answer.loops for node in loop.nodes}
    assert in_loops == {link.node for link in answer.links if link.ground is Ground.LOOP}
    assert len(sentences(answer, timeline)) >= len(answer.links)
    assert summary(answer, timeline)


@given(small_networks(), st.sampled_from(NAMES))
@settings(max_examples=150, deadline=None)
def test_what_would_have_to_differ_does_make_the_difference(pathway: Pathway, node: str) -> None:
    """After each listed change the rule has the other value, and no smaller part of a change does it."""
    state = opened(pathway)
    values = pathway.network.named(state.present)
    answer = why_not(Timeline(state), node)
    assert answer.value != values[node]
    for changes in answer.changes:
        changed = {**values, **changes}
        assert forced_value(pathway.network.rules[node], changed) is answer.value
        for left in changes:
            partly = {**values, **{name: value for name, value in changes.items() if name != left}}
            assert forced_value(pathway.network.rules[node], partly) is not answer.value
    assert why_not_sentences(pathway, answer)


def test_stress_keeps_t_cells_out_through_lipocalin_and_macrophages() -> None:
    """The chain from Tumor_Progression under stress names LCN2 and the macrophages, and ends in the stress alone."""
    state = after(shipped("lcn2-shield"), ToggleNode("Chronic_Stress"))
    answer = why(Timeline(state), "Tumor_Progression")
    nodes = [link.node for link in answer.links]
    assert {"LCN2", "LCN2_Free", "Mac_Suppressive", "T_Cell_Exclusion", "CD8_Infiltration"} <= set(nodes)
    assert "Chronic_Stress" in [link.node for link in answer.roots if link.ground is Ground.HOLD]
    assert "LCN2_Free -> Mac_Suppressive" in answer.lit_arrows
    assert () == answer.loops
    macrophages = next(link for link in answer.links if link.node == "Mac_Suppressive")
    assert "bossowski2026" in macrophages.references
    assert "It comes down to this: Chronic tumour stress is ON." in summary(answer, Timeline(state))
    links_force(answer)


def test_steps_of_a_chain_follow_each_other() -> None:
    """A simple chain: signal one step after the stress, shield one later, growth one later, and it says so."""
    timeline = Timeline(after(chain(), ToggleNode("Stress")))
    answer = why(timeline, "Growth")
    assert [("Growth", 3), ("Shield", 2), ("Signal", 1), ("Drug", 0), ("Stress", 0)] == [
        (link.node, link.step) for link in answer.links
    ]
    told = sentences(answer, timeline)
    assert told[0] == "Growth is ON since step 3, because Shield is ON."
    assert told[-1] == "Stress was switched ON at the beginning."


def test_a_latched_loop_is_named_with_what_began_it() -> None:
    """After the targeted therapy is stopped, TNF keeps itself: the loop is shown, and the therapy behind it."""
    timeline = Timeline(after(shipped("tnf-stat1-fatigue"), PlayScenario("B5")))
    answer = why(timeline, "Durable_Response")
    (loop,) = answer.loops
    assert {"TNF_Tumor", "TNFR1_Signal", "NFkB"} == set(loop.nodes)
    assert loop.is_ring
    assert [link.node for link in loop.origin][:2] == ["TNF_Tumor", "Therapy_Stress"]
    assert "Targeted_Therapy" in [link.node for link in loop.origin if link.ground is Ground.HOLD]
    assert any("It began when Tumour TNF-α went ON" in sentence for sentence in sentences(answer, timeline))
    links_force(answer)


def test_a_loop_that_was_so_from_the_start_has_no_earlier_cause() -> None:
    """In the untreated tumour TNF is off because nothing began it."""
    answer = why(Timeline(opened(shipped("tnf-stat1-fatigue"))), "TNF_Tumor")
    (loop,) = answer.loops
    assert not loop.origin
    assert not loop.is_turning


def test_what_holds_force_now_is_preferred_to_a_loop() -> None:
    """While the therapy goes on, the stress explains TNF although the loop would suffice, too."""
    answer = why(Timeline(after(shipped("tnf-stat1-fatigue"), ToggleNode("Targeted_Therapy"))), "TNF_Tumor")
    assert {"Therapy_Stress": True} == answer.links[0].regulators
    assert () == answer.loops


def test_nodes_that_chase_each_other_are_a_turning_loop() -> None:
    """A and B of the ring never rest; both values of each are in the loop."""
    timeline = Timeline(after(ring(), ToggleNode("Gate")))
    answer = why(timeline, "A")
    (loop,) = answer.loops
    assert loop.is_turning
    assert {"A", "B"} == set(loop.nodes)
    assert "never rest" in sentences(answer, timeline)[-1]


def test_a_hold_is_an_answer_and_says_how_to_undo_it() -> None:
    """A node held against its rule is held; released it would go back at once."""
    timeline = Timeline(after(chain(), HoldNode("Shield", True)))
    assert [Ground.HOLD] == [link.ground for link in why(timeline, "Shield").links]
    answer = why_not(timeline, "Shield")
    assert ({},) == answer.changes
    assert "once its hold is released" in why_not_sentences(chain(), answer)[0]


def test_a_nudge_is_no_rule_of_the_run() -> None:
    """Memory nudged on keeps itself; behind the loop stands the nudge, not a cause."""
    answer = why(Timeline(after(chain(), NudgeNode("Memory"))), "Memory")
    assert ("Memory",) == answer.loops[0].nodes
    assert Ground.START is answer.loops[0].origin[0].ground


def test_an_input_is_simply_switched() -> None:
    """Nothing decides an input but the hand."""
    answer = why_not(Timeline(opened(chain())), "Stress")
    assert answer.is_input
    assert "as soon as it is switched" in why_not_sentences(chain(), answer)[0]


def test_an_earlier_moment_can_be_asked_about() -> None:
    """Two steps after the switch the shield is on and growth not yet."""
    timeline = Timeline(after(chain(), SetHolds((("Stress", True),), "Stress")))
    first = timeline.starts[1]
    answer = why(timeline, "Growth", column=first + 2)
    assert not answer.value
    assert answer.links[0].ground is not Ground.HOLD


def test_an_unknown_node_is_refused_with_a_hint() -> None:
    """The nearest name is offered."""
    with pytest.raises(UnknownNodeError, match="Did you mean 'Shield'"):
        why(Timeline(opened(chain())), "Sheild")


def test_a_rule_switched_by_a_variant_counts() -> None:
    """With the variant on, the drug no longer stands in the reasons."""
    state = after(chain(), ToggleNode("Stress"))
    state = replace(state, variants=frozenset({"V1"}))
    assert {"Signal": True} == why(Timeline(state), "Shield").links[0].regulators


@needs_corpus
def test_a_thousand_random_states_of_shipped_and_published_models() -> None:
    """From 1,000 random states, run on for some steps: every set that the chain names forces, and is minimal."""
    draw = random.Random(44)  # noqa: S311  (a repeatable choice)
    models = [formats.load(path).pathway for path in shipped_pathways()]
    models += [formats.load(FOLDER / f"{name}.bnet").pathway for name in bnet_models()]
    assert len(models) >= 25
    links = 0
    for number in range(1000):
        pathway = models[number % len(models)]
        start = tuple(draw.randrange(2) for _ in pathway.network.nodes)
        trajectory = Simulation(pathway.network, start, limit=draw.randrange(40)).trajectory()
        timeline = Timeline(DocumentState(pathway, (Run("Random", {}, trajectory),)))
        answer = why(timeline, draw.choice(pathway.network.nodes))
        links_force(answer)
        links += len(answer.links)
    assert links > 5000


def test_a_value_that_rests_on_nothing_else_is_told_in_one_sentence() -> None:
    """A held node comes down to its hold."""
    timeline = Timeline(after(chain(), HoldNode("Shield", True)))
    assert summary(why(timeline, "Shield"), timeline) == "Shield was held ON at the beginning."
