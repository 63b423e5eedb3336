"""Which changes overturn a result? Compared with runs made by hand in the test."""

from __future__ import annotations

from functools import cache

import pytest
from small_pathways import chain, ring

from explorer.errors import UnknownNodeError
from explorer.io import formats
from explorer.locate import shipped_pathways
from explorer.logic.rule_parser import parse_rule
from explorer.pathway.definition import Confidence, Pathway
from explorer.pathway.reduced import only_known, with_rule
from explorer.session.commands import NudgeNode, PlayScenario, SetUpdateScheme, ToggleNode, ToggleVariant
from explorer.session.hangs_on import ChangeKind, changes, filtered, growing, hangs_on, number_of_changes, outcome
from explorer.session.snapshot import DocumentState, opened


@cache
def shipped(name: str) -> Pathway:
    return next(formats.load(path).pathway for path in shipped_pathways() if path.stem == name)


def stressed() -> DocumentState:
    return ToggleNode("Chronic_Stress")(opened(shipped("lcn2-shield")))


def test_every_arrow_of_a_simple_chain_bears_the_load() -> None:
    """Growth under stress needs signal, shield and growth; the drug's arrow and the memory do not matter."""
    answer = hangs_on(ToggleNode("Stress")(opened(chain())), {"Growth": True})
    assert answer.is_met
    assert {"Stress -> Signal", "Signal -> Shield", "Shield -> Growth"} == answer.load_bearing


def test_the_shield_hangs_on_lipocalin_and_not_on_one_of_two_kinases() -> None:
    """PERK and GCN2 stand in for each other; from eIF2α on there is one way only."""
    answer = hangs_on(stressed(), {"Tumor_Progression": True})
    assert {"ATF4 -> LCN2", "LCN2_Free -> Mac_Suppressive", "eIF2a_P -> ATF4"} <= answer.load_bearing
    assert not {"Chronic_Stress -> PERK", "PERK -> eIF2a_P", "IFNG -> PD_L1"} & answer.load_bearing


def test_each_overturning_change_really_overturns() -> None:
    """The changed pathway, run through the scenario, ends otherwise; the others end the same."""
    state = PlayScenario("B5")(opened(shipped("tnf-stat1-fatigue")))
    answer = hangs_on(state, {"Durable_Response": False})
    for effect in answer.effects:
        ends = PlayScenario("B5")(opened(effect.change.pathway)).value("Durable_Response")
        assert ends == (effect in answer.overturning), effect.change.words
    assert "TNFR1_Signal -> NFkB" in answer.load_bearing


def test_the_least_known_come_first() -> None:
    """Among what overturns the result: by confidence, and the logic of rules at the end."""
    state = PlayScenario("B11")(opened(shipped("tnf-stat1-fatigue")))
    found = hangs_on(state, {"Durable_Response": True}).overturning
    order = [None, Confidence.ESTABLISHED, Confidence.REPORTED, Confidence.HYPOTHESISED]
    places = [order.index(effect.change.confidence) for effect in found]
    assert sorted(places, reverse=True) == places
    assert "CBP_p300 -> STAT1_Ac" == found[0].change.id


def test_a_variant_counts_as_a_change() -> None:
    """With the drug on, only the variant in which it does nothing lets growth begin."""
    state = ToggleNode("Stress")(ToggleNode("Drug")(opened(chain())))
    found = hangs_on(state, {"Growth": False}).overturning
    assert "V1" in [effect.change.id for effect in found if effect.change.kind is ChangeKind.VARIANT]
    on = ToggleVariant("V1")(state)
    back = [effect for effect in hangs_on(on, {"Growth": True}).overturning if effect.change.id == "V1"]
    assert ["without the variant V1: The drug does nothing"] == [effect.change.words for effect in back]


def test_a_goal_that_is_not_reached_asks_what_would_reach_it() -> None:
    """The answer says that it is not so, and what would make it so."""
    answer = hangs_on(ToggleNode("Drug")(ToggleNode("Stress")(opened(chain()))), {"Growth": True})
    assert not answer.is_met
    assert {"Drug -> Shield"} <= answer.load_bearing


