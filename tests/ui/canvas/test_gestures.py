"""What clicks, drags and keys ask for; nothing of it changes anything by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu

from explorer.session.commands import HoldNode, ToggleNode
from explorer.ui.canvas.hit_test import Hit

if TYPE_CHECKING:
    from conftest import Shown
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen, of menus
LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


def _looks(shown: Shown) -> dict[str, object]:
    scene = shown.view.diagram_scene
    return {id_: item.look for id_, item in (*scene.node_items.items(), *scene.edge_items.items())}


def _intents(shown: Shown) -> list[tuple[object, ...]]:
    return [words for words in shown.asked if words[0] != "hover"]


def test_click_selects_and_asks(shown: Shown, qtbot: QtBot) -> None:
    """A plain click on a node selects it and asks to flip it."""
    qtbot.mouseClick(shown.view.viewport(), LEFT, pos=shown.point("ATF4"))
    assert _intents(shown) == [("selected", "node", "ATF4"), ("toggle", "ATF4")]


def test_shift_click_only_selects(shown: Shown, qtbot: QtBot) -> None:
    """With Shift a click selects and asks for nothing."""
    qtbot.mouseClick(shown.view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, shown.point("ATF4"))
    assert _intents(shown) == [("selected", "node", "ATF4")]


def test_click_changes_no_state(shown: Shown, qtbot: QtBot) -> None:
    """A click leaves the document alone and every node but for its ring as it was."""
    before, state = _looks(shown), shown.document.state
    qtbot.mouseClick(shown.view.viewport(), LEFT, pos=shown.point("Drug"))
    after = _looks(shown)
    assert shown.document.state is state
    assert {id_ for id_, look in after.items() if look != before[id_]} == {"Drug"}
    assert shown.view.diagram_scene.node_items["Drug"].look.after.strong is False  # type: ignore[union-attr]


def test_click_on_an_arrow(shown: Shown, qtbot: QtBot) -> None:
    """A click near an arrow selects it."""
    middle = shown.view.diagram_scene.edge_items["ATF4 -> LCN2"].geometry.middle
    qtbot.mouseClick(shown.view.viewport(), LEFT, pos=shown.view.mapFromScene(middle) + QPoint(4, 0))
    assert _intents(shown) == [("selected", "edge", "ATF4 -> LCN2")]


def test_click_on_empty_ground(shown: Shown, qtbot: QtBot) -> None:
    """A click on nothing clears the selection."""
    shown.view.select("ATF4")
    qtbot.mouseClick(shown.view.viewport(), LEFT, pos=QPoint(3, 3))
    assert _intents(shown) == [("selected", "", "")]
    assert shown.view.diagram_scene.selected == ""


def test_hit_reaches_six_pixels(shown: Shown) -> None:
    """A node is hit up to six device pixels beside it, and no farther."""
    box = shown.diagram.nodes["Drug"]
    top = shown.view.mapFromScene(box.centre[0], box.top)
    assert shown.view.hit(top - QPoint(0, 5)) == Hit("node", "Drug")
    assert shown.view.hit(top - QPoint(0, 8)) == Hit()


def _drag(shown: Shown, qtbot: QtBot, begin: QPoint, by: QPoint, keys: Qt.KeyboardModifier = NO_KEY) -> None:
    viewport = shown.view.viewport()
    qtbot.mousePress(viewport, LEFT, keys, begin)
    qtbot.mouseMove(viewport, begin + by / 2)
    qtbot.mouseMove(viewport, begin + by)
    qtbot.mouseRelease(viewport, LEFT, keys, begin + by)


def test_drag_pans_and_asks_nothing(shown: Shown, qtbot: QtBot) -> None:
    """A drag that begins on empty ground moves the diagram with the pointer and is no click."""
    begin = shown.point("ATF4")
    _drag(shown, qtbot, QPoint(3, 3), QPoint(40, 25))
    assert shown.point("ATF4") == begin + QPoint(40, 25)
    assert _intents(shown) == []


def test_drag_of_a_node_asks_to_move_it(shown: Shown, qtbot: QtBot) -> None:
    """A dragged node asks for its new middle; without an answer it is back where it was."""
    asked: list[dict[str, tuple[float, float]]] = []
    shown.view.move_requested.connect(asked.append)
    x, y = shown.diagram.nodes["ATF4"].centre
    _drag(shown, qtbot, shown.point("ATF4"), QPoint(40, 20))
    zoom, item = shown.view.zoom, shown.view.diagram_scene.node_items["ATF4"]
    assert asked == [{"ATF4": (pytest.approx(x + 40 / zoom, abs=1), pytest.approx(y + 20 / zoom, abs=1))}]
    assert (item.pos().x(), item.pos().y()) == (shown.diagram.nodes["ATF4"].left, shown.diagram.nodes["ATF4"].top)
    assert [words for words in _intents(shown) if words[0] == "toggle"] == []


def test_drag_takes_the_selection_and_its_arrows_along(shown: Shown, qtbot: QtBot) -> None:
    """All selected nodes move; arrows between them keep their form, others are drawn taut; Escape puts all back."""
    scene, viewport = shown.view.diagram_scene, shown.view.viewport()
    shapes = {id_: item.geometry for id_, item in scene.edge_items.items()}
    shown.view.set_selection(frozenset({"ATF4", "LCN2"}))
    begin = shown.point("ATF4")
    qtbot.mousePress(viewport, LEFT, pos=begin)
    qtbot.mouseMove(viewport, begin + QPoint(30, 0))
    moved = {id_ for id_, item in scene.edge_items.items() if item.geometry is not shapes[id_]}
    assert moved == {"GCN2 -> ATF4", "PERK -> ATF4", "ATF4 -> LCN2", "LCN2 -> Free"}
    assert scene.edge_items["ATF4 -> LCN2"].geometry.lengths == pytest.approx(shapes["ATF4 -> LCN2"].lengths, abs=2)
    qtbot.keyClick(shown.view, Qt.Key.Key_Escape)
    assert {id_ for id_, item in scene.edge_items.items() if item.geometry is not shapes[id_]} == set()
    qtbot.mouseRelease(viewport, LEFT, pos=begin + QPoint(30, 0))


def test_band_selects_what_it_touches(shown: Shown, qtbot: QtBot) -> None:
    """A drag with Shift on empty ground selects the nodes in its rectangle."""
    boxes = [shown.diagram.nodes[node] for node in ("GCN2", "PERK")]
    begin = shown.view.mapFromScene(min(box.left for box in boxes) - 8, min(box.top for box in boxes) - 8)
    end = shown.view.mapFromScene(max(box.right for box in boxes) + 8, max(box.bottom for box in boxes) + 8)
    _drag(shown, qtbot, begin, end - begin, Qt.KeyboardModifier.ShiftModifier)
    assert shown.view.selection == {"GCN2", "PERK"}
    assert shown.view.diagram_scene.node_items["PERK"].look.after.ring  # type: ignore[union-attr]


def test_control_click_adds_and_takes_away(shown: Shown, qtbot: QtBot) -> None:
    """With Ctrl a click adds a node to the selection, or takes it out, and flips nothing."""
    control = Qt.KeyboardModifier.ControlModifier
    for node, expected in (("GCN2", {"GCN2"}), ("PERK", {"GCN2", "PERK"}), ("GCN2", {"PERK"})):
        qtbot.mouseClick(shown.view.viewport(), LEFT, control, shown.point(node))
        assert shown.view.selection == expected
    assert [words for words in _intents(shown) if words[0] == "toggle"] == []


def test_fit_selection_glides_there(shown: Shown, qtbot: QtBot) -> None:
    """The selected nodes come into the middle, smoothly; with reduced motion at once."""
    shown.view.set_selection(frozenset({"Macrophage", "Exclusion"}))
    for reduced in (False, True):
        shown.view.fit()
        shown.view.set_reduced_motion(reduced)
        shown.view.fit_selection()
        if not reduced:
            qtbot.waitUntil(lambda: shown.view.zoom == pytest.approx(1.6))
        assert shown.view.zoom == pytest.approx(1.6)
        boxes = [shown.diagram.nodes[node].centre for node in ("Macrophage", "Exclusion")]
        middle = shown.view.mapFromScene(sum(x for x, _ in boxes) / 2, sum(y for _, y in boxes) / 2)
        assert (middle - shown.view.viewport().rect().center()).manhattanLength() < 6


def test_overview_shows_where_one_is(shown: Shown, qtbot: QtBot) -> None:
    """A diagram that cannot be read as a whole has a map when zoomed into; a press on it goes there."""
    shown.view.resize(480, 400)
    overview = shown.view._overview  # it is painted, nothing else tells of it
    assert overview.area.isEmpty()
    shown.view.zoom_to_actual()
    assert not overview.area.isEmpty()
    qtbot.mouseClick(shown.view.viewport(), LEFT, pos=overview.area.topLeft() + QPoint(8, 8))
    left, top = shown.diagram.bounds.left, shown.diagram.bounds.top
    assert shown.view.area_in_sight.contains(left + 10, top + 10)
    assert _intents(shown) == []
    shown.view.set_overview_wanted(False)
    assert overview.area.isEmpty()


def test_a_node_that_keys_go_to_is_not_under_the_overview(shown: Shown) -> None:
    """Where the keyboard is must be seen: the diagram is panned as far as that takes."""
    shown.view.resize(480, 400)
    shown.view.zoom_to_actual()
    overview, scene, covered = shown.view._overview, shown.view.diagram_scene, []
    while shown.view.focusNextPrevChild(True) and len(covered) < len(shown.diagram.nodes):
        seen = shown.view.viewportTransform().mapRect(scene.node_items[scene.selected].area).toRect()
        assert shown.view.viewport().rect().contains(seen)
        covered.append(overview.area.intersects(seen))
    assert [False] * len(shown.diagram.nodes) == covered


def test_small_tremble_is_a_click(shown: Shown, qtbot: QtBot) -> None:
    """Four pixels between press and release are still a click."""
    viewport, at = shown.view.viewport(), shown.point("ATF4")
    qtbot.mousePress(viewport, LEFT, pos=at)
    qtbot.mouseMove(viewport, at + QPoint(2, 2))
    qtbot.mouseRelease(viewport, LEFT, pos=at + QPoint(2, 2))
    assert ("toggle", "ATF4") in shown.asked


def test_space_drag_pans_and_does_not_flip(shown: Shown, qtbot: QtBot) -> None:
    """Space held for a drag pans; it does not flip the selected node when it is let go."""
    shown.view.select("ATF4")
    viewport, begin = shown.view.viewport(), shown.point("GCN2")
    qtbot.keyPress(shown.view, Qt.Key.Key_Space)
    qtbot.mousePress(viewport, LEFT, pos=begin)
    qtbot.mouseMove(viewport, begin + QPoint(-30, 10))
    qtbot.mouseRelease(viewport, LEFT, pos=begin + QPoint(-30, 10))
    qtbot.keyRelease(shown.view, Qt.Key.Key_Space)
    assert (shown.point("GCN2"), _intents(shown)) == (begin + QPoint(-30, 10), [])


def test_space_flips_the_selected_node(shown: Shown, qtbot: QtBot) -> None:
    """Space asks to flip the selected node."""
    shown.view.select("Drug")
    qtbot.keyClick(shown.view, Qt.Key.Key_Space)
    assert _intents(shown) == [("toggle", "Drug")]


def test_arrow_keys_walk(shown: Shown, qtbot: QtBot) -> None:
    """The arrow keys go to the nearest node in their direction."""
    shown.view.select("ATF4")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(shown.view, key)
    nodes = [words[2] for words in _intents(shown)]
    assert nodes[:2] == ["LCN2", "ATF4"]
    assert nodes[2] in {"GCN2", "PERK"}


def test_tab_goes_through_all_nodes_and_leaves(shown: Shown) -> None:
    """Tab visits every node once in reading order, then lets the focus go on."""
    visited = []
    while shown.view.focusNextPrevChild(True) and len(visited) < 50:
        visited.append(shown.view.diagram_scene.selected)
        if len(visited) == len(shown.diagram.nodes):
            break
    assert sorted(visited) == sorted(shown.diagram.nodes)
    assert visited[0] == "Stress"


def _menu(shown: Shown, at: QPoint) -> dict[str, object]:
    position = shown.view.viewport().mapToGlobal(at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, position)
    QApplication.sendEvent(shown.view.viewport(), event)
    menus = [menu for menu in shown.view.findChildren(QMenu) if menu.isVisible()]
    assert len(menus) == 1
    return {action.text(): action for action in menus[0].actions() if action.text()} | {"menu": menus[0]}


def _choose(shown: Shown, at: QPoint, text: str, qtbot: QtBot) -> list[tuple[object, ...]]:
    found = _menu(shown, at)
    found[text].trigger()  # type: ignore[attr-defined]
    found["menu"].close()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not shown.view.findChildren(QMenu))
    return [words for words in _intents(shown) if words[0] != "selected"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [("Hold ON", ("hold", "ATF4", True)), ("Nudge once", ("nudge", "ATF4"))],
)
def test_menu_of_a_ruled_node(shown: Shown, qtbot: QtBot, text: str, asked: tuple[object, ...]) -> None:
    """The menu asks to hold or nudge, and changes nothing."""
    state = shown.document.state
    assert _choose(shown, shown.point("ATF4"), text, qtbot) == [asked]
    assert shown.document.state is state


def test_menu_of_a_held_node(shown: Shown, qtbot: QtBot) -> None:
    """A held node can be released but not nudged; its value cannot be held twice."""
    shown.document.run(HoldNode("ATF4", True))
    shown.show_end()
    found = _menu(shown, shown.point("ATF4"))
    enabled = {text: found[text].isEnabled() for text in ("Hold ON", "Hold OFF", "Release", "Nudge once")}  # type: ignore[attr-defined]
    assert enabled == {"Hold ON": False, "Hold OFF": True, "Release": True, "Nudge once": False}
    assert all(found[text].statusTip() for text in enabled)  # type: ignore[attr-defined]
    found["menu"].close()  # type: ignore[attr-defined]
    assert _choose(shown, shown.point("ATF4"), "Release", qtbot) == [("release", "ATF4")]


def test_menu_of_an_input(shown: Shown, qtbot: QtBot) -> None:
    """An input is switched, not held, and cannot be nudged."""
    found = _menu(shown, shown.point("Drug"))
    assert {"Switch ON", "Switch OFF"} <= found.keys()
    assert not {"Hold ON", "Nudge once"} & found.keys()
    found["menu"].close()  # type: ignore[attr-defined]
    assert _choose(shown, shown.point("Drug"), "Switch ON", qtbot) == [("hold", "Drug", True)]


def test_menu_of_an_arrow(shown: Shown, qtbot: QtBot) -> None:
    """An arrow offers its evidence."""
    middle = shown.view.mapFromScene(shown.view.diagram_scene.edge_items["ATF4 -> LCN2"].geometry.middle)
    _choose(shown, middle, "Show evidence", qtbot)
    assert _intents(shown)[-1] == ("selected", "edge", "ATF4 -> LCN2")


def test_hover_tells_and_points(shown: Shown, qtbot: QtBot) -> None:
    """Over a node the pointer is a hand and one line tells about it; beside it neither."""
    viewport = shown.view.viewport()
    qtbot.mouseMove(viewport, shown.point("ATF4"))
    assert viewport.cursor().shape() is Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(viewport, QPoint(3, 3))
    assert viewport.cursor().shape() is Qt.CursorShape.ArrowCursor
    assert [words for words in shown.asked if words[0] == "hover"] == [("hover", "ATF4: OFF. Protein."), ("hover", "")]


def test_tooltip_speaks_in_words(shown: Shown) -> None:
    """The tooltip of a node names state and rule with captions, and escapes what the file says."""
    shown.document.run(ToggleNode("Stress"))
    shown.show_end()
    text = shown.view.tooltip_for(Hit("node", "Free"))
    assert "ON, was OFF" in text
    assert "ON when Lipocalin 2 is ON and Anti-LCN2 &amp; &lt;more&gt; is OFF" in text


def test_tooltip_of_an_arrow(shown: Shown) -> None:
    """The tooltip of an arrow says what does what, how, and how sure that is."""
    text = shown.view.tooltip_for(Hit("edge", "ATF4 -> LCN2"))
    assert "ATF4 activates Lipocalin 2</b> — some way · reported" in text


def _turn_wheel(shown: Shown, at: QPoint, steps: int) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(shown.view.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(shown.view.viewport(), event)


def test_wheel_zooms_at_the_pointer(shown: Shown, qtbot: QtBot) -> None:
    """What is under the pointer stays there, within a pixel."""
    at, before = shown.point("Free"), shown.view.zoom
    _turn_wheel(shown, at, 2)
    assert shown.view.zoom == pytest.approx(before * 1.44)
    assert (shown.point("Free") - at).manhattanLength() <= 2
    qtbot.waitUntil(lambda: not shown.view.diagram_scene.surface.is_hurried)


def test_zoom_is_bounded(shown: Shown) -> None:
    """No turning of the wheel leads beyond 0.1 and 8."""
    for factor in (1e3, 1e-6):
        shown.view.zoom_by(factor)
        assert 0.1 <= shown.view.zoom <= 8


def test_fit_is_kept_until_the_user_zooms(shown: Shown, qtbot: QtBot) -> None:
    """A fitted diagram follows the size of the window; one that was zoomed keeps its zoom."""
    fitted = shown.view.zoom
    shown.view.resize(600, 460)
    assert shown.view.zoom < fitted
    shown.view.zoom_to_actual()
    shown.view.resize(700, 500)
    assert shown.view.zoom == pytest.approx(1.0)
    shown.view.fit()
    area = shown.view.mapFromScene(shown.view.diagram_scene.edge_items["Killing -> Growth"].boundingRect())
    assert shown.view.viewport().rect().contains(area.boundingRect())


def test_walking_keeps_a_fitted_diagram_fitted(shown: Shown) -> None:
    """In a small window nodes stand near the edge; that the keys go there is no wish to stay so small."""
    shown.view.resize(320, 240)
    for node in shown.diagram.nodes:
        shown.view.keyboard.walk_to(node)
        shown.view.glide_into_sight(shown.view.diagram_scene.node_items[node].area)
    small = shown.view.zoom
    shown.view.resize(900, 700)
    assert shown.view.zoom > 1.5 * small


def test_mouse_leaves(shown: Shown) -> None:
    """When the pointer leaves the canvas, nothing is hovered any more."""
    shown.view.diagram_scene.hover("ATF4")
    QApplication.sendEvent(shown.view, QEvent(QEvent.Type.Leave))
    assert shown.view.diagram_scene.hovered == ""


def test_a_drag_back_to_where_it_began_asks_nothing(shown: Shown, qtbot: QtBot) -> None:
    """Nothing moved, so there is nothing to undo."""
    asked: list[object] = []
    shown.view.move_requested.connect(asked.append)
    port, at = shown.view.viewport(), shown.point("ATF4")
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(port, at + QPoint(30, 0))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at)
    assert asked == []


def test_another_button_does_not_end_a_drag(shown: Shown, qtbot: QtBot) -> None:
    """A right click in the middle of a drag commits nothing."""
    asked: list[object] = []
    shown.view.move_requested.connect(asked.append)
    port, at = shown.view.viewport(), shown.point("ATF4")
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(port, at + QPoint(30, 0))
    qtbot.mouseRelease(port, Qt.MouseButton.RightButton, pos=at + QPoint(30, 0))
    assert asked == []
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at + QPoint(30, 0))
    assert len(asked) == 1
