"""Which layout engine draws better, and how fast? Prints a table: engine by model.

Run: python tests/benchmarks/layout.py [--pictures FOLDER] [NAME...]

The models are open ones beside the checkout, from 10 to 303 nodes, and made ones up to 850. graphlay takes part
where it is installed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from explorer.errors import ExplorerError
from explorer.io.formats import load
from explorer.logic.rule_parser import parse_rule
from explorer.pathway.definition import Edge, Effect, Node, NodeKind, Pathway
from explorer.pathway.diagram import diagram_of
from explorer.pathway.layout.engine import LayoutEngine, with_places
from explorer.pathway.layout.graphlay_engine import GraphlayEngine
from explorer.pathway.layout.layered import LayeredEngine
from explorer.pathway.quality import quality_of

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "corpus"
MODELS = (
    "bbm-133-root-stem-cell",
    "bbm-181-cell-cycle-multilevel",
    "bbm-139-hyperinsulinemia",
    "bbm-108-geroconversion",
    "bbm-135-signal-transduction",
    "invasion-physiboss",
    "bbm-167-mesoderm",
    "psm-th-network",
    "bbm-137-liver-cancer",
    "bbm-284-anchorage",
    "bbm-082-tcr-tlr5",
    "bbm-210-cascade2",
    "bbm-239-m1-macrophage",
)
MADE = ((300, 1.8), (600, 1.8), (850, 1.8), (850, 2.6))


def made(count: int, degree: float, seed: int = 1) -> Pathway:
    """Return a network of ``count`` nodes with ``degree`` arrows a node: mostly forward, some hubs, some feedback."""
    chance = random.Random(seed)  # noqa: S311  (the seed makes it repeatable)
    inputs = max(2, count // 12)
    regulators: dict[int, set[int]] = {at: set() for at in range(count)}
    ends = list(range(inputs))
    for at in range(inputs, count):
        for _ in range(max(1, round(chance.gauss(degree, 0.8)))):
            source = chance.choice(ends) if chance.random() < 0.5 else chance.randrange(max(0, at - 60), at)
            regulators[at].add(source)
            ends.append(source)
        ends.append(at)
        if at > inputs and chance.random() < 0.06:
            regulators[chance.randrange(inputs, at)].add(at)
    nodes, edges = {}, []
    names = [f"N{at}" for at in range(count)]
    for at, sources in regulators.items():
        text = " & ".join(names[source] for source in sorted(sources))
        rule = parse_rule(text, dict.fromkeys(names)) if sources else None
        kind = NodeKind.PROTEIN if sources else NodeKind.CONDITION
        nodes[names[at]] = Node(names[at], names[at], kind, rule=rule, rule_text=text)
        effects = (Effect.ACTIVATES, Effect.ACTIVATES, Effect.INHIBITS)
        edges += [Edge(names[source], names[at], chance.choice(effects)) for source in sorted(sources)]
    return Pathway(f"made-{count}", f"Made, {count} nodes", nodes, edges=tuple(edges))


def engines() -> list[LayoutEngine]:
    """Return the engines that are here."""
    found: list[LayoutEngine] = [LayeredEngine()]
    try:
        found.append(GraphlayEngine())
    except ExplorerError as error:
        print(error)
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="models, all if none")
    parser.add_argument("--pictures", type=Path, help="a folder for PNG files")
    options = parser.parse_args()
    pathways = [load(FOLDER / f"{name}.bnet").pathway for name in MODELS] if FOLDER.is_dir() else []
    pathways += [made(count, degree) for count, degree in MADE]
    wanted = [pathway for pathway in pathways if not options.names or pathway.id in options.names]
    head = (
        "nodes",
        "arrows",
        "cross",
        "length",
        "bends",
        "back",
        "nodes overlap",
        "through",
        "on top",
        "Munits²",
        "aspect",
        "s",
    )
    print(f"{'model':31}{'engine':10}" + "".join(f"{word:>{max(7, len(word) + 2)}}" for word in head))
    for pathway in wanted:
        for engine in engines():
            begin = time.perf_counter()
            placed = with_places(pathway, engine.places(pathway))
            seconds = time.perf_counter() - begin
            diagram = diagram_of(placed)
            q = quality_of(placed, diagram)
            row = (
                str(len(pathway.nodes)),
                str(len(pathway.edges)),
                str(len(q.crossings)),
                f"{q.length / 1000:.0f}k",
                str(q.bends),
                str(_against_the_flow(placed)),
                str(len(q.node_overlaps)),
                str(len(q.lines_through_nodes)),
                str(len(q.line_overlaps)),
                f"{q.width * q.height / 1e6:.2f}",
                f"{q.aspect:.2f}",
                f"{seconds:.2f}",
            )
            cells = "".join(f"{cell:>{max(7, len(word) + 2)}}" for cell, word in zip(row, head, strict=True))
            print(f"{pathway.id:31}{engine.name:10}" + cells, flush=True)
            if options.pictures:
                picture(placed, options.pictures / f"{pathway.id}-{engine.name}.png")


def _against_the_flow(pathway: Pathway) -> int:
    """Return how many arrows run against the direction of most, downward or to the right, or along a row."""
    places = pathway.layout.nodes
    ends = [(places[edge.source], places[edge.target]) for edge in pathway.edges if edge.source != edge.target]
    return min(sum(source[axis] >= target[axis] - 1.0 for source, target in ends) for axis in (0, 1))


def picture(pathway: Pathway, path: Path) -> None:
    """Draw ``pathway`` at rest into ``path``, not wider than 2,400 pixels."""
    from explorer.session.moment import moment_at
    from explorer.session.snapshot import opened
    from explorer.session.timeline import Timeline
    from explorer.ui.export.headless import start_graphics
    from explorer.ui.export.picture import render_picture
    from explorer.ui.theme.roles import THEMES

    application = start_graphics()
    timeline = Timeline(opened(pathway))
    diagram = diagram_of(pathway)
    scale = min(1.0, 2400 / diagram.bounds.width)
    moment = moment_at(timeline, timeline.last)
    render_picture(pathway, diagram, moment, path=path, size=None, theme=THEMES["light"], scale=scale)
    del application


if __name__ == "__main__":
    main()
