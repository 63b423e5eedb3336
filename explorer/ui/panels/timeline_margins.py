"""What stands round the cells of a timeline? The names of the rows at the left, and the phases above."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from explorer.ui.panels.row_button import paint_line, text_width
from explorer.ui.panels.timeline_rows import RowKind, TimelineRow, phase_name
from explorer.ui.panels.words import tooltip
from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QHelpEvent, QMouseEvent, QPaintEvent

    from explorer.session.timeline import Timeline

LETTERS = 13
PRESS, DRAG, RELEASE = range(3)
"""What the pointer does while it moves the playhead."""
BAND_HEIGHT = 35
_WIDEST = 210
_NARROWEST = 90
_MOST_MEASURED = 60


class RowNames(QWidget):
    """The names of the rows; a click selects the node."""

    selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._rows: tuple[TimelineRow, ...] = ()
        self._top = 0.0
        self._height = 20.0
        self._under = -1
        self.setMouseTracking(True)
        self.setFixedWidth(_NARROWEST)

    def show_rows(self, rows: tuple[TimelineRow, ...]) -> None:
        """Show the names of ``rows``, as wide as they need within limits."""
        self._rows = rows
        letters = font(LETTERS * self._theme.text_scale)
        # Of thousands of names only those with the most letters can be the widest.
        longest = heapq.nlargest(_MOST_MEASURED, (row.node.caption for row in rows), key=len)
        widest = max((text_width(caption, letters) for caption in longest), default=0.0)
        self.setFixedWidth(round(min(max(widest + 24, _NARROWEST), _WIDEST * self._theme.text_scale)))
        self.update()

    def set_view(self, top: float, height: float) -> None:
        """Scroll to ``top`` pixels, with rows of ``height`` pixels."""
        if (top, height) != (self._top, self._height):
            self._top, self._height = top, height
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.show_rows(self._rows)

    def row_at(self, y: float) -> int:
        """Return the number of the row at ``y``, or -1."""
        number = int((y + self._top) // self._height)
        return number if 0 <= number < len(self._rows) else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = min(LETTERS * self._theme.text_scale, round(self._height * 0.8))
        first = max(0, int(self._top // self._height) - 1)
        for number in range(first, min(len(self._rows), int((self._top + self.height()) // self._height) + 2)):
            row = self._rows[number]
            place = QRectF(6, number * self._height - self._top, self.width() - 14, self._height)
            ink = self._theme.accent if number == self._under else self._theme.text
            letters = font(size, strong=row.kind is RowKind.OUTCOME)
            paint_line(painter, place, row.node.caption, letters, ink, alignment=Qt.AlignmentFlag.AlignRight)
            if row.kind is RowKind.OUTCOME and number and self._rows[number - 1].kind is not RowKind.OUTCOME:
                painter.fillRect(
                    QRectF(0, place.top(), self.width(), 1), mixed(self._theme.border, self._theme.surface, 0.8)
                )
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the left button."""
        number = self.row_at(event.position().y())
        if number >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self.selected.emit(self._rows[number].node.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._hover(self.row_at(event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer is gone."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, number: int) -> None:
        if number != self._under:
            self._under = number
            self.setToolTip(tooltip(self._rows[number].node.label) if number >= 0 else "")
            self.update()


class PhaseBand(QWidget):
    """The names of the phases, the numbers of the steps, and the head of the playhead; a drag moves it."""

    scrubbed = Signal(float, int)
    """Pixels from the left border, and PRESS, DRAG or RELEASE."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._timeline: Timeline | None = None
        self._left = 0.0
        self._width = 1.0
        self._position = 0.0
        self.setFixedHeight(BAND_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_timeline(self, timeline: Timeline) -> None:
        """Show the phases of ``timeline``."""
        self._timeline = timeline
        self.update()

    def set_view(self, left: float, width: float) -> None:
        """Scroll to ``left`` pixels, with columns of ``width`` pixels."""
        if (left, width) != (self._left, self._width):
            self._left, self._width = left, width
            self.update()

    def set_position(self, position: float) -> None:
        """Stand at ``position`` (columns)."""
        if position != self._position:
            self._position = position
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.setFixedHeight(round(BAND_HEIGHT * theme.text_scale))
        self.update()

    def _x(self, column: float) -> float:
        return column * self._width - self._left

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        if self._timeline is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_phases(painter, self._timeline)
        self._paint_steps(painter, self._timeline)
        x = self._x(self._position + 0.5)
        painter.setPen(QPen(colour(self._theme.surface), 1.5))
        painter.setBrush(colour(self._theme.changed))
        bottom = float(self.height())
        head = [(x - 6, bottom - 15), (x + 6, bottom - 15), (x + 6, bottom - 8), (x, bottom), (x - 6, bottom - 8)]
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in head]))
        painter.end()

    def _paint_phases(self, painter: QPainter, timeline: Timeline) -> None:
        letters = font(12.5 * self._theme.text_scale, strong=True)
        bounds = (*timeline.starts, timeline.last + 1)
        shown = int(min(max(self._position + 0.5, 0), timeline.last))
        for number, run in enumerate(timeline.source.runs):
            left, right = self._x(bounds[number]), self._x(bounds[number + 1])
            if right < 0 or left > self.width():
                continue
            if number:
                painter.fillRect(
                    QRectF(left - 0.5, 3, 1, self.height() - 3), mixed(self._theme.muted, self._theme.surface, 0.55)
                )
            place = QRectF(max(left, 0) + 5, 1, right - max(left, 0) - 8, 19 * self._theme.text_scale)
            current = timeline.columns[shown].run == number
            ink = self._theme.text if current else self._theme.muted
            if place.width() > 18:
                paint_line(painter, place, phase_name(run.label), letters, ink)

    def _paint_steps(self, painter: QPainter, timeline: Timeline) -> None:
        letters = font(11 * self._theme.text_scale)
        scale = self._theme.text_scale
        every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000, 10**9) if step * self._width >= 22 * scale)
        first = max(int(self._left / self._width), 0)
        for column in range(first, min(timeline.last + 1, int(first + self.width() / self._width) + 2)):
            step = timeline.columns[column].step
            if step % every == 0:
                place = QRectF(self._x(column), 19 * scale, self._width, 16 * scale).adjusted(-8, 0, 8, 0)
                paint_line(
                    painter, place, str(step), letters, self._theme.muted, alignment=Qt.AlignmentFlag.AlignHCenter
                )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the left button."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.scrubbed.emit(event.position().x(), PRESS)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.scrubbed.emit(event.position().x(), DRAG)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.scrubbed.emit(event.position().x(), RELEASE)

    def event(self, event: QEvent) -> bool:
        """Tell the whole name of a phase in its tooltip."""
        if event.type() is QEvent.Type.ToolTip and self._timeline is not None:
            self._tell(event)  # type: ignore[arg-type]
            return True
        return super().event(event)

    def _tell(self, event: QHelpEvent) -> None:
        assert self._timeline is not None
        column = int((event.pos().x() + self._left) / self._width)
        if 0 <= column <= self._timeline.last:
            QToolTip.showText(event.globalPos(), tooltip(self._timeline.run_at(column).label), self)
