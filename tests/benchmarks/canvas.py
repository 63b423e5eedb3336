"""From a new state to the painted canvas: steps, animated frames, panning and zooming at four sizes.

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/canvas.py [NODES:EDGES ...]

Prints median and 95th percentile in milliseconds of processor time, which other programs on the machine disturb little;
``all.py`` measures the same on the wall, beside the bars and the peers. The generated networks and the clicks that
both use are here.
"""

from __future__ import annotations

import math
import random
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

sys.path.insert(0, str(Path(__file__).parents[2]))

from explorer.pathway.captions import natural_size, wrapped
from explorer.pathway.definition import Confidence, Edge, Effect, Node, NodeKind, Pathway
from explorer.pathway.diagram import Diagram
from explorer.pathway.geometry import Box
from explorer.session.moment import Moment
from explorer.ui.canvas.view import CanvasView

if TYPE_CHECKING:
    from collections.abc import Callable

_WARM_UP = 3  # steps in which pictures are drawn that later ones find ready
_PATIENCE_SECONDS = 10.0
SIZES = ((56, 80), (300, 600), (1000, 3000), (10_000, 20_000))
SEED = 1


def grid(nodes: int, edges: int) -> tuple[Pathway, Diagram]:
    """Nodes in rows, with arrows to near ones."""
    choice = random.Random(SEED)  # noqa: S311  (nothing secret)
    columns = max(4, int(math.sqrt(nodes) * 0.9))
    made = {
        f"n{at}": Node(f"n{at}", f"Protein {at}", list(NodeKind)[at // 4 % 8 if at % 4 == 0 else 2])
        for at in range(nodes)
    }
    boxes = {
        id_: Box.around((at % columns * 190, at // columns * 110), *natural_size(node))
        for at, (id_, node) in enumerate(made.items())
    }
    arrows: dict[str, Edge] = {}
    routes = {}
    near = [1, -1, 3, columns, columns + 1, columns - 1, 2 * columns, -columns]
    while len(arrows) < edges:
        source = choice.randrange(nodes)
        target = min(nodes - 1, max(0, source + choice.choice(near) * choice.randint(1, 3)))
        if source == target:
            continue
        edge = Edge(f"n{source}", f"n{target}", choice.choice(list(Effect)), confidence=choice.choice(list(Confidence)))
        begin, end, aside = boxes[edge.source], boxes[edge.target], choice.uniform(-20, 20)
        x, to_x, y = begin.centre[0] + aside, end.centre[0] + aside, (begin.bottom + end.top) / 2 + aside
        arrows[edge.id] = edge
        routes[edge.id] = ((x, begin.bottom), (x, y), (to_x, y), (to_x, end.top))
    lines = {id_: wrapped(node.caption) for id_, node in made.items()}
    bounds = Box(-120, -80, columns * 190 + 40, (nodes // columns + 1) * 110 + 40)
    return Pathway("grid", "Grid", made, edges=tuple(arrows.values())), Diagram(boxes, lines, {}, routes, bounds)


def moment(
    before: list[int], after: list[int], *, phase: float = 0.0, carriers: frozenset[str] = frozenset()
) -> Moment:
    """The way from one state to another."""
    moving = frozenset(f"n{at}" for at, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1])
    start = tuple(before) if phase else tuple(after)
    return Moment(start, tuple(after), phase, {}, (0,) * len(after), moving if phase else frozenset(), carriers)


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


def until_painted(application: QApplication, paints: Paints, work: Callable[[], object]) -> None:
    """Do ``work`` and let the window live until it is painted."""
    before, end = paints.count, time.perf_counter() + _PATIENCE_SECONDS
    work()
    while paints.count == before and time.perf_counter() < end:
        application.processEvents()


def spread(milliseconds: list[float]) -> tuple[float, float]:
    """Return median and 95th percentile."""
    ordered = sorted(milliseconds)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


class Took(NamedTuple):
    """Milliseconds on the wall, and of this process's own time: the wall says more about other programs, if any run."""

    wall: float
    own: float


class Bench:
    """One diagram in one view."""

    def __init__(self, application: QApplication, nodes: int, edges: int) -> None:
        self.application = application
        self.random = random.Random(SEED)  # noqa: S311  (nothing secret)
        self.pathway, self.diagram = grid(nodes, edges)
        self.state = [self.random.randrange(2) for _ in range(nodes)]
        self.view = CanvasView()
        self.view.resize(1250, 850)
        self.paints = Paints(self.view.viewport())
        self.opened = self.took(self._open)

    def _open(self) -> None:
        self.view.show_pathway(self.pathway, self.diagram)
        self.view.show_moment(moment(self.state, self.state))
        self.view.show()

    def took(self, work: Callable[[], object]) -> Took:
        """How long it takes until ``work`` is painted and everything is in place."""
        begin, begin_own = time.perf_counter(), time.process_time()
        until_painted(self.application, self.paints, work)
        while self.view.diagram_scene.is_busy:
            self.application.processEvents()
        return Took((time.perf_counter() - begin) * 1e3, (time.process_time() - begin_own) * 1e3)

    def flipped(self, count: int) -> list[int]:
        """The state with ``count`` nodes flipped."""
        chosen = set(self.random.sample(range(len(self.state)), min(count, len(self.state))))
        return [bit ^ (at in chosen) for at, bit in enumerate(self.state)]

    def _shown(self, shown: Moment) -> Took:
        return self.took(lambda: self.view.show_moment(shown))

    def steps(self, count: int, *, times: int) -> list[Took]:
        """Steps in which ``count`` nodes change, without animation."""
        found = []
        for _ in range(times + _WARM_UP):
            after = self.flipped(count)
            found.append(self._shown(moment(self.state, after)))
            self.state = after
        return found[_WARM_UP:]

    def frames(self, *, steps: int = 5) -> list[Took]:
        """Frames of steps in which 12 nodes change and the arrows that carry the changes are lit."""
        found = []
        for _ in range(steps):
            after = self.flipped(12)
            targets = {f"n{at}" for at, bit in enumerate(after) if bit != self.state[at]}
            carriers = frozenset(edge.id for edge in self.pathway.edges if edge.target in targets)
            found += [
                self._shown(moment(self.state, after, phase=frame / 20, carriers=carriers)) for frame in range(1, 20)
            ]
            self.state = after
            self._shown(moment(after, after))
        return found

    def pans(self, by: int = 7) -> list[Took]:
        """Panning by dragging, ``by`` pixels at a time."""
        scroll = self.view.verticalScrollBar()
        return [self.took(lambda: scroll.setValue(scroll.value() + by)) for _ in range(30)]

    def repaints(self) -> list[Took]:
        """Everything in sight painted anew, which is the worst that a pan can ask for."""
        return [self.took(self.view.viewport().update) for _ in range(8)]

    def zooms(self) -> list[Took]:
        """Zooming by the keyboard."""
        return [self.took(lambda: self.view.zoom_by(1.05)) for _ in range(8)]


def main(words: list[str]) -> None:
    """Measure the sizes in ``words``, or all."""
    application = QApplication([])
    sizes = [tuple(map(int, word.split(":"))) for word in words] or SIZES
    for nodes, edges in sizes:
        bench = Bench(application, nodes, edges)
        print(f"{nodes} nodes, {edges} edges: opened and painted in {bench.opened.own:.0f} ms")
        for what, found in (
            ("step, 12 nodes change", bench.steps(12, times=30)),
            ("step, all nodes change", bench.steps(nodes, times=12)),
            ("animated frame, 12 nodes change", bench.frames()),
            ("pan", bench.pans()),
            ("everything painted anew", bench.repaints()),
            ("zoom", bench.zooms()),
        ):
            median, late = spread([took.own for took in found])
            print(f"   {what:<34} median {median:6.1f}   95 % {late:6.1f} ms")
        bench.view.close()


if __name__ == "__main__":
    main(sys.argv[1:])
