"""What would it take: are the sets shown, tried in one step, and does nothing go on behind a closed window?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDockWidget

from explorer.locate import shipped_pathways
from explorer.session.commands import ToggleNode
from explorer.session.planning import Means
from explorer.ui.answers import what_it_takes
from explorer.ui.answers.matrix_view import LEAST_SIDE, SIDE
from explorer.ui.answers.matrix_words import Verdict
from explorer.ui.answers.running_line import left_words
from explorer.ui.answers.what_it_takes import WhatItTakes
from explorer.ui.canvas.hit_test import Hit
from explorer.ui.panels.texts import ScrollingColumn
from explorer.ui.theme.roles import DARK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from explorer.ui.answers.search import Question
    from explorer.ui.window.main_window import MainWindow

SETS = ["Try Anti-LCN2 antibody + PD-1/PD-L1 blockade", "Try Stress-response inhibitor + PD-1/PD-L1 blockade"]


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> WhatItTakes:
    """Return the answer on the whole map under chronic stress, complete."""
    (path,) = [path for path in shipped_pathways() if path.stem == "immune-evasion-map"]
    window.workspace.open(path)
    window.workspace.run(ToggleNode("Chronic_Stress"))
    window.actions_by_id["what_it_takes"].trigger()
    found = window.findChild(WhatItTakes)
    assert isinstance(found, WhatItTakes)
    answered(found, qtbot)
    return found


def answered(dialog: WhatItTakes, qtbot: QtBot) -> None:
    """Wait until the answer is complete."""
    qtbot.waitUntil(lambda: dialog.job is None, timeout=20_000)


def only(dialog: WhatItTakes, outcome: str, qtbot: QtBot) -> None:
    """Leave one goal, by clicks."""
    for id_, chip in dialog.goals.chips.items():
        while id_ != outcome and chip.value is not None:
            qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    answered(dialog, qtbot)


def test_the_two_sets_for_a_durable_response(dialog: WhatItTakes, window: MainWindow, qtbot: QtBot) -> None:
    """Both appear; each is tried from where was asked, reaches the goal, and is undone by one undo."""
    only(dialog, "Durable_Response", qtbot)
    assert 2 == len(dialog.plans.rows)
    assert "2 sets, each right in every update order. Exact" in dialog.verdict.text()
    before = window.workspace.open_document.state
    for label, row in zip(SETS, dialog.plans.rows, strict=True):
        qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
        state = window.workspace.open_document.state
        assert label == window.workspace.open_document.history.undo_label
        assert {**before.holds, **row.plan.added} == dict(state.holds)
        assert state.value("Durable_Response")
        assert not dialog.again.isHidden()
        window.workspace.undo()
        assert before is window.workspace.open_document.state
    assert dialog.again.isHidden()


def test_a_second_try_does_not_follow_the_first(dialog: WhatItTakes, window: MainWindow, qtbot: QtBot) -> None:
    """It begins where was asked: the state reached first would be another place to start from."""
    asked = window.workspace.open_document.state
    for row in dialog.plans.rows:
        qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    state = window.workspace.open_document.state
    assert (*asked.runs, state.runs[-1]) == state.runs


def test_the_matrix_says_synergy_in_words(dialog: WhatItTakes, window: MainWindow, qtbot: QtBot) -> None:
    """A sign, a sentence, and a click or Enter that shows the pair on the diagram."""
    place = dialog.matrix.place_of("Anti_LCN2", "Anti_PD1")
    assert Verdict.SYNERGY is dialog.matrix.verdict_at(*place)
    sentence = "Anti-LCN2 antibody + PD-1/PD-L1 blockade: reaches the goal, and neither does alone (synergy)."
    assert sentence == dialog.matrix.words_at(*place)
    spot = dialog.matrix.area_of(*place).center().toPoint()
    qtbot.mouseClick(dialog.matrix, Qt.MouseButton.LeftButton, pos=spot)
    assert SETS[0] == window.workspace.open_document.history.undo_label
    assert sentence == dialog.matrix.accessibleDescription()
    window.workspace.undo()
    qtbot.keyClick(dialog.matrix, Qt.Key.Key_Return)
    assert SETS[0] == window.workspace.open_document.history.undo_label


def test_goals_turn_by_clicks(dialog: WhatItTakes, qtbot: QtBot) -> None:
    """Wanted, the opposite, ignored, and wanted again; without any goal nothing is asked."""
    chip = dialog.goals.chips["Tumor_Progression"]
    assert not dialog.goals.goal["Tumor_Progression"]
    seen = []
    for _ in range(3):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
        seen.append(chip.words)
    assert ["Tumour progression: ON", "Tumour progression: ignored", "Tumour progression: OFF"] == seen
    only(dialog, "", qtbot)
    assert ({}, True) == (dialog.goals.goal, "Choose at least one goal" in dialog.verdict.text())


def test_nothing_found_is_said(dialog: WhatItTakes, qtbot: QtBot) -> None:
    """One drug alone does not reach it, and that is exact."""
    dialog.most.setCurrentIndex(0)
    answered(dialog, qtbot)
    assert [] == dialog.plans.rows
    assert dialog.verdict.text().startswith("No such set reaches the goal in every update order. Exact:")


def test_a_goal_that_is_reached_offers_nothing_to_try(dialog: WhatItTakes, qtbot: QtBot) -> None:
    """The words say so; a row without a drug would be a button that does nothing."""
    only(dialog, "Relapse", qtbot)
    assert dialog.verdict.text().startswith("Nothing needs to be added")
    assert [] == dialog.plans.rows


def test_cancel_leaves_no_thread(dialog: WhatItTakes, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    """The button stops the job; what was not finished is not called exact. Closing stops it too."""

    def endless(_question: Question, cancelled: Callable[[], bool]) -> Iterator[None]:
        while not cancelled():
            pass
        yield None

    monkeypatch.setattr(what_it_takes, "answers", endless)
    dialog.means.setCurrentIndex(dialog.means.findData(Means.ALL))
    job = dialog.job
    assert job is not None
    assert job.is_running
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert job.wait(5)
    assert "Cancelled: not finished, nothing is known." == dialog.verdict.text()
    dialog.ask()
    job = dialog.job
    assert job is not None
    dock = dialog.parentWidget()
    assert isinstance(dock, QDockWidget)
    dock.close()
    assert job.wait(5)


def test_the_window_takes_it_along(dialog: WhatItTakes, window: MainWindow, qtbot: QtBot) -> None:
    """Another theme and another pathway reach it; closing the main window closes it."""
    window.apply_theme(DARK)
    qtbot.waitUntil(window.updatesEnabled)
    assert DARK is dialog.goals.chips["Tumor_Progression"].theme
    window.workspace.open(shipped_pathways()[0])
    assert dialog.state is window.workspace.open_document.state
    window.close()
    assert not dialog.isVisible()
    assert dialog.job is None


def test_in_a_narrow_window_the_side_panels_make_room(dialog: WhatItTakes, window: MainWindow) -> None:
    """They are hidden while an answer is open, and come back when the last one is put away."""
    dock = dialog.parentWidget()
    assert isinstance(dock, QDockWidget)
    dock.close()
    window.resize(1280, 720)
    assert (True, True) == (window.left.isVisibleTo(window), window.right.isVisibleTo(window))
    window.actions_by_id["what_it_takes"].trigger()
    assert (False, False) == (window.left.isVisibleTo(window), window.right.isVisibleTo(window))
    dock.close()
    assert (True, True) == (window.left.isVisibleTo(window), window.right.isVisibleTo(window))


def test_an_answer_that_comes_back_into_the_window_gets_its_room_again(dialog: WhatItTakes, window: MainWindow) -> None:
    """Put back from a window of its own, which it is told to be (no other can be opened here), panels make room."""
    dock = dialog.parentWidget()
    assert isinstance(dock, QDockWidget)
    window.resize(1280, 720)
    for name, part in (("left_panels", window.left), ("right_panels", window.right)):
        if not part.isVisibleTo(window):
            window.actions_by_id[name].trigger()
    assert (True, True) == (window.left.isVisibleTo(window), window.right.isVisibleTo(window))
    dock.topLevelChanged.emit(True)
    assert (True, True) == (window.left.isVisibleTo(window), window.right.isVisibleTo(window))
    dock.topLevelChanged.emit(False)
    assert (False, False) == (window.left.isVisibleTo(window), window.right.isVisibleTo(window))


def test_any_node_can_be_a_goal(dialog: WhatItTakes, window: MainWindow, qtbot: QtBot) -> None:
    """The selected node is added as ON, turns by a click, and goes by its cross or by Delete."""
    window.canvas.choose(Hit("node", "CD8_Infiltration"))
    assert "Add CD8 T cells in tumour to the goal" == dialog.goals.adder.accessibleName()
    qtbot.mouseClick(dialog.goals.adder, Qt.MouseButton.LeftButton)
    chip = dialog.goals.chips["CD8_Infiltration"]
    assert dialog.goals.goal["CD8_Infiltration"]
    assert not dialog.goals.adder.isEnabled()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center() - QPoint(20, 0))
    assert dialog.goals.goal["CD8_Infiltration"] is False
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert "CD8_Infiltration" not in dialog.goals.goal
    qtbot.mouseClick(dialog.goals.adder, Qt.MouseButton.LeftButton)
    chip = dialog.goals.chips["CD8_Infiltration"]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center() + QPoint(chip.width() // 2 - 10, 0))
    assert "CD8_Infiltration" not in dialog.goals.chips
    answered(dialog, qtbot)


def test_a_model_without_outcomes_and_drugs_says_what_to_do(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Goals are nodes then, and any node may be used."""
    model = tmp_path / "model.bnet"
    model.write_text("targets, factors\nA, B\nB, C & !D\nC, C\nD, D\n", encoding="utf-8")
    window.workspace.open(model)
    window.actions_by_id["what_it_takes"].trigger()
    pane = window.findChild(WhatItTakes)
    assert isinstance(pane, WhatItTakes)
    assert pane.verdict.text().startswith("This model names no outcomes: select a node on the diagram")
    assert (Means.ALL, 2) == (pane.means.currentData(), pane.most.currentData())
    pane.goals.show_selected("A")
    pane.goals.adder.click()
    answered(pane, qtbot)
    assert "2 sets, each right in every update order. Exact" in pane.verdict.text()


