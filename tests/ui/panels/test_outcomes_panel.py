"""Outcomes: words for every end of a run, signs, since when, expectations, the caution."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

import explorer
from explorer.logic.simulation import StopReason, Trajectory
from explorer.session import commands
from explorer.session.moment import moment_at
from explorer.session.timeline import Timeline
from explorer.ui.panels.chips import Tone
from explorer.ui.panels.outcomes import OutcomesPanel
from explorer.ui.theme.roles import DARK

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from explorer.pathway.definition import Pathway
    from explorer.session.document import Document

MARKUP = "<script>alert(1)</script>"


def made(qtbot: QtBot, document: Document) -> OutcomesPanel:
    panel = OutcomesPanel()
    qtbot.addWidget(panel)
    panel.show_timeline(document.timeline)
    panel.resize(330, 500)
    panel.show()
    return panel


def test_a_fixed_point_in_words(qtbot: QtBot, document: Document) -> None:
    """A run that comes to rest says in how many steps."""
    document.run(commands.ToggleNode("Stress"))
    assert made(qtbot, document).sentence.text() == "Settles in 3 steps: a fixed point."


def test_a_cycle_in_words(qtbot: QtBot, loop: Document) -> None:
    """A run that turns says so with its period, and its outcome keeps turning."""
    loop.run(commands.ToggleNode("Go"))
    panel = made(qtbot, loop)
    assert panel.sentence.text() == "Keeps turning: a cycle of period 4."
    assert panel.rows["B"].standing.detail == "keeps turning"


def test_the_limit_in_words(qtbot: QtBot, loop: Document) -> None:
    """A run that was stopped says after how many steps, and claims nothing more."""
    states = loop.state.runs[-1].trajectory.states
    stopped = replace(loop.state.runs[-1], trajectory=Trajectory(states * 3, StopReason.LIMIT, None))
    panel = made(qtbot, loop)
    panel.show_timeline(Timeline(replace(loop.state, runs=(stopped,))))
    assert panel.sentence.text() == f"No rest and no cycle found within {len(states) * 3 - 1} steps."


def test_before_now_and_since(qtbot: QtBot, document: Document) -> None:
    """A row gives the value before the run, the value now, and since which step."""
    document.run(commands.ToggleNode("Stress"))
    shown = made(qtbot, document).rows["Growth"].standing
    assert (shown.first, shown.second, shown.detail, shown.tone) == (False, True, "since step 3", Tone.BAD)


def test_an_earlier_moment(qtbot: QtBot, document: Document) -> None:
    """On an earlier step the values are those of that step, and what is to come is named as such."""
    document.run(commands.ToggleNode("Stress"))
    panel = made(qtbot, document)
    timeline = document.timeline
    panel.show_timeline(timeline, moment_at(timeline, timeline.starts[-1]))
    shown = panel.rows["Growth"].standing
    assert (shown.second, shown.detail, shown.tone) == (False, "settles at step 3", Tone.GOOD)
    panel.show_timeline(timeline, moment_at(timeline, 0))
    assert panel.rows["Growth"].standing.detail == "unchanged"


def test_good_and_bad_are_said_to_a_screen_reader(qtbot: QtBot, document: Document) -> None:
    """A row's accessible name says both states and whether that is wanted."""
    document.run(commands.ToggleNode("Stress"))
    row = made(qtbot, document).rows["Growth"]
    assert row.accessibleName() == "Tumour growth: before OFF, now ON, not wanted. since step 3"


def test_expectations_of_a_scenario(qtbot: QtBot, document: Document) -> None:
    """A scenario shows expected beside reached, with its basis and reason; without one the section is hidden."""
    panel = made(qtbot, document)
    assert panel.expectation.isHidden()
    document.run(commands.PlayScenario("S1"))
    panel.show_timeline(document.timeline)
    assert panel.expectation.rows["Growth"].standing.sign == ("✓", Tone.PLAIN)
    assert panel.expectation.chip.text == "news"
    assert panel.expectation.reason.text() == "the report says so"
    document.run(commands.PlayScenario("S2"))
    panel.show_timeline(document.timeline)
    assert panel.expectation.rows["Growth"].standing.sign == ("✗", Tone.MISSED)
    document.run(commands.ToggleNode("Drug"))
    panel.show_timeline(document.timeline)
    assert panel.expectation.isHidden()


def test_the_caution_is_always_there(qtbot: QtBot, document: Document) -> None:
    """The caution stands under the outcomes at any height."""
    panel = made(qtbot, document)
    panel.resize(240, 150)
    assert panel.caution.text() == explorer.CAUTION
    assert panel.caution.isVisible()


def test_a_row_selects_its_node(qtbot: QtBot, document: Document) -> None:
    """A click on a row and Enter on it select the outcome."""
    panel = made(qtbot, document)
    chosen: list[str] = []
    panel.selected.connect(chosen.append)
    qtbot.mouseClick(panel.rows["Control"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(panel.rows["Growth"], Qt.Key.Key_Return)
    assert chosen == ["Control", "Growth"]


def test_markup_is_text(qtbot: QtBot, document: Document, with_label: Callable[[str], Pathway]) -> None:
    """Markup in a label stays text in the tooltip."""
    panel = made(qtbot, type(document)(with_label(MARKUP)))
    assert "<script" not in panel.rows["O"].toolTip()


def test_paints_in_every_theme_and_width(qtbot: QtBot, document: Document) -> None:
    """Painting works at any width, with and without a scenario."""
    document.run(commands.PlayScenario("S2"))
    panel = made(qtbot, document)
    for theme in (DARK, panel._theme):
        for width in (160, 240, 600):
            panel.set_theme(theme)
            panel.resize(width, 400)
            assert not panel.grab().isNull()
