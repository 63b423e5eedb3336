"""Before and after: does the one picture show what differs, and do two stand side by side and move together?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QDockWidget
from shiboken6 import isValid

from explorer.locate import shipped_pathways
from explorer.session.commands import ToggleNode
from explorer.session.comparing import BEFORE, PRESENT, START, Origin, Side
from explorer.session.difference import since_before
from explorer.ui.answers.before_after import BeforeAfter
from explorer.ui.canvas.overlay_marks import Differing, Ring
from explorer.ui.theme.roles import DARK
from explorer.ui.window.side_by_side import SideBySide

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from explorer.ui.answers.side_chooser import SideChooser
    from explorer.ui.canvas.overlay_marks import Marks
    from explorer.ui.window.main_window import MainWindow


@pytest.fixture
def pane(window: MainWindow) -> BeforeAfter:
    """Return the comparison of chronic stress with the start."""
    window.workspace.run(ToggleNode("Chronic_Stress"))
    window.actions_by_id["before_after"].trigger()
    found = window.findChild(BeforeAfter)
    assert isinstance(found, BeforeAfter)
    return found


@pytest.fixture
def page(pane: BeforeAfter, window: MainWindow, qtbot: QtBot) -> SideBySide:
    """Return both states side by side."""
    pane.beside.click()
    found = window.findChild(SideBySide)
    assert isinstance(found, SideBySide)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is found)
    return found


def pick(box: SideChooser, side: Side) -> None:
    """Choose an entry as the user does."""
    at = next(at for at in range(box.count()) if box.itemData(at) == side)
    box.setCurrentIndex(at)
    box.activated.emit(at)


def marks(window: MainWindow) -> Marks:
    """What stands out on the diagram."""
    overlay, moment = window.canvas.overlay, window.canvas.moment
    assert isinstance(overlay, Differing)
    assert moment is not None
    return overlay.marks(window.workspace.open_document.pathway, moment)


def rings(window: MainWindow, ring: Ring) -> set[str]:
    return {node for node, one in marks(window).nodes.items() if one is ring}


def test_the_picture_shows_what_the_list_says(pane: BeforeAfter, window: MainWindow) -> None:
    """Gained and lost on the diagram, in the list, and in numbers; outcomes come first."""
    difference = since_before(window.workspace.open_document.state)
    assert set(difference.gained) == rings(window, Ring.GAINED)
    assert set(difference.lost) == rings(window, Ring.LOST)
    assert pane.verdict.text().startswith(difference.words())
    assert "Exact ends of runs in the synchronous order." in pane.verdict.text()
    outcomes = {"Tumor_Control", "Tumor_Progression", "Durable_Response"}
    assert outcomes == set(pane.list.outcome_rows)
    assert {*difference.gained, *difference.lost} - outcomes == set(pane.list.rows)
    assert "lost" == pane.list.outcome_rows["Tumor_Control"].standing.detail


def test_a_click_selects_and_the_unchanged_come_on_request(pane: BeforeAfter, window: MainWindow, qtbot: QtBot) -> None:
    """Rows of both kinds select their node on the diagram."""
    qtbot.mouseClick(pane.list.rows["ATF4"], Qt.MouseButton.LeftButton)
    assert "ATF4" == window.canvas.diagram_scene.selected
    qtbot.keyClick(pane.list.outcome_rows["Tumor_Control"], Qt.Key.Key_Return)
    assert "Tumor_Control" == window.canvas.diagram_scene.selected
    assert "HRI" not in pane.list.rows
    qtbot.mouseClick(pane.list.more, Qt.MouseButton.LeftButton)
    assert "HRI" in pane.list.rows


def test_the_step_before_and_a_pin_can_be_before(pane: BeforeAfter, window: MainWindow, qtbot: QtBot) -> None:
    """The antibody undoes part of it: judged against stress, against the start, and against a state kept by hand."""
    pane.pin.click()
    assert Side(Origin.PINNED, "Switch Chronic tumour stress ON") == pane.before.side
    window.workspace.run(ToggleNode("Anti_LCN2"))
    by_pin = rings(window, Ring.GAINED)
    assert {"Anti_LCN2", "CD8_Infiltration"} <= by_pin
    pick(pane.before, BEFORE)
    assert by_pin == rings(window, Ring.GAINED)
    pick(pane.before, START)
    assert "LCN2" in rings(window, Ring.GAINED)
    assert "CD8_Infiltration" not in rings(window, Ring.GAINED)
    qtbot.mouseClick(pane.swap, Qt.MouseButton.LeftButton)
    assert (PRESENT, START) == pane.sides
    assert "LCN2" in rings(window, Ring.LOST)


def test_a_scenario_is_shown_instead_until_the_user_acts(pane: BeforeAfter, window: MainWindow) -> None:
    """The diagram shows the scenario's end; a flip leads back to what the user does, and the run is watched again."""
    scenario = window.workspace.open_document.pathway.scenarios[-1]
    pick(pane.after, Side(Origin.SCENARIO, scenario.id))
    assert pane.compared is not None
    assert window.canvas.moment is not None
    assert pane.compared.after.present == window.canvas.moment.after
    window.workspace.run(ToggleNode("Anti_PD1"))
    assert PRESENT == pane.after.side
    assert window.workspace.open_document.state.present == window.canvas.moment.after


