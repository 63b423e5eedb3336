"""Can nodes be arranged, are they remembered or saved, and does the window never wait for a layout?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from corpus import FOLDER, needs_corpus
from PySide6.QtWidgets import QMessageBox

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.arranging import Border
from explorer.pathway.moving import boxes_of
from explorer.session.arranging import AlignNodes, MoveNodes
from explorer.session.commands import ToggleNode
from explorer.session.settings import SettingsFile
from explorer.ui.window.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow

MOVE = MoveNodes((("ATF4", (520.0, 130.0)),))
CHAIN = "".join(f"N{at}, N{at - 1} & !N{max(0, at - 7)}\n" for at in range(1, 60))


@pytest.fixture(autouse=True)
def _discarding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is unsaved at the end of a test is given up, without a question that nobody answers."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)


@pytest.fixture
def own_copy(tmp_path: Path) -> Path:
    """Return the user's own copy of the first shipped pathway."""
    path = tmp_path / "mine.yaml"
    path.write_bytes(shipped_pathways()[0].read_bytes())
    return path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A network of sixty nodes without any place."""
    path = tmp_path / "chain.bnet"
    path.write_text("targets, factors\n" + CHAIN, encoding="utf-8")
    return path


def middle(window: MainWindow, node: str) -> tuple[float, float]:
    assert window.diagram is not None
    return window.diagram.nodes[node].centre


def test_a_file_without_places_is_laid_out_aside(window: MainWindow, model: Path, qtbot: QtBot) -> None:
    """What was open stays until the layout is there; progress is told and taken back."""
    before = window.workspace.document
    with qtbot.waitSignal(window.workspace.document_opened, timeout=20_000):
        window.workspace.open(model)
        assert before is window.workspace.document
        assert window.workspace.opening.is_busy
    assert ("chain", False) == (window.workspace.open_document.pathway.id, window.workspace.opening.is_busy)
    assert not any("being opened" in message.text for message in window.message_bar.messages)
    assert 60 == len(window.canvas.diagram_scene.node_items)


def test_a_layout_can_be_cancelled(window: MainWindow, qtbot: QtBot) -> None:
    """The button in the message bar stops it, and what was open stays."""
    before = window.workspace.document
    window.workspace.laying_out.blink = 0.0
    with qtbot.waitSignal(window.workspace.laying_out.progressed, timeout=20_000):
        window.actions_by_id["arrange_all"].trigger()
    assert window.message_bar.current is not None
    assert "laid out" in window.message_bar.current.text
    window.message_bar.action.click()
    assert (False, before) == (window.workspace.is_laying_out, window.workspace.document)
    assert not any("laid out" in message.text for message in window.message_bar.messages)


def test_opening_another_file_gives_a_layout_up(window: MainWindow, model: Path, qtbot: QtBot) -> None:
    """The last file asked for is the one that is shown."""
    window.workspace.open(model)
    window.workspace.open(shipped_pathways()[2])
    assert shipped_pathways()[2] == window.workspace.open_document.path
    qtbot.wait(50)
    assert shipped_pathways()[2] == window.workspace.open_document.path


def test_a_move_that_the_canvas_asks_for_is_a_step(window: MainWindow) -> None:
    """The diagram is drawn anew, nothing runs, and undo puts the node back."""
    before, position = middle(window, "ATF4"), window.workspace.player.position
    window.canvas.move_requested.emit({"ATF4": (520.0, 130.0)})
    assert (520.0, 130.0) == middle(window, "ATF4")
    assert (position, False) == (window.workspace.player.position, window.workspace.player.playing)
    assert window.canvas.moment is not None
    window.workspace.undo()
    assert before == middle(window, "ATF4")


def test_a_move_in_the_middle_of_a_run_does_not_stop_it(window: MainWindow) -> None:
    """The playhead stays where it is and goes on."""
    window.workspace.change_settings(animate=True)
    window.workspace.run(ToggleNode("Chronic_Stress"))
    window.workspace.run(MOVE)
    assert window.workspace.player.playing
    window.workspace.player.pause()


def test_the_arrange_menu_wakes_with_the_selection(window: MainWindow) -> None:
    """Entries are disabled while too few nodes are selected, and do what they say."""
    actions = window.actions_by_id
    window.canvas.set_selection(frozenset())
    assert not actions["align_left"].isEnabled()
    window.canvas.set_selection(frozenset({"PERK", "ATF4"}))
    assert (True, True, False) == (
        actions["align_left"].isEnabled(),
        actions["arrange_selection"].isEnabled(),
        actions["distribute_down"].isEnabled(),
    )
    actions["align_left"].trigger()
    boxes = boxes_of(window.workspace.open_document.state.drawn)
    assert boxes["PERK"].left == boxes["ATF4"].left


def test_the_whole_diagram_is_arranged_aside_in_one_step(window: MainWindow, qtbot: QtBot) -> None:
    """One entry in the history, which undo takes back."""
    before = middle(window, "ATF4")
    with qtbot.waitSignal(window.workspace.document_changed, timeout=20_000):
        window.actions_by_id["arrange_all"].trigger()
    assert ("Arrange the whole diagram",) == window.workspace.open_document.history.labels
    assert before != middle(window, "ATF4")
    window.workspace.undo()
    assert before == middle(window, "ATF4")


def test_moves_in_a_shipped_pathway_are_remembered(window: MainWindow, tmp_path: Path) -> None:
    """At the next opening, and after the next start; forgetting puts everything back."""
    window.workspace.run(MOVE)
    window.workspace.open(shipped_pathways()[1])
    window.workspace.open(shipped_pathways()[0])
    assert (520.0, 130.0) == middle(window, "ATF4")
    again = Workspace(SettingsFile(tmp_path / "settings" / "settings.json"))
    again.open(shipped_pathways()[0])
    assert {"ATF4": (520.0, 130.0)} == again.open_document.state.places
    again.close()
    window.actions_by_id["forget_moves"].trigger()
    window.workspace.open(shipped_pathways()[1])
    window.workspace.open(shipped_pathways()[0])
    assert {} == window.workspace.open_document.state.places


def test_moves_in_an_own_file_are_saved_into_it(window: MainWindow, own_copy: Path, qtbot: QtBot) -> None:
    """Ctrl+S writes only what moved; the file watch is not alarmed."""
    window.workspace.open(own_copy)
    assert not window.actions_by_id["save"].isEnabled()
    before = own_copy.read_text(encoding="utf-8").splitlines()
    window.workspace.run(MOVE)
    assert window.workspace.has_unsaved_positions
    with qtbot.assertNotEmitted(window.workspace.reloaded, wait=400):
        window.actions_by_id["save"].trigger()
    after = own_copy.read_text(encoding="utf-8").splitlines()
    assert all("ATF4" in line for line, old in zip(after, before, strict=True) if line != old)
    assert (520.0, 130.0) == load(own_copy).pathway.layout.nodes["ATF4"][:2]
    assert not window.workspace.has_unsaved_positions
    window.workspace.undo()
    assert window.workspace.has_unsaved_positions
    window.actions_by_id["save"].trigger()
    assert before == own_copy.read_text(encoding="utf-8").splitlines()


def test_a_file_that_cannot_be_written_is_told_about(window: MainWindow, own_copy: Path) -> None:
    """The positions stay unsaved, and the message says why."""
    window.workspace.open(own_copy)
    window.workspace.run(MOVE)
    own_copy.write_bytes(own_copy.read_bytes() + b"# another program\n")
    assert not window.workspace.save_positions()
    assert window.workspace.has_unsaved_positions
    assert window.message_bar.current is not None
    assert "changed by another program" in window.message_bar.current.text


@pytest.mark.parametrize(
    ("button", "leaves", "saved"),
    [
        (QMessageBox.StandardButton.Save, True, True),
        (QMessageBox.StandardButton.Discard, True, False),
        (QMessageBox.StandardButton.Cancel, False, False),
    ],
)
def test_leaving_asks_about_unsaved_positions(
    window: MainWindow,
    own_copy: Path,
    monkeypatch: pytest.MonkeyPatch,
    button: QMessageBox.StandardButton,
    leaves: bool,  # noqa: FBT001
    saved: bool,  # noqa: FBT001
) -> None:
    """Save, Discard and Cancel do what they say when another pathway is opened."""
    window.workspace.open(own_copy)
    window.workspace.run(AlignNodes(("PERK", "ATF4"), Border.LEFT))
    before = own_copy.read_bytes()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: button)
    assert leaves is window.workspace.open(shipped_pathways()[1])
    assert saved is (before != own_copy.read_bytes())
    assert leaves is (window.workspace.open_document.path != own_copy)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)


def test_cancelling_keeps_the_window_open(window: MainWindow, own_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The close button asks as well."""
    window.workspace.open(own_copy)
    window.workspace.run(MOVE)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Cancel)
    assert not window.close()
    assert window.isVisible()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)


