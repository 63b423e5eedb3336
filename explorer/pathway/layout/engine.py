"""What does every layout engine take and give? A pathway in, places out; it tells how far it is and can be stopped."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from explorer.errors import ExplorerError
from explorer.pathway.definition import Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from explorer.pathway.definition import Pathway, Point
    from explorer.pathway.geometry import Box


class LayoutCancelledError(ExplorerError):
    """The user stopped the layout."""

    def __init__(self) -> None:
        super().__init__("The layout was stopped.")


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is told how far a layout is, and may stop it.

    Attributes:
        progress: called with the part done, from 0 to 1, on the thread that computes.
        is_cancelled: asked often; True stops the work.
    """

    progress: Callable[[float], object] = lambda _: None
    is_cancelled: Callable[[], bool] = lambda: False

    def reached(self, part: float) -> None:
        """Tell that ``part`` of the work is done.

        Raises:
            LayoutCancelledError: the work is to stop.
        """
        if self.is_cancelled():
            raise LayoutCancelledError
        self.progress(round(part, 6))

    def part(self, begin: float, end: float) -> Watcher:
        """Return a watcher for the work between ``begin`` and ``end`` of the whole."""
        return Watcher(lambda done: self.progress(round(begin + done * (end - begin), 6)), self.is_cancelled)


UNWATCHED = Watcher()


@dataclass(frozen=True, slots=True)
class Places:
    """Where an engine put everything, in diagram units.

    Attributes:
        nodes: a box for each node.
        compartments: a box for each compartment that is drawn.
        edges: by arrow id a level and upright route from border to border; may lack arrows.
    """

    nodes: Mapping[str, Box]
    compartments: Mapping[str, Box] = field(default_factory=dict)
    edges: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)


class LayoutEngine(Protocol):
    """A way to lay out a pathway. The same pathway gives the same places on every machine."""

    @property
    def name(self) -> str:
        """Its name in tables."""

    def places(self, pathway: Pathway, watcher: Watcher = UNWATCHED) -> Places:
        """Return a place for everything in ``pathway``, whatever its own layout says.

        Raises:
            LayoutCancelledError: ``watcher`` asked to stop.
        """


def with_places(pathway: Pathway, places: Places) -> Pathway:
    """Return ``pathway`` with ``places`` as its layout."""
    return replace(
        pathway,
        layout=Layout(
            nodes={id_: (*box.centre, box.width, box.height) for id_, box in places.nodes.items()},
            compartments={id_: (box.left, box.top, box.width, box.height) for id_, box in places.compartments.items()},
            edges=dict(places.edges),
        ),
    )
