"""How does a compartment stand in the scene? Under everything; the mouse reaches its label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsItem

from explorer.ui.canvas.compartment_painting import LABEL_ROOM, LABEL_SIZE, draw_compartment, label_place
from explorer.ui.canvas.node_painting import line_width

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from explorer.pathway.definition import Compartment
    from explorer.pathway.geometry import Box
    from explorer.ui.canvas.cell_names import CellName
    from explorer.ui.canvas.surface import Surface


class CompartmentItem(QGraphicsItem):
    """A cell or a space."""

    def __init__(self, surface: Surface, compartment: Compartment, box: Box, *, depth: int) -> None:
        super().__init__()
        self._surface = surface
        self._compartment = compartment
        self._box = box
        self._bounds = QRectF(box.left, box.top, box.width, box.height).adjusted(-3, -LABEL_ROOM, 3, 3)
        self.compartment = compartment.id
        width = line_width(compartment.label, strong=True, size=LABEL_SIZE)
        home = QRectF(label_place(compartment.kind, box), QSizeF(width, 0))
        self.area, self.usual_name = QRectF(box.left, box.top, box.width, box.height), home.adjusted(-4, -18, 4, 6)
        """The compartment, and where its name usually stands, in diagram units."""
        self._has_label = True
        self._shape = QPainterPath()
        self.show_name(None)
        self.setZValue(-1000 + depth)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        """Return the area that is drawn on."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Return where the label stands: there the compartment is hit."""
        return self._shape

    def show_name(self, name: CellName | None) -> None:
        """Leave the name to whoever writes it where ``name`` says; None writes it as usual, above the compartment."""
        self._shape = QPainterPath()
        plate = name.plate if name is not None else None
        self._shape.addRect(QRectF(plate.left, plate.top, plate.width, plate.height) if plate else self.usual_name)
        if self._has_label != (name is None):
            self._has_label = name is None
            self.update(QRectF(self._box.left, self._bounds.top(), self._box.width, LABEL_ROOM))

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the compartment."""
        draw_compartment(painter, self._surface.theme, self._compartment, self._box, with_label=self._has_label)
