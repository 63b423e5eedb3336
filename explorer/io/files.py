"""How are bytes taken from a disk and put back? Bounded, decoded with the place of a bad byte, moved in whole."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import re
import stat
from pathlib import Path

from explorer.errors import FileNotSavedError, FileRefusedError, Problem, Severity
from explorer.values import dataclass

LARGEST = 8 * 1024 * 1024
"""Bytes that a file may have."""

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How text became bytes: the codec, and the mark in front of it (empty for none)."""

    codec: str = "utf-8"
    mark: bytes = b""

    def encoded(self, text: str) -> bytes:
        """Return ``text`` as bytes; decoding and encoding again gives the same bytes."""
        return self.mark + text.encode(self.codec)


def place_in(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, both from 1, of ``offset`` in ``text``."""
    line, begin = 1, 0
    for found in _LINE_END.finditer(text, 0, offset):
        line, begin = line + 1, found.end()
    return line, offset - begin + 1


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        FileRefusedError: it is missing, no regular file, not readable, or too large.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _refused(path, "this is a folder, not a file", "Give a file in it.")
        if not stat.S_ISREG(status.st_mode):
            raise _refused(path, "this is not a regular file", "Save it to a file first.")
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise _refused(path, *_reading_trouble(error)) from None
    except ValueError:  # a NUL in the name
        raise _refused(path, "this is not a file name", "") from None
    if len(content) > LARGEST:
        raise _refused(
            path, f"the file is larger than {LARGEST // 1024 // 1024} MB", "A pathway file is rarely over 1 MB."
        )
    return content


def decoded(content: bytes, *, file: str = "") -> tuple[str, Encoding]:
    """Return the text of ``content`` (UTF-8, or UTF-16 with its mark), newlines as they are, and its encoding.

    Raises:
        FileRefusedError: it is not text in these encodings; says line and column.
    """
    mark, codec = next(((mark, codec) for mark, codec in _BOMS if content.startswith(mark)), (b"", "utf-8"))
    body = content[len(mark) :]
    try:
        text = body.decode(codec)
    except UnicodeDecodeError as error:
        before = body[: error.start].decode(codec, errors="replace")
        wrong = body[error.start]
        raise FileRefusedError(
            (
                Problem(
                    *place_in(before, len(before)),
                    Severity.ERROR,
                    f"the byte 0x{wrong:02X} is not {codec.upper()[:6].rstrip('-')} text",
                    "Save the file as UTF-8.",
                    file,
                ),
            )
        ) from None
    refuse_unprintable(text, file=file)
    return text, Encoding(codec, mark)


def refuse_unprintable(text: str, *, file: str = "") -> None:
    """Check that ``text`` holds no NUL and no other control character.

    Raises:
        FileRefusedError: it does; says which, and where first.
    """
    found = _UNPRINTABLE.search(text)
    if found is None:
        return
    code = ord(found.group())
    name = "a NUL byte" if code == 0 else f"the control character U+{code:04X}"
    hint = "Remove it." if code else "Save the file as UTF-8; a text file holds no NUL."
    place = place_in(text, found.start())
    raise FileRefusedError((Problem(*place, Severity.ERROR, f"the file holds {name}", hint, file),))


def _reading_trouble(error: OSError) -> tuple[str, str]:
    if error.errno == errno.ENOENT:
        return "there is no such file", "Check the name and the folder."
    if error.errno in (errno.EACCES, errno.EPERM):
        return "the file may not be read", "Ask its owner for permission, or copy it."
    if error.errno == errno.ENAMETOOLONG:
        return "the file name is too long", ""
    return f"the file cannot be read: {error.strerror or error}", ""


def _refused(path: Path, text: str, hint: str) -> FileRefusedError:
    return FileRefusedError((Problem(0, 0, Severity.ERROR, text, hint, str(path)),))


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path``, force it to the disk, and move it into place.

    Permissions of an existing file are kept and symbolic links are followed. Whatever fails, the old file stands.

    Raises:
        FileNotSavedError: the folder is missing or read-only, the disk is full, ``path`` is a folder or no file name.
    """
    aside = ""
    check_place(path)
    try:
        target = Path(os.path.realpath(path))
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else _new_file_mode()
        handle, aside = _beside(target)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(aside).chmod(mode)
        Path(aside).replace(target)
        aside = ""
        _sync_folder(target.parent)
    except OSError as error:
        raise FileNotSavedError(path, *writing_trouble(error)) from error
    finally:
        if aside:
            Path(aside).unlink(missing_ok=True)


def check_place(path: Path) -> None:
    """Check that nothing that can be known beforehand keeps a file from being written: ask before long work.

    Raises:
        FileNotSavedError: the folder is missing or read-only, or ``path`` is a folder, a read-only file or no name.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise FileNotSavedError(path, "this is a folder", hint="Give a file name.")
        if target.exists() and not os.access(target, os.W_OK):
            raise FileNotSavedError(path, "the file is read-only", hint="Save it under another name.")
        target.parent.stat()
    except OSError as error:
        raise FileNotSavedError(path, *writing_trouble(error)) from error
    except ValueError:  # a NUL in the name
        raise FileNotSavedError(path, "this is not a file name") from None
    if os.name != "nt" and not os.access(target.parent, os.W_OK):
        raise FileNotSavedError(path, *_TROUBLE[errno.EACCES, errno.EPERM, errno.EROFS])


def _beside(target: Path) -> tuple[int, str]:
    """Open a new file in the target's folder; ``tempfile`` would do it too, at 5 ms of start-up time."""
    number = os.getpid()
    while True:
        aside = str(target.parent / f".{target.name[:40]}.{number}.part")
        try:
            return os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), aside
        except FileExistsError:
            number += 1


def _new_file_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Force the move itself to the disk, where the system can open folders (Windows cannot)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems refuse this; the file itself is already safe.
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def writing_trouble(error: OSError) -> tuple[str, str]:
    """Return what is wrong where ``error`` kept a file from being written, and what to do about it."""
    words = next((words for numbers, words in _TROUBLE.items() if error.errno in numbers), None)
    return words or (error.strerror or str(error), "")


_TROUBLE = {
    (errno.EACCES, errno.EPERM, errno.EROFS): ("the folder is read-only", "Save it in a folder of your own."),
    (errno.ENOSPC, getattr(errno, "EDQUOT", None)): ("the disk is full", "Free some space, or save it elsewhere."),
    (errno.EFBIG,): ("so large a file may not be written there", "Save it elsewhere, or make it smaller."),
    (errno.ENAMETOOLONG,): ("the file name is too long", "Choose a shorter one."),
    (errno.ENOENT, errno.ENOTDIR): ("there is no such folder", "Make the folder first, or choose another."),
    (errno.EISDIR,): ("this is a folder", "Give a file name."),
}
"""By the system's numbers what is wrong, and what to do about it."""