def test_a_foreign_change_keeps_what_was_moved(window: MainWindow, own_copy: Path) -> None:
    """The file is read again, and the nodes stay where the user put them, unsaved."""
    window.workspace.open(own_copy)
    window.workspace.run(MOVE)
    own_copy.write_text(own_copy.read_text(encoding="utf-8") + "# another program\n", encoding="utf-8")
    window.workspace.reload()
    assert (520.0, 130.0) == middle(window, "ATF4")
    assert window.workspace.has_unsaved_positions
    window.workspace.save_positions()
    assert load(own_copy).text.endswith("# another program\n")


@needs_corpus
def test_a_file_that_is_laid_out_at_the_start_has_a_pathway_shown_meanwhile(tmp_path: Path, qtbot: QtBot) -> None:
    """The window is never empty."""
    from explorer.ui.window.main_window import MainWindow
    from explorer.ui.window.start import open_first

    workspace = Workspace(SettingsFile(tmp_path / "settings" / "settings.json"))
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    open_first(made, FOLDER / "bbm-137-liver-cancer.bnet")
    assert shipped_pathways()[0] == workspace.open_document.path
    qtbot.waitUntil(lambda: not workspace.opening.is_busy, timeout=20_000)
    assert "bbm-137-liver-cancer" == workspace.open_document.pathway.id
    made.close()


def test_nodes_moved_during_a_layout_are_asked_about_before_they_go(
    window: MainWindow, own_copy: Path, model: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question comes when the layout is there; Cancel keeps what is open, moved nodes and all."""
    window.workspace.open(own_copy)
    window.workspace.open(model)
    window.workspace.run(MOVE)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Cancel)
    qtbot.waitUntil(lambda: not window.workspace.opening.is_busy, timeout=20_000)
    assert (own_copy, True) == (window.workspace.open_document.path, window.workspace.has_unsaved_positions)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)
