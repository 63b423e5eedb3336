"""What does a pressed mouse button become: a click, or a pan? An object for each press, thrown away at release."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from explorer.ui.canvas.hit_test import Hit

CLICK_REACH = 4
"""Logical pixels that the pointer may move between press and release of a click."""


class Press:
    """A button that is down; beyond ``CLICK_REACH`` it becomes a pan for good."""

    def __init__(self, at: QPoint, hit: Hit, *, pans_at_once: bool) -> None:
        self.hit = hit
        self.panning = pans_at_once
        self._pressed_at = at
        self._last = at

    def moved_to(self, at: QPoint) -> tuple[int, int]:
        """Return by how much the view is to be panned, in logical pixels."""
        if not self.panning and (at - self._pressed_at).manhattanLength() <= CLICK_REACH:
            return (0, 0)
        self.panning = True
        moved = at - self._last
        self._last = at
        return (moved.x(), moved.y())

    @property
    def is_click(self) -> bool:
        """Whether a release now would be a click."""
        return not self.panning
