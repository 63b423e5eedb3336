"""What is kept of a reading is the same pathway, or nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from explorer.io.formats import load
from explorer.io.kept import keep_pathway, kept_folder, kept_pathway
from explorer.locate import shipped_pathways


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file that a test may change."""
    return Path(shutil.copy2(shipped_pathways()[1], tmp_path / "mine.yaml"))


@pytest.mark.parametrize("path", shipped_pathways(), ids=lambda path: path.stem)
def test_what_was_kept_is_the_pathway(path: Path, tmp_path: Path) -> None:
    """Every node, rule, arrow, scenario and place comes back equal."""
    pathway = load(path).pathway
    keep_pathway(tmp_path, path, pathway)
    assert pathway == kept_pathway(tmp_path, path)


def test_nothing_is_kept_of_a_file_never_read(file: Path, tmp_path: Path) -> None:
    """Without a reading there is nothing."""
    assert None is kept_pathway(tmp_path / "kept", file)


def test_a_file_that_was_changed_is_read_anew(file: Path, tmp_path: Path) -> None:
    """Another time or another size makes the reading useless."""
    keep_pathway(tmp_path, file, load(file).pathway)
    os.utime(file, ns=(1, 1))
    assert None is kept_pathway(tmp_path, file)


@pytest.mark.parametrize("damage", [b"", b"\n", b"[]\n{}", b"\xff\xfe", b"[" * 50_000], ids=range(5))
def test_a_damaged_reading_is_ignored(file: Path, tmp_path: Path, damage: bytes) -> None:
    """Whatever lies there, the start goes on."""
    keep_pathway(tmp_path, file, load(file).pathway)
    [kept] = tmp_path.glob("read-*.json")
    kept.write_bytes(damage)
    assert None is kept_pathway(tmp_path, file)


def test_a_single_wrong_letter_is_noticed(file: Path, tmp_path: Path) -> None:
    """The check sum covers everything."""
    keep_pathway(tmp_path, file, load(file).pathway)
    [kept] = tmp_path.glob("read-*.json")
    kept.write_bytes(kept.read_bytes().replace(b"STAT1_Ac", b"STAT1_Ad", 1))
    assert None is kept_pathway(tmp_path, file)


def test_a_folder_that_cannot_be_made_does_no_harm(file: Path) -> None:
    """Keeping is a favour, not a duty."""
    keep_pathway(file / "below a file", file, load(file).pathway)
    assert None is kept_pathway(file / "below a file", file)


def test_readings_are_kept_in_the_cache_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """On Linux where XDG says."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert tmp_path / "pathway-explorer" == kept_folder()
