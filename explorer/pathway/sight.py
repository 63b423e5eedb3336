"""What does the camera show round what it looks at? As much as fits, large, and with little that is cut in two."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from explorer.pathway.captions import text_width
from explorer.pathway.diagram import MARGIN
from explorer.pathway.geometry import Box
from explorer.pathway.story import frame_of, looked_at, staging_of
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.pathway.definition import Pathway, StoryStep
    from explorer.pathway.diagram import Diagram

_SMALLER = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8)
"""Shares of the largest zoom that are tried where something would be cut."""
_A_STEP_SMALLER, _A_STEP_STILL_LARGE = 0.6, 0.12
"""What a step to the next of these costs; a node in the middle of the border costs its weight."""
_STILL_LARGE = 0.42
"""Share of the closest zoom from which on letters are large enough to give up some of it."""
_NEARLY_ALL = 0.85
"""Share of the largest zoom at which the whole diagram would fit, from which on it is shown whole."""
_NAMED, _PLAIN, _FADED = 4.0, 1.0, 0.12
"""Weights of nodes that are cut: of those that a step names, of others, and of those that are hardly seen."""
_OFF_CENTRE = 0.25
"""What it costs to move what is looked at to a border of the view."""
_UNNAMED, _UNNAMED_SMALL = 0.4, 3.0
"""What it costs that the name above a cell of which a node is looked at is out of sight; in a small one is no room."""
_SMALL_CELL = 60_000.0
"""Square diagram units."""
_CLEAR = 6.0
"""Diagram units between a node and the rim of the view; rings and signs hang over a node's corners."""
_NAME_ROOM, _NAME_LEFT = 28.0, 12.0
"""Diagram units above a cell, and from its left border, that its name takes."""
_MOST_NEAR = 100
"""Nodes round what is looked at above which no place is searched for: it would take too long, and cut some anyway."""
_WHOLE_MARGIN = 12.0
"""Diagram units by which the free rim round a whole diagram is cropped."""


@dataclass(frozen=True, slots=True)
class View:
    """A screen or a picture's part on which a diagram is shown.

    Attributes:
        width, height: in pixels.
        closest: pixels a diagram unit that are not passed.
        rim: pixels along the border in which nothing stands that is to be read.
    """

    width: float
    height: float
    closest: float
    rim: float = 0.0

    def zoom_to(self, wanted: Box) -> float:
        """Return the pixels a diagram unit at which ``wanted`` fits."""
        return min(self.width / wanted.width, self.height / wanted.height, self.closest)


def named_in(pathway: Pathway, step: StoryStep) -> frozenset[str]:
    """Return the nodes that ``step`` is about: looked at, standing out, or held by it."""
    arrows = pathway.edge_by_id
    ends = {end for id_ in step.highlight if id_ in arrows for end in (arrows[id_].source, arrows[id_].target)}
    named = (looked_at(pathway, step) or frozenset()) | ends | set(step.highlight) | step.hold.keys()
    return frozenset(named & pathway.nodes.keys())


def wanted_in(diagram: Diagram, pathway: Pathway, step: StoryStep) -> Box:
    """Return what has to be in sight in ``step``: ``frame_of``, without the free rim where it is everything."""
    wanted = frame_of(diagram, pathway, step)
    return wanted.grown(-_WHOLE_MARGIN) if wanted == diagram.bounds else wanted


def kept_in(diagram: Diagram, pathway: Pathway, step: StoryStep) -> Box:
    """Return what is in sight in ``step`` in any case: whatever the camera looks at, without room round it."""
    wanted = wanted_in(diagram, pathway, step)
    nodes = looked_at(pathway, step) if step.region is None else None
    boxes = [diagram.nodes[id_] for id_ in nodes or () if id_ in diagram.nodes]
    return reduce(Box.joined, boxes) if boxes else wanted


def sight_of(diagram: Diagram, pathway: Pathway, step: StoryStep, view: View) -> Box:
    """Return the part of ``diagram`` that fills ``view`` in ``step``, in diagram units.

    It holds what has to be in sight, and is moved, or made larger by a quarter at most, so that few nodes lie across
    its border; that those do which the step names counts most.
    """
    wanted, whole = wanted_in(diagram, pathway, step), diagram.bounds.grown(-_WHOLE_MARGIN)
    if wanted == whole or (step.region is None and view.zoom_to(whole) >= _NEARLY_ALL * view.zoom_to(wanted)):
        zoom = view.zoom_to(whole)
        return Box.around(whole.centre, view.width / zoom, view.height / zoom)
    field = _field(diagram, pathway, step)
    best: tuple[float, Box] | None = None
    spent = 0.0
    for number, share in enumerate(_SMALLER):
        zoom = view.zoom_to(wanted) * share
        cost, sight = field.best_place(wanted, (view.width / zoom, view.height / zoom), view.rim / zoom)
        spent += (_A_STEP_STILL_LARGE if zoom > _STILL_LARGE * view.closest else _A_STEP_SMALLER) * bool(number)
        if best is None or cost + spent < best[0]:
            best = (cost + spent, sight)
        if best[0] <= spent + _A_STEP_STILL_LARGE:  # no smaller one can be better
            break
    assert best is not None
    return best[1]


