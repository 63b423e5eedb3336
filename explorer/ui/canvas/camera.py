"""What part of the diagram is in sight, and how large? Fitted until the user zooms or pans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QVariantAnimation
from PySide6.QtGui import QTransform

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

    from explorer.pathway.geometry import Box
    from explorer.ui.canvas.view import CanvasView

SMALLEST, LARGEST = 0.1, 8.0
"""Bounds of the zoom, in logical pixels a diagram unit."""
SMALLEST_OF_ALL = 0.005
"""Reached only where a diagram does not fit at ``SMALLEST``."""
_LARGEST_FIT = 2.0
_FREE = 1.0e5  # diagram units round the diagram that can be panned over
GLIDE_MILLISECONDS = 250


class Camera:
    """Moves one view."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._bounds = QRectF(0, 0, 400, 300)
        self.fitted = True
        self.covered = QRectF()
        """What of the view lies under the overview map, in its lower right corner (pixels)."""
        self.is_still = False
        """Whether the view jumps instead of gliding (reduced motion)."""
        self._glide = QVariantAnimation(view)
        self._glide.setDuration(GLIDE_MILLISECONDS)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._glide.valueChanged.connect(self._glided)
        self._way = (1.0, QPointF(), 1.0, QPointF())

    def look_at(self, bounds: Box, *, keeping_place: bool = False) -> None:
        """Take another diagram and fit it; ``keeping_place`` stays where a view of the same pathway was."""
        self._glide.stop()
        self.take_bounds(bounds)
        self.fitted = self.fitted or not keeping_place

    def take_bounds(self, bounds: Box) -> None:
        """Let the diagram be larger or smaller; what is in sight stays."""
        self._bounds = QRectF(bounds.left, bounds.top, bounds.width, bounds.height)
        self._view.setSceneRect(self._bounds.adjusted(-_FREE, -_FREE, _FREE, _FREE))

    def fit(self) -> None:
        """Show the whole diagram."""
        self.stop()
        self.fitted = True
        self._show(self._bounds, largest=_LARGEST_FIT)

    def glide_to_fit(self) -> None:
        """Move smoothly until the whole diagram is shown."""
        self.glide_to(self._bounds, largest=_LARGEST_FIT)
        self.fitted = True

    def glide_to(self, area: QRectF, *, largest: float = LARGEST, milliseconds: int = GLIDE_MILLISECONDS) -> None:
        """Move smoothly until ``area`` (diagram units) is shown, at most ``largest`` logical pixels a unit."""
        self._glide.stop()
        self._glide.setDuration(milliseconds)
        self.fitted = False
        view, room = self._view, self._view.viewport()
        is_unseen = not view.isVisible() or room.width() < 10 or room.height() < 10
        if self.is_still or milliseconds <= 0 or is_unseen or area.isEmpty():
            self._show(area, largest=largest)
            return
        middle = self._scene_point(QPointF(room.width() / 2, room.height() / 2))
        self._way = (view.zoom, middle, self._zoom_for(area, largest), area.center())
        if self._way[0] != self._way[2] or self._way[1] != self._way[3]:
            self._glide.start()

    def stop(self) -> None:
        """End a glide where it is."""
        self._glide.stop()

    @property
    def is_gliding(self) -> bool:
        """Whether the view is moving by itself."""
        return self._glide.state() is QVariantAnimation.State.Running

    def _glided(self, part: float) -> None:
        if not self.is_gliding:  # another duration is told as a value, too, of the way before
            return
        self._view.hurry()
        old, begin, new, end = self._way
        viewport = self._view.viewport()
        zoom = new if part >= 1.0 else old * (new / old) ** part
        # Places move with the zoom, so that what lies between does not swing out of sight.
        share = part if abs(new / old - 1.0) < 1e-3 else (1 / zoom - 1 / old) / (1 / new - 1 / old)
        self._look(zoom, begin + (end - begin) * share, QPointF(viewport.width() / 2, viewport.height() / 2))

    def centre_on(self, point: QPointF) -> None:
        """Show ``point`` (diagram units) in the middle."""
        self.stop()
        self.fitted = False
        viewport = self._view.viewport()
        self._look(self._view.zoom, point, QPointF(viewport.width() / 2, viewport.height() / 2))

    @property
    def corner(self) -> QPointF:
        """The point (diagram units) in the upper left corner of the view."""
        return self._scene_point(QPointF())

    def show_from(self, corner: QPointF) -> None:
        """Let ``corner`` (diagram units) be in the upper left corner of the view, as large as now."""
        self.stop()
        self.fitted = False
        self._look(self._view.zoom, corner, QPointF())

    def follow(self, other: Camera) -> None:
        """Show a diagram that is drawn alike as large as ``other`` does, and from the same corner on."""
        self.stop()
        self.fitted = other.fitted
        self._look(other.zoom, other.corner, QPointF())

    @property
    def zoom(self) -> float:
        """Logical pixels a diagram unit."""
        return self._view.zoom

    def refit(self) -> None:
        """Fit again, if the user has not moved the camera."""
        if self.fitted:
            self.fit()

    def show(self, area: QRectF) -> None:
        """Show ``area`` (diagram units) as large as it can be."""
        self.stop()
        self.fitted = False
        self._show(area, largest=LARGEST)

    def zoom_by(self, factor: float, at: QPointF) -> None:
        """Enlarge by ``factor`` so that the point ``at`` (viewport pixels) stays where it is."""
        self.stop()
        old = self._view.zoom
        new = min(LARGEST, max(min(SMALLEST, self._least), old * factor))
        if abs(new / old - 1.0) < 1e-9:
            return
        self.fitted = False
        point = self._scene_point(at)
        self._look(new, point, at)

    def pan_by(self, across: int, down: int) -> None:
        """Move what is in sight by logical pixels."""
        if not across and not down:
            return
        self.stop()
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

    def glide_into_sight(self, area: QRectF) -> None:
        """Move smoothly as little as needed for ``area`` (diagram units) to be seen."""
        view, room = self._view, self._view.viewport()
        across, down = self._out_of_sight(area)
        if self.is_still or not view.isVisible():
            self.pan_by(round(across), round(down))
        elif across or down:
            self._glide.stop()
            self.fitted = False
            middle = self._scene_point(QPointF(room.width() / 2, room.height() / 2))
            self._way = (view.zoom, middle, view.zoom, middle - QPointF(across, down) / view.zoom)
            self._glide.setDuration(GLIDE_MILLISECONDS)
            self._glide.start()

    def bring_into_sight(self, area: QRectF) -> None:
        """Pan as little as needed for ``area`` (diagram units) to be seen."""
        for _ in range(2):  # the way there may bring the overview map
            across, down = self._out_of_sight(area)
            self.pan_by(round(across), round(down))

    def _out_of_sight(self, area: QRectF) -> tuple[float, float]:
        """Return by how many pixels the diagram has to move for ``area`` to be seen."""
        shown = self._view.viewportTransform().mapRect(area)
        # A fitted diagram is in sight, however near to the edge: moving it would only end that it is kept fitted.
        edge = -2 if self.fitted else 8
        room = QRectF(self._view.viewport().rect()).adjusted(edge, edge, -edge, -edge)
        across = max(0.0, room.left() - shown.left()) - max(0.0, shown.right() - room.right())
        down = max(0.0, room.top() - shown.top()) - max(0.0, shown.bottom() - room.bottom())
        shown.translate(across, down)
        covered = self.covered.adjusted(-8, -8, 8, 8)
        if self.covered.isEmpty() or not shown.intersects(covered):
            return across, down
        left, up = covered.left() - shown.right(), covered.top() - shown.bottom()
        if -up <= -left and shown.top() + up >= room.top():
            return across, down + up
        return (across + left, down) if shown.left() + left >= room.left() else (across, down)

    def _show(self, area: QRectF, *, largest: float) -> None:
        viewport = self._view.viewport()
        width, height = viewport.width(), viewport.height()
        if width < 10 or height < 10 or area.isEmpty():
            return
        self._look(self._zoom_for(area, largest), area.center(), QPointF(width / 2, height / 2))

    def _zoom_for(self, area: QRectF, largest: float) -> float:
        viewport = self._view.viewport()
        fits = min(viewport.width() / area.width(), viewport.height() / area.height())
        return min(largest, max(min(SMALLEST, self._least), fits))

    @property
    def _least(self) -> float:
        """The zoom at which the whole diagram fits, which a very large one needs."""
        viewport = self._view.viewport()
        fits = min(viewport.width() / self._bounds.width(), viewport.height() / self._bounds.height())
        return max(SMALLEST_OF_ALL, fits)

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
