"""The schedule in the window: what the diagram shows meanwhile, what a flip means, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.locate import shipped_pathways
from explorer.session.commands import PlayScenario, StartAgain, ToggleNode
from explorer.session.schedule import Bar
from explorer.session.schedule_sources import bars_of_runs
from explorer.session.scheduling import ChangeBars, SetSchedules
from explorer.ui.window.tab_order import stops

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow

THERAPY = Bar("Targeted_Therapy", True, 0, 6)
BLOCKADE = Bar("Anti_PD1", True, 10)


@pytest.fixture
def tumour(window: MainWindow) -> MainWindow:
    window.workspace.open(next(path for path in shipped_pathways() if path.stem == "tnf-stat1-fatigue"))
    return window


def settle(qtbot: QtBot, window: MainWindow) -> None:
    pane = window.scheduling.pane
    assert pane is not None
    qtbot.waitUntil(lambda: not pane.thresholds.is_busy and not window.badge_check.is_busy, timeout=8000)


def shown(window: MainWindow, node: str) -> bool:
    moment = window.canvas.moment
    assert moment is not None
    return bool(moment.after[window.workspace.open_document.pathway.network.index[node]])


def test_the_schedule_begins_with_the_phases_run_so_far(tumour: MainWindow, qtbot: QtBot) -> None:
    """Opened after a scenario its bars are the scenario's, and the diagram stands where it stood, at the end."""
    tumour.workspace.run(PlayScenario("B5"))
    before = tumour.workspace.moment.after
    tumour.actions_by_id["schedule"].trigger()
    assert (bars_of_runs(tumour.workspace.open_document.state),) == tumour.workspace.open_document.state.schedules
    assert before == tumour.workspace.moment.after
    assert tumour.scheduling.strip is not None
    assert tumour.scheduling.strip.words.text().startswith("Schedule, step 16 of 16: PD-1/PD-L1 blockade ON")
    settle(qtbot, tumour)


def test_it_leads_back_from_side_by_side(tumour: MainWindow, qtbot: QtBot) -> None:
    """Its lanes would stand behind the two diagrams otherwise, unseen, with the keyboard in them."""
    tumour.actions_by_id["side_by_side"].trigger()
    qtbot.waitUntil(lambda: tumour.pages.currentIndex() == 1)
    tumour.actions_by_id["schedule"].trigger()
    assert 0 == tumour.pages.currentIndex()
    assert tumour.scheduling.pane is not None
    assert tumour.scheduling.pane.isVisible()


def test_leaving_puts_everything_back(tumour: MainWindow, qtbot: QtBot) -> None:
    """Runs, holds, playhead, timeline and switches are as before, whatever was done to the schedule."""
    workspace = tumour.workspace
    workspace.run(ToggleNode("Anti_PD1"))
    workspace.player.seek(1)
    state, moment = workspace.open_document.state, workspace.moment
    tumour.actions_by_id["schedule"].trigger()
    workspace.run(SetSchedules(((THERAPY, BLOCKADE),), "two bars"))
    workspace.player.seek(4)
    assert shown(tumour, "Targeted_Therapy")
    assert tumour.interventions.switches["Targeted_Therapy"].isChecked()
    assert tumour.scheduling.strip is not None
    tumour.scheduling.strip.back.click()
    assert (state.runs, state.holds) == (workspace.open_document.state.runs, workspace.open_document.state.holds)
    assert (1.0, moment) == (workspace.player.position, workspace.moment)
    assert not tumour.scheduling.is_open
    assert tumour.timeline_panel is not None
    assert tumour.timeline_panel.isVisible()
    assert not tumour.interventions.switches["Targeted_Therapy"].isChecked()
    settle(qtbot, tumour)


def test_the_playhead_moves_diagram_outcomes_and_words(tumour: MainWindow, qtbot: QtBot) -> None:
    """A step of the schedule is what the diagram, the strip, the switches and the toolbar show."""
    tumour.actions_by_id["schedule"].trigger()
    tumour.workspace.run(SetSchedules(((THERAPY, BLOCKADE),), "two bars"))
    pane = tumour.scheduling.pane
    assert pane is not None
    pane.seek_requested.emit(3.0)
    assert (True, False) == (shown(tumour, "Targeted_Therapy"), shown(tumour, "Anti_PD1"))
    assert tumour.scheduling.strip is not None
    assert "Schedule, step 3 of 11: Prolonged targeted therapy ON" == tumour.scheduling.strip.words.text()
    assert "step 3 of 11" == tumour.playback.position.text()
    assert "Schedule: at rest from step 11." == tumour.outcomes.sentence.text()
    tumour.actions_by_id["step_forward"].trigger()
    assert "step 4 of 11" == pane.band.words()
    pane.seek_requested.emit(-1.0)
    assert "Schedule, before step 0: the naive state" == tumour.scheduling.strip.words.text()
    settle(qtbot, tumour)


