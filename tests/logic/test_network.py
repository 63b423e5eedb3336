"""What does a network know about its nodes?"""

from __future__ import annotations

import pytest

from explorer.errors import UnknownNodeError
from explorer.logic.network import Network, nearest
from explorer.logic.rule_parser import parse_rule

NETWORK = Network(["A", "B", "C"], {"B": parse_rule("A and not C"), "C": parse_rule("B")})


def test_inputs_are_the_nodes_without_a_rule() -> None:
    """Only A has no rule."""
    assert ("A",) == NETWORK.inputs


def test_targets_are_the_nodes_whose_rules_name_it() -> None:
    """A and C act on B, B acts on C."""
    assert {"A": ("B",), "B": ("C",), "C": ("B",)} == dict(NETWORK.targets)


def test_a_rule_may_name_known_nodes_only() -> None:
    """An unknown regulator is refused with the nearest name."""
    with pytest.raises(UnknownNodeError, match=r"there is no node 'Stat1'\. Did you mean 'STAT1'"):
        Network(["A", "STAT1"], {"A": parse_rule("Stat1")})


def test_a_state_sets_some_nodes_and_keeps_the_others() -> None:
    """Values go on top of the state given as otherwise."""
    assert (1, 0, 1) == NETWORK.state({"B": False}, otherwise=(1, 1, 1))


@pytest.mark.parametrize(("name", "hint"), [("actf4", "Did you mean 'ATF4'?"), ("zzzz", "")])
def test_hints_only_for_near_names(name: str, hint: str) -> None:
    """A name that is like none gets no hint."""
    assert hint == nearest(name, ["ATF4", "LCN2"])
