"""What does a network know about its nodes?"""

from __future__ import annotations

from itertools import product

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


def test_a_network_with_another_rule_steps_as_one_made_anew() -> None:
    """Only the one rule differs, node by node and all at once; the first network stays as it is."""
    rules = {"B": parse_rule("A and not C"), "C": parse_rule("B or C")}
    network = Network(["A", "B", "C"], rules)
    changed = network.with_rule("B", parse_rule("A or C"))
    anew = Network(["A", "B", "C"], {**rules, "B": parse_rule("A or C")})
    for state in product((0, 1), repeat=3):
        assert anew.step(state, 1) == changed.step(state, 1)
        for at in range(3):
            assert anew.node_function(at)(state, 1) == changed.node_function(at)(state, 1)
    assert (anew.inputs, anew.regulators, anew.targets) == (changed.inputs, changed.regulators, changed.targets)
    assert ("A", "C") == network.regulators["B"]
    assert (0, 0, 1) == network.step((0, 0, 1), 1)


def test_a_rule_with_an_unknown_name_is_refused() -> None:
    """As when a network is made; an input cannot be given a rule, for a run would treat it otherwise."""
    network = Network(["A", "B"], {"B": parse_rule("A")})
    with pytest.raises(UnknownNodeError, match="D"):
        network.with_rule("B", parse_rule("D"))
    with pytest.raises(UnknownNodeError, match="A"):
        network.with_rule("A", parse_rule("B"))