def test_a_node_that_keeps_changing_reaches_no_goal() -> None:
    """In a cycle neither ON nor OFF is reached."""
    state = ToggleNode("Gate")(opened(ring()))
    assert ({}, False) == outcome(state, state.pathway, {"A": True})
    assert ({}, False) == outcome(state, state.pathway, {"A": False})


def test_only_what_is_known_runs_everything_anew() -> None:
    """Without hypothesised arrows the acetyltransferase no longer matters; with established ones only, LCN2 is out."""
    fatigue = only_known(shipped("tnf-stat1-fatigue"), Confidence.REPORTED)
    assert "CBP_p300 -> STAT1_Ac" not in fatigue.edge_by_id
    assert "TNFR1_Signal or not HDAC" == fatigue.nodes["STAT1_Ac"].rule_text
    sure = filtered(stressed(), Confidence.ESTABLISHED)
    assert {edge.confidence for edge in sure.pathway.edges} == {Confidence.ESTABLISHED}
    assert not sure.value("LCN2")
    assert len(sure.runs) == len(stressed().runs)


def test_another_rule_is_a_change_like_any() -> None:
    """``with_rule`` replaces the rule and its text, and nothing else."""
    changed = with_rule(chain(), "Shield", parse_rule("Signal"))
    assert ("Signal", "Signal") == (changed.nodes["Shield"].rule_text, changed.network.regulators["Shield"][0])
    assert chain().edges == changed.edges


def test_an_unknown_goal_is_refused_with_a_hint() -> None:
    """The nearest name is offered."""
    with pytest.raises(UnknownNodeError, match="Did you mean 'Growth'"):
        hangs_on(opened(chain()), {"Grwth": True})


@pytest.mark.parametrize("scheme", ["synchronous", "asynchronous", "sequential", "priority"])
def test_a_change_that_no_run_notices_is_not_run_and_still_right(scheme: str) -> None:
    """What is told of each change is what running it anew gives, whatever the order of updates."""
    state = SetUpdateScheme(scheme, seed=3)(PlayScenario("B5")(opened(shipped("tnf-stat1-fatigue"))))
    goal = {node.id: state.value(node.id) for node in state.pathway.outcomes}
    answer = hangs_on(state, goal)
    for effect in answer.effects:
        reached, is_met = outcome(state, effect.change.pathway, goal)
        assert (reached, is_met) == (effect.reached, effect.is_met), effect.change.words


def test_the_answer_grows_until_it_is_complete() -> None:
    """Partial answers are told as such, the number of changes is known from the beginning; cancelled, it ends."""
    state = stressed()
    answers = list(growing(state, {"Tumor_Progression": True}, every=0.0))
    assert len(list(changes(state))) == number_of_changes(state) == answers[0].total
    assert [False] * (len(answers) - 2) == [answer.is_complete for answer in answers[:-2]]
    assert answers[-1].is_complete
    assert answers[-1].load_bearing == hangs_on(state, {"Tumor_Progression": True}).load_bearing
    assert [] == list(growing(state, {"Tumor_Progression": True}, cancelled=lambda: True))


def test_a_nudge_is_repeated() -> None:
    """The memory was nudged ON and keeps itself: it is ON because of its own loop, not because of stress."""
    state = NudgeNode("Memory")(opened(chain()))
    assert state.value("Memory")
    answer = hangs_on(state, {"Memory": True})
    assert (True, frozenset({"Memory -> Memory"})) == (answer.is_met, answer.load_bearing)


def test_variants_are_switched_among_what_is_in_use() -> None:
    """With established arrows only, a variant does not bring the others back."""
    state = filtered(PlayScenario("B5")(opened(shipped("tnf-stat1-fatigue"))), Confidence.ESTABLISHED)
    switched = [change.pathway for change in changes(state) if change.kind is ChangeKind.VARIANT]
    assert switched
    assert {Confidence.ESTABLISHED} == {edge.confidence for pathway in switched for edge in pathway.edges}
