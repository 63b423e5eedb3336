"""Where do nodes go that are aligned, distributed, snapped or arranged? Never onto others, never out of their cell."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from explorer.errors import CommandRefusedError
from explorer.pathway.rooms import Rooms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explorer.pathway.definition import Pathway, Point
    from explorer.pathway.geometry import Box
    from explorer.pathway.layout.engine import Watcher

LEAST_GAP = 8.0
"""Nodes that are aligned or distributed keep at least so far apart, in diagram units."""
_GAPS = (16.0, LEAST_GAP)
"""So far where there is room, and where there is less."""
_BLOCK_GAPS = (15.0, 6.0)
"""So far nodes that are arranged keep from others, where there is room, and where there is less."""
_BLOCK_STEP, _BLOCK_RINGS = 30.0, 60
_SNAP_RINGS, _SNAPPED_APART = 40, 2.0
_LINE_STEP, _LINES = 16.0, 20
_Span = tuple[float, float]


class Border(Enum):
    """What nodes are aligned by: one of their borders, or their middle across or down."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Axis(Enum):
    """The direction in which nodes are distributed."""

    ACROSS = "across"
    DOWN = "down"


_ACROSS = {Border.LEFT, Border.CENTRE, Border.RIGHT}
_SIDES = {Border.LEFT: 0.5, Border.TOP: 0.5, Border.RIGHT: -0.5, Border.BOTTOM: -0.5}


def aligned(pathway: Pathway, nodes: Sequence[str], border: Border) -> dict[str, Point]:
    """Return the middles of ``nodes`` with one border, or the middle, on one line.

    Borders meet at the outermost, middles at the mean, or as near to that as their compartments and other nodes
    allow. Nodes that would meet others move along the line, as little as needed.

    Raises:
        CommandRefusedError: there is no such line, or no room on it.
    """
    rooms = Rooms(pathway, nodes)
    axis = 0 if border in _ACROSS else 1
    along = {id_: rooms.boxes[id_].centre[1 - axis] for id_ in nodes}
    sizes = {id_: _size(rooms, id_, 1 - axis) for id_ in nodes}
    for line in _lines(rooms, nodes, border, axis):
        at = {id_: line + _SIDES.get(border, 0.0) * _size(rooms, id_, axis) for id_ in nodes}
        spans = {id_: rooms.spans(id_, 1 - axis, at[id_]) for id_ in nodes}
        if all(spans.values()):
            for gap in _GAPS:
                found = _spread(along, sizes, spans, gap)
                if found is not None:
                    return {id_: (at[id_], found[id_]) if axis == 0 else (found[id_], at[id_]) for id_ in nodes}
    raise CommandRefusedError("There is no room for these nodes on one line.")


def _size(rooms: Rooms, node: str, axis: int) -> float:
    box = rooms.boxes[node]
    return box.width if axis == 0 else box.height


def _lines(rooms: Rooms, nodes: Sequence[str], border: Border, axis: int) -> list[float]:
    """Return the coordinates on which borders or middles may meet, the best first."""
    boxes = [rooms.boxes[id_] for id_ in nodes]
    if border in {Border.LEFT, Border.TOP}:
        wanted = min(box.left if axis == 0 else box.top for box in boxes)
    elif border in {Border.RIGHT, Border.BOTTOM}:
        wanted = max(box.right if axis == 0 else box.bottom for box in boxes)
    else:
        wanted = sum(box.centre[axis] for box in boxes) / len(boxes)
    limits = {}
    for id_ in nodes:
        low, high = rooms.limits(id_, axis)
        shift = _SIDES.get(border, 0.0) * _size(rooms, id_, axis)
        limits[id_] = (low - shift, high - shift)
    highest = max(nodes, key=lambda id_: limits[id_][0])
    lowest = min(nodes, key=lambda id_: limits[id_][1])
    low, high = limits[highest][0], limits[lowest][1]
    if low > high:
        one, other = (rooms.pathway.nodes[id_].caption for id_ in (lowest, highest))
        raise CommandRefusedError(f"{one} and {other} cannot stand on one line: their compartments lie apart.")
    wanted = min(max(wanted, low), high)
    steps = [wanted + way * _LINE_STEP * number for number in range(_LINES) for way in (-1, 1)[: number + 1]]
    return [line for line in steps if low <= line <= high]


