"""Where in a large diagram is what is in sight? A small map in a corner, with a frame that can be dragged.

It is painted on the viewport and is no widget: where a widget lies over a view, Qt repaints all of it at each scroll.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from explorer.ui.theme.roles import cell_hue, colour

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.ui.theme.roles import Theme

READABLE = 0.75
"""Zoom at which the whole diagram would have to fit for no map to be needed."""
_LARGEST = QSize(200, 132)  # logical pixels
_FROM_CORNER = 10
_PADDING = 5


class OverviewMap:
    """A picture of the whole diagram in the viewport's lower right corner."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._pathway: Pathway | None = None
        self._bounds = QRectF()
        self._diagram: Diagram | None = None
        self._picture: QPixmap | None = None
        self.is_wanted = True
        self.area = QRect()
        """Where it stands, in viewport pixels; empty while it is not shown."""

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme, self._picture = theme, None

    def show_pathway(self, pathway: Pathway, diagram: Diagram) -> None:
        """Take another diagram."""
        self._pathway, self._diagram, self._picture = pathway, diagram, None
        bounds = diagram.bounds
        self._bounds = QRectF(bounds.left, bounds.top, bounds.width, bounds.height)

    def place(self, viewport: QSize, in_sight: QRectF) -> bool:
        """Decide whether and where the map stands, given what is in sight (diagram units); tells if that changed."""
        old = self.area
        self.area = QRect()
        if self.is_wanted and self._diagram is not None and not self._bounds.isEmpty():
            fits = min(viewport.width() / self._bounds.width(), viewport.height() / self._bounds.height())
            inner = self._bounds.adjusted(24, 24, -24, -24)
            roomy = viewport.width() > 2 * _LARGEST.width() and viewport.height() > 2 * _LARGEST.height()
            if fits < READABLE and roomy and not in_sight.contains(inner):
                size = self._bounds.size().toSize().scaled(_LARGEST, Qt.AspectRatioMode.KeepAspectRatio)
                size += QSize(2 * _PADDING, 2 * _PADDING)
                self.area = QRect(
                    QPoint(viewport.width() - size.width(), viewport.height() - size.height())
                    - QPoint(_FROM_CORNER, _FROM_CORNER),
                    size,
                )
        return self.area != old

    def contains(self, at: QPoint) -> bool:
        """Whether the map is shown at ``at`` (viewport pixels)."""
        return self.area.contains(at)

    def place_at(self, at: QPointF) -> QPointF:
        """Return the place in the diagram under ``at`` (viewport pixels), kept within the diagram."""
        room = self._room
        x = (min(max(at.x(), room.left()), room.right()) - room.left()) / max(1.0, room.width())
        y = (min(max(at.y(), room.top()), room.bottom()) - room.top()) / max(1.0, room.height())
        return QPointF(self._bounds.left() + x * self._bounds.width(), self._bounds.top() + y * self._bounds.height())

    @property
    def _room(self) -> QRectF:
        return QRectF(self.area).adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)

    def paint(self, painter: QPainter, in_sight: QRectF, ratio: float) -> None:
        """Draw the map and the frame round what is in sight (diagram units)."""
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(theme.border), 1.0))
        painter.setBrush(colour(theme.surface, 0.94))
        painter.drawRoundedRect(QRectF(self.area).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        room = self._room
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = self._drawn(room.size().toSize(), ratio)
        painter.drawPixmap(room.topLeft(), self._picture)
        scale = room.width() / self._bounds.width()
        frame = QRectF(
            room.left() + (in_sight.left() - self._bounds.left()) * scale,
            room.top() + (in_sight.top() - self._bounds.top()) * scale,
            in_sight.width() * scale,
            in_sight.height() * scale,
        )
        frame = frame.intersected(room)
        painter.setPen(QPen(colour(theme.focus), 1.6))
        painter.setBrush(colour(theme.focus, 0.12))
        painter.drawRoundedRect(frame, 2, 2)

    def _drawn(self, size: QSize, ratio: float) -> QPixmap:
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        diagram, pathway = self._diagram, self._pathway
        assert diagram is not None
        assert pathway is not None
        painter = QPainter(picture)
        scale = size.width() / self._bounds.width()
        painter.scale(scale, scale)
        painter.translate(-self._bounds.topLeft())
        painter.setPen(Qt.PenStyle.NoPen)
        for id_, box in diagram.compartments.items():
            compartment = pathway.compartments[id_]
            painter.setBrush(colour(self._theme.cells[cell_hue(id_, compartment.label)][1], 0.35))
            painter.drawRect(QRectF(box.left, box.top, box.width, box.height))
        painter.setBrush(colour(self._theme.muted))
        painter.drawRects([QRectF(box.left, box.top, box.width, box.height) for box in diagram.nodes.values()])
        painter.end()
        return picture
