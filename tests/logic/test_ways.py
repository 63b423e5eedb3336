"""Is a way into an attractor one that the rules allow, as short as it says, and there exactly where there is one?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_networks import brute_attractors, holds_of, networks, states_of, steps, successors
from test_attractors import network_of

from explorer.errors import NotFinishedError
from explorer.logic import ways
from explorer.logic.attractors import find_attractors
from explorer.logic.budget import Budget
from explorer.logic.ways import Aim, Way, find_way, kept_values, replayed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explorer.logic.network import Network

Bits = tuple[int, ...]


def aims(network: Network, start: Bits, holds: Mapping[str, bool]) -> Iterator[tuple[Aim, frozenset[Bits]]]:
    """Yield every attractor as an aim, and its states as listing every state has them."""
    parts = brute_attractors(network, start, holds, everywhere=True)
    for one in find_attractors(network, start, holds).found:
        (states,) = [part for part in parts if one.state in part]
        yield Aim(network, kept_values(network, one), one.size, one.state), states


def shortest(network: Network, start: Bits, holds: Mapping[str, bool], states: frozenset[Bits]) -> int | None:
    """Return the least number of steps into ``states``, by listing every step; None where no order leads there."""
    begin = network.state(holds, otherwise=start)
    far = nx.single_source_shortest_path_length(steps(network, start, holds, everywhere=False), begin)
    return min((far[state] for state in states if state in far), default=None)


def is_allowed(network: Network, holds: Mapping[str, bool], way: Way) -> bool:
    """Whether each state of ``way`` follows from the one before by one step, read off the rules as trees."""
    return all(after in successors(network, before, holds) for before, after in zip(way.states, way.states[1:]))  # noqa: B905  (one fewer)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_shortest_way_into_every_attractor(data: st.DataObject) -> None:
    """As many steps as listing every state finds, each one allowed; None exactly where no order leads there."""
    network = data.draw(networks(least=2))
    start, holds = data.draw(states_of(network)), data.draw(holds_of(network))
    for aim, states in aims(network, start, holds):
        expected = shortest(network, start, holds, states)
        way = find_way(network, start, holds, aim, budget=Budget())
        assert expected == (None if way is None else len(way.moves))
        if way is not None:
            assert way.is_shortest
            assert network.state(holds, otherwise=start) == way.states[0]
            assert way.states[-1] in states
            assert not states.intersection(way.states[:-1])
            assert is_allowed(network, holds, way)
            assert [aim.contains(state) for state in way.states] == [state in states for state in way.states]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_way_by_chance_is_allowed_too(monkeypatch: pytest.MonkeyPatch, data: st.DataObject) -> None:
    """Where too many states lie on the way, a random order arrives; it is not called the shortest."""
    monkeypatch.setattr(ways, "MOST_STATES", 0)
    network = data.draw(networks(least=2))
    start, holds = data.draw(states_of(network)), data.draw(holds_of(network))
    for aim, states in aims(network, start, holds):
        least = shortest(network, start, holds, states)
        if least:
            way = find_way(network, start, holds, aim, budget=Budget())
            assert way is not None
            assert not way.is_shortest
            assert least <= len(way.moves)
            assert len(set(way.states)) == len(way.states)
            assert way.states[-1] in states
            assert is_allowed(network, holds, way)


def test_a_way_through_a_detour_is_found() -> None:
    """A node that must rise and fall again on the way does so: the straight way does not exist."""
    network = network_of(Key="not Door", Door="Key or Door", Room="Door and not Key or Room")
    (one,) = find_attractors(network, (0, 0, 0)).found
    way = find_way(network, (0, 0, 0), {}, Aim(network, one.state, 1, one.state), budget=Budget())
    assert way is not None
    assert ((0, 1), (1, 1), (0, 0), (2, 1)) == way.steps


def test_a_step_against_the_rules_is_refused() -> None:
    """Neither an input, nor a held node, nor one that agrees with its rule moves."""
    network = network_of(Gate="", A="Gate", B="A")
    start = (1, 0, 0)
    assert ((1, 0, 0), (1, 1, 0), (1, 1, 1)) == replayed(network, {}, start, [1, 2])
    assert replayed(network, {}, start, [2]) is None
    assert replayed(network, {}, start, [0]) is None
    assert replayed(network, {1: 0}, start, [1]) is None


def test_a_search_that_is_cancelled_says_so() -> None:
    """Nothing is returned that could be taken for an answer."""
    network = network_of(A="not A or A")
    with pytest.raises(NotFinishedError, match="cancelled"):
        find_way(network, (0,), {}, Aim(network, (1,), 1, (1,)), budget=Budget(cancelled=lambda: True))
