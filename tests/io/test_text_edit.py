"""Does an edit change exactly what was asked, and not one byte more?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer import locate
from explorer.errors import EditRefusedError
from explorer.io.marks import Marks, ScalarMark, read_marks
from explorer.io.pathway_reader import parse_pathway, read_pathway
from explorer.io.text_edit import REMOVED, edit_all, edit_text

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.io.text_edit import KeyPath, Removal
    from explorer.io.yaml_text import Value

TEXT = """\
# a head comment
format: pathway/1
nodes:   # the nodes
  A:  {label: 'Aa', start: on}   # first

  B:
    rule: A   # why
    # between
    label: >-
      Two
      words
  C:
  "NO": {}
edges:
  - {from: A, to: B, effect: activates}   # an arrow
  - from: A
    to: C
layout:
  nodes: {A: [1, 2], B: [3,4]}
# the end
"""

EDITS: list[tuple[KeyPath, Value | Removal, str, str]] = [
    (("nodes", "B", "rule"), "not A", "rule: A  ", "rule: not A  "),
    (("nodes", "B", "rule"), "A or C: x", "rule: A  ", 'rule: "A or C: x"  '),
    (("nodes", "B", "label"), "One", ">-\n      Two\n      words", "One"),
    (("nodes", "A", "label"), "x, y", "'Aa'", '"x, y"'),
    (("nodes", "A", "start"), False, "start: on", "start: off"),
    (("nodes", "A", "wanted"), True, "start: on}", "start: on, wanted: on}"),
    (("nodes", "B", "in"), "cell", "      words\n", "      words\n    in: cell\n"),
    (("nodes", "NO", "rule"), "A", '"NO": {}', '"NO": {rule: A}'),
    (("nodes", "C"), {"rule": "A"}, "  C:\n", "  C: {rule: A}\n"),
    (("nodes", "C", "rule"), "A", "  C:\n", "  C: {rule: A}\n"),
    (("nodes", "D"), {"kind": "drug"}, '"NO": {}\n', '"NO": {}\n  D:\n    kind: drug\n'),
    (("edges", 0, "effect"), "inhibits", "effect: activates", "effect: inhibits"),
    (("edges", 1, "effect"), "inhibits", "    to: C\n", "    to: C\n    effect: inhibits\n"),
    (("edges", 2), {"from": "B", "to": "C"}, "    to: C\n", "    to: C\n  - {from: B, to: C}\n"),
    (("layout", "nodes", "A"), [10.0, 2.5], "A: [1, 2]", "A: [10, 2.5]"),
    (("layout", "nodes", "A"), [1, 2, 30, 40], "A: [1, 2]", "A: [1, 2, 30, 40]"),
    (("layout", "nodes", "C"), [5, 6], "B: [3,4]}", "B: [3,4], C: [5, 6]}"),
    (("layout", "nodes", "NO"), [5, 6], "B: [3,4]}", 'B: [3,4], "NO": [5, 6]}'),
    (
        ("layout", "edges"),
        {"A -> B": [[1, 2], [3, 4]]},
        "B: [3,4]}\n",
        "B: [3,4]}\n  edges:\n    A -> B: [[1, 2], [3, 4]]\n",
    ),
    (("title",), "T", "B: [3,4]}\n", "B: [3,4]}\ntitle: T\n"),
    (("notes",), [{"text": "x"}], "B: [3,4]}\n", "B: [3,4]}\n\nnotes: [{text: x}]\n"),
    (("nodes", "B", "rule"), REMOVED, "    rule: A   # why\n", ""),
    (("nodes", "A", "label"), REMOVED, "label: 'Aa', ", ""),
    (("nodes", "A", "start"), REMOVED, ", start: on", ""),
    (("layout", "nodes"), {"B": [3, 4]}, "A: [1, 2], ", ""),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("path", "value", "before", "after"), EDITS)
def test_only_what_was_asked_changes(
    path: KeyPath, value: Value | Removal, before: str, after: str, newline: str
) -> None:
    """The new text is the old one with one place replaced; comments and line ends stand."""
    expected = TEXT.replace(before, after, 1).replace("\n", newline)
    assert expected == edit_text(TEXT.replace("\n", newline), path, value)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("nodes", "B", "rule"), "A"),
        (("nodes", "A", "start"), True),
        (("nodes", "B", "label"), "Two words"),
        (("layout", "nodes", "B"), [3, 4.0]),
        (("layout",), {"nodes": {"A": [1, 2], "B": [3, 4]}}),
        (("nodes", "B", "xyz"), REMOVED),
    ],
)
def test_setting_what_is_there_changes_nothing(path: KeyPath, value: Value | Removal) -> None:
    """The same value leaves every byte."""
    assert TEXT == edit_text(TEXT, path, value)


@pytest.mark.parametrize(
    ("ending", "expected"), [("", "a: 1\nb: 2"), ("\n", "a: 1\nb: 2\n"), ("  # c", "a: 1  # c\nb: 2")]
)
def test_the_end_of_the_file_stays_as_it_was(ending: str, expected: str) -> None:
    """A file without a final newline does not get one."""
    assert expected == edit_text(f"a: 1{ending}", ("b",), 2)


def test_a_new_section_stands_after_a_blank_line_in_block_style() -> None:
    """A first position makes the section, and a row for the node."""
    assert "a: 1\n\nlayout:\n  nodes:\n    A: [1, 2]\n" == edit_text("a: 1\n", ("layout", "nodes", "A"), [1, 2])


def test_many_changes_are_made_at_once() -> None:
    """All land in their places, new keys of one mapping together, inner before outer."""
    changes = [
        (("layout", "nodes", "C"), [1, 1]),
        (("layout", "nodes", "A"), [0, 0]),
        (("layout", "nodes", "NO"), [2, 2]),
        (("layout", "compartments", "cell"), [0, 0, 9, 9]),
        (("summary",), "short"),
    ]
    expected = TEXT.replace(
        "{A: [1, 2], B: [3,4]}\n",
        '{A: [0, 0], B: [3,4], C: [1, 1], "NO": [2, 2]}\n  compartments:\n    cell: [0, 0, 9, 9]\nsummary: short\n',
    )
    assert expected == edit_all(TEXT, changes)


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("a: &x [1, 2]\nb: *x\n", ("a", 0), 3),
        ("a: &x [1, 2]\nb: *x\n", ("b", 0), 3),
        ("a: &x 1\nb: *x\n", ("a",), 3),
        ("a: 1\n", ("a", "b"), 3),
        ("a: [1]\n", ("a", 5), 3),
    ],
)
def test_what_cannot_be_changed_alone_is_refused(text: str, path: KeyPath, value: Value) -> None:
    """Shared values are not changed behind the author's back."""
    with pytest.raises(EditRefusedError):
        edit_text(text, path, value)


