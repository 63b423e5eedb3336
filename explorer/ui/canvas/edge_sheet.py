"""How are thousands of arrows drawn when they are far away? Together, as thin lines, one path a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem

from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from explorer.ui.canvas.edge_item import EdgeItem

FAR = 0.42
"""Device pixels a unit below which arrows are drawn together: bends and widths can no longer be seen."""
_HEADS_FROM = 0.24


class EdgeSheet(QGraphicsItem):
    """All arrows at rest, seen from afar. Level and upright lines need no smoothing, which makes them cheap."""

    def __init__(self, bounds: QRectF) -> None:
        super().__init__()
        self._bounds = bounds
        self._shape = QPainterPath()
        self._lines: list[tuple[QPen, QPainterPath]] = []
        self._heads: list[tuple[QBrush, QPainterPath]] = []
        self.setZValue(-110.0)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def gather(self, items: Collection[EdgeItem], *, scale: float) -> None:
        """Take the arrows as they look now."""
        lines: dict[tuple[int, str, bool], QPainterPath] = {}
        heads: dict[tuple[int, str], QPainterPath] = {}
        with_heads = scale >= _HEADS_FROM
        for item in items:
            if item.look is None:
                continue
            visual = item.look.visual
            above = int(visual.is_active)
            path = lines.get((above, visual.colour, visual.dashed))
            if path is None:
                path = lines[above, visual.colour, visual.dashed] = QPainterPath()
            path.addPath(item.geometry.straight)
            if with_heads:
                heads.setdefault((above, visual.colour), QPainterPath()).addPath(item.geometry.head)
        self._lines = [(_thin_pen(ink, dashed), lines[above, ink, dashed]) for above, ink, dashed in sorted(lines)]
        self._heads = [(QBrush(colour(ink)), heads[above, ink]) for above, ink in sorted(heads)]

    def clear(self) -> None:
        """Draw nothing."""
        self._lines, self._heads = [], []

    def boundingRect(self) -> QRectF:
        """Return the area that is drawn on."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Return nothing: the arrows themselves are hit."""
        return self._shape

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw all arrows."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen, path in self._lines:
            painter.setPen(pen)
            painter.drawPath(path)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        for brush, path in self._heads:
            painter.fillPath(path, brush)


def _thin_pen(ink: str, dashed: bool) -> QPen:  # noqa: FBT001  (it is one of two parts of a key)
    pen = QPen(colour(ink), 0.0)
    if dashed:
        pen.setDashPattern([3.0, 2.0])
    return pen
