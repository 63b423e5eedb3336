"""Does an arrow follow a node that moved a little?"""

from __future__ import annotations

import pytest

from explorer.pathway.definition import Edge, Effect, Layout, Node, Pathway, Point
from explorer.pathway.diagram import diagram_of
from explorer.pathway.moving import moved
from explorer.pathway.quality import quality_of
from explorer.pathway.routes.stretching import stretched

STILL = (0.0, 0.0)
Z = ((0.0, 20.0), (0.0, 60.0), (100.0, 60.0), (100.0, 120.0))


@pytest.mark.parametrize(
    ("route", "at_source", "at_target", "expected"),
    [
        (Z, (10.0, 5.0), STILL, ((10, 25), (10, 60), (100, 60), (100, 120))),
        (Z, STILL, (-30.0, 8.0), ((0, 20), (0, 60), (70, 60), (70, 128))),
        (Z, (100.0, 0.0), STILL, ((100, 20), (100, 120))),
        (((0.0, 0.0), (0.0, 80.0)), (20.0, 0.0), STILL, ((20, 0), (20, 40), (0, 40), (0, 80))),
        (((0.0, 0.0), (0.0, 80.0)), (0.0, -20.0), STILL, ((0, -20), (0, 80))),
        (((0.0, 0.0), (50.0, 0.0), (50.0, 80.0)), (5.0, 7.0), (9.0, 4.0), ((5, 7), (59, 7), (59, 84))),
    ],
)
def test_end_pieces_follow(
    route: tuple[Point, ...], at_source: Point, at_target: Point, expected: tuple[Point, ...]
) -> None:
    """The pieces at the ends move, grow or shrink; the rest stays."""
    assert expected == stretched(route, at_source, at_target)


@pytest.mark.parametrize("shift", [(0.0, 60.0), (0.0, 38.0)])
def test_an_arrow_that_would_turn_round_needs_another_way(shift: Point) -> None:
    """The first piece keeps its direction and some length."""
    assert stretched(Z, shift, STILL) is None


def test_a_stretched_arrow_never_runs_through_a_node() -> None:
    """Where a node is in the way another route is found."""
    places = {"a": (0.0, 0.0), "b": (0.0, 200.0), "c": (90.0, 100.0)}
    nodes = {id_: Node(id_, id_) for id_ in places}
    pathway = Pathway("p", "P", nodes, edges=(Edge("a", "b", Effect.ACTIVATES),), layout=Layout(nodes=places))
    layout = moved(pathway, {"a": (90.0, 20.0), "b": (90.0, 180.0)})
    drawn = Pathway("p", "P", nodes, edges=pathway.edges, layout=layout)
    assert () == quality_of(drawn, diagram_of(drawn)).lines_through_nodes
