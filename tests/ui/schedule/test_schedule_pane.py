"""The schedule's pane: bars by mouse and keyboard, rows at once, thresholds aside, two schedules compared."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.io import formats
from explorer.locate import shipped_pathways
from explorer.session import scheduling
from explorer.session.commands import ToggleNode
from explorer.session.document import Document
from explorer.session.schedule import Bar, run_schedule
from explorer.ui.schedule import courses as courses_module
from explorer.ui.schedule.board_painting import lane_words
from explorer.ui.schedule.pane import SchedulePane
from explorer.ui.schedule.sections import PlaceKind
from explorer.ui.theme.roles import DARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from explorer.pathway.definition import Pathway

THERAPY = Bar("Targeted_Therapy", True, 0, 6)
BLOCKADE = Bar("Anti_PD1", True, 10)


@cache
def shipped(name: str = "tnf-stat1-fatigue") -> Pathway:
    return next(formats.load(path).pathway for path in shipped_pathways() if path.stem == name)


class Bench:
    """A pane with a document that answers it."""

    def __init__(self, pane: SchedulePane) -> None:
        self.pane = pane
        self.document = Document(shipped())
        self.document.changed.connect(lambda change: pane.show_state(change.after))
        pane.command_requested.connect(self.document.run)
        pane.seek_requested.connect(pane.set_position)

    @property
    def bars(self) -> scheduling.Bars:
        return self.document.state.schedules[self.pane.active]

    def start(self, *schedules: scheduling.Bars) -> None:
        self.document.run(scheduling.SetSchedules(schedules, "start"))

    def place(self, kind: PlaceKind, node: str = "", section: int = 0) -> float:
        found = [one for one in self.pane.board.places if (one.kind, one.node, one.section) == (kind, node, section)]
        return found[0].top + found[0].height / 2

    def column(self, step: float) -> float:
        return self.pane.board.scale.x(step)


def send(widget: Any, kind: QEvent.Type, x: float, y: float, *, down: bool) -> None:
    """Send a mouse event, the pointer held or not, as Qt does during a drag."""
    at = QPointF(x, y)
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    held = Qt.MouseButton.LeftButton if down else Qt.MouseButton.NoButton
    event = QMouseEvent(kind, at, QPointF(widget.mapToGlobal(at.toPoint())), button, held, Qt.KeyboardModifier(0))
    QApplication.sendEvent(widget, event)


class Drag:
    """The pointer on a bar; the bar moves under it, so places are those of the screen."""

    def __init__(self, widget: Any, x: float) -> None:
        self.widget = widget
        self.from_ = widget.mapToGlobal(QPoint(round(x), widget.height() // 2))
        self._send(QEvent.Type.MouseButtonPress, 0.0, down=True)

    def to(self, way: float) -> None:
        self._send(QEvent.Type.MouseMove, way, down=True)

    def let_go(self, way: float) -> None:
        self._send(QEvent.Type.MouseButtonRelease, way, down=False)

    def _send(self, kind: QEvent.Type, way: float, *, down: bool) -> None:
        at = self.widget.mapFromGlobal(self.from_ + QPoint(round(way), 0))
        send(self.widget, kind, at.x(), at.y(), down=down)


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    pane = SchedulePane()
    qtbot.addWidget(pane)
    pane.resize(1200, 420)
    made = Bench(pane)
    pane.show()
    pane.show_state(made.document.state)
    yield made
    pane.stop()
    pane.close()


def settle(qtbot: QtBot, bench: Bench) -> None:
    qtbot.waitUntil(lambda: not bench.pane.thresholds.is_busy, timeout=5000)


def test_a_drag_moves_a_bar_by_whole_steps_and_is_one_step_of_the_history(bench: Bench) -> None:
    """The course follows while the hand drags; undo takes the whole drag back."""
    bench.start((THERAPY, BLOCKADE))
    before = len(bench.document.history.labels)
    width = bench.pane.board.scale.column
    hand = Drag(bench.pane.board.buttons[0][0], 50)
    hand.to(width * 0.4)
    assert (THERAPY, BLOCKADE) == bench.pane.courses[0].bars
    for way in (0.6, 1.2, 2.1):
        hand.to(width * way)
    assert Bar("Targeted_Therapy", True, 2, 8) == bench.pane.courses[0].bars[0]
    assert (THERAPY, BLOCKADE) == bench.bars
    hand.let_go(width * 2.1)
    assert (Bar("Targeted_Therapy", True, 2, 8), BLOCKADE) == bench.bars
    assert before + 1 == len(bench.document.history.labels)
    assert "Schedule: move Prolonged targeted therapy" == bench.document.history.undo_label
    bench.document.undo()
    assert (THERAPY, BLOCKADE) == bench.bars == bench.pane.courses[0].bars


@pytest.mark.parametrize(
    ("from_right", "way", "expected"),
    [(False, 2, (2, 6)), (True, -3, (0, 3)), (True, 4, (0, 10)), (False, 9, (5, 6))],
)
def test_the_ends_of_a_bar_are_stretched(bench: Bench, from_right: bool, way: int, expected: tuple[int, int]) -> None:  # noqa: FBT001
    """The left end moves the beginning, the right one the end; a step at least is left."""
    bench.start((THERAPY,))
    button = bench.pane.board.buttons[0][0]
    hand = Drag(button, button.width() - 3 if from_right else 2)
    hand.to(way * bench.pane.board.scale.column)
    hand.let_go(way * bench.pane.board.scale.column)
    assert expected == (bench.bars[0].start, bench.bars[0].end)


def test_escape_lets_go_of_a_drag_without_a_change(bench: Bench) -> None:
    """The bar is back where it was, and nothing is in the history."""
    bench.start((THERAPY,))
    labels = bench.document.history.labels
    button = bench.pane.board.buttons[0][0]
    Drag(button, 50).to(120)
    QTest.keyClick(button, Qt.Key.Key_Escape)
    assert ((THERAPY,), labels) == (bench.pane.courses[0].bars, bench.document.history.labels)


def test_keys_move_stretch_and_remove(bench: Bench) -> None:
    """Arrows, Shift and Ctrl+Shift with arrows, Home, End, Delete."""
    bench.start((Bar("Targeted_Therapy", True, 3, 6),))
    button = bench.pane.board.buttons[0][0]
    shift = Qt.KeyboardModifier.ShiftModifier
    both = shift | Qt.KeyboardModifier.ControlModifier
    for key, held, expected in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, (4, 7)),
        (Qt.Key.Key_Right, shift, (4, 8)),
        (Qt.Key.Key_Left, both, (3, 8)),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, (0, 5)),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, (0, None)),
    ):
        QTest.keyClick(button, key, held)
        assert expected == (bench.bars[0].start, bench.bars[0].end)
    QTest.keyClick(button, Qt.Key.Key_Delete)
    assert () == bench.bars


def test_tab_walks_the_bars_and_each_says_what_it_is(bench: Bench) -> None:
    """Name, value, when, how long; then what is known and which keys there are."""
    bench.start((BLOCKADE, THERAPY))
    bench.pane.activateWindow()
    second, first = bench.pane.board.buttons[0]  # on the board the therapy's lane stands above
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second is bench.pane.focusWidget()
    QTest.keyClick(second, Qt.Key.Key_Down)
    assert first is bench.pane.focusWidget()
    bench.pane.band.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bench.pane.band, Qt.Key.Key_Tab)
    assert first is bench.pane.focusWidget()
    assert "Prolonged targeted therapy ON, step 0 to 5, 6 steps" == first.accessibleName()
    assert "Delete removes it" in first.accessibleDescription()


def test_a_bar_is_drawn_on_an_empty_lane(bench: Bench) -> None:
    """A lane that the other schedule uses is empty here; a drag draws a bar on it, a double click one of six steps."""
    bench.start((THERAPY,), (BLOCKADE,))
    board, y = bench.pane.board, bench.place(PlaceKind.LANE, "Anti_PD1", 0)
    send(board, QEvent.Type.MouseButtonPress, bench.column(2.5), y, down=True)
    send(board, QEvent.Type.MouseMove, bench.column(4.5), y, down=True)
    send(board, QEvent.Type.MouseButtonRelease, bench.column(4.5), y, down=False)
    assert (THERAPY, Bar("Anti_PD1", True, 2, 5)) == bench.document.state.schedules[0]
    send(board, QEvent.Type.MouseButtonDblClick, bench.column(8.5), y, down=True)
    assert Bar("Anti_PD1", True, 8, 14) == bench.document.state.schedules[0][-1]


def test_the_menu_lists_drugs_and_conditions_and_adds_at_the_step_shown(bench: Bench) -> None:
    """An input is added at its other value; a full lane is refused in words."""
    bench.start((THERAPY,))
    bench.pane.set_position(3)
    bench.pane.tools.adding.aboutToShow.emit()
    entries = {action.text(): action for action in bench.pane.tools.adding.actions()}
    assert {"Prolonged targeted therapy", "PD-1/PD-L1 blockade", "T-cell-competent host"} <= set(entries)
    entries["T-cell-competent host"].trigger()
    assert Bar("Host_T_Cells", False, 3, 9) == bench.bars[-1]
    entries["Prolonged targeted therapy"].trigger()
    assert Bar("Targeted_Therapy", True, 6, 12) == bench.bars[-1]
    refused: list[str] = []
    bench.pane.refused.connect(refused.append)
    bench.start((Bar("Targeted_Therapy", True),))
    bench.pane.add(0, "Targeted_Therapy", -1, -1)
    assert ["A bar on this lane goes on for ever: shorten it, to add another one."] == refused


def test_the_threshold_is_found_and_said_beside_the_lane(bench: Bench, qtbot: QtBot) -> None:
    """Four steps latch the loop: in words, with the loop's row, and how far a shorter bar falls short."""
    bench.start((Bar("Targeted_Therapy", True, 0, 3),))
    settle(qtbot, bench)
    section = bench.pane.board.sections[0]
    assert "1 step short: 4 steps or more latch Tumour TNF-α, TNF receptor 1 signal, NF-κB" == lane_words(
        section, "Targeted_Therapy"
    )
    assert "TNF_Tumor" == section.rows[0]
    assert "Exact under synchronous update" in bench.pane.hint.text()
    assert "4 steps or more" in bench.pane.board.buttons[0][0].accessibleDescription()


