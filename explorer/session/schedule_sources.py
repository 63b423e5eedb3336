"""Where can a schedule start from? From the phases run so far, from a scenario, from two that differ in their past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.run import run_phase, settled_start
from explorer.session.schedule import Bar, run_schedule
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explorer.pathway.definition import Holds, Pathway, Scenario
    from explorer.session.scheduling import Bars
    from explorer.session.snapshot import DocumentState


def bars_of_runs(state: DocumentState) -> Bars:
    """Return the phases run since the start as a schedule: each as long as its run took."""
    return bars_of_phases((run.holds, len(run.trajectory.states)) for run in state.runs[1:])


def bars_of_scenario(pathway: Pathway, scenario: Scenario) -> Bars:
    """Return the phases of ``scenario`` as a schedule: each until the next step would change nothing."""
    return bars_of_phases(_run(pathway, scenario))


def _run(pathway: Pathway, scenario: Scenario) -> Iterator[tuple[Holds, int]]:
    state = settled_start(pathway).last
    for phase in scenario.phases:
        trajectory = run_phase(pathway, state, phase.hold)
        state = trajectory.last
        yield phase.hold, len(trajectory.states)


def bars_of_phases(phases: Iterable[tuple[Holds, int]]) -> Bars:
    """Return holds with their lengths in steps as bars; the last phase has no end.

    A hold that goes on in the next phase is one bar. Phases that hold the same as the one before are part of it.
    """
    bars: list[Bar] = []
    running: dict[str, tuple[bool, int]] = {}
    step = 0
    for holds, length in phases:
        for node, (value, start) in list(running.items()):
            if holds.get(node) is not value:
                bars.append(Bar(node, value, start, step))
                del running[node]
        for node, value in holds.items():
            running.setdefault(node, (value, step))
        step += length
    bars += [Bar(node, value, start) for node, (value, start) in running.items()]
    return tuple(sorted(bars, key=lambda bar: (bar.start, bar.node)))


@dataclass(frozen=True, slots=True)
class OrderExample:
    """Two scenarios that end under the same holds, with the same therapies, and yet otherwise: the past decides."""

    title: str
    schedules: tuple[Bars, Bars]
    differing: tuple[str, ...]


def order_examples(pathway: Pathway) -> Iterator[OrderExample]:
    """Yield pairs of the file's scenarios with the same last holds and different outcomes, the shorter past second."""
    runs = []
    for scenario in pathway.scenarios:
        bars = bars_of_scenario(pathway, scenario)
        course = run_schedule(pathway, bars)
        ends = {node.id: course.ends(node.id) for node in pathway.outcomes}
        runs.append((scenario, dict(scenario.phases[-1].hold) if scenario.phases else {}, bars, ends))
    for number, (scenario, last, bars, ends) in enumerate(runs):
        for other, other_last, other_bars, other_ends in runs[number + 1 :]:
            if last != other_last or ends == other_ends:
                continue
            pair = sorted([(scenario, bars), (other, other_bars)], key=lambda one: -len(one[0].phases))
            title = f"{pair[0][0].title} / {pair[1][0].title}"
            differing = tuple(node for node in ends if ends[node] != other_ends[node])
            yield OrderExample(title, (pair[0][1], pair[1][1]), differing)
