"""Does the window ever stand still with 10,000 nodes? The real one opens, pans, searches and flips under a watchdog.

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/watchdog.py [NODES:EDGES] [--where] [--yaml | --bnet]

Writes a network of 10,000 nodes and 30,000 arrows as .bnet and as a pathway file, opens each in a complete window as
a user does, and prints for each act the longest time in milliseconds between two turns of the event loop, painting
included (on the wall, and of the processor's time that this process had), and how long the act took until everything
was in place. Bar: 100 ms after the first paint. ``--where`` also
prints what the window's thread was doing in its longest pause.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[2]))

from large_files import write_bnet, write_yaml

from explorer.locate import shipped_pathways
from explorer.session.settings import SettingsFile
from explorer.ui.theme.fonts import font
from explorer.ui.window.main_window import MainWindow
from explorer.ui.window.start import ANSWERS
from explorer.ui.window.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer.ui.canvas.view import CanvasView

BAR = 100.0
_BEAT = 2
_QUIET_SECONDS = 0.25
_PATIENCE_SECONDS = 120.0
_WORTH_A_LOOK = 0.04


class Pause(NamedTuple):
    """The longest pause of an act, in milliseconds on the wall and of this process's own time, and its seconds.

    Where other programs use the machine the wall says more about them; the process's time counts all its threads.
    """

    longest: float
    own: float
    seconds: float


class Watchdog(QObject):
    """A timer that wants to fire every two milliseconds and remembers the longest time that it could not."""

    def __init__(self, *, looks: bool = False, clock: Callable[[], float] = time.process_time) -> None:
        super().__init__()
        self.longest = self.own = 0.0
        self._clock = clock
        self._own = clock()
        self.places: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()
        self.last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT)
        self._thread = threading.get_ident()
        if looks:
            threading.Thread(target=self._look, daemon=True).start()

    def _beat(self) -> None:
        now = time.perf_counter()
        own = self._clock()
        pause, used = (now - self.last) * 1e3 - _BEAT, (own - self._own) * 1e3
        self.longest = max(self.longest, pause)
        if used > self.own:
            self.own, self.places = used, self._seen
        self.last, self._own, self._seen = now, own, Counter()

    def restart(self) -> None:
        """Forget what was seen."""
        self.longest, self.own = 0.0, 0.0
        self.last, self._own = time.perf_counter(), self._clock()
        self.places, self._seen = Counter(), Counter()

    def _look(self) -> None:
        while True:
            time.sleep(0.01)
            if time.perf_counter() - self.last > _WORTH_A_LOOK:
                frame = sys._current_frames().get(self._thread)
                stack = [entry for entry in traceback.extract_stack(frame) if "explorer" in entry.filename]
                names = [f"{Path(entry.filename).name}:{entry.lineno} {entry.name}" for entry in stack[-7:]]
                self._seen[" < ".join(reversed(names))] += 1


class Acts:
    """One window, and what a user does in it."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        *,
        looks: bool = False,
        clock: Callable[[], float] = time.process_time,
    ) -> None:
        self.application = application
        self.loop = QEventLoop()
        self.workspace = Workspace(SettingsFile(folder / "settings.json"))
        self.window = MainWindow(self.workspace)
        self.workspace.open(shipped_pathways()[0])
        self.window.resize(1440, 900)
        self.window.show()
        for module in ("pyqtgraph", *ANSWERS):  # as a start does, aside
            importlib.import_module(module)
        self.window.complete()
        self.watchdog = Watchdog(looks=looks, clock=clock)
        self.found: dict[str, Pause] = {}
        self.places: dict[str, Counter[str]] = {}
        self.until(lambda: False, seconds=1.0)

    def until(self, condition: Callable[[], bool], *, seconds: float = _PATIENCE_SECONDS) -> None:
        """Let the window live until ``condition`` holds, or for ``seconds``."""
        end = time.perf_counter() + seconds
        while not condition() and time.perf_counter() < end:
            self.loop.processEvents(
                QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
            )

    @property
    def is_idle(self) -> bool:
        """Whether nothing moves, and nobody works."""
        workspace, scene = self.workspace, self.window.canvas.diagram_scene
        return not (
            workspace.opening.is_busy
            or workspace.opening.is_reloading
            or workspace.running.is_busy
            or workspace.player.playing
            or scene.is_busy
            or scene.surface.is_hurried
            or self.window.finder.is_reading
        )

    def settle(self) -> None:
        """Wait until all has been quiet for a moment."""
        quiet_since = [time.perf_counter()]

        def is_quiet() -> bool:
            if not self.is_idle:
                quiet_since[0] = time.perf_counter()
            return time.perf_counter() - quiet_since[0] > _QUIET_SECONDS

        self.until(is_quiet)

    def act(self, name: str, doing: Callable[[], object] | Iterator[object]) -> None:
        """Do something, all at once or one thing a turn, and remember the longest pause until all is quiet."""
        self.watchdog.restart()
        began = time.perf_counter()
        if callable(doing):
            QTimer.singleShot(0, doing)
            self.until(lambda: False, seconds=0.02)
        else:
            for _ in doing:
                self.until(lambda: False, seconds=0.02)
        self.settle()
        self.found[name] = Pause(self.watchdog.longest, self.watchdog.own, time.perf_counter() - began - _QUIET_SECONDS)
        self.places[name] = Counter(self.watchdog.places)

    def all(self, path: Path) -> None:
        """Do everything with the file at ``path``."""
        window, workspace, canvas = self.window, self.workspace, self.window.canvas
        self.act("open", lambda: workspace.open(path))
        if workspace.open_document.path != path:
            message = window.message_bar.current
            raise SystemExit(f"{path} was not opened: {message.text if message else 'no message'}")
        scroll = canvas.verticalScrollBar()
        self.act("pan, far", (scroll.setValue(scroll.value() + 7) for _ in range(20)))
        self.act("zoom in to 100 %", (canvas.zoom_by(1.2) for _ in range(16)))
        self.act("pan, near", (scroll.setValue(scroll.value() + 40) for _ in range(30)))
        self.act("first key of a search", lambda: self._begin_search("n"))
        self.act("rest of the search", (QTest.keyClicks(window.finder.box, key) for key in "4321"))
        self.act("go to what was found", lambda: QTest.keyClick(window.finder.box, Qt.Key.Key_Return))
        self.act("flip a node, near", lambda: canvas.toggle_requested.emit("N4321"))
        self.act("undo", workspace.undo)
        self.act("redo", workspace.redo)
        canvas.fit()
        self.settle()
        self.act("flip an input, far", lambda: canvas.toggle_requested.emit("N3"))
        self.act("three flips at once", (canvas.toggle_requested.emit(node) for node in ("N1", "N2", "N5")))
        self.act("table of nodes", window.actions_by_id["node_table"].trigger)
        self.act("flip with the table open", lambda: canvas.toggle_requested.emit("N7"))
        self.act("select by a click", lambda: _click(canvas))
        self.act("another theme", window.actions_by_id["dark"].trigger)
        self.act("reload", workspace.reload)
        self.act("open a small one", lambda: workspace.open(shipped_pathways()[0]))

    def _begin_search(self, key: str) -> None:
        self.window.activateWindow()
        self.window.finder.find()
        QTest.keyClicks(self.window.finder.box, key)


