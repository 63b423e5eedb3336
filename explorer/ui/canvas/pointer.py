"""What does the mouse ask for? Presses become clicks or gestures; the view keeps only the one on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt

from explorer.ui.canvas.gestures import CLICK_REACH, BandGesture, Gesture, MapGesture, NodeGesture, PanGesture
from explorer.ui.canvas.hit_test import NOTHING, Hit
from explorer.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from explorer.ui.canvas.camera import Camera
    from explorer.ui.canvas.overview import OverviewMap
    from explorer.ui.canvas.view import CanvasView

_LEFT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_SMALLEST_GRIP = 0.3
"""Zoom below which a drag that begins on a node pans: the nodes are too small to be meant."""


@dataclass(frozen=True, slots=True)
class _Press:
    """A left button that is down and may still become a click."""

    at: QPoint
    hit: Hit
    modifiers: Qt.KeyboardModifier


class Pointer:
    """The mouse over one view. ``space_down`` makes every drag a pan."""

    def __init__(self, view: CanvasView, camera: Camera, overview: OverviewMap) -> None:
        self._view = view
        self._camera = camera
        self._overview = overview
        self._press: _Press | None = None
        self._gesture: Gesture | None = None
        self._button = _LEFT
        self.space_down = False
        self.space_used = False

    @property
    def is_dragging(self) -> bool:
        """Whether a gesture is on its way."""
        return self._gesture is not None

    def press(self, event: QMouseEvent) -> None:
        """Begin what may become a click, or a pan at once."""
        at, button = event.position().toPoint(), event.button()
        if self._gesture is not None:
            return  # another button during a drag neither ends it nor begins a second one
        self._button = button
        if button is _LEFT and self._overview.contains(at):
            self._gesture = MapGesture(self._camera, self._overview, at)
        elif button is _MIDDLE or (button is _LEFT and self.space_down):
            self.space_used = self.space_down
            self._gesture = PanGesture(self._camera, at)
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif button is _LEFT:
            self._press = _Press(at, self._view.hit(at), event.modifiers())

    def double(self, event: QMouseEvent) -> None:
        """Collapse or expand a compartment; elsewhere the second press of a double click is a press of its own."""
        hit = self._view.hit(event.position().toPoint())
        if hit.kind == "compartment" and event.button() is _LEFT:
            self._view.toggle_collapsed(hit.id)
        else:
            self.press(event)

    def move(self, event: QMouseEvent) -> None:
        """Follow the gesture, begin one, or show what lies under the pointer."""
        at = event.position().toPoint()
        if self._gesture is None and self._press is not None:
            if (at - self._press.at).manhattanLength() <= CLICK_REACH:
                return
            self._gesture, self._press = self._begin(self._press), None
        if self._gesture is not None:
            self._gesture.moved_to(at)
        else:
            self.hover(NOTHING if self._overview.contains(at) else self._view.hit(at))

    def release(self, event: QMouseEvent) -> None:
        """End the gesture, or ask for what a click means; only the button that began it does."""
        if event.button() is not self._button:
            return
        gesture, self._gesture = self._gesture, None
        press, self._press = self._press, None
        at = event.position().toPoint()
        if gesture is not None:
            gesture.moved_to(at)
            gesture.finish()
        elif press is not None:
            self._click(press)
        else:
            return
        self.hover(self._view.hit(at))

    def cancel(self) -> bool:
        """Give up the gesture on its way; returns whether there was one."""
        gesture, self._gesture, self._press = self._gesture, None, None
        if gesture is None:
            return False
        gesture.cancel()
        return True

    def hover(self, hit: Hit) -> None:
        """Mark what lies under the pointer and tell about it."""
        view = self._view
        if hit.id != view.diagram_scene.hovered:
            view.diagram_scene.hover(hit.id)
            view.hover_changed.emit(view.words_for(hit))
        shape = Qt.CursorShape.PointingHandCursor if hit.kind else Qt.CursorShape.ArrowCursor
        view.viewport().setCursor(Qt.CursorShape.OpenHandCursor if self.space_down else shape)

    def _begin(self, press: _Press) -> Gesture:
        view = self._view
        if press.hit.kind == "node" and view.zoom >= _SMALLEST_GRIP:
            if press.hit.id not in view.selection:
                view.choose(Hit("node", press.hit.id))
            view.viewport().setCursor(Qt.CursorShape.SizeAllCursor)
            self._camera.fitted = False
            items = view.diagram_scene.node_items
            seen = frozenset(id_ for id_ in view.selection if id_ in items and items[id_].isVisible())
            return NodeGesture(view.diagram_scene, seen, press.at, placed=self._placed, asked=view.move_requested.emit)
        if press.modifiers & _SHIFT:
            return BandGesture(view.viewport(), press.at, lambda area: self._select_area(area, press.modifiers))
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        return PanGesture(self._camera, press.at)

    def _click(self, press: _Press) -> None:
        view, hit = self._view, press.hit
        if hit.kind == "compartment":
            hit = NOTHING
        if press.modifiers & _CONTROL:
            if hit.kind == "node":
                view.set_selection(view.selection ^ {hit.id})
            return
        view.choose(hit)
        if hit.kind == "node" and not press.modifiers & _SHIFT:
            view.toggle_requested.emit(hit.id)

    def _select_area(self, area: QRect, modifiers: Qt.KeyboardModifier) -> None:
        corners = self._placed(area.topLeft()), self._placed(area.bottomRight())
        found = self._view.diagram_scene.nodes_in(QRectF(*corners))
        kept = self._view.selection if modifiers & _CONTROL else frozenset()
        self._view.set_selection(kept | found)

    def _placed(self, at: QPoint) -> QPointF:
        return self._view.viewportTransform().inverted()[0].map(QPointF(at))
