"""Which pathways can be opened with one click? The shipped ones, and the files opened lately."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_HEAD = 4096
"""Bytes read to find a title: the whole file is read only when it is opened."""


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """One pathway of the library."""

    path: Path
    title: str
    subtitle: str
    shipped: bool


def entries(shipped: Iterable[Path], recent: Iterable[Path]) -> list[LibraryEntry]:
    """Return the library: ``shipped`` pathways first, then ``recent`` files that still exist and are not shipped."""
    own = list(shipped)
    found = [LibraryEntry(path, title_of(path), "", shipped=True) for path in own]
    found.extend(
        LibraryEntry(path, title_of(path), str(path.parent), shipped=False)
        for path in recent
        if path not in own and is_there(path)
    )
    return found


def is_there(path: Path) -> bool:
    """Whether a file can be seen at ``path``; False, too, for a place that this user may not look at."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def title_of(path: Path) -> str:
    """Return the title in the first lines of a pathway file, or the file's name."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD).decode("utf-8", errors="replace")
    except OSError:
        return path.stem
    match = re.search(r"^title:[ \t]*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)[ \t]*\r?$", head, re.MULTILINE)
    title = match["title"].partition(" #")[0].strip() if match else ""
    # A title that begins on the next line is only known when the whole file is read.
    return path.stem if title in {"", ">", ">-", "|", "|-"} else title
