"""What can a user do to the places of nodes? Commands like the others; each is one step that can be taken back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.errors import CommandRefusedError, UnknownNodeError
from explorer.logic.network import nearest
from explorer.pathway.arranging import Axis, Border, aligned, arranged_part, distributed, snapped
from explorer.pathway.definition import Layout
from explorer.pathway.placing import place_missing, placed_and_routed
from explorer.session.tidying import with_places
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explorer.pathway.definition import Pathway, Point
    from explorer.pathway.layout.engine import Watcher
    from explorer.session.snapshot import DocumentState

GRID = 20.0
"""Usual distance of the lines that nodes snap to, in diagram units."""


def _placed(state: DocumentState, nodes: Sequence[str], *, least: int) -> Pathway:
    """Return what is drawn, everything in its place.

    Raises:
        CommandRefusedError: there are fewer than ``least`` ``nodes``.
        UnknownNodeError: one of them does not exist.
    """
    for node in nodes:
        if node not in state.pathway.nodes:
            raise UnknownNodeError(node, hint=nearest(node, state.pathway.nodes))
    if len(nodes) < least:
        raise CommandRefusedError(f"Select at least {least} nodes first." if least > 1 else "Select a node first.")
    return place_missing(state.drawn)


def _many(nodes: Sequence[str]) -> str:
    return f"{len(nodes)} nodes" if len(nodes) != 1 else "one node"


class Arranging(ABC):
    """A command that first finds new places for nodes, which may take long, and then only puts them there."""

    __slots__ = ()

    @abstractmethod
    def label(self, state: DocumentState) -> str:
        """Return what is done."""

    @abstractmethod
    def places(self, state: DocumentState, watcher: Watcher | None = None) -> Mapping[str, Point]:
        """Return new middles for nodes.

        Raises:
            CommandRefusedError: it cannot be done.
            LayoutCancelledError: ``watcher`` asked to stop.
            UnknownNodeError: the command names a node that does not exist.
        """

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows; its arrows may still need their way, see ``explorer.session.tidying``."""
        return with_places(state, self.places(state))


@dataclass(frozen=True, slots=True)
class MoveNodes(Arranging):
    """Put the middles of nodes elsewhere: (id, (x, y)) in diagram units. ``title`` says why, if not by hand."""

    to: tuple[tuple[str, Point], ...]
    title: str = ""

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        if self.title:
            return self.title
        if len(self.to) == 1 and self.to[0][0] in state.pathway.nodes:
            return f"Move {state.pathway.nodes[self.to[0][0]].caption}"
        return f"Move {_many([node for node, _ in self.to])}"

    def places(self, state: DocumentState, watcher: Watcher | None = None) -> Mapping[str, Point]:  # noqa: ARG002
        """Return new middles for nodes."""
        _placed(state, [node for node, _ in self.to], least=1)
        return dict(self.to)


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
            layout = arranged_anew(state)
        if not state.pathway.nodes.keys() <= layout.nodes.keys():
            raise CommandRefusedError("The pathway has changed meanwhile: arrange it again.")
        return replace(state, layout=layout, origin=None)


def arranged_anew(state: DocumentState, watcher: Watcher | None = None) -> Layout:
    """Return the layout of the pathway of ``state`` as if nothing had a place, with care, however large it is.

    Raises:
        LayoutCancelledError: ``watcher`` asked to stop.
    """
    from explorer.pathway.layout.layered import LayeredEngine  # noqa: PLC0415  (a dozen modules)

    return placed_and_routed(replace(state.pathway, layout=Layout()), watcher, engine=LayeredEngine()).layout


@dataclass(frozen=True, slots=True)
class ArrangeSelection(Arranging):
    """Lay some nodes out among themselves, near where they stand."""

    nodes: tuple[str, ...]

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return f"Arrange {_many(self.nodes)}"

    def places(self, state: DocumentState, watcher: Watcher | None = None) -> Mapping[str, Point]:
        """Return new middles for nodes."""
        return arranged_part(_placed(state, self.nodes, least=2), self.nodes, watcher)


@dataclass(frozen=True, slots=True)
class AlignNodes(Arranging):
    """Bring one border, or the middles, of nodes onto one line."""

    nodes: tuple[str, ...]
    border: Border

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return f"Align {_many(self.nodes)}: {self.border.value}"

    def places(self, state: DocumentState, watcher: Watcher | None = None) -> Mapping[str, Point]:  # noqa: ARG002
        """Return new middles for nodes."""
        return aligned(_placed(state, self.nodes, least=2), self.nodes, self.border)


@dataclass(frozen=True, slots=True)
class DistributeNodes(Arranging):
    """Make the gaps between nodes equal."""

    nodes: tuple[str, ...]
    axis: Axis

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return f"Distribute {_many(self.nodes)} {self.axis.value}"

    def places(self, state: DocumentState, watcher: Watcher | None = None) -> Mapping[str, Point]:  # noqa: ARG002
        """Return new middles for nodes."""
        return distributed(_placed(state, self.nodes, least=3), self.nodes, self.axis)


@dataclass(frozen=True, slots=True)
class SnapNodes(Arranging):
    """Move nodes onto the crossings of a grid; no nodes means all."""

    nodes: tuple[str, ...] = ()
    grid: float = GRID

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return f"Snap {_many(self.nodes) if self.nodes else 'all nodes'} to the grid"

    def places(self, state: DocumentState, watcher: Watcher | None = None) -> Mapping[str, Point]:
        """Return new middles for nodes."""
        nodes = self.nodes or tuple(state.pathway.nodes)
        return snapped(_placed(state, nodes, least=1), nodes, self.grid, watcher)


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
        return replace(state, layout=None, origin=None)
