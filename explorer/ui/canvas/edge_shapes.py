"""Which line does an arrow follow? From outline to outline, with round corners, its head, and gaps under crossings."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF

from explorer.pathway.definition import Effect
from explorer.ui.canvas.shapes import entry_depth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from explorer.pathway.definition import Edge, Node, Pathway, Point
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.geometry import Box

CORNER = 10.0
"""Radius of the bends, in diagram units."""
HEAD_LENGTH = 12.0
HEAD_HALF_WIDTH = 5.5
BAR_HALF_WIDTH = 8.0
BAR_THICKNESS = 3.4
REACH = 9.0
"""How far glow and pulse reach beyond the line, in diagram units."""
_GAP = 5.0
_CLEAR = {Effect.ACTIVATES: 1.0, Effect.INHIBITS: 4.0}
_MOST_CROSSINGS_SOUGHT = 700  # arrows; beyond that gaps could not be seen anyway


class EdgeShape:
    """The geometry of one arrow in diagram units; it does not change with the state.

    Only where the arrow lies is known at once. The rest is made when it is first asked for: of tens of thousands of
    arrows most are only ever seen from afar.

    Attributes:
        effect: which decides the head.
        corners: the way from the source's outline to the tip, before bends are rounded.
        gaps: where other arrows run over it.
    """

    def __init__(self, effect: Effect, corners: list[Point], gaps: Iterable[Point] = ()) -> None:
        self.effect = effect
        self.corners = corners
        self.gaps = tuple(gaps)

    @cached_property
    def _pieces(self) -> list[tuple[Point, ...]]:
        """The straight pieces and bends up to where the head begins."""
        before, tip = self.corners[-2:]
        rest = HEAD_LENGTH - 1.0 if self.effect is Effect.ACTIVATES else BAR_THICKNESS / 2
        rest = min(rest, max(0.5, math.dist(before, tip) - 0.5))
        return _pieces([*self.corners[:-1], _moved(tip, _direction(before, tip), -rest)])

    @cached_property
    def line(self) -> QPainterPath:
        """What is stroked, from the source's outline to the head, gaps left out."""
        return _line(self._pieces, list(self.gaps))

    @cached_property
    def head(self) -> QPainterPath:
        """The filled head: a triangle, or the bar of a T."""
        before, tip = self.corners[-2:]
        return (_arrow if self.effect is Effect.ACTIVATES else _bar)(tip, _direction(before, tip))

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The line as a polygon, bends included, up to the tip."""
        return tuple(dict.fromkeys((*_sampled(self._pieces), self.corners[-1])))

    @cached_property
    def lengths(self) -> tuple[float, ...]:
        """The way along ``points`` to each of them."""
        return tuple(accumulate((math.dist(a, b) for a, b in pairwise(self.points)), initial=0.0))

    @cached_property
    def polyline(self) -> QPolygonF:
        """``points`` for Qt."""
        return QPolygonF([QPointF(*point) for point in self.points])

    @cached_property
    def straight(self) -> QPainterPath:
        """The line without its bends, up to the tip."""
        path = QPainterPath()
        path.addPolygon(QPolygonF([QPointF(*point) for point in self.corners]))
        return path

    @cached_property
    def hit(self) -> QPainterPath:
        """A wide band along the line."""
        return _band(self.polyline)

    @cached_property
    def middle(self) -> QPointF:
        """Where a badge stands: the middle of the longest straight part."""
        a, b = max(pairwise(self.corners), key=lambda part: math.dist(*part))
        return QPointF((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)

    @cached_property
    def areas(self) -> list[QRectF]:
        """Small rectangles that together cover the drawing."""
        return [_area(a, b) for a, b in pairwise(self.corners)]

    @cached_property
    def bounds(self) -> QRectF:
        """The rectangle that covers the drawing."""
        across, down = [x for x, _ in self.corners], [y for _, y in self.corners]
        return _area((min(across), min(down)), (max(across), max(down)))

    def get_ready(self) -> None:
        """Make what is needed to draw it close by."""
        _ = self.line, self.head

    def stretch(self, begin: float, end: float) -> QPolygonF:
        """Return the part of the line between two ways from its start, in diagram units."""
        begin, end = max(0.0, begin), min(self.lengths[-1], max(0.0, end))
        first, last = bisect_right(self.lengths, begin), bisect_left(self.lengths, end)
        between = self.points[first:last]
        return QPolygonF([QPointF(*point) for point in (self.at(begin), *between, self.at(end))])

    def at(self, way: float) -> Point:
        """Return the point ``way`` diagram units along the line."""
        number = min(max(1, bisect_left(self.lengths, way)), len(self.points) - 1)
        (x, y), (to_x, to_y) = self.points[number - 1], self.points[number]
        begin, length = self.lengths[number - 1], self.lengths[number] - self.lengths[number - 1]
        part = (way - begin) / length if length else 0.0
        return (x + (to_x - x) * part, y + (to_y - y) * part)


def edge_shapes(pathway: Pathway, diagram: Diagram) -> dict[str, EdgeShape]:
    """Return the geometry of every arrow that the diagram has a route for."""
    return {edge.id: shape for edge, shape in shapes_of(pathway, diagram, pathway.edges)}


def shapes_of(pathway: Pathway, diagram: Diagram, edges: Iterable[Edge]) -> Iterator[tuple[Edge, EdgeShape]]:
    """Yield those of ``edges`` that the diagram has a route for, each with its geometry."""
    for edge, plan in plans_of(diagram, edges):
        yield edge, shape_of(pathway, edge, plan)


class Plan(NamedTuple):
    """All that the geometry of one arrow follows from: two arrows of one kind with equal plans look alike.

    Attributes:
        route: its way, in diagram units.
        source, target: the boxes of its nodes.
        gaps: where other arrows run over it.
    """

    route: tuple[Point, ...]
    source: Box
    target: Box
    gaps: tuple[Point, ...]


def plans_of(diagram: Diagram, edges: Iterable[Edge]) -> Iterator[tuple[Edge, Plan]]:
    """Yield those of ``edges`` that the diagram has a route for, each with what its geometry follows from."""
    edges = list(edges)
    gaps: Mapping[str, list[Point]] = {}
    if len(diagram.edges) <= _MOST_CROSSINGS_SOUGHT:
        gaps = crossings({edge.id: _simplified(diagram.edges[edge.id]) for edge in edges if edge.id in diagram.edges})
    for edge in edges:
        route = diagram.edges.get(edge.id)
        if route is not None:
            ends = diagram.nodes[edge.source], diagram.nodes[edge.target]
            yield edge, Plan(route, *ends, tuple(gaps.get(edge.id, ())))


def shape_of(pathway: Pathway, edge: Edge, plan: Plan) -> EdgeShape:
    """Return the geometry of ``edge``."""
    source, target = (pathway.nodes[edge.source], plan.source), (pathway.nodes[edge.target], plan.target)
    return _shape(edge, _simplified(plan.route), source, target, plan.gaps)


def crossings(routes: Mapping[str, tuple[Point, ...]]) -> dict[str, list[Point]]:
    """Return for each route the points at which an upright part of it passes under a level part of another."""
    level = sorted(
        (a[1], min(a[0], b[0]), max(a[0], b[0]), id_)
        for id_, route in routes.items()
        for a, b in pairwise(route)
        if a[1] == b[1]
    )
    heights = [part[0] for part in level]
    found: dict[str, list[Point]] = {}
    apart = _GAP + 3.0
    for id_, route in routes.items():
        for a, b in pairwise(route):
            if a[0] != b[0]:
                continue
            upper, lower = min(a[1], b[1]) + apart, max(a[1], b[1]) - apart
            for y, left, right, other in level[bisect_left(heights, upper) : bisect_right(heights, lower)]:
                if other != id_ and left + apart < a[0] < right - apart:
                    found.setdefault(id_, []).append((a[0], y))
    return found


@lru_cache(maxsize=4096)
def _simplified(route: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return ``route`` without doubled points and without points on a straight way."""
    kept: list[Point] = []
    for point in route:
        if kept and math.dist(kept[-1], point) < 0.5:
            continue
        if len(kept) > 1 and _turn(kept[-2], kept[-1], point) < 1e-6:
            kept.pop()
        kept.append(point)
    if len(kept) < 2:
        (x, y) = kept[0]
        return ((x, y), (x, y + 1.0))
    return tuple(kept)


