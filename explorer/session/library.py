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
        if path not in own and path.is_file()
    )
    return found


def title_of(path: Path) -> str:
    """Return the title in the first lines of a pathway file, or the file's name."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD).decode("utf-8", errors="replace")
    except OSError:
        return path.stem
    match = re.search(r"^title:[ \t]*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)[ \t]*\r?$", head, re.MULTILINE)
    return match["title"] if match else path.stem
