"""As what is a film written? As an animated GIF or WebP, or as numbered PNG pictures."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING

from PIL import Image, features

from explorer import CAUTION
from explorer.io.files import check_place, write_atomically
from explorer.io.numbered_files import NumberedFiles, is_pattern
from explorer.ui.export.ending import ending_of
from explorer.ui.export.gif import gif_bytes
from explorer.ui.export.picture import PictureRefusedError, png_bytes
from explorer.ui.export.telling import untold

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from explorer.ui.export.film import Film
    from explorer.ui.export.telling import Told

ENDINGS = (".gif", ".webp", ".png")
"""File name endings of films; ``.png`` means a picture after the other, numbered."""
MOST_FRAMES = 9_999
"""Numbered pictures of a film: what four digits count, some gigabytes at 1920 x 1080."""
_LARGEST_GIF, _LARGEST_WEBP = 65_535, 16_383


def check_film_ending(path: Path) -> str:
    """Return the ending of ``path`` in small letters.

    Raises:
        EndingRefusedError: no film can be written under it.
    """
    return ending_of(path, ENDINGS, "a film", hint="Use .gif, .webp, or .png for numbered pictures.")


def frames_pattern(path: Path) -> Path:
    """Return the pattern for the pictures of a film that is called ``path``: ``film-%04d.png`` for ``film.png``."""
    if is_pattern(path.name):
        return path
    stem = path.stem.replace("%", "_")
    return path.with_name(f"{stem}-%04d{path.suffix}")


def write_film(film: Film, path: Path, told: Told = untold, *, replace: bool = False) -> tuple[Path, ...]:
    """Write ``film`` and return the files; ``told`` is called with the share that is done, and may raise to give up.

    Numbered pictures follow each other at the film's own speed, so that one that is seen for long is there many
    times; ``replace`` lets them take the place of earlier ones. All are written aside first.

    Raises:
        EndingRefusedError: the ending is none of a film.
        PictureRefusedError: the size is out of bounds, or there would be too many numbered pictures.
        FileNotSavedError: it cannot be written.
    """
    ending = check_film_ending(path)
    if ending == ".png":
        return _write_frames(film, frames_pattern(path), told, replace=replace)
    check_place(path)  # drawing takes its time, and would be in vain
    if max(film.size) > (_LARGEST_GIF if ending == ".gif" else _LARGEST_WEBP):
        raise PictureRefusedError(f"a film of {film.size[0]} x {film.size[1]} pixels is too large for {ending}")
    write_atomically(path, gif_bytes(film, told) if ending == ".gif" else _webp_bytes(film, told))
    return (path,)


def _write_frames(film: Film, pattern: Path, told: Told, *, replace: bool) -> tuple[Path, ...]:
    number = sum(film.repeats)
    if number > MOST_FRAMES:
        raise PictureRefusedError(
            f"{number:,} numbered pictures are too many; at most {MOST_FRAMES:,} are written. "
            "Take fewer pictures a second, or .gif or .webp, where what stays is kept once."
        )
    with NumberedFiles(pattern, replace=replace) as files:
        written = 0
        for shot, times in zip(film.shots, film.repeats, strict=True):
            content = png_bytes(film.image(shot))
            for _ in range(times):
                told(written / number)
                files.add(content)
                written += 1
        told(1.0)
        return files.finish()


def _webp_bytes(film: Film, told: Told) -> bytes:
    """Return ``film`` as a WebP without loss; Pillow asks for one picture after the other."""
    if not features.check("webp"):
        raise PictureRefusedError("this installation cannot write WebP. Use .gif.")
    shown = Image.new("RGB", film.size)
    last = -1

    def seek(number: int) -> None:
        nonlocal last
        if number > last:  # in the end Pillow goes back to where it began
            last = number
            told(number / len(film.shots))
            shown.paste(_as_pillow(film.image(film.shots[number])))

    # What Pillow asks of a file with several pictures.
    shown.n_frames = len(film.shots)  # type: ignore[attr-defined]
    shown.seek = seek  # type: ignore[method-assign, assignment]
    shown.tell = lambda: 0  # type: ignore[method-assign]
    about = Image.Exif()
    about[0x010E] = CAUTION  # ImageDescription
    times = [0.0]
    for shot in film.shots:
        times.append(times[-1] + shot.seconds * 1000)
    lasting = [round(end) - round(begin) for begin, end in pairwise(times)]
    written = io.BytesIO()
    shown.save(written, "WEBP", save_all=True, duration=lasting, loop=0, lossless=True, quality=0, method=2, exif=about)
    return written.getvalue()


def _as_pillow(image: QImage) -> Image.Image:
    """Return an image in RGB32 for Pillow."""
    size, stride = (image.width(), image.height()), image.bytesPerLine()
    return Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "BGRX", stride, 1)
