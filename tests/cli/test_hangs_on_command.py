"""``hangs-on``: what overturns a result, in JSON and in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from explorer import CAUTION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STRESS = ("--settle-first", "--phase", "Chronic_Stress=on")


def test_json_names_every_change(call: Callable[..., Any]) -> None:
    """Goal, result, and each change with its kind, confidence, references and effect, overturning ones first."""
    answer = call("hangs-on", "lcn2-shield", "--goal", "Tumor_Progression=on", *STRESS, "--json")
    found = json.loads(answer.out)
    assert (0, {"Tumor_Progression": True}, True) == (answer.code, found["goal"], found["met"])
    assert len(found["changes"]) == found["tried"]
    overturning = [change["id"] for change in found["changes"] if change["overturns"]]
    assert "ATF4 -> LCN2" in overturning
    assert [change["id"] for change in found["changes"][: len(overturning)]] == overturning


def test_text_says_how_well_each_is_known_and_the_caution(call: Callable[..., Any]) -> None:
    """The arrow, the rule that follows, the confidence, the source."""
    answer = call("hangs-on", "lcn2-shield", "--goal", "Tumor_Progression=on", *STRESS)
    assert (
        "- without ATF4 -> LCN2, so that LCN2 has the rule: false (reported; scienmag2026, bossowski2026)" in answer.out
    )
    assert answer.out.endswith(CAUTION + "\n")


def test_it_says_whether_it_is_exact_or_one_sample(call: Callable[..., Any]) -> None:
    """One random order is no proof, and is not called one."""
    asked = ("hangs-on", "lcn2-shield", "--goal", "Tumor_Progression=on", *STRESS)
    assert "Exact for the synchronous order: each change was run anew from the start." in call(*asked).out
    assert json.loads(call(*asked, "--json").out)["exact"] is True
    sampled = (*asked, "--update", "asynchronous")
    assert "Sampled: each change was run in one random order only" in call(*sampled).out
    assert json.loads(call(*sampled, "--json").out)["exact"] is False


def test_only_what_is_established_says_what_is_left(call: Callable[..., Any]) -> None:
    """Without the reported arrows the result does not come about."""
    answer = call("hangs-on", "lcn2-shield", "--goal", "Mac_Suppressive=on", *STRESS, "--only", "established")
    assert "It does not end with Mac_Suppressive ON, but with Mac_Suppressive OFF." in answer.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--goal", "Memry=on"), "Did you mean 'Memory'?"),
        (("--goal", ""), "--goal names no node"),
        (("--goal", "Memory"), "Write Memory=on or Memory=off"),
        ((), "--goal"),
    ],
)
def test_a_goal_that_makes_no_sense_is_wrong_usage(
    call: Callable[..., Any], switch: Path, words: tuple[str, ...], said: str
) -> None:
    """Exit code 2 and what to write."""
    answer = call("hangs-on", switch, *words)
    assert (2, "") == (answer.code, answer.out)
    assert said in answer.err
