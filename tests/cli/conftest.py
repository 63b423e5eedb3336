"""Small pathway files, and the program called as a function."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from explorer.app import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SWITCH = """\
format: pathway/1
id: switch
title: A switch that remembers
nodes:
  Stress: {kind: condition}
  Drug: {kind: drug}
  Base: {kind: condition, start: on}
  Signal: {rule: Stress}
  Shield: {rule: Signal and not Drug}
  Memory: {rule: Shield or Memory}
  Ready: {rule: 'Base or "odd=name, really"'}
  "odd=name, really": {kind: drug}
edges:
  - {from: Stress, to: Signal, effect: activates}
  - {from: Signal, to: Shield, effect: activates}
  - {from: Drug, to: Shield, effect: inhibits}
  - {from: Shield, to: Memory, effect: activates}
  - {from: Memory, to: Memory, effect: activates}
  - {from: Base, to: Ready, effect: activates}
  - {from: "odd=name, really", to: Ready, effect: activates}
scenarios:
  - id: remembered
    title: Stress, then none
    phases: [{hold: {Stress: on}}, {hold: {}}]
    expect: {Memory: on, Shield: off}
    basis: inference
"""
RACE = """\
format: pathway/1
id: race
title: Who is first
nodes:
  Start: {kind: condition}
  A: {rule: Start and not B}
  B: {rule: Start and not A and C}
  C: {rule: Start}
edges:
  - {from: Start, to: A, effect: activates}
  - {from: Start, to: B, effect: activates}
  - {from: Start, to: C, effect: activates}
  - {from: A, to: B, effect: inhibits}
  - {from: B, to: A, effect: inhibits}
  - {from: C, to: B, effect: activates}
scenarios:
  - {id: first, title: A is first, phases: [{hold: {Start: on}}], expect: {A: on}, basis: inference}
"""
CLOCK = """\
format: pathway/1
id: clock
title: A clock
nodes:
  A: {rule: not B}
  B: {rule: A}
edges:
  - {from: B, to: A, effect: inhibits}
  - {from: A, to: B, effect: activates}
"""


class Answer(NamedTuple):
    """What the program gave back."""

    code: int
    out: str
    err: str


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Return a function that runs the program with words and gives back code, output and errors."""

    def run(*words: object) -> Answer:
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out
        assert "--debug" in words or "Traceback" not in captured.err
        return Answer(code, captured.out, captured.err)

    return run


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def switch(tmp_path: Path) -> Path:
    """A node that remembers, an input that starts ON, and an odd id."""
    return _written(tmp_path, "switch.yaml", SWITCH)


@pytest.fixture
def race(tmp_path: Path) -> Path:
    """A scenario that holds under synchronous update and in some other orders only."""
    return _written(tmp_path, "race.yaml", RACE)


@pytest.fixture
def clock(tmp_path: Path) -> Path:
    """A network that never rests."""
    return _written(tmp_path, "clock.yaml", CLOCK)
