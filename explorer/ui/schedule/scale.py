"""Where on the screen is a step? Names at the left, columns of steps in the middle, words at the right."""

from __future__ import annotations

from explorer.values import dataclass

_NARROWEST, _WIDEST = 9.0, 36.0
"""Pixels of a column."""
_NAMES, _WORDS = (150.0, 0.17, 230.0), (190.0, 0.27, 460.0)
"""Least, share of the width, and most pixels."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How steps lie across a board.

    Attributes:
        left, right: where the columns begin, and where they end and the words begin; in pixels.
        column: the width of one.
        offset: pixels by which the columns are scrolled.
        steps: how many columns there are.
    """

    left: float
    right: float
    column: float
    offset: float
    steps: int

    def x(self, step: float) -> float:
        """Return where ``step`` begins."""
        return self.left + step * self.column - self.offset

    def step(self, x: float) -> int:
        """Return the step at ``x``, kept among those that there are."""
        return min(max(int((x - self.left + self.offset) // self.column), 0), self.steps - 1)

    def is_inside(self, x: float) -> bool:
        """Whether ``x`` lies on the columns."""
        return self.left <= x < self.right

    @property
    def hidden(self) -> float:
        """Pixels of the columns that have no room."""
        return max(0.0, self.steps * self.column - (self.right - self.left))


def scale_for(width: float, steps: int, offset: float, letters: float) -> Scale:
    """Return the scale of a board ``width`` pixels wide, with letters enlarged by ``letters``.

    It shows ``steps``, or more where there is room for them.
    """
    left = _share(width, _NAMES, letters)
    right = max(width - _share(width, _WORDS, letters), left + 120)
    steps = max(steps, int((right - left) / (_WIDEST * letters)), 1)
    column = max((right - left) / steps, _NARROWEST)
    most = max(0.0, steps * column - (right - left))
    return Scale(left, right, column, min(max(offset, 0.0), most), steps)


def _share(width: float, limits: tuple[float, float, float], letters: float) -> float:
    least, part, most = limits
    return float(round(min(max(width * part, least), most * letters)))
