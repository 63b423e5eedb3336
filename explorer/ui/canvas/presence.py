"""Which arrows are in the scene? All; of thousands only those near to what is in sight, and those that glow.

Qt looks at every item at each paint of everything: at 30,000 arrows that takes 50 ms, whether they are drawn or not.
What a sheet draws for them from afar need not be in the scene, nor what is far outside the view; arrows come in, a
little a turn, as the view comes near.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from explorer.ui.canvas.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRectF

    from explorer.pathway.definition import Point
    from explorer.ui.canvas.edge_item import EdgeItem
    from explorer.ui.canvas.scene import DiagramScene

MANY = 4000
"""Arrows above which those are left out that are not near."""
_OUT_BELOW = 0.3
"""Device pixels a diagram unit below which all are out, but for those that glow."""
_CELL = 1500.0
"""The side in diagram units of the squares by which it is known what is near."""
_TOO_MANY = 3
"""Times the squares that are needed; with so many the rest is taken out again."""
_A_STEP = 20
_SECONDS = 0.02
"""A turn; it is worth some haste, since each paint meanwhile looks at all that are still there."""
_TREE_DEPTH = 10
"""Of Qt's index of many items; chosen by Qt it is made anew whenever their number has doubled, 100 ms at the last."""

Cell = tuple[int, int]


class ArrowPresence:
    """Takes the arrows of one diagram into its scene, and out of it. Mutable."""

    def __init__(self, scene: DiagramScene) -> None:
        self._scene = scene
        self._items = scene.edge_items
        self._work: Slices | None = None
        self._cells: dict[Cell, list[EdgeItem]] = {}
        self._places: dict[str, frozenset[Cell]] = {}
        self._inside: dict[str, EdgeItem] = {}
        """Of many, those in the scene, by id."""
        self._sight: QRectF | None = None
        self._near: frozenset[Cell] = frozenset()
        scene.setBspTreeDepth(_TREE_DEPTH if self._are_many else 0)

    @property
    def _are_many(self) -> bool:
        return self._scene.diagram is not None and len(self._scene.diagram.edges) > MANY

    @property
    def are_leaving(self) -> bool:
        """Whether arrows that the sheet draws already are still on their way out of the scene."""
        return self._are_many and not self._near and self._work is not None and self._work.is_busy

    def take_in(self, edges: list[EdgeItem]) -> None:
        """Take new arrows in, if they are to be in the scene as it is seen now."""
        are_many = self._are_many
        for edge in edges:
            edge.place()
            if not are_many:
                self._scene.addItem(edge)
                continue
            self._note(edge)
            if edge.stands_out or self._is_near(edge):
                self._bring(edge)

    def bring(self, edge: EdgeItem) -> None:
        """Take an arrow in that is drawn by itself now, as one that glows or was moved is."""
        if self._are_many and edge.stands_out and edge.edge not in self._inside:
            self._bring(edge)

    def follow_shape(self, edge: EdgeItem) -> None:
        """Know an arrow where it lies now."""
        if not self._are_many:
            return
        for cell in self._places.pop(edge.edge, ()):
            self._cells[cell].remove(edge)
        self._note(edge)
        if edge.edge not in self._inside and self._is_near(edge):
            self._bring(edge)

    def _note(self, edge: EdgeItem) -> None:
        self._places[edge.edge] = cells = _cells_along(edge.geometry.corners)
        for cell in cells:
            self._cells.setdefault(cell, []).append(edge)

    def _is_near(self, edge: EdgeItem) -> bool:
        return not self._near.isdisjoint(self._places[edge.edge])

    def _bring(self, edge: EdgeItem) -> None:
        edge.geometry.get_ready()
        self._inside[edge.edge] = edge
        self._scene.addItem(edge)

    def follow_sight(self, sight: QRectF) -> None:
        """Take arrows in or out as ``sight`` (diagram units), the part of the diagram that is seen, asks for."""
        self._sight = sight
        if self._are_many:
            self._follow(crossed=False)

    def follow_zoom(self, *, crossed: bool) -> None:
        """Follow another zoom; where that of the sheet was ``crossed``, every arrow is placed anew."""
        if self._are_many:
            self._follow(crossed=crossed)
        elif crossed:
            for edge in self._items.values():
                edge.place()

    def _follow(self, *, crossed: bool) -> None:
        near: frozenset[Cell] = frozenset()
        if self._sight is not None and self._scene.surface.scale >= _OUT_BELOW:
            # Where the sheet draws them they are there to be hit, no more; near by some are there for the way to come.
            near = _cells_in(self._sight, margin=0.15 if self._scene.surface.arrows_are_far else 0.5)
            is_enough = self._near >= _cells_in(self._sight, margin=0.1) and len(self._near) < _TOO_MANY * len(near)
            if is_enough and not crossed:
                return
        if near == self._near and not crossed:
            return
        self._near = near
        if self._work is None:
            self._work = Slices(self._scene, seconds=_SECONDS)
        self._work.run(self._following())

    def _following(self) -> Iterator[None]:
        wanted = {edge.edge: edge for cell in sorted(self._near) for edge in self._cells.get(cell, ())}
        leaving = [edge for id_, edge in self._inside.items() if id_ not in wanted]
        yield
        for number, edge in enumerate([*wanted.values(), *leaving]):
            if self._scene.edge_items is not self._items:
                return  # another diagram is shown
            edge.place()
            if edge.stands_out or self._is_near(edge):  # some have moved since
                if edge.edge not in self._inside:
                    self._bring(edge)
            elif self._inside.pop(edge.edge, None) is not None:
                self._scene.removeItem(edge)
            if number % _A_STEP == 0:
                yield


def _cells_along(corners: list[Point]) -> frozenset[Cell]:
    """Return the cells that a way touches."""
    found: list[Cell] = []
    for (ax, ay), (bx, by) in pairwise(corners):
        left, right = int(min(ax, bx) // _CELL), int(max(ax, bx) // _CELL)
        top, bottom = int(min(ay, by) // _CELL), int(max(ay, by) // _CELL)
        found += [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
    return frozenset(found)


def _cells_in(area: QRectF, *, margin: float = 0.0) -> frozenset[Cell]:
    """Return the cells that ``area`` touches, widened at each side by ``margin`` of its size."""
    across, down = area.width() * margin, area.height() * margin
    left, right = int((area.left() - across) // _CELL), int((area.right() + across) // _CELL)
    top, bottom = int((area.top() - down) // _CELL), int((area.bottom() + down) // _CELL)
    return frozenset((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))