def _turn(a: Point, b: Point, c: Point) -> float:
    (ux, uy), (vx, vy) = _direction(a, b), _direction(b, c)
    return abs(ux * vy - uy * vx) + (0.0 if ux * vx + uy * vy > 0 else 1.0)


def _direction(a: Point, b: Point) -> Point:
    length = math.dist(a, b) or 1.0
    return ((b[0] - a[0]) / length, (b[1] - a[1]) / length)


def _moved(point: Point, direction: Point, by: float) -> Point:
    return (point[0] + direction[0] * by, point[1] + direction[1] * by)


def _depth(node: Node, box: Box, at: Point, towards: Point) -> float:
    place = (round(at[0] - box.left, 2), round(at[1] - box.top, 2))
    return entry_depth(node.kind, box.width, box.height, place, (round(towards[0], 4), round(towards[1], 4)))


def _shape(
    edge: Edge, route: tuple[Point, ...], source: tuple[Node, Box], target: tuple[Node, Box], gaps: Iterable[Point]
) -> EdgeShape:
    points = list(route)
    out, into = _direction(points[1], points[0]), _direction(points[-2], points[-1])
    points[0] = _moved(points[0], out, _depth(*source, points[0], out))
    points[-1] = _moved(points[-1], into, _depth(*target, points[-1], into) - _CLEAR[edge.effect])
    return EdgeShape(edge.effect, points, gaps)


