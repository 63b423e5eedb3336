"""How should what leaves the window look? Size, sharpness, colours and ground, kept for the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.ui.theme.roles import THEMES
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.ui.theme.roles import Theme

SCREEN = ""
"""The name of the theme that is on the screen, whichever that is."""
SIZES: tuple[tuple[int, int], ...] = ((960, 540), (1280, 720), (1920, 1080), (3840, 2160))
SCALES = (1, 2, 3, 4, 6, 8)
"""Pixels of a PNG for each pixel of the size."""
SMALLEST, LARGEST = 200, 8000
"""Pixels of a side that can be asked for."""


@dataclass(frozen=True)
class Look:
    """What was chosen.

    Attributes:
        size: width and height in pixels at a scale of 1; None: as the diagram needs.
        scale: pixels of a PNG for each of these.
        theme: the name of a theme, or ``SCREEN``.
        is_transparent: whether there is no ground.
        fps: pictures a second of a film.
    """

    size: tuple[int, int] | None = None
    scale: float = 2.0
    theme: str = SCREEN
    is_transparent: bool = False
    fps: int = 10

    def colours(self, on_screen: Theme) -> Theme:
        """Return the theme that is meant while ``on_screen`` is shown."""
        return THEMES.get(self.theme, on_screen)


PICTURE, FILM = Look(), Look(size=(1280, 720), scale=1.0)
"""What is chosen at first."""
