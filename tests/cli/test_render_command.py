"""``render``: a picture without a window, in processes of their own since each needs a fresh Qt."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from explorer import CAUTION

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]


def rendered(*words: object) -> subprocess.CompletedProcess[str]:
    """Run ``render`` without any screen."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [sys.executable, "-m", "explorer", "render", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("ending", "beginning"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_each_kind_of_picture_is_written(tmp_path: Path, switch: Path, ending: str, beginning: bytes) -> None:
    """The ending decides; nothing is printed; no screen is needed."""
    out = tmp_path / f"picture.{ending}"
    result = rendered(switch, "-o", out, "--phase", "Stress=on")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert out.read_bytes().startswith(beginning)


def test_the_size_is_the_size_in_pixels(tmp_path: Path, switch: Path) -> None:
    """--size 800x600 makes a PNG of exactly that."""
    out = tmp_path / "picture.png"
    assert rendered(switch, "-o", out, "--size", "800x600", "--theme", "dark").returncode == 0
    assert struct.unpack(">II", out.read_bytes()[16:24]) == (800, 600)


def test_a_picture_carries_title_holds_and_caution(tmp_path: Path, switch: Path) -> None:
    """As text in an SVG."""
    out = tmp_path / "picture.svg"
    assert rendered(switch, "-o", out, "--theme", "print", "--phase", "Stress=on,Shield=off").returncode == 0
    text = out.read_text(encoding="utf-8")
    assert [
        words for words in (">A switch that remembers<", "Stress ON", "Shield held OFF", CAUTION) if words not in text
    ] == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "picture.gif"], "the ending '.gif' is not that of a picture"),
        (["-o", "picture.png", "--size", "wide"], "--size takes width x height"),
        (["-o", "picture.png", "--theme", "pink"], "invalid choice: 'pink'"),
        (["-o", "picture.png", "--phase", "Stres=on"], "Did you mean 'Stress'?"),
        (["-o", "picture.png", "--step", "1"], "--step 1: there is no story"),
        (["-o", "picture.png", "--step", "1", "--phase", "Stress=on"], "--step shows what the story runs"),
        ([], "the following arguments are required: -o/--output"),
    ],
)
def test_wrong_options_are_wrong_usage(call: Callable[..., Any], switch: Path, words: list[str], message: str) -> None:
    """Exit code 2, and no picture."""
    answer = call("render", switch, *words)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err


def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path, switch: Path) -> None:
    """Exit code 1 and the path."""
    out = tmp_path / "none" / "picture.png"
    result = rendered(switch, "-o", out)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == f"{out}: not saved: there is no such folder. Make the folder first, or choose another.\n"


def test_a_step_of_a_story_is_drawn(tmp_path: Path) -> None:
    """With its words and its place in the story, at the size of a slide if none is asked for."""
    out = tmp_path / "step.svg"
    assert 0 == rendered("lcn2-shield", "-o", out, "--step", "3", "--theme", "projector").returncode
    text = out.read_text(encoding="utf-8")
    assert [words for words in ('viewBox="0 0 1280 720"', ">3 / 7<", CAUTION) if words not in text] == []
    outside = rendered("lcn2-shield", "-o", out, "--step", "8")
    assert (2, "--step 8: the story has the steps 1 to 7\n") == (outside.returncode, outside.stderr)


def test_a_picture_can_have_no_ground(tmp_path: Path, switch: Path) -> None:
    """A PNG with an alpha channel (colour type 6)."""
    out = tmp_path / "picture.png"
    assert 0 == rendered(switch, "-o", out, "--transparent", "--scale", "3").returncode
    assert 6 == out.read_bytes()[25]
