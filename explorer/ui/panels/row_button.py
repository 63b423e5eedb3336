"""How does a row of a panel behave? As one button: the mouse, the keyboard and a screen reader all reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from explorer.ui.panels.words import tooltip
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QFocusEvent, QFont, QKeyEvent, QPaintEvent

_BY_MOUSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_LEFT, _CENTRE, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class RowButton(QAbstractButton):
    """A row that is clicked as a whole and paints itself; subclasses paint inside ``paint_row``.

    A click does not change the row: whoever hears it decides, and the row is told what to show.
    """

    hovered = Signal(bool)

    def __init__(self, name: str, *, height: int, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._height = height
        self._ring = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        if theme.text_scale != self.theme.text_scale:
            self.updateGeometry()
        self.theme = theme
        self.update()

    def set_full_text(self, text: str) -> None:
        """Show ``text`` as the tooltip, as plain text."""
        self.setToolTip(tooltip(text))
        self.setAccessibleDescription(text)

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the row's content into ``rect``, in pixels of the text size 100 %: the painter enlarges them."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        """Return the size that the content needs."""
        return QSize(200, round(self._height * self.theme.text_scale))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(120, round(self._height * self.theme.text_scale))

    def nextCheckState(self) -> None:
        """Stay as it is: the document answers."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = self._ground()
        if ground is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, 6, 6)
        scale = self.theme.text_scale
        painter.save()
        painter.scale(scale, scale)
        self.paint_row(painter, QRectF(rect.topLeft() / scale, rect.size() / scale))
        painter.restore()
        if self._ring and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(self.theme.focus), 2))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as a click; a key shows where the focus is."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            self._ring = True
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring where the focus came by the keyboard."""
        self._ring = event.reason() not in _BY_MOUSE
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the pointer is over the row."""
        super().enterEvent(event)
        self.hovered.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer is gone."""
        super().leaveEvent(event)
        self.hovered.emit(False)

    @property
    def is_marked(self) -> bool:
        """Whether the row stands out as the chosen one."""
        return False

    def _ground(self) -> object | None:
        if self.is_marked:
            return mixed(self.theme.accent, self.theme.surface, 0.13)
        if self.isDown():
            return mixed(self.theme.accent, self.theme.raised, 0.1)
        return colour(self.theme.raised) if self.underMouse() and self.isEnabled() else None


def paint_line(
    painter: QPainter, rect: QRectF, text: str, font: QFont, ink: str, *, alignment: Qt.AlignmentFlag = _LEFT
) -> None:
    """Write ``text`` on one line into ``rect``, shortened with an ellipsis where it is too long."""
    painter.setFont(font)
    painter.setPen(colour(ink))
    short = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(alignment | _MIDDLE | Qt.TextFlag.TextSingleLine), short)


def paint_lines(painter: QPainter, rect: QRectF, text: str, font: QFont, ink: str) -> None:
    """Write ``text`` on one line in the middle of ``rect``, or on two where it is too long for one."""
    words, metrics = text.split(), QFontMetricsF(font)
    first = len(words)
    while first > 1 and metrics.horizontalAdvance(" ".join(words[:first])) > rect.width():
        first -= 1
    lines = [" ".join(part) for part in (words[:first], words[first:]) if part]
    height = metrics.lineSpacing() * 0.92
    top = rect.center().y() - height * len(lines) / 2
    for number, line in enumerate(lines):
        paint_line(painter, QRectF(rect.left(), top + number * height, rect.width(), height), line, font, ink)


def text_width(text: str, font: QFont) -> float:
    """Return the width of one line in pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)
