"""Who responds: is the table right, is a case shown in one step, do tables of cases come in and go out?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from explorer.locate import shipped_pathways
from explorer.session.response_survey import Verdict
from explorer.ui.answers.marker_tree import shortened
from explorer.ui.answers.responders import RespondersPane
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import DARK, with_text_size
from explorer.ui.window import case_tables

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow

GOAL = "Durable_Response"


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> RespondersPane:
    """Return the table of the whole map for a durable response, complete."""
    (path,) = [path for path in shipped_pathways() if path.stem == "immune-evasion-map"]
    window.workspace.open(path)
    window.actions_by_id["responders"].trigger()
    found = window.findChild(RespondersPane)
    assert isinstance(found, RespondersPane)
    for id_, chip in found.goals.chips.items():
        while id_ != GOAL and chip.value is not None:
            qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    answered(found, qtbot)
    return found


def answered(pane: RespondersPane, qtbot: QtBot) -> None:
    """Wait until the table and the tree are complete."""
    qtbot.waitUntil(lambda: not pane.running.is_running and not pane.telling.is_running, timeout=20_000)


def column_of(pane: RespondersPane, *drugs: str) -> int:
    """Return the column of a therapy."""
    return [set(therapy) for therapy in pane.rows.therapies].index(set(drugs))


def verdicts(pane: RespondersPane, column: int) -> dict[str, Verdict]:
    """Return what each profile does under one therapy."""
    return {profile.id: pane.rows.entries[row, column].verdict for row, profile in enumerate(pane.rows.profiles)}


def test_pd1_blockade_fails_where_a_marker_stands_against_it(pane: RespondersPane) -> None:
    """The stories of the news, in one column; pairs of the file's scenarios stand beside the singles."""
    found = verdicts(pane, column_of(pane, "Anti_PD1"))
    no = {"lcn2-high", "stat1-acetylated", "rnase1-high"}
    assert {id_: Verdict.NONE if id_ in no else Verdict.RESPONDS for id_ in found} == found
    assert Verdict.RESPONDS is verdicts(pane, column_of(pane, "Anti_PD1", "Anti_LCN2"))["lcn2-high"]
    assert "Exact: one synchronous run each, then every other order" in pane.verdict.text()


def test_the_basis_stands_beside_each_profile(pane: RespondersPane) -> None:
    """They are inference, and each row says so."""
    heads = [pane.rows.headerData(row, Qt.Orientation.Vertical) for row in range(pane.rows.rowCount())]
    assert all(head.endswith(", inference") for head in heads)


def test_the_tree_of_a_therapy_has_exact_counts(pane: RespondersPane, qtbot: QtBot) -> None:
    """The first therapy that tells profiles apart is shown unasked; another by a click on its name."""
    assert "WHO RESPONDS TO PD-1/PD-L1 BLOCKADE?" == pane.tree_heading.text().upper()
    assert "The fewest markers that tell who: 4 of 7." in pane.tree_words.text()
    assert ["Everybody", "Chronic tumour stress ON"] == [line.text for line in pane.tree.lines[:2]]
    assert "Chronic tumour stress ON: none of 64 settings responds." == pane.tree.words_at(1)
    qtbot.keyClick(pane.tree, Qt.Key.Key_Down)
    assert pane.tree.words_at(1) == pane.tree.accessibleDescription()
    pane.grid.column_requested.emit(0)
    answered(pane, qtbot)
    assert "No marker is needed to tell: all are alike." in pane.tree_words.text()


def test_an_entry_that_was_not_run_yet_is_told_once_it_is(pane: RespondersPane, qtbot: QtBot) -> None:
    """The keyboard stands on an entry while the table fills; the words below do not stay behind."""
    pane.grid.setCurrentIndex(pane.rows.index(1, 1))
    pane.ask()
    pane.grid.setCurrentIndex(pane.rows.index(0, 0))
    assert "None of the markers, no therapy: not run yet." == pane.detail.text()
    answered(pane, qtbot)
    assert "None of the markers, no therapy: does not respond." in pane.detail.text()


@pytest.mark.parametrize("ending", ["yes", "no", "ON", "OFF"])
def test_the_tree_keeps_the_answers_in_sight(ending: str, qapp: QApplication) -> None:
    """In a narrow pane the middle of a name is left out, never the answer at its end."""
    assert qapp is not None
    short = shortened(f"Earlier Prolonged targeted therapy: {ending}", font(13, strong=True), 90)
    assert len(short) < 20
    assert short.endswith(ending)


