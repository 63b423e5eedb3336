"""What does an answer mark on the diagram? Arrows that bear a result, nodes that differ; everything else fades."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.logic.state import State
    from explorer.pathway.definition import Holds, Pathway
    from explorer.session.moment import Moment


class Ring(Enum):
    """The line round a node. The three differ in their dashes as well as in colour, so that greyscale tells them."""

    GAINED = "gained"
    LOST = "lost"
    TURNING = "oscillating"
    ASKED = "the result"


class Sign(Enum):
    """What the strip below the diagram explains besides rings."""

    RAIL = "rail"
    KEYSTONE = "keystone"
    FADED = "faded"


@dataclass(frozen=True)
class Marks:
    """What stands out at one moment; whatever is not named here fades.

    Attributes:
        nodes: with the ring round each; None: only not faded.
        arrows: with the word on the stone that lies on each; None: only not faded.
        stones: nodes with the word on the stone that lies on their border.
    """

    nodes: Mapping[str, Ring | None]
    arrows: Mapping[str, str | None]
    stones: Mapping[str, str]


class Overlay(Protocol):
    """What an answer lays over the diagram, until it is put away."""

    def seen(self, moment: Moment) -> Moment:
        """Return what is shown instead of ``moment``."""

    def marks(self, pathway: Pathway, moment: Moment) -> Marks:
        """Return what stands out at ``moment``, which came from ``seen``."""

    def key(self, marks: Marks) -> tuple[tuple[Ring | Sign, str], ...]:
        """Return the signs in use with their meanings, for the strip below the diagram."""


@dataclass(frozen=True)
class LoadBearing:
    """Arrows and rules on which a result hangs, numbered as in the list beside the diagram.

    Attributes:
        arrows: by arrow id the number of the row.
        rules: by node id the numbers of the rows that change its rule.
        asked: the nodes that the result is about.
    """

    arrows: Mapping[str, int]
    rules: Mapping[str, tuple[int, ...]]
    asked: tuple[str, ...]

    def seen(self, moment: Moment) -> Moment:
        """Return ``moment``: nothing is shown otherwise than it is."""
        return moment

    def marks(self, pathway: Pathway, moment: Moment) -> Marks:
        """Return the arrows with their numbers, and the nodes at their ends."""
        edges = [pathway.edge_by_id[id_] for id_ in self.arrows if id_ in pathway.edge_by_id]
        nodes: dict[str, Ring | None] = {node: None for edge in edges for node in (edge.source, edge.target)}
        nodes.update(dict.fromkeys(self.rules))
        nodes.update(dict.fromkeys(self.asked, Ring.ASKED))
        stones = {node: _listed(numbers) for node, numbers in self.rules.items()}
        return Marks(nodes, {edge.id: str(self.arrows[edge.id]) for edge in edges}, stones)

    def key(self, marks: Marks) -> tuple[tuple[Ring | Sign, str], ...]:
        """Return what the rails, the stones and the ring mean."""
        found: list[tuple[Ring | Sign, str]] = [(Ring.ASKED, "the result asked about")]
        if marks.arrows:
            found.append((Sign.RAIL, "load-bearing: without this arrow the result is overturned"))
        if marks.stones:
            found.append((Sign.KEYSTONE, "another and/or here overturns it"))
        return tuple(found)


@dataclass(frozen=True)
class Differing:
    """What differs from a state before.

    Attributes:
        before: that state.
        turning: nodes that keep changing in it.
        instead: the state to show with it, its holds, and what keeps changing in it; None: whatever is shown now.
    """

    before: State
    turning: frozenset[str] = frozenset()
    instead: tuple[State, Holds, frozenset[str]] | None = None

    def seen(self, moment: Moment) -> Moment:
        """Return ``moment``, or the state shown instead, judged against the state before.

        A moment of another pathway, which may come before its answer, is returned as it is.
        """
        if len(moment.after) != len(self.before):
            return moment
        if self.instead is not None:
            state, holds, turning = self.instead
            still = replace(moment, before=state, after=state, phase=0.0, holds=holds, oscillating=turning)
            moment = replace(still, moving=frozenset(), carriers=frozenset())
        return replace(moment, reference=self.before, oscillating=moment.oscillating | self.turning)

    def marks(self, pathway: Pathway, moment: Moment) -> Marks:
        """Return the nodes that were gained, lost or keep changing, and the arrows between such."""
        nodes: dict[str, Ring | None] = dict.fromkeys(
            (node for node in pathway.network.nodes if node in moment.oscillating), Ring.TURNING
        )
        for node, old, new in zip(pathway.network.nodes, moment.reference, moment.after, strict=True):
            if old != new and node not in nodes:
                nodes[node] = Ring.GAINED if new else Ring.LOST
        between = (edge.id for edge in pathway.edges if edge.source in nodes and edge.target in nodes)
        return Marks(nodes, dict.fromkeys(between), {})

    def key(self, marks: Marks) -> tuple[tuple[Ring | Sign, str], ...]:
        """Return what the rings mean, with their numbers."""
        rings = list(marks.nodes.values())
        found: list[tuple[Ring | Sign, str]] = [
            (Ring.GAINED, f"gained: was OFF, is ON ({rings.count(Ring.GAINED)})"),
            (Ring.LOST, f"lost: was ON, is OFF ({rings.count(Ring.LOST)})"),
        ]
        if Ring.TURNING in rings:
            found.append((Ring.TURNING, f"oscillating ({rings.count(Ring.TURNING)})"))
        if rings:
            found.append((Sign.FADED, "unchanged"))
        return tuple(found)


def _listed(numbers: tuple[int, ...]) -> str:
    """Return ``4`` or ``4, 7``; many are cut short, for the list names them all."""
    words = ", ".join(map(str, numbers[:3]))
    return words if len(numbers) <= 3 else f"{words}\N{HORIZONTAL ELLIPSIS}"
