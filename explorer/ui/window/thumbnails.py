"""Where do the library's small pictures come from? Drawn one at a time between events, and kept for the session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer

from explorer.errors import FileRefusedError
from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.diagram import diagram_of
from explorer.pathway.placing import is_placed
from explorer.session.library import entries
from explorer.ui.export.picture import thumbnail
from explorer.ui.window.opening import is_read_at_once

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from explorer.ui.window.main_window import MainWindow

SIZE = QSize(64, 44)
"""In logical pixels."""
_PAUSE_MILLISECONDS = 30

_drawn: dict[tuple[Path, int, str, float], QImage] = {}
"""By file, time of its last change, theme and device pixel ratio."""


def draw_all(window: MainWindow) -> None:
    """Give every entry of the library its picture; entries that cannot be read stay without."""
    recent = [Path(text) for text in window.workspace.settings.recent_files]
    waiting = [entry.path for entry in entries(shipped_pathways(), recent)]
    _draw_next(window, waiting)


def _draw_next(window: MainWindow, waiting: list[Path]) -> None:
    while waiting:
        path = waiting.pop(0)
        image, was_known = _picture(window, path)
        if image is not None:
            window.library.set_thumbnail(path, image)
        if not was_known:
            QTimer.singleShot(_PAUSE_MILLISECONDS, window, lambda: _draw_next(window, waiting))
            return


def _picture(window: MainWindow, path: Path) -> tuple[QImage | None, bool]:
    ratio = window.devicePixelRatioF()
    try:
        key = (path, path.stat().st_mtime_ns, window.theme.name, ratio)
    except OSError:
        return None, True
    if key in _drawn:
        return _drawn[key], True
    if not is_read_at_once(path):  # nor is reading what takes long
        return None, True
    try:
        pathway = load(path).pathway
    except FileRefusedError:
        return None, False
    if not is_placed(pathway):  # a layout is no work for the window's thread, and not for a picture that small
        return None, False
    _drawn[key] = thumbnail(pathway, diagram_of(pathway, routed=False), window.theme, SIZE, ratio)
    return _drawn[key], False
