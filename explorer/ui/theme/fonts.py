"""Which letters? Source Sans from a package that carries it, so that every machine shows the same."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf")
_FALLBACK = "Sans Serif"


@lru_cache(maxsize=1)
def family() -> str:
    """Load the font files once and return the family's name. Needs a running QGuiApplication."""
    name = ""
    for file in font_files().values():
        number = QFontDatabase.addApplicationFont(file)
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        name = name or (families[0] if families else "")
    return name or _FALLBACK


@lru_cache(maxsize=1)
def font_files() -> Mapping[bool, str]:
    """Return the files with normal (False) and strong (True) letters; none where the package is not installed."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        return {}
    folder = Path(spec.origin).parent / "files"
    return {bool(strong): str(folder / file) for strong, file in enumerate(_FILES) if (folder / file).exists()}


def font(pixels: float, *, strong: bool = False) -> QFont:
    """Return the font ``pixels`` high, semibold if ``strong``. The object is shared in its thread: do not change it."""
    return _font(pixels, strong, get_ident())


@lru_cache(maxsize=128)
def _font(pixels: float, strong: bool, _thread: int) -> QFont:  # noqa: FBT001  (a key of the cache)
    """Make a font for one thread: a QFont finds its letters when first used, which two threads must not do at once."""
    made = QFont(family())
    made.setPixelSize(max(1, round(pixels)))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Joined letters such as "ft" have no character of their own: a search in a PDF would not find the word.
    made.setFeature(QFont.Tag("liga"), 0)
    return made
