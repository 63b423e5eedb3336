"""What gives way when the window is small? Side panels and the timeline, until there is room or they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QSplitter

LEAST = (480, 360)
"""Width and height in logical pixels down to which a window can be made small."""
_NEEDED = {"left_panels": (760, 0), "right_panels": (600, 0), "timeline": (0, 500)}
"""Width and height of a window that has room for each part, at the text size 100 %."""
_LARGEST_LETTERS = 1.3
"""Text sizes above this ask for no more room: panels scroll."""
_MOST_SIDES, _MOST_TIMELINE = 0.5, 0.32
"""Shares of the window that the side panels together, and the timeline, keep when it is made smaller."""


class Room:
    """Which parts of one window have given way. Mutable."""

    def __init__(self) -> None:
        self._gone: frozenset[str] = frozenset()
        self._wanted: frozenset[str] = frozenset()

    def fit(self, size: QSize, text_scale: float) -> bool:
        """Take the size of the window; returns whether something is to be shown or hidden now."""
        scale = min(text_scale, _LARGEST_LETTERS)
        gone = frozenset(
            part
            for part, (width, height) in _NEEDED.items()
            if size.width() < width * scale or size.height() < height * scale
        )
        changed = gone != self._gone
        self._wanted &= gone
        self._gone = gone
        return changed

    def want(self, part: str) -> None:
        """Show ``part`` although there is little room: it was asked for."""
        self._wanted |= {part}

    def has(self, part: str) -> bool:
        """Whether there is room for ``part``, or it was asked for."""
        return part not in self._gone or part in self._wanted


def share_across(splitter: QSplitter) -> None:
    """Leave the middle of three widgets its share where the outer ones have grown too wide for it."""
    left, middle, right = splitter.sizes()
    total, most = left + middle + right, round((left + middle + right) * _MOST_SIDES)
    if left + right > most > 0:
        narrower = round(left * most / (left + right)), round(right * most / (left + right))
        splitter.setSizes([narrower[0], total - sum(narrower), narrower[1]])


def share_down(splitter: QSplitter) -> None:
    """Leave the upper of two widgets its share."""
    above, below = splitter.sizes()
    most = round((above + below) * _MOST_TIMELINE)
    if below > most > 0:
        splitter.setSizes([above + below - most, most])