def test_without_a_bar_every_input_is_tried_alone(bench: Bench, qtbot: QtBot) -> None:
    """The hint names the one that latches, and says that this is exact; cancelled, it says that."""
    settle(qtbot, bench)
    assert bench.pane.hint.text().startswith("Prolonged targeted therapy ON: 4 steps or more latch this loop")
    other = shipped("lcn2-shield")
    bench.pane.show_state(Document(other).state)
    bench.pane.thresholds.cancel()
    assert "was not looked for" in bench.pane.hint.text()


def test_two_schedules_are_compared(bench: Bench, qtbot: QtBot) -> None:
    """A copy first, then what differs: bars that are not in the other, rows that end otherwise, and the sentence."""
    bench.start((THERAPY, BLOCKADE))
    bench.pane.tools.compare.click()
    assert bench.pane.verdict.text().startswith("Both end with the same outcomes.")
    bench.pane.board.buttons[1][0].setFocus()
    QTest.keyClick(bench.pane.board.buttons[1][0], Qt.Key.Key_Delete)
    assert (BLOCKADE,) == bench.document.state.schedules[1]
    first, second = bench.pane.board.sections
    assert (frozenset({0}), frozenset()) == (first.odd, second.odd)
    assert {"Durable_Response", "Tumor_Control", "Tumor_Progression"} == first.unlike
    assert bench.pane.verdict.text().startswith("The order matters. At the end:")
    assert "Durable response is OFF in A, ON in B" in bench.pane.verdict.text()
    bench.pane.tools.swap.click()
    assert "Durable response is ON in A, OFF in B" in bench.pane.verdict.text()
    bench.pane.tools.keep_requested.emit(1)
    assert ((THERAPY, BLOCKADE),) == bench.document.state.schedules
    settle(qtbot, bench)


