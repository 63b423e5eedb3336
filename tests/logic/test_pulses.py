"""Does a switch for a while lead where it is said to lead: against listing every state, before and after?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_networks import brute_attractors, networks, states_of
from test_attractors import network_of

from explorer.errors import NotFinishedError
from explorer.logic import pulses
from explorer.logic.attractors import find_attractors
from explorer.logic.budget import Budget
from explorer.logic.pulses import Pulse, PulseSearch
from explorer.logic.ways import Aim, kept_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explorer.logic.attractors import Attractor
    from explorer.logic.network import Network


def aim_at(network: Network, one: Attractor) -> Aim:
    return Aim(network, kept_values(network, one), one.size, one.state)


def kept(states: Iterable[tuple[int, ...]], nodes: list[int]) -> list[set[int]]:
    """Return the values that each of ``nodes`` takes; of one that takes both, both."""
    columns = list(zip(*states, strict=True))
    return [set(columns[at]) for at in nodes]


def brute(
    network: Network,
    start: tuple[int, ...],
    holds: Mapping[str, bool],
    switched: Mapping[str, bool],
    goal: tuple[int, ...],
) -> Pulse | None:
    """Return what the pulse does towards the attractor round ``goal``, by listing every state before and after."""
    begin = network.state(holds, otherwise=start)
    inputs = {node: bool(begin[network.index[node]]) for node in network.inputs}
    (aim,) = [part for part in brute_attractors(network, begin, holds, everywhere=True) if goal in part]
    others = [at for at, node in enumerate(network.nodes) if node not in switched]
    told, alike = [], []
    for end in brute_attractors(network, begin, {**holds, **switched}, everywhere=False):
        alike.append(len(end) == len(aim) and kept(end, others) == kept(aim, others))
        for state in end:
            released = network.state({**inputs, **holds}, otherwise=state)
            told += [goal in part for part in brute_attractors(network, released, holds, everywhere=False)]
    return Pulse(switched, all(told), all(alike)) if any(told) else None


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_pulses_of_small_networks(data: st.DataObject) -> None:
    """In some order, in every order, or in none, for every attractor: as listing every state has it."""
    network = data.draw(networks(least=2))
    start = data.draw(states_of(network))
    names = st.sampled_from(network.nodes)
    holds = data.draw(st.dictionaries(names, st.booleans(), max_size=1))
    switched = data.draw(st.dictionaries(names, st.booleans(), min_size=1, max_size=2))
    for one in find_attractors(network, start, holds).found:
        expected = brute(network, start, holds, switched, one.state)
        assert expected == PulseSearch(network, start, holds, aim_at(network, one)).try_out(switched, Budget())


def latch() -> Network:
    """A memory that a trigger sets and a drug wipes; a race decides what both of them leave."""
    return network_of(Trigger="", Drug="", Memory="(Trigger or Memory) and not Drug")


def test_a_latch_is_set_and_wiped_by_a_pulse() -> None:
    """The trigger for a while sets it for good, the drug for a while wipes it for good; neither does the other's."""
    network = latch()
    off, on = find_attractors(network, (0, 0, 0)).found
    to_on, to_off = (
        PulseSearch(network, off.state, {}, aim_at(network, on)),
        PulseSearch(network, on.state, {}, aim_at(network, off)),
    )
    assert Pulse({"Trigger": True}, in_every_order=True, looks_so_held=True) == to_on.try_out(
        {"Trigger": True}, Budget()
    )
    assert to_on.try_out({"Drug": True}, Budget()) is None
    assert Pulse({"Drug": True}, in_every_order=True, looks_so_held=True) == to_off.try_out({"Drug": True}, Budget())
    assert to_off.try_out({"Trigger": True}, Budget()) is None


def test_a_hold_is_let_go_for_a_while() -> None:
    """What is held now is away only during the pulse."""
    network = latch()
    held = {"Drug": True}
    (off,) = find_attractors(network, (0, 1, 0), held).found
    search = PulseSearch(network, (0, 1, 0), held, aim_at(network, off))
    assert Pulse({"Drug": False}, in_every_order=True, looks_so_held=True) == search.try_out({"Drug": False}, Budget())


def test_what_is_not_settled_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """With too many states to let go in, a way that is found stands, and one that is not is left open."""
    monkeypatch.setattr(pulses, "MOST_STATES", 1)
    network = network_of(Go="", A="Go and not B", B="Go and A", C="A and not B or C")
    idle, *_, ends = find_attractors(network, (0, 0, 0, 0)).found
    there = PulseSearch(network, (0, 0, 0, 0), {}, aim_at(network, ends))
    found = there.try_out({"Go": True}, Budget())
    assert found is not None
    assert found.in_every_order is None
    back = PulseSearch(network, (0, 0, 0, 1), {}, aim_at(network, idle))
    with pytest.raises(NotFinishedError, match="not settled"):
        back.try_out({"Go": True}, Budget())


def test_cancelled() -> None:
    """It stops at once."""
    network = latch()
    off, on = find_attractors(network, (0, 0, 0)).found
    with pytest.raises(NotFinishedError, match="cancelled"):
        PulseSearch(network, off.state, {}, aim_at(network, on)).try_out(
            {"Trigger": True}, Budget(cancelled=lambda: True)
        )
