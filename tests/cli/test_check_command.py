"""``check``: every problem at its place, scenarios in every order, totals, exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explorer.locate import shipped_pathways

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BROKEN = """\
format: pathway/1
id: broken
title: Broken
nodes:
  A: {kind: condition}
  B: {rule: A and Missing}
  C: {kindd: drug}
"""


def test_a_clean_file_says_how_its_scenarios_went(call: Callable[..., Any], switch: Path) -> None:
    """One line with the file, exit code 0, nothing on the error stream."""
    answer = call("check", switch, "--orders", 20)
    expected = f"{switch}: 1 of 1 scenarios held (synchronous; 1 of 1 in 20 random orders)\n"
    assert (answer.code, answer.out, answer.err) == (0, expected, "")


def test_every_problem_is_printed_at_its_place(call: Callable[..., Any], tmp_path: Path) -> None:
    """file:line:column: severity: text, all at once, and exit code 1."""
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    answer = call("check", path)
    lines = answer.out.splitlines()
    assert answer.code == 1
    assert lines[0].startswith(f"{path}:6:19: error: ")
    assert lines[1].startswith(f"{path}:7:7: error: ")
    assert lines[1].endswith("Did you mean 'kind'?")
    assert lines[2] == f"{path}: cannot be opened; 2 errors"


def test_a_missed_expectation_is_an_error(call: Callable[..., Any], switch: Path) -> None:
    """It is named at the place of the expectation."""
    text = switch.read_text(encoding="utf-8").replace("expect: {Memory: on", "expect: {Memory: off")
    switch.write_text(text, encoding="utf-8")
    answer = call("check", switch)
    first, last = answer.out.splitlines()
    line = 1 + text[: text.index("expect")].count("\n")
    assert answer.code == 1
    assert first.startswith(f"{switch}:{line}:14: error: scenario 'remembered'")
    assert "0 of 1 scenarios held (synchronous; 0 of 1 in 500 random orders); 1 error" in last


def test_an_expectation_missed_in_some_orders_is_a_warning(call: Callable[..., Any], race: Path) -> None:
    """Synchronously A wins; in other orders B may: a warning, which --strict makes a problem."""
    answer = call("check", race)
    warning, summary = answer.out.splitlines()
    assert answer.code == 0
    assert ": warning: scenario 'first'" in warning
    assert summary == f"{race}: 1 of 1 scenarios held (synchronous; 0 of 1 in 500 random orders); 1 warning"
    assert call("check", "--strict", race).code == 1
    assert call("check", "--strict", race, "--orders", 0).code == 0


def test_several_files_get_totals_and_one_bad_file_stops_none(
    call: Callable[..., Any], switch: Path, race: Path, clock: Path
) -> None:
    """A missing file counts as a problem; the others are checked all the same."""
    answer = call("check", switch, "no-such-file.yaml", race, clock, "--orders", 0)
    lines = answer.out.splitlines()
    assert answer.code == 1
    assert lines[1:3] == [
        "no-such-file.yaml: error: there is no such file. Check the name and the folder.",
        "no-such-file.yaml: cannot be opened; 1 error",
    ]
    assert lines[4] == f"{clock}: no scenarios"
    assert lines[5] == "4 files: 2 of 2 scenarios held (synchronous); 1 error"


def test_every_shipped_pathway_is_clean(call: Callable[..., Any]) -> None:
    """Not even a warning; every scenario ends as expected."""
    answer = call("check", "--strict", "--orders", 3, *shipped_pathways())
    assert answer.code == 0, answer.out


def test_wrong_usage(call: Callable[..., Any], switch: Path) -> None:
    """No file, or a number that makes no sense."""
    assert call("check").code == 2
    assert "--orders takes a number" in call("check", switch, "--orders", "-1").err
