"""Are the shipped pathways drawn so that nothing has to be guessed?"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from explorer.io.formats import load
from explorer.pathway.diagram import diagram_of
from explorer.pathway.geometry import Box
from explorer.pathway.quality import quality_of
from explorer.pathway.routes.pieces import hits

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway

PATHWAYS = Path(__file__).parents[2] / "pathways"
MOST_CROSSINGS = {
    "lcn2-shield": 0,
    "tnf-stat1-fatigue": 4,
    "rnase1-silencing": 2,
    "residual-disease": 1,
    "immune-evasion-map": 18,
}

ON_A_MEMBRANE = {"PD_L1", "PD1_Brake", "TNFR1_Signal", "JAK1_2", "MHC_I", "TCR_Signal"}
"""Receptors, and what they bind on the other cell."""


@pytest.fixture(params=sorted(MOST_CROSSINGS))
def pathway(request: pytest.FixtureRequest) -> Pathway:
    return load(PATHWAYS / f"{request.param}.yaml").pathway


def test_everything_has_a_place_of_its_own(pathway: Pathway) -> None:
    """Every node and every arrow of a shipped pathway is placed by its author."""
    assert set(pathway.layout.nodes) == set(pathway.nodes)
    assert set(pathway.layout.edges) == {edge.id for edge in pathway.edges}


def test_no_two_nodes_overlap(pathway: Pathway) -> None:
    """No node lies on another."""
    assert quality_of(pathway, diagram_of(pathway)).node_overlaps == ()


def test_no_arrow_runs_through_a_node(pathway: Pathway) -> None:
    """An arrow goes round every node, its own ends included."""
    assert quality_of(pathway, diagram_of(pathway)).lines_through_nodes == ()


def test_no_two_arrows_run_on_top_of_each_other(pathway: Pathway) -> None:
    """Only arrows of one sign to one target share a trunk."""
    assert quality_of(pathway, diagram_of(pathway)).line_overlaps == ()


def test_arrows_seldom_cross(pathway: Pathway) -> None:
    """Not more crossings than the layout needs."""
    assert len(quality_of(pathway, diagram_of(pathway)).crossings) <= MOST_CROSSINGS[pathway.id]


def test_nodes_lie_in_their_own_cell(pathway: Pathway) -> None:
    """A node of a drawn compartment is inside it, or on its membrane, and no other node is in a cell."""
    quality = quality_of(pathway, diagram_of(pathway))
    assert set(quality.outside) <= ON_A_MEMBRANE
    assert quality.strangers == ()


def test_receptors_stand_on_the_membrane(pathway: Pathway) -> None:
    """A receptor reaches out of its cell and into it, a sixth of it at least on either side."""
    diagram = diagram_of(pathway)
    for id_ in ON_A_MEMBRANE & set(pathway.nodes):
        box, cell = diagram.nodes[id_], diagram.compartments[pathway.nodes[id_].compartment or ""]
        across = max(0.0, min(box.right, cell.right) - max(box.left, cell.left)) / box.width
        down = max(0.0, min(box.bottom, cell.bottom) - max(box.top, cell.top)) / box.height
        assert 1 / 6 <= across * down <= 5 / 6, id_


def test_arrows_keep_clear_of_the_names_of_cells(pathway: Pathway) -> None:
    """Neither a node nor an arrow lies on the name that stands above a cell, at its left."""
    diagram = diagram_of(pathway)
    for id_, cell in diagram.compartments.items():
        begin = 0.55 * min(52.0, 0.25 * cell.width, 0.25 * cell.height)  # past the round corner
        name = Box(cell.left + begin, cell.top - 22.0, 7.8 * len(pathway.compartments[id_].label), 18.0)
        assert [node for node, box in diagram.nodes.items() if box.overlaps(name)] == [], id_
        crossed = [edge for edge, way in diagram.edges.items() if any(hits(*piece, name) for piece in pairwise(way))]
        assert crossed == [], id_


def test_words_fit_their_nodes(pathway: Pathway) -> None:
    """No node is narrower than its words need."""
    assert quality_of(pathway, diagram_of(pathway)).narrow == ()


def test_picture_has_the_shape_of_a_screen(pathway: Pathway) -> None:
    """Width by height suits a window and a slide."""
    assert 1.45 <= quality_of(pathway, diagram_of(pathway)).aspect <= 1.75


def test_compartments_keep_apart(pathway: Pathway) -> None:
    """No two cells overlap."""
    boxes = list(diagram_of(pathway).compartments.values())
    assert not any(one.overlaps(other) for number, one in enumerate(boxes) for other in boxes[:number])


def test_arrows_are_orthogonal_and_end_at_their_nodes(pathway: Pathway) -> None:
    """Each stored route consists of level and upright pieces from border to border."""
    diagram = diagram_of(pathway)
    for edge in pathway.edges:
        route = diagram.edges[edge.id]
        assert all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in pairwise(route)), edge.id
        for end, node in ((route[0], edge.source), (route[-1], edge.target)):
            box = diagram.nodes[node]
            assert box.grown(0.6).contains(end), edge.id
            assert not box.grown(-0.6).contains(end), edge.id


def test_heads_have_room(pathway: Pathway) -> None:
    """The last piece of every arrow is long enough for its head."""
    diagram = diagram_of(pathway)
    for edge in pathway.edges:
        (x1, y1), (x2, y2) = diagram.edges[edge.id][-2:]
        assert abs(x1 - x2) + abs(y1 - y2) >= 16, edge.id
