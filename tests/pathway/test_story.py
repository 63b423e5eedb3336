"""What does a story step reveal, look at and keep out of the run?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.logic.rule_parser import parse_rule
from explorer.pathway.definition import Compartment, CompartmentKind, Node, Pathway, StoryStep, Unrevealed
from explorer.pathway.diagram import Diagram
from explorer.pathway.geometry import Box
from explorer.pathway.story import frame_of, holds_of, looked_at, nodes_among, revealed


@pytest.fixture
def pathway() -> Pathway:
    """Return three nodes in a nucleus, its cell and outside: A -> B -> C."""
    nodes = (
        Node("A", "A", compartment="nucleus"),
        Node("B", "B", compartment="cell", rule=parse_rule("A"), rule_text="A"),
        Node("C", "C", rule=parse_rule("not B"), rule_text="not B"),
    )
    compartments = {
        "cell": Compartment("cell", "Cell", CompartmentKind.CELL),
        "nucleus": Compartment("nucleus", "Nucleus", within="cell"),
    }
    return Pathway("p", "P", {node.id: node for node in nodes}, compartments=compartments)


def test_a_compartment_stands_for_all_that_lies_in_it(pathway: Pathway) -> None:
    """Also for what lies in a compartment within it."""
    assert {"A", "B"} == nodes_among(pathway, ["cell"])
    assert {"A", "C"} == nodes_among(pathway, ["nucleus", "C"])


def test_without_show_everything_is_revealed(pathway: Pathway) -> None:
    """And the camera then shows the whole diagram, unless it is sent somewhere."""
    assert revealed(pathway, StoryStep("t")) is None
    assert looked_at(pathway, StoryStep("t")) is None
    assert {"C"} == looked_at(pathway, StoryStep("t", show=("cell",), camera=("C",)))
    assert {"A"} == looked_at(pathway, StoryStep("t", show=("nucleus",)))


def test_what_is_out_stays_as_it_was(pathway: Pathway) -> None:
    """Its ruled nodes are held at their values; inputs and what is revealed are left alone."""
    step = StoryStep("t", hold={"A": True}, show=("A", "B"), rest=Unrevealed.OUT)
    assert {"A": True, "C": True} == holds_of(pathway, step, (0, 0, 1))
    assert {"A": True} == holds_of(pathway, replace(step, rest=Unrevealed.HIDE), (0, 0, 1))


def test_compartments_in_a_circle_come_to_an_end(pathway: Pathway) -> None:
    """A file with such a circle has an error; looking at it must not hang."""
    circle = replace(pathway.compartments["cell"], within="nucleus")
    assert {"A", "B"} == nodes_among(replace(pathway, compartments={**pathway.compartments, "cell": circle}), ["cell"])


def test_a_cell_is_shown_to_its_border_where_little_of_it_is_missing(pathway: Pathway) -> None:
    """At 100 of 772 units (two nodes, 36 on either side) yes, at 200 no: that would be another picture."""
    for missing, left in ((100, 300 - 36 - 100 - 10), (200, 300 - 36)):
        cell = Box(300 - 36 - missing, 0, 2000, 500)
        nodes = {"B": Box(300, 200, 100, 30), "C": Box(900, 200, 100, 30)}
        diagram = Diagram(nodes, {}, {"cell": cell}, {}, cell)
        shown = frame_of(diagram, pathway, StoryStep("t", camera=("B", "C")))
        assert left == shown.left
        assert 1036 == shown.right
