"""Every bar of the design in one table: start, memory, clicks, frames, pauses, layout, answers; peers in the same run.

    xvfb-run -s "-screen 0 1920x1080x24" python tests/benchmarks/all.py [--quick]

Clicks are milliseconds from the new state to the painted window, median and 95th percentile on the wall; start and
memory are ratios to an empty PySide6 window. The peers are a canvas of one plain Qt item a node and an arrow (its
arrows keep their colour, so it has less to do than ours), and cytoscape.js in headless Chromium; where the latter
cannot be had, a line says so. Where a bar is missed on the wall while the process's own time is within it, other
programs had the processor: such a line is neither met nor missed, but says busy. Takes some six minutes where
nobody else works; ``--quick`` leaves out the pauses and repeats less.
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

import answers
import browser
import panes
import start
from canvas import SIZES, Bench, Paints, Took, grid, spread, until_painted
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
        self.verdicts: list[str] = []
        self._line("", "measured", "bar", "", "peers, medians in ms")

    def _line(self, what: str, measured: str, bar: str, verdict: str, peers: str) -> None:
        print(f"{what:<46}{measured:<34}{bar:<24}{verdict:<8}{peers}".rstrip(), flush=True)

    def row(
        self, what: str, measured: str, bar: str = "", *, met: bool = False, met_by_own: bool = False, peers: str = ""
    ) -> None:
        """Print one line; without ``bar`` there is no verdict. ``met_by_own``: by the time that this process had."""
        verdict = "" if not bar else "met" if met else "busy" if met_by_own else "MISSED"
        if verdict:
            self.verdicts.append(verdict)
        self._line(what, measured, bar, verdict, peers)

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
        found = bench.steps(count, times=times)
        wall, own = spread([took.wall for took in found]), spread([took.own for took in found])
        peer = statistics.median(web[key]) if web else 0.0
        middle, latest = (8 if nodes == 56 else 0), (50 if count == 1000 else 16)
        bar = f"{middle or '-'} / {latest} ms" if nodes != 300 else ""
        quarter = peer / 4 if nodes == 1000 else 0.0

        def is_met(
            took: tuple[float, float], middle: int = middle, latest: int = latest, quarter: float = quarter
        ) -> bool:
            return took[1] <= latest and not (0 < middle < took[0]) and not (0 < quarter < took[0])

        words = f"plain Qt {naive[count]:.0f}"
        if peer:
            words += f", cytoscape.js {version} {peer:.0f}: ours is {wall[0] / peer:.2f} of it"
        table.row(
            f"{nodes} nodes, {edges} edges: click, {'12' if count == 12 else 'all'} change",
            f"{wall[0]:.1f} / {wall[1]:.1f} ms, own {own[0]:.1f} / {own[1]:.1f}",
            f"{bar}, 1/4 of web" if quarter else bar,
            met=is_met(wall),
            met_by_own=is_met(own),
            peers=words,
        )
    if version and not web:
        table.remark(f"no cytoscape.js beside it: {version}")


def rate_row(table: Table, what: str, frames: list[Took], least: int) -> None:
    """How many such frames a second has; at ``least`` so many, or 0 where there is no bar."""
    wall, own = (1e3 * len(frames) / max(0.001, sum(each)) for each in zip(*frames, strict=True))
    bar = f"{least} frames/s" if least else ""
    table.row(what, f"{wall:.0f} frames/s, own {own:.0f}", bar, met=wall >= least, met_by_own=own >= least)


def canvas_rows(table: Table, application: QApplication, times: int) -> None:
    """Clicks, frames and panning at four sizes."""
    for nodes, edges in SIZES:
        bench = Bench(application, nodes, edges)
        if nodes <= 1000:
            click_rows(table, bench, times)
            rate_row(table, f"{nodes} nodes: animated run", bench.frames(steps=4), 30 if nodes == 1000 else 60)
        rate_row(table, f"{nodes} nodes: panning", bench.pans(), 15 if nodes == 10_000 else 0)
        rate_row(table, f"{nodes} nodes: all in sight painted anew", bench.repaints(), 0)
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
        words, met, by_own = f"{wall:.0f} ms, own {own:.0f} ms", wall <= PAUSE_BAR, own <= PAUSE_BAR
        after = f"in place after {seconds:.1f} s"
        table.row(
            f"10000 nodes .{kind}, {name}: pause", words, f"{PAUSE_BAR:.0f} ms", met=met, met_by_own=by_own, peers=after
        )


def _last_line(error: subprocess.CalledProcessError) -> str:
    return str(error.stderr or error).strip().splitlines()[-1]


def layout_rows(table: Table) -> None:
    """Time to lay out and route pathways without positions."""
    for nodes, edges in SIZES[:2]:
        bare = replace(grid(nodes, edges)[0], layout=Layout())
        begin = time.perf_counter()
        diagram_of(bare)
        table.row(f"{nodes} nodes: layout and routes", f"{(time.perf_counter() - begin) * 1e3:.0f} ms")


def answer_rows(table: Table) -> None:
    """Time to find the answers on the map of 56 nodes."""
    for what, seconds in answers.slowest().items():
        bar = answers.BARS[what]
        table.row(f"56 nodes: {what}", f"{seconds * 1e3:.0f} ms", f"{bar * 1e3:.0f} ms", met=seconds <= bar)


def pane_rows(table: Table, runs: int) -> None:
    """The longest time for which the window stands still as an answer is opened, first and later, and used."""
    for what, name in {**panes.PANES, panes.TOGETHER: panes.TOGETHER}.items():
        try:
            found = panes.least(what, panes.map_of_56(), runs)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            table.remark(f"{name} was not measured: {error}")
            continue
        openings = {act: pause for act, pause in found.items() if act in panes.OPENINGS}
        rest = {act: pause for act, pause in found.items() if act not in openings}
        worst = max(rest, key=lambda act: rest[act][0])
        for act, (wall, own) in {**openings, f"worst else, {worst}": rest[worst]}.items():
            words, met, by_own = f"{wall:.0f} ms, own {own:.0f} ms", wall <= panes.BAR, own <= panes.BAR
            table.row(f"{name}, {act}: pause", words, f"{panes.BAR:.0f} ms", met=met, met_by_own=by_own)


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
    answer_rows(table)
    if not quick:
        pane_rows(table, 2)
    met, missed, busy = (table.verdicts.count(verdict) for verdict in ("met", "MISSED", "busy"))
    seconds = time.perf_counter() - begin
    print(
        f"{met} met, {missed} missed, {busy} busy of {len(table.verdicts)} bars; {seconds:.0f} s, {load()} at the end"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
