"""Which looks can be chosen? The submenus for theme and text size, and the theme that follows from the settings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu

from explorer.session.settings import TEXT_SIZES, THEME_CHOICES
from explorer.ui.theme.roles import THEMES, with_text_size

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from explorer.session.settings import Settings
    from explorer.ui.theme.roles import Theme
    from explorer.ui.window.main_window import MainWindow

_WORDS = {
    "system": ("&System", "Follow the system's light or dark look"),
    "light": ("&Light", "Dark letters on light ground"),
    "dark": ("&Dark", "Light letters on dark ground"),
    "projector": ("&Projector", "Strong colours, thick lines and large letters, for a bright room"),
    "print": ("P&rint", "White ground, as on paper"),
}


def chosen_theme(settings: Settings) -> Theme:
    """Return the theme that ``settings`` ask for, its letters as large as they say."""
    choice = settings.theme
    if choice == "system":
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        choice = "dark" if dark else "light"
    return with_text_size(THEMES[choice], settings.text_size / 100)


def add_submenus(window: MainWindow, menu: QMenu, before: QAction | None) -> None:
    """Put the submenus of looks into ``menu``, above ``before``."""
    themes = _submenu(window, menu, before, "&Theme")
    for choice in THEME_CHOICES:
        text, tip = _WORDS[choice]
        _add(themes, text, tip, choice, partial(window.choose_theme, choice))
    sizes = _submenu(window, menu, before, "Text si&ze")
    for size in TEXT_SIZES:
        tip = "The size of the letters in the panels"
        _add(sizes, f"{size} %", tip, size, partial(window.choose_text_size, size))

    def mark() -> None:
        settings = window.workspace.settings
        for group, value in ((themes, settings.theme), (sizes, settings.text_size)):
            for action in group.actions():
                action.setChecked(action.data() == value)

    for group in (themes, sizes):
        group.aboutToShow.connect(mark)


def _submenu(window: MainWindow, menu: QMenu, before: QAction | None, text: str) -> QMenu:
    made = QMenu(text, window)
    made.setToolTipsVisible(True)
    group = QActionGroup(made)
    group.setExclusive(True)
    made.setObjectName(text.replace("&", ""))
    if before is None:
        menu.addMenu(made)
    else:
        menu.insertMenu(before, made)
    return made


def _add(menu: QMenu, text: str, tip: str, value: object, chosen: partial[None]) -> None:
    action = menu.addAction(text)
    action.setData(value)
    action.setCheckable(True)
    action.setToolTip(tip)
    action.setStatusTip(tip)
    group = menu.findChild(QActionGroup)
    assert group is not None
    group.addAction(action)
    action.triggered.connect(lambda _checked=False: chosen())
