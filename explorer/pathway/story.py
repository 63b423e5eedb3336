"""What is seen in a step of a story? What is revealed, what the camera looks at, and what stays out of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.definition import EMPTY, Unrevealed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.logic.state import State
    from explorer.pathway.definition import Holds, Pathway, StoryStep


def nodes_among(pathway: Pathway, ids: Iterable[str]) -> frozenset[str]:
    """Return the nodes that ``ids`` name; a compartment stands for every node in it, whatever lies within included."""
    wanted = set(ids)
    found = wanted & pathway.nodes.keys()
    inside = {id_ for id_ in pathway.compartments if wanted & set(_outward(pathway, id_))}
    return frozenset(found | {id_ for id_, node in pathway.nodes.items() if node.compartment in inside})


def revealed(pathway: Pathway, step: StoryStep) -> frozenset[str] | None:
    """Return the nodes that ``step`` reveals, by id; None where it reveals everything."""
    return nodes_among(pathway, step.show) if step.show else None


def looked_at(pathway: Pathway, step: StoryStep) -> frozenset[str] | None:
    """Return the nodes that the camera brings into sight; None for the whole diagram. ``region`` goes before it."""
    if step.camera:
        return nodes_among(pathway, step.camera) or None
    return revealed(pathway, step)


def holds_of(pathway: Pathway, step: StoryStep, state: State) -> Holds:
    """Return everything that is held during ``step``, begun in ``state``.

    Where the step keeps what it does not reveal out of the run, those nodes are held as they are in ``state``,
    inputs at their start value.
    """
    shown = revealed(pathway, step)
    if step.rest is not Unrevealed.OUT or shown is None:
        return step.hold or EMPTY
    network = pathway.network
    out = {
        id_: bool(state[network.index[id_]])
        for id_, node in pathway.nodes.items()
        if id_ not in shown and not node.is_input
    }
    return {**out, **step.hold}


def _outward(pathway: Pathway, compartment: str) -> list[str]:
    """Return ``compartment`` and whatever it lies in; a circle, which a check reports, is left after one round."""
    chain: list[str] = []
    at: str | None = compartment
    while at in pathway.compartments and at not in chain:
        assert at is not None
        chain.append(at)
        at = pathway.compartments[at].within
    return chain
