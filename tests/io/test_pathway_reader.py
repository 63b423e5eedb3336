"""Is a pathway file read as it is meant, and is everything wrong with it said at once and in its place?"""

from __future__ import annotations

import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from explorer import locate
from explorer.errors import FileRefusedError
from explorer.io.pathway_reader import parse_pathway, read_pathway
from explorer.logic.rule import Not, Variable
from explorer.logic.rule_parser import parse_rule, quoted
from explorer.pathway.definition import Confidence, Edge, Effect, NodeKind

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "format: pathway/1\nid: x\ntitle: y\n"


def nodes(body: str) -> str:
    return HEAD + "nodes:\n" + "\n".join("  " + line for line in dedent(body).strip("\n").split("\n")) + "\n"


def wrong(text: str) -> list[str]:
    with pytest.raises(FileRefusedError) as caught:
        parse_pathway(text, file="f")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("path", locate.shipped_pathways(), ids=lambda path: path.stem)
def test_shipped_pathways_are_clean(path: Path) -> None:
    """They open without an error or a warning."""
    assert () == read_pathway(path).problems


@pytest.mark.parametrize("path", locate.shipped_pathways(), ids=lambda path: path.stem)
def test_the_bytes_of_a_file_are_kept(path: Path) -> None:
    """Opening and saving without a change gives the same bytes."""
    assert path.read_bytes() == read_pathway(path).content


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_do_not_matter(tmp_path: Path, codec: str, newline: str) -> None:
    """The same pathway comes out, and the same bytes go back."""
    text = nodes("TNF-α: {label: Tumour necrosis factor α}\nB: {rule: not TNF-α}")
    content = text.replace("\n", newline).encode(codec)
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    loaded = read_pathway(path)
    assert (parse_pathway(text).pathway, content) == (loaded.pathway, loaded.content)


def test_absent_keys_have_their_defaults() -> None:
    """A node of which nothing is said is an input, a protein, OFF, and called by its id."""
    node = parse_pathway(nodes("A: {}")).pathway.nodes["A"]
    assert ("A", "A", NodeKind.PROTEIN, None, False, None) == (
        node.label,
        node.caption,
        node.kind,
        node.rule,
        node.start,
        node.wanted,
    )


@pytest.mark.parametrize("name", ["NO", "ON", "Y", "1433", "IL-6", "TNF-α", "null", "~", "1.0", "0x1F"])
def test_nodes_are_called_what_their_author_calls_them(name: str) -> None:
    """No name is taken for a value, as a key, in a rule, in an arrow or in a hold."""
    text = nodes(f"{name}: {{}}\nB:\n  rule: not {quoted(name)}")
    text += f"edges: [{{from: {name}, to: B, effect: inhibits}}]\n"
    text += f"scenarios: [{{id: a, title: b, phases: [{{hold: {{{name}: NO}}}}], expect: {{B: ON}}, basis: news}}]\n"
    pathway = parse_pathway(text).pathway
    found = (tuple(pathway.nodes), pathway.edges[0].source, pathway.scenarios[0].phases[0].hold)
    assert ((name, "B"), name, {name: False}, Not(Variable(name))) == (*found, pathway.nodes["B"].rule)


def test_an_arrow_is_read_with_all_it_says() -> None:
    """Every key of an arrow arrives."""
    text = HEAD + "references: {r: {title: t}, s: {title: u}}\nnodes: {A: {}, B: {rule: A}}\n"
    text += "edges: [{from: A, to: B, effect: activates, mechanism: m, evidence: [r], against: [s],\n"
    text += "         confidence: hypothesised, note: n}]\n"
    expected = Edge("A", "B", Effect.ACTIVATES, "m", ("r",), ("s",), Confidence.HYPOTHESISED, "n")
    assert (expected,) == parse_pathway(text).pathway.edges


def test_a_confidence_left_out_is_not_stated() -> None:
    """An arrow of which the file says nothing is not taken for reported."""
    text = HEAD + "nodes: {A: {}, B: {rule: A}}\nedges: [{from: A, to: B, effect: activates}]\n"
    assert Confidence.NOT_STATED is parse_pathway(text).pathway.edges[0].confidence


def test_not_stated_is_no_word_of_the_file() -> None:
    """Only what is known can be written down."""
    text = HEAD + "nodes: {A: {}, B: {rule: A}}\nedges: [{from: A, to: B, effect: activates, confidence: not stated}]\n"
    with pytest.raises(FileRefusedError):
        parse_pathway(text)


def test_a_rule_of_words_is_a_constant() -> None:
    """'rule: true' is always ON."""
    assert parse_rule("true") == parse_pathway(nodes("A: {rule: true}")).pathway.nodes["A"].rule


