"""Attractors beside the diagram: are the columns right, is one gone into in one step, and does it follow along?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDockWidget

from explorer.locate import shipped_pathways
from explorer.logic.ensemble import wilson
from explorer.session.commands import ReleaseAll, StartAgain, ToggleNode
from explorer.ui.answers import attractors, way_there
from explorer.ui.answers.attractor_table import FOLD
from explorer.ui.answers.attractor_words import share_sign
from explorer.ui.answers.attractors import AttractorsPane
from explorer.ui.theme.roles import DARK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from explorer.session.attractor_survey import Survey
    from explorer.session.snapshot import DocumentState
    from explorer.session.survey_ways import SurveyWay
    from explorer.ui.answers.way_there import WayThereView
    from explorer.ui.window.main_window import MainWindow


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> AttractorsPane:
    """Return the complete answer on the pathway of therapy and TNF, after the therapy."""
    (path,) = [path for path in shipped_pathways() if path.stem == "tnf-stat1-fatigue"]
    window.workspace.open(path)
    for _ in range(2):
        window.workspace.run(ToggleNode("Targeted_Therapy"))
    window.actions_by_id["attractors"].trigger()
    found = window.findChild(AttractorsPane)
    assert isinstance(found, AttractorsPane)
    answered(found, qtbot)
    return found


def answered(pane: AttractorsPane, qtbot: QtBot) -> None:
    """Wait until the answer is complete."""
    qtbot.waitUntil(lambda: not pane.running.is_running, timeout=20_000)


def entry(pane: AttractorsPane, name: str, column: int) -> str:
    """Return what stands in the row of a node or of a name."""
    heads = [pane.rows.headerData(row, Qt.Orientation.Vertical) for row in range(pane.rows.rowCount())]
    return pane.rows.words(heads.index(name), column)


def click(pane: AttractorsPane, row: int, column: int, qtbot: QtBot) -> None:
    """Click the middle of an entry."""
    pane.grid.scrollTo(pane.rows.index(row, column))
    spot: QPoint = pane.grid.visualRect(pane.rows.index(row, column)).center()
    qtbot.mouseClick(pane.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_the_latch_shows_as_two_columns(pane: AttractorsPane) -> None:
    """After therapy the loop of TNF keeps itself: the other attractor is not reached in any order."""
    assert pane.verdict.text().startswith("2 attractors under what is held now: 2 fixed points. Exact")
    assert ["–", "✓"] == [entry(pane, "Reached from here", column) for column in (0, 1)]
    assert ["never", "always"] == [entry(pane, "Random orders", column) for column in (0, 1)]
    assert ["OFF", "ON"] == [entry(pane, "Tumour TNF-α", column) for column in (0, 1)]
    assert 1 == pane.rows.here
    assert "It can be reached from here (exact)." in pane.detail.text()


def test_a_share_is_marked_as_sampled(pane: AttractorsPane, window: MainWindow, qtbot: QtBot) -> None:
    """Therapy and its antidote stopped at once is a race; a run that is never seen is not called impossible."""
    for command in (StartAgain(), ToggleNode("Targeted_Therapy"), ToggleNode("Anti_TNF"), ReleaseAll()):
        window.workspace.run(command)
    pane.ask_from(window.workspace.open_document.state)
    answered(pane, qtbot)
    survey = pane.rows.survey
    assert survey is not None
    signs = [entry(pane, "Random orders", column) for column in (0, 1)]
    assert ["≈ 50 %", "≈ 50 %"] == signs
    never_seen = replace(survey.ends[0], share=wilson(0, 10_000))
    always_seen = replace(survey.ends[0], share=wilson(10_000, 10_000))
    assert ["< 1 %", "> 99 %"] == [share_sign(survey, never_seen), share_sign(survey, always_seen)]


def test_a_click_goes_there_and_undo_comes_back(pane: AttractorsPane, window: MainWindow, qtbot: QtBot) -> None:
    """One step; the mark moves, and the question can be asked again from there."""
    before = window.workspace.open_document.state
    click(pane, 3, 0, qtbot)
    assert "Go to attractor 1 of 2" == window.workspace.open_document.history.undo_label
    assert pane.survey is not None
    assert pane.survey.ends[0].state == window.workspace.open_document.state.present
    assert 0 == pane.rows.here
    assert not pane.again.isHidden()
    window.workspace.undo()
    assert before is window.workspace.open_document.state
    assert pane.again.isHidden()


def test_by_keyboard(pane: AttractorsPane, window: MainWindow, qtbot: QtBot) -> None:
    """Arrows walk, Enter goes there, and each column is said in a sentence."""
    pane.grid.setCurrentIndex(pane.rows.index(3, 1))
    qtbot.keyClick(pane.grid, Qt.Key.Key_Left)
    assert pane.grid.accessibleDescription().startswith("Attractor 1 of 2: a fixed point, everything rests.")
    qtbot.keyClick(pane.grid, Qt.Key.Key_Return)
    assert "Go to attractor 1 of 2" == window.workspace.open_document.history.undo_label


def test_what_all_share_is_folded(pane: AttractorsPane, qtbot: QtBot) -> None:
    """A click on its row unfolds it, Enter folds it again."""
    row = pane.rows.rows.index(FOLD)
    assert row == pane.rows.rowCount() - 1
    assert "▸ 19 nodes shared by all" == pane.rows.headerData(row, Qt.Orientation.Vertical)
    click(pane, row, 0, qtbot)
    assert row + 20 == pane.rows.rowCount()
    pane.grid.setCurrentIndex(pane.rows.index(row, 0))
    qtbot.keyClick(pane.grid, Qt.Key.Key_Return)
    assert row + 1 == pane.rows.rowCount()


def test_cancel_says_what_is_not_known(
    pane: AttractorsPane, window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Nothing is called exact, and no thread goes on; closing stops it too."""

    def endless(_state: DocumentState, cancelled: Callable[[], bool]) -> Iterator[Survey]:
        while not cancelled():
            pass
        yield from ()

    monkeypatch.setattr(attractors, "_look", endless)
    pane.ask_from(window.workspace.open_document.state)
    qtbot.waitUntil(pane.running.isVisible, timeout=5_000)
    job = pane.running.job
    assert job is not None
    qtbot.mouseClick(pane.running.button, Qt.MouseButton.LeftButton)
    assert job.wait(5)
    assert "Cancelled: not finished, nothing is known." == pane.verdict.text()
    pane.ask_from(window.workspace.open_document.state)
    job = pane.running.job
    assert job is not None
    dock = pane.parentWidget()
    assert isinstance(dock, QDockWidget)
    dock.close()
    assert job.wait(5)


