"""What would it take? Smallest sets of holds that reach the goal from here, ranked; and every single and pair."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import combinations
from typing import TYPE_CHECKING

from explorer.errors import CommandRefusedError, NotFinishedError, UnknownNodeError
from explorer.logic.budget import Budget
from explorer.logic.control import find_controls
from explorer.logic.network import nearest
from explorer.logic.reachability import always_ends_with
from explorer.logic.simulation import StopReason
from explorer.logic.state import changed
from explorer.pathway.definition import Confidence, Effect, NodeKind
from explorer.pathway.run import phase_start, run_phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explorer.logic.control import ControlProgress, Hold
    from explorer.logic.simulation import Trajectory
    from explorer.logic.state import State
    from explorer.pathway.definition import Edge, Holds, Pathway


class Means(Enum):
    """What may be held to reach a goal."""

    DRUGS = "drugs"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Plan:
    """A set of holds that reaches the goal in every order of updates, and by what it is ranked.

    Attributes:
        added: the holds to add to those that stand.
        arrows: ids of the arrows along which the change spreads to the goal in the synchronous run.
        confidence: how many of these arrows are known how well.
        steps: synchronous steps until all is at rest or turns; None where the run was cut off.
    """

    added: Holds
    arrows: tuple[str, ...]
    confidence: Mapping[Confidence, int]
    steps: int | None

    @property
    def rank(self) -> tuple[int, int, int, int, float, list[str]]:
        """Smallest first: size, arrows from the least known on, steps; then by name, to be always the same."""
        return (
            len(self.added),
            self.confidence[Confidence.HYPOTHESISED],
            self.confidence[Confidence.NOT_STATED],
            self.confidence[Confidence.REPORTED],
            float("inf") if self.steps is None else self.steps,
            sorted(self.added),
        )


@dataclass(frozen=True, slots=True)
class Plans:
    """What is known so far.

    Attributes:
        found: best first.
        unsettled: sets that could not be checked in time.
        tried, total: sets looked at, and all there are.
        exact: whether ``found`` is all there is, for certain.
        reason: why the search ended early, or an empty string.
    """

    found: tuple[Plan, ...]
    unsettled: tuple[Holds, ...]
    tried: int
    total: int
    exact: bool
    reason: str = ""


class Interplay(Enum):
    """What a pair does that its parts do not."""

    SYNERGY = "synergy"
    ANTAGONISM = "antagonism"


@dataclass(frozen=True, slots=True)
class Cell:
    """One entry of the matrix.

    Attributes:
        added: one or two holds; none for doing nothing.
        meets: whether every reachable attractor meets the goal; None where that could not be settled.
        interplay: synergy where the pair reaches the goal and nothing less does; antagonism where one of the two
            alone reaches it and the pair does not; None otherwise, or where it is not known.
    """

    added: Holds
    meets: bool | None
    interplay: Interplay | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every single and every pair of the drugs, from one state."""

    goal: Holds
    drugs: tuple[str, ...]
    nothing: Cell
    singles: tuple[Cell, ...]
    pairs: tuple[Cell, ...]

    @property
    def exact(self) -> bool:
        """Whether every entry is settled."""
        return all(cell.meets is not None for cell in (self.nothing, *self.singles, *self.pairs))


def find_plans(
    pathway: Pathway,
    present: State,
    holds: Holds,
    goal: Holds,
    *,
    means: Means = Means.DRUGS,
    most: int = 4,
    budget: Budget | None = None,
) -> Iterator[Plans]:
    """Yield the ranked sets found so far, with progress; the last one yielded is the answer.

    Args:
        pathway: with its switched-on variants in place.
        present: the state from which the sets are applied.
        holds: what is held now, and stays held.
        goal: the wanted values, of outcomes or any nodes.
        means: drugs, or any nodes but those of the goal.
        most: largest size of a set.
        budget: when to stop.

    Raises:
        UnknownNodeError: the goal or a hold names an unknown node.
        CommandRefusedError: the goal is empty, or concerns a held node.
    """
    check_goal(pathway, holds, goal)
    start = phase_start(pathway, present, holds)
    ranked: dict[frozenset[Hold], Plan] = {}
    candidates = _candidates(pathway, start, holds, goal, means)
    for progress in find_controls(pathway.network, start, holds, goal, candidates, most=most, budget=budget):
        for added in progress.found:
            key = frozenset(added.items())
            if key not in ranked:
                ranked[key] = _plan(pathway, present, holds, added, goal)
        yield _plans(progress, ranked)


def _plans(progress: ControlProgress, ranked: Mapping[frozenset[Hold], Plan]) -> Plans:
    best = tuple(sorted(ranked.values(), key=lambda plan: plan.rank))
    return Plans(best, progress.unsettled, progress.tried, progress.total, progress.exact, progress.reason)


