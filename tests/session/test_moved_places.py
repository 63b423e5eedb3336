"""Are moved positions remembered, and does a broken file do no harm?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.diagram import diagram_of
from explorer.pathway.moving import moved
from explorer.session.moved_places import MovedPlaces

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.pathway.definition import Layout, Pathway


@pytest.fixture(scope="module")
def shield() -> Pathway:
    return load(shipped_pathways()[0]).pathway


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "places.json"


def places(layout: Layout | None) -> dict[str, tuple[float, ...]]:
    return {} if layout is None else {id_: place[:2] for id_, place in layout.nodes.items()}


def test_what_is_remembered_comes_back(file: Path, shield: Pathway) -> None:
    """By another object, as after the next start: the very same layout, routes included."""
    layout = moved(shield, {"ATF4": (520.5, 130.0)})
    MovedPlaces(file).remember(shield.id, shield.layout, layout)
    assert layout == MovedPlaces(file).layout_for(shield.id, shield)


def test_pathways_are_kept_apart_and_forgotten_one_by_one(file: Path, shield: Pathway) -> None:
    """Forgetting one leaves the other."""
    kept = MovedPlaces(file)
    layout = moved(shield, {"ATF4": (520.5, 130.0)})
    kept.remember("other", shield.layout, layout)
    kept.remember(shield.id, shield.layout, layout)
    kept.remember(shield.id, shield.layout, None)
    assert (None, layout) == (kept.layout_for(shield.id, shield), kept.layout_for("other", shield))


def test_a_newer_version_of_the_pathway_keeps_what_still_makes_sense(file: Path, shield: Pathway) -> None:
    """A node that is gone is ignored, and a route that no longer ends at its node is found anew."""
    kept = MovedPlaces(file)
    kept.remember(shield.id, shield.layout, moved(shield, {"ATF4": (520.5, 130.0), "PERK": (260.0, 160.0)}))
    nodes = {id_: node for id_, node in shield.nodes.items() if id_ != "PERK"}
    edges = tuple(edge for edge in shield.edges if "PERK" not in (edge.source, edge.target))
    given = dict(shield.layout.nodes)
    given["eIF2a_P"] = (400.0, 120.0, 80.0, 38.0)
    newer = replace(shield, nodes=nodes, edges=edges, layout=replace(shield.layout, nodes=given))
    layout = kept.layout_for(shield.id, newer)
    assert layout is not None
    assert ((520.5, 130.0), (400.0, 120.0)) == (places(layout)["ATF4"], places(layout)["eIF2a_P"])
    diagram = diagram_of(replace(newer, layout=layout))
    assert all(diagram.nodes[edge.target].grown(0.6).contains(diagram.edges[edge.id][-1]) for edge in edges)


@pytest.mark.parametrize(
    "content", ["{", "[]", "\udcff".encode("utf-8", "surrogatepass").decode("latin-1"), "[" * 9999]
)
def test_a_damaged_file_is_set_aside(file: Path, shield: Pathway, content: str) -> None:
    """Nothing is remembered then, the user is told, and the file is kept for whoever wants it."""
    file.parent.mkdir()
    file.write_text(content, encoding="utf-8")
    kept = MovedPlaces(file)
    assert kept.layout_for(shield.id, shield) is None
    assert "damaged" in kept.complaint
    assert file.with_suffix(".broken.json").is_file()


@pytest.mark.parametrize("place", ["[1]", '["a", 2]', "null", "[1e999, 0]", "[true, 0]", "[1e99, 0]"])
def test_odd_places_are_ignored(file: Path, shield: Pathway, place: str) -> None:
    """Only two numbers of sensible size are a place."""
    file.parent.mkdir()
    file.write_text(f'{{"{shield.id}": {{"nodes": {{"ATF4": {place}}}}}}}', encoding="utf-8")
    assert MovedPlaces(file).layout_for(shield.id, shield) is None