def test_a_click_on_a_row_asks_for_that_step_of_that_schedule(bench: Bench) -> None:
    """The playhead goes there, and the other schedule becomes the one that is shown."""
    bench.start((THERAPY,), (BLOCKADE,))
    shown: list[tuple[object, int]] = []
    bench.pane.course_changed.connect(lambda course, which: shown.append((course, which)))
    y = bench.place(PlaceKind.ROW, "Tumor_Control", 1)
    send(bench.pane.board, QEvent.Type.MouseButtonPress, bench.column(5.5), y, down=True)
    send(bench.pane.board, QEvent.Type.MouseButtonRelease, bench.column(5.5), y, down=False)
    assert [(bench.pane.courses[1], 1)] == shown
    assert "step 5 of 13" == bench.pane.band.words()
    QTest.keyClick(bench.pane.band, Qt.Key.Key_Home)
    assert "the naive state, before step 0" == bench.pane.band.words()


def test_the_command_is_copied(bench: Bench) -> None:
    """What the clipboard holds is the schedule for the command line."""
    bench.pane.file = "tnf-stat1-fatigue"
    bench.start((THERAPY,))
    bench.pane.tools.copy.click()
    assert (
        "pathway-explorer schedule tnf-stat1-fatigue --bar Targeted_Therapy=on@0-6"
        == QGuiApplication.clipboard().text()
    )


