"""Is closing the window kept from throwing away what is being written, without holding anybody up?"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from explorer.errors import ExplorerError
from explorer.session.commands import ToggleNode
from explorer.ui.background import wait_for_threads
from explorer.ui.window.exports.writing import Outgoing, write_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from explorer.ui.background import Job
    from explorer.ui.window.main_window import MainWindow


class Slow:
    """A file that is written for as long as the test wants, or comes to grief then."""

    def __init__(self, window: MainWindow, path: Path, trouble: str = "") -> None:
        self._go_on, self._trouble, self.path = threading.Event(), trouble, path
        outgoing = Outgoing("Export", path.name, "Text (*.txt)", f"Writing {path.stem}", self._write)
        self.job: Job[float] = write_aside(window, outgoing, path)

    def finish(self) -> None:
        """Let it come to its end."""
        self._go_on.set()

    def _write(self, path: Path, told: Callable[[float], None]) -> None:
        while not self._go_on.wait(0.01):
            told(0.43)
        if self._trouble:
            raise ExplorerError(self._trouble)
        path.write_bytes(b"x")


@pytest.fixture
def slow(window: MainWindow, tmp_path: Path) -> Iterator[Slow]:
    """Return a file that is being written, under a window that asks at once."""
    window.leaving.moment = 0.0
    made = Slow(window, tmp_path / "film.gif")
    yield made
    made.finish()
    window.leaving.stay()
    assert made.job.wait(20)


def question(window: MainWindow) -> QMessageBox | None:
    """Return the question that stands over the window."""
    return next((box for box in window.findChildren(QMessageBox) if box.isVisible()), None)


def asked(window: MainWindow, qtbot: QtBot) -> QMessageBox:
    """Close the window, and return what it asks."""
    assert not window.close()
    qtbot.waitUntil(lambda: question(window) is not None, timeout=20_000)
    found = question(window)
    assert found is not None
    return found


def button(box: QMessageBox, words: str) -> QPushButton:
    """Return a button of ``box`` by its words, the mark of its letter left out."""
    return next(found for found in box.findChildren(QPushButton) if found.text().replace("&", "") == words)


def test_it_asks_and_waits_until_the_file_is_written(window: MainWindow, slow: Slow, qtbot: QtBot) -> None:
    """Enter takes the answer that loses nothing; the window closes by itself, and the file is whole."""
    box = asked(window, qtbot)
    qtbot.waitUntil(lambda: box.text() == "“film.gif” is still being written: 43%.", timeout=20_000)
    assert button(box, "Wait for it") is box.defaultButton()
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert question(window) is None
    assert window.isVisible()
    assert "The window closes by itself" in window.message_bar.text.text()
    slow.finish()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert b"x" == slow.path.read_bytes()


def test_closing_anyway_gives_the_file_up(window: MainWindow, slow: Slow, qtbot: QtBot) -> None:
    """At once, and nothing is left behind."""
    button(asked(window, qtbot), "Close anyway").click()
    assert not window.isVisible()
    assert wait_for_threads(20)
    assert not slow.path.exists()


def test_cancel_keeps_the_window_and_the_writing(window: MainWindow, slow: Slow, qtbot: QtBot) -> None:
    """Escape does too; what was wished before is forgotten at the end."""
    QTest.keyClick(asked(window, qtbot), Qt.Key.Key_Escape)
    assert question(window) is None
    assert not window.leaving.is_waiting
    slow.finish()
    qtbot.waitUntil(lambda: f"Saved {slow.path}." == window.message_bar.text.text(), timeout=20_000)
    assert window.isVisible()


def test_what_ends_within_a_moment_is_not_asked_about(window: MainWindow, slow: Slow, qtbot: QtBot) -> None:
    """The window closes as soon as the file is there."""
    window.leaving.moment = 60.0
    assert not window.close()
    slow.finish()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert question(window) is None
    assert slow.path.exists()


def test_a_file_that_ends_while_it_is_asked_about_answers_the_question(
    window: MainWindow, slow: Slow, qtbot: QtBot
) -> None:
    """There is nothing left to wait for: the window closes, as was wished."""
    asked(window, qtbot)
    slow.finish()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert question(window) is None


def test_trouble_keeps_the_window_open(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    """Or nobody would read why there is no file."""
    window.leaving.moment = 0.0
    slow = Slow(window, tmp_path / "film.gif", trouble="the disk is full")
    button(asked(window, qtbot), "Wait for it").click()
    slow.finish()
    qtbot.waitUntil(lambda: "the disk is full" == window.message_bar.text.text(), timeout=20_000)
    assert window.isVisible()
    assert not window.leaving.is_waiting
    assert slow.job.wait(20)


def test_waiting_can_be_taken_back(window: MainWindow, slow: Slow, qtbot: QtBot) -> None:
    """In the message that tells of it; cancel of the file stands there again."""
    button(asked(window, qtbot), "Wait for it").click()
    assert "Keep it open" == window.message_bar.action.text()
    window.message_bar.action.click()
    assert "Cancel" == window.message_bar.action.text()
    slow.finish()
    qtbot.waitUntil(lambda: slow.path.exists() and "Saved" in window.message_bar.text.text(), timeout=20_000)
    assert window.isVisible()


def test_several_files_are_told_and_awaited(window: MainWindow, slow: Slow, tmp_path: Path, qtbot: QtBot) -> None:
    """The last of them closes the window."""
    other = Slow(window, tmp_path / "report.pdf")
    box = asked(window, qtbot)
    assert box.text().startswith("2 files are still being written: “film.gif” (")
    button(box, "Wait for it").click()
    slow.finish()
    qtbot.waitUntil(slow.path.exists, timeout=20_000)
    assert slow.job.wait(20)
    assert window.isVisible()
    other.finish()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert other.job.wait(20)


def test_unsaved_changes_are_asked_about_once(
    window: MainWindow, slow: Slow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the files; not again when the window closes by itself, unless more was changed, or the wish taken back."""
    times: list[int] = []
    monkeypatch.setattr(type(window.workspace), "has_unsaved_changes", property(lambda _: True))

    def may_leave() -> bool:
        times.append(1)
        return True

    window.workspace.may_leave = may_leave
    box = asked(window, qtbot)
    assert [1] == times
    button(box, "Cancel").click()
    button(asked(window, qtbot), "Wait for it").click()
    assert [1, 1] == times
    window.workspace.run(ToggleNode("Chronic_Stress"))
    slow.finish()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert [1, 1, 1] == times
