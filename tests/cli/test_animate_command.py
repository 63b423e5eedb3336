"""``animate``: films without a window, in processes of their own since each needs a fresh Qt."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
SMALL = ("--size", "320x240", "--fps", "2")


def animated(*words: object) -> subprocess.CompletedProcess[str]:
    """Run ``animate`` without any screen."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [sys.executable, "-m", "explorer", "animate", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("ending", ["gif", "webp"])
def test_a_run_becomes_a_film(tmp_path: Path, switch: Path, ending: str) -> None:
    """Of the size asked for; nothing is printed; no screen is needed."""
    out = tmp_path / f"film.{ending}"
    result = animated(switch, "-o", out, "--phase", "Stress=on", *SMALL)
    assert (0, "", "") == (result.returncode, result.stdout, result.stderr)
    with Image.open(out) as film:
        assert (320, 240) == film.size
        assert film.n_frames > 4


def test_numbered_pictures_go_into_a_folder(tmp_path: Path, switch: Path) -> None:
    """Called after the pathway, and said how many; a second time only when asked to replace them."""
    folder = tmp_path / "frames"
    folder.mkdir()
    first = animated(switch, "-o", folder, *SMALL)
    names = sorted(path.name for path in folder.iterdir())
    assert (0, f"{len(names)} pictures: {folder / names[0]} to {names[-1]}\n") == (first.returncode, first.stdout)
    assert "switch-0001.png" == names[0]
    again = animated(switch, "-o", folder, *SMALL)
    assert (1, "") == (again.returncode, again.stdout)
    assert "there are files of that name already: 'switch-0001.png' and" in again.stderr
    replaced = animated(switch, "-o", folder / "switch-%04d.png", "--replace", "--phase", "Stress=on", *SMALL)
    assert (0, "") == (replaced.returncode, replaced.stderr)


def test_a_story_becomes_a_film(tmp_path: Path) -> None:
    """Of a shipped pathway; it lasts at least as long as its words take to be read."""
    out = tmp_path / "story.gif"
    result = animated("residual-disease", "-o", out, "--story", "--theme", "projector", *SMALL)
    assert (0, "", "") == (result.returncode, result.stdout, result.stderr)
    with Image.open(out) as film:
        milliseconds = 0
        for number in range(film.n_frames):
            film.seek(number)
            milliseconds += film.info["duration"]
    assert milliseconds > 7 * 8000


@pytest.mark.usefixtures("qapp")  # in this process, where other tests need widgets: a film makes do with less
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "film.mp4"], "the ending '.mp4' is not that of a film"),
        (["-o", "film"], "the name has no ending. Use .gif"),
        (["-o", "film.gif", "--fps", "0"], "--fps takes a number from 1 to 30, not 0"),
        (["-o", "film.gif", "--pace", "2"], "it goes with --story"),
        (["-o", "film.gif", "--story", "--pace", "9"], "--pace takes a number from 0.5 to 4, not 9"),
        (["-o", "film.gif", "--size", "wide"], "--size takes width x height"),
        (["-o", "film.gif", "--story", "--phase", "Stress=on"], "--story shows what the story runs"),
        (["-o", "film.gif", "--phase", "Stres=on"], "Did you mean 'Stress'?"),
        ([], "the following arguments are required: -o/--output"),
    ],
)
def test_wrong_options_are_wrong_usage(call: Callable[..., Any], switch: Path, words: list[str], message: str) -> None:
    """Exit code 2, and no film."""
    answer = call("animate", switch, *words)
    assert (2, "") == (answer.code, answer.out)
    assert message in answer.err


def test_a_pathway_without_a_story_is_told(call: Callable[..., Any], tmp_path: Path, switch: Path) -> None:
    """Exit code 1, in words."""
    result = animated(switch, "-o", tmp_path / "a.gif", "--story")
    assert (1, "") == (result.returncode, result.stdout)
    assert "has no story: there is nothing to make a film of" in result.stderr


def test_a_name_too_long_for_the_disk_is_told(tmp_path: Path, switch: Path) -> None:
    """Exit code 1, in words, and nothing of a fault inside the program."""
    result = animated(switch, "-o", tmp_path / f"{'a' * 260}.gif", *SMALL)
    assert (1, "") == (result.returncode, result.stdout)
    assert "the file name is too long" in result.stderr.lower()
    assert "inside the program" not in result.stderr
