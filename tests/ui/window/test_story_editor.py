"""The story editor in the window: recorded, arranged, reworded, shown, played, saved, and never lost?"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from explorer.io.formats import load
from explorer.io.story_text import with_story
from explorer.locate import shipped_pathways
from explorer.session.commands import ToggleNode
from explorer.session.evidence import LeaveOut
from explorer.session.story import story_states
from explorer.session.story_editing import EditStep, RemoveStep
from explorer.ui.window import running, storytelling
from explorer.ui.window.storytelling import editor

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from explorer.ui.story.pane import StoryPane
    from explorer.ui.window.main_window import MainWindow

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
STRESS, DRUG = "Chronic_Stress", "Anti_PD1"


@pytest.fixture(autouse=True)
def _discarding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is unsaved at the end of a test is given up, without a question that nobody answers."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)


@pytest.fixture
def pane(window: MainWindow) -> StoryPane:
    """Return the editor of a window with the first shipped pathway."""
    window.resize(1280, 720)
    window.actions_by_id["story_editor"].trigger()
    found = editor(window)
    assert found is not None
    return found


@pytest.fixture
def own(window: MainWindow, pane: StoryPane, tmp_path: Path) -> Path:
    """Return a copy of the user's own that is open now, the editor beside it."""
    path = tmp_path / "mine.yaml"
    shutil.copy(shipped_pathways()[0], path)
    assert window.workspace.open(path)
    return path


def titles(window: MainWindow) -> list[str]:
    """Return the titles of the story as it stands."""
    return [step.title for step in window.workspace.open_document.state.steps]


def answer(monkeypatch: pytest.MonkeyPatch, button: QMessageBox.StandardButton) -> list[str]:
    """Answer every question with ``button``; returns what was asked."""
    asked: list[str] = []

    def question(_parent: object, heading: str, words: str, *_more: object) -> QMessageBox.StandardButton:
        asked.append(f"{heading}: {words}")
        return button

    monkeypatch.setattr(QMessageBox, "question", question)
    return asked


def comments(path: Path) -> list[str]:
    """Return the comments of a file."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.lstrip().startswith("#")]


def name_a_file(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    """Answer every question for a file name with ``path``."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))


def test_the_story_stands_in_the_list(window: MainWindow, pane: StoryPane) -> None:
    """Numbered, with what is held, the basis, and a small picture; the chosen step in the fields."""
    steps = window.workspace.open_document.state.steps
    assert [f"{at + 1}   {step.title}" for at, step in enumerate(steps)] == pane.list.titles
    assert steps[0].title == pane.form.title.text()
    pane.list.setCurrentRow(3)
    assert (steps[3].title, steps[3].text) == (pane.form.title.text(), pane.form.text.toPlainText())
    assert not pane.list.item(3).data(Qt.ItemDataRole.DecorationRole).isNull()
    assert "came with the program" in pane.where.text()
    assert "It ends with Tumour control OFF" in pane.form.ending.text()


def test_choosing_a_step_leaves_the_diagram(window: MainWindow, pane: StoryPane) -> None:
    """It shows the step when asked, and undo brings back what was there, however many steps were looked at."""
    before = window.workspace.open_document.state
    pane.list.setCurrentRow(2)
    assert before is window.workspace.open_document.state
    for row in (2, 4):
        pane.list.setCurrentRow(row)
        pane.show_step_button.click()
    shown = window.workspace.open_document.state
    assert dict(shown.steps[4].hold) == dict(shown.holds)
    window.actions_by_id["undo"].trigger()
    assert before is window.workspace.open_document.state


def test_a_step_is_recorded_from_the_diagram(window: MainWindow, pane: StoryPane, qtbot: QtBot) -> None:
    """Behind the chosen step, with what is held and selected; its title can be typed at once, and undone at once."""
    window.workspace.run(ToggleNode(STRESS))
    window.show_selected("node", "ATF4")
    pane.list.setCurrentRow(1)
    pane.record.click()
    step = window.workspace.open_document.state.steps[2]
    assert ({STRESS: True}, ("ATF4",), 2) == (dict(step.hold), step.highlight, pane.at)
    qtbot.keyClicks(pane.form.title, "A step of mine")
    assert "A step of mine" == titles(window)[2]
    history = window.workspace.open_document.history
    assert "Edit story step 3: title" == history.undo_label
    window.workspace.undo()
    assert "Record story step 3: Switch Chronic tumour stress ON" == history.undo_label
    assert "Switch Chronic tumour stress ON" == pane.form.title.text()


