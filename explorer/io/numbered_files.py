"""How are many numbered files written so that all of them appear or none, and no other file is touched?"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from typing import TYPE_CHECKING, Self

from explorer.errors import FileNotSavedError
from explorer.io.files import writing_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

_NUMBER = re.compile(r"%0?(?P<digits>\d?)d")


class NumberedFiles:
    """Files called after a pattern such as ``film-%04d.png``, counted from 1. Mutable; to be used with ``with``.

    Each is written aside into a folder beside its place; ``finish`` moves them all, and whatever ends the block
    before leaves nothing behind.
    """

    def __init__(self, pattern: Path, *, replace: bool = False) -> None:
        """Take ``pattern``; ``replace`` puts the new files in place of all earlier ones of the pattern.

        Raises:
            FileNotSavedError: the folder is missing or read-only, or there are such files and ``replace`` is False.
        """
        self._pattern, self._replace = pattern, replace
        self._names: list[str] = []
        earlier = self._earlier()
        if earlier and not replace:
            shown = f"'{earlier[0].name}'" if len(earlier) == 1 else f"'{earlier[0].name}' and {len(earlier) - 1} more"
            text = f"there are files of that name already: {shown}"
            raise FileNotSavedError(pattern, text, hint="Choose another name or an empty folder.")
        self._aside = pattern.parent / f".{pattern.name[:40]}.{os.getpid()}.part"
        with _told(pattern):
            self._aside.mkdir()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Remove what was written aside and not moved."""
        shutil.rmtree(self._aside, ignore_errors=True)

    def add(self, content: bytes) -> None:
        """Write the next file aside.

        Raises:
            FileNotSavedError: the disk is full, or the name is too long.
        """
        name = numbered(self._pattern.name, len(self._names) + 1)
        with _told(self._pattern), (self._aside / name).open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        self._names.append(name)

    def finish(self) -> tuple[Path, ...]:
        """Move all files into place and return their paths; if that fails, everything is as it was.

        Raises:
            FileNotSavedError: a file of that name has come meanwhile, or one cannot be moved.
        """
        folder, old = self._pattern.parent, self._aside / "old"
        moved: list[tuple[Path, Path]] = []
        is_done = False
        try:
            with _told(self._pattern):
                old.mkdir()
                ways = [(path, old / path.name) for path in (self._earlier() if self._replace else ())]
                ways += [(self._aside / name, folder / name) for name in self._names]
                for begin, end in ways:
                    _refuse_standing(end)
                    begin.rename(end)
                    moved.append((begin, end))
            is_done = True
        finally:  # whatever it was, an interruption too: what was there before would be removed with the rest
            for begin, end in () if is_done else reversed(moved):
                with contextlib.suppress(OSError):
                    end.rename(begin)
        return tuple(folder / name for name in self._names)

    def _earlier(self) -> list[Path]:
        """Return the files of the pattern that are in the folder."""
        begin, end = _NUMBER.split(self._pattern.name)[0], _NUMBER.split(self._pattern.name)[-1]
        wanted = re.compile(re.escape(begin) + r"\d+" + re.escape(end))
        with _told(self._pattern):
            return sorted(path for path in self._pattern.parent.iterdir() if wanted.fullmatch(path.name))


def is_pattern(name: str) -> bool:
    """Whether ``name`` holds one place for a number, such as ``%04d``."""
    return len(_NUMBER.findall(name)) == 1 and "%" not in _NUMBER.sub("", name)


def numbered(pattern: str, number: int) -> str:
    """Return ``pattern`` with ``number`` in its place."""
    return _NUMBER.sub(lambda found: f"{number:0{found['digits'] or 1}d}", pattern)


def _refuse_standing(path: Path) -> None:
    if path.exists():
        raise FileNotSavedError(path, "this file has come meanwhile", hint="Choose another name.")


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileNotSavedError(path, *writing_trouble(error)) from error
    except ValueError:  # a NUL in the name
        raise FileNotSavedError(path, "this is not a file name") from None
