"""Does a handout leave the window, written aside, in its theme and as its nodes stand?"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog

from explorer.session.arranging import MoveNodes
from explorer.session.evidence import LeaveOut
from explorer.ui.window.exports.handouts import export_handout

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file that the user chooses, given without its ending."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "page"), ""))
    return tmp_path / "page.html"


def test_a_handout_is_written_as_the_window_looks(window: MainWindow, chosen: Path, qtbot: QtBot) -> None:
    """In the window's theme, with nodes where they were moved to; the message bar says where the file lies."""
    document = window.workspace.open_document
    id_, node = next(iter(window.diagram.nodes.items()))  # type: ignore[union-attr]  # a pathway is open
    document.run(MoveNodes(((id_, (node.centre[0] + 40, node.centre[1])),)))
    job = export_handout(window)
    assert job is not None
    qtbot.waitUntil(lambda: str(chosen) in window.message_bar.text.text(), timeout=20_000)
    page = chosen.read_text(encoding="utf-8")
    assert 'data-theme="day"' in page
    assert f'data-id="{id_}" transform="translate({node.left + 40:g} ' in page
    assert job.wait(5)


def test_arrows_that_are_left_out_stay_out(window: MainWindow, chosen: Path, qtbot: QtBot) -> None:
    """Neither drawn nor in the rules, and the page says so."""
    document = window.workspace.open_document
    arrow = document.state.pathway.edges[0]
    document.run(LeaveOut(arrow.id))
    job = export_handout(window)
    assert job is not None
    qtbot.waitUntil(lambda: str(chosen) in window.message_bar.text.text(), timeout=20_000)
    page = chosen.read_text(encoding="utf-8")
    assert f'data-id="{escape(arrow.id)}"' not in page
    assert "1 arrow left out of the diagram and of the rules." in page
    assert job.wait(5)


def test_a_handout_that_is_given_up_is_not_written(window: MainWindow, chosen: Path) -> None:
    """Cancel leaves no file behind."""
    job = export_handout(window)
    assert job is not None
    job.cancel()
    assert job.wait(20)
    assert not chosen.exists()


def test_a_folder_that_is_gone_is_said(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """In words, where the window is; nothing is raised."""
    target = tmp_path / "nowhere" / "page.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    job = export_handout(window)
    assert job is not None
    qtbot.waitUntil(lambda: "nowhere" in window.message_bar.text.text(), timeout=20_000)
    assert job.wait(5)