def test_the_timeline_leads_through_the_difference(pane: BeforeAfter, window: MainWindow) -> None:
    """Where the playhead stands is judged against what is before."""
    assert pane.shows_present
    whole = len(marks(window).nodes)
    window.workspace.player.seek(window.workspace.player.timeline.starts[1] + 2)
    assert 0 < len(marks(window).nodes) < whole
    window.workspace.player.skip_to_end()
    assert whole == len(marks(window).nodes)


def test_marks_go_with_the_pane(pane: BeforeAfter, window: MainWindow) -> None:
    """The diagram is as it was; another answer's marks are not taken away by this one's going."""
    dock = pane.parentWidget()
    assert isinstance(dock, QDockWidget)
    dock.close()
    assert window.canvas.overlay is None
    assert window.canvas.moment is not None
    assert window.workspace.moment.reference == window.canvas.moment.reference
    window.actions_by_id["before_after"].trigger()
    assert isinstance(window.canvas.overlay, Differing)


def test_another_pathway_and_theme(pane: BeforeAfter, window: MainWindow, qtbot: QtBot) -> None:
    """Pins belong to their pathway; rows take the theme."""
    pane.pin.click()
    window.apply_theme(DARK)
    qtbot.waitUntil(window.updatesEnabled)
    assert DARK is pane.list.outcome_rows["Tumor_Control"].theme
    window.workspace.open(shipped_pathways()[1])
    assert ((), START, PRESENT) == (pane.pins, *pane.sides)
    assert {} == marks(window).nodes


def test_two_pictures_of_two_states(page: SideBySide, window: MainWindow) -> None:
    """Each half shows its state, the second marked against the first; outcomes below, those that differ set off."""
    state = window.workspace.open_document.state
    shown = [half.view.moment for half in page.halves]
    assert [state.runs[0].trajectory.last, state.present] == [moment.after for moment in shown if moment is not None]
    assert [None, True] == [half.view.overlay and True for half in page.halves]
    assert page.halves[0].outcomes.chips["Tumor_Control"].differs
    assert not page.halves[0].outcomes.chips["Durable_Response"].differs
    assert "Tumour control OFF, not wanted, differs" == page.halves[1].outcomes.chips["Tumor_Control"].accessibleName()
    assert window.pages.currentWidget() is page
    assert all(dock.isHidden() for dock in window.findChildren(QDockWidget))


def test_the_cameras_are_linked(page: SideBySide) -> None:
    """Zoom and pan of one move the other, either way; unlinked each goes alone; linked again they meet."""
    left, right = (half.view for half in page.halves)

    def same() -> bool:
        apart = left.camera.corner - right.camera.corner
        return left.zoom == right.zoom and abs(apart.x()) + abs(apart.y()) < 2.5 / left.zoom

    left.camera.zoom_by(2.0, QPointF(80, 60))
    assert same()
    right.camera.pan_by(-70, 40)
    assert same()
    right.camera.zoom_by(0.7, QPointF(10, 200))
    assert same()
    page.link.click()
    right.camera.pan_by(90, 90)
    assert not same()
    page.link.click()
    assert same()


def test_selecting_on_one_side_selects_on_both(page: SideBySide, window: MainWindow, qtbot: QtBot) -> None:
    """Nothing is flipped by a click: both pictures are only looked at."""
    view = page.halves[1].view
    before = window.workspace.open_document.state
    place = view.mapFromScene(view.diagram_scene.node_items["ATF4"].area.center())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert ["ATF4", "ATF4"] == [half.view.diagram_scene.selected for half in page.halves]
    assert window.workspace.open_document.state is before
    page.halves[0].outcomes.chips["Tumor_Control"].click()
    assert "Tumor_Control" == view.diagram_scene.selected


