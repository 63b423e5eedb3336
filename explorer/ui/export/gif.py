"""How does a film become a GIF? One palette for all pictures, and of each only what has changed since the one before.

The frame of the file follows the specification (GIF89a, CompuServe 1990); Pillow compresses the pixels.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from PIL import Image
from PIL.GifImagePlugin import getdata

from explorer import CAUTION
from explorer.ui.export.palette import COLOURS, Palette
from explorer.ui.export.telling import between
from explorer.values import dataclass

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QImage

    from explorer.ui.export.film import Film
    from explorer.ui.export.telling import Told

    Pixel = TypeVar("Pixel", np.uint8, np.uint32)

_SHORTEST = 2
"""Hundredths of a second; players take what is shorter for a tenth of a second."""
_DRAWN, _CHOSEN = 0.68, 0.72
"""Share of the work that is done when everything is drawn, and when the palette is chosen."""


@dataclass(frozen=True)
class _Change:
    """What is new on a picture: a rectangle (left, top, width, height), its pixels, compressed, and for how long."""

    area: tuple[int, int, int, int]
    pixels: bytes
    seconds: float


def gif_bytes(film: Film, told: Told) -> bytes:
    """Return ``film`` as a GIF that plays for ever; ``told`` is called with the share that is done."""
    palette = Palette()
    changes: list[_Change] = []
    last: NDArray[np.uint32] | None = None
    for number, shot in enumerate(film.shots):
        image = _pixels(film.image(shot))
        area = (0, 0, *image.shape[::-1]) if last is None else _changed(last, image)
        if area is None:
            changes[-1] = _Change(changes[-1].area, changes[-1].pixels, changes[-1].seconds + shot.seconds)
        else:
            part = _cut(image, area)
            new = part.ravel() if last is None else part[part != _cut(last, area)]
            palette.count(new)
            changes.append(_Change(area, zlib.compress(part.tobytes(), 1), shot.seconds))
        last = image
        told(_DRAWN * (number + 1) / len(film.shots))
    assert last is not None
    palette.choose(between(told, _DRAWN, _CHOSEN))
    frames = _frames(changes, palette, between(told, _CHOSEN, 1.0))
    return b"".join((*_head(last.shape[1], last.shape[0], palette), *frames, b";"))


def _frames(changes: list[_Change], palette: Palette, told: Told) -> list[bytes]:
    written: list[bytes] = []
    shown: NDArray[np.uint8] | None = None
    begun = ended = 0.0
    for number, change in enumerate(changes):
        left, top, width, height = change.area
        pixels = np.frombuffer(zlib.decompress(change.pixels), np.uint32).reshape(height, width)
        indices = palette.indexed(pixels)
        if shown is None:
            shown = indices.copy()
        else:
            before = _cut(shown, change.area)
            is_new = indices != before
            before[is_new] = indices[is_new]
            indices = np.where(is_new, indices, COLOURS).astype(np.uint8)
        # Times are rounded where they end, not each by itself: what is lost here is made up for there.
        ended += change.seconds * 100
        lasting = max(_SHORTEST, round(ended) - round(begun))
        begun = ended
        frame = Image.frombytes("P", (width, height), indices.tobytes())
        options = {"duration": lasting * 10, "disposal": 1} | ({"transparency": COLOURS} if number else {})
        written += getdata(frame, (left, top), **options)
        told((number + 1) / len(changes))
    return written


def _head(width: int, height: int, palette: Palette) -> tuple[bytes, ...]:
    """Return what stands before the first picture: size, palette, "again and again", and the caution."""
    return (
        b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF7, 0, 0),
        palette.table,
        b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00",
        b"!\xfe" + bytes((len(CAUTION),)) + CAUTION.encode("ascii") + b"\0",
    )


def _pixels(image: QImage) -> NDArray[np.uint32]:
    """Return the pixels of an image in RGB32 as ``0xRRGGBB``, a row each."""
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    return rows[:, : image.width()] & np.uint32(0xFFFFFF)


def _changed(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> tuple[int, int, int, int] | None:
    """Return the rectangle in which two pictures differ; None where they do not."""
    differs = one != other
    rows = np.flatnonzero(differs.any(axis=1))
    if not rows.size:
        return None
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    columns = np.flatnonzero(differs[top:bottom].any(axis=0))
    left, right = int(columns[0]), int(columns[-1]) + 1
    return (left, top, right - left, bottom - top)


def _cut(image: NDArray[Pixel], area: tuple[int, int, int, int]) -> NDArray[Pixel]:
    left, top, width, height = area
    return image[top : top + height, left : left + width]
