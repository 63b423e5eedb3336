"""What can a user do to the places of nodes? Commands like the others; each is one step that can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.errors import CommandRefusedError, UnknownNodeError
from explorer.logic.network import nearest
from explorer.pathway.arranging import Axis, Border, aligned, arranged_part, boxes_of, distributed, moved, snapped
from explorer.pathway.definition import Layout
from explorer.pathway.placing import place_missing
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explorer.pathway.definition import Pathway, Point
    from explorer.pathway.geometry import Box
    from explorer.session.snapshot import DocumentState

GRID = 20.0
"""Usual distance of the lines that nodes snap to, in diagram units."""


def _boxes(state: DocumentState, nodes: Sequence[str], *, least: int) -> dict[str, Box]:
    """Return the boxes of ``nodes``.

    Raises:
        CommandRefusedError: there are fewer than ``least``.
        UnknownNodeError: one of them does not exist.
    """
    for node in nodes:
        if node not in state.pathway.nodes:
            raise UnknownNodeError(node, hint=nearest(node, state.pathway.nodes))
    if len(nodes) < least:
        raise CommandRefusedError(f"Select at least {least} nodes first." if least > 1 else "Select a node first.")
    boxes = boxes_of(place_missing(state.drawn))
    return {node: boxes[node] for node in nodes}


def _with_places(state: DocumentState, places: Mapping[str, Point]) -> DocumentState:
    return replace(state, layout=moved(state.drawn, places))


def _many(nodes: Sequence[str]) -> str:
    return f"{len(nodes)} nodes" if len(nodes) != 1 else "one node"


@dataclass(frozen=True, slots=True)
class MoveNodes:
    """Put the middles of nodes elsewhere: (id, (x, y)) in diagram units."""

    places: tuple[tuple[str, Point], ...]

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        if len(self.places) == 1 and self.places[0][0] in state.pathway.nodes:
            return f"Move {state.pathway.nodes[self.places[0][0]].caption}"
        return f"Move {_many([node for node, _ in self.places])}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        _boxes(state, [node for node, _ in self.places], least=1)
        return _with_places(state, dict(self.places))


@dataclass(frozen=True, slots=True)
class ArrangeAll:
    """Lay the whole diagram out anew; ``layout`` is what an engine found aside, None computes it here."""

    layout: Layout | None = None

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return "Arrange the whole diagram"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        layout = self.layout
        if layout is None:
            layout = place_missing(without_places(state)).layout
        if not state.pathway.nodes.keys() <= layout.nodes.keys():
            raise CommandRefusedError("The pathway has changed meanwhile: arrange it again.")
        return replace(state, layout=layout)


def without_places(state: DocumentState) -> Pathway:
    """Return the pathway of ``state`` as if nothing had a place, for an engine to lay it out anew."""
    return replace(state.pathway, layout=Layout())


@dataclass(frozen=True, slots=True)
class ArrangeSelection:
    """Lay some nodes out among themselves, near where they stand."""

    nodes: tuple[str, ...]

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return f"Arrange {_many(self.nodes)}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        _boxes(state, self.nodes, least=2)
        return _with_places(state, arranged_part(state.drawn, self.nodes))


@dataclass(frozen=True, slots=True)
class AlignNodes:
    """Bring one border, or the middles, of nodes onto one line."""

    nodes: tuple[str, ...]
    border: Border

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return f"Align {_many(self.nodes)}: {self.border.value}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        return _with_places(state, aligned(_boxes(state, self.nodes, least=2), self.border))


@dataclass(frozen=True, slots=True)
class DistributeNodes:
    """Make the gaps between nodes equal."""

    nodes: tuple[str, ...]
    axis: Axis

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return f"Distribute {_many(self.nodes)} {self.axis.value}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        return _with_places(state, distributed(_boxes(state, self.nodes, least=3), self.axis))


@dataclass(frozen=True, slots=True)
class SnapNodes:
    """Move nodes onto the crossings of a grid; no nodes means all."""

    nodes: tuple[str, ...] = ()
    grid: float = GRID

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return f"Snap {_many(self.nodes) if self.nodes else 'all nodes'} to the grid"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        nodes = self.nodes or tuple(state.pathway.nodes)
        return _with_places(state, snapped(_boxes(state, nodes, least=1), self.grid))


@dataclass(frozen=True, slots=True)
class ForgetMoves:
    """Put every node back where the file has it."""

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return "Forget moved positions"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        if state.layout is None:
            raise CommandRefusedError("Every node stands where the file has it.")
        return replace(state, layout=None)
