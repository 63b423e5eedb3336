"""``profiles``: the matrix, the markers, and tables of cases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from explorer import CAUTION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_json_gives_the_matrix_and_the_markers(call: Callable[..., Any]) -> None:
    """Therapies, profiles with their responses, and the tree with exact counts."""
    answer = call("profiles", "immune-evasion-map", "--therapy", "Anti_PD1=on", "--json")
    found = json.loads(answer.out)
    assert (0, [{}, {"Anti_PD1": True}]) == (answer.code, found["therapies"])
    by_id = {profile["id"]: [one["response"] for one in profile["responses"]] for profile in found["profiles"]}
    assert ([False, True], [False, False]) == (by_id["marker-low"], by_id["lcn2-high"])
    (markers,) = found["markers"]
    assert (128, 8) == (markers["settings"], markers["tree"]["responding"])
    assert "Chronic_Stress" in markers["deciding"]
    assert found["exact"]


def test_text_shows_the_matrix_and_the_tree(call: Callable[..., Any]) -> None:
    """Profiles with their basis, a sign a cell, questions with counts, the caution."""
    out = call("profiles", "tnf-stat1-fatigue", "--therapy", "Anti_PD1=on").out
    assert "STAT1 acetylated, targeted therapy over: earlier Targeted_Therapy ON, then nothing held (inference)" in out
    assert "Anti_PD1 ON  + . .  1 of 3" in out
    assert "Who responds to Anti_PD1 ON? 1 of all 4 settings" in out
    assert "Earlier Prolonged targeted therapy ON: yes: none responds (1 settings)" in out
    assert out.endswith(CAUTION + "\n")


def test_cases_of_a_table_take_the_place_of_profiles(call: Callable[..., Any], tmp_path: Path) -> None:
    """A row a case."""
    table = tmp_path / "cases.csv"
    table.write_text("patient;Chronic_Stress;Host_T_Cells\nanna;low;on\nbert;high;\n", encoding="utf-8")
    found = json.loads(call("profiles", "lcn2-shield", "--cases", table, "--pairs", "--json").out)
    assert ["anna", "bert"] == [profile["id"] for profile in found["profiles"]]
    assert {"Chronic_Stress": True} == found["profiles"][1]["hold"]
    assert len(found["therapies"]) == 7


def test_a_table_with_mistakes_is_refused_with_line_and_column(call: Callable[..., Any], tmp_path: Path) -> None:
    """Exit code 1 and every mistake."""
    table = tmp_path / "cases.csv"
    table.write_text("Stres,Drug\non,maybe\n", encoding="utf-8")
    answer = call("profiles", "lcn2-shield", "--cases", table)
    assert 1 == answer.code
    assert "cases.csv:1:7: error: there is no node 'Drug'" in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "no outcome of this file has a wanted value"),
        (("--goal", "Memory=on"), "describes no profiles"),
        (("--goal", "Memory=on", "--therapy", "Drg=on"), "Did you mean 'Drug'?"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(
    call: Callable[..., Any], switch: Path, words: tuple[str, ...], said: str
) -> None:
    """Exit code 2 and what to do."""
    answer = call("profiles", switch, *words)
    assert (2, "") == (answer.code, answer.out)
    assert said in answer.err


def test_a_file_without_profiles_still_tells_markers(call: Callable[..., Any], switch: Path) -> None:
    """With a therapy and a goal the settings of the inputs are enough."""
    out = call("profiles", switch, "--goal", "Shield=off", "--therapy", "Drug=on").out
    assert "Who responds to Drug ON? 4 of all 4 settings" in out
    assert "The fewest markers that tell: 0 of 2." in out
