"""Report, data and matrix: do they leave the window as they are seen, written aside?"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtWidgets import QFileDialog

from explorer.app import main
from explorer.session.commands import PlayScenario, ToggleNode
from explorer.ui.window.answer_rows import ROWS
from explorer.ui.window.answering import ask, close_all
from explorer.ui.window.exports.reports import export_report, open_answer
from explorer.ui.window.exports.tables import export_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from explorer.ui.answers.attractors import AttractorsPane
    from explorer.ui.answers.what_it_takes import WhatItTakes
    from explorer.ui.window.main_window import MainWindow

WHAT_IT_TAKES = next(row for row in ROWS if row.id == "what_it_takes")


@pytest.fixture
def choose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Return a function that lets the user choose a file name, and gives the path."""

    def chosen(name: str) -> Path:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
        return tmp_path / name

    return chosen


def written(window: MainWindow, path: Path, qtbot: QtBot) -> str:
    """Wait until the window says that ``path`` is there, and return what is in it."""
    qtbot.waitUntil(lambda: window.message_bar.text.text() == f"Saved {path}.", timeout=20_000)
    return path.read_bytes().decode("utf-8")


@pytest.fixture
def answer(window: MainWindow, qtbot: QtBot) -> WhatItTakes:
    """What it would take for control of the tumour under stress, found."""
    window.workspace.run(ToggleNode("Chronic_Stress"))
    pane = cast("WhatItTakes", ask(window, WHAT_IT_TAKES))
    qtbot.waitUntil(lambda: pane.job is None and pane.answer is not None, timeout=20_000)
    return pane


def test_a_report_is_on_what_is_shown(window: MainWindow, choose: Callable[[str], Path], qtbot: QtBot) -> None:
    """The scenario that was played, and the file it comes from, with orders of updates checked."""
    window.workspace.run(PlayScenario("A3"))
    path = choose("report.html")
    job = export_report(window)
    assert job is not None
    text = written(window, path, qtbot)
    assert job.wait(5)
    for words in ("Scenario A3: ", "holds in every update order (exact)", "lcn2-shield.yaml", "SHA-256 "):
        assert words in text
    assert "What would it take?" not in text


def test_an_open_answer_goes_in(
    window: MainWindow, answer: WhatItTakes, choose: Callable[[str], Path], qtbot: QtBot
) -> None:
    """As long as it stands beside the diagram."""
    assert answer.answer == open_answer(window)
    path = choose("report.html")
    job = export_report(window)
    assert job is not None
    assert "What would it take?" in written(window, path, qtbot)
    assert job.wait(5)
    close_all(window)
    assert open_answer(window) is None


def test_paper_is_white_under_a_dark_theme(window: MainWindow, choose: Callable[[str], Path], qtbot: QtBot) -> None:
    """HTML is as dark as the window."""
    window.actions_by_id["dark"].trigger()
    path = choose("report.html")
    job = export_report(window)
    assert job is not None
    assert f"--window:{window.theme.window};" in written(window, path, qtbot)
    assert job.wait(5)
    pdf = choose("report.pdf")
    job = export_report(window)
    assert job is not None
    qtbot.waitUntil(lambda: window.message_bar.text.text() == f"Saved {pdf}.", timeout=20_000)
    assert job.wait(5)
    assert pdf.read_bytes().startswith(b"%PDF")


def test_what_is_given_up_is_not_written(window: MainWindow, choose: Callable[[str], Path]) -> None:
    """Cancel leaves no file behind."""
    path = choose("report.pdf")
    job = export_report(window)
    assert job is not None
    job.cancel()
    assert job.wait(20)
    assert not path.exists()


def test_the_data_of_a_run_are_those_of_simulate(
    window: MainWindow, choose: Callable[[str], Path], qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    """The JSON is what the command line prints; the table has the same states."""
    window.workspace.run(PlayScenario("A3"))
    path = choose("run.json")
    job = export_run(window)
    assert job is not None
    found = json.loads(written(window, path, qtbot))
    assert job.wait(5)
    assert 0 == main(["simulate", "lcn2-shield", "--scenario", "A3", "--json"])
    assert json.loads(capsys.readouterr().out) == found
    path = choose("run.csv")
    job = export_run(window)
    assert job is not None
    head, *rows = csv.reader(io.StringIO(written(window, path, qtbot), newline=""))
    assert job.wait(5)
    assert ["phase", "step", *found["nodes"]] == head
    states = [state for phase in found["phases"] for state in phase["trajectory"]]
    assert states == [[int(value) for value in row[2:]] for row in rows]


def test_a_start_alone_is_data_too(window: MainWindow, choose: Callable[[str], Path], qtbot: QtBot) -> None:
    """Where nothing was switched yet, the start coming to rest is what was run."""
    path = choose("run.json")
    job = export_run(window)
    assert job is not None
    assert 1 == len(json.loads(written(window, path, qtbot))["phases"])
    assert job.wait(5)


def test_attractors_can_be_saved(window: MainWindow, choose: Callable[[str], Path], qtbot: QtBot) -> None:
    """A row each, what is held and whether these are all below them."""
    pane = cast("AttractorsPane", ask(window, next(row for row in ROWS if row.id == "attractors")))
    qtbot.waitUntil(lambda: not pane.running.is_running and pane.save.isVisibleTo(pane), timeout=20_000)
    path = choose("attractors.csv")
    pane.save.click()
    head, *rows = csv.reader(io.StringIO(written(window, path, qtbot), newline=""))
    assert ["attractor", "kind", "size", "ahead"] == head[:4]
    assert ["1", "fixed point", "1", "yes"] == rows[0][:4]
    assert "Held: nothing. These are all attractors (exact)." == rows[1][0]


def test_the_matrix_can_be_saved(
    window: MainWindow, answer: WhatItTakes, choose: Callable[[str], Path], qtbot: QtBot
) -> None:
    """With the names on the diagram."""
    assert answer.save.isVisibleTo(answer)
    path = choose("matrix.csv")
    answer.save.click()
    head, *rows = csv.reader(io.StringIO(written(window, path, qtbot), newline=""))
    assert ["", "Stress-response inhibitor", "Anti-LCN2 antibody", "PD-1/PD-L1 blockade"] == head
    assert head[1:] == [row[0] for row in rows[:3]]
