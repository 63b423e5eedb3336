"""Where does the speaker point? A bright spot under the mouse, small enough to be moved without repainting much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QRadialGradient
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_SIZE = 44


class Laser(QWidget):
    """A red spot that never takes the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(_SIZE, _SIZE)
        self.hide()

    def point_at(self, at: QPoint) -> None:
        """Stand over ``at``, in the parent's pixels."""
        self.move(at - QPoint(_SIZE // 2, _SIZE // 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the spot: white hot in the middle, so that it is seen on any ground."""
        middle = QPointF(_SIZE / 2, _SIZE / 2)
        light = QRadialGradient(middle, _SIZE / 2)
        light.setColorAt(0.0, QColor(255, 255, 255, 255))
        light.setColorAt(0.16, QColor(255, 70, 50, 250))
        light.setColorAt(0.34, QColor(225, 20, 20, 150))
        light.setColorAt(1.0, QColor(225, 20, 20, 0))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(light)
        painter.drawEllipse(middle, _SIZE / 2, _SIZE / 2)
        painter.end()
