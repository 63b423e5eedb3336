"""Which way does an arrow go? Orthogonal routes from border to border."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Pathway, Point
    from explorer.pathway.geometry import Box


def route_missing(
    pathway: Pathway, nodes: Mapping[str, Box], routes: Mapping[str, tuple[Point, ...]]
) -> dict[str, tuple[Point, ...]]:
    """Return a route for every arrow of ``pathway``: the given one, or one found here."""
    found: dict[str, tuple[Point, ...]] = {}
    for edge in pathway.edges:
        given = routes.get(edge.id)
        found[edge.id] = given if given is not None else _elbow(nodes[edge.source], nodes[edge.target])
    return found


def _elbow(source: Box, target: Box) -> tuple[Point, ...]:
    start, end = source.centre, target.centre
    middle = (start[1] + end[1]) / 2
    return ((start[0], source.bottom), (start[0], middle), (end[0], middle), (end[0], target.top))
