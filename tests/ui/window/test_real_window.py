"""The real program in a real window: a mouse clicks a drug, and the outcome changes on the screen."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_SECONDS = 40.0

pytestmark = [
    pytest.mark.screen,
    pytest.mark.skipif(
        sys.platform != "linux" or not all(shutil.which(tool) for tool in ("Xvfb", "xdotool")),
        reason="needs the system packages xvfb and xdotool (Linux)",
    ),
]


@pytest.fixture
def display() -> Iterator[str]:
    """Start a virtual screen and return its name."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as stream:
        number = stream.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


class Program:
    """The running program and what it says of itself with ``--debug``."""

    def __init__(self, display: str, settings: Path) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "XDG_CONFIG_HOME": str(settings)}
        self.environment.pop("QT_QPA_PLATFORM", None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "explorer", "lcn2-shield", "--debug"],
            cwd=ROOT,
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.put(line)

    def wait_for(self, key: str, *, did: str | None = None) -> dict[str, Any]:
        """Return the next line that holds ``key`` (and says that ``did`` was done and is played to the end)."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            try:
                said = json.loads(self.lines.get(timeout=0.2))
            except (queue.Empty, ValueError):
                continue
            if key in said and (did is None or (said["did"] == did and said["column"] == said["last_column"])):
                return dict(said)
        pytest.fail(f"the program never said {key} {did or ''}")

    def xdotool(self, *words: str) -> None:
        """Move the mouse or press keys."""
        subprocess.run(["xdotool", *words], env=self.environment, check=True, timeout=20)

    def click(self, place: list[int]) -> None:
        """Click with the left button at a place of the screen."""
        self.xdotool("mousemove", "--sync", str(place[0]), str(place[1]), "click", "1")


@pytest.fixture
def program(display: str, tmp_path: Path) -> Iterator[Program]:
    """Start the real program on the virtual screen."""
    settings = tmp_path / "pathway-explorer"
    settings.mkdir()
    (settings / "settings.json").write_text('{"speed": 4.0}')
    running = Program(display, tmp_path)
    yield running
    running.process.terminate()
    running.process.wait(10)
    running.reader.join(10)
    assert running.process.stderr is not None
    running.process.stderr.close()


def test_a_click_on_a_drug_changes_the_outcome_on_screen(program: Program) -> None:
    """Stress brings progression; the antibody takes it away; Ctrl+Z brings it back. All by mouse and keyboard."""
    places = program.wait_for("places")["places"]
    program.click(places["Chronic_Stress"])
    stressed = program.wait_for("did", did="Switch Chronic tumour stress ON")
    program.click(places["Anti_LCN2"])
    treated = program.wait_for("did", did="Switch Anti-LCN2 antibody ON")
    program.xdotool("key", "ctrl+z")
    undone = program.wait_for("did", did="Switch Chronic tumour stress ON")
    assert [True, False, True] == ["Tumor_Progression" in said["on"] for said in (stressed, treated, undone)]
    assert [False, True, False] == ["CD8_Infiltration" in said["on"] for said in (stressed, treated, undone)]
    assert "before ON, now OFF, as wanted" in treated["outcomes"]["Tumor_Progression"]
    program.xdotool("key", "ctrl+q")
    assert 0 == program.process.wait(20)
