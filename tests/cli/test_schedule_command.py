"""``schedule``: bars from the command line, lanes and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from explorer import CAUTION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AFTER = ("--bar", "Targeted_Therapy=on@0-6", "--bar", "Anti_PD1=on@10-")


def test_json_gives_bars_rows_and_exposures(call: Callable[..., Any]) -> None:
    """The schedule, when each outcome is ON, how everything ends, and what latches."""
    answer = call("schedule", "tnf-stat1-fatigue", *AFTER, "--against", "Anti_PD1=on@10-", "--json")
    found = json.loads(answer.out)
    assert {"node": "Targeted_Therapy", "value": True, "start": 0, "end": 6} == found["bars"][0]
    assert (False, True) == (found["final"]["Durable_Response"], found["against"]["final"]["Durable_Response"])
    assert [] == found["rows"]["Durable_Response"]
    assert "Durable_Response" in found["differing"]
    assert {"node": "Targeted_Therapy", "shortest": 4, "or_more": True, "exact": True} == {
        key: found["exposures"][0][key] for key in ("node", "shortest", "or_more", "exact")
    }


def test_text_shows_lanes_and_says_that_the_order_matters(call: Callable[..., Any]) -> None:
    """A lane a bar and an outcome, the comparison, the threshold, the caution."""
    out = call("schedule", "tnf-stat1-fatigue", *AFTER, "--against", "Anti_PD1=on@0-", "--show", "TNF_Tumor").out
    assert "======......" in out
    assert "Exact under synchronous update: every length that can differ was run." in out
    assert "The order matters. At the end, first / second:" in out
    assert "4 steps or more latch this loop: Tumour TNF-α, TNF receptor 1 signal, NF-κB." in out
    assert out.endswith(CAUTION + "\n")


def test_without_a_bar_every_input_is_tried(call: Callable[..., Any]) -> None:
    """One line an input."""
    out = call("schedule", "tnf-stat1-fatigue").out
    assert "Prolonged targeted therapy ON: 4 steps or more latch" in out
    assert "TNF-α blockade ON: no exposure leaves a lasting change." in out


@pytest.mark.parametrize(
    ("bar", "said"),
    [
        ("Stress=on", "Write for example Stress=on@0-6"),
        ("Stress=on@5", "Write for example Stress=on@0-6"),
        ("Stress=on,Drug=on@0-4", "is not one bar"),
        ("Strss=on@0-4", "Did you mean 'Stress'?"),
        ("Stress=maybe@0-4", "is not a state"),
        ("Stress=on@4-4", "goes from step 4 to 4"),
        ("Stress=on@4-99999999999", "too large"),
    ],
)
def test_a_bar_that_makes_no_sense_is_wrong_usage(call: Callable[..., Any], switch: Path, bar: str, said: str) -> None:
    """Exit code 2 and what to write."""
    answer = call("schedule", switch, "--bar", bar)
    assert (2, "") == (answer.code, answer.out)
    assert said in answer.err
