"""Numbered files: all or none, and no other file is touched."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from explorer.errors import FileNotSavedError
from explorer.io.numbered_files import NumberedFiles, is_pattern, numbered


def names(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def write(pattern: Path, *contents: bytes, replace: bool = False) -> tuple[Path, ...]:
    with NumberedFiles(pattern, replace=replace) as files:
        for content in contents:
            files.add(content)
        return files.finish()


def test_all_appear_in_order(tmp_path: Path) -> None:
    """Counted from 1, with as many digits as the pattern says, and nothing else in the folder."""
    paths = write(tmp_path / "a-%03d.png", b"x", b"y")
    assert {"a-001.png": b"x", "a-002.png": b"y"} == names(tmp_path)
    assert [tmp_path / "a-001.png", tmp_path / "a-002.png"] == list(paths)


def test_what_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    """Whatever ends the block before the last word."""
    (tmp_path / "other.png").write_bytes(b"mine")
    files = NumberedFiles(tmp_path / "a-%d.png")
    with files:
        files.add(b"x")
    assert {"other.png": b"mine"} == names(tmp_path)


def test_earlier_files_are_not_overwritten(tmp_path: Path) -> None:
    """Not silently: they are named, and stand."""
    write(tmp_path / "a-%02d.png", b"old", b"old")
    with pytest.raises(FileNotSavedError, match=r"'a-01\.png' and 1 more.*Choose another name"):
        write(tmp_path / "a-%02d.png", b"new")
    assert {"a-01.png": b"old", "a-02.png": b"old"} == names(tmp_path)


def test_earlier_files_can_be_replaced(tmp_path: Path) -> None:
    """All of them, so that no picture of a longer film is left among the new ones; other files stay."""
    write(tmp_path / "a-%d.png", b"old", b"old", b"old")
    (tmp_path / "a-x.png").write_bytes(b"mine")
    write(tmp_path / "a-%d.png", b"new", replace=True)
    assert {"a-1.png": b"new", "a-x.png": b"mine"} == names(tmp_path)


def test_a_move_that_fails_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old files stand as before."""
    write(tmp_path / "a-%d.png", b"old", b"old")
    rename = Path.rename

    def fails(path: Path, target: Path) -> Path:
        if path.name == "a-2.png" and path.parent != tmp_path and path.parent.name != "old":
            raise OSError(errno.EIO, "broken")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(FileNotSavedError, match="broken"):
        write(tmp_path / "a-%d.png", b"new", b"new", replace=True)
    assert {"a-1.png": b"old", "a-2.png": b"old"} == names(tmp_path)


def test_an_interruption_while_files_are_moved_loses_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C between two moves leaves the old files as they were."""
    write(tmp_path / "a-%d.png", b"old", b"old")
    rename = Path.rename

    def interrupted(path: Path, target: Path) -> Path:
        if path.name == "a-1.png" and path.parent != tmp_path and path.parent.name != "old":
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "a-%d.png", b"new", b"new", replace=True)
    assert {"a-1.png": b"old", "a-2.png": b"old"} == names(tmp_path)


def test_a_file_that_came_meanwhile_stands(tmp_path: Path) -> None:
    """It is found when the files are moved."""
    with NumberedFiles(tmp_path / "a-%d.png") as files:
        files.add(b"x")
        files.add(b"y")
        (tmp_path / "a-2.png").write_bytes(b"mine")
        with pytest.raises(FileNotSavedError, match="has come meanwhile"):
            files.finish()
    assert {"a-2.png": b"mine"} == names(tmp_path)


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In words, and nothing is left."""

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileNotSavedError, match="the disk is full"):
        write(tmp_path / "a-%d.png", b"x")
    assert {} == names(tmp_path)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """Before anything is drawn."""
    with pytest.raises(FileNotSavedError, match="there is no such folder"):
        NumberedFiles(tmp_path / "no" / "a-%d.png")


@pytest.mark.parametrize(
    ("name", "expected"), [("a-%04d.png", True), ("a.png", False), ("%d-%d", False), ("50 % %d", False)]
)
def test_patterns_are_told_from_names(name: str, *, expected: bool) -> None:
    """One place for a number, and no other percent sign."""
    assert expected == is_pattern(name)


def test_numbers_larger_than_their_room_are_written_out() -> None:
    """Picture 12345 of ``%04d``."""
    assert ("a-0007", "a-12345", "b7") == (numbered("a-%04d", 7), numbered("a-%04d", 12345), numbered("b%d", 7))
