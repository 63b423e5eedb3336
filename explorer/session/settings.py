"""What does the program remember between two starts? A small JSON file that may be missing or broken."""

from __future__ import annotations

import json
import math
import os
import sys
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from explorer.errors import ExplorerError
from explorer.io.files import write_atomically
from explorer.values import dataclass

TEXT_SIZES: tuple[int, ...] = (90, 100, 110, 125, 140, 160)
"""Percent to choose from for the letters in panels."""
MOST_RECENT_FILES = 12
THEME_CHOICES: tuple[str, ...] = ("system", "light", "dark", "projector", "print")


@dataclass(frozen=True)
class Settings:
    """Remembered choices. Every field has a default, so that a file may lack any of them.

    Attributes:
        theme: one of ``THEME_CHOICES``.
        last_pathway: path of the file that was open last, or an empty string.
        recent_files: paths, newest first.
        geometry, splitters: the window's own words for its size and its panels, in base64.
        text_size: of the letters in panels, in percent, 90 to 160.
        reduced_motion: whether the diagram shows step after step and jumps, without anything that moves.
        overview: whether a large diagram has a small map in its corner.
        animate: whether runs are played; without it the end is shown at once.
    """

    theme: str = "system"
    last_pathway: str = ""
    recent_files: tuple[str, ...] = ()
    geometry: str = ""
    splitters: tuple[str, ...] = ()
    speed: float = 1.0
    animate: bool = True
    legend: bool = True
    timeline: bool = True
    left_panels: bool = True
    right_panels: bool = True
    text_size: int = 100
    reduced_motion: bool = False
    overview: bool = True

    def with_recent(self, path: Path) -> Settings:
        """Return the settings with ``path`` as the newest file."""
        text = str(path)
        rest = tuple(other for other in self.recent_files if other != text)
        return replace(self, recent_files=(text, *rest)[:MOST_RECENT_FILES])


class SettingsFile:
    """Where settings are kept. Reading never fails: what cannot be used is set aside and told in ``complaint``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.complaint = ""

    def read(self) -> Settings:
        """Return what is remembered, or the defaults where the file is missing, broken or of odd content."""
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return Settings()
        except OSError as error:
            self.complaint = f"The settings could not be read ({error.strerror}): {self.path}. Defaults are used."
            return Settings()
        try:
            content = json.loads(raw.decode("utf-8"))
        except (ValueError, RecursionError):
            content = None
        if not isinstance(content, dict):
            self._set_aside()
            return Settings()
        return _from_json(content)

    def write(self, settings: Settings) -> None:
        """Keep ``settings``; a failure is told in ``complaint`` and otherwise harmless."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self.path, (json.dumps(asdict(settings), indent=1) + "\n").encode())
        except (OSError, ExplorerError) as error:
            self.complaint = f"The settings could not be kept: {error}"

    def _set_aside(self) -> None:
        aside = self.path.with_suffix(".broken.json")
        try:
            self.path.replace(aside)
        except OSError as error:
            self.complaint = f"The settings file {self.path} is damaged ({error.strerror}). Defaults are used."
        else:
            self.complaint = f"The settings file was damaged. It was set aside as {aside.name}; defaults are used."


def _from_json(content: dict[str, Any]) -> Settings:
    usable: dict[str, Any] = {}
    for field in fields(Settings):
        value = _fitting(getattr(Settings(), field.name), content.get(field.name))
        if value is not None:
            usable[field.name] = value
    settings = Settings(**usable)
    if settings.theme not in THEME_CHOICES:
        settings = replace(settings, theme="system")
    text_size = min(max(settings.text_size, TEXT_SIZES[0]), TEXT_SIZES[-1])
    return replace(settings, text_size=text_size, speed=min(max(settings.speed, 0.1), 10.0))


def _fitting(default: object, value: object) -> object:
    """Return ``value`` if it is of the same kind as ``default``, else None."""
    if isinstance(default, bool) or isinstance(value, bool):
        return value if isinstance(default, bool) and isinstance(value, bool) else None
    if isinstance(default, float):
        return _finite(value) if isinstance(value, int | float) else None
    if isinstance(default, int):
        return value if isinstance(value, int) else None
    if isinstance(default, tuple):
        is_texts = isinstance(value, list) and all(isinstance(part, str) for part in value)
        return tuple(value) if is_texts and isinstance(value, list) else None
    return value if isinstance(value, str) else None


def _finite(value: float) -> float | None:
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def settings_path() -> Path:
    """Return where this user's settings lie on this system."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "pathway-explorer" / "settings.json"
