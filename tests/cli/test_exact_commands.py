"""``attractors``, ``plan`` and ``matrix``: the JSON contract, words to read, and refusals."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from explorer import CAUTION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STRESS = ("--settle-first", "--phase", "Chronic_Stress=on")


def test_attractors_have_the_keys_of_the_contract(call: Callable[..., Any], switch: Path) -> None:
    """exact and attractors; each with kind, size, on, off, varying."""
    answer = call("attractors", switch, "--hold", "Stress=off", "--json")
    found = json.loads(answer.out)
    assert (0, True, 2) == (answer.code, found["exact"], len(found["attractors"]))
    assert ["kind", "size", "on", "off", "varying"] == list(found["attractors"][0])
    assert [["Base", "Ready"], ["Base", "Memory", "Ready"]] == sorted(
        (one["on"] for one in found["attractors"]), key=len
    )
    assert {("fixed_point", 1)} == {(one["kind"], one["size"]) for one in found["attractors"]}


def test_attractors_follow_the_last_phase(call: Callable[..., Any], switch: Path) -> None:
    """Its holds stand, --hold adds to them, and --reachable keeps what can be reached from the end of the run."""
    run = ("--phase", "Stress=on", "--phase", "")
    everywhere = json.loads(call("attractors", switch, *run, "--json").out)
    reached = json.loads(call("attractors", switch, *run, "--reachable", "--json").out)
    assert (2, 1) == (len(everywhere["attractors"]), len(reached["attractors"]))
    assert "Memory" in reached["attractors"][0]["on"]
    held = json.loads(call("attractors", switch, "--phase", "Stress=on", "--hold", "Drug=on", "--json").out)
    assert {"Stress": True, "Drug": True} == held["hold"]
    refused = call("attractors", switch, "--hold", "Stress=on", "--hold", "Stress=off")
    assert (2, "--hold: 'Stress' is given both on and off") == (refused.code, refused.err.strip())


def test_a_cyclic_attractor_counts_its_states(call: Callable[..., Any], clock: Path) -> None:
    """What varies is listed, and the text says that it keeps turning."""
    found = json.loads(call("attractors", clock, "--json").out)
    (one,) = found["attractors"]
    assert "cyclic" == one["kind"]
    assert one["size"] > 1
    assert one["varying"]
    text = call("attractors", clock).out
    assert f"keeps turning among {one['size']} states" in text
    assert text.endswith(CAUTION + "\n")


def test_plan_has_the_keys_of_the_contract(call: Callable[..., Any]) -> None:
    """exact, and the sets with only what is added."""
    answer = call("plan", "immune-evasion-map", "--goal", "Durable_Response=on", *STRESS, "--json")
    found = json.loads(answer.out)
    assert (0, True) == (answer.code, found["exact"])
    assert [{"Anti_LCN2": True, "Anti_PD1": True}, {"ISR_Inhibitor": True, "Anti_PD1": True}] == found["sets"]


def test_plan_in_words(call: Callable[..., Any]) -> None:
    """It says what it knows, how, and the caution."""
    answer = call("plan", "immune-evasion-map", "--goal", "Durable_Response=on", *STRESS)
    assert "1. Anti_LCN2 ON, Anti_PD1 ON" in answer.out
    assert "Exact: 256 of 256 sets of up to 4 drugs looked at" in answer.out
    assert answer.out.endswith(CAUTION + "\n")
    none = call("plan", "immune-evasion-map", "--goal", "Durable_Response=on", *STRESS, "--max", "1")
    assert "No set of up to 1 drugs reaches it." in none.out


def test_matrix_marks_synergy(call: Callable[..., Any]) -> None:
    """As JSON and as a grid."""
    words = ("matrix", "immune-evasion-map", "--goal", "Durable_Response=on", *STRESS)
    found = json.loads(call(*words, "--json").out)
    assert found["exact"]
    assert 2 == sum(pair["interplay"] == "synergy" for pair in found["pairs"])
    assert (9, 36) == (len(found["singles"]), len(found["pairs"]))
    text = call(*words).out
    assert "Synergy:\n  ISR_Inhibitor ON, Anti_PD1 ON\n  Anti_LCN2 ON, Anti_PD1 ON" in text
    assert text.endswith(CAUTION + "\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("plan", "--goal", ""), "the goal is empty"),
        (("plan",), "the goal is empty"),
        (("plan", "--goal", "Memry=on"), "Did you mean 'Memory'?"),
        (("plan", "--goal", "Memory"), "Write Memory=on or Memory=off"),
        (("plan", "--goal", "Stress=off", "--phase", "Stress=on"), "'Stress' is held ON"),
        (("plan", "--goal", "Memory=on", "--goal", "Memory=off"), "given both on and off"),
        (("plan", "--goal", "Memory=on", "--max", "40"), "--max takes a number from 0 to 12"),
        (("matrix", "--goal", "Memory=on", "--seconds", "0"), "--seconds takes a number above 0"),
        (("attractors", "--hold", "Nothing=on"), "there is no node 'Nothing'"),
    ],
)
def test_refusals_in_words(call: Callable[..., Any], switch: Path, words: tuple[str, ...], said: str) -> None:
    """Wrong usage is said in a sentence, with exit code 2 and no traceback."""
    answer = call(words[0], switch, *words[1:])
    assert 2 == answer.code
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_attractors_say_how_each_is_reached(call: Callable[..., Any], switch: Path) -> None:
    """--ways adds a way, or what would lead there, to each; the other keys stay as they are."""
    found = json.loads(call("attractors", switch, "--phase", "Stress=on", "--ways", "--json").out)
    (one,) = found["attractors"]
    assert ["kind", "size", "on", "off", "varying", "way"] == list(one)
    assert (True, [], True) == (one["way"]["ahead"], one["way"]["steps"], one["way"]["exact"])
    begun = json.loads(call("attractors", switch, "--hold", "Stress=on", "--ways", "--json").out)
    steps = [(step["node"], step["value"]) for step in begun["attractors"][0]["way"]["steps"]]
    assert [("Signal", True), ("Shield", True), ("Memory", True)] == steps


def test_attractors_say_in_words_what_would_lead_there(call: Callable[..., Any], switch: Path) -> None:
    """A memory that is set ends only by holding it OFF, or by starting again; stress sets it."""
    naive = call("attractors", switch, "--ways").out
    assert "    - Stress ON for a while, then OFF again: in every order of updates (exact)" in naive
    latched = call("attractors", switch, "--phase", "Stress=on", "--phase", "", "--ways").out
    assert "    - Memory held OFF for a while, then free again: in every order of updates (exact)" in latched
    assert "  Starting again leads there: in every order of updates (exact)." in latched
    assert latched.endswith(CAUTION + "\n")
    refused = call("attractors", switch, "--ways", "--csv")
    assert (2, "--ways goes with text or --json, not with --csv") == (refused.code, refused.err.strip())
