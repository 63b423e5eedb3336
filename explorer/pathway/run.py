"""How does a pathway run through phases? Each to rest, one after the other, from where the last one ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.logic.simulation import DEFAULT_LIMIT, Simulation, Trajectory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.logic.state import State
    from explorer.logic.updater import UpdateScheme
    from explorer.pathway.definition import Holds, Pathway


def phase_start(pathway: Pathway, state: State, holds: Holds) -> State:
    """Return ``state`` as a new phase finds it.

    Inputs that the phase does not hold go back to their start value; held nodes take theirs; every other ruled
    node keeps its value.

    Raises:
        UnknownNodeError: a hold names a node that the pathway does not have.
    """
    network = pathway.network
    bits = list(state)
    for node in network.inputs:
        at = network.index[node]
        bits[at] = pathway.start[at]
    return network.state(holds, otherwise=tuple(bits))


def run_phase(
    pathway: Pathway,
    state: State,
    holds: Holds,
    *,
    scheme: UpdateScheme | None = None,
    limit: int = DEFAULT_LIMIT,
) -> Trajectory:
    """Run one phase from ``state`` to rest, to a closed cycle, or for ``limit`` steps.

    Raises:
        UnknownNodeError: a hold names a node that the pathway does not have.
    """
    start = phase_start(pathway, state, holds)
    return Simulation(pathway.network, start, holds=holds, scheme=scheme, limit=limit).trajectory()


def settled_start(pathway: Pathway, *, scheme: UpdateScheme | None = None) -> Trajectory:
    """Run the file's start state to rest without holds: the naive state in which scenarios begin."""
    return run_phase(pathway, pathway.start, {}, scheme=scheme)


def run_phases(
    pathway: Pathway,
    phases: Iterable[Holds],
    *,
    start: State | None = None,
    scheme: UpdateScheme | None = None,
    limit: int = DEFAULT_LIMIT,
) -> tuple[Trajectory, ...]:
    """Run ``phases`` one after the other from ``start`` (the file's start state by default).

    Raises:
        UnknownNodeError: a hold names a node that the pathway does not have.
    """
    state = pathway.start if start is None else start
    trajectories: list[Trajectory] = []
    for holds in phases:
        trajectories.append(run_phase(pathway, state, holds, scheme=scheme, limit=limit))
        state = trajectories[-1].last
    return tuple(trajectories)