def _click(canvas: CanvasView) -> None:
    """Select what lies there, without flipping it."""
    keys, at = Qt.KeyboardModifier.ShiftModifier, QPoint(300, 300)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, keys, at)


def worst_pauses(kind: str = "bnet", nodes: int = 10_000, edges: int = 30_000, *, looks: bool = False) -> Acts:
    """Return what was found with a file of that ``kind`` (``bnet`` or ``yaml``)."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setFont(font(14))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"large.{kind}"
        (write_bnet if kind == "bnet" else write_yaml)(path, nodes, edges)
        acts = Acts(application, Path(folder), looks=looks)
        acts.all(path)
        acts.act("close", acts.window.close)
        return acts


def main(words: list[str]) -> None:
    """Measure both kinds of files, or the one asked for, of the size in ``words``, or of 10,000 nodes."""
    sizes = [tuple(map(int, word.split(":"))) for word in words if ":" in word] or [(10_000, 30_000)]
    for kind in [kind for kind in ("bnet", "yaml") if f"--{kind}" in words] or ["bnet", "yaml"]:
        acts = worst_pauses(kind, *sizes[0], looks="--where" in words)
        print(f"{kind}: {sizes[0][0]} nodes, {sizes[0][1]} arrows")
        for name, (pause, own, seconds) in acts.found.items():
            verdict = "" if pause <= BAR else "   over the bar" if own > BAR else "   other programs"
            print(f"   {name:<26} longest pause {pause:6.1f} ms, own {own:6.1f}   in place {seconds:5.1f} s{verdict}")
            for place, count in acts.places[name].most_common(8) if own > BAR / 2 else ():
                print(f"         {count * 10:5} ms {place}")


if __name__ == "__main__":
    main(sys.argv[1:])
