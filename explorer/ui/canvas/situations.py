"""What of a moment concerns one node or one arrow?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.ui.canvas.visuals import EdgeSituation, NodeSituation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Edge, Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.session.moment import Moment

_EDGES_TURN = 0.67
"""Phase of a step from which an arrow shows the new value of its source: when that node is half-way."""


def node_situation(
    moment: Moment,
    id_: str,
    at: int,
    *,
    conflict: bool = False,
    selected: bool = False,
    focused: bool = False,
    hovered: bool = False,
    highlighted: bool = False,
) -> NodeSituation:
    """Return the situation of node ``id_``, number ``at`` of the network."""
    moving = id_ in moment.moving and is_worth_light(moment)
    return NodeSituation(
        before=bool(moment.before[at]),
        after=bool(moment.after[at]),
        phase=moment.phase if moving else 0.0,
        held=id_ in moment.holds,
        reference=bool(moment.reference[at]),
        moving=moving,
        oscillating=id_ in moment.oscillating,
        conflict=conflict,
        selected=selected,
        focused=focused,
        hovered=hovered,
        highlighted=highlighted,
    )


def edge_situation(
    moment: Moment,
    edge: Edge,
    index: Mapping[str, int],
    *,
    conflict: bool = False,
    selected: bool = False,
    hovered: bool = False,
    highlighted: bool = False,
) -> EdgeSituation:
    """Return the situation of ``edge``; ``index`` gives the number of a node in the network."""
    carrying = edge.id in moment.carriers and is_worth_light(moment)
    return EdgeSituation(
        source_on=bool(shown_state(moment)[index[edge.source]]),
        carrying=carrying,
        phase=moment.phase if carrying else 0.0,
        conflict=conflict,
        selected=selected,
        hovered=hovered,
        highlighted=highlighted,
    )


def is_worth_light(moment: Moment) -> bool:
    """Whether what changes is lit: not at the rest that a pathway comes to by itself when it is opened."""
    return bool(moment.phase) or moment.after != moment.reference


def shown_state(moment: Moment) -> tuple[int, ...]:
    """Return the state by which arrows are coloured."""
    return moment.after if moment.phase >= _EDGES_TURN or not moment.phase else moment.before


def conflicting(pathway: Pathway) -> frozenset[str]:
    """Return the ids of nodes and arrows that some source contradicts."""
    found = {node.id for node in pathway.nodes.values() if node.against}
    found |= {edge.id for edge in pathway.edges if edge.against}
    for note in pathway.notes:
        if note.conflict:
            found.update(note.about)
    return frozenset(found)


def compartments_outside_in(pathway: Pathway, diagram: Diagram) -> tuple[str, ...]:
    """Return the compartments that are drawn, each after the one that it lies in."""
    return tuple(sorted(diagram.compartments, key=lambda id_: _depth(pathway, id_)))


def _depth(pathway: Pathway, compartment: str) -> int:
    depth, within = 0, pathway.compartments[compartment].within
    while within is not None and within in pathway.compartments and depth < len(pathway.compartments):
        depth, within = depth + 1, pathway.compartments[within].within
    return depth
