"""What does a phase leave to the next one?"""

from __future__ import annotations

from explorer.io.pathway_reader import parse_pathway
from explorer.logic.simulation import StopReason
from explorer.pathway.run import phase_start, run_phase, run_phases, settled_start
from explorer.pathway.scenario import orders_that_agree, play

PATHWAY = parse_pathway("""\
format: pathway/1
id: x
title: y
nodes:
  Drug: {kind: drug}
  Stress: {start: on}
  Scar: {rule: Drug or Scar}
  Calm: {rule: not Stress}
scenarios:
  - {id: s, title: t, phases: [{hold: {Drug: on}}, {}], expect: {Scar: on, Calm: off}, basis: inference}
""").pathway


def named(state: tuple[int, ...]) -> dict[str, bool]:
    return PATHWAY.network.named(state)


def test_a_released_input_goes_back_to_its_start_value() -> None:
    """Stress is ON by itself, the drug OFF."""
    assert (0, 1, 1, 0) == phase_start(PATHWAY, (1, 0, 1, 0), {})


def test_a_ruled_node_keeps_its_value_between_phases() -> None:
    """What the drug left behind stays when the drug is gone."""
    runs = run_phases(PATHWAY, [{"Drug": True}, {}])
    assert {"Drug": False, "Stress": True, "Scar": True, "Calm": False} == named(runs[-1].last)


def test_a_phase_holds_what_it_says() -> None:
    """A held input keeps its value to the end."""
    run = run_phase(PATHWAY, PATHWAY.start, {"Stress": False})
    assert ((0, 0, 0, 1), StopReason.FIXED_POINT) == (run.last, run.end)


def test_the_settled_start_is_at_rest() -> None:
    """It is the file's start state run without holds."""
    assert ((0, 1, 0, 0), 1) == (settled_start(PATHWAY).last, settled_start(PATHWAY).period)


def test_a_scenario_is_played_phase_by_phase() -> None:
    """All expectations are met, in every order."""
    (scenario,) = PATHWAY.scenarios
    assert (True, 2, 10) == (
        play(PATHWAY, scenario).holds,
        len(play(PATHWAY, scenario).trajectories),
        orders_that_agree(PATHWAY, scenario, orders=10),
    )
