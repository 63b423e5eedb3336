"""How is the real program run on a screen of its own? Xvfb, keys and clicks by xdotool, and what ``--debug`` says."""

from __future__ import annotations

import contextlib
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
PATIENCE_SECONDS = 60.0
ON_A_SCREEN = [
    pytest.mark.screen,
    pytest.mark.skipif(
        sys.platform != "linux" or not all(shutil.which(tool) for tool in ("Xvfb", "xdotool")),
        reason="needs the system packages xvfb and xdotool (Linux)",
    ),
]


@contextlib.contextmanager
def virtual_screen() -> Iterator[str]:
    """Start a virtual screen; gives its name."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as stream:
        number = stream.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


class Program:
    """The running program and what it says of itself with ``--debug``."""

    def __init__(self, display: str, settings: Path, *arguments: str, **more: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "XDG_CONFIG_HOME": str(settings), **more}
        self.environment.pop("QT_QPA_PLATFORM", None)
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "explorer", *arguments, "--debug"],
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
            self.said.append(line)
            self.lines.put(line)

    def wait_for(self, key: str, **facts: object) -> dict[str, Any]:
        """Return the next line that holds ``key`` and ``facts``; with ``did``, only once that is played to the end."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            try:
                said = json.loads(self.lines.get(timeout=0.2))
            except (queue.Empty, ValueError):
                continue
            if key not in said or any(said.get(name) != fact for name, fact in facts.items()):
                continue
            if "did" not in facts or said["column"] == said["last_column"]:
                return dict(said)
        pytest.fail(f"the program never said {key} {facts or ''}; it said\n{''.join(self.said[-6:])}")

    def xdotool(self, *words: str) -> None:
        """Move the mouse or press keys."""
        subprocess.run(["xdotool", *words], env=self.environment, check=True, timeout=20)

    def focus(self, title: str) -> None:
        """Wait for a window with ``title`` and give it the keyboard, as a window manager would: here is none."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            found = subprocess.run(
                ["xdotool", "search", "--sync", "--onlyvisible", "--name", title],
                env=self.environment, check=False, timeout=PATIENCE_SECONDS, capture_output=True, text=True,
            )  # fmt: skip
            # It gives up where a window that it looks at goes meanwhile.
            if found.returncode == 0:
                self.xdotool("windowfocus", "--sync", found.stdout.split()[-1])
                return
        pytest.fail(f"no window {title!r} ({self.process.poll()}); it said\n{''.join(self.said[-6:])}")

    def click(self, place: list[int]) -> None:
        """Click with the left button at a place of the screen."""
        self.xdotool("mousemove", "--sync", str(place[0]), str(place[1]), "click", "1")

    def close(self) -> None:
        """End the program."""
        self.process.terminate()
        self.process.wait(10)
        self.reader.join(10)
        assert self.process.stderr is not None
        self.process.stderr.close()


def fast_settings(folder: Path) -> None:
    """Write settings under which runs are played fast."""
    settings = folder / "pathway-explorer"
    settings.mkdir()
    (settings / "settings.json").write_text('{"speed": 4.0}')
