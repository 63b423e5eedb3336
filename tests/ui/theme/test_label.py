"""Do labels keep their margins?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.ui.theme.label import Label
from explorer.ui.theme.roles import DARK, LIGHT
from explorer.ui.theme.stylesheet import apply

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def test_margins_outlive_another_theme(qapp: QApplication, qtbot: QtBot) -> None:
    """What stands in line with other words does so in the next theme, too."""
    label = Label("Words")
    qtbot.addWidget(label)
    label.set_margins(6, 4, 7, 5)
    for theme in (LIGHT, DARK, LIGHT):
        apply(theme, qapp)
        label.show()
        kept = label.contentsMargins()
        assert (6, 4, 7, 5) == (kept.left(), kept.top(), kept.right(), kept.bottom())