def test_examples_and_scenarios_are_offered(bench: Bench) -> None:
    """The menu has the file's scenarios and a pair that ends differently; choosing it compares."""
    menu = bench.pane.tools.sources
    bench.document.run(ToggleNode("Targeted_Therapy"))
    menu.aboutToShow.emit()
    entries = {action.text(): action for action in menu.actions()}
    entries["The phases run so far"].trigger()
    assert (Bar("Targeted_Therapy", True),) == bench.bars
    scenarios = entries["A scenario of this file"].menu()
    assert len(shipped().scenarios) == len(scenarios.actions())
    next(action for text, action in entries.items() if text.startswith("Targeted therapy, stopped, then")).trigger()
    assert bench.pane.verdict.text().startswith("The order matters.")
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "An empty schedule").trigger()
    assert () == bench.document.state.schedules


def test_every_look_is_painted(bench: Bench, qtbot: QtBot) -> None:
    """Open, short, OFF and differing bars, dark, and a long schedule that scrolls sideways."""
    bench.start((Bar("Targeted_Therapy", True, 0, 3), Bar("Host_T_Cells", False, 2, 300)), (BLOCKADE,))
    settle(qtbot, bench)
    bench.pane.set_theme(DARK)
    assert bench.pane.across.isVisible()
    bench.pane.across.setValue(200)
    assert not bench.pane.grab().isNull()
    assert not bench.pane.board.buttons[0][0].isVisible()
    assert run_schedule(shipped(), (BLOCKADE,)).states == bench.pane.courses[1].states


def test_a_long_run_is_made_aside_and_only_the_newest_counts(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bars are shown at once, the rows when the run is there."""
    monkeypatch.setattr(courses_module, "_AT_ONCE", 0)
    bench.start((THERAPY,))
    bench.start((BLOCKADE,))
    assert (BLOCKADE,) == bench.pane.board.sections[0].bars
    assert () == bench.pane.courses[0].bars
    qtbot.waitUntil(lambda: bench.pane.courses[0].bars == (BLOCKADE,), timeout=5000)
    assert run_schedule(shipped(), (BLOCKADE,)).states == bench.pane.courses[0].states
    settle(qtbot, bench)


def test_a_node_chosen_on_the_diagram_has_a_row(bench: Bench) -> None:
    """A ruled node joins the outcomes; an input does not: it has a lane."""
    outcomes = bench.pane.board.sections[0].rows
    bench.pane.choose_node("IRF1")
    assert (*outcomes, "IRF1") == bench.pane.board.sections[0].rows
    bench.pane.choose_node("Anti_PD1")
    assert outcomes == bench.pane.board.sections[0].rows
