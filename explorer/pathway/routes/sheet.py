"""What stands where while arrows are being moved? The routes as they are now, and what limits their pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.geometry import box_round
from explorer.pathway.routes.grid import CLEARANCE
from explorer.pathway.routes.pieces import crosses, hits, pieces, shared
from explorer.pathway.routes.ports import DOWN, LEFT, RIGHT, UP, span
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from explorer.pathway.definition import Edge, NodeKind, Point
    from explorer.pathway.geometry import Box
    from explorer.pathway.routes.traffic import Bundle

APART = 12.0
"""Parallel arrows keep this distance where there is room."""
FREE = 1e9


@dataclass(frozen=True, slots=True)
class Piece:
    """One straight piece of a route, between its points ``index`` and ``index + 1``.

    Attributes:
        axis: the coordinate that can change: 0 for upright pieces, 1 for level ones.
    """

    edge: str
    index: int
    axis: int


class Sheet:
    """All routes: those in ``routes`` can be moved, those in ``fixed`` stand."""

    def __init__(
        self,
        routes: Mapping[str, Sequence[Point]],
        fixed: Mapping[str, Sequence[Point]],
        nodes: Mapping[str, Box],
        edges: Mapping[str, Edge],
        bundles: Mapping[str, Bundle],
        kinds: Mapping[str, NodeKind],
    ) -> None:
        """Take the arrows as they were found."""
        self.routes: dict[str, list[Point]] = {id_: list(route) for id_, route in routes.items()}
        self.fixed = fixed
        self.nodes, self.edges, self.bundles, self.kinds = nodes, edges, bundles, kinds
        self.every: dict[str, Sequence[Point]] = {**fixed, **self.routes}
        self._around = {id_: box_round(route).grown(APART) for id_, route in self.every.items()}
        self._grown = {id_: box.grown(CLEARANCE) for id_, box in nodes.items()}

    def change(self, edge: str, route: list[Point]) -> None:
        """Give an arrow another route."""
        self.routes[edge] = route
        self.every[edge] = route
        self._around[edge] = box_round(route).grown(APART)

    def near(self, area: Box, ignored: frozenset[str]) -> Iterator[str]:
        """Yield the arrows that may have something in ``area``."""
        for id_, around in self._around.items():
            if id_ not in ignored and around.overlaps(area):
                yield id_

    def side(self, edge: str, *, at_target: bool) -> tuple[str, int]:
        """Return the node and the side at which an arrow leaves or arrives."""
        route = self.routes[edge]
        here, beyond = (route[-1], route[-2]) if at_target else (route[0], route[1])
        node = self.edges[edge].target if at_target else self.edges[edge].source
        if here[0] == beyond[0]:
            return node, DOWN if beyond[1] > here[1] else UP
        return node, RIGHT if beyond[0] > here[0] else LEFT

    def limits(self, piece: Piece) -> tuple[float, float]:
        """Return how far a piece can be moved without leaving the sides where its arrow ends."""
        low, high = -FREE, FREE
        for at_target in (False, True):
            if piece.index == (len(self.routes[piece.edge]) - 2 if at_target else 0):
                node, side = self.side(piece.edge, at_target=at_target)
                first, last = span(self.nodes[node], side, self.kinds[node])
                low, high = max(low, first), min(high, last)
        return low, high

    def moved(self, piece: Piece, to: float) -> list[Point]:
        """Return the route of ``piece`` with that piece at another coordinate."""
        route = list(self.routes[piece.edge])
        for index in (piece.index, piece.index + 1):
            x, y = route[index]
            route[index] = (to, y) if piece.axis == 0 else (x, to)
        return route

    def faults(self, piece: Piece, route: Sequence[Point], ignored: frozenset[str]) -> float:
        """Return how bad ``route`` is at and beside ``piece``: crossings, pieces too close, boxes run through."""
        part = route[max(0, piece.index - 1) : piece.index + 3]
        area = box_round(part).grown(APART)
        ends = (self.edges[piece.edge].source, self.edges[piece.edge].target)
        count = 0.0
        for other in self.near(area, ignored | {piece.edge}):
            for theirs in pieces(self.every[other]):
                for mine in pieces(part):
                    count += crosses(mine, theirs) + shared(mine, theirs, within=APART - 1) / 10
        for id_, grown in self._grown.items():
            if grown.overlaps(area):
                box = self.nodes[id_] if id_ in ends else grown
                count += sum(100 * hits(*mine, box) for mine in pieces(part))
        return count

    def neighbours(self, piece: Piece, ignored: frozenset[str]) -> tuple[float, float]:
        """Return the lowest and highest coordinate that keep clear of the boxes and pieces on both sides."""
        route, axis = self.routes[piece.edge], piece.axis
        now = route[piece.index][axis]
        first, last = sorted((route[piece.index][1 - axis], route[piece.index + 1][1 - axis]))
        low, high = -FREE, FREE
        for near, far in (*self._boxes_beside(piece, first, last), *self._pieces_beside(piece, first, last, ignored)):
            if far <= now and near < now:
                low = max(low, far + APART)
            elif near >= now and far > now:
                high = min(high, near - APART)
        return low, high

    def _boxes_beside(self, piece: Piece, first: float, last: float) -> Iterator[tuple[float, float]]:
        """Yield the extent across ``piece`` of every box beside it."""
        edge = self.edges[piece.edge]
        touched = {edge.source} if piece.index == 0 else set()
        if piece.index == len(self.routes[piece.edge]) - 2:
            touched.add(edge.target)
        for id_, box in self.nodes.items():
            extents = ((box.left, box.right), (box.top, box.bottom))
            along = extents[1 - piece.axis]
            if id_ not in touched and along[0] - CLEARANCE < last and first < along[1] + CLEARANCE:
                yield extents[piece.axis]

    def _pieces_beside(
        self, piece: Piece, first: float, last: float, ignored: frozenset[str]
    ) -> Iterator[tuple[float, float]]:
        """Yield the coordinate, twice, of every parallel piece beside ``piece``."""
        axis = piece.axis
        for id_ in self.every:
            if id_ in ignored:
                continue
            for start, end in pieces(self.every[id_]):
                if start[axis] != end[axis]:
                    continue
                low, high = sorted((start[1 - axis], end[1 - axis]))
                if low < high and low - 4 < last and first < high + 4:
                    yield start[axis], start[axis]
