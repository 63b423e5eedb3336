"""The timeline: rows, seeking, tooltips, scrolling, themes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from explorer.session import commands
from explorer.ui.panels.timeline import TimelinePanel
from explorer.ui.panels.timeline_cells import LOWEST_ROW
from explorer.ui.panels.timeline_rows import RowKind, phase_name, spans, timeline_rows
from explorer.ui.theme.roles import DARK, LIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from explorer.session.document import Document


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> TimelinePanel:
    document.run(commands.ToggleNode("Stress"))
    document.run(commands.HoldNode("Y", value=False))
    made = TimelinePanel()
    qtbot.addWidget(made)
    made.resize(900, 260)
    made.show()
    made.show_timeline(document.timeline)
    return made


def test_rows_in_order(panel: TimelinePanel, document: Document) -> None:
    """What was switched, what was held, the outcomes, what changed; nothing else."""
    assert [(row.node.id, row.kind) for row in panel.rows] == [
        ("Stress", RowKind.INPUT),
        ("Y", RowKind.HELD),
        ("Growth", RowKind.OUTCOME),
        ("Control", RowKind.OUTCOME),
        ("X", RowKind.NODE),
    ]


def test_all_nodes_on_request(panel: TimelinePanel, document: Document) -> None:
    """The switch shows every node; off again, only those that moved."""
    panel.everything.setChecked(True)
    assert {row.node.id for row in panel.rows} == set(document.pathway.nodes)
    panel.everything.setChecked(False)
    assert len(panel.rows) == 5


def test_nodes_stand_in_the_order_in_which_they_moved(document: Document) -> None:
    """The cascade reads from the upper left to the lower right."""
    document.run(commands.ToggleNode("Stress"))
    moved = [row.node.id for row in timeline_rows(document.timeline) if row.kind is RowKind.NODE]
    assert moved == ["X", "Y"]


def test_a_click_seeks_its_column(qtbot: QtBot, panel: TimelinePanel) -> None:
    """A click anywhere in a column asks for that column and moves nothing by itself."""
    width = panel._width
    with qtbot.waitSignal(panel.seek_requested) as caught:
        qtbot.mousePress(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(2.8 * width), 20))
    assert caught.args == [2.0]
    assert panel.view.playhead.value() == panel._timeline.last + 0.5


def test_a_drag_moves_freely_and_rests_on_a_column(qtbot: QtBot, panel: TimelinePanel) -> None:
    """While it is dragged the playhead may stand between columns; let go, it stands on one."""
    asked: list[float] = []
    panel.seek_requested.connect(asked.append)
    width = panel._width
    for event in (qtbot.mousePress, qtbot.mouseRelease):
        event(panel.band, Qt.MouseButton.LeftButton, pos=QPoint(round(1.75 * width), 10))
    panel.band.scrubbed.emit(1.75 * width, 1)
    assert asked[0] == asked[1] == 1.0
    assert asked[2] == pytest.approx(1.25, abs=0.05)


def test_seeking_stays_inside(qtbot: QtBot, panel: TimelinePanel) -> None:
    """Beyond either end there is nothing to seek."""
    asked: list[float] = []
    panel.seek_requested.connect(asked.append)
    panel.band.scrubbed.emit(-500.0, 1)
    panel.band.scrubbed.emit(5000.0, 1)
    assert asked == [0.0, float(panel._timeline.last)]


def test_keyboard(qtbot: QtBot, panel: TimelinePanel) -> None:
    """Arrow keys, Home and End seek."""
    asked: list[float] = []
    panel.seek_requested.connect(asked.append)
    last = panel._timeline.last
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(panel, key)
    assert asked == [last - 1.0, float(last), 0.0, float(last)]


def test_a_row_name_selects(qtbot: QtBot, panel: TimelinePanel) -> None:
    """A click on a name selects the node."""
    height = panel._height
    with qtbot.waitSignal(panel.selected) as caught:
        qtbot.mousePress(panel.names, Qt.MouseButton.LeftButton, pos=QPoint(20, round(4.5 * height)))
    assert caught.args == ["X"]


def test_the_header_says_run_and_step(panel: TimelinePanel, document: Document) -> None:
    """The header follows the playhead."""
    panel.set_position(float(document.timeline.starts[1] + 2))
    assert panel.where.text() == "Switch Chronic stress ON: step 2 of 3"


def test_a_cell_says_node_state_and_step(panel: TimelinePanel, document: Document) -> None:
    """The tooltip of a cell names node, state and step, and a hold as such."""
    held = panel.words_at(document.timeline.last, 1)
    assert "Protein Y: OFF, held" in held
    assert "Hold Protein Y OFF, step" in held


def test_cells_are_coloured_by_meaning(panel: TimelinePanel, document: Document) -> None:
    """ON is filled, in the colour of good or bad for an outcome, in both themes; OFF is faint."""
    for theme in (LIGHT, DARK):
        panel.set_theme(theme)
        shot = panel.view.grab().toImage()
        column = document.timeline.starts[1] + 3

        def at(column: int, row: int, shot: QImage = shot) -> QColor:
            return shot.pixelColor(round((column + 0.25) * panel._width), round((row + 0.5) * panel._height))

        assert at(column, 2) == QColor(theme.bad)
        assert at(column, 4) == QColor(theme.on)
        assert at(1, 2) == QColor(theme.raised)
        assert at(1, 3) == QColor(theme.good)


def test_names_never_overlap(panel: TimelinePanel, qtbot: QtBot) -> None:
    """At any height rows keep their least distance, and scroll where they do not fit."""
    panel.everything.setChecked(True)
    panel.resize(500, 130)
    qtbot.waitUntil(lambda: panel.down.maximum() > 0)
    assert panel._height >= LOWEST_ROW
    panel.view.wheeled.emit(0, -2000)
    assert panel.down.value() == panel.down.maximum()
    assert panel.names.row_at(panel.view.height() - 3) == len(panel.rows) - 1


def test_the_playhead_stays_in_sight(panel: TimelinePanel, qtbot: QtBot) -> None:
    """In a narrow panel the columns scroll with the playhead."""
    panel.resize(210, 240)

    def follows() -> bool:
        panel.set_position(0.0)
        first = panel.across.value()
        panel.set_position(float(panel._timeline.last))
        return first == 0 < panel.across.value() == panel.across.maximum()

    qtbot.waitUntil(follows)  # once the panel has taken its size


def test_spans_and_phase_names() -> None:
    """Stretches are half-open; the name of a phase leaves out the verb of switching."""
    assert list(spans(5, [True, True, False, True, True])) == [(0, 2), (3, 5)]
    assert phase_name("Switch X ON") == "X ON"
    assert phase_name("Hold X ON") == "Hold X ON"


def test_plotting_is_imported_late() -> None:
    """Every other panel can be imported without the plotting library."""
    modules = "library interventions outcomes inspector problems message_bar scenarios playback_bar timeline_rows"
    names = "".join(f"import explorer.ui.panels.{name};" for name in modules.split())
    check = "import sys; assert not {'pyqtgraph', 'numpy'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", names + check], check=False).returncode == 0
