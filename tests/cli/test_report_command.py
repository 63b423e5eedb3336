"""``report``: a file for a folder, in processes of their own since each needs a fresh Qt."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from explorer import CAUTION
from explorer.locate import shipped_pathways

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = {"lcn2-shield": "A3", "tnf-stat1-fatigue": "B5", "rnase1-silencing": "C4", "residual-disease": "D3"}
SCENARIOS["immune-evasion-map"] = "E9"


def reported(*words: object) -> subprocess.CompletedProcess[str]:
    """Run ``report`` without any screen."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [sys.executable, "-m", "explorer", "report", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", [path.stem for path in shipped_pathways()])
def test_every_shipped_pathway_has_a_report(tmp_path: Path, name: str) -> None:
    """A scenario of each as HTML; nothing is printed; no screen is needed."""
    out = tmp_path / "report.html"
    done = reported(name, "-o", out, "--scenario", SCENARIOS[name])
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
    text = out.read_text(encoding="utf-8")
    for words in (f"Scenario {SCENARIOS[name]}: ", "holds in every update order (exact)", f"{name}.yaml", CAUTION):
        assert words in text


def test_a_goal_asks_what_it_would_take(tmp_path: Path) -> None:
    """Found, and said to be exact; as PDF."""
    out = tmp_path / "report.pdf"
    words = ("--settle-first", "--phase", "Chronic_Stress=on", "--goal", "Tumor_Control=on", "--paper", "letter")
    done = reported("lcn2-shield", "-o", out, *words)
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
    assert out.read_bytes().startswith(b"%PDF")
    page = tmp_path / "report.html"
    assert 0 == reported("lcn2-shield", "-o", page, *words).returncode
    assert "Exact: 2 sets reach the goal in every order of updates" in page.read_text(encoding="utf-8")


def test_a_start_that_was_not_run_is_said_to_be(tmp_path: Path, switch: Path) -> None:
    """Without --settle-first the first phase begins in the state of the file."""
    out = tmp_path / "report.html"
    assert 0 == reported(switch, "-o", out, "--phase", "Stress=on").returncode
    assert "not run: as the file has it" in out.read_text(encoding="utf-8")


def test_a_file_of_rules_has_a_report(tmp_path: Path) -> None:
    """Another format, without titles, outcomes or sources."""
    rules, out = tmp_path / "plain.bnet", tmp_path / "report.html"
    rules.write_text("targets, factors\nA, B\nB, A\n", encoding="utf-8")
    assert 0 == reported(rules, "-o", out, "--phase", "A=on").returncode
    assert "The file names no outcomes." in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("lcn2-shield", "-o", "report.docx"), "a report is written as .html or .pdf"),
        (("lcn2-shield", "-o", "report.pdf", "--scenario", "Z9"), "there is no scenario 'Z9'"),
        (("lcn2-shield", "-o", "report.pdf", "--goal", "Nobody=on"), "there is no node 'Nobody'"),
        (("lcn2-shield", "-o", "report.pdf", "--seconds", "0"), "--seconds takes a number above 0"),
        (("lcn2-shield",), "-o"),
    ],
)
def test_wrong_words_are_wrong_usage(call: Callable[..., Any], words: tuple[str, ...], told: str) -> None:
    """Exit code 2, before anything is drawn."""
    answer = call("report", *words)
    assert 2 == answer.code
    assert told in answer.err


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Exit code 1, in words."""
    done = reported("lcn2-shield", "-o", tmp_path / "nowhere" / "report.html")
    assert 1 == done.returncode
    assert "there is no such folder" in done.stderr
