"""Settings survive anything that may lie in their file."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.session.settings import Settings, SettingsFile


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """Every field comes back."""
    settings = Settings(theme="dark", recent_files=("a", "b"), speed=2.0, animate=False)
    SettingsFile(tmp_path / "deep" / "settings.json").write(settings)
    assert settings == SettingsFile(tmp_path / "deep" / "settings.json").read()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe\x00", b"null", b"[" * 100_000, b'"text"'], ids=range(7)
)
def test_a_broken_file_is_set_aside_and_told(tmp_path: Path, content: bytes) -> None:
    """Defaults are used, the user is told, and the broken file is kept."""
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    file = SettingsFile(path)
    assert Settings() == file.read()
    assert "damaged" in file.complaint
    assert content == (tmp_path / "settings.broken.json").read_bytes()


@pytest.mark.parametrize(
    "content",
    [
        '{"theme": 7}',
        '{"theme": "pink"}',
        '{"speed": "fast"}',
        '{"recent_files": [1]}',
        '{"animate": "no"}',
        "{}",
        '{"speed": NaN}',
        '{"speed": 1' + "0" * 400 + "}",
    ],
)
def test_odd_values_become_defaults(tmp_path: Path, content: str) -> None:
    """A value of the wrong kind is ignored, one by one."""
    path = tmp_path / "settings.json"
    path.write_text(content)
    assert Settings() == SettingsFile(path).read()


def test_recent_files_are_unique_and_bounded() -> None:
    """The newest file stands first, once."""
    settings = Settings()
    for number in (*range(20), 15):
        settings = settings.with_recent(Path(str(number)))
    assert ("15", "19", 12) == (*settings.recent_files[:2], len(settings.recent_files))


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The program goes on; only the complaint says that nothing is remembered."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    file = SettingsFile(blocked / "settings.json")
    file.write(Settings())
    assert "could not be kept" in file.complaint
