"""Do many random-order runs end with the chances that an exact computation gives?"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_networks import networks, states_of, steps, successors
from test_attractors import network_of

from explorer.logic.ensemble import run_ensemble, wilson

if TYPE_CHECKING:
    from explorer.logic.network import Network

RACE = {"A": "not B", "B": "not A", "C": "A and not B"}
LATCH = {
    "Trigger": "false",
    "Signal": "Trigger",
    "Memory": "Signal or Memory",
    "Brake": "Trigger",
    "Out": "Memory and not Brake",
}
DECISION = {
    "Stress": "true",
    "P": "Stress and not Q",
    "Q": "Stress and not P",
    "R": "(P or R) and not S",
    "S": "(Q or S) and not R",
    "Fate": "R and not Q",
}
MODELS = [
    pytest.param(RACE, (0, 0, 0), id="race"),
    pytest.param(LATCH, (1, 0, 0, 1, 0), id="latch"),
    pytest.param(DECISION, (1, 0, 0, 0, 0, 0), id="decision"),
]


def absorption(network: Network, start: tuple[int, ...]) -> dict[tuple[int, ...], Fraction]:
    """Return the exact chance of each end: absorbing Markov chain, solved by elimination over fractions.

    Kemeny and Snell, Finite Markov Chains, 1960, chapter 3: B = (I - Q)^-1 R.
    """
    states = list(steps(network, start, {}, everywhere=False).nodes)
    ends = [state for state in states if not successors(network, state, {})]
    inner = [state for state in states if state not in ends]
    row_of = {state: at for at, state in enumerate(inner)}
    rows = []
    for state in inner:
        following = successors(network, state, {})
        row = [Fraction(int(at == row_of[state])) for at in range(len(inner))] + [Fraction(0)] * len(ends)
        for other in following:
            if other in row_of:
                row[row_of[other]] -= Fraction(1, len(following))
            else:
                row[len(inner) + ends.index(other)] += Fraction(1, len(following))
        rows.append(row)
    for at in range(len(inner)):
        pivot = next(number for number in range(at, len(inner)) if rows[number][at])
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for number, row in enumerate(rows):
            if number != at and row[at]:
                rows[number] = [value - row[at] * own for value, own in zip(row, rows[at], strict=True)]
    return dict(zip(ends, rows[row_of[start]][len(inner) :], strict=True))


@pytest.mark.parametrize(("rules", "start"), MODELS)
def test_shares_agree_with_the_exact_chain(rules: dict[str, str], start: tuple[int, ...]) -> None:
    """Every exact chance lies in the interval (99.9 %) round its share of 40,000 runs, and all runs rest."""
    network = network_of(**rules)
    exact = absorption(network, start)
    assert len(exact) > 1
    found = run_ensemble(network, start, runs=40_000, seed=3)
    assert set(exact) == set(found.ends)
    assert found.not_at_rest == 0
    for end, chance in exact.items():
        share = wilson(found.ends[end], found.runs, z=3.29)
        assert share.low <= chance <= share.high


@pytest.mark.parametrize("runs", [1, 7, 1000])
def test_the_same_seed_gives_the_same_runs(runs: int) -> None:
    """A run can be repeated; another seed gives other runs; all runs are counted."""
    network = network_of(**DECISION)
    start = (1, 0, 0, 0, 0, 0)
    first = run_ensemble(network, start, runs=runs, seed=1)
    assert first == run_ensemble(network, start, runs=runs, seed=1)
    assert runs == sum(first.ends.values()) + first.not_at_rest
    if runs == 1000:
        assert first.ends != run_ensemble(network, start, runs=runs, seed=2).ends


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_only_reachable_rests_are_counted(data: st.DataObject) -> None:
    """Every end is a fixed point that some order reaches; every other state is reachable too."""
    network = data.draw(networks())
    start = data.draw(states_of(network))
    found = run_ensemble(network, start, runs=200, ticks=64)
    reachable = set(steps(network, start, {}, everywhere=False).nodes)
    assert {*found.ends, *found.turning} <= reachable
    assert all(not successors(network, state, {}) for state in found.ends)
    assert all(successors(network, state, {}) for state in found.turning)


def test_runs_that_do_not_rest_are_counted() -> None:
    """A loop that never rests leaves no end, and every run says so."""
    found = run_ensemble(network_of(A="not A"), (0,), runs=100)
    assert ({}, 100) == (found.ends, found.not_at_rest)


def test_holds_are_applied_at_once() -> None:
    """A held node never moves, and the others follow it."""
    found = run_ensemble(network_of(A="false", B="A"), (0, 0), {"A": True}, runs=50)
    assert {(1, 1): 50} == found.ends
    assert found.share("B", value=True).value == 1


def test_wilson_interval_of_known_cases() -> None:
    """The intervals of Newcombe, Stat Med 1998;17:857 for 81 of 263 and 0 of 20."""
    some, none = wilson(81, 263), wilson(0, 20)
    assert (0.2553, 0.3662) == (round(some.low, 4), round(some.high, 4))
    assert (0.0, 0.1611) == (round(none.low, 4), round(none.high, 4))
