"""Would it end the same if the phases before, too, had been run in other orders of updates?

What the last phase makes of the state in which it began can be the same in every order, and yet that state itself may
have been one of several: two loops that race when a therapy is stopped leave a history that no later order undoes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.logic.reachability import find_reachable
from explorer.logic.simulation import StopReason
from explorer.pathway.run import phase_start

if TYPE_CHECKING:
    from explorer.logic.attractors import Attractor, AttractorList
    from explorer.logic.budget import Budget
    from explorer.logic.state import State
    from explorer.pathway.definition import Pathway
    from explorer.session.snapshot import DocumentState, Run

_MOST_BEGINNINGS = 64
"""States from which one phase may begin before the question is left open."""


def ends_in_any_order(state: DocumentState, last: AttractorList, *, budget: Budget) -> tuple[Attractor, ...] | None:
    """Return every attractor in which the last run may end, each run since the start taken in any order.

    A phase is left where it rests. None where that is not known: a phase before never rests, in some order or in the
    run shown, there are too many ways, or the time of ``budget`` is up.

    Args:
        state: with its runs.
        last: the attractors reachable from where the last run began.
        budget: when to stop.
    """
    *before, final = state.runs
    pathway = state.pathway
    begun = {state.runs[0].trajectory.states[0]}
    for run, following in zip(before, state.runs[1:], strict=True):
        ends = _rests(pathway, begun, run, budget)
        if ends is None or following.trajectory.states[0] != _beginning(pathway, run.trajectory.last, following):
            return None
        begun = {_beginning(pathway, end, following) for end in ends}
        if len(begun) > _MOST_BEGINNINGS:
            return None
    found: list[Attractor] = []
    for start in begun:
        as_shown = start == final.trajectory.states[0]
        reached = last if as_shown else find_reachable(pathway.network, start, final.holds, budget=budget)
        if not reached.exact:
            return None
        found.extend(reached.found)
    return tuple(found)


def _rests(pathway: Pathway, begun: set[State], run: Run, budget: Budget) -> set[State] | None:
    """Return where ``run`` can come to rest from ``begun``; None where it may not, or where that is not known."""
    shown = run.trajectory
    if shown.end is StopReason.LIMIT and len(shown.states) == 1:  # it was set so, and not run
        return begun
    if shown.end is not StopReason.FIXED_POINT:
        return None
    ends: set[State] = set()
    for start in begun:
        reached = find_reachable(pathway.network, start, run.holds, budget=budget)
        if not reached.exact or any(found.varying for found in reached.found):
            return None
        ends.update(found.state for found in reached.found)
    return ends


def _beginning(pathway: Pathway, end: State, run: Run) -> State:
    """Return the state in which ``run`` begins after the phase before has rested in ``end``."""
    return phase_start(pathway, pathway.network.state(run.nudged, otherwise=end), run.holds)
