"""With the mouse unplugged: open, find a node, flip it, read the outcome, undo, and export. Only keys are pressed."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import pytest
from real_program import ON_A_SCREEN, PATIENCE_SECONDS, Program, fast_settings, virtual_screen

from explorer.locate import shipped_pathways

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = ON_A_SCREEN


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """Start the real program on a virtual screen, on another pathway than the one to be opened."""
    fast_settings(tmp_path)
    shutil.copy(shipped_pathways()[0], tmp_path / "shield.yaml")
    (tmp_path / "home").mkdir()
    with virtual_screen() as display:
        running = Program(display, tmp_path, "tnf-stat1-fatigue", HOME=str(tmp_path / "home"))
        running.wait_for("places")
        yield running
        running.close()


def _until(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > end:
            pytest.fail(f"it never came about: {what}")
        time.sleep(0.1)


def test_everything_without_a_mouse(program: Program, tmp_path: Path) -> None:
    """A file is opened by its dialog, a therapy found by name and flipped; its effect is read, undone and exported."""
    program.focus("fatigue")
    program.xdotool("key", "ctrl+o")
    program.focus("Open a pathway")
    program.xdotool("type", "--delay", "20", str(tmp_path / "shield.yaml"))
    program.xdotool("key", "Return")
    program.focus("The LCN2 shield")
    for name, did in (("chronic", "Switch Chronic tumour stress ON"), ("anti-lcn2", "Switch Anti-LCN2 antibody ON")):
        program.xdotool("key", "ctrl+k")
        program.xdotool("type", "--delay", "20", name)
        program.xdotool("key", "Return")
        program.xdotool("key", "space")
        done = program.wait_for("did", did=did)
    assert "before ON, now OFF, as wanted" in done["outcomes"]["Tumor_Progression"]
    program.xdotool("key", "ctrl+z")
    undone = program.wait_for("did", did="Switch Chronic tumour stress ON")
    assert "Tumor_Progression" in undone["on"]
    picture = tmp_path / "picture.png"
    program.xdotool("key", "ctrl+e")
    program.focus("Export picture")
    program.xdotool("key", "Return")  # as it is offered
    program.focus("Save the picture")
    program.xdotool("key", "ctrl+a")
    program.xdotool("type", "--delay", "20", str(picture))
    program.xdotool("key", "Return")
    _until(picture.is_file, "the picture is on the disk")
    program.focus("The LCN2 shield")
    program.xdotool("key", "ctrl+q")
    assert 0 == program.process.wait(20)
    assert b"\x89PNG" == picture.read_bytes()[:4]
