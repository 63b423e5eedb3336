"""Which colour lies between two roles? Soft fills are mixed from a theme, never written down."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor


@lru_cache(maxsize=512)
def mixed(colour: str, ground: str, share: float) -> QColor:
    """Return ``share`` (0 to 1) of ``colour`` on ``ground``, both ``#rrggbb``, without transparency.

    The object is shared: do not change it.
    """
    top, below = QColor(colour), QColor(ground)

    def between(one: int, other: int) -> int:
        return round(share * one + (1 - share) * other)

    return QColor(
        between(top.red(), below.red()), between(top.green(), below.green()), between(top.blue(), below.blue())
    )
