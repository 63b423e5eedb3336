"""What is drawn at which zoom, and what of a collapsed compartment is left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt

from explorer.pathway.geometry import Box
from explorer.pathway.story import Staging
from explorer.session.commands import ToggleNode
from explorer.ui.canvas.cell_names import shifted_names
from explorer.ui.canvas.collapsed_item import CollapsedItem
from explorer.ui.canvas.compartment_painting import label_place
from explorer.ui.canvas.hit_test import Hit
from explorer.ui.canvas.level_of_detail import Detail, detail_at
from explorer.ui.theme.roles import THEMES

if TYPE_CHECKING:
    from conftest import Shown
    from pytestqt.qtbot import QtBot

    from explorer.ui.theme.roles import Theme

INSIDE = {"GCN2", "PERK", "ATF4", "LCN2", "Growth"}


def _box(shown: Shown) -> CollapsedItem:
    return next(item for item in shown.view.diagram_scene.items() if isinstance(item, CollapsedItem))


def linear(channel: float) -> float:
    """A channel without the screen's gamma, 0 to 1 (IEC 61966-2-1)."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _visible(shown: Shown) -> set[str]:
    scene = shown.view.diagram_scene
    return {id_ for id_, item in (*scene.node_items.items(), *scene.edge_items.items()) if item.isVisible()}


@pytest.mark.parametrize(
    ("expected", "zoom"), [(Detail.AREAS, 0.1), (Detail.SHAPES, 0.23), (Detail.LABELS, 0.3), (Detail.EVERYTHING, 0.5)]
)
def test_levels_follow_the_zoom(expected: Detail, zoom: float) -> None:
    """Each level has its zooms."""
    assert detail_at(zoom) is expected


def test_from_afar_areas_are_summed_up(shown: Shown, qtbot: QtBot) -> None:
    """Far away a compartment has its name and a count that follows the state."""
    shown.view.zoom_by(0.15 / shown.view.zoom)
    names = shown.view.diagram_scene.area_names
    assert names is not None
    assert names.isVisible()
    before = names.summaries
    shown.document.run(ToggleNode("Stress"))
    shown.show_end()
    assert names.summaries != before
    assert names.summaries[0].endswith("of 5 ON")
    shown.view.zoom_by(10)
    assert not names.isVisible()
    qtbot.waitUntil(lambda: not shown.view.diagram_scene.surface.is_hurried)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_from_afar_on_and_off_differ_without_colour(shown: Shown, qtbot: QtBot, theme: Theme) -> None:
    """A spot is filled where its node is ON and an outline where it is OFF: at least 3:1 in greyscale."""
    shown.view.set_theme(theme)
    shown.view.zoom_by(0.15 / shown.view.zoom)
    lights = []
    for _ in range(2):
        qtbot.waitUntil(lambda: not shown.view.diagram_scene.surface.is_hurried)
        seen = shown.view.viewport().grab().toImage().pixelColor(shown.point("Stress"))
        lights.append(sum(w * linear(c) for w, c in zip((0.2126, 0.7152, 0.0722), seen.getRgbF(), strict=False)))
        shown.document.run(ToggleNode("Stress"))
        shown.show_end()
    assert (max(lights) + 0.05) / (min(lights) + 0.05) >= 3.0


def test_double_click_on_the_label_collapses(shown: Shown, qtbot: QtBot) -> None:
    """A double click on the name closes a compartment to one box, one on the box opens it again."""
    place = label_place(shown.pathway.compartments["cell"].kind, shown.diagram.compartments["cell"])
    at = shown.view.mapFromScene(place) + QPoint(6, -3)
    assert shown.view.hit(at) == Hit("compartment", "cell")
    qtbot.mouseDClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not _visible(shown) & INSIDE
    box = _box(shown).box
    assert _box(shown).summary.endswith("of 5 ON")
    middle = shown.view.mapFromScene(*box.centre)
    assert shown.view.hit(middle) == Hit("compartment", "cell")
    qtbot.mouseDClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert _visible(shown) >= INSIDE


