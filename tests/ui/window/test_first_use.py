"""Does the timeline wait for the first use of the window, and come with it?"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from explorer.session.commands import ToggleNode
from explorer.ui.window.first_use import FirstUse

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow

LISTED = """
import sys
import explorer.ui.window.start as start
start.since_process_start = lambda: (print(*sorted(sys.modules)), sys.stdout.flush(), __import__("os")._exit(0))
start.open_window(None, time_start=True)
"""


def test_the_first_paint_does_without_heavy_libraries_and_panels() -> None:
    """What is not needed for the diagram is not imported before it is painted."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", LISTED], capture_output=True, text=True, check=True, env=environment, timeout=60
    )
    loaded = done.stdout.split()
    assert "explorer.ui.canvas.scene" in loaded
    late = ("numpy", "networkx", "pyqtgraph", "biodivine_aeon", "explorer.ui.panels", "explorer.ui.window.furniture")
    assert [] == [name for name in late if name in loaded]


@pytest.mark.parametrize("sign", ["move", "key", "flip"])
def test_the_first_sign_counts_and_only_the_first(qtbot: QtBot, window: MainWindow, sign: str) -> None:
    """A moved pointer, a key or a change of the document, however many follow."""
    window.show()
    qtbot.waitExposed(window)
    called: list[int] = []
    FirstUse(window, lambda: called.append(1))
    assert [] == called
    for at in (10, 20):
        if sign == "move":
            QTest.mouseMove(window.windowHandle(), QPoint(300 + at, 300))
        elif sign == "key":
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
        else:
            window.workspace.run(ToggleNode("Chronic_Stress"))
    assert [1] == called
