"""Every bar of the design in one table: start, memory, clicks, frames, panning, pauses, layout; peers in the same run.

    xvfb-run -s "-screen 0 1920x1080x24" python tests/benchmarks/all.py [--quick]

Clicks are milliseconds from the new state to the painted window, median and 95th percentile on the wall; start and
memory are ratios to an empty PySide6 window. The peers are a canvas of one plain Qt item a node and an arrow (its
arrows keep their colour, so it has less to do than ours), and cytoscape.js in headless Chromium; where the latter
cannot be had, a line says so. Takes some three minutes; ``--quick`` leaves out the pauses and repeats less.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import PySide6
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[2]))

import browser
import start
from canvas import SIZES, Bench, Paints, grid, spread, until_painted
from naive import NaiveView

from explorer.pathway.definition import Layout
from explorer.pathway.diagram import diagram_of

PAUSE_BAR = 100.0
_MOST_SECONDS = 100  # for one kind of file
_PAUSES = """
import json, sys
sys.path.insert(0, sys.argv[1])
from watchdog import worst_pauses
print(json.dumps({name: tuple(pause) for name, pause in worst_pauses(sys.argv[2]).found.items()}))
"""


class Table:
    """What was measured, a line a bar; remembers how many were met."""

    def __init__(self) -> None:
        self.verdicts: list[bool] = []
        self._line("", "measured", "bar", "", "peers, medians in ms")

    def _line(self, what: str, measured: str, bar: str, verdict: str, peers: str) -> None:
        print(f"{what:<46}{measured:<22}{bar:<24}{verdict:<8}{peers}".rstrip(), flush=True)

    def row(self, what: str, measured: str, bar: str = "", *, met: bool | None = None, peers: str = "") -> None:
        """Print one line; ``met`` is None where there is no bar."""
        if met is not None:
            self.verdicts.append(met)
        self._line(what, measured, bar, {True: "met", False: "MISSED", None: ""}[met], peers)

    def remark(self, words: str) -> None:
        """Print what could not be measured, and why."""
        print(f"   {words}", flush=True)


def machine() -> str:
    """Return what the figures depend on."""
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    versions = f"Python {platform.python_version()}, PySide6 {PySide6.__version__}"
    return f"{os.cpu_count()} x {model}, {platform.system()}, {versions}, software rendering, {load()}"


def load() -> str:
    """Return how busy the machine has been, where that can be known."""
    return f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"


def start_rows(table: Table, runs: int) -> None:
    """Start and memory against an empty window."""
    ours, empty = [sys.executable, "-m", "explorer", "--time-start"], [sys.executable, "-c", start.EMPTY_WINDOW]
    try:
        with tempfile.TemporaryDirectory() as folder:
            for command in (ours, empty):
                start.measured(command, folder)
            pairs = [(start.measured(ours, folder), start.measured(empty, folder)) for _ in range(runs)]
    except subprocess.CalledProcessError as error:
        table.remark(f"start was not measured: {_last_line(error)}")
        return
    except subprocess.TimeoutExpired as error:
        table.remark(f"start was not measured: not done after {error.timeout:.0f} s")
        return
    for key, name in (("first_paint_ms", "start to painted diagram"), ("rss_mb", "memory after start")):
        ratio = statistics.median(a[key] / b[key] for a, b in pairs)
        table.row(f"{name}, x empty window", f"{ratio:.2f} x", "2 x", met=ratio <= 2.0)


def plain(application: QApplication, nodes: int, edges: int) -> dict[int, float]:
    """Return the medians of the plain canvas, by how many nodes change."""
    view = NaiveView(grid(nodes, edges)[1])
    paints = Paints(view.viewport())
    until_painted(application, paints, view.show)
    found: dict[int, float] = {}
    for count in (12, nodes):
        taken = []
        for _ in range(8):
            begin = time.perf_counter()
            until_painted(application, paints, partial(view.flip, list(range(count))))
            taken.append((time.perf_counter() - begin) * 1e3)
        found[count] = statistics.median(taken[2:])
    view.close()
    return found


def click_rows(table: Table, bench: Bench, times: int) -> None:
    """Clicks after which twelve nodes, or all, change; beside the peers."""
    nodes, edges = len(bench.pathway.nodes), len(bench.pathway.edges)
    naive = plain(bench.application, nodes, edges)
    version, web = browser.measured(bench.pathway, bench.diagram) if nodes != 300 else ("", {})
    for key, count in (("twelve", 12), ("all", nodes)):
        median, late = spread(bench.steps(count, times=times))
        latest = 50 if count == 1000 else 16
        bar, met, peers = f"- / {latest} ms", late <= latest, f"plain Qt {naive[count]:.0f}"
        if nodes == 56:
            bar, met = "8 / 16 ms", met and median <= 8
        if web:
            peer = statistics.median(web[key])
            peers += f", cytoscape.js {version} {peer:.0f}: ours is {median / peer:.2f} of it"
            if nodes == 1000:
                bar, met = f"{bar}, 1/4 of web", met and median <= peer / 4
        is_barred = nodes != 300
        name = "12" if key == "twelve" else "all"
        table.row(
            f"{nodes} nodes, {edges} edges: click, {name} change",
            f"{median:.1f} / {late:.1f} ms",
            bar if is_barred else "",
            met=met if is_barred else None,
            peers=peers,
        )
    if version and not web:
        table.remark(f"no cytoscape.js beside it: {version}")


def canvas_rows(table: Table, application: QApplication, times: int) -> None:
    """Clicks, frames and panning at four sizes."""
    for nodes, edges in SIZES:
        bench = Bench(application, nodes, edges, time.perf_counter)
        if nodes <= 1000:
            click_rows(table, bench, times)
            frames = bench.frames(steps=4)
            rate, least = 1e3 * len(frames) / sum(frames), 30 if nodes == 1000 else 60
            table.row(f"{nodes} nodes: animated run", f"{rate:.0f} frames/s", f"{least} frames/s", met=rate >= least)
        for name, pans in (("panning", bench.pans()), ("all in sight painted anew", bench.repaints())):
            rate = 1e3 * len(pans) / sum(pans)
            bar = "15 frames/s" if nodes == 10_000 and name == "panning" else ""
            table.row(f"{nodes} nodes: {name}", f"{rate:.0f} frames/s", bar, met=rate >= 15 if bar else None)
        bench.view.close()


def pause_rows(table: Table, kind: str) -> None:
    """The longest time for which the real window stands still with 10,000 nodes, act by act.

    On the wall, and of the process's own time: where other programs use the machine the wall says more about them.
    """
    command = [sys.executable, "-c", _PAUSES, str(Path(__file__).parent), kind]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_MOST_SECONDS)
    except subprocess.CalledProcessError as error:
        table.remark(f"pauses with .{kind} were not measured: {_last_line(error)}")
        return
    except subprocess.TimeoutExpired:
        table.remark(f"pauses with .{kind} were not measured: not done after {_MOST_SECONDS} s")
        return
    for name, (wall, own, seconds) in json.loads(done.stdout.strip().splitlines()[-1]).items():
        words, met = f"{wall:.0f} ms, own {own:.0f} ms", min(wall, own) <= PAUSE_BAR
        after = f"in place after {seconds:.1f} s"
        table.row(f"10000 nodes .{kind}, {name}: pause", words, f"{PAUSE_BAR:.0f} ms", met=met, peers=after)


def _last_line(error: subprocess.CalledProcessError) -> str:
    return str(error.stderr or error).strip().splitlines()[-1]


def layout_rows(table: Table) -> None:
    """Time to lay out and route pathways without positions."""
    for nodes, edges in SIZES[:2]:
        bare = replace(grid(nodes, edges)[0], layout=Layout())
        begin = time.perf_counter()
        diagram_of(bare)
        table.row(f"{nodes} nodes: layout and routes", f"{(time.perf_counter() - begin) * 1e3:.0f} ms")


def main(words: list[str]) -> None:
    """Print the table."""
    quick, begin = "--quick" in words, time.perf_counter()
    print(machine())
    table = Table()
    start_rows(table, 3 if quick else 7)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # what follows draws by software into memory, as on a bare machine
    application = QApplication([])
    canvas_rows(table, application, 12 if quick else 40)
    if not quick:
        for kind in ("bnet", "yaml"):
            pause_rows(table, kind)
    layout_rows(table)
    met, bars = sum(table.verdicts), len(table.verdicts)
    print(f"{met} of {bars} bars met, {bars - met} missed; {time.perf_counter() - begin:.0f} s, {load()} at the end")


if __name__ == "__main__":
    main(sys.argv[1:])
