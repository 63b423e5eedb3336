"""Every bar of the design in one table: start, memory, clicks, frames, panning, layout; peers measured in the same run.

    xvfb-run -s "-screen 0 1920x1080x24" python tests/benchmarks/all.py [--quick]

Clicks are milliseconds from the new state to the painted window, median and 95th percentile of wall-clock time. Start
and memory are ratios to an empty PySide6 window. The peers are a canvas of one plain Qt item a node and an arrow, and
cytoscape.js in headless Chromium; where the latter cannot be had, a line says so.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

sys.path.insert(0, str(Path(__file__).parents[2]))

import browser
import start
from canvas import Bench, grid, moment
from naive import NaiveView
from watchdog import BAR, worst_pauses

from explorer.pathway.diagram import diagram_of

if TYPE_CHECKING:
    from collections.abc import Callable


def spread(milliseconds: list[float]) -> tuple[float, float]:
    """Return median and 95th percentile."""
    ordered = sorted(milliseconds)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def row(what: str, measured: str, bar: str, *, met: bool | None, peers: str = "") -> None:
    """Print one line of the table."""
    verdict = {True: "met", False: "MISSED", None: ""}[met]
    print(f"{what:<44}{measured:<24}{bar:<24}{verdict:<8}{peers}", flush=True)


def start_rows(runs: int) -> None:
    """Start and memory against an empty window."""
    ours, empty = [sys.executable, "-m", "explorer", "--time-start"], [sys.executable, "-c", start.EMPTY_WINDOW]
    with tempfile.TemporaryDirectory() as folder:
        for command in (ours, empty):
            start.measured(command, folder)
        pairs = [(start.measured(ours, folder), start.measured(empty, folder)) for _ in range(runs)]
    for key, name in (("first_paint_ms", "start to painted diagram"), ("rss_mb", "memory after start")):
        ratio = statistics.median(a[key] / b[key] for a, b in pairs)
        row(f"{name}, x empty window", f"{ratio:.2f} x", "2 x", met=ratio <= 2.0)


class Paints(QObject):
    """Counts how often a viewport is painted, so that nothing is timed that is never seen."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.count = 0
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's own)
        """Count, and let everything through."""
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def until_painted(application: QApplication, paints: Paints, work: Callable[[], object]) -> float:
    """Milliseconds on the wall until ``work`` is painted."""
    before, begin = paints.count, time.perf_counter()
    work()
    while paints.count == before and time.perf_counter() - begin < 10:
        application.processEvents()
    return (time.perf_counter() - begin) * 1e3


class WallBench(Bench):
    """The same diagram, timed by the clock on the wall and until everything is in place."""

    paints: Paints | None = None

    def took(self, work: Callable[[], object]) -> float:
        """Milliseconds until ``work`` is painted and nothing waits."""
        self.paints = self.paints or Paints(self.view.viewport())
        begin = time.perf_counter()
        until_painted(self.application, self.paints, work)
        while self.view.diagram_scene.is_busy:
            self.application.processEvents()
        return (time.perf_counter() - begin) * 1e3

    def clicks(self, count: int, times: int) -> tuple[float, float]:
        """Steps in which ``count`` nodes change."""
        found = []
        for _ in range(times):
            after = self.flipped(count)
            shown = moment(self.state, after)
            found.append(self.took(lambda shown=shown: self.view.show_moment(shown)))  # type: ignore[misc]
            self.state = after
        return spread(found[3:])

    def frames(self) -> tuple[float, float]:
        """Frames of steps in which 12 nodes change."""
        found = []
        for _ in range(4):
            after = self.flipped(12)
            targets = {f"n{at}" for at, bit in enumerate(after) if bit != self.state[at]}
            carriers = frozenset(edge.id for edge in self.pathway.edges if edge.target in targets)
            for frame in range(1, 20):
                shown = moment(self.state, after, phase=frame / 20, carriers=carriers)
                found.append(self.took(lambda shown=shown: self.view.show_moment(shown)))  # type: ignore[misc]
            self.state = after
            self.view.show_moment(moment(after, after))
        return spread(found)

    def pans(self) -> tuple[float, float]:
        """Panning at the zoom at which everything is in sight."""
        scroll = self.view.verticalScrollBar()
        return spread([self.took(lambda: scroll.setValue(scroll.value() + 7)) for _ in range(30)])


