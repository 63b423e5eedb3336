"""Into which areas a diagram falls when it is seen from afar."""

from __future__ import annotations

from dataclasses import replace

from explorer.pathway.areas import areas_of, members
from explorer.pathway.definition import Compartment, CompartmentKind, Edge, Effect, Layout, Node, Pathway
from explorer.pathway.diagram import diagram_of


def _many(count: int = 420) -> Pathway:
    nodes = {f"n{at}": Node(f"n{at}", f"N{at}") for at in range(count)}
    places = {id_: (at % 20 * 200.0, at // 20 * 100.0) for at, id_ in enumerate(nodes)}
    edges = tuple(Edge("n0", f"n{at}", Effect.ACTIVATES) for at in (1, 2, 3))
    return Pathway("p", "P", nodes, edges=edges, layout=Layout(nodes=places))


def test_loose_nodes_are_grouped_and_named_after_a_hub() -> None:
    """Without compartments near nodes form areas; every node lies in exactly one, named after its busiest node."""
    pathway = _many()
    areas = areas_of(pathway, diagram_of(pathway, routed=False))
    assert list(range(420)) == sorted(at for area in areas for at in area.nodes)
    assert "Around N0" in {area.label for area in areas}


def test_few_nodes_are_not_covered_with_signs() -> None:
    """What can be told apart from afar has no areas that nobody named."""
    pathway = _many(120)
    assert () == areas_of(pathway, diagram_of(pathway, routed=False))


def test_the_name_of_an_area_is_short() -> None:
    """A hub with a long name does not make a sign that covers the diagram."""
    pathway = _many()
    hub = replace(pathway.nodes["n0"], label="RELA NFKB1 complex of the macrophage's nucleus")
    long = replace(pathway, nodes={**pathway.nodes, "n0": hub})
    assert "Around RELA NFKB1 complex of t…" in {area.label for area in areas_of(long, diagram_of(long, routed=False))}


def test_one_room_without_a_name_is_no_area() -> None:
    """A sign that sums up everything and names nothing is left out."""
    nodes = {"a": Node("a", "A", compartment="default"), "b": Node("b", "B", compartment="default")}
    rooms = {"default": Compartment("default", "default", CompartmentKind.CELL)}
    layout = Layout({"a": (0.0, 0.0), "b": (0.0, 90.0)}, {"default": (-60.0, -40.0, 120.0, 170.0)})
    pathway = Pathway("p", "P", nodes, compartments=rooms, layout=layout)
    assert () == areas_of(pathway, diagram_of(pathway))


def test_a_summary_counts_what_is_on() -> None:
    """The summary of an area says how many of its nodes are ON."""
    pathway = _many()
    area = areas_of(pathway, diagram_of(pathway, routed=False))[0]
    assert area.summary((1,) * 420) == f"{len(area.nodes)} of {len(area.nodes)} ON"


def test_a_compartment_counts_what_lies_deeper() -> None:
    """A node belongs to its compartment and to every one round that."""
    nodes = {"a": Node("a", "A", compartment="nucleus"), "b": Node("b", "B", compartment="cell")}
    rooms = {
        "cell": Compartment("cell", "Cell", CompartmentKind.CELL),
        "nucleus": Compartment("nucleus", "Nucleus", within="cell"),
    }
    assert members(Pathway("p", "P", nodes, compartments=rooms)) == {"cell": ["a", "b"], "nucleus": ["a"]}
