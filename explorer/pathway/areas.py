"""Into which named areas does a diagram fall when it is seen from afar? Its compartments, or groups of its nodes."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from explorer.pathway.definition import CompartmentKind
from explorer.pathway.geometry import Box
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.logic.state import State
    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram

FEWEST_TO_GROUP = 400
"""Nodes without a compartment from which they are gathered in areas; fewer are told apart as spots of colour, and
the signs would only cover them."""
_NODES_AN_AREA = 120
_LONGEST_NAME = 24
_MOST_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a diagram with a name.

    Attributes:
        nodes: the numbers of its nodes in the network.
        compartment: the id of the compartment that it is, or an empty string.
    """

    label: str
    box: Box
    nodes: tuple[int, ...]
    compartment: str = ""

    def summary(self, state: State) -> str:
        """Return how many of its nodes are ON: ``14 of 22 ON``."""
        return f"{sum(state[at] for at in self.nodes)} of {len(self.nodes)} ON"


def members(pathway: Pathway) -> dict[str, list[str]]:
    """Return for each compartment the nodes in it and in the compartments within it."""
    found: dict[str, list[str]] = {id_: [] for id_ in pathway.compartments}
    for node in pathway.nodes.values():
        at, seen = node.compartment, set()
        while at is not None and at in found and at not in seen:
            found[at].append(node.id)
            seen.add(at)
            at = pathway.compartments[at].within
    return found


def areas_of(pathway: Pathway, diagram: Diagram) -> tuple[Area, ...]:
    """Return the areas: drawn compartments that hold nodes, and groups of near nodes where many have none."""
    index = pathway.network.index
    found, inside = [], set()
    for id_, nodes in members(pathway).items():
        drawn = [node for node in nodes if node in diagram.nodes]
        if not drawn or id_ not in diagram.compartments:
            continue
        if pathway.compartments[id_].kind is CompartmentKind.CELL:
            inside.update(drawn)
        label, box = pathway.compartments[id_].label, diagram.compartments[id_]
        found.append(Area(label, box, tuple(index[node] for node in drawn), id_))
    loose = [node for node in pathway.nodes if node in diagram.nodes and node not in inside]
    if len(found) == 1 and len(found[0].nodes) == len(diagram.nodes) and found[0].label in ("", found[0].compartment):
        found = []  # one room without a name of its own says nothing
    if not found and len(loose) >= FEWEST_TO_GROUP:
        found = _grouped(pathway, diagram, loose)
    return tuple(found)


def _grouped(pathway: Pathway, diagram: Diagram, nodes: Sequence[str]) -> list[Area]:
    """Return areas of nodes that lie together, each named after the node in it with the most arrows.

    The diagram is cut into equal fields: quick for any size, and near nodes are what a layout has put together.
    """
    columns = min(_MOST_COLUMNS, max(2, round(math.sqrt(len(nodes) / _NODES_AN_AREA))))
    bounds, index = diagram.bounds, pathway.network.index
    fields: dict[tuple[int, int], list[str]] = {}
    for node in nodes:
        box = diagram.nodes[node]
        column = min(columns - 1, int((box.left - bounds.left) / bounds.width * columns))
        row = min(columns - 1, int((box.top - bounds.top) / bounds.height * columns))
        fields.setdefault((column, row), []).append(node)
    degree = Counter([edge.source for edge in pathway.edges])
    degree.update([edge.target for edge in pathway.edges])
    found = []
    for _, group in sorted(fields.items()):
        hub = max(group, key=lambda node: degree[node])
        box = _round([diagram.nodes[node] for node in group])
        found.append(Area(f"Around {_shortened(pathway.nodes[hub].caption)}", box, tuple(index[n] for n in group)))
    return found


def _shortened(caption: str) -> str:
    return caption if len(caption) <= _LONGEST_NAME else f"{caption[: _LONGEST_NAME - 1].rstrip()}…"


def _round(boxes: Sequence[Box]) -> Box:
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.left + box.width for box in boxes), max(box.top + box.height for box in boxes)
    return Box(left, top, right - left, bottom - top)
