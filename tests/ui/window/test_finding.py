"""The window by keyboard: the search goes to nodes and gives commands, F6 reaches every panel, Escape comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from explorer.locate import shipped_pathways
from explorer.pathway.excerpt import Asked
from explorer.session.commands import PlayScenario, ToggleNode
from explorer.ui.canvas.hit_test import Hit
from explorer.ui.window import finding
from explorer.ui.window.announcing import outcome_sentence
from explorer.ui.window.panel_cycle import go_to_panel, panels

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Key = Qt.Key


@pytest.fixture
def active(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Return the window with the keyboard on the diagram, nothing gliding."""
    window.canvas.set_reduced_motion(True)
    window.activateWindow()
    window.canvas.setFocus()
    qtbot.waitUntil(window.canvas.hasFocus)
    return window


def _find(window: MainWindow, qtbot: QtBot, words: str) -> None:
    window.actions_by_id["find"].trigger()
    qtbot.keyClicks(window.finder.box, words)
    qtbot.keyClick(window.finder.box, Key.Key_Return)


def test_a_node_found_is_selected_shown_and_in_the_middle(active: MainWindow, qtbot: QtBot) -> None:
    """The keyboard is back on the diagram, where Space flips."""
    _find(active, qtbot, "ifng")
    canvas = active.canvas
    middle = canvas.area_in_sight.center() - canvas.diagram_scene.node_items["IFNG"].area.center()
    assert ("IFNG", True) == (canvas.diagram_scene.selected, canvas.hasFocus())
    assert "IFN-γ" in active.inspector.toPlainText()
    assert middle.manhattanLength() < 4


def test_commands_and_scenarios_are_given_by_name(active: MainWindow, qtbot: QtBot) -> None:
    """The box is a palette: themes, toggles, scenarios."""
    _find(active, qtbot, "dark theme")
    assert True is active.theme.is_dark
    scenario = active.workspace.open_document.pathway.scenarios[-1]
    _find(active, qtbot, scenario.title)
    assert scenario.id == active.workspace.open_document.state.scenario


def test_a_command_that_cannot_be_given_is_not_offered(active: MainWindow) -> None:
    """Nothing was done yet, so there is nothing to undo."""
    assert "undo" not in {hit.target.id for hit in active.finder.ask("undo")}
    active.workspace.run(ToggleNode("Anti_LCN2"))
    assert "undo" in {hit.target.id for hit in active.finder.ask("undo")}


def test_another_pathway_is_searched_once_it_is_open(active: MainWindow) -> None:
    """No name of the old one is found any more."""
    assert active.finder.ask("lcn2")
    active.workspace.open(shipped_pathways()[1])
    assert {hit.target.kind for hit in active.finder.ask("lcn2")} <= {"action"}