def check_goal(pathway: Pathway, holds: Holds, goal: Holds) -> None:
    """Refuse a goal that makes no sense.

    Raises:
        UnknownNodeError: it names an unknown node.
        CommandRefusedError: it is empty, or concerns a held node.
    """
    if not goal:
        raise CommandRefusedError("the goal is empty: choose at least one outcome and the value it should have")
    for node in goal:
        if node not in pathway.nodes:
            raise UnknownNodeError(node, hint=nearest(node, pathway.nodes))
        if node in holds:
            value = "ON" if holds[node] else "OFF"
            raise CommandRefusedError(f"'{node}' is held {value}, so it cannot be a goal: release it first")


def _candidates(pathway: Pathway, start: State, holds: Holds, goal: Holds, means: Means) -> list[Hold]:
    network = pathway.network
    found: list[Hold] = []
    for node in pathway.nodes.values():
        if node.id in holds or node.id in goal or (means is Means.DRUGS and node.kind is not NodeKind.DRUG):
            continue
        now = bool(start[network.index[node.id]])
        found.append((node.id, not now))
        if not node.is_input:
            found.append((node.id, now))
    return found


def _plan(pathway: Pathway, present: State, holds: Holds, added: Holds, goal: Holds) -> Plan:
    trajectory = run_phase(pathway, present, {**holds, **added})
    arrows = _arrows_used(pathway, trajectory, added, goal)
    known = dict.fromkeys(Confidence, 0)
    for id_ in arrows:
        known[pathway.edge_by_id[id_].confidence] += 1
    steps = len(trajectory.states) - 1
    if trajectory.end is StopReason.CYCLE:
        steps -= trajectory.period or 0
    return Plan(added, arrows, known, None if trajectory.end is StopReason.LIMIT else steps)


def _arrows_used(pathway: Pathway, trajectory: Trajectory, added: Holds, goal: Holds) -> tuple[str, ...]:
    """Return the arrows along which the change came to the goal: followed back from its nodes' last changes.

    An arrow counts if its source had changed before its target did, and then acted in the direction of the change.
    """
    index, states = pathway.network.index, trajectory.states
    moves: dict[str, list[int]] = {node: [0] for node in added}
    for step in range(1, len(states)):
        for at in changed(states[step - 1], states[step]):
            moves.setdefault(pathway.network.nodes[at], []).append(step)
    incoming: dict[str, list[Edge]] = {}
    for edge in pathway.edges:
        incoming.setdefault(edge.target, []).append(edge)
    used: set[str] = set()
    waiting = [(node, moves[node][-1]) for node in goal if node in moves]
    while waiting:
        target, step = waiting.pop()
        risen = bool(states[step][index[target]])
        for edge in incoming.get(target, ()) if step else ():
            earlier = [move for move in moves.get(edge.source, ()) if move < step]
            acts = bool(states[step - 1][index[edge.source]]) == (edge.effect is Effect.ACTIVATES)
            if earlier and acts == risen and edge.id not in used:
                used.add(edge.id)
                waiting.append((edge.source, earlier[-1]))
    return tuple(edge.id for edge in pathway.edges if edge.id in used)


def find_matrix(pathway: Pathway, present: State, holds: Holds, goal: Holds, *, budget: Budget | None = None) -> Matrix:
    """Return for every drug and every pair, switched to its other value, whether it reaches the goal.

    Drugs that are held already are left out.

    Raises:
        UnknownNodeError: the goal or a hold names an unknown node.
        CommandRefusedError: the goal is empty, or concerns a held node.
        NotFinishedError: cancelled.
    """
    check_goal(pathway, holds, goal)
    start = phase_start(pathway, present, holds)
    switches = [(node, value) for node, value in _candidates(pathway, start, holds, goal, Means.DRUGS)]
    switches = [(node, value) for node, value in switches if bool(start[pathway.network.index[node]]) != value]
    limit = budget or Budget()

    def meets(*added: Hold) -> bool | None:
        part = Budget(max(1.0, limit.left / 4), limit.cancelled)
        try:
            limit.check()
            return always_ends_with(pathway.network, start, {**holds, **dict(added)}, goal, budget=part)
        except NotFinishedError as error:
            if error.was_cancelled:
                raise
            return None

    nothing = meets()
    alone = {switch: meets(switch) for switch in switches}
    pairs = []
    for first, second in combinations(switches, 2):
        both = meets(first, second)
        pairs.append(Cell(dict((first, second)), both, _interplay(both, nothing, alone[first], alone[second])))
    singles = tuple(Cell(dict((switch,)), value) for switch, value in alone.items())
    return Matrix(dict(goal), tuple(node for node, _ in switches), Cell({}, nothing), singles, tuple(pairs))


def _interplay(both: bool | None, *less: bool | None) -> Interplay | None:  # noqa: FBT001  (three values of one kind)
    if both is True and all(part is False for part in less):
        return Interplay.SYNERGY
    if both is False and any(part is True for part in less[1:]):
        return Interplay.ANTAGONISM
    return None
