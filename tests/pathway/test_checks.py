"""Is what does not fit together found, at its place, and nothing else?"""

from __future__ import annotations

import pytest

from explorer.errors import FileRefusedError
from explorer.io.pathway_reader import parse_pathway

BASE = """\
format: pathway/1
id: x
title: y
references: {r: {title: t}}
compartments: {cell: {kind: cell}, nucleus: {in: cell}}
nodes:
  A: {in: cell, evidence: [r]}
  B: {in: cell, rule: not A}
  Out: {in: cell, kind: outcome, rule: B, wanted: on}
edges:
  - {from: A, to: B, effect: inhibits}
  - {from: B, to: Out, effect: activates}
"""
SCENARIO = "scenarios:\n  - {id: s, title: t, phases: [{hold: {A: on}}], expect: {B: off}, basis: news}\n"
VARIANT = "variants:\n  - {id: v, title: t, rules: {B: A}, edges: [{from: A, to: B, effect: activates}]}\n"


def found(text: str) -> list[str]:
    try:
        return [str(problem) for problem in parse_pathway(text, file="f").problems]
    except FileRefusedError as error:
        return [str(problem) for problem in error.problems]


PROFILE = "profiles:\n  - {id: p, title: t, earlier: {A: on}, hold: {B: off}, evidence: [r]}\n"


STORY = """story:
  - {title: t, hold: {A: on}, show: [A, cell], camera: [B], highlight: [A -> B], evidence: [r]}
  - {title: u, region: [0, 0, 10, 10], variants: [v]}
"""


@pytest.mark.parametrize("text", [BASE, BASE + SCENARIO, BASE + VARIANT, BASE + PROFILE, BASE + VARIANT + STORY])
def test_what_fits_is_left_alone(text: str) -> None:
    """No finding where there is none."""
    assert [] == found(text)


CASES = [
    (
        "{in: cell, evidence: [r]}",
        "{in: cel, evidence: [r]}",
        "7:11: error: there is no compartment 'cel'. Did you mean 'cell'?",
    ),
    ("evidence: [r]", "evidence: [r, q]", "7:31: error: there is no reference 'q'"),
    ("evidence: [r]", "against: [r, rr]", "7:30: error: there is no reference 'rr'. Did you mean 'r'?"),
    ("{in: cell}}", "{in: cells}}", "5:50: error: there is no compartment 'cells'. Did you mean 'cell'?"),
    ("from: A", "from: X", "11:12: error: there is no node 'X'"),
    ("to: Out", "to: Outs", "12:19: error: there is no node 'Outs'. Did you mean 'Out'?"),
    ("[r]}\n  B", "[]}\n  B", "4:14: warning: the reference 'r' is never used"),
    ("{kind: cell}", "{in: nucleus}", "5:27: error: compartments lie in each other: cell in nucleus in cell"),
    ("{kind: cell}", "{in: cell}", "5:27: error: compartments lie in each other: cell in itself"),
    ("A: {in: cell, ", "A: {", "7:3: warning: 'A' lies in no compartment"),
    (
        "effect: inhibits",
        "effect: activates",
        "11:30: error: the arrow says 'A' activates 'B', but by the rule of 'B' it inhibits",
    ),
    ("rule: not A", "rule: not A or A", "8:23: warning: 'A' stands in the rule of 'B' but never changes its value"),
    ("rule: B", "rule: B or A", "9:40: warning: 'A' regulates 'Out', but there is no arrow for it"),
    ("rule: B", "rule: B or Out", "9:40: warning: the outcome 'Out' regulates itself"),
    (
        "rule: not A",
        "rule: not Out",
        "11:12: warning: no rule uses the arrow A -> B: 'B' does not name 'A' in its rule",
    ),
    ("rule: not A", "start: on", "11:12: warning: no rule uses the arrow A -> B: 'B' has no rule"),
    ("kind: outcome, ", "", "9:28: warning: 'wanted' has a meaning for outcomes only, and 'Out' is a protein"),
    ("edges:", "  Z: {in: cell}\nedges:", "10:3: warning: 'Z' has no arrow and no rule uses it"),
    (
        "edges:",
        "edges:\n  - {from: B, to: Out, effect: activates}",
        "13:12: error: the arrow 'B -> Out' is given twice, first as number 1",
    ),
]


@pytest.mark.parametrize(("before", "after", "problem"), CASES)
def test_each_misfit_is_found_at_its_place(before: str, after: str, problem: str) -> None:
    """One change makes one finding, with line and column."""
    assert before in BASE
    problems = found(BASE.replace(before, after, 1))
    assert any(text.startswith(f"f:{problem}") for text in problems), problems


