"""The library: cards, current one, keyboard, long names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from explorer.ui.panels.library import LibraryEntry, LibraryPanel
from explorer.ui.theme.roles import DARK

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OWN = LibraryEntry(Path("/p/shield.yaml"), "The shield", "26 nodes · Nature 2026", shipped=True)
RECENT = LibraryEntry(Path("/cases/x.yaml"), "A very long title, on and on and on <b>", "/cases", shipped=False)


def made(qtbot: QtBot) -> LibraryPanel:
    panel = LibraryPanel()
    qtbot.addWidget(panel)
    panel.set_entries([RECENT, OWN])
    panel.resize(240, 300)
    panel.show()
    return panel


def test_shipped_come_first(qtbot: QtBot) -> None:
    """Shipped pathways stand before recent files, whatever the order given."""
    assert [card.entry for card in made(qtbot).cards] == [OWN, RECENT]


def test_a_click_asks_for_the_path(qtbot: QtBot) -> None:
    """A click on a card asks to open its file and marks nothing by itself."""
    panel = made(qtbot)
    with qtbot.waitSignal(panel.open_requested) as caught:
        qtbot.mouseClick(panel.cards[1], Qt.MouseButton.LeftButton)
    assert caught.args == [RECENT.path]
    assert not any(card.is_marked for card in panel.cards)


def test_keyboard_opens(qtbot: QtBot) -> None:
    """Enter on a focused card asks for it."""
    panel = made(qtbot)
    panel.cards[0].setFocus()
    with qtbot.waitSignal(panel.open_requested) as caught:
        qtbot.keyClick(panel.cards[0], Qt.Key.Key_Return)
    assert caught.args == [OWN.path]


def test_current_is_marked_and_named(qtbot: QtBot) -> None:
    """The open pathway is marked, also for a screen reader, and stays marked when the list is filled anew."""
    panel = made(qtbot)
    panel.set_current(OWN.path)
    panel.set_entries([OWN])
    assert panel.cards[0].is_marked
    assert panel.cards[0].accessibleName() == "The shield, open"


def test_a_long_name_is_whole_in_the_tooltip(qtbot: QtBot) -> None:
    """What does not fit is in the tooltip, with markup shown as it stands."""
    tip = made(qtbot).cards[1].toolTip()
    assert "on and on and on &lt;b&gt;" in tip


def test_pictures_survive_refilling(qtbot: QtBot) -> None:
    """A picture set once stays with its path, and painting works in both themes."""
    panel = made(qtbot)
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("#00ff00"))
    panel.set_thumbnail(OWN.path, image)
    panel.set_entries([OWN])
    panel.set_theme(DARK)
    shot = panel.cards[0].grab().toImage()
    assert shot.pixelColor(10 + 23, 25) == QColor("#00ff00")


def test_browsing(qtbot: QtBot) -> None:
    """The button asks for the file dialog."""
    panel = made(qtbot)
    with qtbot.waitSignal(panel.browse_requested):
        panel.browse.click()