def test_it_follows_pathway_and_theme(pane: AttractorsPane, window: MainWindow, qtbot: QtBot) -> None:
    """Another pathway is asked about at once."""
    window.apply_theme(DARK)
    qtbot.waitUntil(window.updatesEnabled)
    assert DARK is pane.grid.theme
    window.workspace.open(shipped_pathways()[0])
    answered(pane, qtbot)
    assert pane.state is window.workspace.open_document.state
    assert "1 attractor under what is held now" in pane.verdict.text()


def opened_way(pane: AttractorsPane, column: int, qtbot: QtBot) -> WayThereView:
    """Open how to get into an attractor, and wait for the answer."""
    pane.grid.setCurrentIndex(pane.rows.index(3, column))
    if not pane.way.toggle.isChecked():
        qtbot.mouseClick(pane.way.toggle, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not pane.way.running.is_running, timeout=20_000)
    return pane.way


def test_how_to_get_there_is_asked_only_when_opened(pane: AttractorsPane, qtbot: QtBot) -> None:
    """Closed it computes nothing; opened it names the drug that leads back, and how surely."""
    assert not pane.way.isHidden()
    assert pane.way.body.isHidden()
    assert pane.way.running.job is None
    way = opened_way(pane, 0, qtbot)
    assert "▾ How to get into attractor 1" == way.toggle.text()
    assert way.words.text().endswith("(6 singles tried; exact):")
    drug, again = way.rows
    told = "in every order of updates (exact); held on, all else is as there"
    assert f"TNF-α blockade ON for a while, then OFF again, {told}" == drug.accessibleName()
    assert "Starting again leads there: in every order of updates (exact)." == again.accessibleName()


def test_what_leads_there_is_tried_in_one_step(pane: AttractorsPane, window: MainWindow, qtbot: QtBot) -> None:
    """The pulse is played, the diagram is there afterwards, and one undo takes it back; so with starting again."""
    before = window.workspace.open_document.state
    for row in opened_way(pane, 0, qtbot).rows:
        qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
        assert 0 == pane.rows.here
        window.workspace.undo()
        assert before is window.workspace.open_document.state


def test_the_way_is_told_node_by_node(pane: AttractorsPane, window: MainWindow, qtbot: QtBot) -> None:
    """Opened once it stays open from column to column, and tells a way where one lies ahead."""
    way = opened_way(pane, 0, qtbot)
    opened_way(pane, 1, qtbot)
    assert "The present state is in it already (exact)." == way.words.text()
    assert "From where" in way.earlier.text()
    assert [] == way.rows
    for command in (StartAgain(), ToggleNode("Targeted_Therapy"), ToggleNode("Anti_TNF"), ReleaseAll()):
        window.workspace.run(command)
    pane.ask_from(window.workspace.open_document.state)
    answered(pane, qtbot)
    for column in (0, 1):  # the present state rests in one of them; both lay ahead when the run began
        opened_way(pane, column, qtbot)
        assert "From where “Release everything” began, one way, perhaps of many, in " in way.earlier.text()
        assert ", then " in way.earlier.text()
        assert not way.earlier.isHidden()


def test_a_search_for_a_way_is_cancelled(pane: AttractorsPane, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    """Nothing is called exact; closing it, and the pane, end the thread."""

    def endless(_survey: Survey, _number: int, _known: object, cancelled: Callable[[], bool]) -> Iterator[SurveyWay]:
        while not cancelled():
            pass
        yield from ()

    monkeypatch.setattr(way_there, "_look", endless)
    pane.grid.setCurrentIndex(pane.rows.index(3, 0))
    pane.way.toggle.click()
    qtbot.waitUntil(pane.way.running.isVisible, timeout=5_000)
    job = pane.way.running.job
    assert job is not None
    qtbot.mouseClick(pane.way.running.button, Qt.MouseButton.LeftButton)
    assert job.wait(5)
    assert "Cancelled: not finished." == pane.way.words.text()
    for end in (pane.way.toggle.click, pane.stop):
        pane.way.toggle.setChecked(False)
        pane.way.toggle.click()
        job = pane.way.running.job
        assert job is not None
        end()
        assert job.wait(5)
        assert pane.way.running.job is None


def test_how_to_get_there_by_keyboard(pane: AttractorsPane, qtbot: QtBot) -> None:
    """The line that opens it takes the keyboard, and so do the buttons in it."""
    pane.way.toggle.setFocus()
    qtbot.keyClick(pane.way.toggle, Qt.Key.Key_Space)
    assert pane.way.toggle.isChecked()
    way = opened_way(pane, 0, qtbot)
    assert way.toggle.toolTip()
    assert all(row.button.focusPolicy() & Qt.FocusPolicy.TabFocus for row in way.rows)
    assert "Try it: TNF-α blockade ON for a while, then OFF again" == way.rows[0].button.accessibleName()
