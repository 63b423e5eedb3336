"""A pane's own order of Tab stands at the places that its widgets have among the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from explorer.ui.theme.tab_chain import chain, in_order

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_chained_widgets_are_in_their_order(qtbot: QtBot) -> None:
    """Others stay where they are; a later chain of the same name replaces the earlier one."""
    parent = QWidget()
    qtbot.addWidget(parent)
    a, b, c, d = (QPushButton(name, parent) for name in "abcd")
    chain("one", (d, c))
    assert [a, b, d, c] == in_order([a, b, c, d])
    chain("one", (c, a, d))
    assert [c, b, a, d] == in_order([a, b, c, d])
