"""Is a network of thousands drawn at once, cleanly, and are arrows that nobody knows of at least there?"""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from corpus import FOLDER, needs_corpus

from explorer.io.formats import load
from explorer.pathway.definition import Compartment, CompartmentKind, Edge, Effect, Layout, Node, Pathway
from explorer.pathway.diagram import diagram_of
from explorer.pathway.layout.engine import LayoutCancelledError, Watcher, with_places
from explorer.pathway.layout.layered import LayeredEngine
from explorer.pathway.layout.streets_engine import StreetsEngine
from explorer.pathway.placing import LARGE, is_large, placed_and_routed, usual_engine
from explorer.pathway.quality import quality_of

CELLS = {
    "tumour": Compartment("tumour", "Tumour cell", CompartmentKind.CELL),
    "nucleus": Compartment("nucleus", "Nucleus", CompartmentKind.CELL, within="tumour"),
    "blood": Compartment("blood", "Blood", CompartmentKind.SPACE),
    "clinic": Compartment("clinic", "Clinic", CompartmentKind.CONTEXT),
    "empty": Compartment("empty", "Empty", CompartmentKind.CELL),
}


def network(seed: int, count: int, arrows: int, *, cells: bool = False) -> Pathway:
    """Return a random network without any place, loops and cycles and separate parts included."""
    chance = random.Random(seed)  # noqa: S311  (the seed is what makes the test repeatable)
    homes = [None, "tumour", "nucleus", "blood", "clinic"] if cells else [None]
    nodes = {f"n{at}": Node(f"n{at}", f"Protein {at}", compartment=chance.choice(homes)) for at in range(count)}
    pairs = sorted({(f"n{chance.randrange(count)}", f"n{chance.randrange(count)}") for _ in range(arrows)})
    edges = tuple(Edge(source, target, chance.choice(list(Effect))) for source, target in pairs)
    return Pathway("made", "Made", nodes, edges=edges, compartments=CELLS if cells else {})


def drawn(pathway: Pathway) -> Pathway:
    return with_places(pathway, StreetsEngine().places(pathway))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("cells", [False, True])
def test_nothing_overlaps_and_no_line_runs_through_a_node(seed: int, cells: bool) -> None:  # noqa: FBT001
    """Random networks in and without compartments; each node lies in its own compartment and in no other."""
    pathway = drawn(network(seed, 8 + 14 * seed, 10 + 30 * seed, cells=cells))
    quality = quality_of(pathway, diagram_of(pathway))
    assert ((), (), (), ()) == (
        quality.node_overlaps,
        quality.lines_through_nodes,
        quality.outside,
        quality.strangers,
    )


def test_every_arrow_has_a_level_and_upright_way() -> None:
    """From border to border, as the layout's own routes are."""
    pathway = drawn(network(3, 60, 150, cells=True))
    for edge in pathway.edges:
        route = pathway.layout.edges[edge.id]
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(route))


def test_causes_stand_above_effects() -> None:
    """A long chain runs downward."""
    nodes = {f"n{at}": Node(f"n{at}", f"N{at}") for at in range(40)}
    edges = tuple(Edge(f"n{at}", f"n{at + 1}", Effect.ACTIVATES) for at in range(39))
    boxes = diagram_of(drawn(Pathway("chain", "Chain", nodes, edges=edges))).nodes
    assert [boxes[f"n{at}"].top for at in range(40)] == sorted(boxes[f"n{at}"].top for at in range(40))


def test_the_same_network_gives_the_same_picture() -> None:
    """No chance, no hash order."""
    pathway = network(5, 50, 120, cells=True)
    assert StreetsEngine().places(pathway) == StreetsEngine().places(replace(pathway))


def test_compartments_round_each_other_are_no_trap() -> None:
    """A file that says so is drawn all the same."""
    ring = {id_: Compartment(id_, id_, within=other) for id_, other in (("a", "b"), ("b", "a"))}
    nodes = {"n": Node("n", "N", compartment="a"), "m": Node("m", "M", compartment="b")}
    places = StreetsEngine().places(Pathway("ring", "Ring", nodes, compartments=ring))
    assert {"n", "m"} == set(places.nodes)


def test_an_empty_network_is_no_trap() -> None:
    """Nothing is drawn."""
    assert {} == StreetsEngine().places(Pathway("none", "None", {})).nodes


def test_it_can_be_stopped() -> None:
    """The watcher's word counts."""
    with pytest.raises(LayoutCancelledError):
        StreetsEngine().places(network(1, 30, 40), Watcher(is_cancelled=lambda: True))


def test_it_tells_how_far_it_is() -> None:
    """From 0 to 1, never backward."""
    told: list[float] = []
    StreetsEngine().places(network(1, 30, 40, cells=True), Watcher(told.append))
    assert (sorted(told), 0.0, 1.0) == (told, told[0], told[-1])


@needs_corpus
def test_a_published_model_is_drawn_cleanly() -> None:
    """Three hundred nodes of a real network."""
    pathway = drawn(load(FOLDER / "bbm-082-tcr-tlr5.bnet").pathway)
    quality = quality_of(pathway, diagram_of(pathway))
    assert ((), ()) == (quality.node_overlaps, quality.lines_through_nodes)


def test_large_networks_are_drawn_plainly_and_small_ones_with_care() -> None:
    """The usual engine follows the number of nodes and arrows."""
    large = network(1, LARGE, 100)
    assert (True, StreetsEngine) == (is_large(large), type(usual_engine(large)))
    assert LayeredEngine is type(usual_engine(network(1, 20, 30)))


def test_a_large_network_with_places_but_no_routes_gets_straight_arrows() -> None:
    """Looking for thousands of ways would take minutes; arrows end at the borders of their nodes."""
    bare = network(2, LARGE, 400)
    nodes = {id_: (200.0 * (at % 80), 100.0 * (at // 80)) for at, id_ in enumerate(bare.nodes)}
    pathway = placed_and_routed(replace(bare, layout=Layout(nodes)))
    diagram = diagram_of(pathway)
    assert {edge.id for edge in pathway.edges} == set(pathway.layout.edges)
    for edge in pathway.edges:
        begin, end = pathway.layout.edges[edge.id][0], pathway.layout.edges[edge.id][-1]
        assert diagram.nodes[edge.source].grown(0.01).contains(begin)
        assert diagram.nodes[edge.target].grown(0.01).contains(end)
