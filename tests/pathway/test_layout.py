"""Does a pathway without positions get a picture that needs no apology?"""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from corpus import FOLDER, needs_corpus

from explorer.io.formats import load
from explorer.pathway.definition import Compartment, CompartmentKind, Edge, Effect, Layout, Node, Pathway
from explorer.pathway.diagram import diagram_of
from explorer.pathway.layout.channels import Crossbar, clashes
from explorer.pathway.layout.engine import LayoutCancelledError, Watcher, with_places
from explorer.pathway.layout.layered import LayeredEngine
from explorer.pathway.layout.linear_order import least_backward
from explorer.pathway.layout.threads import Arc
from explorer.pathway.layout.trunks import bundled
from explorer.pathway.placing import place_missing
from explorer.pathway.quality import quality_of


def network(arrows: list[tuple[str, str]], *, cells: dict[str, str] | None = None) -> Pathway:
    """Return a pathway of activating arrows without any place; ``cells`` says which node lies in which."""
    cells = cells or {}
    ids = dict.fromkeys(end for arrow in arrows for end in arrow)
    nodes = {id_: Node(id_, id_, compartment=cells.get(id_)) for id_ in ids}
    compartments = {id_: Compartment(id_, id_, CompartmentKind.CELL) for id_ in dict.fromkeys(cells.values())}
    edges = tuple(Edge(source, target, Effect.ACTIVATES) for source, target in arrows)
    return Pathway("made", "Made", nodes, edges=edges, compartments=compartments)


def random_network(seed: int, count: int, arrows: int) -> Pathway:
    chance = random.Random(seed)  # noqa: S311  (the seed is what makes the test repeatable)
    pairs = {(f"n{chance.randrange(count)}", f"n{chance.randrange(count)}") for _ in range(arrows)}
    made = network(sorted(pairs))
    effects = (Effect.ACTIVATES, Effect.INHIBITS)
    return replace(made, edges=tuple(replace(edge, effect=chance.choice(effects)) for edge in made.edges))


@pytest.mark.parametrize("seed", range(6))
def test_nothing_overlaps_and_no_line_runs_through_a_node(seed: int) -> None:
    """Random networks with loops, cycles, parts and hubs."""
    pathway = random_network(seed, 12 + 9 * seed, 20 + 24 * seed)
    quality = quality_of(pathway, diagram_of(pathway))
    assert ((), (), ()) == (quality.node_overlaps, quality.lines_through_nodes, quality.narrow)


@needs_corpus
@pytest.mark.parametrize(
    "name", ["bbm-133-root-stem-cell", "invasion-physiboss", "bbm-082-tcr-tlr5", "bbm-137-liver-cancer"]
)
def test_published_models_are_drawn_cleanly(name: str) -> None:
    """Every node clear of the others, every arrow round the nodes, in the shape of a screen."""
    pathway = load(FOLDER / f"{name}.bnet").pathway
    quality = quality_of(pathway, diagram_of(pathway))
    assert ((), ()) == (quality.node_overlaps, quality.lines_through_nodes)
    assert 0.7 < quality.aspect < 3.0


def busy_network(seed: int) -> Pathway:
    """A larger network with a few hubs, a way from early to late nodes, and some feedback."""
    chance = random.Random(seed)  # noqa: S311  (the seed is what makes the test repeatable)
    pairs = {(at - chance.randrange(1, min(at, 20) + 1), at) for at in range(1, 140)}
    pairs |= {(chance.choice((0, 7, 23)), chance.randrange(30, 140)) for _ in range(60)}
    pairs |= {(chance.randrange(60, 140), chance.randrange(60)) for _ in range(12)}
    return network([(f"n{source}", f"n{target}") for source, target in sorted(pairs)])


