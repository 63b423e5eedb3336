"""What part of the diagram is in sight, and how large? Fitted until the user zooms or pans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

    from explorer.pathway.geometry import Box
    from explorer.ui.canvas.view import CanvasView

SMALLEST, LARGEST = 0.1, 8.0
"""Bounds of the zoom, in logical pixels a diagram unit."""
_LARGEST_FIT = 2.0
_FREE = 1.0e5  # diagram units round the diagram that can be panned over


class Camera:
    """Moves one view."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._bounds = QRectF(0, 0, 400, 300)
        self.fitted = True

    def look_at(self, bounds: Box) -> None:
        """Take another diagram; a fitted view is fitted to it."""
        self._bounds = QRectF(bounds.left, bounds.top, bounds.width, bounds.height)
        self._view.setSceneRect(self._bounds.adjusted(-_FREE, -_FREE, _FREE, _FREE))
        self.fitted = True

    def fit(self) -> None:
        """Show the whole diagram."""
        self.fitted = True
        self._show(self._bounds, largest=_LARGEST_FIT)

    def refit(self) -> None:
        """Fit again, if the user has not moved the camera."""
        if self.fitted:
            self.fit()

    def show(self, area: QRectF) -> None:
        """Show ``area`` (diagram units) as large as it can be."""
        self.fitted = False
        self._show(area, largest=LARGEST)

    def zoom_by(self, factor: float, at: QPointF) -> None:
        """Enlarge by ``factor`` so that the point ``at`` (viewport pixels) stays where it is."""
        old = self._view.zoom
        new = min(LARGEST, max(SMALLEST, old * factor))
        if abs(new / old - 1.0) < 1e-9:
            return
        self.fitted = False
        point = self._scene_point(at)
        self._look(new, point, at)

    def pan_by(self, across: int, down: int) -> None:
        """Move what is in sight by logical pixels."""
        if not across and not down:
            return
        self.fitted = False
        horizontal, vertical = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        horizontal.setValue(horizontal.value() - across)
        vertical.setValue(vertical.value() - down)

    def resized(self, old: QSize, new: QSize) -> None:
        """Keep the diagram fitted, or what was in the middle in the middle."""
        if self.fitted:
            self.fit()
        elif old.isValid():
            middle = QPointF(old.width() / 2, old.height() / 2)
            self._look(self._view.zoom, self._scene_point(middle), QPointF(new.width() / 2, new.height() / 2))

    def bring_into_sight(self, area: QRectF) -> None:
        """Pan as little as needed for ``area`` (diagram units) to be seen."""
        shown = self._view.viewportTransform().mapRect(area)
        room = QRectF(self._view.viewport().rect()).adjusted(8, 8, -8, -8)
        across = max(0.0, room.left() - shown.left()) - max(0.0, shown.right() - room.right())
        down = max(0.0, room.top() - shown.top()) - max(0.0, shown.bottom() - room.bottom())
        self.pan_by(round(across), round(down))

    def _show(self, area: QRectF, *, largest: float) -> None:
        viewport = self._view.viewport()
        width, height = viewport.width(), viewport.height()
        if width < 10 or height < 10 or area.isEmpty():
            return
        zoom = min(largest, max(SMALLEST, min(width / area.width(), height / area.height())))
        self._look(zoom, area.center(), QPointF(width / 2, height / 2))

    def _look(self, zoom: float, point: QPointF, at: QPointF) -> None:
        """Zoom to ``zoom`` with ``point`` (diagram units) at ``at`` (viewport pixels)."""
        if self._view.zoom != zoom:
            self._view.setTransform(QTransform.fromScale(zoom, zoom))
        shown = self._view.viewportTransform().map(point)
        horizontal, vertical = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        horizontal.setValue(horizontal.value() + round(shown.x() - at.x()))
        vertical.setValue(vertical.value() + round(shown.y() - at.y()))

    def _scene_point(self, at: QPointF) -> QPointF:
        return self._view.viewportTransform().inverted()[0].map(at)