def distributed(pathway: Pathway, nodes: Sequence[str], axis: Axis) -> dict[str, Point]:
    """Return the middles of ``nodes`` with equal gaps between the first and the last.

    Where these are too near to each other the row grows, as far as compartments allow. A node that would meet another
    one moves aside, as little as needed.

    Raises:
        CommandRefusedError: there is no room where a node would have to stand.
    """
    rooms = Rooms(pathway, nodes)
    at = 0 if axis is Axis.ACROSS else 1
    order = sorted(nodes, key=lambda id_: (rooms.boxes[id_].centre[at], id_))
    refusal = ""
    for least in _GAPS:
        places: dict[str, Point] = {}
        for id_, middle in _evenly(rooms, order, at, least).items():
            aside = _nearest(rooms.spans(id_, 1 - at, middle), rooms.boxes[id_].centre[1 - at])
            if aside is None:
                refusal = refusal or pathway.nodes[id_].caption
                break
            places[id_] = (middle, aside) if at == 0 else (aside, middle)
        if len(places) == len(order):
            return places
    raise CommandRefusedError(f"There is no room for {refusal} where it would have to stand.")


def _evenly(rooms: Rooms, order: Sequence[str], axis: int, least: float) -> dict[str, float]:
    """Return coordinates along ``axis`` with equal gaps, none below ``least``."""
    first, last = rooms.boxes[order[0]], rooms.boxes[order[-1]]
    begin, end = (first.left, last.right) if axis == 0 else (first.top, last.bottom)
    filled = sum(_size(rooms, id_, axis) for id_ in order)
    even = (end - begin - filled) / (len(order) - 1) if len(order) > 1 else 0.0
    gap = max(least, even)
    offsets, on = {}, 0.0
    for id_ in order:
        offsets[id_] = on + _size(rooms, id_, axis) / 2
        on += _size(rooms, id_, axis) + gap
    if gap > even:
        limits = {id_: rooms.limits(id_, axis) for id_ in order}
        low = max(limits[id_][0] - offsets[id_] for id_ in order)
        high = min(limits[id_][1] - offsets[id_] for id_ in order)
        begin = min(max(begin, low), high)
    return {id_: begin + offset for id_, offset in offsets.items()}


def snapped(pathway: Pathway, nodes: Sequence[str], grid: float, watcher: Watcher | None = None) -> dict[str, Point]:
    """Return the middles of ``nodes`` on the nearest free crossings of a grid of ``grid`` units.

    Raises:
        CommandRefusedError: there is no free crossing near a node.
        LayoutCancelledError: ``watcher`` asked to stop.
    """
    rooms = Rooms(pathway, nodes, apart=_SNAPPED_APART)
    offsets = tuple((grid * x, grid * y) for x, y in _around(_SNAP_RINGS))
    places: dict[str, Point] = {}
    for number, id_ in enumerate(nodes):
        if watcher is not None:
            watcher.reached(number / len(nodes))
        x, y = rooms.boxes[id_].centre
        at = rooms.nearest(id_, (round(x / grid) * grid, round(y / grid) * grid), offsets)
        if at is None:
            raise CommandRefusedError(f"There is no free place on the grid near {pathway.nodes[id_].caption}.")
        rooms.put(id_, at)
        places[id_] = at
    return places


@lru_cache(maxsize=2)
def _around(rings: int) -> tuple[tuple[int, int], ...]:
    """Return steps across and down, the shortest first."""
    steps = range(-rings, rings + 1)
    return tuple(sorted(((x, y) for x in steps for y in steps), key=lambda step: (step[0] ** 2 + step[1] ** 2, step)))


def arranged_part(pathway: Pathway, part: Sequence[str], watcher: Watcher | None = None) -> dict[str, Point]:
    """Return new middles for the nodes in ``part``, laid out by themselves near where they stood, clear of the rest.

    Nodes of each compartment are laid out together, within it. Where there is no room for them they are left out.

    Raises:
        CommandRefusedError: there is no room for any of them.
        LayoutCancelledError: ``watcher`` asked to stop.
    """
    from explorer.pathway.layout.engine import UNWATCHED  # noqa: PLC0415  (a dozen modules, with the next)

    watcher = watcher or UNWATCHED
    groups: dict[Box | None, list[str]] = {}
    homes = Rooms(pathway, part)
    for id_ in part:
        groups.setdefault(homes.home(id_), []).append(id_)
    several = [group for group in groups.values() if len(group) > 1]
    found: dict[str, Point] = {}
    for number, group in enumerate(several):
        inner = watcher.part(number / len(several), (number + 1) / len(several))
        found.update(_arranged_group(pathway, group, found, inner))
    if not found:
        raise CommandRefusedError("There is no room to arrange these nodes in their compartment.")
    return found