def _pieces(points: list[Point]) -> list[tuple[Point, ...]]:
    """Return straight pieces (two points) and bends (three: begin, corner, end) in order."""
    pieces: list[tuple[Point, ...]] = []
    begin = points[0]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(CORNER, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        enter = _moved(corner, _direction(before, corner), -radius)
        leave = _moved(corner, _direction(corner, after), radius)
        pieces += [(begin, enter), (enter, corner, leave)]
        begin = leave
    pieces.append((begin, points[-1]))
    return pieces


def _line(pieces: list[tuple[Point, ...]], gaps: list[Point]) -> QPainterPath:
    path = QPainterPath(QPointF(*pieces[0][0]))
    for piece in pieces:
        if len(piece) == 3:
            path.quadTo(QPointF(*piece[1]), QPointF(*piece[2]))
            continue
        begin, end = piece
        direction, length = _direction(begin, end), math.dist(begin, end)
        ways = sorted(
            way
            for x, y in gaps
            if _GAP < (way := (x - begin[0]) * direction[0] + (y - begin[1]) * direction[1]) < length - _GAP
            and math.dist((x, y), _moved(begin, direction, way)) < 1.0
        )
        for way in ways:
            path.lineTo(QPointF(*_moved(begin, direction, way - _GAP)))
            path.moveTo(QPointF(*_moved(begin, direction, way + _GAP)))
        path.lineTo(QPointF(*end))
    return path


def _sampled(pieces: list[tuple[Point, ...]]) -> list[Point]:
    points: list[Point] = []
    for piece in pieces:
        if len(piece) == 2:
            points += piece
            continue
        (ax, ay), (bx, by), (cx, cy) = piece
        for t in (0.25, 0.5, 0.75):
            one, two, three = (1 - t) ** 2, 2 * t * (1 - t), t * t
            points.append((one * ax + two * bx + three * cx, one * ay + two * by + three * cy))
    return points


def _arrow(tip: Point, into: Point) -> QPainterPath:
    (dx, dy), base = into, _moved(tip, into, -HEAD_LENGTH)
    side = (-dy * HEAD_HALF_WIDTH, dx * HEAD_HALF_WIDTH)
    corners = [tip, (base[0] + side[0], base[1] + side[1]), (base[0] - side[0], base[1] - side[1])]
    return _filled(corners)


def _bar(tip: Point, into: Point) -> QPainterPath:
    (dx, dy), base = into, _moved(tip, into, -BAR_THICKNESS)
    side = (-dy * BAR_HALF_WIDTH, dx * BAR_HALF_WIDTH)
    corners = [
        (tip[0] + side[0], tip[1] + side[1]),
        (base[0] + side[0], base[1] + side[1]),
        (base[0] - side[0], base[1] - side[1]),
        (tip[0] - side[0], tip[1] - side[1]),
    ]
    return _filled(corners)


def _filled(corners: list[Point]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
    path.closeSubpath()
    return path


def _area(a: Point, b: Point) -> QRectF:
    reach = REACH + 2.0
    left, top = min(a[0], b[0]) - reach, min(a[1], b[1]) - reach
    return QRectF(left, top, abs(a[0] - b[0]) + 2 * reach, abs(a[1] - b[1]) + 2 * reach)


def _band(polyline: QPolygonF) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(polyline)
    stroker = QPainterPathStroker()
    stroker.setWidth(10.0)
    stroker.setCapStyle(Qt.PenCapStyle.FlatCap)
    return stroker.createStroke(path)
