"""Which rows does a timeline have, and what stands in them? Free of Qt and of plotting."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from explorer.pathway.definition import NodeKind
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.pathway.definition import Node
    from explorer.session.timeline import Timeline


class RowKind(Enum):
    """How a row is drawn: inputs as bars, held nodes as bars over cells, nodes and outcomes as cells."""

    INPUT = "input"
    HELD = "held"
    NODE = "node"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One row: a node and how it is drawn."""

    node: Node
    kind: RowKind


def timeline_rows(timeline: Timeline, *, everything: bool = False) -> tuple[TimelineRow, ...]:
    """Return the rows from top to bottom.

    What was switched or held comes first, then the outcomes, then the nodes that changed since the start, in the
    order in which they first did. With ``everything`` the other inputs and nodes stand in their groups too.
    """
    pathway = timeline.source.pathway
    touched = {id_ for run in timeline.source.runs for id_ in run.holds}
    first = _first_changes(timeline)
    inputs, held, nodes, outcomes = [], [], [], []
    for node in pathway.nodes.values():
        if node.is_input and (node.id in touched or everything):
            inputs.append(TimelineRow(node, RowKind.INPUT))
        elif node.is_input:
            continue
        elif node.id in touched and node.kind is not NodeKind.OUTCOME:
            held.append(TimelineRow(node, RowKind.HELD))
        elif node.kind is NodeKind.OUTCOME:
            outcomes.append(TimelineRow(node, RowKind.OUTCOME))
        elif node.id in first or everything:
            nodes.append(TimelineRow(node, RowKind.NODE))
    never = timeline.last + 1
    nodes.sort(key=lambda row: first.get(row.node.id, never))
    return (*inputs, *held, *outcomes, *nodes)


def _first_changes(timeline: Timeline) -> dict[str, int]:
    """Return the column in which each node first changed, after the first run where there are later ones."""
    beginning = timeline.starts[1] if len(timeline.starts) > 1 else 1
    found: dict[str, int] = {}
    for column in range(beginning, timeline.last + 1):
        for node in timeline.delta(column):
            found.setdefault(node, column)
    return found


def spans(length: int, inside_at: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the stretches (first, one past last) of the numbers below ``length`` for which ``inside_at`` is true."""
    start: int | None = None
    for at in range(length + 1):
        inside = at < length and bool(inside_at[at])
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            yield start, at
            start = None


def phase_name(label: str) -> str:
    """Return what a run is called above its columns: ``Anti-LCN2 ON`` for ``Switch Anti-LCN2 ON``."""
    return label.removeprefix("Switch ")
