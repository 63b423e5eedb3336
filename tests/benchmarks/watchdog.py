"""Does the window ever stand still with 10,000 nodes? It opens, pans, zooms and flips while the event loop is watched.

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/watchdog.py [NODES:EDGES]

Prints for each act the longest time in milliseconds between two turns of the event loop, painting included. Bar: 100
after the first paint.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[2]))

from canvas import SEED, grid, moment

from explorer.ui.canvas.view import CanvasView

if TYPE_CHECKING:
    from collections.abc import Callable

BAR = 100.0
_SETTLED_TURNS = 3


class Watchdog(QObject):
    """A timer that wants to fire at every turn and remembers the longest time that it could not."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(0)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1e3)
        self._last = now

    def restart(self) -> None:
        """Forget what was seen."""
        self.longest, self._last = 0.0, time.perf_counter()


def worst_pauses(nodes: int = 10_000, edges: int = 20_000) -> dict[str, float]:
    """Return for each act the longest pause in milliseconds."""
    application = QApplication.instance() or QApplication([])
    choice = random.Random(SEED)  # noqa: S311  (nothing secret)
    pathway, diagram = grid(nodes, edges)
    view = CanvasView()
    view.resize(1250, 850)
    view.show()
    application.processEvents()
    watchdog, found = Watchdog(), {}
    state = [0] * nodes

    def act(name: str, *doing: Callable[[], object]) -> None:
        watchdog.restart()
        for one in doing:
            one()
            application.processEvents()
        quiet = 0
        while quiet < _SETTLED_TURNS or view.diagram_scene.surface.is_hurried:
            application.processEvents()
            quiet = 0 if view.diagram_scene.is_busy else quiet + 1
        found[name] = watchdog.longest

    def opening() -> None:
        view.show_pathway(pathway, diagram)
        view.show_moment(moment(state, state))

    def flipped(count: int) -> Callable[[], object]:
        chosen = set(choice.sample(range(nodes), count))
        after = [bit ^ (at in chosen) for at, bit in enumerate(state)]

        def flip() -> None:
            view.show_moment(moment(state, after))
            state[:] = after

        return flip

    scroll = view.verticalScrollBar()
    begin = time.perf_counter()
    act("open", opening)
    seconds = time.perf_counter() - begin
    act("flip 12, far", flipped(12))
    act("flip all, far", flipped(nodes))
    act("pan, far", *(lambda: scroll.setValue(scroll.value() + 7) for _ in range(20)))
    act("zoom in to 100 %", *(lambda: view.zoom_by(1.2) for _ in range(14)))
    act("pan, near", *(lambda: scroll.setValue(scroll.value() + 40) for _ in range(40)))
    act("flip all, near", flipped(nodes))
    act("zoom out again", *(lambda: view.zoom_by(1 / 1.2) for _ in range(14)))
    print(f"{nodes} nodes, {edges} edges: everything in place {seconds:.1f} s after opening")
    view.close()
    return found


def main(words: list[str]) -> None:
    """Measure the size in ``words``, or 10,000 nodes."""
    sizes = tuple(map(int, words[0].split(":"))) if words else ()
    for name, pause in worst_pauses(*sizes).items():
        print(f"   {name:<22} longest pause {pause:6.1f} ms{'' if pause <= BAR else '   over the bar'}")


if __name__ == "__main__":
    main(sys.argv[1:])
