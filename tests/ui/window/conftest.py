"""A main window with settings of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from explorer.locate import shipped_pathways
from explorer.session.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Return a complete window with the first shipped pathway, runs shown without animation."""
    from explorer.ui.window.main_window import MainWindow
    from explorer.ui.window.workspace import Workspace

    workspace = Workspace(SettingsFile(tmp_path / "settings" / "settings.json"))
    workspace.change_settings(animate=False)
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    workspace.open(shipped_pathways()[0])
    made.show()
    made.complete()
    yield made
    made.close()
