"""Which arrows of a document still need their way, and what becomes of the history when they have it?

Whoever moves nodes commits their places at once. The ways of their arrows are found afterwards, by whoever draws, and
put into the same step: undo brings back exactly the old places and ways.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.pathway.moving import carried, tidied
from explorer.pathway.placing import place_missing
from explorer.pathway.straight import has_every_way
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Layout, Pathway, Point
    from explorer.pathway.layout.engine import Watcher
    from explorer.session.snapshot import DocumentState


def with_places(state: DocumentState, places: Mapping[str, Point]) -> DocumentState:
    """Return ``state`` with the middles of nodes at ``places``; arrows that are touched need their way then."""
    drawn = place_missing(state.drawn)
    also = () if state.pathway is state.base else state.base.edges
    return replace(state, layout=carried(drawn, places, also), origin=state.origin or drawn.layout)


@dataclass(frozen=True, slots=True)
class Untidy:
    """A layout in which arrows still need a way.

    Attributes:
        pathway: with that layout.
        origin: the layout before nodes were moved, or the same.
    """

    pathway: Pathway
    origin: Layout

    @property
    def layout(self) -> Layout:
        """The layout that is not tidy."""
        return self.pathway.layout

    def tidied(self, watcher: Watcher | None = None) -> Layout:
        """Return the layout with every way.

        Raises:
            LayoutCancelledError: ``watcher`` asked to stop.
        """
        return tidied(self.pathway, self.origin, watcher)


def untidy(state: DocumentState) -> Untidy | None:
    """Return what is to be tidied so that ``state`` can be drawn well; None where every arrow has its way.

    Where even the layout from which nodes were moved lacks ways, that is the first thing to tidy.
    """
    drawn, origin = state.drawn, state.origin
    if drawn.nodes.keys() - drawn.layout.nodes.keys():
        return None  # whoever draws places these nodes first, and finds every way while doing so
    if origin is None:
        return None if has_every_way(drawn) else Untidy(drawn, drawn.layout)
    before = replace(drawn, layout=origin)
    return Untidy(drawn, origin) if has_every_way(before) else Untidy(before, origin)


class Settling:
    """Puts a tidy layout in the place of an untidy one, in every state of a history."""

    def __init__(self, layout: Layout, tidy: Layout) -> None:
        self._layout, self._tidy = layout, tidy
        # The old ones are kept, so that their numbers stay their own.
        self._bases: dict[int, tuple[Pathway, Pathway]] = {}
        self._states: dict[int, tuple[DocumentState, DocumentState]] = {}

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return ``state`` with the tidy layout; the same object where it has nothing to do with the other."""
        known = self._states.get(id(state))
        if known is None:
            known = self._states[id(state)] = (state, self._settled(state))
        return known[1]

    def _settled(self, state: DocumentState) -> DocumentState:
        if state.layout is self._layout:
            state = replace(state, layout=self._tidy, origin=None)
        elif state.origin is self._layout:
            state = replace(state, origin=self._tidy)
        if state.base.layout is self._layout:
            state = replace(state, base=self._base(state.base))
        return state

    def _base(self, base: Pathway) -> Pathway:
        known = self._bases.get(id(base))
        if known is None:
            known = self._bases[id(base)] = (base, replace(base, layout=self._tidy))
        return known[1]
