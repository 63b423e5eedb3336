"""Everything on the diagram can be done by keys, and what they do is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QMenu

from explorer.pathway.excerpt import Asked
from explorer.session.commands import HoldNode
from explorer.ui.canvas.hit_test import Hit
from explorer.ui.canvas.keyboard_walk import ArrowTrail, Direction

if TYPE_CHECKING:
    from conftest import Shown
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen, of menus
Key = Qt.Key


def _asked(shown: Shown) -> list[tuple[object, ...]]:
    return [words for words in shown.asked if words[0] not in {"hover", "selected"}]


def test_control_and_arrows_follow_the_arrows_of_the_pathway(shown: Shown, qtbot: QtBot) -> None:
    """Right goes to a target, left back to where it came from."""
    shown.view.select("ATF4")
    visited = []
    for key in (Key.Key_Right, Key.Key_Left):
        qtbot.keyClick(shown.view, key, Qt.KeyboardModifier.ControlModifier)
        visited.append(shown.view.diagram_scene.selected)
    assert ["LCN2", "ATF4"] == visited


def test_up_and_down_go_through_the_other_arrows_of_the_same_node() -> None:
    """From a fork, down walks through its targets and comes round; left goes back to the fork."""
    arrows = [("fork", "a"), ("fork", "b"), ("fork", "c"), ("x", "b")]
    trail = ArrowTrail()
    steps, node = [], "fork"
    for direction in (Direction.RIGHT, Direction.DOWN, Direction.DOWN, Direction.DOWN, Direction.UP, Direction.LEFT):
        step = trail.go(node, direction, arrows)
        node = step.node
        steps.append(node)
    assert ["a", "b", "c", "a", "c", "fork"] == steps


def test_a_node_without_arrows_leads_nowhere() -> None:
    """There is an answer for every node and direction."""
    assert [""] * 4 == [ArrowTrail().go("alone", direction, [("a", "b")]).node for direction in Direction]


def test_enter_asks_to_inspect(shown: Shown, qtbot: QtBot) -> None:
    """Enter reads about the selected node or arrow; it flips nothing."""
    inspected: list[tuple[str, str]] = []
    shown.view.inspect_requested.connect(lambda kind, id_: inspected.append((kind, id_)))
    for id_ in ("ATF4", "ATF4 -> LCN2"):
        shown.view.select(id_)
        qtbot.keyClick(shown.view, Key.Key_Return)
    assert [("node", "ATF4"), ("edge", "ATF4 -> LCN2")] == inspected
    assert [] == _asked(shown)


def test_h_holds_at_the_present_value_and_releases(shown: Shown, qtbot: QtBot) -> None:
    """H pins what is, and lets it go again."""
    shown.view.select("ATF4")
    qtbot.keyClick(shown.view, Key.Key_H)
    value = shown.document.state.value("ATF4")
    assert [("hold", "ATF4", value)] == _asked(shown)
    shown.document.run(HoldNode("ATF4", value))
    shown.show_end()
    qtbot.keyClick(shown.view, Key.Key_H)
    assert ("release", "ATF4") == _asked(shown)[-1]


def test_h_on_an_input_says_why_there_is_nothing_to_hold(shown: Shown, qtbot: QtBot) -> None:
    """An input keeps its value anyway; the hint names the key that switches it."""
    shown.view.select("Drug")
    qtbot.keyClick(shown.view, Key.Key_H)
    assert ([], True) == (_asked(shown), "Space" in shown.view.keyboard.hint)
    shown.view.keyboard.leave()


def test_typing_jumps_to_a_name_and_shows_what_was_typed(shown: Shown, qtbot: QtBot) -> None:
    """Letters walk to the node whose caption begins so; Escape ends it."""
    shown.view.select("ATF4")
    qtbot.keyClicks(shown.view, "pe")
    assert ("PERK", "pe — PERK") == (shown.view.diagram_scene.selected, shown.view.keyboard.hint)
    qtbot.keyClick(shown.view, Key.Key_Escape)
    assert ("PERK", "", "") == (
        shown.view.diagram_scene.selected,
        shown.view.keyboard.typed,
        shown.view.keyboard.hint,
    )


def test_typing_what_nothing_begins_with_says_so(shown: Shown, qtbot: QtBot) -> None:
    """The selection stays, and the hint tells of the search box."""
    shown.view.select("ATF4")
    qtbot.keyClicks(shown.view, "zq")
    assert ("ATF4", True) == (shown.view.diagram_scene.selected, "Ctrl+K" in shown.view.keyboard.hint)
    shown.view.keyboard.leave()


def test_typing_is_forgotten_after_a_while(shown: Shown, qtbot: QtBot) -> None:
    """The next letter begins a new name, and the hint goes by itself."""
    qtbot.keyClicks(shown.view, "p")
    qtbot.waitUntil(lambda: not shown.view.keyboard.typed and not shown.view.keyboard.hint, timeout=6000)
    qtbot.keyClicks(shown.view, "g")
    assert "GCN2" == shown.view.diagram_scene.selected
    shown.view.keyboard.leave()


def test_shift_f10_opens_the_menu_at_the_node(shown: Shown, qtbot: QtBot) -> None:
    """The menu stands below the selected node, not under the mouse."""
    shown.view.select("ATF4")
    qtbot.keyClick(shown.view, Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menus = [menu for menu in shown.view.findChildren(QMenu) if menu.isVisible()]
    assert [shown.view.keyboard.menu_place()] == [menu.pos() for menu in menus]
    menus[0].close()
    qtbot.waitUntil(lambda: not shown.view.findChildren(QMenu))


def test_the_keyboard_arrives_at_a_node(shown: Shown) -> None:
    """Whoever comes by Tab sees at once where they are; who comes by the mouse is left alone."""
    for reason, expected in ((Qt.FocusReason.MouseFocusReason, ""), (Qt.FocusReason.TabFocusReason, "Stress")):
        QApplication.sendEvent(shown.view, QFocusEvent(QFocusEvent.Type.FocusIn, reason))
        assert expected == shown.view.diagram_scene.selected


def test_escape_clears_the_selection_and_then_goes_on(shown: Shown, qtbot: QtBot) -> None:
    """The second Escape is left to the window."""
    shown.view.select("ATF4")
    qtbot.keyClick(shown.view, Key.Key_Escape)
    assert "" == shown.view.diagram_scene.selected


def test_after_a_slash_h_is_a_letter(shown: Shown, qtbot: QtBot) -> None:
    """A slash begins a name; H then holds nothing, and Escape leaves H as it was."""
    shown.view.select("ATF4")
    qtbot.keyClick(shown.view, Key.Key_Slash)
    assert ("", True) == (shown.view.keyboard.typed, "type" in shown.view.keyboard.hint)
    qtbot.keyClick(shown.view, Key.Key_H)
    assert ("h", []) == (shown.view.keyboard.typed, _asked(shown))
    qtbot.keyClick(shown.view, Key.Key_Escape)
    qtbot.keyClick(shown.view, Key.Key_H)
    assert "hold" == _asked(shown)[-1][0]


def test_within_a_name_h_is_a_letter(shown: Shown, qtbot: QtBot) -> None:
    """Once a name is being typed H belongs to it: ch reaches Chronic stress."""
    shown.view.select("ATF4")
    qtbot.keyClicks(shown.view, "ch")
    assert ("Stress", []) == (shown.view.diagram_scene.selected, _asked(shown))
    shown.view.keyboard.leave()


def test_h_without_a_node_says_what_it_does(shown: Shown, qtbot: QtBot) -> None:
    """H never begins a name, also where there is nothing to hold."""
    qtbot.keyClick(shown.view, Key.Key_H)
    assert ("", True) == (shown.view.keyboard.typed, "/ begins a name" in shown.view.keyboard.hint)
    shown.view.keyboard.leave()


def test_a_space_belongs_to_a_name_that_has_one(shown: Shown, qtbot: QtBot) -> None:
    """After "chronic" it is typed; after "pe" it flips the node that was reached."""
    qtbot.keyClicks(shown.view, "chronic ")
    assert ("chronic ", []) == (shown.view.keyboard.typed, _asked(shown))
    qtbot.keyClick(shown.view, Key.Key_Escape)
    qtbot.keyClicks(shown.view, "pe ")
    assert [("toggle", "PERK")] == _asked(shown)
    shown.view.keyboard.leave()


def test_tab_and_arrows_pass_over_hidden_nodes(shown: Shown, qtbot: QtBot) -> None:
    """All that keys reach is in sight, also when another part with as many nodes is shown."""
    shown.view.set_reduced_motion(True)
    for target in ("GCN2", "PERK"):
        shown.view.ask_for_part(Asked.LEADING_TO, target)
        shown.view.choose(Hit())
        visited = set()
        for key in [Key.Key_Tab] * 2 + [Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_End]:
            qtbot.keyClick(shown.view, key)
            visited.add(shown.view.diagram_scene.selected)
        assert {"Stress", target} == visited - {""}


def test_keys_never_act_on_what_is_not_seen(shown: Shown, qtbot: QtBot) -> None:
    """Space, H, Enter and the menu key do nothing while what is selected is hidden."""
    shown.view.set_reduced_motion(True)
    shown.view.ask_for_part(Asked.LEADING_TO, "LCN2")
    shown.view.select("Killing")  # marked unseen, as nothing in the program does
    inspected: list[object] = []
    shown.view.inspect_requested.connect(lambda *words: inspected.append(words))
    for key in (Key.Key_Space, Key.Key_H, Key.Key_Return):
        qtbot.keyClick(shown.view, key)
    qtbot.keyClick(shown.view, Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert ([], [], []) == (_asked(shown), inspected, shown.view.findChildren(QMenu))
    shown.view.keyboard.leave()


def test_typing_offers_a_hidden_name(shown: Shown, qtbot: QtBot) -> None:
    """The part is not left at the first letter but by Enter."""
    shown.view.set_reduced_motion(True)
    shown.view.ask_for_part(Asked.LEADING_TO, "LCN2")
    qtbot.keyClicks(shown.view, "ki")
    assert ("ki — Killing is hidden: Enter shows it.", True) == (
        shown.view.keyboard.hint,
        shown.view.diagram_scene.hides("Killing"),
    )
    qtbot.keyClick(shown.view, Key.Key_Return)
    assert ("Killing", None, "") == (
        shown.view.diagram_scene.selected,
        shown.view.question,
        shown.view.keyboard.hint,
    )