def test_a_click_shows_the_case_in_one_step(pane: RespondersPane, window: MainWindow, qtbot: QtBot) -> None:
    """The diagram goes to where the entry ends, and undo comes back."""
    before = window.workspace.open_document.state
    index = pane.rows.index(1, column_of(pane, "Anti_PD1"))
    pane.grid.scrollTo(index)
    qtbot.mouseClick(pane.grid.viewport(), Qt.MouseButton.LeftButton, pos=pane.grid.visualRect(index).center())
    state = window.workspace.open_document.state
    assert "Show LCN2-high tumour, PD-1/PD-L1 blockade" == window.workspace.open_document.history.undo_label
    assert {"Chronic_Stress": True, "Anti_PD1": True} == dict(state.holds)
    assert not state.value(GOAL)
    assert "LCN2-high tumour, PD-1/PD-L1 blockade: does not respond." in pane.detail.text()
    window.workspace.undo()
    assert before is window.workspace.open_document.state


def test_pairs_are_chosen_from_a_menu(pane: RespondersPane, qtbot: QtBot) -> None:
    """All, none, and any single one."""
    pane.pairs.choices.aboutToShow.emit()
    every, none, *_ = pane.pairs.choices.actions()
    assert "All 36 pairs" == every.text()
    every.trigger()
    answered(pane, qtbot)
    assert 10 + 36 == pane.rows.columnCount()
    none.trigger()
    answered(pane, qtbot)
    assert 10 == pane.rows.columnCount()
    pane.pairs.choices.aboutToShow.emit()
    below = pane.pairs.choices.actions()[3].menu()
    below.actions()[0].trigger()
    answered(pane, qtbot)
    assert 11 == pane.rows.columnCount()


def test_a_table_of_cases_comes_in(pane: RespondersPane, window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Its rows take the place of the profiles until they are put away."""
    table = tmp_path / "cases.csv"
    table.write_text("case,Chronic_Stress,RNASE1_High\nAnn,on,off\nBob,off,off\n", encoding="utf-8")
    case_tables.take_cases(window, pane, table)
    qtbot.waitUntil(lambda: ["Ann", "Bob"] == [profile.title for profile in pane.rows.profiles])
    answered(pane, qtbot)
    assert ["Ann", "Bob"] == [profile.title for profile in pane.rows.profiles]
    assert pane.verdict.text().startswith("From cases.csv. 2 cases by ")
    pane.own.click()
    answered(pane, qtbot)
    assert 6 == pane.rows.rowCount()


def test_a_table_with_errors_is_told_with_line_and_column(
    pane: RespondersPane, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """Nothing is taken of it."""
    table = tmp_path / "bad.csv"
    table.write_text("case,Chronic_Stress\nAnn,perhaps\n", encoding="utf-8")
    case_tables.take_cases(window, pane, table)
    qtbot.waitUntil(lambda: "bad.csv" in window.message_bar.text.text())
    told = window.message_bar.text.text()
    assert "bad.csv was not taken: line 2, column 5: 'perhaps' is not a state of 'Chronic_Stress'" in told
    assert 6 == pane.rows.rowCount()


def test_the_table_goes_out_as_csv(pane: RespondersPane) -> None:
    """With the goal, the basis, how it is known, and the caution."""
    pane.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("case,basis,no therapy,")
    assert "LCN2-high tumour,inference,does not," in text
    assert "a response is: Durable response ON; exact, synchronous update" in text
    assert "Not for diagnosis" in text


def test_without_a_goal_it_says_what_to_do(pane: RespondersPane, qtbot: QtBot) -> None:
    """Nothing is run."""
    qtbot.mouseClick(pane.goals.chips[GOAL], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(pane.goals.chips[GOAL], Qt.MouseButton.LeftButton)
    assert "Choose what a response is: click an outcome above." == pane.verdict.text()
    assert not pane.running.is_running


def test_it_follows_pathway_theme_and_text_size(pane: RespondersPane, window: MainWindow, qtbot: QtBot) -> None:
    """Another pathway is asked about at once, with its own profiles and pairs."""
    window.apply_theme(with_text_size(DARK, 1.5))
    qtbot.waitUntil(window.updatesEnabled)
    assert 60 == pane.grid.columns.sectionSize(0)
    window.workspace.open(shipped_pathways()[0])
    answered(pane, qtbot)
    assert window.workspace.open_document.pathway.profiles == pane.rows.profiles
