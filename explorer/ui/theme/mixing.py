"""Which colour lies between two roles? Soft fills are mixed from a theme, never written down."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from explorer.ui.theme.roles import Theme


CHIP_FILL = 0.16
"""Share of a chip's colour in its fill."""


def chip_fill(ink: str, theme: Theme) -> QColor:
    """Return the soft fill of a chip in the colour ``ink``."""
    return mixed(ink, theme.surface, CHIP_FILL)


def chip_text(ink: str, theme: Theme) -> str:
    """Return the colour of words on that fill: of the same hue, with a contrast of 4.5 and more."""
    return mixed(theme.text, ink, 0.3).name()


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
