"""A small window, or a large one on a screen at 200 %, can still be used: what has no room gives way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QToolButton

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SIZES = ((640, 400), (960, 540), (1280, 720), (1920, 1080))
PARTS = ("left", "right", "timeline_place")


def _shown(window: MainWindow) -> set[str]:
    return {name for name in PARTS if getattr(window, name).isVisible()}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["light", "projector"])
def test_the_toolbar_never_overflows(window: MainWindow, qtbot: QtBot, size: tuple[int, int], theme: str) -> None:
    """Undo, the five buttons of playback and the search are there at every size."""
    window.choose_theme(theme)
    qtbot.waitUntil(window.updatesEnabled)
    window.resize(*size)
    QApplication.processEvents()
    overflow = window.tools.findChild(QToolButton, "qt_toolbar_ext_button")
    assert size == (window.width(), window.height())
    assert not overflow.isVisible()
    assert window.finder.box.width() >= window.finder.box.minimumWidth()
    assert window.finder.box.mapTo(window, window.finder.box.rect().bottomRight()).x() < window.width()
    assert all(button.isVisible() for button in window.playback.buttons.values())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_diagram_keeps_its_share(window: MainWindow, size: tuple[int, int]) -> None:
    """It has at least two fifths of the width and a third of the height, in the smallest window too."""
    window.resize(*size)
    QApplication.processEvents()
    viewport = window.canvas.viewport()
    assert viewport.width() >= 0.4 * size[0]
    assert viewport.height() >= 0.33 * size[1]


def test_parts_give_way_and_come_back(window: MainWindow) -> None:
    """They are not forgotten: a larger window shows them again, and the settings never changed."""
    window.resize(1280, 720)
    assert set(PARTS) == _shown(window)
    window.resize(640, 400)
    assert {"right"} == _shown(window)
    window.resize(1280, 720)
    assert set(PARTS) == _shown(window)
    assert window.workspace.settings.left_panels


def test_a_part_that_gave_way_comes_when_it_is_asked_for(window: MainWindow) -> None:
    """Its action is not checked while it is hidden, and shows it at the first choice."""
    window.resize(640, 400)
    action = window.actions_by_id["left_panels"]
    assert not action.isChecked()
    action.trigger()
    assert "left" in _shown(window)
    action.trigger()
    assert "left" not in _shown(window)


def test_what_left_the_toolbar_stands_in_a_menu(window: MainWindow) -> None:
    """Speed and update scheme are submenus of Run, whatever the toolbar shows."""
    titles = {action.text().replace("&", "") for action in window.menus["Run"].actions() if action.menu() is not None}
    assert {"Speed", "Update scheme"} <= titles
