"""What is seen while only a part of the diagram is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from explorer.pathway.excerpt import Asked, Excerpt
from explorer.ui.canvas.hit_test import Hit
from explorer.ui.canvas.part_strip import PartStrip
from explorer.ui.canvas.seen import seen_on

if TYPE_CHECKING:
    from conftest import Shown
    from pytestqt.qtbot import QtBot


def _visible(shown: Shown) -> set[str]:
    return {id_ for id_, item in shown.view.diagram_scene.node_items.items() if item.isVisible()}


def _strip(shown: Shown) -> PartStrip:
    strip = shown.view.findChild(PartStrip)
    assert isinstance(strip, PartStrip)
    return strip


def test_only_what_leads_to_a_node(shown: Shown) -> None:
    """What cannot reach the node is gone, also for the mouse, and the strip counts what is left."""
    shown.view.set_reduced_motion(True)
    shown.view.ask_for_part(Asked.LEADING_TO, "LCN2")
    assert _visible(shown) == {"Stress", "GCN2", "PERK", "ATF4", "LCN2"}
    assert _strip(shown).words.text() == "Showing 5 of 11 nodes: what leads to Lipocalin 2"
    assert shown.view.hit(shown.point("Killing")) == Hit()
    shown.view.fit()
    assert shown.view.hit(shown.point("Killing")) == Hit()


def test_the_limit_of_steps(shown: Shown) -> None:
    """With one step only the regulators are left; without a limit everything upstream."""
    shown.view.set_reduced_motion(True)
    shown.view.ask_for_part(Asked.LEADING_TO, "LCN2")
    _strip(shown).limit.setCurrentIndex(1)
    assert _visible(shown) == {"ATF4", "LCN2"}
    _strip(shown).limit.setCurrentIndex(0)
    assert len(_visible(shown)) == 5


def test_everything_comes_back(shown: Shown) -> None:
    """The button of the strip shows everything again and the strip goes."""
    shown.view.set_reduced_motion(True)
    height = shown.view.viewport().height()
    shown.view.ask_for_part(Asked.FOLLOWING_FROM, "Killing")
    strip = _strip(shown)
    assert shown.view.viewport().height() < height
    strip.findChild(QPushButton).click()
    assert _visible(shown) == set(shown.diagram.nodes)
    assert not strip.isVisible()
    assert shown.view.viewport().height() == height


def test_a_path_is_highlighted(shown: Shown) -> None:
    """Everything but the shortest way between the selected nodes is faded, not gone."""
    shown.view.set_reduced_motion(True)
    shown.view.set_selection(frozenset({"Drug", "Exclusion"}))
    shown.view.ask_for_part(Asked.PATH)
    items = shown.view.diagram_scene.node_items
    assert {id_ for id_, item in items.items() if item.opacity() == 1.0} == {"Drug", "Free", "Macrophage", "Exclusion"}
    assert _visible(shown) == set(shown.diagram.nodes)


def test_nothing_between_one_node(shown: Shown) -> None:
    """With one selected node the question what lies between changes nothing."""
    shown.view.select("Drug")
    shown.view.ask_for_part(Asked.BETWEEN)
    assert _visible(shown) == set(shown.diagram.nodes)


def test_a_part_survives_a_change_of_the_pathway(shown: Shown, qtbot: QtBot) -> None:
    """A diagram drawn anew, as after a move, still shows the same part."""
    shown.view.set_reduced_motion(True)
    shown.view.ask_for_part(Asked.LEADING_TO, "LCN2")
    shown.view.show_pathway(shown.pathway, shown.diagram)
    shown.show_end()
    assert len(_visible(shown)) == 5


def test_what_gets_hidden_is_no_longer_selected(shown: Shown) -> None:
    """Nodes and arrows outside a part or in a collapsed compartment are deselected, and that is told."""
    shown.view.set_reduced_motion(True)
    selections: list[frozenset[str]] = []
    shown.view.selection_changed.connect(selections.append)
    for hidden in ("Killing", "Exclusion -> Killing"):
        shown.view.select(hidden)
        shown.view.ask_for_part(Asked.LEADING_TO, "LCN2")
        assert ("", Hit()) == (shown.view.diagram_scene.selected, shown.view.selected_hit)
        shown.view.show_part(None)
    for hidden in ("ATF4", "ATF4 -> LCN2"):
        shown.view.select(hidden)
        shown.view.set_collapsed(frozenset({"cell"}))
        assert "" == shown.view.diagram_scene.selected
        shown.view.set_collapsed(frozenset())
    shown.view.set_selection(frozenset({"ATF4", "Drug"}))
    shown.view.set_collapsed(frozenset({"cell"}))
    assert frozenset({"Drug"}) == shown.view.selection == selections[-1]


def test_going_to_a_hidden_node_shows_everything_and_leads_back(shown: Shown) -> None:
    """Whoever goes to a node outside the part leaves the part; the strip says so and brings the part back."""
    shown.view.set_reduced_motion(True)
    shown.view.ask_for_part(Asked.LEADING_TO, "LCN2")
    shown.view.choose(Hit("node", "Killing"))
    strip = _strip(shown)
    assert set(shown.diagram.nodes) == _visible(shown)
    assert ("Killing", None) == (shown.view.diagram_scene.selected, shown.view.question)
    assert ("Everything is shown again, for Killing", False, True) == (
        strip.words.text(),
        strip.everything.isVisible(),
        strip.back.isVisible(),
    )
    strip.back.click()
    assert (5, "") == (len(_visible(shown)), shown.view.diagram_scene.selected)
    assert "Showing 5 of 11" in strip.words.text()


def test_going_to_a_node_in_a_collapsed_compartment_expands_it(shown: Shown) -> None:
    """It can be collapsed again; or the words can be put away."""
    shown.view.set_reduced_motion(True)
    for button, collapsed in (("back", {"cell"}), ("stay", set())):
        shown.view.set_collapsed(frozenset({"cell"}))
        shown.view.choose(Hit("node", "ATF4"))
        strip = _strip(shown)
        assert ("ATF4", True) == (shown.view.diagram_scene.selected, "ATF4" in _visible(shown))
        assert "Expanded to show ATF4: Tumour cell" == strip.words.text()
        getattr(strip, button).click()
        assert (collapsed, False) == (shown.view.diagram_scene.collapsed, strip.isVisible())


def test_the_way_back_leads_to_where_the_first_one_began(shown: Shown) -> None:
    """A part of a collapsed diagram, left for one node and then another, comes back as it was."""
    shown.view.set_reduced_motion(True)
    shown.view.set_collapsed(frozenset({"cell"}))
    shown.view.ask_for_part(Asked.FOLLOWING_FROM, "Free")
    before = _visible(shown)
    shown.view.choose(Hit("node", "Drug"))
    shown.view.choose(Hit("node", "ATF4"))
    assert set(shown.diagram.nodes) == _visible(shown)
    _strip(shown).back.click()
    assert (before, frozenset({"cell"})) == (_visible(shown), shown.view.diagram_scene.collapsed)


def test_a_hidden_node_comes_into_sight_by_a_glide(shown: Shown, qtbot: QtBot) -> None:
    """The camera moves there smoothly."""
    shown.view.ask_for_part(Asked.LEADING_TO, "LCN2")
    qtbot.waitUntil(lambda: not shown.view.is_gliding)
    shown.view.choose(Hit("node", "Killing"))
    assert True is shown.view.is_gliding
    qtbot.waitUntil(lambda: not shown.view.is_gliding)
    assert shown.view.area_in_sight.contains(shown.view.diagram_scene.node_items["Killing"].area)


def test_what_is_outside_is_found_without_joining_the_part_again_and_again(shown: Shown) -> None:
    """A picture asks for every node and arrow: with a part of thousands of many thousands that took seconds."""
    joined: list[int] = []

    class Counted(frozenset[str]):
        def __or__(self, other: object) -> frozenset[str]:
            joined.append(1)
            return frozenset(self) | other  # type: ignore[operator, no-any-return]

    scene = shown.view.diagram_scene
    part = Excerpt(Counted({"LCN2", "ATF4"}), Counted({"ATF4 -> LCN2"}))
    scene.show_part(part)
    joined.clear()
    everything = scene.node_items.keys() | scene.edge_items.keys()
    assert everything - {"LCN2", "ATF4", "ATF4 -> LCN2"} == seen_on(scene, None).staging.hidden
    assert len(joined) <= 1