def test_an_alias_is_replaced_by_a_value_of_its_own() -> None:
    """The anchor and its other users stay."""
    assert "a: &x 1\nb: 2\nc: *x\n" == edit_text("a: &x 1\nb: *x\nc: *x\n", ("b",), 2)


@pytest.mark.parametrize("path", locate.shipped_pathways(), ids=lambda path: path.stem)
def test_moving_and_rewording_every_node_of_a_shipped_pathway(path: Path) -> None:
    """All places and labels change, every comment and every other line stands."""
    text = read_pathway(path).text
    names = list(read_pathway(path).pathway.nodes)
    changes: list[tuple[KeyPath, Value | Removal]] = [(("layout", "nodes", name), [1.5, 2]) for name in names]
    changes += [(("nodes", name, "label"), f"{name}: new") for name in names]
    edited = edit_all(text, changes)
    pathway = parse_pathway(edited).pathway
    assert (dict.fromkeys(names, (1.5, 2.0)), {f"{name}: new" for name in names}) == (
        dict(pathway.layout.nodes),
        {node.label for node in pathway.nodes.values()},
    )
    comments = [line for line in text.split("\n") if line.lstrip().startswith("#")]
    assert comments == [line for line in edited.split("\n") if line.lstrip().startswith("#")]


texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=10),
    st.text("ab'\":,#&*!?|>{}[] -\n\t", max_size=10),
)


@settings(deadline=None)
@given(
    st.sampled_from(
        [
            ("nodes", "B", "rule"),
            ("nodes", "A", "label"),
            ("nodes", "B", "label"),
            ("nodes", "C"),
            ("t",),
            ("edges", 1, "to"),
        ]
    ),
    texts,
)
def test_any_text_goes_anywhere(path: KeyPath, value: str) -> None:
    """Quoting fits block and flow style: the value read back is the one set."""
    edited = Marks(read_marks(edit_text(TEXT, path, value))[0]).value(path)
    assert value == (edited.text if isinstance(edited, ScalarMark) else None)
