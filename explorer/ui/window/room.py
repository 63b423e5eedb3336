"""What gives way when the window is small? Side panels and the timeline, until there is room or they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QResizeEvent

LEAST = (480, 360)
"""Width and height in logical pixels down to which a window can be made small."""
_NEEDED = {"left_panels": (820, 0), "right_panels": (580, 0), "timeline": (0, 500)}
"""Width and height of a window that has room for each part, at the text size 100 %."""
_LARGEST_LETTERS = 1.3
"""Text sizes above this ask for no more room: panels scroll."""
_MOST_SIDES, _MOST_TIMELINE = 0.52, 0.22
"""Shares of the window that the side panels together, and the timeline, have at most unless they are moved."""
_LEAST_TIMELINE = 160
"""Pixels at the text size 100 % that a timeline needs for its phases and a few rows."""


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


class Shared(QSplitter):
    """A splitter that tells when it has another size."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new size, then tell."""
        super().resizeEvent(event)
        self.resized.emit()


class Shares:
    """How the panels and the diagram share one window. Mutable: it remembers what the user made of it.

    Where that leaves too little to the diagram, the panels are narrower, until the window is larger again.
    """

    def __init__(self, across: Shared, down: Shared) -> None:
        self._across, self._down = across, down
        self._left, self._right, self._below = 0.0, 0.0, 0.0
        self._scale = 1.0
        for splitter, share in ((across, self._share_across), (down, self._share_down)):
            splitter.splitterMoved.connect(lambda _place, _handle: self.remember())
            splitter.resized.connect(share)

    def want(self, left: float, right: float, below: float) -> None:
        """Take widths of the side panels and the height of the timeline, in pixels at the text size 100 %."""
        self._left, self._right, self._below = left, right, below
        self.share()

    def share(self) -> None:
        """Share the window out; also needed when a part has come back."""
        self._share_across()
        self._share_down()

    def set_text_scale(self, scale: float) -> None:
        """Leave more room to larger letters."""
        scale = min(scale, _LARGEST_LETTERS)
        if scale != self._scale:
            self._scale = scale
            self.share()

    def remember(self) -> None:
        """Take the present widths and height as those that are wanted; parts that are hidden keep theirs."""
        left, _, right = (size / self._scale for size in self._across.sizes())
        self._left, self._right = left or self._left, right or self._right
        self._below = self._down.sizes()[1] / self._scale or self._below

    def _share_across(self) -> None:
        wide = ((0, self._left * self._scale), (2, self._right * self._scale))
        sides = [round(wanted) if _is_shown(self._across, at) else 0 for at, wanted in wide]
        total = sum(self._across.sizes())
        most = round(total * _MOST_SIDES)
        if sum(sides) > most > 0:
            sides = [round(side * most / sum(sides)) for side in sides]
        wanted = [sides[0], total - sum(sides), sides[1]]
        if total and wanted != self._across.sizes():
            self._across.setSizes(wanted)

    def _share_down(self) -> None:
        total = sum(self._down.sizes())
        below = round(min(self._below * self._scale, max(total * _MOST_TIMELINE, _LEAST_TIMELINE * self._scale)))
        if total and _is_shown(self._down, 1) and [total - below, below] != self._down.sizes():
            self._down.setSizes([total - below, below])


def _is_shown(splitter: QSplitter, at: int) -> bool:
    widget = splitter.widget(at)
    return widget is not None and not widget.isHidden()
