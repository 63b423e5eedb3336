"""From a new state to the painted canvas: steps, animated frames, panning and zooming at four sizes.

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/canvas.py [NODES:EDGES ...]

Prints median and 95th percentile in milliseconds of processor time (which other programs on the machine disturb
little). Bars: 56 nodes, a step 8 and 16 ms; 1,000 nodes and 3,000 edges, 12 changes 16 ms and all changes 50 ms (95th
percentile); an animated frame 16 ms at 300 nodes and 33 ms at 1,000; a pan step 66 ms at 10,000 nodes.
"""

from __future__ import annotations

import math
import random
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[2]))

from explorer.pathway.captions import natural_size, wrapped
from explorer.pathway.definition import Confidence, Edge, Effect, Node, NodeKind, Pathway
from explorer.pathway.diagram import Diagram
from explorer.pathway.geometry import Box
from explorer.session.moment import Moment
from explorer.ui.canvas.view import CanvasView

if TYPE_CHECKING:
    from collections.abc import Callable

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


class Bench:
    """One diagram in one view, and a clock."""

    def __init__(self, application: QApplication, nodes: int, edges: int) -> None:
        self.application = application
        self.random = random.Random(SEED)  # noqa: S311  (nothing secret)
        self.pathway, diagram = grid(nodes, edges)
        self.state = [self.random.randrange(2) for _ in range(nodes)]
        self.view = CanvasView()
        self.view.resize(1250, 850)
        first = self.took(lambda: self._open(diagram))
        print(f"{nodes} nodes, {edges} edges: opened and painted in {first:.0f} ms")

    def _open(self, diagram: Diagram) -> None:
        self.view.show_pathway(self.pathway, diagram)
        self.view.show_moment(moment(self.state, self.state))
        self.view.show()

    def took(self, work: Callable[[], object]) -> float:
        """Milliseconds of processor time until ``work`` is painted."""
        begin = time.process_time()
        work()
        self.application.processEvents()
        return (time.process_time() - begin) * 1e3

    def flipped(self, count: int) -> list[int]:
        """The state with ``count`` nodes flipped."""
        chosen = set(self.random.sample(range(len(self.state)), min(count, len(self.state))))
        return [bit ^ (at in chosen) for at, bit in enumerate(self.state)]

    def steps(self, count: int, *, times: int) -> None:
        """Steps in which ``count`` nodes change, without animation."""
        found = []
        for _ in range(times):
            after = self.flipped(count)
            shown = moment(self.state, after)
            found.append(self.took(lambda shown=shown: self.view.show_moment(shown)))  # type: ignore[misc]
            self.state = after
        report(f"step, {count} nodes change", found[3:])

    def frames(self) -> None:
        """Frames of steps in which 12 nodes change."""
        found = []
        for _ in range(5):
            after = self.flipped(12)
            targets = {f"n{at}" for at, bit in enumerate(after) if bit != self.state[at]}
            carriers = frozenset(edge.id for edge in self.pathway.edges if edge.target in targets)
            for frame in range(1, 20):
                shown = moment(self.state, after, phase=frame / 20, carriers=carriers)
                found.append(self.took(lambda shown=shown: self.view.show_moment(shown)))  # type: ignore[misc]
            self.state = after
            self.view.show_moment(moment(after, after))
        report("animated frame, 12 nodes change", found)

    def camera(self) -> None:
        """Panning by dragging, and zooming by the keyboard."""
        scroll = self.view.verticalScrollBar()
        report("pan", [self.took(lambda: scroll.setValue(scroll.value() + 7)) for _ in range(20)])
        report("zoom", [self.took(lambda: self.view.zoom_by(1.05)) for _ in range(8)])


def report(what: str, milliseconds: list[float]) -> None:
    """Print one line."""
    ordered = sorted(milliseconds)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"   {what:<34} median {statistics.median(ordered):6.1f}   95 % {late:6.1f} ms")


def main(words: list[str]) -> None:
    """Measure the sizes in ``words``, or all."""
    application = QApplication([])
    sizes = [tuple(map(int, word.split(":"))) for word in words] or SIZES
    for nodes, edges in sizes:
        bench = Bench(application, nodes, edges)
        bench.steps(12, times=30)
        bench.steps(nodes, times=12)
        bench.frames()
        bench.camera()
        bench.view.close()


if __name__ == "__main__":
    main(sys.argv[1:])
