"""How do separate drawings share a sheet? On shelves, as wide as suits a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ASPECT = 1.6
"""Width by height that suits a window with panels at its sides."""


def shelves(sizes: Sequence[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    """Return left and top of each of ``sizes`` (width, height), tall ones first, nothing overlapping."""
    if not sizes:
        return []
    total = sum((width + gap) * (height + gap) for width, height in sizes)
    widest = max(width for width, _ in sizes)
    tries = sorted({widest, *(max(widest, (total * ASPECT) ** 0.5 * part / 10) for part in range(8, 15))})
    found = [_packed(sizes, gap, limit) for limit in tries]
    return min(found, key=lambda packed: max(packed[1] / ASPECT, packed[2]))[0]


def _packed(
    sizes: Sequence[tuple[float, float]], gap: float, limit: float
) -> tuple[list[tuple[float, float]], float, float]:
    places = [(0.0, 0.0)] * len(sizes)
    x = y = shelf = widest = 0.0
    for index in sorted(range(len(sizes)), key=lambda at: (-sizes[at][1], -sizes[at][0], at)):
        width, height = sizes[index]
        if x and x + width > limit + 0.01:
            x, y, shelf = 0.0, y + shelf + gap, 0.0
        places[index] = (x, y)
        x += width + gap
        shelf = max(shelf, height)
        widest = max(widest, x - gap)
    return places, widest, y + shelf
