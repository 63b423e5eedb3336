"""Does painting lose references to None? PySide6 6.12.0 on Python 3.11 does, and aborts after a long session."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter

sys.path.insert(0, str(Path(__file__).parent / "canvas"))

from shield import figure, last_moment

from explorer.ui.canvas.view import CanvasView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PAINTS = 200


def test_none_is_not_destroyed(qtbot: QtBot) -> None:
    """After 200 paints of two dozen items there are not fewer references to None than before."""
    pathway, diagram, document = figure()
    view = CanvasView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show_pathway(pathway, diagram)
    view.show_moment(last_moment(document))
    image = QImage(400, 300, QImage.Format.Format_RGB32)

    def paint() -> None:
        painter = QPainter(image)
        view.diagram_scene.render(painter)
        painter.end()

    paint()
    before = sys.getrefcount(None)
    for _ in range(PAINTS):
        paint()
    assert sys.getrefcount(None) > before - PAINTS // 2
