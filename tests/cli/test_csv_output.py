"""``--csv`` of the commands that have ``--json``: the same answer as a table."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from explorer import CAUTION
from explorer.locate import shipped_pathways

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHIPPED = [path.stem for path in shipped_pathways()]


@pytest.fixture
def table(call: Callable[..., Any]) -> Callable[..., list[list[str]]]:
    """Return a function from words to the rows that are printed."""

    def run(*words: object) -> list[list[str]]:
        answer = call(*words, "--csv")
        assert (answer.code, answer.err) == (0, "")
        return list(csv.reader(io.StringIO(answer.out, newline=""), strict=True))

    return run


@pytest.mark.parametrize("name", SHIPPED)
def test_simulate_prints_what_its_json_says(call: Callable[..., Any], table: Callable[..., Any], name: str) -> None:
    """A row a step, phase after phase."""
    words = ("simulate", name, "--settle-first", "--phase", "", "--phase", "")
    found = json.loads(call(*words, "--json").out)
    head, *rows = table(*words)
    assert ["phase", "step", *found["nodes"]] == head
    states = [state for phase in found["phases"] for state in phase["trajectory"]]
    assert states == [[int(value) for value in row[2:]] for row in rows]


def test_an_odd_id_is_one_column(table: Callable[..., Any], switch: Path) -> None:
    """A comma and an equals sign in a name do not break the table."""
    assert "odd=name, really" == table("simulate", switch)[0][-1]


def test_the_matrix_is_a_square(table: Callable[..., Any]) -> None:
    """A row and a column a drug; what it is about, and the caution, below it."""
    words = ("--goal", "Durable_Response=on", "--settle-first", "--phase", "Chronic_Stress=on")
    rows = table("matrix", "lcn2-shield", *words)
    assert ["", "ISR_Inhibitor=on", "Anti_LCN2=on", "Anti_PD1=on"] == rows[0]
    square = [row[1:] for row in rows[1:4]]
    assert square == [list(column) for column in zip(*square, strict=True)]
    assert "reached (synergy)" == square[1][2]
    assert "not reached" == square[1][1]
    assert "Goal: Durable_Response=on" == rows[4][0]
    assert CAUTION == rows[-1][0]


def test_attractors_and_profiles_are_tables(table: Callable[..., Any]) -> None:
    """As many rows as their JSON has entries."""
    assert "fixed_point" == table("attractors", "lcn2-shield")[1][1]
    rows = table("profiles", "immune-evasion-map")
    assert ["case", "basis", "no therapy"] == rows[0][:3]
    assert {"responds", "does not"} == {field for row in rows[1:-2] for field in row[2:]}


@pytest.mark.parametrize("command", ["simulate", "attractors", "profiles", "matrix"])
def test_one_form_at_a_time(call: Callable[..., Any], command: str) -> None:
    """JSON and CSV in one output would be neither."""
    assert 2 == call(command, "lcn2-shield", "--json", "--csv").code
