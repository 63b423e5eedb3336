"""Tables: what a spreadsheet and a program read back from them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.io.formats import load
from explorer.io.tables import attractor_rows, csv_text, guarded, runs_as_json, trajectory_rows
from explorer.locate import shipped_pathways
from explorer.logic.attractors import find_attractors
from explorer.pathway.run import run_phases, settled_start


def read(text: str) -> list[list[str]]:
    """Read CSV as any program would."""
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("text", ["=1+1", "+49", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_formula_is_taken_for_text(text: str) -> None:
    """It stands behind an apostrophe, which a spreadsheet takes for: this is text."""
    assert f"'{text}" == guarded(text)
    assert f"'{text}" == read(csv_text([[text]]))[0][0]


@pytest.mark.parametrize("text", ["", "TNF-α", "1433", "a=b", "'quoted'", " =1"])
def test_any_other_text_stands_as_it_is(text: str) -> None:
    """Nothing is put in front of it."""
    assert text == guarded(text)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1).filter(lambda row: row != [""]))
def test_any_text_comes_back(row: list[str]) -> None:
    """Commas, quotes and ends of lines within a field are kept; the apostrophe can be told from one of its own."""
    (back,) = read(csv_text([row]))
    assert row == [field[1:] if field.startswith("'") and guarded(field[1:]) == field else field for field in back]


def test_lines_end_as_the_standard_says() -> None:
    """RFC 4180: carriage return and line feed, after the last line, too; quotes are doubled."""
    assert 'a,"b ""c"""\r\n1,\r\n' == csv_text([["a", 'b "c"'], [1, None]])


@pytest.mark.parametrize("path", shipped_pathways(), ids=lambda path: path.stem)
def test_a_trajectory_comes_back_as_it_was(path: object) -> None:
    """Every scenario of every shipped pathway: phase, step, and each node in the order of the network."""
    pathway = load(path).pathway  # type: ignore[arg-type]
    start = settled_start(pathway).last
    for scenario in pathway.scenarios:
        runs = run_phases(pathway, [phase.hold for phase in scenario.phases], start=start)
        head, *rows = read(csv_text(trajectory_rows(pathway.network, runs)))
        assert ["phase", "step", *pathway.nodes] == head
        expected = [[at, step, *state] for at, run in enumerate(runs, 1) for step, state in enumerate(run.states)]
        assert expected == [[int(field) for field in row] for row in rows]


def test_attractors_are_rows() -> None:
    """What keeps changing is neither 0 nor 1."""
    pathway = load(shipped_pathways()[0]).pathway
    found = find_attractors(pathway.network, pathway.start, {"Chronic_Stress": True}).found
    head, *rows = read(csv_text(attractor_rows(pathway.network, found)))
    assert ["attractor", "kind", "size", *pathway.nodes] == head
    assert len(found) == len(rows)
    for one, row in zip(found, rows, strict=True):
        on = {node for node, value in zip(head[3:], row[3:], strict=True) if value == "1"}
        assert set(one.on) == on


def test_what_was_not_run_is_no_json() -> None:
    """There is no final state then."""
    pathway = load(shipped_pathways()[0]).pathway
    with pytest.raises(ValueError, match="nothing was run"):
        runs_as_json(pathway.network, ())
