"""How are arrows spread evenly? Ports along each side, and parallel pieces between their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.layout.engine import UNWATCHED, Watcher
from explorer.pathway.routes.pieces import pieces, shared
from explorer.pathway.routes.ports import span
from explorer.pathway.routes.sheet import Piece, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Point
    from explorer.pathway.routes.traffic import Bundle

_PORTS_APART = 18.0
_ROUNDS = 3


def nudged(sheet: Sheet, watcher: Watcher = UNWATCHED) -> dict[str, tuple[Point, ...]]:
    """Return the routes with ports spread over their sides and parallel pieces moved apart.

    Raises:
        LayoutCancelledError: ``watcher`` asked to stop.
    """
    for number in range(_ROUNDS):
        ideal = _ideal_ports(sheet)
        moved = False
        for at, edge in enumerate(sheet.routes):
            watcher.reached((number + at / len(sheet.routes)) / _ROUNDS)
            for index in range(len(sheet.routes[edge]) - 1):
                route = sheet.routes[edge]
                axis = 0 if route[index][0] == route[index + 1][0] else 1
                moved |= _place(sheet, Piece(edge, index, axis), ideal)
        if not moved:
            break
    return {id_: tuple(route) for id_, route in sheet.routes.items()}


def _ideal_ports(sheet: Sheet) -> dict[tuple[str, bool], float]:
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


def _place(sheet: Sheet, piece: Piece, ideal: Mapping[tuple[str, bool], float]) -> bool:
    """Move one piece, and those that share a trunk with it, to a better coordinate if there is one."""
    route = sheet.routes[piece.edge]
    wanted = _wanted(sheet, piece, ideal)
    together = _trunk(sheet, piece)
    if any(member.index < 0 for member in together):
        return False
    ignored = frozenset(member.edge for member in together)
    limits = [sheet.limits(member) for member in together]
    low, high = max(first for first, _ in limits), min(last for _, last in limits)
    if low > high:
        return False
    below, above = sheet.neighbours(piece, ignored)
    bottom, top = max(low, below), min(high, above)
    to = min(max(wanted, bottom), top) if bottom <= top else min(max((below + above) / 2, low), high)
    if abs(to - route[piece.index][piece.axis]) < 0.5:
        return False
    before = sum(sheet.faults(member, sheet.routes[member.edge], ignored) for member in together)
    after = sum(sheet.faults(member, sheet.moved(member, to), ignored) for member in together)
    if after > before:
        return False
    for member in together:
        sheet.change(member.edge, sheet.moved(member, to))
    return True


def _trunk(sheet: Sheet, piece: Piece) -> list[Piece]:
    """Return ``piece`` and the pieces of other arrows that run on it; index -1 for one that cannot be moved."""
    members = [piece]
    route = sheet.routes[piece.edge]
    mine = (route[piece.index], route[piece.index + 1])
    for other, theirs in sheet.every.items():
        if other == piece.edge or sheet.bundles.get(other) != sheet.bundles[piece.edge]:
            continue
        for index, segment in enumerate(pieces(theirs)):
            if shared(mine, segment) > 0:
                members.append(Piece(other, index if other in sheet.routes else -1, piece.axis))
    return members


def _wanted(sheet: Sheet, piece: Piece, ideal: Mapping[tuple[str, bool], float]) -> float:
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
