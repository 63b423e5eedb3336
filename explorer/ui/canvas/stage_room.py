"""Where do words and diagram stand in a step of a story? Above each other or side by side, whichever shows more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from explorer.pathway.captions import FONT_SIZE
from explorer.pathway.sight import View
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from explorer.pathway.geometry import Box

COLUMN = 272.0
"""Width of the words beside a diagram, in pixels of a screen of 720 lines."""
LEGIBLE = 11.0
"""Height of the letters on nodes, in such pixels, that a step is to reach; they grow in their nodes as well."""
RIM = 20.0
"""Width of the rim in which a diagram that goes on fades out, in such pixels."""
CLOSEST = 2.4
"""Pixels a diagram unit, at most, that a step of a story is shown at, on a screen of 720 lines."""
_TOP = 8.0
_BETTER, _MUCH_BETTER = 1.02, 1.12
"""How much larger the smallest diagram of a story, or one that is too small, has to get for its words to move."""


@dataclass(frozen=True, slots=True)
class Room:
    """The places of one step, in pixels.

    Attributes:
        is_beside: whether the words stand at the left of the diagram; otherwise above it.
    """

    words: QRectF
    diagram: QRectF
    is_beside: bool

    def view(self, unit: float) -> View:
        """Return what the camera has to fill."""
        return View(self.diagram.width(), self.diagram.height(), CLOSEST * unit, RIM * unit)


def room_of(size: tuple[float, float], unit: float, *, above: float, is_beside: bool) -> Room:
    """Return the places on a screen of ``size`` (pixels, the foot taken away); ``above`` is the height of words there.

    ``unit`` is 1 on a screen of 720 lines.
    """
    width, height = size
    if not is_beside:
        return Room(QRectF(0, 0, width, above), QRectF(0, above, width, height - above), is_beside=False)
    column, top = COLUMN * unit, _TOP * unit
    return Room(QRectF(0, 0, column, height), QRectF(column, top, width - column, height - top), is_beside=True)


def rooms_of(
    wanted: Sequence[Box],
    size: tuple[float, float],
    unit: float,
    *,
    above: float,
    fits_beside: Callable[[int], bool],
) -> tuple[Room, ...]:
    """Return the places of each step of a story.

    The words of all steps stand where the smallest diagram gets larger; only a step that would be too small to be
    read has them elsewhere, if that helps.

    Args:
        wanted: what has to be in sight in each step, in diagram units.
        size: of the screen in pixels, the foot taken away.
        unit: 1 on a screen of 720 lines.
        above: the height of the words above a diagram, in pixels.
        fits_beside: whether the words of a step, counted from 0, have room beside it.
    """
    choice = [room_of(size, unit, above=above, is_beside=is_beside) for is_beside in (False, True)]
    zooms = [
        [room.view(unit).zoom_to(box) if _is_possible(room, at, fits_beside) else 0.0 for at, box in enumerate(wanted)]
        for room in choice
    ]
    usual = int(min(zooms[1]) > _BETTER * min(zooms[0]))
    found = []
    for one in zip(*zooms, strict=True):
        here, there = one[usual], one[1 - usual]
        is_small = here * FONT_SIZE < LEGIBLE * unit
        found.append(choice[1 - usual if is_small and there > _MUCH_BETTER * here else usual])
    return tuple(found)


def _is_possible(room: Room, at: int, fits_beside: Callable[[int], bool]) -> bool:
    return room.diagram.width() > 0 and room.diagram.height() > 0 and (not room.is_beside or fits_beside(at))
