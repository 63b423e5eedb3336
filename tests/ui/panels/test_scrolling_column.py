"""Does a column scroll when, and only when, what is in it needs more room than there is?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from explorer.ui.panels.texts import PlainText, ScrollingColumn

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WORDS = "Words that need several lines in a narrow column and fewer of them in a wide one, as sentences do."


@pytest.mark.parametrize("texts", [0, 4])
def test_rows_are_never_squeezed(texts: int, qtbot: QtBot) -> None:
    """With and without wrapped words, rows keep their height and the rest is reached by scrolling."""
    column = ScrollingColumn()
    qtbot.addWidget(column)
    rows = [QPushButton(f"Row {at}") for at in range(20)]
    for row in rows:
        column.column.addWidget(row)
    for _ in range(texts):
        column.column.addWidget(PlainText(WORDS))
    column.resize(300, 200)
    column.show()
    qtbot.waitUntil(lambda: column.verticalScrollBar().maximum() > 0)
    assert [row.sizeHint().height() for row in rows] == [row.height() for row in rows]


def test_words_that_fit_need_no_scrolling(qtbot: QtBot) -> None:
    """What counts is the height at the width that there is, not that of a column one word wide."""
    column = ScrollingColumn()
    qtbot.addWidget(column)
    for _ in range(4):
        around = QWidget()
        QVBoxLayout(around).addWidget(PlainText(WORDS))
        column.column.addWidget(around)
    column.resize(1000, 100)
    column.show()
    qtbot.waitExposed(column)
    column.resize(1000, column.widget().heightForWidth(1000) + 4)
    qtbot.waitUntil(lambda: column.verticalScrollBar().maximum() == 0)
