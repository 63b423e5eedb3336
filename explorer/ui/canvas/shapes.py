"""Which outline has which kind of node? Shapes after SBGN Activity Flow, each in a box from (0, 0)."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from explorer.pathway.definition import NodeKind
from explorer.ui.canvas.thread_kept import kept_in_thread

if TYPE_CHECKING:
    from explorer.pathway.definition import Point

POINTED = frozenset({NodeKind.CONDITION, NodeKind.PHENOTYPE, NodeKind.OUTCOME, NodeKind.COMPLEX})
"""Kinds whose outline is a polygon."""


@kept_in_thread(4096)
def outline(kind: NodeKind, width: float, height: float, inset: float = 0.0) -> QPainterPath:
    """Return the closed outline of a node, moved inward by ``inset``. Shared in its thread: do not change it."""
    path = QPainterPath()
    if kind in POINTED:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners(kind, width, height, inset)]))
        path.closeSubpath()
        return path
    box = QRectF(inset, inset, width - 2 * inset, height - 2 * inset)
    radius = max(1.0, _radius(kind, height) - inset)
    path.addRoundedRect(box, radius, radius)
    return path


def _radius(kind: NodeKind, height: float) -> float:
    if kind is NodeKind.DRUG:
        return height / 2
    return {NodeKind.PROTEIN: 9.0, NodeKind.CELLS: 15.0, NodeKind.PROCESS: 2.0}.get(kind, 8.0)


def corners(kind: NodeKind, width: float, height: float, inset: float = 0.0) -> tuple[Point, ...]:
    """Return the corners of a pointed kind's outline, clockwise from the upper left."""
    left, top, right, bottom = inset, inset, width - inset, height - inset
    middle = height / 2
    if kind is NodeKind.COMPLEX:
        cut = 9.0 - inset * 0.41
        return (
            (left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut),
            (right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut),
        )  # fmt: skip
    if kind is NodeKind.CONDITION:  # SBGN's perturbation: both ends notched
        notch = 11.0
        slope = inset * 0.55
        return (
            (left + slope, top), (right - slope, top), (right - notch, middle),
            (right - slope, bottom), (left + slope, bottom), (left + notch, middle),
        )  # fmt: skip
    tip = min(16.0, height * 0.42)
    slope = inset * 0.5
    return (
        (left + tip - slope, top), (right - tip + slope, top), (right - slope, middle),
        (right - tip + slope, bottom), (left + tip - slope, bottom), (left + slope, middle),
    )  # fmt: skip


@kept_in_thread(2048)
def inner_lines(kind: NodeKind, width: float, height: float, inset: float = 5.0) -> QPainterPath | None:
    """Return the thin second line that a kind has inside its border, or None."""
    if kind in {NodeKind.OUTCOME, NodeKind.CELLS}:
        return outline(kind, width, height, inset)
    if kind is NodeKind.PROCESS:
        path = QPainterPath()
        for x in (inset + 1.0, width - inset - 1.0):
            path.moveTo(x, 2.0)
            path.lineTo(x, height - 2.0)
        return path
    return None


@lru_cache(maxsize=4096)
def entry_depth(kind: NodeKind, width: float, height: float, at: Point, towards: Point) -> float:
    """Return how far behind its box's border a node's outline lies.

    Args:
        kind: the node's kind.
        width: the box's width.
        height: the box's height.
        at: a point on the box's border, measured from its upper left corner.
        towards: the direction into the box, of length 1.
    """
    (x, y), (dx, dy) = at, towards
    on_level_side = dx == 0 and y in {0.0, height}
    if on_level_side and kind is not NodeKind.DRUG and _FLAT_FROM <= x <= width - _FLAT_FROM:
        return 0.0
    x, y = x - dx, y - dy  # from just outside, so that an outline on the border itself is met
    best = reach = max(width, height)
    points = _polygon(kind, width, height)
    for (ax, ay), (bx, by) in pairwise(points):
        sx, sy = bx - ax, by - ay
        across = dx * sy - dy * sx
        if abs(across) < 1e-9:
            continue
        way = ((ax - x) * sy - (ay - y) * sx) / across
        along = ((ax - x) * dy - (ay - y) * dx) / across
        if way >= 0 and -1e-6 <= along <= 1 + 1e-6:
            best = min(best, way)
    return best - 1.0 if best < reach / 2 else 0.0


_FLAT_FROM = 18.0  # diagram units from a corner, from which every kind but a drug has a level border


@lru_cache(maxsize=1024)
def _polygon(kind: NodeKind, width: float, height: float) -> tuple[Point, ...]:
    polygon = outline(kind, width, height).toFillPolygon()
    return tuple((polygon.at(number).x(), polygon.at(number).y()) for number in range(polygon.size()))
