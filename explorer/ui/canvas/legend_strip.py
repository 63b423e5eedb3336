"""Where does the legend stand on screen? Quietly in a strip below the diagram; a click folds it.

Where one line does not hold it and the diagram has little room, it is cut to that line until it is clicked.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from explorer.ui.canvas.legend import (
    APART,
    CLOSE,
    ROW,
    TEXT_SIZE,
    Sample,
    draw_legend,
    legend_rows,
    row_width,
)
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
_LARGEST_SHARE = 0.05
"""Of the height of the diagram that further lines take unasked."""


class Fold(Enum):
    """How much of the legend is seen."""

    FULL = "Click to fold the legend"
    CUT = "Click to see the whole legend"
    FOLDED = "Click to unfold the legend"


class LegendStrip(QWidget):
    """Samples of all signs that the pathway uses."""

    folded_changed = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._samples: tuple[Sample, ...] = ()
        self._rows: tuple[tuple[Sample, ...], ...] = ()
        self._apart = APART
        self._asked: Fold | None = None
        """What was clicked for; None leaves it to the room that there is."""
        self._is_high = False
        """Whether all rows take more of the view than they do unasked."""
        self.fold = Fold.FULL
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Legend of the diagram")

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def set_samples(self, samples: tuple[Sample, ...]) -> None:
        """Take the samples of another pathway."""
        self._samples = samples

    def height_for(self, width: int, beside: int) -> int:
        """Break the rows for a strip ``width`` pixels wide in a view ``beside`` pixels high; returns the height."""
        scale = self._theme.text_scale
        room = max(120.0, width / scale - 2 * _PADDING - _FOLD)
        rows, self._apart = legend_rows(self._samples, room), APART
        if len(rows) > 1:
            closer = legend_rows(self._samples, room, apart=CLOSE)
            if len(closer) < len(rows):
                rows, self._apart = closer, CLOSE
        self._is_high = ROW * (len(rows) - 1) * scale > _LARGEST_SHARE * beside
        self.fold = self._asked or Fold.CUT
        if self.fold is Fold.CUT and not self._is_high:
            self.fold = Fold.FULL
        if self.fold is Fold.CUT:
            rest = room - line_width(self._more(len(self._samples)), strong=False, size=TEXT_SIZE) - CLOSE
            rows, self._apart = legend_rows(self._samples, rest, apart=CLOSE)[:1], CLOSE
        self._rows = () if self.fold is Fold.FOLDED else rows
        self.setToolTip(self.fold.value)
        return round((ROW * max(1, len(self._rows)) + 2 * _RIM) * scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the samples, in the middle of the strip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour(self._theme.canvas))
        scale = self._theme.text_scale
        painter.scale(scale, scale)
        word = _WORD if self.fold is Fold.FOLDED else ""
        if self.fold is Fold.CUT:
            word = self._more(len(self._samples) - len(self._rows[0]))
        said = line_width(word, strong=False, size=TEXT_SIZE) if word else 0.0
        samples = max((row_width(row, apart=self._apart) + self._apart for row in self._rows), default=0.0)
        left = max(float(_PADDING), (self.width() / scale - samples - said - _FOLD) / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._theme.muted))
        painter.drawPath(_fold_sign(QPointF(left + 4.0, _RIM + ROW / 2), folded=self.fold is not Fold.FULL))
        area = QRectF(left + _FOLD, _RIM, self.width() / scale, self.height() / scale)
        draw_legend(painter, self._theme, self._rows, area, apart=self._apart)
        if word:
            painter.setFont(font(TEXT_SIZE))
            painter.setPen(colour(self._theme.muted))
            painter.drawText(QPointF(area.left() + samples, _RIM + ROW / 2 + TEXT_SIZE * 0.34), word)
        painter.end()

    @staticmethod
    def _more(number: int) -> str:
        return f"{number} more\N{HORIZONTAL ELLIPSIS}"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here too."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold: cut, whole, only a word, and round again."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            following = {Fold.CUT: Fold.FULL, Fold.FULL: Fold.FOLDED}
            self._asked = following.get(self.fold, Fold.CUT)
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
