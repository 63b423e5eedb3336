"""What a flip means: commands as functions from state to state."""

from __future__ import annotations

import pytest
from small_pathways import chain, ring

from explorer.errors import CommandRefusedError, UnknownNodeError
from explorer.logic.simulation import StopReason
from explorer.session.commands import (
    HoldNode,
    NudgeNode,
    PlayScenario,
    ReleaseAll,
    ReleaseNode,
    SetHolds,
    SetUpdateScheme,
    StartAgain,
    ToggleNode,
    ToggleVariant,
)
from explorer.session.snapshot import opened


def test_flipping_an_input_switches_it_and_runs_to_rest() -> None:
    """An input flips, and what follows from it is there."""
    state = ToggleNode("Stress")(opened(chain()))
    assert (True, True, True) == tuple(state.value(node) for node in ("Stress", "Signal", "Growth"))


def test_flipping_an_input_back_leaves_no_hold() -> None:
    """An input at its start value is not held."""
    state = ToggleNode("Stress")(ToggleNode("Stress")(opened(chain())))
    assert {} == dict(state.holds)


def test_a_run_goes_on_from_the_present_state() -> None:
    """History matters: the memory that stress latched outlives the stress."""
    state = ToggleNode("Stress")(ToggleNode("Stress")(opened(chain())))
    assert (False, True) == (state.value("Growth"), state.value("Memory"))


def test_flipping_a_ruled_node_holds_it_and_flipping_again_releases_it() -> None:
    """A ruled node is held against its rule, and follows it again afterwards."""
    held = ToggleNode("Shield")(ToggleNode("Stress")(opened(chain())))
    released = ToggleNode("Shield")(held)
    assert ({"Stress": True, "Shield": False}, {"Stress": True}) == (dict(held.holds), dict(released.holds))
    assert (False, True) == (held.value("Growth"), released.value("Growth"))


def test_nudge_sets_once_and_lets_the_rule_speak() -> None:
    """A nudged node without support falls back; a self-sustaining one stays."""
    state = NudgeNode("Memory")(opened(chain()))
    assert True is state.value("Memory")
    assert False is NudgeNode("Shield")(opened(chain())).value("Shield")
    assert {} == dict(state.holds)


@pytest.mark.parametrize("node", ["Stress", "Shield"])
def test_nudge_refuses_inputs_and_held_nodes(node: str) -> None:
    """What has no rule to speak, or may not speak, is not nudged."""
    state = HoldNode("Shield", value=True)(opened(chain()))
    with pytest.raises(CommandRefusedError):
        NudgeNode(node)(state)


def test_start_again_forgets_holds_and_memory() -> None:
    """Start again goes back to the start state at rest."""
    start = opened(chain())
    assert start.present == StartAgain()(ToggleNode("Stress")(start)).present


def test_scenario_runs_its_phases_from_the_start_whatever_was_before() -> None:
    """A scenario does not depend on what the user did before it."""
    played = PlayScenario("S1")(ToggleNode("Drug")(opened(chain())))
    assert (False, True, "S1", 3) == (played.value("Growth"), played.value("Memory"), played.scenario, len(played.runs))


def test_a_step_after_a_scenario_leaves_it() -> None:
    """Expected beside reached is only shown while the scenario stands."""
    assert "" == ToggleNode("Drug")(PlayScenario("S1")(opened(chain()))).scenario


def test_variant_runs_everything_again() -> None:
    """Under the alternative rule the drug of the same history does nothing."""
    state = ToggleVariant("V1")(ToggleNode("Drug")(ToggleNode("Stress")(opened(chain()))))
    assert (True, 5) == (state.value("Growth"), len(state.pathway.edges))


def test_update_scheme_runs_the_history_again() -> None:
    """The same holds are run in the chosen order."""
    state = SetUpdateScheme("sequential")(ToggleNode("Stress")(opened(chain())))
    assert ("sequential", True, "sequential") == (state.scheme, state.value("Growth"), state.runs[-1].scheme)


def test_cycle_is_kept_as_one() -> None:
    """A run that closes a cycle says so with its period."""
    run = ToggleNode("Gate")(opened(ring())).runs[-1]
    assert (StopReason.CYCLE, 4) == (run.trajectory.end, run.trajectory.period)


@pytest.mark.parametrize(
    "command",
    [ToggleNode("Stres"), HoldNode("x", value=True), ReleaseNode("x"), NudgeNode("x"), SetHolds((("x", True),), "x")],
)
def test_unknown_nodes_are_refused_by_name(command: ToggleNode) -> None:
    """No command invents a node."""
    with pytest.raises(UnknownNodeError):
        command(opened(chain()))


@pytest.mark.parametrize(
    "command",
    [ReleaseAll(), ReleaseNode("Shield"), PlayScenario("S9"), ToggleVariant("V9"), SetUpdateScheme("random")],
)
def test_what_cannot_be_done_is_refused_in_words(command: ReleaseAll) -> None:
    """A refusal is an error with a sentence, not a silent nothing."""
    with pytest.raises(CommandRefusedError, match=r"\w+ \w+"):
        command(opened(chain()))


def test_a_nudge_is_repeated_as_a_nudge() -> None:
    """What the user set once is set again when the history is run in another order."""
    nudged = NudgeNode("Memory")(opened(chain()))
    assert True is SetUpdateScheme("sequential")(nudged).value("Memory")
