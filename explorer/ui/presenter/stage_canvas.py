"""How does a diagram end on stage? It fades out at a border beyond which it goes on, instead of being cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from explorer.ui.canvas.rim import draw_rim, sides_cut
from explorer.ui.canvas.view import CanvasView

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class StageCanvas(CanvasView):
    """The live diagram of the stage."""

    rim = 0.0
    """Width in pixels of the rim in which a diagram that goes on fades out."""

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, and paint everything again: the rim stays where it is."""
        super().scrollContentsBy(dx, dy)
        if self.rim:
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the diagram, and the rim over it."""
        super().paintEvent(event)
        diagram = self.diagram_scene.diagram
        if not self.rim or diagram is None:
            return
        sight = self.area_in_sight
        sides = sides_cut(diagram.bounds, (sight.left(), sight.top(), sight.right(), sight.bottom()))
        if any(sides):
            painter = QPainter(self.viewport())
            draw_rim(painter, self.diagram_scene.surface.theme, QRectF(self.viewport().rect()), self.rim, sides)
            painter.end()
