"""``simulate``: the JSON contract, and what a phase does."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from explorer import CAUTION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NODES = ["Stress", "Drug", "Base", "Signal", "Shield", "Memory", "Ready", "odd=name, really"]


@pytest.fixture
def simulated(call: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """Return a function from words to the JSON that ``simulate`` prints."""

    def run(*words: object) -> dict[str, Any]:
        answer = call("simulate", *words, "--json")
        assert (answer.code, answer.err) == (0, "")
        found = json.loads(answer.out)
        assert isinstance(found, dict)
        return found

    return run


def test_json_has_the_keys_of_the_contract(simulated: Callable[..., Any], switch: Path) -> None:
    """nodes, phases (hold, trajectory, end, period) and final, and nothing renamed."""
    found = simulated(switch, "--phase", "Stress=on")
    assert list(found) == ["nodes", "phases", "final"]
    assert list(found["phases"][0]) == ["hold", "trajectory", "end", "period"]
    assert found["nodes"] == NODES
    assert found["phases"][0]["hold"] == {"Stress": True}
    assert list(found["final"]) == NODES
    assert all(isinstance(value, bool) for value in found["final"].values())


def test_a_trajectory_begins_with_the_holds_applied(simulated: Callable[..., Any], switch: Path) -> None:
    """The first state is the start state with Stress held, before any rule spoke; Ready is off as the file has it."""
    trajectory = simulated(switch, "--phase", "Stress=on")["phases"][0]["trajectory"]
    assert trajectory[0] == [1, 0, 1, 0, 0, 0, 0, 0]


def test_a_fixed_point_ends_a_trajectory_once(simulated: Callable[..., Any], switch: Path) -> None:
    """Signal, Shield, Memory: three steps, and the last state is not repeated."""
    phase = simulated(switch, "--phase", "Stress=on")["phases"][0]
    assert phase["trajectory"] == [
        [1, 0, 1, 0, 0, 0, 0, 0],
        [1, 0, 1, 1, 0, 0, 1, 0],
        [1, 0, 1, 1, 1, 0, 1, 0],
        [1, 0, 1, 1, 1, 1, 1, 0],
    ]
    assert (phase["end"], phase["period"]) == ("fixed_point", 1)


def test_a_state_at_rest_is_a_trajectory_of_one(simulated: Callable[..., Any], switch: Path) -> None:
    """A second phase that changes nothing has one state."""
    phases = simulated(switch, "--phase", "Stress=on", "--phase", "Stress=on")["phases"]
    assert phases[1]["trajectory"] == [phases[0]["trajectory"][-1]]


def test_a_cycle_ends_with_the_state_that_closes_it(simulated: Callable[..., Any], clock: Path) -> None:
    """Four states turn; the fifth is the first again."""
    phase = simulated(clock)["phases"][0]
    assert phase["trajectory"] == [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
    assert (phase["end"], phase["period"]) == ("cycle", 4)


def test_steps_limit_each_phase(simulated: Callable[..., Any], clock: Path) -> None:
    """Two steps are three states; the end is called a limit, without a period."""
    phase = simulated(clock, "--steps", 2)["phases"][0]
    assert (len(phase["trajectory"]), phase["end"], phase["period"]) == (3, "limit", None)


def test_without_a_phase_one_run_without_holds(simulated: Callable[..., Any], switch: Path) -> None:
    """The start state as the file gives it comes to rest: only Ready moves."""
    phases = simulated(switch)["phases"]
    assert [phase["hold"] for phase in phases] == [{}]
    assert phases[0]["trajectory"] == [[0, 0, 1, 0, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0, 1, 0]]


def test_a_released_input_goes_back_to_its_start_value(simulated: Callable[..., Any], switch: Path) -> None:
    """Base starts ON, is held OFF, and is ON again once released; Stress is OFF again; Memory remembers."""
    phases = simulated(switch, "--phase", "Base=off,Stress=on", "--phase", "")["phases"]
    begun = dict(zip(NODES, phases[1]["trajectory"][0], strict=True))
    ended = dict(zip(NODES, phases[1]["trajectory"][-1], strict=True))
    assert (begun["Base"], begun["Stress"], begun["Signal"]) == (1, 0, 1)
    assert (ended["Signal"], ended["Memory"], ended["Ready"]) == (0, 1, 1)


def test_a_released_node_follows_its_rule_again(simulated: Callable[..., Any], switch: Path) -> None:
    """Shield held ON without Stress falls in the step after its release."""
    phases = simulated(switch, "--phase", "Shield=on", "--phase", "")["phases"]
    shield = NODES.index("Shield")
    assert [state[shield] for state in phases[0]["trajectory"]] == [1, 1]
    assert [state[shield] for state in phases[1]["trajectory"]] == [1, 0]


def test_settle_first_lets_the_start_state_rest(simulated: Callable[..., Any], switch: Path) -> None:
    """Ready is ON in the first state of the first phase; the settling itself is no phase."""
    phases = simulated(switch, "--settle-first", "--phase", "Stress=on")["phases"]
    assert len(phases) == 1
    assert phases[0]["trajectory"][0][NODES.index("Ready")] == 1


def test_a_scenario_is_its_phases_from_the_settled_start(simulated: Callable[..., Any], switch: Path) -> None:
    """--scenario equals --settle-first with the scenario's phases written out."""
    assert simulated(switch, "--scenario", "remembered") == simulated(
        switch, "--settle-first", "--phase", "Stress=on", "--phase", ""
    )


