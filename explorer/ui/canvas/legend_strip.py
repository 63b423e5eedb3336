"""Where does the legend stand on screen? Quietly in a strip below the diagram; a click folds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
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
_RIM = 3  # above and below the rows
_WORD = "Legend"


class LegendStrip(QWidget):
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

    def height_for(self, width: int) -> int:
        """Break the rows for a strip ``width`` pixels wide; returns the height needed."""
        self._rows = () if self.folded else legend_rows(self._samples, max(120.0, width - 2 * _PADDING - _FOLD))
        return round(ROW * max(1, len(self._rows))) + 2 * _RIM

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the samples, in the middle of the strip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour(self._theme.canvas))
        wide = max((row_width(row) for row in self._rows), default=line_width(_WORD, strong=False, size=TEXT_SIZE))
        left = max(float(_PADDING), (self.width() - wide - _FOLD) / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._theme.muted))
        painter.drawPath(_fold_sign(QPointF(left + 4.0, _RIM + ROW / 2), folded=self.folded))
        if self.folded:
            painter.setFont(font(TEXT_SIZE))
            painter.setPen(colour(self._theme.muted))
            painter.drawText(QPointF(left + _FOLD, _RIM + ROW / 2 + TEXT_SIZE * 0.34), _WORD)
        else:
            area = QRectF(self.rect()).adjusted(left + _FOLD, _RIM, 0, -_RIM)
            draw_legend(painter, self._theme, self._rows, area)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here too."""
        event.accept()

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