def test_what_was_selected_before_it_opened_is_offered(window: MainWindow, qtbot: QtBot) -> None:
    """A node found by its name can become a goal without being clicked again; one chosen in the inspector, too."""
    window.canvas.choose(Hit("node", "CD8_Infiltration"))
    window.actions_by_id["what_it_takes"].trigger()
    pane = window.findChild(WhatItTakes)
    assert isinstance(pane, WhatItTakes)
    assert (True, "+ CD8 T cells in tumour") == (pane.goals.adder.isEnabled(), pane.goals.adder.text())
    window.inspector.selected.emit("node", "LCN2")
    assert "+ Lipocalin 2" == pane.goals.adder.text()
    answered(pane, qtbot)


@pytest.mark.parametrize("width", [430, 620])
def test_only_the_matrix_may_scroll_sideways(dialog: WhatItTakes, window: MainWindow, width: int, qtbot: QtBot) -> None:
    """At the widths of the dock its squares shrink until it fits, and nothing else is cut off."""
    dock = dialog.parentWidget()
    assert isinstance(dock, QDockWidget)
    window.resize(1600, 900)
    window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: abs(dialog.width() - width) < 12)
    assert dialog.matrix.width() <= dialog.matrix_place.viewport().width() + 1
    assert LEAST_SIDE <= dialog.matrix.area_of(0, 0).width() <= SIDE
    page = dialog.findChild(ScrollingColumn)
    assert page is not None
    assert page.widget().width() <= page.viewport().width()


def test_time_left_is_judged_by_what_was_done() -> None:
    """A quarter in ten seconds leaves half a minute; at the beginning nothing is claimed."""
    assert "about 30 s left" == left_words(10.0, 25, 100)
    assert "about 10 min left" == left_words(60.0, 10, 110)
    assert "" == left_words(1.0, 25, 100)
    assert "" == left_words(30.0, 1, 40_000)
