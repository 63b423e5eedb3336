"""How are pictures drawn on a machine without a screen?"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication


def start_graphics() -> QCoreApplication:
    """Return what fonts and painters need: the running application, or a new one that uses no screen.

    Keep the returned object until the last picture is drawn.
    """
    running = QCoreApplication.instance()
    if running is not None:
        return running
    return QGuiApplication(["pathway-explorer", "-platform", "offscreen"])
