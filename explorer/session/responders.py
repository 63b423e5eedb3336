"""Who responds? Profiles by therapies, each run to rest, with the outcomes that follow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from explorer.logic.simulation import StopReason
from explorer.pathway.definition import NodeKind
from explorer.pathway.run import run_phases, settled_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from explorer.logic.simulation import Trajectory
    from explorer.logic.state import State
    from explorer.pathway.definition import Holds, Pathway, Profile


@dataclass(frozen=True, slots=True)
class Response:
    """What came of one therapy for one profile.

    Attributes:
        outcomes: each outcome and each node of the goal with its value at the end; None if it keeps changing.
        is_response: whether the whole goal is reached.
        steps: synchronous steps from the beginning of the therapy to rest (or to the closed cycle).
        is_complete: False if the run was stopped by its step limit.
    """

    outcomes: Mapping[str, bool | None]
    is_response: bool
    steps: int
    is_complete: bool = True


@dataclass(frozen=True)
class ResponseMatrix:
    """Profiles (rows) by therapies (columns; the first is no therapy). Exact: each cell is one synchronous run."""

    goal: Holds
    profiles: tuple[Profile, ...]
    therapies: tuple[Holds, ...]
    cells: tuple[tuple[Response, ...], ...]

    @cached_property
    def responding(self) -> tuple[int, ...]:
        """For each therapy the number of profiles that respond."""
        return tuple(sum(row[at].is_response for row in self.cells) for at in range(len(self.therapies)))


def wanted(pathway: Pathway) -> Holds:
    """Return the goal where none is chosen: every outcome that has a wanted value, at that value."""
    return {node.id: node.wanted for node in pathway.outcomes if node.wanted is not None}


def therapies_of(pathway: Pathway, *, pairs: bool = False) -> tuple[Holds, ...]:
    """Return no therapy, each drug at its other value, and with ``pairs`` each two drugs together."""
    drugs = [(node.id, not node.start) for node in pathway.nodes.values() if node.kind is NodeKind.DRUG]
    single = [{node: value} for node, value in drugs]
    return ({}, *single, *(dict(pair) for pair in combinations(drugs, 2) if pairs))


def respond(pathway: Pathway, profile: Profile, therapy: Holds, goal: Holds, *, naive: State | None = None) -> Response:
    """Run the naive state through the profile's history, then its markers, then these with the therapy added.

    What the therapy holds goes before what the profile holds. ``naive`` is the start state run to rest, if known.

    Raises:
        UnknownNodeError: a hold names a node that the pathway does not have.
    """
    start = settled_start(pathway).last if naive is None else naive
    history = [profile.earlier] if profile.earlier else []
    return after_phases(pathway, [*history, profile.hold, {**profile.hold, **therapy}], goal, start)


def after_phases(pathway: Pathway, phases: Sequence[Holds], goal: Holds, start: State) -> Response:
    """Return what the last of ``phases``, run one after the other from ``start``, comes to.

    Raises:
        UnknownNodeError: a hold names a node that the pathway does not have.
    """
    last = run_phases(pathway, phases, start=start)[-1]
    ends = _ends(pathway, last, dict.fromkeys([*(node.id for node in pathway.outcomes), *goal]))
    is_response = bool(goal) and all(ends[node] == value for node, value in goal.items())
    return Response(ends, is_response, len(last.states) - 1, last.end is not StopReason.LIMIT)


def _ends(pathway: Pathway, last: Trajectory, nodes: Mapping[str, None]) -> dict[str, bool | None]:
    final = last.states[-(last.period or 1) :]
    index = pathway.network.index
    seen = {node: {bool(state[index[node]]) for state in final} for node in nodes}
    return {node: values.pop() if len(values) == 1 else None for node, values in seen.items()}


def response_rows(
    pathway: Pathway, profiles: Sequence[Profile], therapies: Sequence[Holds], goal: Holds
) -> Iterator[tuple[Response, ...]]:
    """Yield the cells of each profile in turn, so that a long matrix can be shown as it grows, and stopped."""
    naive = settled_start(pathway).last
    for profile in profiles:
        yield tuple(respond(pathway, profile, therapy, goal, naive=naive) for therapy in therapies)


def response_matrix(
    pathway: Pathway,
    profiles: Sequence[Profile],
    *,
    therapies: Sequence[Holds] | None = None,
    goal: Holds | None = None,
) -> ResponseMatrix:
    """Return profiles by therapies.

    Args:
        pathway: what to run.
        profiles: the rows; the pathway's own or those of a table.
        therapies: the columns; no therapy and each drug by default.
        goal: what counts as a response; ``wanted`` by default.

    Raises:
        UnknownNodeError: a hold names a node that the pathway does not have.
    """
    columns = tuple(therapies_of(pathway) if therapies is None else therapies)
    aim = wanted(pathway) if goal is None else goal
    cells = tuple(response_rows(pathway, profiles, columns, aim))
    return ResponseMatrix(aim, tuple(profiles), columns, cells)
