"""Do labels keep their margins and take the colours when the theme changes, in sight and out of it?"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel
from shiboken6 import delete

from explorer.ui.theme.dressing import dressing
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


def test_margins_outlive_another_theme_out_of_sight(qapp: QApplication, qtbot: QtBot) -> None:
    """A label behind another tab takes the next theme later, and keeps its margins, too."""
    label = Label("Words")
    qtbot.addWidget(label)
    label.set_margins(6, 4, 7, 5)
    apply(LIGHT, qapp)
    label.show()
    label.hide()
    deque(dressing(DARK, qapp), maxlen=0)
    label.show()
    kept = label.contentsMargins()
    assert (6, 4, 7, 5) == (kept.left(), kept.top(), kept.right(), kept.bottom())
    assert DARK.text == label.palette().color(label.foregroundRole()).name()


def test_what_is_in_sight_is_dressed_first(qapp: QApplication, qtbot: QtBot) -> None:
    """After the first step, all that is seen has the next theme; what is hidden follows, unless it is gone by then."""
    seen, hidden, gone = QLabel("Seen"), QLabel("Hidden"), QLabel("Gone")
    apply(LIGHT, qapp)
    for label in (seen, hidden, gone):
        qtbot.addWidget(label)
        label.show()
    hidden.hide()
    gone.hide()
    work = dressing(DARK, qapp)
    next(work)
    assert DARK.text == seen.palette().color(seen.foregroundRole()).name()
    delete(gone)
    deque(work, maxlen=0)
    assert DARK.text == hidden.palette().color(hidden.foregroundRole()).name()