def _field(diagram: Diagram, pathway: Pathway, step: StoryStep) -> _Field:
    staging, named = staging_of(pathway, step), named_in(pathway, step)
    weights = {
        id_: _NAMED if id_ in named else _FADED if id_ in staging.faded else _PLAIN
        for id_ in diagram.nodes
        if id_ not in staging.hidden
    }
    nodes = tuple((diagram.nodes[id_], weight) for id_, weight in weights.items())
    inside = {pathway.nodes[id_].compartment for id_ in looked_at(pathway, step) or ()}
    names = tuple(
        (
            Box(box.left + _NAME_LEFT, box.top - _NAME_ROOM, text_width(pathway.compartments[id_].label), _NAME_ROOM),
            _UNNAMED_SMALL if box.width * box.height < _SMALL_CELL else _UNNAMED,
        )
        for id_, box in diagram.compartments.items()
        if id_ in inside
    )
    bounds = diagram.bounds.grown(-MARGIN)
    return _Field(nodes, names, kept_in(diagram, pathway, step), bounds)


@dataclass(frozen=True)
class _Field:
    """What lies round what the camera looks at, in diagram units.

    Attributes:
        nodes: boxes, and what it costs to cut them.
        names: where the names of the cells stand that are looked into, and what it costs not to see them.
        kept: what is in sight in any case.
        bounds: the whole diagram; at its border nothing needs to be free.
    """

    nodes: tuple[tuple[Box, float], ...]
    names: tuple[tuple[Box, float], ...]
    kept: Box
    bounds: Box

    def best_place(self, wanted: Box, size: tuple[float, float], rim: float) -> tuple[float, Box]:
        """Return what the best place for a view of ``size`` costs, and that place; the middle of ``wanted`` is good."""
        centred, clear = Box.around(wanted.centre, *size), rim + _CLEAR
        kept = self._kept_clear(centred, clear)
        reach = Box(kept.right - size[0], kept.bottom - size[1], 2 * size[0] - kept.width, 2 * size[1] - kept.height)
        grown = ((_common(box.grown(clear), self.bounds), weight) for box, weight in self.nodes)
        near = [(box, weight) for box, weight in grown if box.overlaps(reach) and not kept.holds(box)]
        names = [(box, weight) for box, weight in self.names if box.overlaps(reach)]

        def cost(sight: Box) -> float:
            moved = abs(sight.left - centred.left) / size[0] + abs(sight.top - centred.top) / size[1]
            unnamed = sum(weight for name, weight in names if not sight.holds(name))
            return _cut(near, sight) + _OFF_CENTRE * moved + unnamed

        sight = centred
        borders = [box for box, _ in (*near, *names)]
        for _ in range(2 if len(near) <= _MOST_NEAR else 0):  # the one direction bears on what is cut in the other
            sight = min(_across(borders, kept, sight), key=cost)
            sight = min(_down(borders, kept, sight), key=cost)
        return cost(sight), sight

    def _kept_clear(self, centred: Box, clear: float) -> Box:
        """Return what is kept with free room round it, as far as the view has any."""
        kept = self.kept
        across = max(0.0, min(clear, (centred.width - kept.width) / 2))
        down = max(0.0, min(clear, (centred.height - kept.height) / 2))
        grown = Box(kept.left - across, kept.top - down, kept.width + 2 * across, kept.height + 2 * down)
        return _common(grown, self.bounds.joined(kept))


def _common(one: Box, other: Box) -> Box:
    left, top = max(one.left, other.left), max(one.top, other.top)
    return Box(left, top, min(one.right, other.right) - left, min(one.bottom, other.bottom) - top)


def _cut(near: Sequence[tuple[Box, float]], sight: Box) -> float:
    """Return what it costs that some lie across the border of ``sight``, most of all with their middle."""
    cost = 0.0
    for box, weight in near:
        across = min(box.right, sight.right) - max(box.left, sight.left)
        down = min(box.bottom, sight.bottom) - max(box.top, sight.top)
        if across <= 0 or down <= 0:
            continue
        part = across * down / (box.width * box.height)
        if part < 0.999:
            cost += weight * (0.5 + min(part, 1.0 - part))
    return cost


def _across(borders: Sequence[Box], kept: Box, sight: Box) -> Iterator[Box]:
    """Return the views that differ from ``sight`` in how far left they begin, and hold ``kept``."""
    edges = [(box.left, box.right) for box in borders]
    for left in _begins(edges, (kept.left, kept.right), sight.left, sight.width):
        yield Box(left, sight.top, sight.width, sight.height)


def _down(borders: Sequence[Box], kept: Box, sight: Box) -> Iterator[Box]:
    """Return the views that differ from ``sight`` in how far up they begin, and hold ``kept``."""
    edges = [(box.top, box.bottom) for box in borders]
    for top in _begins(edges, (kept.top, kept.bottom), sight.top, sight.height):
        yield Box(sight.left, top, sight.width, sight.height)


def _begins(
    edges: Sequence[tuple[float, float]], kept: tuple[float, float], at: float, length: float
) -> Iterator[float]:
    """Return where a view of ``length`` may begin: as now, and wherever a border just clears a thing's edge."""
    least, most = kept[1] - length, kept[0]
    yield at
    found = {least, most}
    for low, high in edges:
        found |= {low, high, low - length, high - length}
    yield from (begin for begin in sorted(found) if least <= begin <= most)
