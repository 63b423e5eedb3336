"""How do the runs of a document end on a changed pathway? Made anew, each from where the one before it ended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explorer.errors import UnknownNodeError
from explorer.logic.network import nearest
from explorer.logic.rule import evaluate
from explorer.logic.simulation import Simulation, StopReason
from explorer.pathway.run import phase_start
from explorer.session.snapshot import Run, make_scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.logic.network import Network
    from explorer.logic.rule import Rule
    from explorer.pathway.definition import Holds, Pathway
    from explorer.session.snapshot import DocumentState


@dataclass(frozen=True, slots=True)
class End:
    """How the nodes of a goal end.

    Attributes:
        reached: their values; a node that keeps changing is left out.
        is_met: whether each ends at the value that the goal asks for.
        is_cut_off: whether the last run neither rested nor was seen to cycle, so that more steps might say otherwise.
    """

    reached: Holds
    is_met: bool
    is_cut_off: bool


def repeated(state: DocumentState, pathway: Pathway, network: Network | None = None) -> tuple[Run, ...]:
    """Return the runs of ``state`` made anew on ``pathway``, each from where the one before it ended.

    A random order begins with the document's seed. ``network`` takes the place of the pathway's own where one rule is
    to be another; it must have the same inputs.
    """
    present = pathway.start
    rules = pathway.network if network is None else network
    runs: list[Run] = []
    for run in state.runs:
        scheme = make_scheme(run.scheme, pathway, seed=state.seed)
        begin = phase_start(pathway, rules.state(run.nudged, otherwise=present), run.holds)
        trajectory = Simulation(rules, begin, holds=run.holds, scheme=scheme).trajectory()
        runs.append(replace(run, trajectory=trajectory))
        present = trajectory.last
    return tuple(runs)


def end_of(runs: Sequence[Run], pathway: Pathway, goal: Holds) -> End:
    """Return how the nodes of ``goal`` end after ``runs`` on ``pathway``.

    Raises:
        UnknownNodeError: the goal names a node that the pathway does not have.
    """
    for node in goal:
        if node not in pathway.network.index:
            raise UnknownNodeError(node, hint=nearest(node, pathway.nodes))
    last = runs[-1].trajectory
    round_ = last.states[-last.period :] if last.end is StopReason.CYCLE and last.period else last.states[-1:]
    reached: dict[str, bool] = {}
    for node in goal:
        values = {bool(bits[pathway.network.index[node]]) for bits in round_}
        if len(values) == 1:
            reached[node] = values.pop()
    met = all(reached.get(node) == value for node, value in goal.items())
    return End(reached, met, last.end is StopReason.LIMIT)


class Seen:
    """What every rule was asked in the runs as they are: a rule that answers alike there changes none of them."""

    def __init__(self, pathway: Pathway, runs: Sequence[Run]) -> None:
        self._pathway = pathway
        # Within a sequential sweep rules are asked in states that no run keeps.
        self._is_known = all(run.scheme != "sequential" for run in runs)
        network = pathway.network
        self._asked = [
            (run.holds, [network.named(state) for state in dict.fromkeys(run.trajectory.states)]) for run in runs
        ]

    def may_matter(self, node: str, new: Rule) -> bool:
        """Whether the runs may be other ones where ``node`` has the rule ``new``."""
        old = self._pathway.nodes[node].rule
        if not self._is_known or old is None:
            return True
        return any(
            evaluate(old, values) != evaluate(new, values)
            for holds, states in self._asked
            if node not in holds
            for values in states
        )