def test_escape_leads_back(page: SideBySide, pane: BeforeAfter, window: MainWindow, qtbot: QtBot) -> None:
    """The diagram, and the pane that stood beside it, are there again; so does the button."""
    qtbot.keyClick(page.halves[0].view, Qt.Key.Key_Escape)
    assert 0 == window.pages.currentIndex()
    assert pane.isVisible()
    assert isinstance(window.canvas.overlay, Differing)
    window.actions_by_id["side_by_side"].trigger()
    assert window.pages.currentWidget() is page
    page.back.click()
    assert 0 == window.pages.currentIndex()


def test_the_page_follows_document_and_theme(page: SideBySide, window: MainWindow, qtbot: QtBot) -> None:
    """Undo, another theme, and another pathway reach both halves; the window closes from there."""
    window.workspace.undo()
    right = page.halves[1].view
    assert right.moment is not None
    assert window.workspace.open_document.state.present == right.moment.after
    window.apply_theme(DARK)
    qtbot.waitUntil(window.updatesEnabled)
    assert DARK is right.diagram_scene.surface.theme
    window.workspace.open(shipped_pathways()[1])
    assert right.diagram_scene.pathway is window.workspace.open_document.state.drawn
    window.close()


def test_the_menus_outlive_what_goes_from_the_page(page: SideBySide, window: MainWindow, qtbot: QtBot) -> None:
    """Chips that make way for others take nothing along: Tab went by way of them, and menus were held for deleted."""
    qtbot.wait(20)
    window.workspace.undo()
    qtbot.wait(20)
    assert [] == [name for name, menu in window.menus.items() if not isValid(menu)]
    assert page.isVisible()


def test_side_by_side_without_the_pane(window: MainWindow, qtbot: QtBot) -> None:
    """From the menu alone: start and present; the diagram stays in sight until both are complete."""
    window.actions_by_id["side_by_side"].trigger()
    page = window.findChild(SideBySide)
    assert isinstance(page, SideBySide)
    assert window.pages.currentWidget() is not page
    qtbot.waitUntil(lambda: window.pages.currentWidget() is page)
    assert [START, PRESENT] == [half.chooser.side for half in page.halves]
    shown = [half.view.diagram_scene.pathway for half in page.halves]
    assert [window.workspace.open_document.state.drawn] * 2 == shown


def test_what_happens_while_the_page_is_filled_is_shown_on_it(window: MainWindow, qtbot: QtBot) -> None:
    """A flip in between is the present state; a second click shows the page at once."""
    window.actions_by_id["side_by_side"].trigger()
    page = window.findChild(SideBySide)
    assert isinstance(page, SideBySide)
    qtbot.waitUntil(lambda: page.state is not None)
    window.workspace.run(ToggleNode("Chronic_Stress"))
    window.actions_by_id["side_by_side"].trigger()
    assert window.pages.currentWidget() is page
    moment = page.halves[1].view.moment
    assert moment is not None
    assert window.workspace.open_document.state.present == moment.after


def test_a_window_that_is_closed_meanwhile_fills_no_page(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing comes up in a window that is gone."""
    window.actions_by_id["side_by_side"].trigger()
    page = window.findChild(SideBySide)
    assert isinstance(page, SideBySide)
    window.close()
    qtbot.waitUntil(lambda: not page.work.is_busy)
    assert window.pages.currentWidget() is not page


def test_marks_are_those_of_the_answer_in_front(pane: BeforeAfter, window: MainWindow, qtbot: QtBot) -> None:
    """Behind another answer the rings are gone; in front again they are those of what is then shown."""
    window.show()
    window.actions_by_id["attractors"].trigger()
    qtbot.waitUntil(lambda: window.canvas.overlay is None)
    window.workspace.run(ToggleNode("Anti_LCN2"))
    assert window.canvas.overlay is None
    dock = pane.parent()
    assert isinstance(dock, QDockWidget)
    dock.raise_()
    qtbot.waitUntil(lambda: window.canvas.overlay is not None)
    assert "Anti_LCN2" in rings(window, Ring.GAINED)
