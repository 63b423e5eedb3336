"""Which format is a file in? By its ending, and by its first bytes where the ending says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.errors import FileRefusedError, Problem, Severity
from explorer.io import pathway_reader
from explorer.io.files import read_bytes
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from explorer.io.loaded import LoadedPathway


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name, the file name endings (lower case, with the dot), and how it is read."""

    name: str
    endings: tuple[str, ...]
    read: Callable[[Path], LoadedPathway]


def _read_bnet(path: Path) -> LoadedPathway:
    from explorer.io import bnet  # noqa: PLC0415  (a start with a pathway file does without it)

    return bnet.read_bnet(path)


FORMATS: tuple[Format, ...] = (
    Format("pathway/1", (".yaml", ".yml"), pathway_reader.read_pathway),
    Format("bnet", (".bnet",), _read_bnet),
)

_BINARY_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_SNIFFED = 4096


def load(path: Path) -> LoadedPathway:
    """Open a file of any known format; the one entry for window and command line.

    Raises:
        FileRefusedError: it cannot be read, is of no known format, or holds errors; with all problems.
    """
    start = read_bytes(path)[:_SNIFFED]
    kind = next((words for begin, words in _BINARY_STARTS if start.startswith(begin)), "")
    if kind:
        raise _refused(path, f"this is {kind}, not a pathway file")
    found = format_by_ending(path)
    if found is None:
        found = _format_by_content(path, start)
    return found.read(path)


def format_by_ending(path: Path) -> Format | None:
    """Return the format that the file name stands for, or None."""
    ending = path.suffix.lower()
    return next((entry for entry in FORMATS if ending in entry.endings), None)


def known_endings() -> tuple[str, ...]:
    """Return all file name endings that can be opened, for file dialogs."""
    return tuple(ending for entry in FORMATS for ending in entry.endings)


def _format_by_content(path: Path, start: bytes) -> Format:
    if b"format: pathway/" in start or "format: pathway/".encode("utf-16-le") in start:
        return FORMATS[0]
    if path.suffix:
        raise _refused(path, f"files ending in '{path.suffix}' cannot be opened")
    raise _refused(path, "the file name has no ending, and the content is of no known format")


def _refused(path: Path, text: str) -> FileRefusedError:
    hint = f"Known endings: {', '.join(known_endings())}."
    return FileRefusedError((Problem(0, 0, Severity.ERROR, text, hint, str(path)),))
