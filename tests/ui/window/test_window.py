"""The window keeps what is open, says what is wrong, and remembers."""

from __future__ import annotations

import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from explorer.locate import shipped_pathways
from explorer.session.commands import PlayScenario, ToggleNode
from explorer.session.settings import SettingsFile
from explorer.ui.canvas.hit_test import Hit
from explorer.ui.window.main_window import MainWindow
from explorer.ui.window.start import open_first
from explorer.ui.window.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def own_copy(tmp_path: Path) -> Path:
    """Return a copy of a shipped pathway that a test may change."""
    copy = tmp_path / "mine.yaml"
    shutil.copy(shipped_pathways()[0], copy)
    return copy


def test_a_broken_file_leaves_what_is_open(window: MainWindow, tmp_path: Path) -> None:
    """A failed load says so and changes nothing."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: pathway/1\nid: [")
    before = window.workspace.open_document
    assert False is window.workspace.open(bad)
    assert before is window.workspace.open_document
    assert window.message_bar.current is not None
    assert "bad.yaml cannot be opened" in window.message_bar.current.text


def test_a_changed_file_is_read_again_with_what_was_switched(window: MainWindow, own_copy: Path, qtbot: QtBot) -> None:
    """The new title appears; the therapy that was on stays on."""
    window.workspace.open(own_copy)
    window.workspace.run(ToggleNode("Anti_LCN2"))
    text = own_copy.read_text(encoding="utf-8")
    with qtbot.waitSignal(window.workspace.reloaded, timeout=5000):
        own_copy.write_text(text.replace("title: The LCN2 shield", "title: Another title"), encoding="utf-8")
    document = window.workspace.open_document
    assert ("Another title", {"Anti_LCN2": True}) == (document.pathway.title, dict(document.state.holds))


def test_a_file_that_breaks_on_disk_keeps_the_last_good_one(window: MainWindow, own_copy: Path, qtbot: QtBot) -> None:
    """The problems are shown, the diagram stays; when it is mended it is read again."""
    window.workspace.open(own_copy)
    good = own_copy.read_text(encoding="utf-8")
    with qtbot.waitSignal(window.workspace.problems_found, timeout=5000) as caught:
        own_copy.write_text(good.replace("rule: eIF2a_P and", "rule: eIF2a_Q and"), encoding="utf-8")
    assert any("eIF2a_Q" in problem.text for problem in caught.args[0])
    assert "The LCN2 shield" == window.workspace.open_document.pathway.title
    with qtbot.waitSignal(window.workspace.problems_found, timeout=5000) as mended:
        own_copy.write_text(good, encoding="utf-8")
    assert () == mended.args[0]
    assert None is window.message_bar.current


def test_a_dropped_file_is_opened(window: MainWindow, own_copy: Path, qtbot: QtBot) -> None:
    """Drag and drop of a file opens it."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(own_copy))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(window.workspace.document_opened, timeout=5000):
        window.dropEvent(event)
    assert own_copy == window.workspace.open_document.path


