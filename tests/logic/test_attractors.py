"""Are the attractors right: against listing every state, and against independent engines on published models?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from corpus import FOLDER, bnet_models, needs_corpus, reference
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_networks import brute_attractors, holds_of, networks, states_of

from explorer.io.formats import load
from explorer.logic import attractors, reachability
from explorer.logic.attractors import Attractor, AttractorKind, find_attractors
from explorer.logic.budget import Budget
from explorer.logic.network import Network
from explorer.logic.reachability import find_reachable
from explorer.logic.rule_parser import parse_rule

if TYPE_CHECKING:
    from collections.abc import Iterable

SLOW = {"bbm-209-cell-cycle-apoptosis", "bbm-210-cascade2", "bbm-284-anchorage"}
"""Models that take more than some seconds; tests/benchmarks/attractors.py runs them."""
INPUTS = {"inputs_free": None, "inputs_false": False, "inputs_true": True}


def network_of(**rules: str) -> Network:
    return Network(rules, {node: parse_rule(text) for node, text in rules.items() if text})


def described(parts: Iterable[frozenset[tuple[int, ...]]]) -> set[tuple[int, tuple[int | None, ...]]]:
    """Return of each set of states its size, and the value that each node has throughout."""
    found = set()
    for states in parts:
        columns = [set(column) for column in zip(*states, strict=True)]
        found.add((len(states), tuple(column.pop() if len(column) == 1 else None for column in columns)))
    return found


def as_described(network: Network, found: Iterable[Attractor]) -> set[tuple[int, tuple[int | None, ...]]]:
    return {
        (one.size, tuple(None if (value := one.value(node)) is None else int(value) for node in network.nodes))
        for one in found
    }


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_all_attractors_of_small_networks(data: st.DataObject) -> None:
    """Sizes, values and a state of each attractor agree with listing every state."""
    network = data.draw(networks())
    start, holds = data.draw(states_of(network)), data.draw(holds_of(network))
    expected = brute_attractors(network, start, holds, everywhere=True)
    result = find_attractors(network, start, holds)
    assert result.exact
    assert len(expected) == len(result.found)
    assert described(expected) == as_described(network, result.found)
    assert all(any(one.state in states and len(states) == one.size for states in expected) for one in result.found)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_reachable_attractors_of_small_networks(data: st.DataObject) -> None:
    """What is reachable from a state agrees with following every step from it."""
    network = data.draw(networks())
    start, holds = data.draw(states_of(network)), data.draw(holds_of(network))
    expected = brute_attractors(network, start, holds, everywhere=False)
    result = find_reachable(network, start, holds)
    assert result.exact
    assert len(expected) == len(result.found)
    assert described(expected) == as_described(network, result.found)


@pytest.mark.parametrize("everywhere", [True, False])
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_decision_diagrams_agree(monkeypatch: pytest.MonkeyPatch, data: st.DataObject, everywhere: bool) -> None:  # noqa: FBT001
    """With every loop handed to decision diagrams the answers are the same."""
    monkeypatch.setattr(attractors, "MOST_NODES", 1)
    monkeypatch.setattr(reachability, "MOST_NODES", 1)
    monkeypatch.setattr(reachability, "_TRIALS", data.draw(st.sampled_from([1, 200])))
    network = data.draw(networks(least=4))
    start = data.draw(states_of(network))
    expected = brute_attractors(network, start, {}, everywhere=everywhere)
    result = (find_attractors if everywhere else find_reachable)(network, start)
    assert (True, "") == (result.exact, result.reason)
    assert described(expected) == as_described(network, result.found)


def sizes(result: attractors.AttractorList) -> list[str]:
    return sorted(str(one.size) for one in result.found)


@needs_corpus
@pytest.mark.parametrize("name", sorted(set(bnet_models()) - SLOW))
def test_published_models(name: str) -> None:
    """Number and sizes of the attractors, and the fixed points themselves, are those of the reference."""
    expected = reference(name)
    network = load(FOLDER / f"{name}.bnet").pathway.network
    for inputs, wanted in expected["async_attractors"].items():
        value = INPUTS[inputs]
        holds = {} if value is None else dict.fromkeys(expected["inputs"], value)
        result = find_attractors(network, network.state({}), holds, budget=Budget(30))
        assert result.exact
        if "sizes" in wanted:
            assert sorted(wanted["sizes"]) == sizes(result)
        assert fixed_points(expected, inputs) == bit_strings(network, result)


def fixed_points(expected: dict[str, Any], inputs: str) -> list[str]:
    return sorted(expected["fixed_points"][inputs]["states"])


def bit_strings(network: Network, result: attractors.AttractorList) -> list[str]:
    order = [network.index[node] for node in sorted(network.nodes)]
    points = [one.state for one in result.found if one.kind is AttractorKind.FIXED_POINT]
    return sorted("".join(str(state[at]) for at in order) for state in points)


def test_a_loop_that_keeps_itself_has_both_ends() -> None:
    """A switch of two nodes rests ON or OFF; from OFF with a trigger held only ON is reachable."""
    network = network_of(Trigger="", A="Trigger or B", B="A")
    assert [1, 1] == [one.size for one in find_attractors(network, (0, 0, 0)).found]
    (reached,) = find_reachable(network, (0, 0, 0), {"Trigger": True}).found
    assert ("Trigger", "A", "B") == reached.on


def test_a_cancelled_search_says_so() -> None:
    """Nothing is invented when the user stops: the list is marked as not exact."""
    network = network_of(A="not B", B="A")
    result = find_attractors(network, (0, 0), budget=Budget(cancelled=lambda: True))
    assert (False, "cancelled", ()) == (result.exact, result.reason, result.found)


def test_diagrams_stop_when_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is ended, and the list is marked as unfinished."""
    monkeypatch.setattr(attractors, "MOST_NODES", 1)
    network = network_of(A="not B", B="A")
    result = find_attractors(network, (0, 0), budget=Budget(0.0))
    assert (False, ()) == (result.exact, result.found)
    assert "not finished within" in result.reason
