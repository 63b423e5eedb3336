"""Style sheet, palette and icons: complete, readable, crisp."""

from __future__ import annotations

import gc
import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QCheckBox, QSpinBox

from explorer.locate import resources
from explorer.ui.theme.icons import NAMES, icon
from explorer.ui.theme.mixing import chip_fill, chip_text
from explorer.ui.theme.roles import DARK, LIGHT, THEMES, Theme
from explorer.ui.theme.stylesheet import palette, stylesheet

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def luminance(value: str) -> float:
    parts = [
        channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in QColor(value).getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, success criterion 1.4.3."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_style_sheet_is_complete(theme: Theme, qapp: QApplication) -> None:
    """Every role is filled in, every colour is one, and the pictures that it names exist."""
    sheet = stylesheet(theme)
    assert "$" not in sheet
    declarations = " ".join(re.findall(r"\{([^}]*)\}", sheet))  # outside the braces # begins the name of an object
    colours = re.findall(r"#[0-9a-zA-Z]+", declarations)
    assert len(colours) > 50
    assert all(QColor(value).isValid() for value in colours)
    assert (resources() / "icons").is_dir()
    assert palette(theme).window().color() == QColor(theme.window)


def test_the_tick_of_a_check_box_is_found(qtbot: QtBot) -> None:
    """A checked box shows more than its fill: the picture was found and drawn."""
    box = QCheckBox("x")
    qtbot.addWidget(box)
    box.setStyleSheet(stylesheet(LIGHT))
    box.setChecked(True)
    shot = box.grab().toImage()
    middle = {shot.pixelColor(x, y).name() for x in range(14) for y in range(shot.height())}
    assert "#ffffff" in middle
    assert QColor(LIGHT.accent).name() in middle


def test_the_two_arrows_of_a_number_field_are_drawn(qtbot: QtBot) -> None:
    """There is ink in the upper and in the lower half beside the number."""
    box = QSpinBox()
    qtbot.addWidget(box)
    box.setRange(0, 20)
    box.setValue(10)
    box.setStyleSheet(stylesheet(LIGHT))
    box.resize(120, 30)
    shot = box.grab().toImage()

    def has_ink(top: int, bottom: int) -> bool:
        return any(shot.pixelColor(x, y).lightness() < 200 for x in range(100, 114) for y in range(top, bottom))

    assert has_ink(4, 14)
    assert has_ink(16, 26)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_on_chips_and_switches_can_be_read(theme: Theme) -> None:
    """Small words reach the contrast of 4.5 on what they stand on."""
    for ink in (theme.good, theme.bad, theme.on, theme.conflict):
        assert contrast(chip_text(ink, theme), chip_fill(ink, theme).name()) >= 4.5, ink
    for ink in (theme.drug, theme.condition, theme.accent, theme.on):
        assert contrast(theme.surface, ink) >= 4.5, ink
    for ink in (theme.text, theme.muted, theme.off_text):
        assert contrast(ink, theme.surface) >= 4.5, ink
        assert contrast(ink, theme.raised) >= 4.5, ink


@pytest.mark.parametrize("name", NAMES)
def test_icons_are_drawn_at_every_size(name: str, qapp: QApplication) -> None:
    """An icon has ink at 16 and at 48 pixels, inside its border, paler where disabled."""
    for side in (16, 48):
        enabled = icon(name, LIGHT).pixmap(QSize(side, side)).toImage()
        disabled = icon(name, LIGHT).pixmap(QSize(side, side), QIcon.Mode.Disabled).toImage()
        ink = [enabled.pixelColor(x, y).alpha() for x in range(enabled.width()) for y in range(enabled.height())]
        border = [enabled.pixelColor(x, 0).alpha() for x in range(enabled.width())]
        assert max(ink) > 150
        assert max(border) == 0
        assert enabled != disabled


def test_icons_outlive_what_made_them(qtbot: QtBot) -> None:
    """A button may show an icon long after the last mention of it in Python."""
    from PySide6.QtWidgets import QToolButton

    button = QToolButton()
    qtbot.addWidget(button)
    button.setIcon(icon("undo", DARK, role="bad"))
    for _ in range(3):
        gc.collect()
    copy = QIcon(button.icon())
    gc.collect()
    assert not copy.pixmap(QSize(20, 20)).isNull()
    assert not button.grab().isNull()


def test_an_unknown_icon_is_told() -> None:
    """A name that does not exist is an error at once."""
    with pytest.raises(KeyError):
        icon("no such thing", LIGHT)
