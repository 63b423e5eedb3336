"""With a projector beside the desk: does the audience see the stage, and the speaker the notes?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SCREENS = [
    {"name": "desk", "x": 0, "y": 0, "width": 1280, "height": 720, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1},
    {
        "name": "hall",
        "x": 1280,
        "y": 0,
        "width": 1920,
        "height": 1080,
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": 1,
    },
]
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from explorer.locate import shipped_pathways
from explorer.session.settings import SettingsFile
from explorer.ui.presenter.notes import SpeakerNotes
from explorer.ui.window.main_window import MainWindow
from explorer.ui.window.presenting import present
from explorer.ui.window.workspace import Workspace

application = QApplication([])
workspace = Workspace(SettingsFile(Path(sys.argv[1])))
workspace.change_settings(animate=False, reduced_motion=True)
window = MainWindow(workspace)
workspace.open(shipped_pathways()[0])
window.show()
window.complete()
stage = present(window)
application.processEvents()
notes = stage.findChild(SpeakerNotes)
print(stage.screen().name(), stage.geometry().getRect(), notes.isVisible(), notes.screen().name())
QTest.keyClick(notes, Qt.Key.Key_PageDown)
print(stage.talk.at, notes.place.text(), "|", notes.following.text())
QTest.keyClick(notes, Qt.Key.Key_Escape)
application.processEvents()
print([type(one).__name__ for one in application.topLevelWidgets() if one.isVisible()])
window.close()
"""


def test_each_screen_has_its_own_view(tmp_path: Path) -> None:
    """The stage fills the screen on which the window is not; the notes' keys lead the talk, and end both."""
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": SCREENS}), encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "settings.json")],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert [
        "hall (1280, 0, 1920, 1080) True desk",
        "1 Step 2 of 7 | Next: The shield",
        "['MainWindow']",
    ] == result.stdout.splitlines(), result.stderr
