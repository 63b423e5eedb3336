"""Where does the legend stand on screen? Quietly at the lower edge of the canvas; a click folds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from explorer.ui.canvas.legend import ROW, TEXT_SIZE, Sample, draw_legend, legend_rows, row_width
from explorer.ui.canvas.node_painting import line_width
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from explorer.ui.theme.roles import Theme

_PADDING = 8
_FOLD = 16  # room for the fold sign
_WORD = "Legend"


class LegendOverlay(QWidget):
    """Samples of all signs that the pathway uses."""

    folded_changed = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._samples: tuple[Sample, ...] = ()
        self._rows: tuple[tuple[Sample, ...], ...] = ()
        self.folded = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Legend of the diagram")
        self.setToolTip("Click to fold or unfold the legend")

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def set_samples(self, samples: tuple[Sample, ...]) -> None:
        """Take the samples of another pathway."""
        self._samples = samples

    def size_for(self, width: int) -> QSize:
        """Break the rows for a canvas ``width`` pixels wide; returns the size needed."""
        if self.folded or not self._samples:
            return QSize(round(line_width(_WORD, strong=False, size=TEXT_SIZE)) + _FOLD + 2 * _PADDING, round(ROW))
        room = width - 2 * _PADDING - _FOLD - 24
        self._rows = legend_rows(self._samples, max(120.0, room))
        widest = max(row_width(row) for row in self._rows)
        return QSize(round(widest) + _FOLD + 2 * _PADDING, round(ROW * len(self._rows)) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the samples on a veil of the canvas."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._theme.canvas, 0.9))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setBrush(colour(self._theme.muted))
        painter.drawPath(_fold_sign(QPointF(_PADDING + 4.0, ROW / 2 + (0 if self.folded else 2)), folded=self.folded))
        if self.folded:
            painter.setFont(font(TEXT_SIZE))
            painter.setPen(colour(self._theme.muted))
            painter.drawText(QPointF(_PADDING + _FOLD, ROW / 2 + TEXT_SIZE * 0.34), _WORD)
        else:
            area = QRectF(self.rect()).adjusted(_PADDING + _FOLD, 2, -_PADDING, -2)
            draw_legend(painter, self._theme, self._rows, area)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.folded = not self.folded
            self.folded_changed.emit()
            self.update()


def _fold_sign(centre: QPointF, *, folded: bool) -> QPainterPath:
    path = QPainterPath()
    corners = ((-2.5, -4.0), (-2.5, 4.0), (3.0, 0.0)) if folded else ((-4.0, -2.5), (4.0, -2.5), (0.0, 3.0))
    path.moveTo(centre + QPointF(*corners[0]))
    path.lineTo(centre + QPointF(*corners[1]))
    path.lineTo(centre + QPointF(*corners[2]))
    path.closeSubpath()
    return path
