"""Are scenarios judged rightly, and failures told in their place?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from explorer import locate
from explorer.io.formats import load
from explorer.io.pathway_reader import parse_pathway
from explorer.io.scenario_report import check_scenarios

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.io.loaded import LoadedPathway


def pathway(nodes: str, hold: str, expect: str) -> LoadedPathway:
    return parse_pathway(
        "format: pathway/1\nid: x\ntitle: y\n"
        f"nodes: {{{nodes}}}\n"
        "scenarios:\n"
        f"  - {{id: s, title: t, phases: [{{hold: {{{hold}}}}}],\n"
        f"     expect: {{{expect}}}, basis: news}}\n",
        file="f",
    )


TOGGLE = "A: {rule: not B}, B: {rule: not A}"


@pytest.mark.parametrize("path", locate.shipped_pathways(), ids=lambda path: path.stem)
def test_shipped_scenarios_hold_in_every_order_tried(path: Path) -> None:
    """Synchronous and 20 random orders."""
    report = check_scenarios(load(path), orders=20)
    assert ((), report.total) == (report.problems, report.held)


def test_a_failed_expectation_is_an_error_at_its_place() -> None:
    """Line and column are those of the expected node."""
    report = check_scenarios(pathway("I: {}, A: {rule: I}", "I: on", "I: on, A: off"))
    assert (
        0,
        1,
        ["f:7:22: error: scenario 's' expects 'A' OFF, but it ends ON. Change the expectation, or the rules."],
    ) == (
        report.held,
        report.total,
        [str(problem) for problem in report.problems],
    )


def test_a_node_that_keeps_changing_meets_no_expectation() -> None:
    """In a cycle the last state is chance, and is not taken for an answer."""
    said = [str(check_scenarios(pathway("A: {rule: not A}", "", f"A: {word}")).problems[0]) for word in ("on", "off")]
    assert all("but it keeps changing" in text for text in said)


def test_a_steady_node_beside_a_cycle_is_judged() -> None:
    """Only what changes is uncertain."""
    assert 1 == check_scenarios(pathway("A: {rule: not A}, I: {}", "I: on", "I: on")).held


def test_an_answer_that_hangs_on_the_order_names_the_share() -> None:
    """A synchronous run may hold where random orders disagree."""
    lucky = pathway("I: {}, P: {rule: I}, Q: {rule: I and not P or Q}", "I: on", "Q: on")
    (problem,) = check_scenarios(lucky, orders=40, seed=1).problems
    assert "f:7:6: error: scenario 's' depends on the order of updates: it ends as expected in " in str(problem)
    assert "of 40 orders" in str(problem)


def test_orders_repeat_with_their_seed() -> None:
    """The same seed gives the same words."""
    lucky = pathway("I: {}, P: {rule: I}, Q: {rule: I and not P or Q}", "I: on", "Q: on")
    assert check_scenarios(lucky, orders=30, seed=7) == check_scenarios(lucky, orders=30, seed=7)
