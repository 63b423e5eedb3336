"""Do runs agree, bit for bit, with what independent engines computed for published models?"""

from __future__ import annotations

import pytest
from corpus import FOLDER, bnet_models, needs_corpus, reference

from explorer.io.formats import load
from explorer.logic.simulation import Simulation, StopReason

MODELS = bnet_models()


@needs_corpus
@pytest.mark.parametrize("name", MODELS)
def test_every_synchronous_trajectory_is_reproduced(name: str) -> None:
    """All states of all reference trajectories come out, with nodes in the order of their sorted names."""
    expected = reference(name)
    network = load(FOLDER / f"{name}.bnet").pathway.network
    assert expected["names"] == sorted(network.nodes)
    for trajectory in expected["trajectories"]:
        states = trajectory["states"]
        values = dict(zip(expected["names"], states[0], strict=True))
        state = tuple(int(values[node]) for node in network.nodes)
        order = [network.index[node] for node in expected["names"]]
        found = []
        for _ in states:
            found.append("".join(str(state[at]) for at in order))
            state = network.step(state, 1)
        assert states == found


@needs_corpus
@pytest.mark.parametrize("name", MODELS)
def test_transient_and_period_are_reproduced(name: str) -> None:
    """The run ends with the closing state after transient + period steps, or at rest after the transient."""
    expected = reference(name)
    network = load(FOLDER / f"{name}.bnet").pathway.network
    for trajectory in expected["trajectories"]:
        if trajectory.get("period") is None:
            continue
        values = dict(zip(expected["names"], trajectory["states"][0], strict=True))
        run = Simulation(network, tuple(int(values[node]) for node in network.nodes)).trajectory()
        steps = len(run.states) - 1
        transient = steps if run.end is StopReason.FIXED_POINT else steps - (run.period or 0)
        assert (trajectory["transient"], trajectory["period"]) == (transient, run.period)
