"""Does the badge say what is true of every order of updates, and say how it knows?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from small_pathways import chain, ring

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.logic.budget import Budget
from explorer.logic.rule_parser import parse_rule
from explorer.pathway.definition import Node, NodeKind, Pathway
from explorer.session.badge import Badge, BadgeKind, badges
from explorer.session.commands import PlayScenario, ReleaseAll, ToggleNode
from explorer.session.snapshot import opened

if TYPE_CHECKING:
    from explorer.session.snapshot import DocumentState


def race() -> Pathway:
    """Two nodes of which the first to move keeps the other OFF; together they change places for ever."""
    rules = {"Go": "", "A": "Go and not B", "B": "Go and not A", "Fate": "A", "Either": "A or B"}
    nodes = {
        id_: Node(
            id_,
            id_,
            rule=parse_rule(text) if text else None,
            rule_text=text,
            kind=NodeKind.OUTCOME if id_ in ("Fate", "Either") else NodeKind.PROTEIN,
        )
        for id_, text in rules.items()
    }
    return Pathway("race", "Race", nodes)


def last(state: DocumentState, *nodes: str, budget: Budget | None = None) -> dict[str, Badge]:
    *_, told = badges(state, nodes or None, budget=budget)
    return dict(told)


def test_an_acyclic_pathway_holds_in_every_order() -> None:
    """First still checking, then exact, with words for the screen."""
    state = ToggleNode("Stress")(opened(chain()))
    first, second = badges(state)
    assert {"Growth": BadgeKind.STILL_CHECKING} == {id_: badge.kind for id_, badge in first.items()}
    badge = second["Growth"]
    assert (True, BadgeKind.HOLDS_IN_EVERY_ORDER, True) == (badge.value, badge.kind, badge.exact)
    assert badge.words == "holds in every update order (exact)"


def test_what_never_rests_oscillates() -> None:
    """In a ring that turns, every node oscillates in every order."""
    state = ToggleNode("Gate")(opened(ring()))
    told = last(state, "A", "B", "Gate")
    assert [BadgeKind.OSCILLATES, BadgeKind.OSCILLATES, BadgeKind.HOLDS_IN_EVERY_ORDER] == [
        b.kind for b in told.values()
    ]


def test_a_race_depends_on_the_order() -> None:
    """Who wins is even; that one of them wins is certain, though the synchronous run never settles."""
    state = ToggleNode("Go")(opened(race()))
    told = last(state)
    fate, either = told["Fate"], told["Either"]
    assert fate.kind is BadgeKind.DEPENDS_ON_ORDER
    assert fate.share is not None
    assert 10_000 == fate.share.runs
    assert fate.share.low < 0.5 < fate.share.high
    assert "random-order runs (95 % interval" in fate.words
    assert (BadgeKind.DEPENDS_ON_ORDER, True, True) == (either.kind, either.always, either.exact)
    assert either.words == "ON in every random order (exact), but not in the run shown"


def latched() -> Pathway:
    """As ``race``, but who has won keeps it when Go is gone, and Stop, held when it all rests, changes nothing."""
    rules = {"Go": "", "Stop": "", "A": "(Go or A) and not B", "B": "(Go or B) and not A", "Fate": "A"}
    kinds = {"Fate": NodeKind.OUTCOME}
    nodes = {
        id_: Node(
            id_, id_, rule=parse_rule(text) if text else None, rule_text=text, kind=kinds.get(id_, NodeKind.PROTEIN)
        )
        for id_, text in rules.items()
    }
    return Pathway("latched", "Latched", nodes)


def test_an_earlier_phase_that_depends_on_the_order_is_told() -> None:
    """The last phase changes nothing in any order; who won in the one before was a matter of order."""
    raced = ToggleNode("Go")(replace(opened(latched()), scheme="sequential"))
    assert BadgeKind.DEPENDS_ON_ORDER is last(raced)["Fate"].kind
    badge = last(ToggleNode("Stop")(raced))["Fate"]
    assert (BadgeKind.HOLDS_IN_EVERY_ORDER, True, False) == (badge.kind, badge.exact, badge.earlier)
    assert badge.words == (
        "holds in every update order of the last phase (exact), but other orders of the phases before lead elsewhere"
    )


def test_a_phase_before_that_never_rests_leaves_it_open() -> None:
    """Nobody says in which state of its cycle the phase was left."""
    turned = ToggleNode("Gate")(opened(ring()))
    badge = last(ReleaseAll()(turned), "Gate")["Gate"]
    assert (BadgeKind.HOLDS_IN_EVERY_ORDER, None) == (badge.kind, badge.earlier)
    assert badge.words == "holds in every update order of the last phase (exact); the phases before were not checked"


def test_the_orders_of_all_phases_are_checked_on_the_shipped_scenarios() -> None:
    """Curation reports them the same in 500 of 500 random orders; here every order of every phase is looked at."""
    for path in shipped_pathways():
        start = opened(load(path).pathway)
        for scenario in start.base.scenarios:
            told = last(PlayScenario(scenario.id)(start))
            exact = {id_: badge for id_, badge in told.items() if badge.kind is BadgeKind.HOLDS_IN_EVERY_ORDER}
            assert [] == [id_ for id_, badge in exact.items() if badge.earlier is not True], scenario.id


def test_a_cancelled_check_claims_nothing() -> None:
    """Nothing is proven and nothing sampled."""
    told = last(opened(chain()), budget=Budget(cancelled=lambda: True))
    assert (BadgeKind.NOT_FINISHED, False, None) == (told["Growth"].kind, told["Growth"].exact, told["Growth"].share)


def test_badges_of_the_shipped_pathways() -> None:
    """After each single flip of an input every outcome has an exact badge."""
    for path in shipped_pathways():
        start = opened(load(path).pathway)
        for node in start.pathway.network.inputs:
            assert {True} == {badge.exact for badge in last(ToggleNode(node)(start)).values()}
