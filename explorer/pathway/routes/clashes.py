"""Which arrows run on top of each other? Those that a reader could not tell apart on a common stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.routes.pieces import on_top, straight_pieces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explorer.pathway.definition import Edge, Point


def may_join(one: Edge, other: Edge) -> bool:
    """Whether two arrows may run on one line: of one sign, from one source or to one target."""
    return one.effect is other.effect and (one.source == other.source or one.target == other.target)


def clashes(edges: Sequence[Edge], ways: Mapping[str, Sequence[Point]]) -> dict[tuple[str, str], float]:
    """Return the pairs of arrows that run on top of each other and may not, and on what length."""
    known = [edge for edge in edges if edge.id in ways]
    level, upright = straight_pieces([ways[edge.id] for edge in known])
    found: dict[tuple[int, int], float] = {}
    for one, other, length in (*on_top(level), *on_top(upright)):
        if not may_join(known[one], known[other]):
            pair = (min(one, other), max(one, other))
            found[pair] = found.get(pair, 0.0) + length
    return {(known[one].id, known[other].id): length for (one, other), length in sorted(found.items())}