@pytest.mark.parametrize("seed", range(2))
def test_busy_networks_are_drawn_cleanly_and_always_the_same(seed: int) -> None:
    """No overlap, no line through a node or on another, in the shape of a screen; again, the same."""
    pathway = busy_network(seed)
    diagram = diagram_of(pathway)
    quality = quality_of(pathway, diagram)
    assert ((), (), ()) == (quality.node_overlaps, quality.lines_through_nodes, quality.line_overlaps)
    assert 0.8 < quality.aspect < 3.0
    assert diagram_of(busy_network(seed)) == diagram


def test_a_long_way_runs_to_the_right() -> None:
    """What would be a tall strip downward fills a window that is wider than high."""
    arrows = [(f"{lane}{at}", f"{lane}{at + 1}") for lane in "abc" for at in range(14)]
    pathway = network([*arrows, ("a3", "b5"), ("b7", "c9"), ("c2", "a6")])
    quality = quality_of(pathway, diagram_of(pathway))
    assert quality.aspect > 1.0


def test_cells_stand_side_by_side_and_are_not_turned() -> None:
    """Where cells are drawn signals flow downward, whatever the window."""
    arrows = [(f"a{at}", f"a{at + 1}") for at in range(14)]
    nodes = diagram_of(network(arrows, cells={f"a{at}": "cell" for at in range(15)})).nodes
    assert nodes["a0"].bottom < nodes["a7"].top < nodes["a14"].top


def test_heads_at_one_side_keep_apart() -> None:
    """Arrows that end beside each other leave room for both heads."""
    arrows = [(hub, f"t{at}") for hub in ("x", "y", "z") for at in range(9)]
    ends = [route[-1] for route in diagram_of(network(arrows)).edges.values()]
    near = [math.dist(one, other) for one in ends for other in ends if one != other]
    assert min(near) >= 12.0


def test_threads_on_top_of_each_other_are_found() -> None:
    """Only where the thread that comes from above goes further down than the one that goes on below."""
    bars = [Crossbar(0, [10.0], [50.0]), Crossbar(1, [90.0], [11.0])]
    assert [(0, 1, 10.0)] == list(clashes(bars, {0: 1, 1: 0}))
    assert [] == list(clashes(bars, {0: 0, 1: 1}))


def test_causes_stand_before_effects() -> None:
    """A chain runs downward or to the right."""
    nodes = diagram_of(network([("a", "b"), ("b", "c"), ("a", "d"), ("d", "e"), ("e", "f"), ("c", "f")])).nodes
    assert nodes["a"].bottom < nodes["b"].top < nodes["f"].top or nodes["a"].right < nodes["b"].left < nodes["f"].left


def test_a_chain_is_a_straight_line() -> None:
    """Three nodes in a row need no bend."""
    diagram = diagram_of(network([("a", "b"), ("b", "c")]))
    assert [2, 2] == [len(route) for route in diagram.edges.values()]


def test_arrows_to_one_target_share_a_trunk() -> None:
    """The last pieces of arrows of one sign to one node lie on each other."""
    edges = diagram_of(network([("a", "t"), ("b", "t"), ("c", "t")])).edges
    assert 1 == len({route[-1] for route in edges.values()})


def test_arrows_from_one_source_share_a_trunk() -> None:
    """The arrows of one sign that leave a hub begin at one point, and the others elsewhere."""
    made = network([("hub", "a"), ("hub", "b"), ("hub", "c"), ("hub", "d")])
    effects = (Effect.ACTIVATES, Effect.ACTIVATES, Effect.INHIBITS, Effect.INHIBITS)
    signed = tuple(replace(edge, effect=effect) for edge, effect in zip(made.edges, effects, strict=True))
    starts = [route[0] for route in diagram_of(replace(made, edges=signed)).edges.values()]
    assert (starts[0], starts[2], 2) == (starts[1], starts[3], len(set(starts)))


def test_an_arrow_shares_one_trunk_only() -> None:
    """Of the arrows from a hub to a busy target each runs with one group; the largest groups come first."""
    arcs = [Arc(0, target, "+") for target in (1, 2, 3, 4)] + [Arc(source, 4, "+") for source in (5, 6)]
    assert [True, True, True, True, False, False] == [arc.at_source for arc in bundled(arcs)]


