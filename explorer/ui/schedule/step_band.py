"""Which step is where? Numbers above the columns, and the head of the playhead, which a drag moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from explorer.ui.panels.row_button import paint_line
from explorer.ui.schedule.scale import Scale, scale_for
from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

HEIGHT = 26
_EVERY = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class StepBand(QWidget):
    """The numbers of the steps; the arrow keys and a drag ask for another one."""

    seek_requested = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._scale: Scale = scale_for(600, 20, 0, 1)
        self._position = 0.0
        self._last = 0
        self._legend = ""
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Step of the schedule that the diagram shows")

    def set_scale(self, scale: Scale) -> None:
        """Stand above the columns of ``scale``."""
        self._scale = scale
        self.update()

    def set_legend(self, words: str) -> None:
        """Say above the words at the right what stands there."""
        self._legend = words
        self.update()

    def set_position(self, position: float, last: int) -> None:
        """Stand at ``position``; the course is known up to the step ``last``."""
        self._position, self._last = position, last
        self.setAccessibleDescription(self.words())
        self.update()

    def words(self) -> str:
        """Return where the playhead stands."""
        if self._position < 0:
            return "the naive state, before step 0"
        return f"step {round(self._position)} of {self._last}"

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.setFixedHeight(round(HEIGHT * theme.text_scale))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, scale, large = self._theme, self._scale, self._theme.text_scale
        letters = font(11.5 * large)
        left = QRectF(8, 0, scale.left - 18, self.height())
        paint_line(painter, left, "step", letters, theme.muted, alignment=Qt.AlignmentFlag.AlignRight)
        said = QRectF(scale.right + 10, 0, max(self.width() - scale.right - 16, 0), self.height())
        paint_line(painter, said, self._legend, letters, theme.muted)
        every = next((step for step in _EVERY if step * scale.column >= 24 * large), _EVERY[-1])
        for step in range(0, scale.steps, every):
            x = scale.x(step + 0.5)
            if scale.is_inside(x):
                place = QRectF(x - 20, 0, 40, self.height() - 6)
                paint_line(painter, place, str(step), letters, theme.muted, alignment=Qt.AlignmentFlag.AlignHCenter)
        bottom = float(self.height())
        painter.fillRect(
            QRectF(scale.left, bottom - 1, scale.right - scale.left, 1), mixed(theme.border, theme.surface, 1)
        )
        x = scale.x(self._position + 0.5)
        if scale.left - 1 <= x <= scale.right or self._position < 0:
            self._paint_head(painter, max(x, scale.left), bottom)
        painter.end()

    def _paint_head(self, painter: QPainter, x: float, bottom: float) -> None:
        edge = self._theme.focus if self.hasFocus() else self._theme.surface
        painter.setPen(QPen(colour(edge), 2 if self.hasFocus() else 1.5))
        painter.setBrush(colour(self._theme.changed))
        head = [(x - 6, bottom - 15), (x + 6, bottom - 15), (x + 6, bottom - 8), (x, bottom - 1), (x - 6, bottom - 8)]
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in head]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the left button."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._seek(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event.position().x())

    def _seek(self, x: float) -> None:
        self.seek_requested.emit(float(min(self._scale.step(x), self._last)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow keys; Home goes before the first step, End to the last."""
        here = round(self._position)
        targets = {Qt.Key.Key_Left: here - 1, Qt.Key.Key_Right: here + 1, Qt.Key.Key_Home: -1, Qt.Key.Key_End: 10**9}
        target = targets.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
        else:
            self.seek_requested.emit(float(min(max(target, -1), self._last)))
