"""What do fingers ask for? Two on a touch pad pan, a pinch zooms between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

if TYPE_CHECKING:
    from explorer.ui.canvas.camera import Camera
    from explorer.ui.canvas.view import CanvasView

FINGERS = frozenset({QEvent.Type.NativeGesture, QEvent.Type.Gesture})
"""Types of the events that ``Touch`` handles."""
_SMALLEST, _LARGEST = 0.2, 5.0  # factors of one event, beyond which a driver is mistaken


class Touch:
    """Fingers on a touch pad or a touch screen, for one view."""

    def __init__(self, view: CanvasView, camera: Camera) -> None:
        self._view = view
        self._camera = camera
        view.viewport().grabGesture(Qt.GestureType.PinchGesture)

    def pans(self, event: QWheelEvent) -> bool:
        """Pan if ``event`` is two fingers on a touch pad; returns whether it is."""
        device = event.device()
        is_pad = device.type() is QInputDevice.DeviceType.TouchPad
        if not is_pad or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        moved = event.pixelDelta()
        if moved.isNull():
            moved = event.angleDelta() / 2
        self._camera.pan_by(moved.x(), moved.y())
        return True

    def handles(self, event: QEvent) -> bool:
        """Zoom if ``event`` is a pinch; returns whether it is."""
        if event.type() == QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom(1.0 + event.value(), event.position())
                return True
        elif event.type() == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                middle = self._view.viewport().mapFromGlobal(pinch.centerPoint())
                moved = pinch.centerPoint() - pinch.lastCenterPoint()
                self._camera.pan_by(round(moved.x()), round(moved.y()))
                self._zoom(pinch.scaleFactor(), middle)
                event.accept()
                return True
        return False

    def _zoom(self, factor: float, at: QPointF) -> None:
        self._view.hurry()
        self._camera.zoom_by(min(_LARGEST, max(_SMALLEST, factor)), at)
