"""Can the arrows of one node be told apart from many?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shield import last_moment

from explorer.pathway.definition import Edge, Effect, Layout, Node, Pathway
from explorer.pathway.diagram import diagram_of
from explorer.session.document import Document
from explorer.ui.canvas.view import CanvasView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def spoked(count: int) -> Pathway:
    """A hub with ``count`` arrows, and one arrow that is not the hub's."""
    ids = ["hub", *(f"n{at}" for at in range(count)), "other"]
    edges = (*(Edge("hub", f"n{at}", Effect.ACTIVATES) for at in range(count)), Edge("n0", "other", Effect.ACTIVATES))
    places = {id_: (at % 9 * 200.0, at // 9 * 120.0) for at, id_ in enumerate(ids)}
    routes = {edge.id: (places[edge.source], (places[edge.target][0], places[edge.source][1])) for edge in edges}
    return Pathway("s", "S", {id_: Node(id_, id_) for id_ in ids}, edges=edges, layout=Layout(places, {}, routes))


def lit(view: CanvasView) -> set[str]:
    items = view.diagram_scene.edge_items
    return {id_ for id_, item in items.items() if item.look is not None and item.look.visual.glow}


@pytest.mark.parametrize(("count", "expected"), [(70, 70), (20, 0)])
def test_the_arrows_of_the_node_under_the_pointer_are_lit(qtbot: QtBot, count: int, expected: int) -> None:
    """All of them in a dense diagram, until the pointer leaves; where there are few the diagram stays calm."""
    pathway = spoked(count)
    view = CanvasView()
    qtbot.addWidget(view)
    view.show_pathway(pathway, diagram_of(pathway))
    view.show_moment(last_moment(Document(pathway)))
    view.diagram_scene.hover("hub")
    found = lit(view)
    view.diagram_scene.hover("")
    assert (expected, "n0 -> other" in found, set()) == (len(found), False, lit(view))


def test_the_arrows_of_the_selected_node_stay_lit(qtbot: QtBot) -> None:
    """What is inspected can be followed while the pointer is elsewhere."""
    pathway = spoked(70)
    view = CanvasView()
    qtbot.addWidget(view)
    view.show_pathway(pathway, diagram_of(pathway))
    view.show_moment(last_moment(Document(pathway)))
    view.diagram_scene.select("n0")
    view.diagram_scene.hover("other")
    assert {"hub -> n0", "n0 -> other"} == lit(view)
