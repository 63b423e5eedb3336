"""How do chips stand? In as many rows as the width asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent

_SPACE = 6


class ChipFlow(QWidget):
    """A flow of widgets that keep the size they ask for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flowing: list[QWidget] = []
        rule = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rule.setHeightForWidth(True)
        self.setSizePolicy(rule)

    def let_flow(self, chips: Iterable[QWidget]) -> None:
        """Show ``chips`` (children of this widget) instead of those before, which go."""
        kept = list(chips)
        for chip in self._flowing:
            if chip not in kept:
                chip.hide()
                chip.deleteLater()
        self._flowing = kept
        for chip in kept:
            chip.show()
        self.flow()

    def flow(self) -> None:
        """Fill the rows anew, for chips of another size."""
        self._flow(self.width())
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Narrow places need more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows at ``width``, in pixels."""
        return self._rows(width)[1]

    def sizeHint(self) -> QSize:
        """Return the room of the rows at the present width."""
        return QSize(self.minimumSizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return the room of the widest chip."""
        sizes = [chip.sizeHint() for chip in self._flowing]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the rows anew."""
        super().resizeEvent(event)
        self._flow(event.size().width())
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # what was asked for at another width may be too few rows

    def _flow(self, width: int) -> None:
        for chip, area in zip(self._flowing, self._rows(width)[0], strict=True):
            chip.setGeometry(area)

    def _rows(self, width: int) -> tuple[list[QRect], int]:
        areas: list[QRect] = []
        left = top = bottom = 0
        for chip in self._flowing:
            size = chip.sizeHint()
            if left and left + size.width() > width:
                left, top = 0, bottom + _SPACE
            areas.append(QRect(QPoint(left, top), size))
            left += size.width() + _SPACE
            bottom = top + size.height()
        return areas, bottom
