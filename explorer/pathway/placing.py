"""Where do nodes go that the author did not place? Ranks from cause to effect, one column a compartment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.captions import natural_size
from explorer.pathway.definition import CompartmentKind
from explorer.pathway.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Pathway

_ROW = 96.0
_GAP = 40.0


def place_missing(
    pathway: Pathway, nodes: Mapping[str, Box], compartments: Mapping[str, Box]
) -> tuple[dict[str, Box], dict[str, Box]]:
    """Return ``nodes`` and ``compartments`` with a place for everything that had none."""
    placed = dict(nodes)
    drawn = dict(compartments)
    missing = [id_ for id_ in pathway.nodes if id_ not in placed]
    if missing:
        left = max((box.right for box in (*placed.values(), *drawn.values())), default=0.0) + _GAP
        _place(pathway, missing, placed, left)
    for id_, compartment in pathway.compartments.items():
        inside = [placed[node.id] for node in pathway.nodes.values() if node.compartment == id_]
        if id_ not in drawn and inside and compartment.kind is CompartmentKind.CELL and not nodes:
            around = inside[0]
            for box in inside[1:]:
                around = around.joined(box)
            drawn[id_] = around.grown(_GAP)
    return placed, drawn


def _place(pathway: Pathway, missing: list[str], placed: dict[str, Box], left: float) -> None:
    ranks = _ranks(pathway)
    columns: dict[str | None, list[str]] = {}
    for node in missing:
        columns.setdefault(pathway.nodes[node].compartment, []).append(node)
    for members in columns.values():
        rows: dict[int, list[str]] = {}
        for node in members:
            rows.setdefault(ranks[node], []).append(node)
        right = left
        for rank, row in rows.items():
            x = left
            for node in row:
                width, height = natural_size(pathway.nodes[node])
                placed[node] = Box.around((x + width / 2, rank * _ROW), width, height)
                x += width + _GAP
            right = max(right, x)
        left = right + 2 * _GAP


def _ranks(pathway: Pathway) -> dict[str, int]:
    """Return for each node its distance from the inputs; nodes that no input reaches stand at 0."""
    network = pathway.network
    ranks = dict.fromkeys(network.inputs, 0)
    border = list(network.inputs)
    while border:
        following: list[str] = []
        for node in border:
            for target in network.targets[node]:
                if target not in ranks:
                    ranks[target] = ranks[node] + 1
                    following.append(target)
        border = following
    return {node: ranks.get(node, 0) for node in network.nodes}
