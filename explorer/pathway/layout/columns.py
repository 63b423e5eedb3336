"""Which compartments stand side by side, and in what order? One column each, along the flow of signals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.pathway.definition import CompartmentKind
from explorer.pathway.layout.linear_order import least_backward

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Pathway


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns from left to right.

    Attributes:
        of: by node its column.
        homes: by column the drawn compartments round it, innermost first.
    """

    of: Mapping[str, int]
    homes: tuple[tuple[str, ...], ...]

    @property
    def depth(self) -> int:
        """How many compartments lie within each other, at most."""
        return max((len(homes) for homes in self.homes), default=0)


def columns_of(pathway: Pathway) -> Columns:
    """Return the columns of ``pathway``: one for each drawn compartment with nodes, and one for what lies in none."""
    paths = {id_: _path(pathway, node.compartment) for id_, node in pathway.nodes.items()}
    used = list(dict.fromkeys(paths.values())) or [()]
    ordered = _arranged(pathway, paths, used, 0)
    number = {path: index for index, path in enumerate(ordered)}
    return Columns({id_: number[path] for id_, path in paths.items()}, tuple(path[::-1] for path in ordered))


def _path(pathway: Pathway, compartment: str | None) -> tuple[str, ...]:
    """Return the drawn compartments round a node, outermost first."""
    path: list[str] = []
    seen: set[str] = set()
    while compartment is not None and compartment in pathway.compartments and compartment not in seen:
        seen.add(compartment)
        found = pathway.compartments[compartment]
        if found.kind is not CompartmentKind.CONTEXT:
            path.append(compartment)
        compartment = found.within
    return tuple(path[::-1])


def _arranged(
    pathway: Pathway, paths: Mapping[str, tuple[str, ...]], used: list[tuple[str, ...]], depth: int
) -> list[tuple[str, ...]]:
    """Return ``used`` in the order of flow, what lies in one compartment kept together."""
    items: dict[str, list[tuple[str, ...]]] = {}
    for path in used:
        items.setdefault(path[depth] if len(path) > depth else "", []).append(path)
    if len(items) == 1 and "" in items:
        return used
    number = {path: index for index, members in enumerate(items.values()) for path in members}
    weights: dict[tuple[int, int], float] = {}
    for edge in pathway.edges:
        one, other = number.get(paths[edge.source]), number.get(paths[edge.target])
        if one is not None and other is not None and one != other:
            weights[one, other] = weights.get((one, other), 0.0) + 1.0
    groups = list(items.values())
    keys = list(items)
    found: list[tuple[str, ...]] = []
    for index in least_backward(len(groups), weights):
        found += _arranged(pathway, paths, groups[index], depth + 1) if keys[index] else groups[index]
    return found
