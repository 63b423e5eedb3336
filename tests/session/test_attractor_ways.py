"""Is it told how to get into an attractor: a way that the rules allow, or what leads there, and what was tried?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from small_pathways import chain, duel

from explorer.errors import NotFinishedError
from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.logic.attractors import find_attractors
from explorer.logic.budget import Budget
from explorer.logic.pulses import Pulse
from explorer.logic.rule_parser import parse_rule
from explorer.logic.ways import Aim, kept_values, replayed
from explorer.pathway.run import phase_start, run_phases, settled_start
from explorer.session import attractor_ways
from explorer.session.attractor_ways import Stage, Tried, WayThere, look_for_way
from explorer.session.way_words import way_sentences

if TYPE_CHECKING:
    from explorer.logic.pulses import Known
    from explorer.logic.state import State
    from explorer.pathway.definition import Holds, Pathway


def shipped(stem: str) -> Pathway:
    (path,) = [path for path in shipped_pathways() if path.stem == stem]
    return load(path).pathway


def aims(pathway: Pathway, state: State, holds: Holds) -> list[Aim]:
    network = pathway.network
    return [
        Aim(network, kept_values(network, one), one.size, one.state)
        for one in find_attractors(network, state, holds).found
    ]


def answer(pathway: Pathway, state: State, holds: Holds, aim: Aim, budget: Budget | None = None) -> WayThere:
    """Return the last of what is told."""
    start = settled_start(pathway).last
    *_, last = look_for_way(pathway, state, holds, aim, start=start, ahead=None, budget=budget or Budget())
    assert not last.doing
    return last


def after(pathway: Pathway, *phases: Holds) -> State:
    """Return the settled start after ``phases``, the last one let go."""
    return phase_start(pathway, run_phases(pathway, phases, start=settled_start(pathway).last)[-1].last, {})


@pytest.mark.parametrize("path", shipped_pathways(), ids=lambda path: path.stem)
def test_every_scenario_of_the_shipped_pathways(path: object) -> None:
    """Each attractor is led to by a way that can be walked, or by a pulse that, played, arrives; always exact."""
    pathway = load(path).pathway  # type: ignore[arg-type]
    for scenario in pathway.scenarios:
        state = after(pathway, *(phase.hold for phase in scenario.phases))
        for aim in aims(pathway, state, {}):
            there = answer(pathway, state, {}, aim)
            assert there.exact
            if there.way is not None:
                states = replayed(pathway.network, {}, state, there.way.moves)
                assert states == there.way.states
                assert aim.contains(states[-1])
            assert there.way is not None or there.pulses
            for pulse in there.pulses:
                if pulse.in_every_order:
                    *_, last = run_phases(pathway, [pulse.switched, {}], start=state)
                    assert aim.contains(last.last)


def test_therapy_starts_the_loop_of_tnf_and_its_antibody_ends_it() -> None:
    """Of six inputs just one, each way, and in every order; starting again leads back, too."""
    pathway = shipped("tnf-stat1-fatigue")
    naive = settled_start(pathway).last
    _, fatigued = aims(pathway, naive, {})
    assert (Pulse({"Targeted_Therapy": True}, in_every_order=True, looks_so_held=False),) == answer(
        pathway, naive, {}, fatigued
    ).pulses
    latched = after(pathway, {"Targeted_Therapy": True})
    rested, _ = aims(pathway, latched, {})
    back = answer(pathway, latched, {}, rested)
    assert (Pulse({"Anti_TNF": True}, in_every_order=True, looks_so_held=True),) == back.pulses
    assert Pulse({}, in_every_order=True, looks_so_held=True) == back.anew
    assert (Tried(Stage.SINGLES, 6, 6),) == back.tried


def test_nodes_are_held_only_where_no_input_leads_there() -> None:
    """A memory that nothing wipes ends when it, or what feeds it, is held against its rule; singles and pairs first."""
    pathway = chain()
    latched = after(pathway, {"Stress": True})
    naive, _ = aims(pathway, latched, {})
    there = answer(pathway, latched, {}, naive)
    assert [(Stage.SINGLES, 2), (Stage.PAIRS, 1), (Stage.NODES, 4)] == [(one.stage, one.total) for one in there.tried]
    assert [Pulse({"Memory": False}, in_every_order=True, looks_so_held=True)] == list(there.pulses)
    lines = list(way_sentences(there, pathway, str, holds_anything=False))
    told = "in every order of updates (exact); held on, all else is as there"
    assert f"- Memory held OFF for a while, then free again: {told}" in lines
    assert "Starting again leads there: in every order of updates (exact)." == lines[-1]


def test_pairs_are_tried_where_no_single_one_leads_there() -> None:
    """A lock that takes two keys at once, and remembers: nothing less is told, and no single node is tried."""
    base = chain()
    lock = replace(
        base,
        nodes={
            "Stress": base.nodes["Stress"],
            "Drug": base.nodes["Drug"],
            "Lock": replace(base.nodes["Memory"], id="Lock", rule=parse_rule("Stress and Drug or Lock")),
        },
        edges=(), scenarios=(), variants=(), profiles=(),
    )  # fmt: skip
    _, opened = aims(lock, lock.start, {})
    there = answer(lock, lock.start, {}, opened)
    assert [{"Drug": True, "Stress": True}] == [dict(pulse.switched) for pulse in there.pulses]
    assert (Tried(Stage.SINGLES, 2, 2), Tried(Stage.PAIRS, 1, 1)) == there.tried
    lines = list(way_sentences(there, lock, str, holds_anything=False))
    assert "- Drug ON and Stress ON for a while, then OFF again: in every order of updates (exact)" in lines[1]


def test_drugs_come_before_conditions() -> None:
    """The order in which they are tried is the order in which they are told."""
    pathway = shipped("immune-evasion-map")
    inputs, ruled = attractor_ways.switches(pathway, pathway.start, {})
    kinds = [pathway.nodes[node].kind.value for node, _ in inputs]
    assert ["drug"] * kinds.count("drug") == kinds[: kinds.count("drug")]
    assert "condition" == kinds[kinds.count("drug")]
    assert not {node for node, _ in inputs} & {node for node, _ in ruled}


def test_a_race_is_led_to_in_some_orders_only() -> None:
    """A pause of the drug lets both nodes race again: it is not said that one of them wins."""
    pathway = duel()
    held = {"Drug": True}
    state = pathway.network.state({"Drug": True, "A": True, "Control": True})
    (there,) = [
        answer(pathway, state, held, aim) for aim in aims(pathway, state, held) if not aim.contains(state)
    ]  # fmt: skip
    assert (Pulse({"Drug": False}, in_every_order=False, looks_so_held=False),) == there.pulses
    lines = list(way_sentences(there, pathway, str, holds_anything=True))
    told = "in some orders of updates, in others not (exact); only once it is let go"
    assert f"- Drug OFF for a while, then ON again: {told}" in lines


def test_what_is_sure_to_arrive_is_told_first() -> None:
    """Of what is of one kind; and what was found out for one attractor is not looked for again for the next."""
    pathway = shipped("immune-evasion-map")
    latched = after(pathway, {"Targeted_Therapy": True})
    (naive, *_) = aims(pathway, latched, {})
    known: Known = {}
    start = settled_start(pathway).last
    first, second = (
        list(look_for_way(pathway, latched, {}, naive, start=start, ahead=False, budget=Budget(), known_ahead=known))[
            -1
        ]
        for _ in range(2)
    )
    assert first == second
    assert len(known) > 15
    sure = [pulse.in_every_order for pulse in first.pulses]
    assert sorted(sure, reverse=True) == sure


def test_what_is_not_finished_is_said() -> None:
    """Without time nothing is called exact, and nothing is ruled out."""
    pathway = chain()
    latched = after(pathway, {"Stress": True})
    naive, _ = aims(pathway, latched, {})
    there = answer(pathway, latched, {}, naive, Budget(0.0))
    assert not there.exact
    assert there.reason
    assert "Not finished" in next(way_sentences(there, pathway, str, holds_anything=False))


def test_a_search_for_pulses_that_does_not_end_tells_how_far_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets that are not settled are counted, the answer is not exact, and "none" is not said."""

    def unsettled(*_: object) -> None:
        raise NotFinishedError("not settled in time")

    monkeypatch.setattr(attractor_ways.PulseSearch, "try_out", unsettled)
    pathway = chain()
    latched = after(pathway, {"Stress": True})
    naive, _ = aims(pathway, latched, {})
    there = answer(pathway, latched, {}, naive)
    assert Tried(Stage.SINGLES, 0, 2, 2) == there.tried[0]
    assert not there.exact
    (line,) = way_sentences(there, pathway, str, holds_anything=False)
    assert "Nothing is known that leads there: not finished" in line


def test_cancel_ends_it() -> None:
    """Nothing more is told."""
    pathway = chain()
    latched = after(pathway, {"Stress": True})
    naive, _ = aims(pathway, latched, {})
    with pytest.raises(NotFinishedError, match="cancelled"):
        answer(pathway, latched, {}, naive, Budget(cancelled=lambda: True))
