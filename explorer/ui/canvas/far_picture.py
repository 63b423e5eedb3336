"""How are thousands of lines painted without the window standing still? On a picture of their own, a little a turn.

Thirty thousand arrows take 80 ms and more at each paint; their picture takes two. Until a new one is ready the old one
is shown, moved and stretched as the view is.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QTransform
from shiboken6 import isValid

from explorer.ui.canvas.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Generator, Hashable, Iterator

    from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QWidget

_MARGIN = 0.25
"""Share of the view's size that is painted beyond its borders, to be there when it is moved."""
_REST = 3.0
"""Times the making of a picture that pass before the next one is begun."""


class Drawing(Protocol):
    """What is drawn."""

    @property
    def version(self) -> Hashable:
        """Something that differs when what is drawn does."""

    def draw(self, painter: QPainter, area: QRectF) -> Generator[None, None, Hashable]:
        """Draw what lies in ``area`` (diagram units), a little a step; returns the version that was drawn."""


class FarPicture:
    """The picture of one item of a scene, for one view. Mutable."""

    def __init__(self, item: QGraphicsItem, drawing: Drawing) -> None:
        self._item, self._drawing = item, drawing
        self._work: Slices | None = None
        self._image = QImage()
        self._area = QRectF()
        self._scale = 0.0
        self._version: Hashable = None
        self._next = 0.0
        self._waits = False

    def paint(self, painter: QPainter, widget: QWidget) -> None:
        """Paint the picture as it is, and have a newer one made where it is too old."""
        transform = painter.worldTransform()
        if transform.m11() == self._scale:
            place = transform.map(self._area.topLeft())
            painter.save()
            painter.setWorldTransform(QTransform())
            painter.drawImage(QPointF(round(place.x()), round(place.y())), self._image)
            painter.restore()
        elif not self._image.isNull():
            painter.drawImage(self._area, self._image)
        seen = transform.inverted()[0].mapRect(QRectF(widget.rect()))
        is_ready = transform.m11() == self._scale and self._area.contains(seen)
        if not is_ready or self._version != self._drawing.version:
            self._renew(transform, widget)

    @property
    def is_busy(self) -> bool:
        """Whether a newer picture is being made, or soon will be."""
        if self._waits or self._work is None:
            return self._waits
        return self._work.is_busy

    def _renew(self, transform: QTransform, widget: QWidget) -> None:
        scene: QGraphicsScene | None = self._item.scene()
        if scene is None or self.is_busy:
            return
        rest = self._next - perf_counter()
        if rest > 0:
            self._waits = True
            QTimer.singleShot(round(rest * 1000) + 1, scene, self._ask_again)
            return
        if self._work is None:
            self._work = Slices(scene)
        self._work.run(self._making(QTransform(transform), widget, scene))

    def _ask_again(self) -> None:
        self._waits = False
        if isValid(self._item):
            self._item.update()

    def _making(self, transform: QTransform, widget: QWidget, scene: QGraphicsScene) -> Iterator[None]:
        began, ratio = perf_counter(), widget.devicePixelRatioF()
        wide, high = round(widget.width() * _MARGIN), round(widget.height() * _MARGIN)
        shown = QRectF(widget.rect().adjusted(-wide, -high, wide, high))
        image = QImage((shown.size() * ratio).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        area = transform.inverted()[0].mapRect(shown)
        painter = QPainter(image)
        painter.translate(-shown.topLeft())
        painter.setWorldTransform(transform * painter.worldTransform())
        drawing = self._drawing.draw(painter, area)
        version: Hashable = None
        try:
            while isValid(self._item) and self._item.scene() is scene:
                try:
                    next(drawing)
                except StopIteration as end:
                    version = end.value
                    break
                yield
            else:
                return
        finally:
            painter.end()  # also where the work is given up
        self._image, self._area, self._scale, self._version = image, area, transform.m11(), version
        self._next = perf_counter() + _REST * (perf_counter() - began)
        self._item.update()
