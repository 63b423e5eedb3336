"""What does it hang on: is the list right and drawn, does the window follow what is left out, does all of it end?"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDockWidget

from explorer.locate import shipped_pathways
from explorer.pathway.definition import Confidence
from explorer.session.commands import HoldNode, SetUpdateScheme, ToggleNode
from explorer.session.hangs_on import hangs_on
from explorer.ui.answers import hangs_on as pane_module
from explorer.ui.answers.bearing_words import in_words
from explorer.ui.answers.hangs_on import HangsOnPane
from explorer.ui.canvas.hit_test import Hit
from explorer.ui.canvas.overlay_marks import LoadBearing
from explorer.ui.theme.roles import DARK
from explorer.ui.window.evidence_note import EvidenceNote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from explorer.session.snapshot import DocumentState
    from explorer.ui.window.main_window import MainWindow

PROGRESSION = {"Tumor_Progression": True}


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> HangsOnPane:
    """Return the answer on tumour progression under chronic stress, complete."""
    window.workspace.run(ToggleNode("Chronic_Stress"))
    window.actions_by_id["hangs_on"].trigger()
    found = window.findChild(HangsOnPane)
    assert isinstance(found, HangsOnPane)
    found.ask_about("Tumor_Progression")
    answered(found, qtbot)
    return found


def answered(pane: HangsOnPane, qtbot: QtBot) -> None:
    """Wait until the answer is complete."""
    qtbot.waitUntil(lambda: not pane.running.is_running, timeout=20_000)


def drawn(window: MainWindow) -> LoadBearing:
    """What lies over the diagram."""
    overlay = window.canvas.overlay
    assert isinstance(overlay, LoadBearing)
    return overlay


def dock_of(pane: HangsOnPane) -> QDockWidget:
    dock = pane.parentWidget()
    assert isinstance(dock, QDockWidget)
    return dock


def test_the_list_is_that_of_the_command_line(pane: HangsOnPane, window: MainWindow) -> None:
    """The same changes in the same order, in words, with confidence and source, and how sure it is."""
    answer = hangs_on(window.workspace.open_document.state, PROGRESSION)
    assert [effect.change.words for effect in answer.overturning] == [row.effect.change.words for row in pane.list.rows]
    assert f"Tumour progression ON. {len(answer.overturning)} of {answer.total} changes overturn it." in (
        pane.verdict.text()
    )
    assert "Exact for the synchronous order" in pane.verdict.text()
    assert "1: Without ATF4 → Lipocalin 2, then Tumour progression OFF, reported · Scienmag 2026 · Nature 2026" == (
        pane.list.rows[0].accessibleName()
    )


def test_it_is_drawn_with_the_numbers_of_the_list(pane: HangsOnPane, window: MainWindow) -> None:
    """Arrows and rules carry the numbers of their rows; the marks go with the pane and come back with it."""
    numbers = {row.effect.change.id: row.number for row in pane.list.rows if row.effect.change.edge is not None}
    assert numbers == drawn(window).arrows
    assert ("Tumor_Progression",) == drawn(window).asked
    dock_of(pane).close()
    assert window.canvas.overlay is None
    window.actions_by_id["hangs_on"].trigger()
    assert numbers == drawn(window).arrows


def test_all_chips_are_in_sight_when_it_opens(pane: HangsOnPane, qtbot: QtBot) -> None:
    """The pane is narrower than what it was made at: the chips take as many rows as they need there."""
    results = pane.results
    qtbot.waitUntil(lambda: results.height() >= results.heightForWidth(results.width()) > 0)


def test_a_lit_chain_goes_out_for_the_marks(window: MainWindow, qtbot: QtBot) -> None:
    """Two answers that fade what is not theirs would leave nothing to be seen."""
    window.workspace.run(ToggleNode("Chronic_Stress"))
    window.show_selected("node", "ATF4")
    window.inspector.anchorClicked.emit(QUrl("light:on"))
    assert window.canvas.is_lit
    window.actions_by_id["hangs_on"].trigger()
    found = window.findChild(HangsOnPane)
    assert isinstance(found, HangsOnPane)
    answered(found, qtbot)
    assert not window.canvas.is_lit


def test_it_follows_every_flip(pane: HangsOnPane, window: MainWindow, qtbot: QtBot) -> None:
    """With the antibody another result stands, and hangs on other arrows."""
    window.workspace.run(ToggleNode("Anti_LCN2"))
    answered(pane, qtbot)
    assert pane.answer is not None
    assert {"Tumor_Progression": False} == pane.answer.goal
    assert "Anti_LCN2 -> LCN2_Free" in drawn(window).arrows
    window.workspace.undo()
    answered(pane, qtbot)
    assert "Anti_LCN2 -> LCN2_Free" not in drawn(window).arrows


def test_only_what_is_established(pane: HangsOnPane, window: MainWindow, qtbot: QtBot) -> None:
    """Chosen in the pane it holds for the whole window, which says so; one click or one undo brings all back."""
    note = window.findChild(EvidenceNote)
    assert isinstance(note, EvidenceNote)
    assert note.isHidden()
    pane.evidence.box.setCurrentIndex(2)
    pane.evidence.box.activated.emit(2)
    answered(pane, qtbot)
    state = window.workspace.open_document.state
    assert (Confidence.ESTABLISHED, False) == (state.least, state.value("LCN2"))
    assert window.actions_by_id["use_established"].isChecked()
    assert not window.actions_by_id["use_every"].isChecked()
    assert not note.isHidden()
    assert note.words.text().startswith("Established arrows only: ")
    assert set(window.canvas.diagram_scene.edge_items) == set(state.pathway.edge_by_id)
    assert pane.answer is not None
    assert {"Tumor_Progression": state.value("Tumor_Progression")} == pane.answer.goal
    qtbot.mouseClick(note.button, Qt.MouseButton.LeftButton)
    assert window.workspace.open_document.state.least is None
    assert note.isHidden()
    window.workspace.undo()
    assert Confidence.ESTABLISHED is window.workspace.open_document.state.least
    assert 2 == pane.evidence.box.currentIndex()


def test_the_menu_chooses_the_arrows_in_use(window: MainWindow) -> None:
    """An action stays checked as the document says, also where the choice is refused."""
    window.actions_by_id["use_reported"].trigger()
    assert Confidence.REPORTED is window.workspace.open_document.state.least
    window.actions_by_id["use_reported"].trigger()
    assert window.actions_by_id["use_reported"].isChecked()
    window.actions_by_id["use_every"].trigger()
    assert [True, False] == [window.actions_by_id[name].isChecked() for name in ("use_every", "use_reported")]


def test_an_arrow_is_left_out_by_a_click(pane: HangsOnPane, window: MainWindow, qtbot: QtBot) -> None:
    """The run without it shows what the row said; the line above the diagram says what is left out; undo ends it."""
    qtbot.mouseClick(pane.list.buttons["ATF4 -> LCN2"], Qt.MouseButton.LeftButton)
    state = window.workspace.open_document.state
    assert "Leave out the arrow ATF4 → Lipocalin 2" == window.workspace.open_document.history.undo_label
    assert not state.value("Tumor_Progression")
    note = window.findChild(EvidenceNote)
    assert isinstance(note, EvidenceNote)
    assert "1 arrow left out of the diagram and of the rules." == note.words.text()
    window.workspace.undo()
    assert note.isHidden()


def test_a_row_selects_its_arrow(pane: HangsOnPane, window: MainWindow, qtbot: QtBot) -> None:
    """On the diagram and in the inspector; the row of a rule selects its node."""
    qtbot.mouseClick(pane.list.rows[0], Qt.MouseButton.LeftButton)
    assert "ATF4 -> LCN2" == window.canvas.diagram_scene.selected
    rule = next(row for row in pane.list.rows if row.effect.change.edge is None)
    qtbot.keyClick(rule, Qt.Key.Key_Return)
    assert rule.effect.change.id == window.canvas.diagram_scene.selected


def test_any_node_can_be_asked_about(pane: HangsOnPane, window: MainWindow, qtbot: QtBot) -> None:
    """The selected one, by a button; one without a rule, or held, has no cause and is said to have none."""
    window.show_selected("node", "CD8_Infiltration")
    qtbot.mouseClick(pane.results.add, Qt.MouseButton.LeftButton)
    answered(pane, qtbot)
    assert pane.answer is not None
    assert {"CD8_Infiltration": False} == pane.answer.goal
    window.show_selected("node", "Chronic_Stress")
    qtbot.mouseClick(pane.results.add, Qt.MouseButton.LeftButton)
    assert "has a rule and is not held" in pane.verdict.text()
    window.workspace.run(HoldNode("CD8_Infiltration", value=True))
    assert "CD8_Infiltration" not in pane.results.chips


def test_a_model_without_outcomes_offers_the_selected_node(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """There is no chip then, but the button that adds one is in sight."""
    model = tmp_path / "model.bnet"
    model.write_text("targets, factors\nA, B\nB, C & !D\nC, C\nD, D\n", encoding="utf-8")
    window.workspace.open(model)
    window.actions_by_id["hangs_on"].trigger()
    found = window.findChild(HangsOnPane)
    assert isinstance(found, HangsOnPane)
    assert found.verdict.text().startswith("This model names no outcomes: select a node on the diagram")
    qtbot.waitUntil(lambda: found.results.height() >= found.results.add.height() > 0)
    window.canvas.choose(Hit("node", "A"))
    qtbot.mouseClick(found.results.add, Qt.MouseButton.LeftButton)
    answered(found, qtbot)
    assert ["A"] == list(found.results.chips)
    assert "A OFF. " in found.verdict.text()


def test_chips_choose_results(pane: HangsOnPane, window: MainWindow, qtbot: QtBot) -> None:
    """Several are asked about together; none is no question."""
    qtbot.mouseClick(pane.results.chips["Tumor_Control"], Qt.MouseButton.LeftButton)
    answered(pane, qtbot)
    assert pane.answer is not None
    assert {"Tumor_Progression": True, "Tumor_Control": False} == pane.answer.goal
    for name in ("Tumor_Control", "Tumor_Progression"):
        qtbot.mouseClick(pane.results.chips[name], Qt.MouseButton.LeftButton)
    assert "Choose a result" in pane.verdict.text()
    assert window.canvas.overlay is None


def test_one_random_order_is_called_a_sample(pane: HangsOnPane, window: MainWindow, qtbot: QtBot) -> None:
    """Nothing that rests on one random order is called exact."""
    window.workspace.run(SetUpdateScheme("asynchronous", seed=1))
    answered(pane, qtbot)
    assert "Sampled: each change was run in one random order only" in pane.verdict.text()


def test_cancel_and_close_end_the_thread(
    pane: HangsOnPane, window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """The button stops the job, and so does putting the pane away; shown again it asks again."""

    def endless(_state: DocumentState, _goal: object, *, cancelled: Callable[[], bool]) -> Iterator[None]:
        while not cancelled():
            time.sleep(0.001)
        yield from ()

    with monkeypatch.context() as patch:
        patch.setattr(pane_module, "growing", endless)
        pane.ask()
        job = pane.running.job
        assert job is not None
        qtbot.mouseClick(pane.running.button, Qt.MouseButton.LeftButton)
        assert job.wait(5)
        assert "Cancelled: not finished, nothing is known." == pane.verdict.text()
        pane.ask()
        job = pane.running.job
        assert job is not None
        dock_of(pane).close()
        assert job.wait(5)
    window.actions_by_id["hangs_on"].trigger()
    answered(pane, qtbot)
    assert pane.answer is not None
    assert pane.answer.is_complete


def test_quick_flips_leave_one_answer(pane: HangsOnPane, window: MainWindow, qtbot: QtBot) -> None:
    """Each newer state replaces the question before; the last one is answered."""
    for _ in range(5):
        window.workspace.run(ToggleNode("Anti_LCN2"))
    answered(pane, qtbot)
    state = window.workspace.open_document.state
    assert pane.answer is not None
    assert in_words(state.pathway, {"Tumor_Progression": state.value("Tumor_Progression")}) == in_words(
        state.pathway, pane.answer.goal
    )


def test_the_window_takes_it_along(pane: HangsOnPane, window: MainWindow, qtbot: QtBot) -> None:
    """Another theme and another pathway reach it, marks included; closing the window ends it."""
    window.apply_theme(DARK)
    qtbot.waitUntil(window.updatesEnabled)
    assert DARK is pane.results.chips["Tumor_Progression"].theme
    assert DARK is pane.list.rows[0].theme
    window.workspace.open(shipped_pathways()[1])
    answered(pane, qtbot)
    assert pane.state is window.workspace.open_document.state
    pathway = window.workspace.open_document.pathway
    overlay = window.canvas.overlay
    assert overlay is None or set(drawn(window).arrows) <= set(pathway.edge_by_id)
    pane.ask()
    window.close()
    assert not pane.running.is_running
