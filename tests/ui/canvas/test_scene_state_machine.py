"""However the document and the playhead move, the scene looks as one freshly attached to the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from explorer.errors import ExplorerError
from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.diagram import Diagram, diagram_of
from explorer.session.commands import PlayScenario, StartAgain, ToggleNode, ToggleVariant
from explorer.session.document import Document
from explorer.session.moment import moment_at
from explorer.ui.canvas.view import CanvasView

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway

STEPS = st.lists(
    st.tuples(st.sampled_from(["toggle", "scenario", "variant", "again", "undo", "redo", "seek"]), st.floats(0, 1)),
    min_size=1,
    max_size=25,
)
DRAWN: dict[tuple[str, int], Diagram] = {}
PATHWAYS = [load(path).pathway for path in shipped_pathways()]


def drawn(pathway: Pathway) -> Diagram:
    """Return the diagram of ``pathway``, made once for each set of variants."""
    key = (pathway.id, len(pathway.edges))
    if key not in DRAWN:
        DRAWN[key] = diagram_of(pathway)
    return DRAWN[key]


def looks(view: CanvasView) -> dict[str, object]:
    """Return how every item of the scene looks."""
    scene = view.diagram_scene
    return {id_: item.look for id_, item in (*scene.node_items.items(), *scene.edge_items.items())}


@pytest.mark.usefixtures("qapp")
@given(number=st.integers(0, len(PATHWAYS) - 1), steps=STEPS)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_the_scene_looks_as_one_freshly_attached(number: int, steps: list[tuple[str, float]]) -> None:
    """Nothing of an earlier moment is left behind, wherever the playhead jumps."""
    document = Document(PATHWAYS[number])
    view = CanvasView()
    view.show_pathway(document.pathway, drawn(document.pathway))
    view.show_moment(moment_at(document.timeline, document.timeline.last))
    for kind, share in steps:
        shown = document.pathway
        try:
            perform(document, kind, share)
        except ExplorerError:
            continue
        if document.pathway is not shown:
            view.show_pathway(document.pathway, drawn(document.pathway))
        position = share * document.timeline.last if kind == "seek" else float(document.timeline.last)
        moment = moment_at(document.timeline, position)
        view.show_moment(moment)
        fresh = CanvasView()
        fresh.show_pathway(document.pathway, drawn(document.pathway))
        fresh.show_moment(moment)
        assert looks(fresh) == looks(view)
        fresh.deleteLater()
    view.deleteLater()
    QApplication.processEvents()


def perform(document: Document, kind: str, share: float) -> None:
    """Do one step of the given kind; ``share`` chooses among what there is."""
    pathway = document.state.base
    if kind == "toggle":
        nodes = list(pathway.nodes)
        document.run(ToggleNode(nodes[int(share * (len(nodes) - 1))]))
    elif kind == "scenario":
        document.run(PlayScenario(pathway.scenarios[int(share * (len(pathway.scenarios) - 1))].id))
    elif kind == "variant" and pathway.variants:
        document.run(ToggleVariant(pathway.variants[0].id))
    elif kind == "again":
        document.run(StartAgain())
    elif kind == "undo":
        document.undo()
    elif kind == "redo":
        document.redo()
