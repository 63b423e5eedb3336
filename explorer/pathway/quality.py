"""How well is a diagram drawn? Counts of what a reader would stumble over."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from explorer.pathway.captions import natural_size
from explorer.pathway.definition import CompartmentKind
from explorer.pathway.routes.clashes import clashes, may_join
from explorer.pathway.routes.pieces import hits, meetings, passes, pieces, straight_pieces
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.pathway.definition import Pathway, Point
    from explorer.pathway.diagram import Diagram

_TOUCHING = 1.0
"""A line may come so far into a box before it counts as running through it, in diagram units."""
_STRIP = 100.0


@dataclass(frozen=True, slots=True)
class Quality:
    """What is measured of a diagram; ids, or pairs of ids, where there is something to find and mend.

    Attributes:
        node_overlaps: pairs of nodes that share an area.
        lines_through_nodes: arrows and the nodes they run through.
        crossings: pairs of arrows, once for each place where lines cross; arrows of one sign with a common source
            or target may share a trunk, which is crossed once.
        line_overlaps: pairs of arrows that run on top of each other, and on what length.
        outside: nodes outside the box of their compartment.
        strangers: nodes inside a cell that is not theirs, and that cell.
        narrow: nodes too small for their words.
        bends: corners of all arrows.
        length: length of all arrows, in diagram units.
        width, height: of the whole diagram, margin included.
    """

    node_overlaps: tuple[tuple[str, str], ...]
    lines_through_nodes: tuple[tuple[str, str], ...]
    crossings: tuple[tuple[str, str], ...]
    line_overlaps: tuple[tuple[str, str, float], ...]
    outside: tuple[str, ...]
    strangers: tuple[tuple[str, str], ...]
    narrow: tuple[str, ...]
    bends: int
    length: float
    width: float
    height: float

    @property
    def aspect(self) -> float:
        """Width by height."""
        return self.width / self.height


def quality_of(pathway: Pathway, diagram: Diagram) -> Quality:
    """Return the measures of ``diagram``, which must be one of ``pathway``."""
    routes = diagram.edges.values()
    crossings, overlaps = _meetings(pathway, diagram)
    outside, strangers = _misplaced(pathway, diagram)
    return Quality(
        node_overlaps=tuple(
            (one, other)
            for (one, box), (other, second) in combinations(diagram.nodes.items(), 2)
            if box.overlaps(second)
        ),
        lines_through_nodes=tuple(_through(pathway, diagram)),
        crossings=tuple(crossings),
        line_overlaps=tuple(overlaps),
        outside=tuple(outside),
        strangers=tuple(strangers),
        narrow=tuple(_narrow(pathway, diagram)),
        bends=sum(max(0, len(route) - 2) for route in routes),
        length=sum(abs(x1 - x2) + abs(y1 - y2) for route in routes for (x1, y1), (x2, y2) in pieces(route)),
        width=diagram.bounds.width,
        height=diagram.bounds.height,
    )


def _through(pathway: Pathway, diagram: Diagram) -> list[tuple[str, str]]:
    """Return arrows and the nodes they run through; their own ends count where an arrow runs on inside them."""
    strips: dict[int, list[str]] = {}
    for id_, box in diagram.nodes.items():
        for strip in range(int(box.top // _STRIP), int(box.bottom // _STRIP) + 1):
            strips.setdefault(strip, []).append(id_)
    found = []
    for edge in pathway.edges:
        met: set[str] = set()
        for start, end in pieces(diagram.edges[edge.id]):
            low, high = sorted((start[1], end[1]))
            for strip in range(int(low // _STRIP), int(high // _STRIP) + 1):
                for id_ in strips.get(strip, ()):
                    if id_ not in met and hits(start, end, diagram.nodes[id_].grown(-_TOUCHING)):
                        met.add(id_)
        found += [(edge.id, id_) for id_ in diagram.nodes if id_ in met]
    return found


def _meetings(pathway: Pathway, diagram: Diagram) -> tuple[list[tuple[str, str]], list[tuple[str, str, float]]]:
    """Return where arrows cross, and where they run on top of each other. A shared trunk is crossed once."""
    edges = pathway.edges
    level, upright = straight_pieces([diagram.edges[edge.id] for edge in edges])
    crossings: dict[Point, tuple[int, int]] = {}
    for across, down in meetings(level, upright):
        if passes(across, down) or not may_join(edges[across.route], edges[down.route]):
            point = (down.on, across.on)
            pair = (min(across.route, down.route), max(across.route, down.route))
            crossings[point] = min(crossings.get(point, pair), pair)
    return (
        [(edges[one].id, edges[other].id) for one, other in sorted(crossings.values())],
        [(one, other, length) for (one, other), length in clashes(edges, diagram.edges).items()],
    )


def _misplaced(pathway: Pathway, diagram: Diagram) -> tuple[list[str], list[tuple[str, str]]]:
    """Return nodes outside their compartment's box, and nodes in or on a cell that is not theirs."""
    outside, strangers = [], []
    for node in pathway.nodes.values():
        box = diagram.nodes[node.id]
        own = diagram.compartments.get(node.compartment or "")
        if own is not None and not own.holds(box):
            outside.append(node.id)
        for id_, cell in diagram.compartments.items():
            is_cell = pathway.compartments[id_].kind is CompartmentKind.CELL
            if is_cell and id_ not in _homes(pathway, node.compartment) and cell.overlaps(box):
                strangers.append((node.id, id_))
    return outside, strangers


def _homes(pathway: Pathway, compartment: str | None) -> Sequence[str]:
    """Return a compartment and those that it lies within."""
    homes: list[str] = []
    while compartment is not None and compartment not in homes:
        homes.append(compartment)
        compartment = pathway.compartments[compartment].within if compartment in pathway.compartments else None
    return homes


def _narrow(pathway: Pathway, diagram: Diagram) -> list[str]:
    found = []
    for id_, box in diagram.nodes.items():
        width, height = natural_size(pathway.nodes[id_])
        if box.width < width or box.height < height:
            found.append(id_)
    return found
