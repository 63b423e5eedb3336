"""Are bytes read with care and written whole?"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from explorer.errors import FileNotSavedError, FileRefusedError
from explorer.io import files
from explorer.io.files import LARGEST, decoded, read_bytes, write_atomically

no_windows = pytest.mark.skipif(os.name == "nt", reason="permissions and named pipes are those of Unix")
not_root = pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="the superuser may read and write everything"
)


def refusal(path: Path) -> str:
    with pytest.raises(FileRefusedError) as caught:
        read_bytes(path)
    return str(caught.value)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    """The name is given, and what to do."""
    assert "nothing.yaml: error: there is no such file" in refusal(tmp_path / "nothing.yaml")


def test_a_folder_says_so(tmp_path: Path) -> None:
    """A folder is not opened."""
    assert "this is a folder" in refusal(tmp_path)


def test_a_file_beyond_the_bound_is_refused(tmp_path: Path) -> None:
    """One byte too many is too many."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    assert "larger than 8 MB" in refusal(path)


@no_windows
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """What is no regular file is refused before it is opened."""
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    assert "not a regular file" in refusal(path)


@no_windows
@not_root
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    """Permission is named as the reason."""
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"a: b")
    path.chmod(0)
    assert "may not be read" in refusal(path)


def test_a_name_with_a_nul_is_no_name() -> None:
    """An impossible name is refused in words."""
    assert "not a file name" in refusal(Path("a\0b.yaml"))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", ["title: TNF-α\n", "a\r\nb\rc", ""])
def test_bytes_come_back_exactly(codec: str, text: str) -> None:
    """Decoding and encoding again gives the same bytes, marks and line ends included."""
    content = text.encode(codec)
    read, encoding = decoded(content)
    assert (text, content) == (read, encoding.encoded(read))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a: b\r\nc: \xe9\n", "f:2:4: error: the byte 0xE9 is not UTF-8 text. Save the file as UTF-8."),
        (b"a: b\nc\0d", "f:2:2: error: the file holds a NUL byte"),
        (b"a: \x07", "f:1:4: error: the file holds the control character U+0007"),
        (b"\xff\xfea", "is not UTF-16 text"),
    ],
)
def test_what_is_no_text_is_named_with_its_place(content: bytes, words: str) -> None:
    """A bad byte has a line and a column."""
    with pytest.raises(FileRefusedError) as caught:
        decoded(content, file="f")
    assert words in str(caught.value)


def test_writing_makes_a_new_file(tmp_path: Path) -> None:
    """The content arrives, and nothing else is left in the folder."""
    write_atomically(tmp_path / "new.yaml", b"x")
    assert {"new.yaml": b"x"} == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


@no_windows
def test_permissions_are_kept(tmp_path: Path) -> None:
    """A private file stays private."""
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_atomically(path, b"new")
    assert (0o600, b"new") == (stat.S_IMODE(path.stat().st_mode), path.read_bytes())


@no_windows
def test_links_are_followed(tmp_path: Path) -> None:
    """The file behind a link is written, and the link stays one."""
    target, link = tmp_path / "target.yaml", tmp_path / "link.yaml"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert (True, b"new") == (link.is_symlink(), target.read_bytes())


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "read-only"), (errno.EIO, "not saved")],
)
def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    """Whatever the disk says, the old content stands and no part file is left."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")

    def fails(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "fsync", fails)
    with pytest.raises(FileNotSavedError, match=words):
        write_atomically(path, b"new")
    assert [(path, b"old")] == [(left, left.read_bytes()) for left in tmp_path.iterdir()]


def test_a_missing_folder_says_so(tmp_path: Path) -> None:
    """The folder is named as what lacks."""
    with pytest.raises(FileNotSavedError, match="there is no such folder"):
        write_atomically(tmp_path / "no" / "a.yaml", b"x")


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    """A folder in the way stays."""
    with pytest.raises(FileNotSavedError, match="this is a folder"):
        write_atomically(tmp_path, b"x")
