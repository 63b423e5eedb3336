"""Which sign stands for an action? Small icons drawn as paths, crisp at any size and coloured by the theme."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPen, QPixmap

from explorer.ui.theme.icon_paths import GRID, PATHS
from explorer.ui.theme.mixing import mixed

if TYPE_CHECKING:
    from explorer.ui.theme.roles import Theme

NAMES: tuple[str, ...] = tuple(PATHS)
"""The icons that there are."""
_STROKE = 1.8


def icon(name: str, theme: Theme, *, role: str = "text") -> QIcon:
    """Return the icon called ``name`` in the colour of the theme's ``role``, paler where it is disabled.

    Raises:
        KeyError: there is no icon of that name.
    """
    return _made(name, getattr(theme, role), mixed(theme.muted, theme.surface, 0.5).name())


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw the icon called ``name`` into the square ``rect``."""
    strokes, fills = PATHS[name]()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / GRID, rect.height() / GRID)
    pen = QPen(colour, _STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(strokes)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(fills)
    painter.restore()


@lru_cache(maxsize=256)
def _made(name: str, colour: str, disabled: str) -> QIcon:
    # Kept for good by the cache: Qt's copies of an icon use the engine that the first one owns.
    if name not in PATHS:
        raise KeyError(name)
    return QIcon(_Engine(name, colour, disabled))


class _Engine(QIconEngine):
    """Paints one icon at whatever size and pixel ratio is asked for."""

    def __init__(self, name: str, colour: str, disabled: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._disabled = disabled

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        colour = self._disabled if mode == QIcon.Mode.Disabled else self._colour
        paint_icon(painter, self._name, square, QColor(colour))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour, self._disabled)
