"""How are arrows spread evenly? Ports along each side, and parallel pieces between their neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.pathway.routes.grid import CLEARANCE
from explorer.pathway.routes.pieces import crosses, hits, pieces, shared
from explorer.pathway.routes.ports import DOWN, LEFT, RIGHT, UP, span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explorer.pathway.definition import Edge, NodeKind, Point
    from explorer.pathway.geometry import Box
    from explorer.pathway.routes.traffic import Bundle

_APART = 12.0
_PORTS_APART = 18.0
_ROUNDS = 3
_FREE = 1e9


@dataclass(slots=True)
class _Piece:
    """One straight piece of a route: between its points ``index`` and ``index + 1``."""

    edge: str
    index: int
    axis: int  # the coordinate that can change: 0 for upright pieces, 1 for level ones


class _Sheet:
    """All routes, with what limits their pieces."""

    def __init__(
        self,
        routes: Mapping[str, Sequence[Point]],
        fixed: Mapping[str, Sequence[Point]],
        nodes: Mapping[str, Box],
        edges: Mapping[str, Edge],
        bundles: Mapping[str, Bundle],
        kinds: Mapping[str, NodeKind],
    ) -> None:
        self.routes: dict[str, list[Point]] = {id_: list(route) for id_, route in routes.items()}
        self.fixed = dict(fixed)
        self.nodes, self.edges, self.bundles, self.kinds = nodes, edges, bundles, kinds

    def every(self) -> dict[str, Sequence[Point]]:
        """Return movable and fixed routes together."""
        return {**self.fixed, **self.routes}

    def side(self, edge: str, *, at_target: bool) -> tuple[str, int]:
        """Return the node and the side at which an arrow leaves or arrives."""
        route = self.routes[edge]
        here, beyond = (route[-1], route[-2]) if at_target else (route[0], route[1])
        node = self.edges[edge].target if at_target else self.edges[edge].source
        if here[0] == beyond[0]:
            return node, DOWN if beyond[1] > here[1] else UP
        return node, RIGHT if beyond[0] > here[0] else LEFT

    def limits(self, piece: _Piece) -> tuple[float, float]:
        """Return how far a piece can be moved without leaving the sides where its arrow ends."""
        low, high = -_FREE, _FREE
        for at_target in (False, True):
            if piece.index == (len(self.routes[piece.edge]) - 2 if at_target else 0):
                node, side = self.side(piece.edge, at_target=at_target)
                first, last = span(self.nodes[node], side, self.kinds[node])
                low, high = max(low, first), min(high, last)
        return low, high

    def moved(self, piece: _Piece, to: float) -> list[Point]:
        """Return the route of ``piece`` with that piece at another coordinate."""
        route = list(self.routes[piece.edge])
        for index in (piece.index, piece.index + 1):
            x, y = route[index]
            route[index] = (to, y) if piece.axis == 0 else (x, to)
        return route

    def faults(self, edge: str, route: Sequence[Point], ignored: frozenset[str]) -> float:
        """Return how bad a route is: crossings, pieces on top of or close to others, boxes run through."""
        count = 0.0
        ends = (self.edges[edge].source, self.edges[edge].target)
        others = [other for id_, other in self.every().items() if id_ != edge and id_ not in ignored]
        for piece in pieces(route):
            for other in others:
                for theirs in pieces(other):
                    count += crosses(piece, theirs)
                    near = shared(piece, theirs, within=_APART - 1)
                    count += near / 10
            for id_, box in self.nodes.items():
                count += 100 * hits(*piece, box if id_ in ends else box.grown(CLEARANCE))
        return count


def nudged(
    routes: Mapping[str, Sequence[Point]],
    fixed: Mapping[str, Sequence[Point]],
    nodes: Mapping[str, Box],
    edges: Mapping[str, Edge],
    bundles: Mapping[str, Bundle],
    kinds: Mapping[str, NodeKind],
) -> dict[str, tuple[Point, ...]]:
    """Return ``routes`` with ports spread over their sides and parallel pieces moved apart; ``fixed`` ones stay."""
    sheet = _Sheet(routes, fixed, nodes, edges, bundles, kinds)
    for _ in range(_ROUNDS):
        ideal = _ideal_ports(sheet)
        for edge in sheet.routes:
            route = sheet.routes[edge]
            for index in range(len(route) - 1):
                axis = 0 if route[index][0] == route[index + 1][0] else 1
                _place(sheet, _Piece(edge, index, axis), ideal)
    return {id_: tuple(route) for id_, route in sheet.routes.items()}


def _ideal_ports(sheet: _Sheet) -> dict[tuple[str, bool], float]:
    """Return for arrow ends (edge, whether at its target) where they would best meet their side."""
    ends: dict[tuple[str, int], list[tuple[float, str, bool]]] = {}
    for edge, route in sheet.routes.items():
        for at_target in (False, True):
            node, side = sheet.side(edge, at_target=at_target)
            point = route[-1] if at_target else route[0]
            ends.setdefault((node, side), []).append((point[1 - side % 2], edge, at_target))
    ideal: dict[tuple[str, bool], float] = {}
    for (node, side), found in ends.items():
        if any(len(sheet.routes[edge]) == 2 for _, edge, _ in found):
            continue  # a straight arrow stays where it is, and the others keep their distance to it
        low, high = span(sheet.nodes[node], side, sheet.kinds[node])
        slots: dict[tuple[float, Bundle | str], list[tuple[str, bool]]] = {}
        for along, edge, at_target in sorted(found):
            slots.setdefault((along, sheet.bundles[edge] if at_target else edge), []).append((edge, at_target))
        apart = min(_PORTS_APART, (high - low) / (len(slots) - 1)) if len(slots) > 1 else 0.0
        for number, members in enumerate(slots.values()):
            for end in members:
                ideal[end] = (low + high) / 2 + (number - (len(slots) - 1) / 2) * apart
    return ideal


def _place(sheet: _Sheet, piece: _Piece, ideal: Mapping[tuple[str, bool], float]) -> None:
    """Move one piece, and those that share a trunk with it, to a better coordinate if there is one."""
    route = sheet.routes[piece.edge]
    now = route[piece.index][piece.axis]
    low, high = sheet.limits(piece)
    wanted = _wanted(sheet, piece, ideal)
    together = _bundle(sheet, piece)
    if any(member.index < 0 for member in together):
        return
    ignored = frozenset(member.edge for member in together)
    below, above = _neighbours(sheet, piece, ignored)
    bottom, top = max(low, below), min(high, above)
    if bottom > top:
        to = min(max((below + above) / 2, low), high)
    else:
        to = min(max(wanted, bottom), top)
    if abs(to - now) < 0.5:
        return
    group = [member for member in together if sheet.limits(member)[0] <= to <= sheet.limits(member)[1]]
    if len(group) < len(together):
        return
    before = sum(sheet.faults(member.edge, sheet.routes[member.edge], ignored) for member in group)
    after = sum(sheet.faults(member.edge, sheet.moved(member, to), ignored) for member in group)
    if after <= before:
        for member in group:
            sheet.routes[member.edge] = sheet.moved(member, to)


def _bundle(sheet: _Sheet, piece: _Piece) -> list[_Piece]:
    """Return ``piece`` and the pieces of other arrows on the same trunk."""
    members = [piece]
    route = sheet.routes[piece.edge]
    mine = (route[piece.index], route[piece.index + 1])
    for other, theirs in sheet.every().items():
        if other == piece.edge or sheet.bundles.get(other) != sheet.bundles[piece.edge]:
            continue
        for index, segment in enumerate(pieces(theirs)):
            if shared(mine, segment) > 0:
                members.append(_Piece(other, index if other in sheet.routes else -1, piece.axis))
    return members


def _wanted(sheet: _Sheet, piece: _Piece, ideal: Mapping[tuple[str, bool], float]) -> float:
    """Return where a piece would lie if nothing else were there."""
    route, index, axis = sheet.routes[piece.edge], piece.index, piece.axis
    now = route[index][axis]
    if index == len(route) - 2:
        return ideal.get((piece.edge, True), now) if index else now
    if index == 0:
        return ideal.get((piece.edge, False), now)
    before, after = route[index - 1][axis], route[index + 2][axis]
    if (before - now) * (after - now) < 0:  # a step: best in the middle
        return (before + after) / 2
    return now


def _neighbours(sheet: _Sheet, piece: _Piece, ignored: frozenset[str]) -> tuple[float, float]:
    """Return the lowest and highest coordinate that keep clear of the boxes and pieces on both sides."""
    route, axis = sheet.routes[piece.edge], piece.axis
    now = route[piece.index][axis]
    first, last = sorted((route[piece.index][1 - axis], route[piece.index + 1][1 - axis]))
    low, high = -_FREE, _FREE
    touched = set()
    if piece.index == 0:
        touched.add(sheet.edges[piece.edge].source)
    if piece.index == len(route) - 2:
        touched.add(sheet.edges[piece.edge].target)
    for id_, box in sheet.nodes.items():
        if id_ in touched:
            continue
        ends = ((box.left, box.right), (box.top, box.bottom))
        if ends[1 - axis][0] - CLEARANCE < last and first < ends[1 - axis][1] + CLEARANCE:
            if ends[axis][1] <= now:
                low = max(low, ends[axis][1] + _APART)
            elif ends[axis][0] >= now:
                high = min(high, ends[axis][0] - _APART)
    for id_, other in sheet.every().items():
        if id_ in ignored:
            continue
        for start, end in pieces(other):
            if start[axis] != end[axis] or start[1 - axis] == end[1 - axis]:
                continue
            one, two = sorted((start[1 - axis], end[1 - axis]))
            if one - 4 < last and first < two + 4:
                if start[axis] < now:
                    low = max(low, start[axis] + _APART)
                elif start[axis] > now:
                    high = min(high, start[axis] - _APART)
    return low, high
