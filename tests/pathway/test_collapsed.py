"""Arrows of collapsed compartments: round everything that is still drawn."""

from __future__ import annotations

import itertools

import pytest

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway import collapsed
from explorer.pathway.areas import areas_of, members
from explorer.pathway.collapsed import routes_while_collapsed
from explorer.pathway.diagram import diagram_of
from explorer.pathway.geometry import Box

Closed = tuple[dict[str, str], dict[str, Box], dict[str, tuple[tuple[float, float], ...]]]


def _closed(path: object) -> Closed:
    pathway = load(path).pathway
    diagram = diagram_of(pathway)
    areas = {area.compartment: area for area in areas_of(pathway, diagram)}
    inside = {node: id_ for id_ in areas for node in members(pathway)[id_] if node in diagram.nodes}
    boxes = {id_: Box.around(area.box.centre, 160, 68) for id_, area in areas.items()}
    shown = {id_: box for id_, box in diagram.nodes.items() if id_ not in inside} | boxes
    return inside, shown, routes_while_collapsed(pathway, diagram, inside, boxes)


@pytest.mark.parametrize("path", shipped_pathways(), ids=lambda path: path.stem)
def test_no_way_runs_through_a_box(path: object) -> None:
    """With everything collapsed, ways of the shipped pathways cross no node and no collapsed compartment."""
    _, shown, routes = _closed(path)
    crossed = []
    for edge, way in routes.items():
        for (x1, y1), (x2, y2) in itertools.pairwise(way):
            for id_, box in shown.items():
                left, right = max(min(x1, x2), box.left + 2), min(max(x1, x2), box.right - 2)
                top, bottom = max(min(y1, y2), box.top + 2), min(max(y1, y2), box.bottom - 2)
                if left <= right and top <= bottom:
                    crossed.append((edge, id_))
    assert [] == crossed


def test_arrows_within_a_collapsed_compartment_have_no_way() -> None:
    """Every arrow with one end inside has a way, and no other arrow."""
    path = shipped_pathways()[0]
    inside, _, routes = _closed(path)
    crossing = {
        edge.id
        for edge in load(path).pathway.edges
        if inside.get(edge.source, edge.source) != inside.get(edge.target, edge.target)
        and {edge.source, edge.target} & inside.keys()
    }
    assert crossing == routes.keys()


def test_too_many_arrows_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window must not wait: then the caller draws them straight."""
    monkeypatch.setattr(collapsed, "MOST_ARROWS", 3)
    assert {} == _closed(shipped_pathways()[0])[2]