def _arranged_group(
    pathway: Pathway, group: Sequence[str], placed: Mapping[str, Point], watcher: Watcher
) -> dict[str, Point]:
    """Return new middles for nodes of one compartment, or none where there is no room."""
    from explorer.pathway.layout.layered import LayeredEngine  # noqa: PLC0415  (a dozen modules)

    nodes = {id_: replace(pathway.nodes[id_], compartment=None) for id_ in pathway.nodes if id_ in set(group)}
    edges = tuple(edge for edge in pathway.edges if edge.source in nodes and edge.target in nodes)
    block = LayeredEngine().places(replace(pathway, nodes=nodes, edges=edges), watcher.part(0.0, 0.8)).nodes
    for gap in _BLOCK_GAPS:
        rooms = Rooms(pathway, [*group, *placed], apart=gap)
        for id_, at in placed.items():
            rooms.put(id_, at)
        watcher.reached(0.8)
        old, new = [rooms.boxes[id_].centre for id_ in nodes], [box.centre for box in block.values()]
        begin = tuple(round(_mean(old, axis) - _mean(new, axis)) for axis in (0, 1))
        for number, (x, y) in enumerate(_around(_BLOCK_RINGS)):
            if number % 200 == 0:
                watcher.reached(0.8)
            dx, dy = begin[0] + _BLOCK_STEP * x, begin[1] + _BLOCK_STEP * y
            places = {id_: (box.centre[0] + dx, box.centre[1] + dy) for id_, box in block.items()}
            if all(rooms.is_free(id_, at) for id_, at in places.items()):
                return places
    return {}


def _mean(points: Sequence[Point], axis: int) -> float:
    return sum(point[axis] for point in points) / len(points)


def _spread(
    along: Mapping[str, float], sizes: Mapping[str, float], spans: Mapping[str, Sequence[_Span]], gap: float
) -> dict[str, float] | None:
    """Return coordinates near ``along`` at which nodes of these sizes keep apart and lie in their free ``spans``.

    None where there are none. Nodes keep their order where that is possible.
    """
    order = sorted(along, key=lambda id_: (along[id_], id_))
    ideal = _pushed(order, along, sizes, gap)
    if all(any(low <= ideal[id_] <= high for low, high in spans[id_]) for id_ in order):
        return ideal
    ways = (_swept, _swept_back, _one_by_one)
    tried = [way(order, ideal, sizes, spans, gap) for way in ways]
    found = [places for places in tried if places is not None]
    return min(found, key=lambda places: sum(abs(places[id_] - along[id_]) for id_ in order), default=None)


def _pushed(
    order: Sequence[str], along: Mapping[str, float], sizes: Mapping[str, float], gap: float
) -> dict[str, float]:
    """Return ``along`` with those pushed on that would overlap, all moved back so that their mean stays."""
    middles: dict[str, float] = {}
    last = ""
    for id_ in order:
        at = along[id_]
        if last:
            at = max(at, middles[last] + (sizes[last] + sizes[id_]) / 2 + gap)
        middles[id_] = at
        last = id_
    if middles == along:
        return middles
    back = (sum(middles.values()) - sum(along.values())) / len(order)
    return {id_: at - back for id_, at in middles.items()}


def _swept(
    order: Sequence[str],
    ideal: Mapping[str, float],
    sizes: Mapping[str, float],
    spans: Mapping[str, Sequence[_Span]],
    gap: float,
) -> dict[str, float] | None:
    """Return the first free places onward from ``ideal``, in order."""
    places: dict[str, float] = {}
    least = float("-inf")
    for id_ in order:
        wanted = max(ideal[id_], least + sizes[id_] / 2)
        at = min((max(low, wanted) for low, high in spans[id_] if high >= wanted), default=None)
        if at is None:
            return None
        places[id_] = at
        least = at + sizes[id_] / 2 + gap
    return places


def _swept_back(
    order: Sequence[str],
    ideal: Mapping[str, float],
    sizes: Mapping[str, float],
    spans: Mapping[str, Sequence[_Span]],
    gap: float,
) -> dict[str, float] | None:
    """Return the first free places back from ``ideal``, in order."""
    turned = {id_: [(-high, -low) for low, high in spans[id_]] for id_ in order}
    places = _swept(order[::-1], {id_: -at for id_, at in ideal.items()}, sizes, turned, gap)
    return None if places is None else {id_: -at for id_, at in places.items()}


def _one_by_one(
    order: Sequence[str],
    ideal: Mapping[str, float],
    sizes: Mapping[str, float],
    spans: Mapping[str, Sequence[_Span]],
    gap: float,
) -> dict[str, float] | None:
    """Return for one after the other the free place nearest to ``ideal``, whatever becomes of the order."""
    places: dict[str, float] = {}
    for id_ in order:
        free = list(spans[id_])
        for other, at in places.items():
            reach = (sizes[id_] + sizes[other]) / 2 + gap
            free = [
                part
                for low, high in free
                for part in ((low, min(high, at - reach)), (max(low, at + reach), high))
                if part[0] <= part[1]
            ]
        nearest = _nearest(free, ideal[id_])
        if nearest is None:
            return None
        places[id_] = nearest
    return places


def _nearest(spans: Sequence[_Span], to: float) -> float | None:
    """Return the coordinate in ``spans`` nearest to ``to``."""
    return min((min(max(to, low), high) for low, high in spans), key=lambda at: abs(at - to), default=None)