ADDITIONS = [
    (SCENARIO.replace("A: on", "Q: on"), "14:40: error: there is no node 'Q'"),
    (SCENARIO.replace("B: off", "Bb: off"), "14:59: error: there is no node 'Bb'. Did you mean 'B'?"),
    (SCENARIO + SCENARIO.split("\n", 1)[1], "15:10: error: the scenario 's' is given twice"),
    (VARIANT.replace("{B: A}", "{Q: A}"), "14:31: error: there is no node 'Q'"),
    (
        VARIANT.replace("activates", "inhibits"),
        "14:71: error: the arrow says 'A' inhibits 'B', but by the rule of 'B' it activates",
    ),
    (
        VARIANT.replace(", edges: [{from: A, to: B, effect: activates}]", ""),
        "14:34: error: by this rule 'A' activates 'B', but the arrow",
    ),
    (
        VARIANT.replace("rules: {B: A}, edges: [{from: A, to: B, effect: activates}]", "rules: {B: Out}"),
        "14:34: warning: 'Out' regulates 'B'",
    ),
    (
        VARIANT.replace("rules: {B: A}, edges: [{from: A, to: B, effect: activates}]", "rules: {B: true}"),
        "14:34: warning: variant 'v' no longer uses the arrow A -> B",
    ),
    (
        VARIANT.replace("}]}", "}], without: [A -> Q]}"),
        "14:94: error: there is no arrow 'A -> Q'. Did you mean 'A -> B'?",
    ),
    ("notes: [{text: t, about: [A, Q]}]\n", "13:30: error: there is no node or arrow 'Q'"),
    ("notes: [{text: t, about: [A -> Q]}]\n", "13:27: error: there is no arrow 'A -> Q'. Did you mean 'A -> B'?"),
    ("annotations: [{label: l, text: t, about: [Q], evidence: [q]}]\n", "13:43: error: there is no node or arrow 'Q'"),
    ("priorities: [[A, Q], [B, A]]\n", "13:18: error: there is no node 'Q'"),
    ("priorities: [[A], [B, A]]\n", "13:23: warning: 'A' is in more than one place here"),
    ("layout: {nodes: {A: [1, 2], B: [1, 2]}}\n", "9:3: warning: 'Out' has no position although other nodes have"),
    ("layout: {nodes: {Q: [1, 2]}}\n", "13:18: error: there is no node 'Q'"),
    ("layout: {compartments: {q: [1, 2, 3, 4]}}\n", "13:25: error: there is no compartment 'q'"),
    ("layout: {edges: {A -> Q: [[1, 2], [3, 4]]}}\n", "13:18: error: there is no arrow 'A -> Q'"),
]


@pytest.mark.parametrize(("addition", "problem"), ADDITIONS)
def test_each_section_is_checked(addition: str, problem: str) -> None:
    """Unknown ids, repetitions and contradictions are found wherever they stand."""
    problems = found(BASE + addition)
    assert any(text.startswith(f"f:{problem}") for text in problems), problems


def test_an_arrow_of_both_signs_is_no_contradiction() -> None:
    """Where the rule acts both ways, either effect may be drawn."""
    text = BASE.replace("rule: not A", "rule: not A and not Out or A and Out") + ""
    assert [] == [problem for problem in found(text) if "error" in problem]


def test_a_node_that_keeps_itself_needs_no_arrow() -> None:
    """'rule: B' of B is memory without a regulator."""
    text = BASE.replace("rule: not A", "rule: B").replace("  - {from: A, to: B, effect: inhibits}\n", "")
    assert ["f:7:3: warning: 'A' has no arrow and no rule uses it"] == [problem[:52] for problem in found(text)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("earlier: {A", "earlier: {X", "there is no node 'X'"),
        ("hold: {B", "hold: {Ou", "there is no node 'Ou'. Did you mean 'Out'?"),
        ("[r]}\n", "[q]}\n", "there is no reference 'q'"),
        ("\n  - {id: p,", "\n  - {id: p, title: first, hold: {}}\n  - {id: p,", "the profile 'p' is given twice"),
        ("hold: {B: off}", "hold: {B: of}", "expected a state: on or off, found 'of'"),
    ],
)
def test_profiles_name_what_there_is(old: str, new: str, said: str) -> None:
    """Unknown ids, doubled profiles and wrong states are found in their lines."""
    problems = [problem for problem in found(BASE + PROFILE.replace(old, new)) if "error" in problem]
    assert said in problems[0]
    assert problems[0].startswith(("f:14:", "f:15:"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("hold: {A", "hold: {X", "16:23: error: there is no node 'X'"),
        ("show: [A, cell]", "show: [A, cel]", "there is no node or compartment 'cel'. Did you mean 'cell'?"),
        ("camera: [B]", "camera: [Ou]", "there is no node or compartment 'Ou'. Did you mean 'Out'?"),
        ("[A -> B]", "[B -> A]", "there is no node or arrow 'B -> A'"),
        ("[r]}\n", "[q]}\n", "there is no reference 'q'"),
        ("variants: [v]", "variants: [w]", "17:51: error: there is no variant 'w'"),
        ("title: u,", "title: u, camera: [A],", "17:29: warning: 'camera' has no effect beside 'region'"),
        ("[0, 0, 10, 10]", "[0, 0, 10]", "17:24: error: expected an area"),
        ("title: u, ", "", "17:5: error: a story step lacks the key 'title'"),
        ("title: u,", "title: u, rest: fades,", "17:22: error: expected what becomes of the rest, found 'fades'"),
    ],
)
def test_a_story_names_what_there_is(old: str, new: str, said: str) -> None:
    """Unknown ids, and values that a step does not know, are found in their lines."""
    text = BASE + VARIANT + STORY.replace(old, new)
    assert any(said in problem for problem in found(text)), found(text)
