"""Are files that take long read aside, whatever else is asked for meanwhile?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from explorer.locate import shipped_pathways
from explorer.session.commands import ToggleNode
from explorer.ui.window import opening

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow

SMALL = shipped_pathways()[1]


@pytest.fixture(autouse=True)
def _everything_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is read aside."""
    monkeypatch.setattr(opening, "is_read_at_once", lambda _path: False)


@pytest.fixture
def own_copy(tmp_path: Path) -> Path:
    """Return the user's own copy of a shipped pathway."""
    path = tmp_path / "mine.yaml"
    path.write_bytes(SMALL.read_bytes())
    return path


def settled(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until nothing is being opened or read again."""
    workspace = window.workspace
    qtbot.waitUntil(lambda: not workspace.opening.is_busy and not workspace.opening.is_reloading, timeout=20_000)
    assert workspace.opening.wait(20.0)


def test_a_file_is_opened_when_it_is_ready(window: MainWindow, own_copy: Path, qtbot: QtBot) -> None:
    """What is open stays until then; the file is among the recent ones after it, not before."""
    before = window.workspace.document
    assert True is window.workspace.open(own_copy)
    assert (before, ()) == (window.workspace.document, window.workspace.settings.recent_files)
    settled(window, qtbot)
    qtbot.waitUntil(lambda: bool(window.workspace.settings.recent_files))
    assert (own_copy, (str(own_copy),)) == (
        window.workspace.open_document.path,
        window.workspace.settings.recent_files,
    )


def test_the_last_file_asked_for_is_the_one_that_is_shown(window: MainWindow, own_copy: Path, qtbot: QtBot) -> None:
    """A second file gives the first one up."""
    shown: list[Path | None] = []
    window.workspace.document_opened.connect(lambda: shown.append(window.workspace.open_document.path))
    window.workspace.open(own_copy)
    window.workspace.open(SMALL)
    settled(window, qtbot)
    assert [SMALL] == shown


def test_a_refused_file_leaves_what_is_open(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    """The problems are told, as at once."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: pathway/1\nid: x\n", encoding="utf-8")
    before = window.workspace.document
    window.workspace.open(bad)
    settled(window, qtbot)
    assert before is window.workspace.document
    assert window.message_bar.current is not None
    assert "bad.yaml cannot be opened" in window.message_bar.current.text


def test_opening_can_be_cancelled(window: MainWindow, own_copy: Path, qtbot: QtBot) -> None:
    """Progress is told once it takes longer than a blink, with a button that stops it."""
    before = window.workspace.document
    window.workspace.open(own_copy)
    window.workspace.opening.progressed.emit("mine.yaml", 0.25)
    assert window.message_bar.current is not None
    assert "mine.yaml is being opened: 25%" == window.message_bar.current.text
    window.message_bar.action.click()
    settled(window, qtbot)
    assert before is window.workspace.document


def test_the_window_can_be_closed_in_the_middle(window: MainWindow, own_copy: Path, qtbot: QtBot) -> None:
    """Nothing runs after it, and nothing is opened any more."""
    opened: list[object] = []
    window.workspace.document_opened.connect(lambda: opened.append(None))
    window.workspace.open(own_copy)
    window.close()
    assert window.workspace.opening.wait(20.0)
    qtbot.wait(1)
    assert [] == opened


def test_a_newer_version_is_put_in_place_with_what_was_switched(
    window: MainWindow, own_copy: Path, qtbot: QtBot
) -> None:
    """What is flipped while the file is read again is carried over, too."""
    window.workspace.open(own_copy)
    settled(window, qtbot)
    node = next(node.id for node in window.workspace.open_document.pathway.nodes.values() if node.is_input)
    before = window.workspace.open_document.state.value(node)
    own_copy.write_text(own_copy.read_text(encoding="utf-8") + "# newer\n", encoding="utf-8")
    with qtbot.waitSignal(window.workspace.reloaded, timeout=20_000):
        window.workspace.reload()
        window.workspace.run(ToggleNode(node))
    settled(window, qtbot)
    assert window.workspace.loaded is not None
    assert ("# newer", not before) == (
        window.workspace.loaded.text.splitlines()[-1],
        window.workspace.open_document.state.value(node),
    )


def test_a_reload_of_what_is_left_is_dropped(
    window: MainWindow, own_copy: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another file is open by the time the newer version is ready."""
    window.workspace.open(own_copy)
    settled(window, qtbot)
    own_copy.write_text(own_copy.read_text(encoding="utf-8") + "# newer\n", encoding="utf-8")
    told: list[str] = []
    window.workspace.reloaded.connect(told.append)
    window.workspace.reload()
    monkeypatch.setattr(opening, "is_read_at_once", lambda _path: True)
    window.workspace.open(SMALL)
    settled(window, qtbot)
    assert ([], SMALL) == (told, window.workspace.open_document.path)


def test_a_file_that_breaks_keeps_the_last_good_one(window: MainWindow, own_copy: Path, qtbot: QtBot) -> None:
    """The reload is refused, and what is open stays."""
    window.workspace.open(own_copy)
    settled(window, qtbot)
    title = window.workspace.open_document.pathway.title
    own_copy.write_text("format: pathway/1\nnodes: [\n", encoding="utf-8")
    window.workspace.reload()
    settled(window, qtbot)
    assert title == window.workspace.open_document.pathway.title


def test_small_files_are_read_at_once_and_others_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By size, and every shipped pathway is small; a file that is not there is soon known to be so."""
    monkeypatch.undo()
    assert all(opening.is_read_at_once(path) for path in shipped_pathways())
    large = tmp_path / "large.bnet"
    large.write_bytes(b"#" * 200_000)
    assert (False, True) == (opening.is_read_at_once(large), opening.is_read_at_once(tmp_path / "none.yaml"))
