"""Into which areas a diagram falls when it is seen from afar."""

from __future__ import annotations

from explorer.pathway.areas import areas_of, members
from explorer.pathway.definition import Compartment, CompartmentKind, Edge, Effect, Layout, Node, Pathway
from explorer.pathway.diagram import diagram_of


def _many() -> Pathway:
    nodes = {f"n{at}": Node(f"n{at}", f"N{at}") for at in range(120)}
    places = {id_: (at % 12 * 200.0, at // 12 * 100.0) for at, id_ in enumerate(nodes)}
    edges = tuple(Edge("n0", f"n{at}", Effect.ACTIVATES) for at in (1, 2, 3))
    return Pathway("p", "P", nodes, edges=edges, layout=Layout(nodes=places))


def test_loose_nodes_are_grouped_and_named_after_a_hub() -> None:
    """Without compartments near nodes form areas; every node lies in exactly one, named after its busiest node."""
    pathway = _many()
    areas = areas_of(pathway, diagram_of(pathway, routed=False))
    assert sorted(range(120)) == sorted(at for area in areas for at in area.nodes)
    assert "Around N0" in {area.label for area in areas}


def test_a_summary_counts_what_is_on() -> None:
    """The summary of an area says how many of its nodes are ON."""
    pathway = _many()
    area = areas_of(pathway, diagram_of(pathway, routed=False))[0]
    assert area.summary((1,) * 120) == f"{len(area.nodes)} of {len(area.nodes)} ON"


def test_a_compartment_counts_what_lies_deeper() -> None:
    """A node belongs to its compartment and to every one round that."""
    nodes = {"a": Node("a", "A", compartment="nucleus"), "b": Node("b", "B", compartment="cell")}
    rooms = {
        "cell": Compartment("cell", "Cell", CompartmentKind.CELL),
        "nucleus": Compartment("nucleus", "Nucleus", within="cell"),
    }
    assert members(Pathway("p", "P", nodes, compartments=rooms)) == {"cell": ["a", "b"], "nucleus": ["a"]}
