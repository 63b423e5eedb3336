"""How much is drawn at which zoom? Areas from afar, then shapes, then labels, then every mark."""

from __future__ import annotations

from enum import IntEnum

AREAS_BELOW = 0.2
SHAPES_BELOW = 0.26
LABELS_BELOW = 0.32
"""Zoom, in logical pixels a diagram unit; a letter on a node is 15 units high."""


class Detail(IntEnum):
    """What is drawn; each level adds to the one before."""

    AREAS = 0
    """Named areas with a summary of their state; a node is a spot of colour."""
    SHAPES = 1
    """Outlines, fills and the signs of a state."""
    LABELS = 2
    """Words."""
    EVERYTHING = 3
    """Marks of modification and of conflicting evidence."""


def detail_at(zoom: float) -> Detail:
    """Return the level for ``zoom`` (logical pixels a diagram unit)."""
    if zoom < AREAS_BELOW:
        return Detail.AREAS
    if zoom < SHAPES_BELOW:
        return Detail.SHAPES
    return Detail.LABELS if zoom < LABELS_BELOW else Detail.EVERYTHING
