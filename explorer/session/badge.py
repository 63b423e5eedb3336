"""How far can an outcome be trusted? The honest badge: the same in every order of updates, or only in some."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

from explorer.errors import NotFinishedError
from explorer.logic.budget import Budget
from explorer.logic.ensemble import DEFAULT_RUNS, run_ensemble, wilson
from explorer.logic.reachability import find_reachable
from explorer.logic.simulation import StopReason
from explorer.session.earlier_orders import ends_in_any_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from explorer.logic.attractors import AttractorList
    from explorer.logic.ensemble import Ensemble, Share
    from explorer.logic.simulation import Trajectory
    from explorer.session.snapshot import DocumentState


class BadgeKind(Enum):
    """What a badge says."""

    HOLDS_IN_EVERY_ORDER = "holds in every update order"
    DEPENDS_ON_ORDER = "depends on the order"
    OSCILLATES = "oscillates"
    STILL_CHECKING = "still checking"
    NOT_FINISHED = "not finished"


_PHASES = {
    True: " (exact)",
    False: " of the last phase (exact), but other orders of the phases before lead elsewhere",
    None: " of the last phase (exact); the phases before were not checked",
}
_PATIENCE = 2.0  # seconds for the orders of the phases before


@dataclass(frozen=True, slots=True)
class Badge:
    """What is known about one node at the end of the last run.

    Attributes:
        node: its id.
        value: the value shown, at the end of the run.
        kind: what is said.
        exact: whether that is proven; a share is always sampled.
        share: in how many random-order runs the node ends at ``value`` and stays there; None where not sampled.
        always: the value that it takes in every order (proven), where the run shown ends otherwise; else None.
        earlier: where the last phase leads to the same in every order: whether other orders of the phases before do,
            too; None where that is not known.
    """

    node: str
    value: bool
    kind: BadgeKind
    exact: bool = False
    share: Share | None = None
    always: bool | None = None
    earlier: bool | None = True

    @property
    def words(self) -> str:
        """The words for the screen."""
        if self.kind is BadgeKind.HOLDS_IN_EVERY_ORDER:
            return f"holds in every update order{_PHASES[self.earlier]}"
        if self.kind is BadgeKind.OSCILLATES:
            return f"oscillates in every update order{_PHASES[self.earlier]}"
        if self.kind is BadgeKind.STILL_CHECKING:
            return "still checking"
        if self.kind is BadgeKind.DEPENDS_ON_ORDER and self.always is not None:
            return f"{_state(self.always)} in every random order (exact), but not in the run shown"
        sampled = "" if self.share is None else f": {_percent(self.share)} {_state(self.value)}"
        return f"{self.kind.value}{sampled}"


def badges(
    state: DocumentState,
    nodes: Iterable[str] | None = None,
    *,
    budget: Budget | None = None,
    runs: int = DEFAULT_RUNS,
    seed: int = 0,
) -> Iterator[Mapping[str, Badge]]:
    """Yield the badges of ``nodes`` (the outcomes by default) by id: first all as still checking, then as they are.

    The last run of ``state`` is judged: from the state before its first step, under its holds; what is the same in
    every order of it also by the orders of the runs before. For a worker: the second look is the long one; it ends
    early when ``budget`` is spent or cancelled.
    """
    ids = [node.id for node in state.pathway.outcomes] if nodes is None else list(nodes)
    shown = {node: state.value(node) for node in ids}
    yield _mapping(Badge(node, shown[node], BadgeKind.STILL_CHECKING) for node in ids)
    limit = budget or Budget(10)
    trajectory, holds = state.runs[-1].trajectory, state.runs[-1].holds
    network, start = state.pathway.network, trajectory.states[0]
    reached = find_reachable(network, start, holds, budget=limit)
    turning = turning_nodes(trajectory)
    told = [_proven(node, reached, value=shown[node], turns=network.index[node] in turning) for node in ids]
    ensemble = None
    if any(badge.kind in (BadgeKind.DEPENDS_ON_ORDER, BadgeKind.NOT_FINISHED) for badge in told):
        try:
            sampling = Budget(max(2.0, limit.left), limit.cancelled)
            ensemble = run_ensemble(network, start, holds, runs=runs, seed=seed, budget=sampling)
        except NotFinishedError:
            ensemble = None
    told = _with_history(told, state, reached, limit)
    yield _mapping(_sampled(badge, ensemble, reached) for badge in told)


def turning_nodes(trajectory: Trajectory) -> frozenset[int]:
    """Return the numbers of the nodes that change in the cycle in which a run ended; none if it did not."""
    if trajectory.end is not StopReason.CYCLE or trajectory.period is None:
        return frozenset()
    cycle = trajectory.states[-trajectory.period :]
    return frozenset(at for at, values in enumerate(zip(*cycle, strict=True)) if len(set(values)) > 1)


def _proven(node: str, reached: AttractorList, *, value: bool, turns: bool) -> Badge:
    """Return what the reachable attractors prove, shares left open."""
    values = {found.value(node) for found in reached.found}
    if len(values) > 1:  # each one listed is reachable, even if the list is not complete
        return Badge(node, value, BadgeKind.DEPENDS_ON_ORDER, exact=True)
    if not reached.exact or not values:
        return Badge(node, value, BadgeKind.NOT_FINISHED)
    (only,) = values
    if only is None:
        return Badge(node, value, BadgeKind.OSCILLATES, exact=True)
    if only == value and not turns:
        return Badge(node, value, BadgeKind.HOLDS_IN_EVERY_ORDER, exact=True)
    return Badge(node, value, BadgeKind.DEPENDS_ON_ORDER, exact=True, always=only)


def _with_history(told: list[Badge], state: DocumentState, reached: AttractorList, limit: Budget) -> list[Badge]:
    """Return ``told`` with what is known of other orders of the phases before the last."""
    sure = (BadgeKind.HOLDS_IN_EVERY_ORDER, BadgeKind.OSCILLATES)
    if len(state.runs) < 2 or not any(badge.kind in sure for badge in told):
        return told
    ends = ends_in_any_order(state, reached, budget=Budget(min(_PATIENCE, limit.left), limit.cancelled))

    def judged(badge: Badge) -> Badge:
        if badge.kind not in sure:
            return badge
        value = badge.value if badge.kind is BadgeKind.HOLDS_IN_EVERY_ORDER else None
        return replace(badge, earlier=None if ends is None else all(end.value(badge.node) == value for end in ends))

    return [judged(badge) for badge in told]


def _sampled(badge: Badge, ensemble: Ensemble | None, reached: AttractorList) -> Badge:
    if ensemble is None or badge.kind not in (BadgeKind.DEPENDS_ON_ORDER, BadgeKind.NOT_FINISHED):
        return badge
    at = ensemble.network.index[badge.node]
    count = sum(runs for state, runs in ensemble.ends.items() if state[at] == badge.value)
    # A run that turns in an attractor in which this node rests has settled as far as this node is concerned.
    resting = [found for found in reached.found if found.varying and found.value(badge.node) == badge.value]
    index = ensemble.network.index
    for found in resting if reached.exact else ():
        fixed = [(index[node], 1) for node in found.on] + [(index[node], 0) for node in found.off]
        count += sum(
            runs for state, runs in ensemble.turning.items() if all(state[place] == bit for place, bit in fixed)
        )
    share = wilson(min(count, ensemble.runs), ensemble.runs)
    return Badge(badge.node, badge.value, badge.kind, badge.exact, share, badge.always)


def _mapping(told: Iterable[Badge]) -> Mapping[str, Badge]:
    return MappingProxyType({badge.node: badge for badge in told})


def _percent(share: Share) -> str:
    return (
        f"{100 * share.value:.3g} % of {share.runs:,} random-order runs "
        f"(95 % interval {100 * share.low:.1f} to {100 * share.high:.1f} %)"
    )


def _state(value: bool) -> str:  # noqa: FBT001  (the value is what the function is about)
    return "ON" if value else "OFF"
