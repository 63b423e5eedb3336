"""From the window to the stage and back: is everything exactly as it was?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from explorer.session.commands import ToggleNode
from explorer.ui.window.presenting import NO_STORY, present

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow


def test_leaving_gives_back_the_former_state(window: MainWindow, qtbot: QtBot) -> None:
    """State, history, playhead and camera; whatever was clicked on stage."""
    workspace = window.workspace
    workspace.run(ToggleNode(next(iter(workspace.open_document.pathway.nodes))))
    window.canvas.zoom_by(1.7)
    workspace.player.seek(2)
    before = (
        workspace.open_document.state,
        workspace.open_document.history.undo_label,
        workspace.player.position,
        window.canvas.area_in_sight,
        workspace.settings,
    )
    stage = present(window)
    assert stage is not None
    qtbot.keyClick(stage, Qt.Key.Key_Right)
    stage.live.run(ToggleNode(next(iter(workspace.open_document.pathway.nodes))))
    with qtbot.waitSignal(stage.left):
        qtbot.keyClick(stage, Qt.Key.Key_Escape)
    after = (
        workspace.open_document.state,
        workspace.open_document.history.undo_label,
        workspace.player.position,
        window.canvas.area_in_sight,
        workspace.settings,
    )
    assert before == after


def test_without_a_story_it_is_said(window: MainWindow, tmp_path: Path) -> None:
    """And nothing is opened."""
    file = tmp_path / "plain.bnet"
    file.write_text("targets, factors\nA, B\nB, A\n", encoding="utf-8")
    window.workspace.open(file)
    told: list[str] = []
    window.workspace.refused.connect(told.append)
    window.actions_by_id["present"].trigger()
    assert [NO_STORY] == told