def test_many_names_are_read_beside_the_window(
    active: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a large pathway commands are found at once, and nodes as soon as their names are read."""
    monkeypatch.setattr(finding, "_AT_ONCE", 3)
    active.workspace.open(shipped_pathways()[1])
    assert {"action"} == {hit.target.kind for hit in active.finder.ask("export")}
    qtbot.waitUntil(lambda: any(hit.target.id == "IFNG" for hit in active.finder.ask("ifng")))


def test_next_walks_the_nodes_found(active: MainWindow, qtbot: QtBot) -> None:
    """F3 goes on, Shift+F3 goes back, both from the diagram."""
    _find(active, qtbot, "tumour")
    seen = [active.canvas.diagram_scene.selected]
    for action in ("find_next", "find_previous"):
        active.actions_by_id[action].trigger()
        seen.append(active.canvas.diagram_scene.selected)
    assert (seen[0], True) == (seen[2], seen[1] != seen[0])


def test_f6_reaches_every_panel_both_ways(active: MainWindow) -> None:
    """Round the window once, and back again the other way."""
    ring = [panel for panel in panels(active) if panel.isVisible()]
    for by in (1, -1):
        visited = []
        for _ in ring:
            go_to_panel(active, by)
            focused = QApplication.focusWidget()
            assert focused is not None
            visited.append(next(panel for panel in ring if panel is focused or panel.isAncestorOf(focused)))
        assert set(ring) == set(visited)
        assert visited[-1] is active.canvas


def test_escape_leads_from_every_panel_back_to_the_diagram(active: MainWindow, qtbot: QtBot) -> None:
    """There is no keyboard trap."""
    for _ in range(len(panels(active)) - 1):
        go_to_panel(active, 1)
        focused = QApplication.focusWidget()
        if focused is active.canvas:
            continue
        qtbot.keyClick(focused, Key.Key_Escape)
        assert True is active.canvas.hasFocus(), focused
        focused.setFocus()


def test_enter_reads_in_the_inspector_and_escape_returns(active: MainWindow, qtbot: QtBot) -> None:
    """The selection stays what it was."""
    active.show_selected("node", "ATF4")
    qtbot.keyClick(active.canvas, Key.Key_Return)
    assert (True, True) == (active.inspector.hasFocus(), "ATF4" in active.inspector.toPlainText())
    qtbot.keyClick(active.inspector, Key.Key_Escape)
    assert (True, "ATF4") == (active.canvas.hasFocus(), active.canvas.diagram_scene.selected)


def test_table_and_diagram_select_the_same(active: MainWindow, qtbot: QtBot) -> None:
    """A row walked to is selected on the diagram, and the other way round; Space in the table flips."""
    active.actions_by_id["node_table"].trigger()
    table = active.node_table
    active.show_selected("node", "ATF4")
    assert "ATF4" == table.rows.node_at(table.view.currentIndex().row())
    qtbot.keyClick(table.view, Key.Key_Up)
    above = table.rows.node_at(table.rows.row_of("ATF4") - 1)
    was = active.workspace.open_document.state.value(above)
    qtbot.keyClick(table.view, Key.Key_Space)
    assert (above, not was) == (
        active.canvas.diagram_scene.selected,
        active.workspace.open_document.state.value(above),
    )


def test_the_end_of_a_run_is_one_sentence(active: MainWindow) -> None:
    """What was done, which outcomes it changed, and how the run ended."""
    active.workspace.run(ToggleNode("Chronic_Stress"))
    said = outcome_sentence(active)
    assert said.startswith("Switch Chronic tumour stress ON. Tumour control: before ON, now OFF, not wanted.")
    assert said.endswith("a fixed point.")
    active.workspace.run(PlayScenario("A3"))
    assert outcome_sentence(active).startswith("Play scenario")


def test_every_way_to_a_node_shows_it(active: MainWindow, qtbot: QtBot) -> None:
    """Search, table, outcomes, inspector and timeline lead out of a part and into collapsed compartments."""
    canvas, table = active.canvas, active.node_table
    active.actions_by_id["node_table"].trigger()
    assert active.timeline_panel is not None
    ways = (
        lambda node: _find(active, qtbot, node),
        lambda node: table.view.clicked.emit(table.rows.index(table.rows.row_of(node), 0)),
        active.outcomes.selected.emit,
        lambda node: active.inspector.selected.emit("node", node),
        active.timeline_panel.selected.emit,
    )
    for go in ways:
        canvas.collapse_all()
        canvas.ask_for_part(Asked.LEADING_TO, "Chronic_Stress")
        assert True is canvas.diagram_scene.hides("ATF4")
        go("ATF4")
        item = canvas.diagram_scene.node_items["ATF4"]
        assert ("ATF4", True) == (canvas.diagram_scene.selected, item.isVisible())
        assert canvas.area_in_sight.contains(item.area)
        canvas.choose(Hit())


def test_a_node_that_gets_hidden_leaves_inspector_and_table(active: MainWindow) -> None:
    """The inspector shows the pathway again, and no row is marked."""
    active.actions_by_id["node_table"].trigger()
    active.show_selected("node", "ATF4")
    active.canvas.collapse_all()
    active.canvas.ask_for_part(Asked.LEADING_TO, "Chronic_Stress")
    active.node_table.view.setFocus()  # coming to the table goes to no node
    assert None is not active.canvas.question
    assert active.workspace.open_document.pathway.title in active.inspector.toPlainText()
    assert [] == active.node_table.view.selectionModel().selectedRows()
