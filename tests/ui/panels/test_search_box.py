"""The search box finds while typing; keys walk its list, go, and leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.session.search import ACTION, Name, SearchIndex, Target, node_targets
from explorer.ui.panels.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from explorer.session.document import Document

EXPORT = Target(ACTION, "export", "Export picture", (Name("Export picture", "command", 0.95),), "File")


@pytest.fixture
def box(qtbot: QtBot, document: Document) -> Iterator[SearchBox]:
    index = SearchIndex((*node_targets(document.pathway), EXPORT))
    window = QWidget()
    made = SearchBox(index.search)
    layout = QVBoxLayout(window)
    layout.addWidget(made)
    layout.addStretch(1)
    window.resize(600, 500)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    made.begin()
    qtbot.waitUntil(made.hasFocus)
    yield made
    window.close()


@pytest.fixture
def went(box: SearchBox) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    box.chosen.connect(lambda kind, id_: found.append((kind, id_)))
    return found


def test_enter_goes_to_the_best_hit(box: SearchBox, went: list[tuple[str, str]], qtbot: QtBot) -> None:
    """The first row is marked from the start; the list closes."""
    qtbot.keyClicks(box, "protein y")
    assert True is box.list.isVisible()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert ([("node", "Y")], False) == (went, box.list.isVisible())


def test_arrow_keys_walk_the_list_round(box: SearchBox, went: list[tuple[str, str]], qtbot: QtBot) -> None:
    """Down and up move the mark; the box keeps the keyboard."""
    qtbot.keyClicks(box, "protein")
    order = [hit.target.id for hit in box.found]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Down)  # opens the list again, where it was
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert ([("node", order[1]), ("node", order[-1])], True) == (went, box.hasFocus())


def test_commands_are_found_too(box: SearchBox, went: list[tuple[str, str]], qtbot: QtBot) -> None:
    """The box is a palette of commands as well."""
    qtbot.keyClicks(box, "expo")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [("action", "export")] == went


def test_escape_closes_and_leaves(box: SearchBox, went: list[tuple[str, str]], qtbot: QtBot) -> None:
    """Nothing is chosen."""
    qtbot.keyClicks(box, "prot")
    with qtbot.waitSignal(box.left):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert ([], False) == (went, box.list.isVisible())


def test_next_and_previous_go_round_the_nodes_found(box: SearchBox, went: list[tuple[str, str]], qtbot: QtBot) -> None:
    """After the last comes the first; commands are left out."""
    assert False is box.next_node()
    qtbot.keyClicks(box, "protein")
    nodes = [hit.target.id for hit in box.found if hit.target.kind == "node"]
    for _ in range(len(nodes) + 1):
        box.next_node()
    box.next_node(forward=False)
    assert [("node", node) for node in (*nodes, nodes[0], nodes[-1])] == went


def test_a_click_in_the_list_goes(box: SearchBox, went: list[tuple[str, str]], qtbot: QtBot) -> None:
    """The mouse may be used, and the box keeps the keyboard meanwhile."""
    qtbot.keyClicks(box, "protein")
    second = box.list.visualItemRect(box.list.item(1)).center()
    qtbot.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert [("node", box.found[1].target.id)] == went


def test_that_nothing_is_called_so_is_said(box: SearchBox, went: list[tuple[str, str]], qtbot: QtBot) -> None:
    """A name that is not there leaves no doubt, and no row to go to."""
    qtbot.keyClicks(box, "xyzzy")
    assert (True, "Nothing here is called xyzzy", ()) == (box.list.isVisible(), box.list.item(0).text(), box.found)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return):
        qtbot.keyClick(box, key)
    qtbot.mouseClick(
        box.list.viewport(), Qt.MouseButton.LeftButton, pos=box.list.visualItemRect(box.list.item(0)).center()
    )
    assert [] == went
    box.selectAll()
    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    assert False is box.list.isVisible()
