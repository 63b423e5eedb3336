"""The table of nodes mirrors the diagram: what is ON, held and changed, filtered and sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from explorer.session.commands import HoldNode, ToggleNode
from explorer.session.moment import moment_at
from explorer.ui.panels import node_rows
from explorer.ui.panels.node_rows import CHANGED, HELD, NODE, STATE
from explorer.ui.panels.node_table import NodeTable

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from explorer.session.document import Document
    from explorer.session.moment import Moment


def last(document: Document) -> Moment:
    return moment_at(document.timeline, document.timeline.last)


@pytest.fixture
def table(qtbot: QtBot, document: Document) -> NodeTable:
    made = NodeTable()
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.show_pathway(document.pathway)
    made.show_moment(last(document))
    made.show()
    qtbot.waitExposed(made)
    return made


def column(table: NodeTable, number: int) -> list[str]:
    rows = table.rows
    return [rows.data(rows.index(row, number)) for row in range(rows.rowCount())]


def checked(table: NodeTable, document: Document) -> dict[str, bool]:
    rows = table.rows
    role = Qt.ItemDataRole.CheckStateRole
    return {
        rows.node_at(row): rows.data(rows.index(row, STATE), role) == Qt.CheckState.Checked
        for row in range(rows.rowCount())
    }


def test_every_node_has_a_row_in_its_state(table: NodeTable, document: Document) -> None:
    """The check boxes are the state, in the order of the file."""
    assert document.pathway.network.named(document.state.present) == checked(table, document)
    assert [node.caption for node in document.pathway.nodes.values()] == column(table, NODE)


def test_a_flip_changes_only_the_rows_that_differ(table: NodeTable, document: Document) -> None:
    """What did not change is not told of."""
    before = checked(table, document)
    told: list[int] = []
    table.rows.dataChanged.connect(lambda first, _last: told.append(first.row()))
    document.run(ToggleNode("Stress"))
    table.show_moment(last(document))
    after = checked(table, document)
    assert document.pathway.network.named(document.state.present) == after
    assert {node for node in after if after[node] != before[node]} == {table.rows.node_at(row) for row in told}
    assert "was OFF" == column(table, CHANGED)[0]


def test_a_click_on_a_check_box_only_asks(table: NodeTable, qtbot: QtBot) -> None:
    """The box stays as it is until the document answers."""
    asked: list[str] = []
    table.toggle_requested.connect(asked.append)
    index = table.rows.index(1, STATE)
    assert False is table.rows.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    table.view.setCurrentIndex(table.rows.index(2, NODE))
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    assert ["Drug", "Host"] == asked


def test_held_nodes_are_named(table: NodeTable, document: Document) -> None:
    """The value that a node is held to stands in its row."""
    document.run(HoldNode("Y", True))
    table.show_moment(last(document))
    assert {"Y": "ON"} == {table.rows.node_at(row): text for row, text in enumerate(column(table, HELD)) if text}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("protein", {"X", "Y"}),
        ("tumour growth", {"Growth"}),
        ("tumour cell", {"X"}),
        ("drug off", {"Drug"}),
        ("on", {"Host", "Control"}),
        ("nothing of the kind", set()),
    ],
)
def test_the_filter_takes_names_places_and_states(table: NodeTable, words: str, expected: set[str]) -> None:
    """Every word must be met."""
    table.filter.setText(words)
    assert expected == {table.rows.node_at(row) for row in range(table.rows.rowCount())}
    assert f"{len(expected)} of 7 nodes" == table.footer.text()


def test_a_filter_by_state_follows_the_state(table: NodeTable, document: Document) -> None:
    """What goes ON comes into a table of what is ON."""
    table.filter.setText("on")
    document.run(ToggleNode("Stress"))
    table.show_moment(last(document))
    now = document.pathway.network.named(document.state.present)
    assert {node for node, value in now.items() if value} == set(checked(table, document))


def test_sorting_by_any_column(table: NodeTable) -> None:
    """By name, either way; by state with ON first."""
    table.view.sortByColumn(NODE, Qt.SortOrder.DescendingOrder)
    assert sorted(column(table, NODE), key=str.casefold, reverse=True) == column(table, NODE)
    table.view.sortByColumn(STATE, Qt.SortOrder.AscendingOrder)
    assert ["ON", "ON", "OFF", "OFF", "OFF", "OFF", "OFF"] == column(table, STATE)


def test_the_selection_goes_both_ways(table: NodeTable) -> None:
    """Told of a selection the table shows it and says nothing; a row chosen by the user is told."""
    told: list[str] = []
    table.selected.connect(told.append)
    table.show_selected("X")
    assert ("X", []) == (table.rows.node_at(table.view.currentIndex().row()), told)
    table.view.selectRow(0)
    assert ["Stress"] == told


def test_the_selection_survives_sorting_and_filtering(table: NodeTable) -> None:
    """The same node stays marked wherever its row goes."""
    table.show_selected("X")
    table.view.sortByColumn(NODE, Qt.SortOrder.DescendingOrder)
    table.filter.setText("protein")
    assert "X" == table.rows.node_at(table.view.currentIndex().row())


def test_out_of_sight_nothing_is_done_and_then_all_is_caught_up(table: NodeTable, document: Document) -> None:
    """A hidden table costs nothing; shown again it is right."""
    table.hide()
    told: list[int] = []
    table.rows.dataChanged.connect(lambda first, _last: told.append(first.row()))
    document.run(ToggleNode("Stress"))
    table.show_moment(last(document))
    assert [] == told
    table.show()
    assert document.pathway.network.named(document.state.present) == checked(table, document)


def test_a_filter_stays_for_the_next_pathway(table: NodeTable, loop: Document) -> None:
    """The words in the box are what the table shows, whatever is opened."""
    table.filter.setText("b")
    table.show_pathway(loop.pathway)
    table.show_moment(last(loop))
    assert {"B"} == set(checked(table, loop))


def test_many_changes_are_told_as_one(table: NodeTable, document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a run that changes thousands of rows the view hears once."""
    monkeypatch.setattr(node_rows, "_MANY", 1)
    told: list[tuple[int, int]] = []
    table.rows.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    document.run(ToggleNode("Stress"))
    table.show_moment(last(document))
    assert 1 == len(told)
    assert told[0][0] < told[0][1]


def test_typing_jumps_to_a_name_from_any_column(table: NodeTable, qtbot: QtBot) -> None:
    """Letters are the beginning of a node's name, not of ``ON`` or ``OFF``."""
    table.view.setCurrentIndex(table.rows.index(0, STATE))
    last_row = table.rows.rowCount() - 1
    name = str(table.rows.data(table.rows.index(last_row, NODE)))
    table.view.keyboardSearch(name)
    assert last_row == table.view.currentIndex().row()


def test_the_row_that_keys_act_on_is_marked(table: NodeTable, qtbot: QtBot) -> None:
    """Where the keyboard comes to the table and nothing is selected, its row is seen; it chooses nothing."""
    told: list[str] = []
    table.selected.connect(told.append)
    table.filter.setFocus(Qt.FocusReason.TabFocusReason)
    table.activateWindow()
    qtbot.waitUntil(table.filter.hasFocus)
    table.view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(table.view.hasFocus)
    assert [table.view.currentIndex().row()] == [index.row() for index in table.view.selectionModel().selectedRows()]
    table.filter.setFocus(Qt.FocusReason.TabFocusReason)
    assert ([], []) == (table.view.selectionModel().selectedRows(), told)
