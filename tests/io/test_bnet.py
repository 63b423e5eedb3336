"""Are .bnet files read and written faithfully?"""

from __future__ import annotations

import pytest
from corpus import FOLDER, bnet_models, needs_corpus

from explorer.errors import FileRefusedError
from explorer.io.bnet import parse_bnet, write_bnet
from explorer.io.formats import load
from explorer.logic.rule_parser import parse_rule
from explorer.pathway.definition import Confidence, Effect, Node, NodeKind, Pathway


def wrong(text: str) -> list[str]:
    with pytest.raises(FileRefusedError) as caught:
        parse_bnet(text, file="f")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("header", ["", "targets, factors\n", "targets,factors\n", "# toy\n\nTargets, Functions\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_headers_and_line_ends_do_not_matter(header: str, newline: str) -> None:
    """The same nodes come out, in file order, then the undefined names sorted, as inputs."""
    text = (header + "B, !A & Z\nA, B | Y # why\n").replace("\n", newline)
    pathway = parse_bnet(text).pathway
    assert (["B", "A", "Y", "Z"], ("Y", "Z")) == (list(pathway.nodes), pathway.network.inputs)


def test_a_byte_order_mark_is_no_part_of_a_name(tmp_path: pytest.TempPathFactory) -> None:
    """UTF-16 and marked UTF-8 give clean names."""
    found = []
    for codec in ("utf-8-sig", "utf-16"):
        path = tmp_path / f"{codec}.bnet"  # type: ignore[operator]
        path.write_bytes("A, !B\n".encode(codec))
        found.append(list(load(path).pathway.nodes))
    assert [["A", "B"], ["A", "B"]] == found


def test_odd_names_stay_as_written() -> None:
    """Greek letters, hyphens, slashes and plus signs belong to names."""
    pathway = parse_bnet("IFN-γ, NF-κB & !p38/MAPK\nCa2+, 1\nIL-1β.x, Ca2+\n").pathway
    assert ["IFN-γ", "Ca2+", "IL-1β.x", "NF-κB", "p38/MAPK"] == list(pathway.nodes)


def test_a_function_of_itself_stays_a_rule() -> None:
    """'X, X' keeps its value by its rule and is no input."""
    pathway = parse_bnet("X, X\n").pathway
    assert (parse_rule("X"), ()) == (pathway.nodes["X"].rule, pathway.network.inputs)


def test_nothing_is_said_about_how_well_arrows_are_known() -> None:
    """The format has no word for it."""
    assert {Confidence.NOT_STATED} == {edge.confidence for edge in parse_bnet("A, B & !C\n").pathway.edges}


def test_arrows_are_read_off_the_functions() -> None:
    """One for each regulator with an effect, with its sign."""
    pathway = parse_bnet("A, B & !C | (D & !D)\n").pathway
    assert [("B -> A", Effect.ACTIVATES), ("C -> A", Effect.INHIBITS)] == [
        (edge.id, edge.effect) for edge in pathway.edges
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("A, B\nB A\n", "f:2:1: error: there is no ',' between the target and its function. Write: name, function"),
        ("A, B\n , A\n", "f:2:2: error: the target before the ',' is missing. Write: name, function"),
        ("A, B\nB, 1\n A, C\n", "f:3:2: error: 'A' has a second function; the first is in line 1. Keep one of them."),
        ("A, (B\n", "f:1:4: error: in the function of 'A': this parenthesis is never closed. Add a ')'."),
        ("A,   B & & C\n", "f:1:10: error: in the function of 'A': '&' stands where a node name is expected"),
        ("A B, C\n", "f:1:1: error: 'A B' is not a name."),
        ("A,\n", "f:1:3: error: in the function of 'A': the rule is empty"),
        ("", "f:1:1: error: the file holds no function. Write lines such as: A, B & !C"),
    ],
)
def test_problems_have_line_and_column(text: str, problem: str) -> None:
    """Each names its place."""
    assert problem == wrong(text)[0][: len(problem)]


def test_all_problems_come_at_once() -> None:
    """Three bad lines are three problems, in order."""
    assert ["1", "2", "4"] == [problem.split(":")[1] for problem in wrong("A B\nB, (\nC, 1\nC, 0\n")]


def test_nodes_have_places() -> None:
    """Line and column of a node are those of its target."""
    assert (3, 2) == parse_bnet("# x\nA, B\n B, !A\n").marks.place(("nodes", "B"))


@needs_corpus
@pytest.mark.parametrize("name", bnet_models())
def test_models_come_back_from_their_own_writing(name: str) -> None:
    """Writing and reading gives the same rules; undefined names get the function of themselves."""
    pathway = load(FOLDER / f"{name}.bnet").pathway
    again = parse_bnet(write_bnet(pathway)).pathway
    expected = {
        id_: parse_rule(id_, pathway.nodes) if node.rule is None else node.rule for id_, node in pathway.nodes.items()
    }
    assert expected == {id_: node.rule for id_, node in again.nodes.items()}


def test_names_that_the_format_cannot_hold_are_changed_and_told() -> None:
    """Blanks and signs become underscores, no two names become one, and a comment says so."""
    nodes = {name: Node(name, name, NodeKind.PROTEIN) for name in ("T cell", "T_cell", "a&b")}
    nodes["T cell"] = Node("T cell", "T cell", rule=parse_rule('"a&b" and not T_cell'))
    assert (
        "targets, factors\n# T_cell_2 stands for: T cell\n# a_b stands for: a&b\n"
        "T_cell_2, a_b & !T_cell\nT_cell, T_cell\na_b, a_b\n"
    ) == write_bnet(Pathway("x", "y", nodes))
