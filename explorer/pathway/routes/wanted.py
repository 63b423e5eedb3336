"""Which arrows need a way, and among what? What every router starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.routes.loops import loop
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explorer.pathway.definition import Edge, NodeKind, Pathway, Point
    from explorer.pathway.geometry import Box
    from explorer.pathway.routes.traffic import Bundle


@dataclass(frozen=True, slots=True)
class Wanted:
    """Arrows without a way, the boxes they run between, and the ways that stand.

    Attributes:
        nodes, kinds: by node id its box and its kind.
        bundles: by arrow id what arrows have in common that may run on one trunk.
        given: the ways that stand, by arrow id.
        edges: the arrows that need a way, those from a node to itself left out.
        loops: these.
    """

    nodes: Mapping[str, Box]
    kinds: Mapping[str, NodeKind]
    bundles: Mapping[str, Bundle]
    given: Mapping[str, tuple[Point, ...]]
    edges: Sequence[Edge]
    loops: Sequence[Edge]

    def with_loops(self, found: Mapping[str, tuple[Point, ...]]) -> dict[str, tuple[Point, ...]]:
        """Return the ways that were ``found``, and for each arrow from a node to itself a loop clear of them."""
        ways = dict(found)
        for edge in self.loops:
            others = [box for id_, box in self.nodes.items() if id_ != edge.source]
            ways[edge.id] = loop(self.nodes[edge.source], others, [*self.given.values(), *ways.values()])
        return ways


def wanted(pathway: Pathway, nodes: Mapping[str, Box], given: Mapping[str, tuple[Point, ...]]) -> Wanted:
    """Return what is to be routed: the arrows of ``pathway`` that ``given`` has no way for."""
    missing = [edge for edge in pathway.edges if edge.id not in given]
    return Wanted(
        nodes=nodes,
        kinds={id_: node.kind for id_, node in pathway.nodes.items()},
        bundles={edge.id: (edge.target, edge.effect.value) for edge in pathway.edges},
        given=given,
        edges=[edge for edge in missing if edge.source != edge.target],
        loops=[edge for edge in missing if edge.source == edge.target],
    )