def naive_rows(application: QApplication, nodes: int, edges: int) -> dict[str, float]:
    """Medians of the plain canvas for twelve and all nodes."""
    view = NaiveView(grid(nodes, edges)[1])
    paints = Paints(view.viewport())
    until_painted(application, paints, view.show)
    found: dict[str, float] = {}
    for name, numbers in (("twelve", list(range(12))), ("all", list(range(nodes)))):
        taken = [until_painted(application, paints, partial(view.flip, numbers)) for _ in range(8)]
        found[name] = statistics.median(taken[2:])
    view.close()
    return found


def canvas_rows(application: QApplication, times: int) -> None:
    """Clicks, frames and panning at four sizes."""
    for nodes, edges in ((56, 80), (300, 600), (1000, 3000), (10_000, 20_000)):
        bench = WallBench(application, nodes, edges)
        if nodes <= 1000:
            plain = naive_rows(application, nodes, edges)
            version, web = browser.measured(*grid(nodes, edges)) if nodes != 300 else ("", {})
            for name, count, bars in (("12", min(12, nodes), (8, 16) if nodes == 56 else (None, 16)),
                                      ("all", nodes, (8, 16) if nodes == 56 else (None, 50))):  # fmt: skip
                key = "twelve" if name == "12" else "all"
                median, late = bench.clicks(count, times)
                peers = f"plain Qt {plain[key]:.0f}"
                met = late <= bars[1] and (bars[0] is None or median <= bars[0])
                if web:
                    peer = statistics.median(web[key])
                    peers += f", cytoscape.js {version} {peer:.0f}: {median / peer:.2f} x"
                    met = met and (nodes != 1000 or median <= peer / 4)
                bar = f"{bars[0]} / {bars[1]} ms" if bars[0] else f"- / {bars[1]} ms"
                bar += ", 1/4 of web" if nodes == 1000 and web else ""
                row(f"{nodes} nodes, {name} change", f"{median:.1f} / {late:.1f} ms", bar, met=met, peers=peers)
            if not web and version:
                print(f"   cytoscape.js was not measured: {version}")
            median, _ = bench.frames()
            least = {56: 60, 300: 60, 1000: 30}[nodes]
            row(f"{nodes} nodes, animated", f"{1000 / median:.0f} frames/s", f"{least} frames/s",
                met=1000 / median >= least)  # fmt: skip
        median, _ = bench.pans()
        row(f"{nodes} nodes, panning, all in sight", f"{1000 / median:.0f} frames/s",
            "15 frames/s" if nodes == 10_000 else "", met=1000 / median >= 15 if nodes == 10_000 else None)  # fmt: skip
        bench.view.close()


def pause_rows() -> None:
    """The longest pauses of the real window with files of 10,000 nodes, on the wall and of its own processor time."""
    for kind in ("bnet", "yaml"):
        for name, pause in worst_pauses(kind).found.items():
            row(f"10000 nodes .{kind}, {name}: pause", f"{pause.longest:.0f} ms, own {pause.own:.0f} ms",
                f"{BAR:.0f} ms", met=min(pause.longest, pause.own) <= BAR,
                peers=f"in place after {pause.seconds:.1f} s")  # fmt: skip


def layout_rows() -> None:
    """Time to lay out and route pathways without positions."""
    from dataclasses import replace

    from explorer.pathway.definition import Layout

    for nodes, edges in ((56, 80), (300, 600)):
        bare = replace(grid(nodes, edges)[0], layout=Layout())
        begin = time.perf_counter()
        diagram_of(bare)
        row(f"layout and routes, {nodes} nodes", f"{(time.perf_counter() - begin) * 1e3:.0f} ms", "", met=None)


def main(words: list[str]) -> None:
    """Print the table."""
    quick = "--quick" in words
    print(f"{'':<44}{'measured (median / 95 %)':<24}{'bar':<24}{'':<8}peers (median ms)")
    try:
        start_rows(3 if quick else 7)
    except subprocess.CalledProcessError as error:
        print(f"   start was not measured: {error.stderr.strip().splitlines()[-1] if error.stderr else error}")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # what follows draws by software into memory, as on a bare machine
    application = QApplication([])
    canvas_rows(application, 12 if quick else 40)
    pause_rows()
    layout_rows()


if __name__ == "__main__":
    main(sys.argv[1:])