@pytest.mark.parametrize("seed", range(4))
def test_lines_on_each_other_belong_together(seed: int) -> None:
    """Arrows that run on one line have one sign, and a source or a target in common."""
    pathway = random_network(seed, 20 + 5 * seed, 40 + 12 * seed)
    assert () == quality_of(pathway, diagram_of(pathway)).line_overlaps


def test_the_same_pathway_gives_the_same_picture() -> None:
    """No chance, no hash order."""
    pathway = random_network(3, 30, 60)
    assert diagram_of(pathway) == diagram_of(replace(pathway))


def test_cells_keep_their_nodes() -> None:
    """Every node lies in the box of its cell, no other node does, and cells do not overlap."""
    arrows = [("x", "a"), ("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "a"), ("b", "y"), ("d", "z")]
    pathway = network(arrows, cells={"a": "T cell", "b": "T cell", "c": "Tumour", "d": "Tumour", "e": "Tumour"})
    diagram = diagram_of(pathway)
    quality = quality_of(pathway, diagram)
    one, other = diagram.compartments.values()
    assert ((), (), (), (), False) == (
        quality.outside,
        quality.strangers,
        quality.node_overlaps,
        quality.lines_through_nodes,
        one.overlaps(other),
    )


def test_a_compartment_within_another_lies_within_its_box() -> None:
    """The nucleus is drawn inside the cell."""
    pathway = network([("a", "b"), ("b", "c"), ("c", "a")], cells={"a": "cell", "b": "nucleus", "c": "nucleus"})
    compartments = dict(pathway.compartments)
    compartments["nucleus"] = replace(compartments["nucleus"], within="cell")
    boxes = diagram_of(replace(pathway, compartments=compartments)).compartments
    assert boxes["cell"].holds(boxes["nucleus"])


def test_placed_nodes_stay_and_the_others_stand_clear_of_them() -> None:
    """A file that places some nodes keeps those places."""
    pathway = network([("a", "b"), ("b", "c"), ("c", "d")])
    half = replace(pathway, layout=Layout(nodes={"a": (0.0, 0.0), "b": (0.0, 120.0)}))
    placed = place_missing(half)
    assert ((0.0, 0.0), (0.0, 120.0)) == (placed.layout.nodes["a"], placed.layout.nodes["b"])
    assert () == quality_of(placed, diagram_of(placed)).node_overlaps


def test_a_layout_tells_how_far_it_is() -> None:
    """The parts reported grow and stay between 0 and 1."""
    told: list[float] = []
    LayeredEngine().places(random_network(1, 30, 60), Watcher(progress=told.append))
    assert told == sorted(told)
    assert len(told) > 10
    assert 0.0 <= told[0] <= told[-1] <= 1.0


def test_a_layout_can_be_stopped() -> None:
    """Asked to stop, it ends with an error of its own and gives nothing."""
    asked = iter(range(100))
    with pytest.raises(LayoutCancelledError):
        LayeredEngine().places(random_network(1, 30, 60), Watcher(is_cancelled=lambda: next(asked) > 5))


def test_an_empty_pathway_has_an_empty_picture() -> None:
    """No nodes, no error."""
    assert {} == with_places(network([]), LayeredEngine().places(network([]))).layout.nodes


def test_an_order_without_contradiction_is_found() -> None:
    """Where nothing points backward nothing is cut."""
    order = least_backward(4, {(3, 1): 1.0, (1, 0): 1.0, (0, 2): 1.0, (3, 2): 1.0})
    assert [3, 1, 0, 2] == order


def test_the_lightest_arc_of_a_cycle_is_cut() -> None:
    """Of three in a circle the weakest points backward."""
    order = least_backward(3, {(0, 1): 2.0, (1, 2): 2.0, (2, 0): 1.0})
    assert [0, 1, 2] == order
