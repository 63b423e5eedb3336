"""How would graphlay draw it? A thin adapter, so that the two engines can be compared; imported only when asked for.

Written for graphlay 0.3.1 (MIT or Apache-2.0), which is not a dependency: see tests/benchmarks/layout.py.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from explorer.errors import ExplorerError
from explorer.pathway.captions import natural_size
from explorer.pathway.geometry import Box
from explorer.pathway.layout.engine import UNWATCHED, Places, Watcher

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway

_OPTIONS = {
    "effort": "fast",
    "direction": "topbottom",
    "spacing": {"layer_gap": 40.0, "node_gap": 24.0, "dummy_gap": 10.0, "port_gap": 10.0, "port_stroke_clear": 8.0},
    "routing": {"style": "orthogonal"},
}


class GraphlayEngine:
    """The layered engine of graphlay; draws no compartments and cannot be stopped while it works."""

    name = "graphlay"

    def __init__(self) -> None:
        """Import the package.

        Raises:
            ExplorerError: it is not installed.
        """
        try:
            self._graphlay: Any = importlib.import_module("graphlay")
        except ImportError:
            raise ExplorerError("The layout engine graphlay is not installed.") from None

    def places(self, pathway: Pathway, watcher: Watcher = UNWATCHED) -> Places:
        """Return a place for every node and arrow of ``pathway``.

        Raises:
            LayoutCancelledError: ``watcher`` asked to stop before the work began or when it was done.
        """
        watcher.reached(0.0)
        graph = self._graphlay.Graph()
        sizes = {id_: natural_size(node) for id_, node in pathway.nodes.items()}
        for id_, (width, height) in sizes.items():
            graph.node(id_, width=width, height=height)
        for edge in pathway.edges:
            graph.edge(edge.source, edge.target)
        found = self._graphlay.layout(graph, options=_OPTIONS)
        watcher.reached(1.0)
        return Places(
            {id_: Box.around(place, *sizes[id_]) for id_, place in found.positions().items()},
            {},
            {
                edge.id: tuple((point["x"], point["y"]) for point in route["points"])
                for edge, route in zip(pathway.edges, found.edges, strict=True)
            },
        )
