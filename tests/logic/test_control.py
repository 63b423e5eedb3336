"""Are the smallest sets of holds right: against trying every set by listing every state?"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from small_networks import brute_attractors, networks, states_of
from test_attractors import network_of

from explorer.logic import control
from explorer.logic.budget import Budget
from explorer.logic.control import find_controls

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

    from explorer.logic.network import Network


def brute_sets(
    network: Network,
    state: tuple[int, ...],
    holds: dict[str, bool],
    goal: dict[str, bool],
    candidates: Sequence[tuple[str, bool]],
    most: int,
) -> set[frozenset[tuple[str, bool]]]:
    """Return the minimal sets: every set tried, every attractor reached from the state with the set applied."""
    met = []
    for size in range(most + 1):
        for chosen in combinations(candidates, size):
            added = dict(chosen)
            if len(added) < size or any(other <= set(chosen) for other in met):
                continue
            ends = brute_attractors(network, state, {**holds, **added}, everywhere=False)
            wanted = network.positions(goal)
            if all(state_[at] == bit for states in ends for state_ in states for at, bit in wanted.items()):
                met.append(frozenset(chosen))
    return set(met)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_minimal_sets_of_small_networks(data: st.DataObject) -> None:
    """All minimal sets come out, and nothing else; the last answer is exact."""
    network = data.draw(networks(least=2))
    state = data.draw(states_of(network))
    goal = data.draw(st.dictionaries(st.sampled_from(network.nodes), st.booleans(), min_size=1, max_size=2))
    rest = [node for node in network.nodes if node not in goal]
    holds = data.draw(st.dictionaries(st.sampled_from(rest), st.booleans(), max_size=1)) if rest else {}
    candidates = [(node, value) for node in rest if node not in holds for value in (False, True)]
    expected = brute_sets(network, state, holds, goal, candidates, 3)
    *_, last = find_controls(network, state, holds, goal, candidates, most=3)
    assert last.exact
    assert expected == {frozenset(found.items()) for found in last.found}
    assert sorted(map(len, last.found)) == list(map(len, last.found))


def test_a_pair_is_needed_for_a_latched_loop() -> None:
    """A loop that keeps itself must be cut; without its trigger gone, cutting it once is not enough."""
    network = network_of(Trigger="", Cut="", Loop="(Trigger or Loop) and not Cut", Off="not Loop")
    *_, last = find_controls(network, (1, 0, 1, 0), {}, {"Off": True}, [("Cut", True), ("Trigger", False)])
    assert ({"Cut": True},) == last.found


def test_what_is_found_is_told_before_the_rest_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets that are checked one by one are told one by one, with how many were looked at; the answer is the same."""
    network = network_of(A="I | J", B="A & K", I="", J="", K="")
    free = [(node, True) for node in ("I", "J")]
    *_, at_once = find_controls(network, (0,) * 5, {}, {"A": True}, free)
    monkeypatch.setattr(control, "_PAUSE", -1.0)
    told = list(find_controls(network, (0,) * 5, {}, {"A": True}, free))
    assert at_once == told[-1]
    assert [{"I": True}, {"J": True}] == [dict(found) for found in told[-1].found]
    assert 1 in {len(one.found) for one in told}
    assert sorted(one.tried for one in told) == [one.tried for one in told]


def test_partial_answers_are_marked() -> None:
    """Cancelled after the first answer, the search says that it is not finished and keeps what it has."""
    network = network_of(A="", B="", Goal="A or B")
    stop: list[bool] = []
    search = find_controls(
        network, (0, 0, 0), {}, {"Goal": True}, [("A", True), ("B", True)], budget=Budget(cancelled=lambda: bool(stop))
    )
    first = next(search)
    stop.append(True)
    *_, last = search
    assert (False, 1) == (first.is_finished, first.tried)
    assert (False, "cancelled") == (last.exact, last.reason)
