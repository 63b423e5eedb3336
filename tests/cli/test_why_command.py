"""``why``: the JSON contract, and what a reader sees."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from explorer import CAUTION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_json_has_the_keys_of_the_contract(call: Callable[..., Any], switch: Path) -> None:
    """node, value and because; each link with node, value, step, rule, regulators and references."""
    answer = call("why", switch, "Memory", "--phase", "Stress=on", "--json")
    found = json.loads(answer.out)
    assert (0, ["node", "value", "because"]) == (answer.code, list(found)[:3])
    assert ("Memory", True) == (found["node"], found["value"])
    keys = ["node", "value", "step", "rule", "regulators", "references"]
    assert all(list(link)[:6] == keys for link in found["because"])
    assert {"node": "Memory", "value": True, "step": 3, "rule": "Shield or Memory", "regulators": {"Shield": True}} == {
        key: found["because"][0][key] for key in keys[:5]
    }
    assert found["caution"] == CAUTION


def test_text_names_sources_and_says_the_caution(call: Callable[..., Any]) -> None:
    """Each arrow with its confidence and sources, the sources in words, and the caution at the end."""
    answer = call("why", "lcn2-shield", "Tumor_Progression", "--settle-first", "--phase", "Chronic_Stress=on")
    assert answer.code == 0
    assert "T-cell exclusion is ON since step 7, because Suppressive macrophages are ON." in answer.out
    assert "Mac_Suppressive -> T_Cell_Exclusion: suppressive macrophages keep cytotoxic T cells out" in answer.out
    assert "bossowski2026: The integrated stress response promotes immune evasion" in answer.out
    assert "Tumour progression would be OFF if Tumour control were ON." in answer.out
    assert answer.out.endswith(CAUTION + "\n")


def test_a_cycle_is_explained_as_one(call: Callable[..., Any], clock: Path) -> None:
    """A clock's hands drive each other."""
    found = json.loads(call("why", clock, "A", "--json").out)
    assert found["loops"][0]["turning"]


def test_an_unknown_node_is_wrong_usage(call: Callable[..., Any], switch: Path) -> None:
    """Exit code 2 and the nearest name."""
    answer = call("why", switch, "Memry")
    assert (2, "") == (answer.code, answer.out)
    assert "Did you mean 'Memory'?" in answer.err
