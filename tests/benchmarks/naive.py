"""What does the plain Qt way cost? One item a node with its own paint, one an arrow, as most programs begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsScene, QGraphicsView

if TYPE_CHECKING:
    from explorer.pathway.diagram import Diagram


class NaiveNode(QGraphicsItem):
    """A node that draws itself anew whenever it is asked to."""

    def __init__(self, label: str, area: QRectF) -> None:
        super().__init__()
        self.label, self.area, self.on = label, area, False

    def boundingRect(self) -> QRectF:  # noqa: N802  (Qt's own)
        """The box."""
        return self.area.adjusted(-2, -2, 2, 2)

    def shape(self) -> QPainterPath:
        """The box."""
        path = QPainterPath()
        path.addRect(self.area)
        return path

    def paint(self, painter: QPainter, _option: object, _widget: object = None) -> None:
        """Draw box and label."""
        painter.setPen(QPen(QColor("#7d8896"), 1.5))
        painter.setBrush(QBrush(QColor("#1573b0" if self.on else "#ffffff")))
        painter.drawRoundedRect(self.area, 9, 9)
        painter.setPen(QColor("#ffffff" if self.on else "#17202b"))
        painter.drawText(self.area, Qt.AlignmentFlag.AlignCenter, self.label)


class NaiveView(QGraphicsView):
    """The same diagram, drawn the plain way."""

    def __init__(self, diagram: Diagram) -> None:
        super().__init__()
        self._kept = scene = QGraphicsScene()
        self.setScene(scene)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        for route in diagram.edges.values():
            path = QPainterPath()
            path.addPolygon(QPolygonF([QPointF(*point) for point in route]))
            item = QGraphicsPathItem(path)
            item.setPen(QPen(QColor("#748394"), 1.8))
            scene.addItem(item)
        self.nodes = [
            NaiveNode(" ".join(diagram.lines[id_]), QRectF(box.left, box.top, box.width, box.height))
            for id_, box in diagram.nodes.items()
        ]
        for node in self.nodes:
            scene.addItem(node)
        self.resize(1250, 850)
        self.fitInView(scene.itemsBoundingRect(), Qt.AspectRatioMode.KeepAspectRatio)

    def flip(self, numbers: list[int]) -> None:
        """Change some nodes."""
        for number in numbers:
            self.nodes[number].on = not self.nodes[number].on
            self.nodes[number].update()
