"""Which 255 colours does a film have? Flat ones exactly as they are, and of the blends between them the most telling.

One palette serves all pictures of a film, and each pixel takes the nearest colour without dithering: what does not
change keeps its colour from picture to picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from explorer.ui.export.telling import untold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from explorer.ui.export.telling import Told

COLOURS = 255
"""One place of the 256 stays free for pixels that do not change."""
_FLAT = 96
"""As many of the most frequent colours are kept as they are: a diagram has some fifty flat ones."""
_ALL = 1 << 24
_UNKNOWN = 0xFFFF
_MOST_LOOKED_AT = 60_000
_ENOUGH = 200_000
_AT_A_TIME = 4096


class Palette:
    """Counts the colours of pictures, then chooses among them. Colours are numbers ``0xRRGGBB``. Mutable."""

    def __init__(self) -> None:
        self._counts = np.zeros(_ALL, np.uint32)
        self._chosen: NDArray[np.int32] = np.zeros((0, 3), np.int32)
        self._index: NDArray[np.uint16] = np.zeros(0, np.uint16)

    def count(self, pixels: NDArray[np.uint32]) -> None:
        """Take the colours of ``pixels`` into account; of very many, of every fourth."""
        found, numbers = np.unique(pixels[::4] if pixels.size > _ENOUGH else pixels, return_counts=True)
        self._counts[found] += numbers.astype(np.uint32)

    def choose(self, told: Told = untold) -> None:
        """Choose the palette: the most frequent colours, then again and again the one that is missed most.

        ``told`` is called with the part that is done, and may raise to give up.

        A colour is missed in proportion to its squared distance from the palette and to the root of its frequency, so
        that rare blends are at hand where nothing like them is.
        """
        found = np.flatnonzero(self._counts)
        weights = self._counts[found].astype(np.float64)
        if len(found) > _MOST_LOOKED_AT:
            best = np.argpartition(weights, -_MOST_LOOKED_AT)[-_MOST_LOOKED_AT:]
            found, weights = found[best], weights[best]
        colours = _parts(found).astype(np.float32)
        away = np.full(len(found), np.inf, np.float32)
        flat = [int(at) for at in np.argsort(-weights, kind="stable")[:_FLAT]]
        weights = np.sqrt(weights).astype(np.float32)
        chosen: list[int] = []
        while len(chosen) < min(COLOURS, len(found)):
            told(len(chosen) / COLOURS)
            at = flat[len(chosen)] if len(chosen) < len(flat) else int(np.argmax(weights * away))
            chosen.append(at)
            away = np.minimum(away, ((colours - colours[at]) ** 2).sum(axis=1))
        self._chosen = _parts(found[chosen])
        self._index = np.full(_ALL, _UNKNOWN, np.uint16)
        self._index[found[chosen]] = np.arange(len(chosen), dtype=np.uint16)

    def indexed(self, pixels: NDArray[np.uint32]) -> NDArray[np.uint8]:
        """Return for each of ``pixels`` the number of the nearest chosen colour."""
        indices = self._index[pixels]
        unknown = indices == _UNKNOWN
        if unknown.any():
            new = np.unique(pixels[unknown])
            for begin in range(0, len(new), _AT_A_TIME):
                part = new[begin : begin + _AT_A_TIME]
                apart = _parts(part)[:, None, :] - self._chosen[None, :, :]
                self._index[part] = (apart * apart).sum(axis=2).argmin(axis=1)
            indices = self._index[pixels]
        return indices.astype(np.uint8)

    @property
    def table(self) -> bytes:
        """256 colours of three bytes each, the unused ones black."""
        table = np.zeros((256, 3), np.uint8)
        table[: len(self._chosen)] = self._chosen
        return table.tobytes()


def _parts(colours: NDArray[np.integer]) -> NDArray[np.int32]:
    """Return red, green and blue of ``colours``."""
    wide = colours.astype(np.int32)
    return np.stack(((wide >> 16) & 255, (wide >> 8) & 255, wide & 255), axis=1)