def test_arrows_to_the_outside_end_on_the_box(shown: Shown) -> None:
    """Arrows within a collapsed compartment are gone, those across its border end on its box, all come back."""
    scene = shown.view.diagram_scene
    before = {id_: item.geometry for id_, item in scene.edge_items.items()}
    shown.view.set_collapsed(frozenset({"cell"}))
    assert "ATF4 -> LCN2" not in _visible(shown)
    assert {"Stress -> GCN2", "LCN2 -> Free"} <= _visible(shown)
    box = _box(shown).box.grown(6.0)
    assert box.contains(scene.edge_items["LCN2 -> Free"].geometry.points[0])
    assert box.contains(scene.edge_items["Stress -> GCN2"].geometry.points[-1])
    shown.view.set_collapsed(frozenset())
    assert {id_: item.geometry for id_, item in scene.edge_items.items()} == before


def test_collapsed_survives_a_move(shown: Shown) -> None:
    """The same pathway drawn anew has the same compartments collapsed."""
    shown.view.collapse_all()
    shown.view.show_pathway(shown.pathway, shown.diagram)
    shown.show_end()
    assert not _visible(shown) & INSIDE


@pytest.mark.parametrize("what", ["hidden", "faded"])
@pytest.mark.parametrize("zoom", [1.0, 0.5, 0.2])
def test_what_a_story_leaves_out_is_not_drawn_from_afar(shown: Shown, zoom: float, what: str) -> None:
    """The sheet that stands for the nodes of a small picture knows what a step hides and fades."""
    view = shown.view
    view.zoom_by(zoom / view.zoom)
    middle = shown.point("Free")
    before = view.viewport().grab().toImage().copy(middle.x() - 4, middle.y() - 3, 9, 7)
    view.diagram_scene.stage(Staging(**{what: frozenset({"Free"})}))
    after = view.viewport().grab().toImage().copy(middle.x() - 4, middle.y() - 3, 9, 7)
    assert before != after


def test_a_name_out_of_sight_comes_into_what_is_seen_of_its_cell(shown: Shown, qtbot: QtBot) -> None:
    """Once the camera rests; a double click there collapses as on the usual place; seen whole, it goes back."""
    scene = shown.view.diagram_scene
    assert scene.names is not None
    assert {} == scene.names.names
    box = shown.diagram.compartments["cell"]
    part = QRectF(box.left + 20, box.top + box.height / 2, box.width - 40, box.height / 2 - 20)
    shown.view.show_area(part)
    qtbot.waitUntil(lambda: "cell" in scene.names.names)
    name = scene.names.names["cell"]
    sight = shown.view.area_in_sight
    assert sight.contains(QRectF(name.plate.left, name.plate.top, name.plate.width, name.plate.height))
    assert not any(node.overlaps(name.plate) for node in shown.diagram.nodes.values())
    at = shown.view.mapFromScene(name.left + 4.0, name.baseline - 4.0)
    assert Hit("compartment", "cell") == shown.view.hit(at)
    shown.view.fit()
    qtbot.waitUntil(lambda: not scene.names.names)
    qtbot.waitUntil(lambda: not shown.view.diagram_scene.surface.is_hurried)


def test_a_name_gives_way_to_a_node_on_the_border(shown: Shown) -> None:
    """At once, along the border; on the screen as on a picture."""
    box = shown.diagram.compartments["cell"]
    at = label_place(shown.pathway.compartments["cell"].kind, box)
    nodes = dict(shown.diagram.nodes)
    old = nodes["GCN2"]
    nodes["GCN2"] = Box.around((at.x() + 20.0, box.top), old.width, old.height)
    diagram = replace(shown.diagram, nodes=nodes)
    shown.view.show_pathway(shown.pathway, diagram)
    names = shown.view.diagram_scene.names
    assert names is not None
    assert names.names == shifted_names(shown.pathway, diagram, Staging())
    assert ["cell"] == list(names.names)
    assert not nodes["GCN2"].overlaps(names.names["cell"].plate)
    assert names.names["cell"].plate.bottom < box.top + 6.0
