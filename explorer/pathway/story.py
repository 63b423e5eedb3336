"""What is seen in a step of a story? What is hidden, faded or stands out, and where the camera looks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.pathway.citing import short_name
from explorer.pathway.definition import EMPTY, Unrevealed
from explorer.pathway.geometry import Box
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from explorer.logic.state import State
    from explorer.pathway.definition import Holds, Pathway, StoryStep
    from explorer.pathway.diagram import Diagram

_ROUND, _ABOVE = 36.0, 62.0
"""Diagram units kept in sight round what the camera looks at; above it stand the names of cells."""
_NEAR, _EDGE = 0.15, 10.0
"""An area is widened by up to this share to the border of a cell, and by these diagram units beside it."""

FEWEST_SECONDS, LETTERS_A_SECOND = 8.0, 14.0
"""A step that nobody moves on stays for as long as its words take to be read, and never shorter."""


@dataclass(frozen=True, slots=True)
class Staging:
    """What of a diagram is seen. Whatever is neither hidden nor faded is seen as it is.

    Attributes:
        hidden, faded: ids of nodes and arrows.
        hidden_compartments, faded_compartments: ids of compartments.
        highlighted: ids of nodes and arrows that stand out.
    """

    hidden: frozenset[str] = frozenset()
    faded: frozenset[str] = frozenset()
    hidden_compartments: frozenset[str] = frozenset()
    faded_compartments: frozenset[str] = frozenset()
    highlighted: frozenset[str] = frozenset()


def staging_of(pathway: Pathway, step: StoryStep) -> Staging:
    """Return what is seen of ``pathway`` in ``step``. An arrow is revealed with both of its ends."""
    marked = frozenset(step.highlight)
    shown = revealed(pathway, step)
    if shown is None:
        return Staging(highlighted=marked)
    arrows = {edge.id for edge in pathway.edges if edge.source not in shown or edge.target not in shown}
    others = frozenset((pathway.nodes.keys() - shown) | arrows)
    inhabited = {
        outer for id_ in shown if (at := pathway.nodes[id_].compartment) for outer in _outward(pathway, at)
    } | set(step.show)
    empty = frozenset(pathway.compartments.keys() - inhabited)
    if step.rest is Unrevealed.FADE:
        return Staging(faded=others, faded_compartments=empty, highlighted=marked)
    return Staging(hidden=others, hidden_compartments=empty, highlighted=marked)


def frame_of(diagram: Diagram, pathway: Pathway, step: StoryStep) -> Box:
    """Return the area that the camera shows in ``step``, in diagram units."""
    if step.region is not None:
        return Box(*step.region)
    nodes = looked_at(pathway, step)
    boxes = [diagram.nodes[id_] for id_ in nodes or () if id_ in diagram.nodes]
    if not boxes:
        return diagram.bounds
    left, top = min(box.left for box in boxes) - _ROUND, min(box.top for box in boxes) - _ABOVE
    right = max(box.left + box.width for box in boxes) + _ROUND
    bottom = max(box.top + box.height for box in boxes) + _ROUND
    # A cell of which only a border and the beginning of its name would be missing is shown to that border.
    near = (right - left) * _NEAR
    inside = {at for id_ in nodes or () if (at := pathway.nodes[id_].compartment) in diagram.compartments}
    cells = [diagram.compartments[id_] for id_ in inside if id_ is not None]
    lefts = [cell.left - _EDGE for cell in cells if left - near <= cell.left - _EDGE]
    rights = [cell.right + _EDGE for cell in cells if cell.right + _EDGE <= right + near]
    left, right = min([left, *lefts]), max([right, *rights])
    return Box(left, top, right - left, bottom - top)


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


def strangers(pathway: Pathway, step: StoryStep) -> tuple[str, ...]:
    """Return the ids in ``step`` that ``pathway`` does not have."""
    known = _known(pathway)
    return tuple(id_ for name, ids in known.items() for id_ in getattr(step, name) if id_ not in ids)


def fitted(step: StoryStep, pathway: Pathway) -> StoryStep:
    """Return ``step`` without what ``pathway`` does not have; the same object where it has all."""
    if not strangers(pathway, step):
        return step
    known = _known(pathway)
    kept = {name: tuple(id_ for id_ in getattr(step, name) if id_ in ids) for name, ids in known.items()}
    holds = {id_: value for id_, value in step.hold.items() if id_ in pathway.nodes}
    return replace(step, **{**kept, "hold": holds})  # type: ignore[arg-type]


def _known(pathway: Pathway) -> Mapping[str, Collection[str]]:
    """Return for each part of a step that names ids which there are."""
    places = pathway.nodes.keys() | pathway.compartments.keys()
    arrows = {edge.id for variant in pathway.variants for edge in variant.edges} | pathway.edge_by_id.keys()
    return {
        "hold": pathway.nodes,
        "variants": {variant.id for variant in pathway.variants},
        "show": places,
        "camera": places,
        "highlight": pathway.nodes.keys() | arrows,
        "evidence": pathway.references,
    }


def sources_in_words(pathway: Pathway, step: StoryStep) -> str:
    """Return the line of sources: basis first, for example ``News · Scienmag 2026``."""
    parts = [step.basis.value.capitalize()] if step.basis is not None else []
    for id_ in step.evidence:
        reference = pathway.references.get(id_)
        if reference is not None:
            parts.append(short_name(reference))
    return " · ".join(parts)


def reading_seconds(words: str) -> float:
    """Return how long a step with these ``words`` stays, in seconds."""
    return max(FEWEST_SECONDS, 4.0 + len(words) / LETTERS_A_SECOND)


def _outward(pathway: Pathway, compartment: str) -> list[str]:
    """Return ``compartment`` and whatever it lies in; a circle, which a check reports, is left after one round."""
    chain: list[str] = []
    at: str | None = compartment
    while at in pathway.compartments and at not in chain:
        assert at is not None
        chain.append(at)
        at = pathway.compartments[at].within
    return chain
