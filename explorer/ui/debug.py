"""What is the window doing? With ``--debug`` it says so on standard error, in JSON lines."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from explorer.ui.window.main_window import MainWindow


def narrate(window: MainWindow) -> None:
    """Print where the nodes lie on the screen once everything has its place, and what is shown at every rest."""
    window.completed.connect(lambda: QTimer.singleShot(0, window, lambda: _say(places=places(window))))
    window.settled.connect(lambda: _say(**shown(window)))


def places(window: MainWindow) -> dict[str, tuple[int, int]]:
    """Return the middle of every node in screen pixels."""
    assert window.diagram is not None
    canvas = window.canvas
    found: dict[str, tuple[int, int]] = {}
    for id_, box in window.diagram.nodes.items():
        place = canvas.viewport().mapToGlobal(canvas.mapFromScene(*box.centre))
        found[id_] = (place.x(), place.y())
    return found


def shown(window: MainWindow) -> dict[str, object]:
    """Return what the canvas and the outcomes panel show now, and what was done last."""
    document = window.workspace.open_document
    moment = window.canvas.moment
    on = document.pathway.network.named(moment.after) if moment is not None else {}
    return {
        "did": document.history.undo_label,
        "column": window.workspace.player.column,
        "last_column": window.workspace.player.timeline.last,
        "on": [node for node, value in on.items() if value],
        "outcomes": {}
        if not window.is_furnished
        else {node: row.accessibleName() for node, row in window.outcomes.rows.items()},
    }


def _say(**words: object) -> None:
    print(json.dumps(words), file=sys.stderr, flush=True)  # noqa: T201  (saying it is the job)
