"""Where do runs end, and why?"""

from __future__ import annotations

import pytest

from explorer.errors import UnknownNodeError
from explorer.logic.network import Network
from explorer.logic.rule_parser import parse_rule
from explorer.logic.simulation import Simulation, StopReason, Trajectory
from explorer.logic.updater import Asynchronous, Priority, Sequential, UpdateScheme


def network(**rules: str) -> Network:
    names = list(dict.fromkeys(rules))
    return Network(names, {name: parse_rule(text) for name, text in rules.items() if text})


TOGGLE = network(A="not B", B="not A")
CHAIN = network(I="", A="I", B="A", C="B")
RING = network(A="not C", B="A", C="B")


def test_a_chain_rests_after_one_step_a_link() -> None:
    """The trajectory has the start with the hold applied, each step, and ends with the fixed point."""
    run = Simulation(CHAIN, (0, 0, 0, 0), holds={"I": True}).trajectory()
    expected = ((1, 0, 0, 0), (1, 1, 0, 0), (1, 1, 1, 0), (1, 1, 1, 1))
    assert Trajectory(expected, StopReason.FIXED_POINT, 1) == run


def test_a_fixed_start_is_a_run_of_one_state() -> None:
    """A state that rests takes no step."""
    assert ((0, 0, 0, 0),) == Simulation(CHAIN, (0, 0, 0, 0)).trajectory().states


def test_a_cycle_ends_with_the_state_that_closes_it() -> None:
    """Two nodes that repress each other, both OFF, blink with period 2 under synchronous update."""
    run = Simulation(TOGGLE, (0, 0)).trajectory()
    assert Trajectory(((0, 0), (1, 1), (0, 0)), StopReason.CYCLE, 2) == run


def test_the_period_leaves_out_the_way_into_the_cycle() -> None:
    """A transient before the cycle is no part of the period."""
    run = Simulation(network(A="not A", T="T and not A"), (0, 1)).trajectory()
    assert (2, (0, 0)) == (run.period, run.last)


def test_a_negative_ring_of_three_has_period_six() -> None:
    """The repressilator's synchronous cycle."""
    assert 6 == Simulation(RING, (0, 0, 0)).trajectory().period


def test_the_limit_stops_a_run() -> None:
    """A run that neither rests nor closes says that the limit ended it."""
    run = Simulation(CHAIN, (1, 0, 0, 0), limit=2).trajectory()
    assert (3, StopReason.LIMIT, None) == (len(run.states), run.end, run.period)


def test_rest_reached_with_the_last_step_is_rest() -> None:
    """A limit of exactly the steps needed still ends in a fixed point."""
    assert StopReason.FIXED_POINT is Simulation(CHAIN, (1, 0, 0, 0), limit=3).trajectory().end


def test_a_hold_beats_the_rule() -> None:
    """A node held OFF stays OFF, and what follows it too."""
    run = Simulation(CHAIN, (1, 1, 1, 1), holds={"A": False}).trajectory()
    assert (1, 0, 0, 0) == run.last


def test_a_hold_on_an_unknown_node_is_refused_with_a_hint() -> None:
    """The error names the nearest node."""
    with pytest.raises(UnknownNodeError, match="Did you mean 'STAT1'"):
        Simulation(network(STAT1=""), (0,), holds={"STAT": True})


def test_asynchronous_moves_one_node_a_step() -> None:
    """Neighbouring states differ in one node, and the toggle comes to rest."""
    run = Simulation(TOGGLE, (0, 0), scheme=Asynchronous(3)).trajectory()
    moved = {
        sum(a != b for a, b in zip(one, two, strict=True)) for one, two in zip(run.states, run.states[1:], strict=False)
    }
    assert ({1}, StopReason.FIXED_POINT) == (moved, run.end)


def test_asynchronous_orders_differ_by_seed_and_repeat_by_seed() -> None:
    """Both ends of the toggle are reached, and a seed gives the same run again."""
    ends = [Simulation(TOGGLE, (0, 0), scheme=Asynchronous(seed)).trajectory().last for seed in range(20)]
    again = [Simulation(TOGGLE, (0, 0), scheme=Asynchronous(seed)).trajectory().last for seed in range(20)]
    assert ({(0, 1), (1, 0)}, ends) == (set(ends), again)


def test_asynchronous_never_moves_a_held_node() -> None:
    """Held nodes keep their value in every state."""
    run = Simulation(RING, (0, 0, 0), holds={"B": True}, scheme=Asynchronous(1)).trajectory()
    assert {1} == {state[1] for state in run.states}


@pytest.mark.parametrize(
    ("scheme", "states"),
    [
        (Sequential(), ((1, 0, 0, 0), (1, 1, 1, 1))),
        (Sequential(("C", "B", "A")), ((1, 0, 0, 0), (1, 1, 0, 0), (1, 1, 1, 0), (1, 1, 1, 1))),
        (Priority((("C",), ("B",), ("A",))), ((1, 0, 0, 0), (1, 1, 0, 0), (1, 1, 1, 0), (1, 1, 1, 1))),
    ],
)
def test_ordered_schemes(scheme: UpdateScheme, states: tuple[tuple[int, ...], ...]) -> None:
    """Sequential sweeps see what came before in the same step; the order is the given one."""
    assert states == Simulation(CHAIN, (1, 0, 0, 0), scheme=scheme).trajectory().states


def test_priority_lets_the_urgent_class_come_to_rest_first() -> None:
    """B of the first class moves before A of the last, although both may."""
    both = network(I="", A="I", B="I")
    run = Simulation(both, (1, 0, 0), scheme=Priority((("B",),))).trajectory()
    assert ((1, 0, 0), (1, 0, 1), (1, 1, 1)) == run.states


def test_sequential_repeats_are_cycles() -> None:
    """A deterministic scheme that comes back to a state has found its cycle."""
    assert StopReason.CYCLE is Simulation(network(A="not A"), (0,), scheme=Sequential()).trajectory().end
