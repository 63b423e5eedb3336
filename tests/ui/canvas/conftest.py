"""A canvas on which the small pathway is shown, and a list of everything that it asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from shield import figure, last_moment

from explorer.ui.canvas.view import CanvasView

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from pytestqt.qtbot import QtBot

    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.session.document import Document


@dataclass
class Shown:
    """A view, what it shows, and the signals that it has emitted."""

    view: CanvasView
    pathway: Pathway
    diagram: Diagram
    document: Document
    asked: list[tuple[object, ...]] = field(default_factory=list)

    def point(self, node: str) -> QPoint:
        """The middle of ``node`` in viewport pixels."""
        return self.view.mapFromScene(*self.diagram.nodes[node].centre)

    def show_end(self) -> frozenset[str]:
        """Show what the document has come to; returns what looks different."""
        return self.view.show_moment(last_moment(self.document))


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    pathway, diagram, document = figure()
    view = CanvasView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    found = Shown(view, pathway, diagram, document)
    for name in ("toggle", "hold", "release", "nudge"):
        signal = getattr(view, f"{name}_requested")
        signal.connect(lambda *words, name=name: found.asked.append((name, *words)))
    view.selected.connect(lambda kind, id_: found.asked.append(("selected", kind, id_)))
    view.hover_changed.connect(lambda words: found.asked.append(("hover", words)))
    view.show_pathway(pathway, diagram)
    found.show_end()
    view.show()
    qtbot.waitExposed(view)
    return found