RULE_PLACES = [
    ("A:\n  rule: B and Cc", 6, 17),
    ("A: {rule: 'B and Cc'}", 5, 20),
    ('A: {rule: "B and Cc"}', 5, 20),
    ("A:\n  rule: >-\n    B\n    and Cc", 8, 11),
    ("A:\n  rule: |\n    B and\n    not (B or Cc)", 8, 17),
    ("A:\n  rule: B and\n    Cc", 7, 7),
    ("A:\n  rule: ('B' or  Cc)", 6, 20),
    ("A:\n  rule: '''B''  or Cc'", 6, 22),
    ("A:\n  rule: &x B and Cc", 6, 20),
]


@pytest.mark.parametrize(("body", "line", "column"), RULE_PLACES)
def test_an_unknown_name_in_a_rule_is_pointed_at(body: str, line: int, column: int) -> None:
    """Line and column are those of the name, in plain, quoted, folded and literal rules."""
    (problem,) = [text for text in wrong(nodes(body + "\nB: {}\nCcc: {}")) if "Cc'" in text]
    assert problem.startswith(
        f"f:{line}:{column}: error: the rule of 'A' names 'Cc', which is no node. Did you mean 'Ccc'?"
    )


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("A: {rule: A and}", "f:5:18: error: in the rule of 'A': the rule ends where a node name is expected"),
        ("A: {rule: (A}", "f:5:13: error: in the rule of 'A': this parenthesis is never closed"),
        ("A: {rule: }", "f:5:13: error: in the rule of 'A': the rule is empty"),
        ('A: {rule: "A \\u0041"}', "f:5:13: error: in the rule of 'A': 'A' follows without an operator"),
    ],
)
def test_a_rule_that_cannot_be_read_is_pointed_at(body: str, problem: str) -> None:
    """The column is that of the trouble inside the rule, or the rule's beginning behind a backslash."""
    assert problem in [text[: len(problem)] for text in wrong(nodes(body))]


def test_every_unknown_name_of_a_rule_is_reported() -> None:
    """Two wrong names are two problems."""
    assert 2 == len(wrong(nodes("A: {rule: Bx and Cx or A}")))


def test_all_kinds_of_problems_come_together_in_file_order() -> None:
    """A bad value, a bad rule, an unknown id and a double key are reported in one go."""
    text = (
        nodes("A: {kind: drugs}\nB: {rule: A and}\nC: {in: nowhere}\nA: {}")
        + "edges: [{from: A, to: X, effect: inhibits}]\n"
    )
    lines = [int(problem.split(":")[1]) for problem in wrong(text)]
    assert [5, 6, 7, 8, 9] == lines


def test_a_broken_section_gives_no_follow_up_problems() -> None:
    """Where 'references' is no mapping, its uses are not reported as unknown."""
    assert 1 == len(wrong(HEAD + "references: none at all\nnodes: {A: {evidence: [r]}, B: {evidence: [s]}}\n"))


def test_warnings_let_a_file_open() -> None:
    """What is merely odd is said and kept."""
    loaded = parse_pathway(HEAD + "references: {r: {title: t}}\nnodes: {A: {}, B: {rule: A}}\n", file="f")
    assert [
        "f:4:14: warning: the reference 'r' is never used. Cite it, or remove it.",
        "f:5:26: warning: 'A' regulates 'B', but there is no arrow for it. Add the arrow 'from: A, t",
    ] == [str(problem)[:91] for problem in loaded.problems]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: b\n", "f:1:1: error: this is not a pathway/1 file: the key 'format' is missing"),
        ("- a\n", "f:1:1: error: this is not a pathway/1 file: no keys at its top"),
        ("format: other\n", "f:1:9: error: this is not a pathway/1 file: its format is 'other'"),
        ("format: pathway/2\n", "Open it with a newer version"),
        ("nodes: {A: {}}\nid: a\ntitle: b\n", "f:1:1: error: a pathway file lacks the key 'format'"),
    ],
)
def test_a_file_of_something_else_says_so(text: str, words: str) -> None:
    """One clear problem, unless the file is plainly meant as a pathway."""
    (problem,) = wrong(text)
    assert words in problem


def test_reading_needs_neither_qt_nor_numpy_nor_jsonschema() -> None:
    """The layers below the window stay light."""
    code = (
        "import sys, explorer.io.formats, explorer.io.text_edit, explorer.io.scenario_report\n"
        "print([name for name in ('PySide6', 'numpy', 'jsonschema', 'networkx', 'pyqtgraph') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=locate.pathways().parent, capture_output=True, text=True, check=True
    )
    assert "[]" == run.stdout.strip()