def test_a_flip_on_the_diagram_changes_the_schedule_from_that_step_on(tumour: MainWindow, qtbot: QtBot) -> None:
    """Not the document: a bar begins at the step shown, and one undo takes it away."""
    workspace = tumour.workspace
    tumour.actions_by_id["schedule"].trigger()
    workspace.run(ChangeBars(0, (THERAPY,), "therapy"))
    runs = workspace.open_document.state.runs
    workspace.player.seek(5)
    tumour.canvas.toggle_requested.emit("Anti_PD1")
    assert ((THERAPY, Bar("Anti_PD1", True, 4)),) == workspace.open_document.state.schedules
    assert runs is workspace.open_document.state.runs
    assert shown(tumour, "Anti_PD1")
    tumour.actions_by_id["undo"].trigger()
    assert ((THERAPY,),) == workspace.open_document.state.schedules
    assert tumour.scheduling.is_open
    settle(qtbot, tumour)


def test_what_runs_the_document_puts_the_schedule_away(tumour: MainWindow, qtbot: QtBot) -> None:
    """Start again, an undo of an earlier run, another pathway: the diagram shows the document then."""
    workspace = tumour.workspace
    workspace.run(ToggleNode("Anti_PD1"))
    for leave in (
        lambda: workspace.run(StartAgain()),
        workspace.undo,
        lambda: workspace.open(shipped_pathways()[0]),
    ):
        tumour.scheduling.toggle(on=True)
        assert workspace.course is not None
        leave()
        assert (False, None) == (tumour.scheduling.is_open, workspace.course)
        assert not tumour.actions_by_id["schedule"].isChecked()
    settle(qtbot, tumour)


def test_the_timeline_may_be_hidden_before_and_is_after(tumour: MainWindow, qtbot: QtBot) -> None:
    """The schedule stands in the timeline's place even then; F7 during it leaves it."""
    tumour.actions_by_id["timeline"].trigger()
    assert not tumour.timeline_place.isVisible()
    tumour.actions_by_id["schedule"].trigger()
    assert tumour.timeline_place.isVisible()
    tumour.scheduling.leave()
    assert not tumour.timeline_place.isVisible()
    tumour.actions_by_id["timeline"].trigger()
    tumour.actions_by_id["schedule"].trigger()
    tumour.actions_by_id["timeline"].trigger()
    assert not tumour.scheduling.is_open
    settle(qtbot, tumour)


def test_arrow_keys_on_a_bar_are_no_shortcuts_of_the_window(tumour: MainWindow, qtbot: QtBot) -> None:
    """They move the bar; the diagram follows at once."""
    tumour.actions_by_id["schedule"].trigger()
    tumour.workspace.run(ChangeBars(0, (THERAPY,), "therapy"))
    pane = tumour.scheduling.pane
    assert pane is not None
    ring = stops(tumour)
    assert pane.board.buttons[0][0] is ring[ring.index(pane.band) + 1]
    QTest.keyClick(pane.board.buttons[0][0], Qt.Key.Key_Right)
    assert ((Bar("Targeted_Therapy", True, 1, 7),),) == tumour.workspace.open_document.state.schedules
    assert pane.courses[0].bars == tumour.workspace.open_document.state.schedules[0]
    settle(qtbot, tumour)


def test_every_shipped_pathway_has_a_schedule_of_each_scenario(window: MainWindow, qtbot: QtBot) -> None:
    """Taken as a schedule, each scenario is painted without a word of complaint, and its end is the scenario's."""
    for path in shipped_pathways():
        window.workspace.open(path)
        for scenario in window.workspace.open_document.pathway.scenarios[:3]:
            window.workspace.run(PlayScenario(scenario.id))
            end = window.workspace.open_document.state.present
            window.workspace.run(SetSchedules((), "none"))
            window.scheduling.toggle(on=True)
            assert end == window.workspace.moment.after
            assert not window.grab().isNull()
            window.scheduling.leave()
    settle(qtbot, window)
