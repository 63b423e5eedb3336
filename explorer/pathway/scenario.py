"""Does a scenario end as expected? Run it, compare, and say what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.logic.updater import Asynchronous
from explorer.pathway.run import run_phases, settled_start
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.logic.simulation import Trajectory
    from explorer.logic.updater import UpdateScheme
    from explorer.pathway.definition import Holds, Pathway, Scenario


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """The end of a scenario beside what was expected.

    Attributes:
        trajectories: one a phase.
        reached: the value at the end of each node that has an expectation.
    """

    scenario: Scenario
    trajectories: tuple[Trajectory, ...]
    reached: Holds

    @property
    def missed(self) -> Holds:
        """The expectations that were not met, by node id, with the expected value."""
        return {node: value for node, value in self.scenario.expect.items() if self.reached[node] != value}

    @property
    def holds(self) -> bool:
        """Whether every expectation was met."""
        return not self.missed


def play(pathway: Pathway, scenario: Scenario, *, scheme: UpdateScheme | None = None) -> ScenarioResult:
    """Run ``scenario`` from the pathway's start state run to rest."""
    start = settled_start(pathway, scheme=scheme).last
    trajectories = run_phases(pathway, [phase.hold for phase in scenario.phases], start=start, scheme=scheme)
    final = pathway.network.named(trajectories[-1].last)
    return ScenarioResult(scenario, trajectories, {node: final[node] for node in scenario.expect})


def orders_that_agree(pathway: Pathway, scenario: Scenario, *, orders: int = 500, seed: int = 0) -> int:
    """Return in how many of ``orders`` random asynchronous runs (seeded) the scenario ends as expected."""
    return sum(play(pathway, scenario, scheme=Asynchronous(seed + at)).holds for at in range(orders))
