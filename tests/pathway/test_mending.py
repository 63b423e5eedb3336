"""Do arrows go round the nodes wherever somebody puts one by hand?"""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from corpus import FOLDER, needs_corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.io.formats import load
from explorer.pathway.definition import Edge, Effect, Layout, Node, Pathway, Point
from explorer.pathway.diagram import diagram_of
from explorer.pathway.layout.engine import LayoutCancelledError, Watcher
from explorer.pathway.moving import boxes_of, moved
from explorer.pathway.placing import placed_and_routed
from explorer.pathway.quality import Quality, quality_of

AWKWARD = [
    ("psm-tlgl-large", "TRADD", (1561.0, 137.0)),
    ("psm-tlgl-large", "S1P", (1064.0, 283.0)),
    ("psm-tlgl-large", "MCL1", (1385.0, 154.0)),
    ("psm-tlgl-large", "MCL1", (865.0, 798.0)),
    ("bbm-135-signal-transduction", "v_map3k7", (284.0, 538.0)),
    ("bbm-135-signal-transduction", "v_sos", (270.0, 368.0)),
    ("bbm-082-tcr-tlr5", "v_NFkB", (105.0, 1147.0)),
    ("bbm-239-m1-macrophage", "v_GNB_GNG_complex", (4392.0, 2307.0)),
]
"""Places between nodes, or partly on one."""


@cache
def drawn(name: str) -> Pathway:
    """Return a model of the corpus as it is drawn automatically."""
    return placed_and_routed(load(FOLDER / f"{name}.bnet").pathway)


def after(pathway: Pathway, node: str, to: Point) -> tuple[Pathway, Quality]:
    """Return ``pathway`` with a node moved and its arrows tidied, and what is measured of it."""
    there = replace(pathway, layout=moved(pathway, {node: to}))
    return there, quality_of(there, diagram_of(there))


@needs_corpus
@pytest.mark.parametrize(("name", "node", "to"), AWKWARD)
def test_a_node_put_where_there_is_little_room_has_its_arrows_led_round_the_others(
    name: str, node: str, to: Point
) -> None:
    """In dense models no arrow runs through a node, the one that was moved and those that it stands on included."""
    _, quality = after(drawn(name), node, to)
    assert quality.lines_through_nodes == ()


@needs_corpus
def test_an_arrow_that_follows_its_node_does_not_come_to_run_on_others() -> None:
    """The end of a long arrow moves along with its node, but not onto a line where others run."""
    pathway = drawn("bbm-239-m1-macrophage")
    _, quality = after(pathway, "v_IFNAR1_IFNAR2_complex", (98.0, 1708.0))
    assert ((), ()) == (quality.lines_through_nodes, quality.line_overlaps)


@needs_corpus
def test_tidying_is_deterministic_where_arrows_squeeze_through() -> None:
    """The same move gives the same picture."""
    pathway = drawn("bbm-135-signal-transduction")
    assert moved(pathway, {"v_sos": (270.0, 368.0)}) == moved(pathway, {"v_sos": (270.0, 368.0)})


def crowd(gap: float, *, seed: int) -> Pathway:
    """Return 5 by 4 nodes, 80 wide and 38 high and ``gap`` apart, with thirty arrows of both signs."""
    chance = random.Random(seed)  # noqa: S311  (the seed is what makes the test repeatable)
    places = {f"n{i}": (i % 5 * (80.0 + gap), i // 5 * (38.0 + gap)) for i in range(20)}
    pairs = sorted({(f"n{chance.randrange(20)}", f"n{chance.randrange(20)}") for _ in range(30)})
    edges = tuple(Edge(one, other, chance.choice((Effect.ACTIVATES, Effect.INHIBITS))) for one, other in pairs)
    return Pathway("made", "Made", {id_: Node(id_, id_) for id_ in places}, edges=edges, layout=Layout(nodes=places))


@pytest.mark.parametrize("gap", [8.0, 12.0, 20.0])
def test_arrows_find_the_alleys_between_nodes(gap: float) -> None:
    """Where nodes stand so close that the usual distance cannot be kept, arrows run between them all the same."""
    pathway = crowd(gap, seed=3)
    assert quality_of(pathway, diagram_of(pathway)).lines_through_nodes == ()


def test_a_node_shut_in_on_all_sides_is_reached_through_one_other_at_most() -> None:
    """Where there is no way at all, the arrow takes the one through the fewest nodes."""
    ring = {f"r{x}{y}": (80.0 * x, 38.0 * y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y}
    places = {"in": (0.0, 0.0), "out": (400.0, 0.0), **ring}
    pathway = Pathway(
        "made",
        "Made",
        {id_: Node(id_, id_) for id_ in places},
        edges=(Edge("out", "in", Effect.ACTIVATES),),
        layout=Layout(nodes=places),
    )
    through = quality_of(pathway, diagram_of(pathway)).lines_through_nodes
    assert 1 >= len({node for _, node in through})


def test_mending_can_be_stopped() -> None:
    """The watcher is asked while arrows squeeze through, too."""
    reached: list[float] = []
    watcher = Watcher(progress=reached.append, is_cancelled=lambda: bool(reached) and reached[-1] >= 0.9)
    with pytest.raises(LayoutCancelledError):
        diagram_of(crowd(8.0, seed=3), watcher=watcher)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2),
    node=st.integers(0, 19),
    x=st.integers(-100, 700).map(float),
    y=st.integers(-80, 320).map(float),
)
def test_wherever_a_node_is_put_the_arrows_of_others_avoid_it(seed: int, node: int, x: float, y: float) -> None:
    """Ways are orthogonal and end at their nodes; only an arrow of a covered node may run through what covers it."""
    pathway = routed_crowd(seed)
    there, quality = after(pathway, f"n{node}", (x, y))
    boxes = boxes_of(there)
    covered = {end for pair in quality.node_overlaps for end in pair}
    wrong = [
        (id_, through)
        for id_, through in quality.lines_through_nodes
        if through not in covered or not {there.edge_by_id[id_].source, there.edge_by_id[id_].target} & covered
    ]
    assert [] == wrong
    for edge in there.edges:
        way = there.layout.edges[edge.id]
        assert all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in pairwise(way))
        assert boxes[edge.source].grown(0.6).contains(way[0])
        assert boxes[edge.target].grown(0.6).contains(way[-1])


@cache
def routed_crowd(seed: int) -> Pathway:
    """Return a crowd with streets between its nodes, every arrow with its way."""
    return placed_and_routed(crowd(44.0, seed=seed))
