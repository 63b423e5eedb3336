"""What leaves the window: is it written aside, and is the user told in words?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pptx import Presentation
from PySide6.QtWidgets import QFileDialog

from explorer.ui.window.exports.slides import NO_STORY, export_story, export_view

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file that the user chooses, given without its ending."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "talk"), ""))
    return tmp_path / "talk.pptx"


def test_the_story_and_the_view_are_written(window: MainWindow, chosen: Path, qtbot: QtBot) -> None:
    """The story a slide a step; the view as one."""
    steps = len(window.workspace.open_document.state.base.story)
    for export, slides in ((export_story, steps), (export_view, 1)):
        job = export(window)
        assert job is not None
        qtbot.waitUntil(lambda: str(chosen) in window.message_bar.text.text(), timeout=20_000)
        assert slides == len(Presentation(str(chosen)).slides)
        assert job.wait(5)


def test_what_is_given_up_is_not_written(window: MainWindow, chosen: Path) -> None:
    """Cancel leaves no file behind."""
    job = export_story(window)
    assert job is not None
    job.cancel()
    assert job.wait(20)
    assert not chosen.exists()


def test_a_folder_that_cannot_be_written_is_told(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """In words, where the window is; nothing is raised."""
    target = tmp_path / "nowhere" / "talk.pptx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    job = export_view(window)
    assert job is not None
    qtbot.waitUntil(lambda: "nowhere" in window.message_bar.text.text(), timeout=20_000)
    assert job.wait(5)


def test_without_a_story_it_is_said(window: MainWindow, tmp_path: Path) -> None:
    """And no name is asked for."""
    file = tmp_path / "plain.bnet"
    file.write_text("targets, factors\nA, B\nB, A\n", encoding="utf-8")
    window.workspace.open(file)
    assert export_story(window) is None
    assert NO_STORY == window.message_bar.text.text()
