"""Do moved nodes get into the file, and nothing else?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from explorer.io.formats import load
from explorer.io.positions import with_positions
from explorer.locate import shipped_pathways
from explorer.pathway.definition import Layout
from explorer.pathway.moving import moved
from explorer.pathway.placing import place_missing

if TYPE_CHECKING:
    from pathlib import Path

SMALL = """\
format: pathway/1
id: small
title: Small  # a comment
nodes:
  A: {label: First, kind: condition}   # stays
  B:
    rule: A
edges:
  - {from: A, to: B, effect: activates}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_only_what_moved_is_changed() -> None:
    """Of a shipped pathway: the lines of one node and of its arrows, and no other."""
    loaded = load(shipped_pathways()[0])
    before = loaded.pathway.layout
    after = moved(loaded.pathway, {"ATF4": (520.0, 130.0)})
    text = with_positions(loaded.text, before, after)
    old, new = loaded.text.splitlines(), text.splitlines()
    assert len(old) == len(new)
    changed = [line for line, earlier in zip(new, old, strict=True) if line != earlier]
    assert all("ATF4" in line for line in changed)
    assert any("ATF4: [520, 130, 80, 38]" in line for line in changed)


def test_a_file_without_a_layout_gets_one(small: Path) -> None:
    """A new section at the end; what stood there stays, and reading gives the same places."""
    loaded = load(small)
    placed = place_missing(loaded.pathway)
    text = with_positions(loaded.text, loaded.pathway.layout, placed.layout)
    assert text.startswith(SMALL.rstrip("\n"))
    small.write_text(text, encoding="utf-8")
    again = load(small).pathway
    assert {id_: [round(value, 1) for value in place] for id_, place in placed.layout.nodes.items()} == {
        id_: list(place) for id_, place in again.layout.nodes.items()
    }
    assert placed.layout.edges.keys() == again.layout.edges.keys()


def test_nothing_moved_leaves_the_text_alone(small: Path) -> None:
    """The same string."""
    loaded = load(small)
    assert SMALL == with_positions(loaded.text, loaded.pathway.layout, replace(Layout()))