def test_undo_in_a_field_is_that_of_the_window(window: MainWindow, pane: StoryPane, qtbot: QtBot) -> None:
    """Ctrl+Z takes back what was typed at one go; the next visit is a step of its own."""
    window.activateWindow()
    before = pane.form.text.toPlainText()
    pane.form.text.setFocus()
    qtbot.keyClicks(pane.form.text, "one ")
    pane.form.notes.setFocus()
    pane.form.text.setFocus()
    qtbot.keyClicks(pane.form.text, "two ")
    labels = window.workspace.open_document.history.labels
    assert 2 == len(labels)
    qtbot.keyClick(pane.form.text, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.workspace.undo()
    assert "two" not in pane.form.text.toPlainText()
    while window.workspace.open_document.history.undo_label:
        window.workspace.undo()
    assert before == pane.form.text.toPlainText()


def test_keys_arrange_the_steps(window: MainWindow, pane: StoryPane, qtbot: QtBot) -> None:
    """Alt with arrows moves the chosen step, which stays chosen; Delete removes it."""
    given = titles(window)
    pane.list.setCurrentRow(1)
    qtbot.keyClick(pane.list, KEY.Key_Down, ALT)
    qtbot.keyClick(pane.list, KEY.Key_Down, ALT)
    assert [given[0], given[2], given[3], given[1], *given[4:]] == titles(window)
    assert 3 == pane.at == pane.list.currentRow()
    qtbot.keyClick(pane.list, KEY.Key_Up, ALT)
    assert 2 == pane.at
    qtbot.keyClick(pane.list, KEY.Key_Delete)
    assert [title for title in given if title != given[1]] == titles(window)
    pane.duplicate.click()
    assert titles(window)[2] == titles(window)[3]
    while window.workspace.open_document.history.undo_label:
        window.workspace.undo()
    assert given == titles(window)


def test_a_title_is_never_empty(window: MainWindow, pane: StoryPane) -> None:
    """The one before stays until there is one."""
    given = titles(window)[0]
    pane.form.title.selectAll()
    pane.form.title.textEdited.emit("")
    assert given == titles(window)[0]
    assert "needs a title" in pane.form.length.text()
    pane.form.title.left.emit()
    assert given == pane.form.title.text()


def test_a_text_that_is_too_long_is_told(pane: StoryPane) -> None:
    """Before it is shown to an audience."""
    pane.form.text.setPlainText("Too many words for one step of a talk. " * 16)
    assert "on stage they shrink" in pane.form.length.text()
    pane.form.text.setPlainText("Too many words for one step of a talk. " * 60)
    assert "the end is cut off" in pane.form.length.text()
    pane.form.text.setPlainText("Short.")
    assert "6 letters" == pane.form.length.text()


def test_every_field_is_an_edit(window: MainWindow, pane: StoryPane) -> None:
    """Basis, sources, beginning, what is revealed, the others, camera, what stands out."""
    pane.list.setCurrentRow(3)
    window.canvas.set_selection(frozenset(("ATF4", "LCN2")))
    form = pane.form
    form.basis.activated.emit(1)
    form.sources.item(0).setCheckState(Qt.CheckState.Checked)
    form.begin.activated.emit(1)
    form.show_selected.click()
    form.rest.activated.emit(2)
    form.camera_selected.click()
    form.mark_selected.click()
    step = window.workspace.open_document.state.steps[3]
    assert ("news", "start", "out") == (step.basis and step.basis.value, step.begin.value, step.rest.value)
    assert (("ATF4", "LCN2"),) * 3 == (step.show, step.camera, step.highlight)
    assert next(iter(window.workspace.open_document.state.base.references)) in step.evidence
    window.canvas.show_area(window.canvas.area_in_sight.adjusted(300, 200, -300, -100))
    form.camera_here.click()
    step = window.workspace.open_document.state.steps[3]
    assert () == step.camera
    assert step.region is not None
    form.camera_whole.click()
    assert window.workspace.open_document.state.steps[3].region is None


def test_later_steps_that_end_otherwise_are_told(window: MainWindow, pane: StoryPane) -> None:
    """Without the therapy that the tumour adapts to, the step after it ends in control."""
    window.workspace.open(next(path for path in shipped_pathways() if path.stem == "immune-evasion-map"))
    pane.list.setCurrentRow(3)
    pane.delete.click()
    expected = "Because of this, step 4 (The order of therapy matters) now ends with Tumour control ON"
    assert pane.note.text().startswith(expected)
    assert pane.note.isVisible()


def test_what_a_story_cannot_show_is_told(window: MainWindow, pane: StoryPane) -> None:
    """With an arrow left out, stress leads elsewhere than it will on stage: the step is recorded, and that is said."""
    window.workspace.run(LeaveOut("Chronic_Stress -> GCN2"))
    window.workspace.run(ToggleNode(STRESS))
    pane.record.click()
    message = window.message_bar.current
    assert message is not None
    assert "Step 2 will not show quite this on stage: GCN2 will differ. Arrows are left out at present" in message.text


def test_the_way_is_recorded_too_where_it_matters(window: MainWindow, pane: StoryPane) -> None:
    """Prolonged therapy, then PD-1 blockade alone: what came first stays in the tumour."""
    window.workspace.open(next(path for path in shipped_pathways() if path.stem == "tnf-stat1-fatigue"))
    for node in ("Targeted_Therapy", "Targeted_Therapy", "Anti_PD1"):
        window.workspace.run(ToggleNode(node))
    state = window.workspace.open_document.state
    for at in reversed(range(len(state.steps))):
        window.workspace.run(RemoveStep(at))
    pane.record.click()
    message = window.message_bar.current
    assert message is not None
    assert "will not show quite this on stage" in message.text
    assert message.on_action is not None
    message.on_action()
    now = window.workspace.open_document.state
    assert (3, 2) == (len(now.steps), pane.at)
    assert state.present == story_states(now.base, steps=now.steps)[-1].present


def test_only_the_story_changes_in_the_file(window: MainWindow, pane: StoryPane, own: Path) -> None:
    """Ctrl+S writes what was changed, and nothing is unsaved then."""
    given = load(own)
    pane.list.setCurrentRow(1)
    pane.form.text.setPlainText("Other words.")
    pane.down.click()
    steps = window.workspace.open_document.state.steps
    assert window.actions_by_id["save"].isEnabled()
    window.actions_by_id["save"].trigger()
    assert with_story(given.text, given.pathway.story, steps) == own.read_text(encoding="utf-8")
    assert (steps, False) == (load(own).pathway.story, window.workspace.has_unsaved_changes)
    message = window.message_bar.current
    assert message is not None
    assert "The story is saved in mine.yaml." == message.text
    window.workspace.undo()
    window.workspace.undo()
    assert window.workspace.has_unsaved_changes
    window.actions_by_id["save"].trigger()
    assert given.pathway == load(own).pathway


def test_a_shipped_pathway_is_saved_as_a_copy(
    window: MainWindow, pane: StoryPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its story; the copy is open then, with the present state and the history."""
    shipped = shipped_pathways()[0]
    given = shipped.read_bytes()
    window.workspace.run(ToggleNode(STRESS))
    pane.delete.click()
    name_a_file(monkeypatch, tmp_path / "talk")
    window.actions_by_id["save"].trigger()
    path, document = tmp_path / "talk.yaml", window.workspace.open_document
    assert (path, {STRESS: True}, False) == (
        document.path, dict(document.state.holds), window.workspace.has_unsaved_changes
    )  # fmt: skip
    assert document.state.steps == load(path).pathway.story
    assert given == shipped.read_bytes()
    assert "" == pane.where.text()
    window.workspace.undo()
    assert window.workspace.has_unsaved_changes
    window.actions_by_id["save"].trigger()
    assert load(shipped).pathway == load(path).pathway
    assert comments(shipped) == comments(path)


def test_a_network_becomes_a_pathway_file(
    window: MainWindow, pane: StoryPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A .bnet file has no place for a story: that is said, and everything goes into a new file."""
    network = tmp_path / "plain.bnet"
    network.write_text("targets, factors\nA, B\nB, A & C\n", encoding="utf-8")
    window.workspace.open(network)
    assert "has no place for a story" in pane.where.text()
    assert "no story yet" in pane.note.text()
    window.workspace.run(ToggleNode("C"))
    pane.record.click()
    name_a_file(monkeypatch, tmp_path / "plain.yaml")
    window.actions_by_id["save"].trigger()
    assert tmp_path / "plain.yaml" == window.workspace.open_document.path
    assert [{"C": True}] == [dict(step.hold) for step in load(tmp_path / "plain.yaml").pathway.story]


def test_leaving_asks_about_the_story(
    window: MainWindow, pane: StoryPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancel stays, Save writes a copy first, Discard leaves."""
    pane.delete.click()
    edited = window.workspace.open_document
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    window.workspace.open(shipped_pathways()[1])
    assert edited is window.workspace.open_document
    assert "Unsaved story: The story of \N{LEFT DOUBLE QUOTATION MARK}The LCN2 shield" in asked[0]
    answer(monkeypatch, QMessageBox.StandardButton.Save)
    name_a_file(monkeypatch, "")
    window.workspace.open(shipped_pathways()[1])
    assert edited is window.workspace.open_document
    name_a_file(monkeypatch, tmp_path / "kept.yaml")
    window.workspace.open(shipped_pathways()[1])
    assert shipped_pathways()[1] == window.workspace.open_document.path
    assert edited.state.steps == load(tmp_path / "kept.yaml").pathway.story
    pane.delete.click()
    answer(monkeypatch, QMessageBox.StandardButton.Discard)
    window.workspace.open(shipped_pathways()[0])
    assert shipped_pathways()[0] == window.workspace.open_document.path


def test_a_newer_file_keeps_unsaved_edits(window: MainWindow, pane: StoryPane, own: Path) -> None:
    """Where another program changed the story, too, the user is told and may take that one; undo brings his back."""
    workspace = window.workspace
    workspace.run(EditStep(0, (("title", "Mine"),)))
    text = own.read_text(encoding="utf-8")
    own.write_text(text + "# a remark\n", encoding="utf-8")
    workspace.reload()
    assert ("Mine", True) == (titles(window)[0], workspace.has_unsaved_changes)
    message = window.message_bar.current
    assert message is not None
    assert "Your edits of the story are kept" in message.text
    own.write_text(text.replace("title: An unstressed tumour", "title: Theirs"), encoding="utf-8")
    workspace.reload()
    assert "Mine" == titles(window)[0]
    taken = next(one for one in window.message_bar.messages if one.action == "Take the file's")
    assert taken.on_action is not None
    taken.on_action()
    assert ("Theirs", False) == (titles(window)[0], workspace.has_unsaved_changes)
    workspace.undo()
    assert "Mine" == titles(window)[0]
    workspace.save_positions()
    assert "title: Mine" in own.read_text(encoding="utf-8")


def test_the_chosen_step_stays_when_the_file_is_read_again(window: MainWindow, pane: StoryPane, own: Path) -> None:
    """Another program may save while somebody writes here; another pathway begins with its first step."""
    pane.list.setCurrentRow(2)
    own.write_text(own.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    window.workspace.reload()
    assert (2, 2) == (pane.at, pane.list.currentRow())
    window.workspace.open(next(path for path in shipped_pathways() if path.stem == "rnase1-silencing"))
    assert (0, 0) == (pane.at, pane.list.currentRow())


def test_saved_edits_give_way_to_a_newer_file(window: MainWindow, pane: StoryPane, own: Path) -> None:
    """What is saved is the file's: the next version of it is shown as it is."""
    window.workspace.run(EditStep(0, (("title", "Mine"),)))
    assert window.workspace.save_positions()
    text = own.read_text(encoding="utf-8")
    own.write_text(text.replace("title: Mine", "title: Theirs"), encoding="utf-8")
    window.workspace.reload()
    assert ("Theirs", False) == (titles(window)[0], window.workspace.has_unsaved_changes)
    assert "Theirs" == pane.form.title.text()


def test_the_stage_tells_the_edited_story(window: MainWindow, pane: StoryPane, qtbot: QtBot) -> None:
    """From the chosen step on; leaving it leads back to the editor."""
    from explorer.ui.presenter.stage import Stage

    window.workspace.run(EditStep(4, (("title", "Edited"),)))
    pane.list.setCurrentRow(4)
    window.actions_by_id["present_here"].trigger()
    stage = window.findChild(Stage)
    assert stage is not None
    assert (4, "Edited") == (stage.talk.at, stage.caption.words[0])
    qtbot.waitUntil(stage.isActiveWindow)
    with qtbot.waitSignal(stage.left):
        qtbot.keyClick(stage, KEY.Key_Escape)
    qtbot.waitUntil(pane.list.hasFocus)


def test_a_step_is_recorded_without_the_editor(window: MainWindow) -> None:
    """It opens, and the step stands at the end of the story."""
    window.workspace.run(ToggleNode(DRUG))
    given = titles(window)
    window.actions_by_id["record_step"].trigger()
    assert (given, {DRUG: True}) == (
        titles(window)[:-1],
        dict(window.workspace.open_document.state.steps[-1].hold),
    )


def test_an_update_takes_over_the_diagram(window: MainWindow, pane: StoryPane) -> None:
    """Holds are those of now, the words stay; what changes nothing is said."""
    pane.list.setCurrentRow(3)
    pane.show_step_button.click()
    before = window.workspace.open_document.state.steps[3]
    pane.form.update_holds.click()
    assert before is window.workspace.open_document.state.steps[3]
    window.workspace.run(ToggleNode(DRUG))
    pane.form.update_holds.click()
    after = window.workspace.open_document.state.steps[3]
    assert (before.title, before.text, {STRESS: True}) == (after.title, after.text, dict(after.hold))
    assert "Update story step 4: PD-1 blockade alone" == window.workspace.open_document.history.undo_label


def test_tab_goes_through_in_reading_order(window: MainWindow, pane: StoryPane) -> None:
    """From the list through every field."""
    window.activateWindow()
    pane.list.setFocus()
    found = []
    for _ in range(5):
        window.focusNextChild()
        found.append(window.focusWidget())
    form = pane.form
    assert [form.title, form.text, form.notes, form.basis, form.sources] == found


def test_everything_has_a_name(pane: StoryPane) -> None:
    """For screen readers: every button and field says what it is, and why."""
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

    fields = [*pane.findChildren(QComboBox), *pane.findChildren(QLineEdit), *pane.findChildren(QPlainTextEdit)]
    assert [] == [field for field in fields if not field.accessibleName()]
    buttons = [one for one in pane.findChildren(QAbstractButton) if one.text()]
    assert [] == [one.text() for one in buttons if not one.toolTip()]


def test_a_large_pathway_is_recorded_aside(
    window: MainWindow, pane: StoryPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window does not wait for the run; edits of the story are made at once all the same."""
    for module in (running, storytelling):
        monkeypatch.setattr(module, "MOST_AT_ONCE", 5)
    given = titles(window)
    pane.record.click()
    assert given == titles(window)
    qtbot.waitUntil(lambda: len(titles(window)) == len(given) + 1)
    assert 1 == pane.at
    pane.form.text.setPlainText("Words")
    assert "Words" == window.workspace.open_document.state.steps[1].text
    pane.list.setCurrentRow(3)
    pane.show_step_button.click()
    assert {} == dict(window.workspace.open_document.state.holds)
    qtbot.waitUntil(lambda: bool(window.workspace.open_document.state.holds))


@pytest.mark.parametrize("ask", ["record", "update"])
def test_what_is_found_aside_goes_nowhere_else(
    window: MainWindow, pane: StoryPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, ask: str
) -> None:
    """Where the story was rearranged meanwhile another step stands there: that is said, and nothing is overwritten."""
    monkeypatch.setattr(storytelling, "MOST_AT_ONCE", 5)
    window.workspace.run(ToggleNode(DRUG))
    pane.list.setCurrentRow(1)
    (pane.record if ask == "record" else pane.form.update_holds).click()
    window.workspace.run(RemoveStep(0))
    left = window.workspace.open_document.state.steps
    with qtbot.waitSignal(window.workspace.refused) as told:
        pass
    assert "The story has changed since" in told.args[0]
    assert left is window.workspace.open_document.state.steps