def test_of_several_dropped_files_the_first_is_opened_and_the_others_are_told_of(
    window: MainWindow, own_copy: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """Nothing that was dropped is passed over in silence."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in (own_copy, tmp_path / "one.yaml", tmp_path / "two.yaml")])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(window.workspace.document_opened, timeout=5000):
        window.dropEvent(event)
    qtbot.waitUntil(lambda: window.message_bar.current is not None, timeout=5000)
    assert own_copy == window.workspace.open_document.path
    assert "the other 2 were left alone" in window.message_bar.current.text


def test_undo_and_redo_say_what_they_do(window: MainWindow) -> None:
    """The menu names the step."""
    window.workspace.run(ToggleNode("Chronic_Stress"))
    assert "Undo: Switch Chronic tumour stress ON" == window.actions_by_id["undo"].text().replace("&", "")
    window.actions_by_id["undo"].trigger()
    assert "Redo: Switch Chronic tumour stress ON" == window.actions_by_id["redo"].text().replace("&", "")
    assert False is window.actions_by_id["undo"].isEnabled()


def test_a_second_flip_in_the_middle_of_a_run_starts_from_where_the_first_ends(
    window: MainWindow, qtbot: QtBot
) -> None:
    """Fast clicks are safe: the document is always ahead of the picture."""
    window.workspace.change_settings(animate=True)
    window.workspace.player.speed = 20.0
    window.workspace.run(ToggleNode("Chronic_Stress"))
    window.workspace.run(ToggleNode("Anti_LCN2"))
    assert True is window.workspace.player.playing
    qtbot.waitUntil(lambda: not window.workspace.player.playing, timeout=10_000)
    assert window.canvas.moment is not None
    assert window.workspace.open_document.state.present == window.canvas.moment.after
    assert True is window.workspace.open_document.state.value("CD8_Infiltration")


def test_opening_another_pathway_in_the_middle_of_a_run_stops_it(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing of the old run reaches the new document."""
    window.workspace.change_settings(animate=True)
    window.workspace.run(ToggleNode("Chronic_Stress"))
    window.workspace.open(shipped_pathways()[3])
    qtbot.wait(80)
    assert False is window.workspace.player.playing
    assert "residual-disease" == window.workspace.open_document.pathway.id


def test_every_action_can_be_triggered(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no dead entry in any menu: each action does something without an error."""
    from PySide6.QtWidgets import QFileDialog

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    window.workspace.run(ToggleNode("Chronic_Stress"))
    for name, action in window.actions_by_id.items():
        if name not in {"quit", "full_screen"}:
            action.trigger()
            qtbot.wait(1)
    window.workspace.player.pause()
    window.workspace.may_leave = lambda: True  # one of them edits the story, and closing would ask about it


def test_what_was_chosen_is_remembered(window: MainWindow, tmp_path: Path, own_copy: Path) -> None:
    """Theme, panels and the last pathway come back at the next start."""
    window.choose_theme("dark")
    window.actions_by_id["timeline"].trigger()
    window.workspace.open(own_copy)
    window.remember()
    again = SettingsFile(tmp_path / "settings" / "settings.json").read()
    assert ("dark", False, str(own_copy), (str(own_copy),)) == (
        again.theme,
        again.timeline,
        again.last_pathway,
        again.recent_files,
    )


def test_the_caution_is_visible_whatever_is_hidden(window: MainWindow) -> None:
    """With all panels hidden the caution still stands in the status bar."""
    from PySide6.QtWidgets import QLabel

    from explorer import CAUTION

    for name in ("left_panels", "right_panels", "timeline"):
        window.actions_by_id[name].trigger()
    labels = [label for label in window.statusBar().findChildren(QLabel) if label.text() == CAUTION]
    assert [True] == [label.isVisible() for label in labels]


def test_seeking_in_the_timeline_moves_the_canvas(window: MainWindow) -> None:
    """The playhead decides what the canvas shows."""
    window.workspace.run(PlayScenario("A3"))
    assert window.timeline_panel is not None
    window.timeline_panel.seek_requested.emit(0.0)
    assert window.canvas.moment is not None
    assert window.workspace.open_document.timeline.columns[0].state == window.canvas.moment.after


def test_a_click_on_an_arrow_shows_its_evidence(window: MainWindow, qtbot: QtBot) -> None:
    """From the mouse to the words: mechanism, confidence and paper of the arrow."""
    assert window.diagram is not None
    route = window.diagram.edges["IFNG -> PD_L1"]
    (x, y), (to_x, to_y) = max(
        pairwise(route), key=lambda part: abs(part[0][0] - part[1][0]) + abs(part[0][1] - part[1][1])
    )
    place = window.canvas.mapFromScene((x + to_x) / 2, (y + to_y) / 2)
    qtbot.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    text = window.inspector.toPlainText()
    assert [True] * 3 == [words in text for words in ("IFN-γ → PD-L1", "induces PD-L1", "10.1016/j.celrep.2017.04.031")]


def test_the_diagram_leaves_dropped_files_to_the_window(window: MainWindow) -> None:
    """Neither the view nor its viewport swallows a drop."""
    assert [False, False] == [window.canvas.acceptDrops(), window.canvas.viewport().acceptDrops()]


def test_outcomes_speak_of_the_run_at_the_playhead(window: MainWindow) -> None:
    """In the first phase of a scenario the sentence is about that phase, and nothing is reached too early."""
    window.workspace.run(PlayScenario("A3"))
    timeline = window.workspace.player.timeline
    window.workspace.player.seek(timeline.starts[2] - 1)
    progression = window.outcomes.rows["Tumor_Progression"].standing
    reached = window.outcomes.expectation.rows["Tumor_Progression"].standing
    assert (True, True) == (progression.second, reached.second)
    assert "Settles in 12 steps: a fixed point." == window.outcomes.sentence.text()
    window.workspace.player.skip_to_end()
    assert False is window.outcomes.expectation.rows["Tumor_Progression"].standing.second


def test_messages_end_with_their_document(window: MainWindow, tmp_path: Path) -> None:
    """What was said of one file is not said of the next."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: pathway/1\nid: [")
    window.workspace.open(bad)
    window.workspace.open(shipped_pathways()[1])
    assert None is window.message_bar.current


@pytest.mark.parametrize("last", ["x" * 5000, "\0", "/proc/1/root/nowhere.yaml"], ids=["long", "nul", "forbidden"])
def test_an_unreachable_file_of_last_time_does_not_keep_the_program_from_starting(
    window: MainWindow, last: str
) -> None:
    """The default pathway is opened instead, and the library is there."""
    window.workspace.change_settings(last_pathway=last, recent_files=(last,))
    open_first(window, None)
    assert shipped_pathways()[0] == window.workspace.open_document.path


def test_a_file_that_is_refused_at_the_start_is_told_of(tmp_path: Path, qtbot: QtBot) -> None:
    """What is shown in its place is fine, but does not take the refusal back."""
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("format: pathway/1\nid: wrong\ntitle: Wrong\nnodes: 3\n", encoding="utf-8")
    window = MainWindow(Workspace(SettingsFile(tmp_path / "settings.json")))
    qtbot.addWidget(window)
    open_first(window, wrong)
    window.furnish()
    window.workspace.read_properly()
    said = window.message_bar.text.text()
    assert said.startswith("wrong.yaml cannot be opened: line ")
    assert said.endswith(" The LCN2 shield is on screen.")
    window.close()


def test_cells_are_collapsed_and_opened_without_a_mouse(window: MainWindow) -> None:
    """By command: the cell of the selected node, all cells, and all open again."""
    canvas = window.canvas
    canvas.choose(Hit("node", "ATF4"))
    window.actions_by_id["collapse_cell"].trigger()
    assert frozenset({"tumour_cell"}) == canvas.diagram_scene.collapsed
    window.actions_by_id["collapse_all"].trigger()
    assert {"tumour_cell", "macrophage", "t_cell"} == set(canvas.diagram_scene.collapsed)
    window.actions_by_id["expand_all"].trigger()
    assert frozenset() == canvas.diagram_scene.collapsed
    canvas.choose(Hit())
    window.actions_by_id["collapse_cell"].trigger()
    assert (frozenset(), "Select a node within a cell first.") == (canvas.diagram_scene.collapsed, canvas.keyboard.hint)
