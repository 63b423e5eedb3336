"""How does a wide part of a page stay whole? It alone scrolls sideways; the page round it never does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from explorer.ui.answers.matrix_view import MatrixView


class SidewaysMatrix(QScrollArea):
    """A matrix that shrinks with the width, and scrolls where it cannot shrink any further."""

    def __init__(self, matrix: MatrixView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = matrix
        self.setProperty("role", "panel")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(0)
        matrix.setProperty("role", "panel")
        self.setWidget(matrix)
        matrix.reshaped.connect(self._fit)
        matrix.current_moved.connect(self._bring_into_sight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the matrix use the width."""
        super().resizeEvent(event)
        self.matrix.fit(event.size().width())

    def _fit(self) -> None:
        wanted = self.matrix.sizeHint()
        self.matrix.resize(wanted)
        bar = self.horizontalScrollBar().sizeHint().height() if wanted.width() > self.viewport().width() else 0
        if self.height() != wanted.height() + bar:
            self.setFixedHeight(wanted.height() + bar)

    def _bring_into_sight(self, area: QRectF) -> None:
        middle = area.center().toPoint()
        self.ensureVisible(middle.x(), middle.y(), round(area.width()), round(area.height()))
