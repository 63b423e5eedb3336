"""Start time and memory against an empty window, as ratios in one run.

    python tests/benchmarks/start.py [RUNS]

Runs ``pathway-explorer --time-start`` and an empty PySide6 window with a QGraphicsView in turn, needs a screen (for
example under ``xvfb-run -s "-screen 0 1920x1080x24"``), and prints the medians and the ratio of each pair. Bar: the
diagram is painted, and the memory after the start is, at most 2 times that of the empty window.

Both run from byte code, as an installed program does, whatever PYTHONDONTWRITEBYTECODE says: the libraries come with
theirs, and without it a checkout would be compiled anew at every start.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile

EMPTY_WINDOW = """
import json, os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

def since_start():
    ticks = int(open("/proc/self/stat").read().rsplit(")", 1)[1].split()[19])
    return (float(open("/proc/uptime").read().split()[0]) - ticks / os.sysconf("SC_CLK_TCK")) * 1000

class View(QGraphicsView):
    painted = 0.0
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = 1.0
            QTimer.singleShot(0, report)  # as ours: when the painted picture has gone to the screen

def report():
    view.painted = since_start()
    pages = int(open("/proc/self/statm").read().split()[1])
    rss = pages * os.sysconf("SC_PAGE_SIZE") / 1048576
    print(json.dumps({"first_paint_ms": view.painted, "interactive_ms": since_start(), "rss_mb": rss}), flush=True)
    application.quit()

application = QApplication([])
scene = QGraphicsScene()
view = View(scene)
view.resize(1440, 900)
view.show()
application.exec()
"""


def measured(command: list[str], keeping: str, *, first: bool = False) -> dict[str, float]:
    """Run one program and return the JSON line that it prints.

    ``keeping`` is the folder for what it compiles and for its cache; a ``first`` start finds an empty cache.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder if first else keeping}
        environment["PYTHONPYCACHEPREFIX"] = f"{keeping}/byte-code"
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, timeout=120)
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def main(runs: int) -> None:
    """Measure and print."""
    ours = [sys.executable, "-m", "explorer", "--time-start"]
    empty = [sys.executable, "-c", EMPTY_WINDOW]
    with tempfile.TemporaryDirectory() as keeping:
        for command in (ours, empty):
            measured(command, keeping)  # a warm-up each, so that byte code and disk caches are the same for both
        pairs = [(measured(ours, keeping), measured(empty, keeping)) for _ in range(runs)]
        firsts = [(measured(ours, keeping, first=True), measured(empty, keeping)) for _ in range(runs)]
    print(f"{'':24}{'ours':>10}{'empty':>10}{'ratio':>8}{'min':>7}{'max':>7}   ({runs} pairs, medians)")
    for key in ("first_paint_ms", "rss_mb", "interactive_ms"):
        show(key, pairs, key)
    show("first_paint_ms, 1st ever", firsts, "first_paint_ms")


def show(name: str, pairs: list[tuple[dict[str, float], dict[str, float]]], key: str) -> None:
    """Print one row."""
    ratios = [a[key] / b[key] for a, b in pairs]
    a, b = (statistics.median(side[key] for side in column) for column in zip(*pairs, strict=True))
    print(f"{name:24}{a:10.1f}{b:10.1f}{statistics.median(ratios):8.2f}{min(ratios):7.2f}{max(ratios):7.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
