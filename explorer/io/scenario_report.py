"""Do the scenarios of a file end as they say they do? Expectations that fail become problems at their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.errors import Problem, Severity
from explorer.logic.simulation import StopReason
from explorer.pathway.scenario import orders_that_agree, play
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.io.loaded import LoadedPathway
    from explorer.pathway.definition import Scenario
    from explorer.pathway.scenario import ScenarioResult


@dataclass(frozen=True, slots=True)
class ScenarioReport:
    """What came of all scenarios of a file.

    Attributes:
        problems: one a failed expectation, in file order; all are errors.
        held: scenarios that ended as expected in every order tried.
        total: scenarios in the file.
    """

    problems: tuple[Problem, ...]
    held: int
    total: int


def check_scenarios(loaded: LoadedPathway, *, orders: int = 0, seed: int = 0) -> ScenarioReport:
    """Run every scenario under synchronous update, then in ``orders`` random asynchronous orders (seeded).

    Takes some milliseconds a scenario, and as much again for each order; opening a file does not do it.
    """
    problems: list[Problem] = []
    held = 0
    for at, scenario in enumerate(loaded.pathway.scenarios):
        found = _problems(loaded, scenario, at)
        if not found and orders:
            found = _order_problems(loaded, scenario, at, orders=orders, seed=seed)
        held += not found
        problems += found
    return ScenarioReport(tuple(sorted(problems)), held, len(loaded.pathway.scenarios))


def _problems(loaded: LoadedPathway, scenario: Scenario, at: int) -> list[Problem]:
    result = play(loaded.pathway, scenario)
    turning = _turning(loaded, result)
    if result.trajectories[-1].end is StopReason.LIMIT:
        text = f"scenario '{scenario.id}' does not come to rest within the step limit"
        return [_problem(loaded, ("scenarios", at), text, "Change the rules or the holds.", on_key=False)]
    return [
        _problem(
            loaded,
            ("scenarios", at, "expect", node),
            f"scenario '{scenario.id}' expects '{node}' {_word(value)}, but it "
            + ("keeps changing" if node in turning else f"ends {_word(not value)}"),
            "Change the expectation, or the rules.",
        )
        for node, value in scenario.expect.items()
        if node in turning or node in result.missed
    ]


def _turning(loaded: LoadedPathway, result: ScenarioResult) -> frozenset[str]:
    """Return the nodes that still change in the cycle in which the run ended; none for a fixed point."""
    last = result.trajectories[-1]
    if last.end is not StopReason.CYCLE or last.period is None:
        return frozenset()
    cycle = last.states[-last.period :]
    nodes = loaded.pathway.network.nodes
    return frozenset(node for node, values in zip(nodes, zip(*cycle, strict=True), strict=True) if len(set(values)) > 1)


def _order_problems(loaded: LoadedPathway, scenario: Scenario, at: int, *, orders: int, seed: int) -> list[Problem]:
    agreeing = orders_that_agree(loaded.pathway, scenario, orders=orders, seed=seed)
    if agreeing == orders:
        return []
    text = (
        f"scenario '{scenario.id}' depends on the order of updates:"
        f" it ends as expected in {agreeing} of {orders} orders"
    )
    where = ("scenarios", at, "expect")
    return [_problem(loaded, where, text, "Expect only what holds in every order, or change the rules.")]


def _problem(
    loaded: LoadedPathway, where: tuple[str | int, ...], text: str, hint: str, *, on_key: bool = True
) -> Problem:
    return Problem(*loaded.marks.place(where, on_key=on_key), Severity.ERROR, text, hint, loaded.file)


def _word(value: bool) -> str:  # noqa: FBT001  (the value of a node)
    return "ON" if value else "OFF"