@pytest.mark.parametrize("word", ["on", "ON", "True", "yes", "1"])
def test_a_state_is_read_in_every_spelling(simulated: Callable[..., Any], switch: Path, word: str) -> None:
    """In any case, with blanks about it."""
    assert simulated(switch, "--phase", f" Stress = {word} ,")["phases"][0]["hold"] == {"Stress": True}


@pytest.mark.parametrize("word", ["off", "oFF", "false", "No", "0"])
def test_and_so_is_its_opposite(simulated: Callable[..., Any], switch: Path, word: str) -> None:
    """The same for OFF."""
    assert simulated(switch, "--phase", f"Base={word}")["phases"][0]["hold"] == {"Base": False}


def test_odd_ids_are_split_at_the_last_sign(simulated: Callable[..., Any], switch: Path) -> None:
    """An id may hold '=' and ','."""
    found = simulated(switch, "--phase", "Stress=on,odd=name, really=on,Drug=off")
    assert found["phases"][0]["hold"] == {"Stress": True, "odd=name, really": True, "Drug": False}


@pytest.mark.parametrize("update", ["synchronous", "asynchronous", "sequential", "priority"])
def test_every_update_scheme_reaches_the_same_rest(simulated: Callable[..., Any], switch: Path, update: str) -> None:
    """The switch has one fixed point under stress, whatever the order."""
    phase = simulated(switch, "--phase", "Stress=on", "--update", update)["phases"][0]
    assert (phase["trajectory"][-1], phase["end"]) == ([1, 0, 1, 1, 1, 1, 1, 0], "fixed_point")


def test_an_asynchronous_step_moves_one_node(simulated: Callable[..., Any], switch: Path) -> None:
    """Neighbouring states differ in one place, and the seed decides the order alone."""
    words = (switch, "--phase", "Stress=on", "--update", "asynchronous", "--seed", 3)
    states = simulated(*words)["phases"][0]["trajectory"]
    steps = [sum(a != b for a, b in zip(*pair, strict=True)) for pair in pairwise(states)]
    assert set(steps) == {1}
    assert simulated(*words)["phases"][0]["trajectory"] == states


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--phase", "Stres=on"], "there is no node 'Stres'. Did you mean 'Stress'?"),
        (["--phase", "Stress"], "'Stress' has no state. Write Stress=on or Stress=off"),
        (["--phase", "Stress,Drug=on"], "'Stress' has no state. Write Stress=on or Stress=off"),
        (["--phase", "Stress=maybe"], "'maybe' is not a state. Write Stress=on or Stress=off"),
        (["--phase", "Stress=on,Stress=off"], "'Stress' is given both on and off"),
        (["--phase", "=on"], "'=on' has no state"),
        (["--scenario", "rememberd"], "there is no scenario 'rememberd'. Did you mean 'remembered'?"),
        (["--steps", "-1"], "--steps takes a number from 0"),
        (["--steps", "few"], "invalid int value: 'few'"),
        (["--update", "random"], "invalid choice: 'random'"),
        (["--stepz", "3"], "Did you mean '--steps'?"),
    ],
)
def test_wrong_options_are_wrong_usage(call: Callable[..., Any], switch: Path, words: list[str], message: str) -> None:
    """Exit code 2, the words on the error stream, nothing on the other."""
    answer = call("simulate", switch, *words)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err


def test_the_table_tells_steps_outcome_and_caution(call: Callable[..., Any], switch: Path) -> None:
    """Without --json: what was held, what moved when, how it ended, and what the model is for."""
    out = call("simulate", switch, "--phase", "Stress=on").out
    assert "Phase 1: Stress ON" in out
    assert "step 1   Signal ON, Ready ON" in out
    assert "at rest after 3 steps" in out
    assert out.rstrip().endswith(CAUTION)


def test_the_table_says_when_a_run_does_not_rest(call: Callable[..., Any], clock: Path) -> None:
    """A cycle and a limit are named as such."""
    assert "turns in a cycle of 4 steps" in call("simulate", clock).out
    assert "stopped after 1 step, not at rest" in call("simulate", clock, "--steps", 1).out


def test_a_shipped_pathway_is_found_by_id_and_title(simulated: Callable[..., Any]) -> None:
    """lcn2-shield and its title give what the file gives."""
    by_id = simulated("lcn2-shield", "--phase", "Chronic_Stress=on")
    assert by_id["final"]["Chronic_Stress"] is True
    assert simulated("the LCN2 shield", "--phase", "Chronic_Stress=on") == by_id


def test_a_file_with_errors_is_a_problem(call: Callable[..., Any], tmp_path: Path) -> None:
    """Exit code 1 and every problem on the error stream."""
    path = tmp_path / "bad.yaml"
    path.write_text("format: pathway/1\nid: b\ntitle: B\nnodes:\n  A: {rule: B and C}\n", encoding="utf-8")
    answer = call("simulate", path)
    assert (answer.code, answer.out) == (1, "")
    assert [line.split(": ")[1] for line in answer.err.splitlines()] == ["error", "error"]
