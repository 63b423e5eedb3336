"""Messages, problems, scenarios, playback: what they show and ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from explorer.errors import Problem, Severity
from explorer.logic.updater import SCHEMES as SCHEME_NAMES
from explorer.session import commands
from explorer.ui.panels.message_bar import MessageBar
from explorer.ui.panels.playback_bar import PlaybackBar
from explorer.ui.panels.problems import ProblemsPanel
from explorer.ui.panels.scenarios import ScenariosPanel, fill_menu
from explorer.ui.panels.words import SCHEMES, published, subtitle, tooltip
from explorer.ui.theme.roles import DARK

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from explorer.session.document import Document

PROBLEMS = (
    Problem(12, 5, Severity.ERROR, "there is no node '<b>'", "Did you mean 'B'?", "a.yaml"),
    Problem(0, 0, Severity.WARNING, "nothing is drawn", "", "a.yaml"),
)


def test_messages_wait_their_turn(qtbot: QtBot) -> None:
    """The message that weighs most is shown; closing it shows the next; without any the bar is hidden."""
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message("read again", "good")
    bar.show_message("cannot be opened", "error", action="Show")
    assert bar.text.text() == "cannot be opened"
    assert bar.count.text() == "1 more"
    bar.dismiss()
    assert bar.text.text() == "read again"
    bar.close_button.click()
    assert bar.isHidden()


def test_calm_messages_do_not_pile_up(qtbot: QtBot) -> None:
    """A new piece of good news takes the place of the last; the same words are shown once."""
    bar = MessageBar()
    qtbot.addWidget(bar)
    for text in ("one", "two", "two"):
        bar.show_message(text, "good")
    assert [message.text for message in bar.messages] == ["two"]


def test_the_action_of_a_message(qtbot: QtBot) -> None:
    """The button does what it says, tells it, and the message goes."""
    bar = MessageBar()
    qtbot.addWidget(bar)
    done: list[str] = []
    bar.show_message("refused", "error", action="Show", on_action=lambda: done.append("shown"))
    with qtbot.waitSignal(bar.action_requested) as caught:
        bar.action.click()
    assert caught.args == ["Show"]
    assert done == ["shown"]
    assert bar.isHidden()


def test_problems_can_be_taken_back(qtbot: QtBot) -> None:
    """When a file is well again, what was said about its problems goes; other news, and other files' problems, stay."""
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message("saved", "good")
    bar.show_message("2 problems", "error", about="a.yaml")
    bar.show_message("3 problems", "error", about="b.yaml")
    bar.dismiss_problems("a.yaml")
    assert [message.text for message in bar.messages] == ["3 problems", "saved"]


def test_a_message_is_plain_text(qtbot: QtBot) -> None:
    """Markup in a message is shown as it stands."""
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message("<b>x</b>")
    assert bar.text.textFormat() is Qt.TextFormat.PlainText


def test_problems_are_listed_with_their_places(qtbot: QtBot) -> None:
    """Each problem says line, column, severity, what and what to do."""
    panel = ProblemsPanel()
    qtbot.addWidget(panel)
    panel.show_problems(PROBLEMS)
    panel.set_theme(DARK)
    assert panel.summary.text() == "1 error and 1 warning"
    first, second = (panel.list.item(row).text() for row in range(2))
    assert first == "line 12, column 5: error\nthere is no node '<b>' Did you mean 'B'?"
    assert second.startswith("the file as a whole: warning")
    assert "<b>" not in panel.list.item(0).toolTip()


def test_problems_are_copied_and_gone_to(qtbot: QtBot) -> None:
    """All problems can be copied as text; Enter on one asks for its place in the file."""
    panel = ProblemsPanel()
    qtbot.addWidget(panel)
    panel.show_problems(PROBLEMS)
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == "\n".join(str(problem) for problem in PROBLEMS)
    with qtbot.waitSignal(panel.open_requested) as caught:
        panel.list.itemActivated.emit(panel.list.item(0))
    assert caught.args == ["a.yaml", 12, 5]


def test_scenarios(qtbot: QtBot, document: Document) -> None:
    """A scenario is asked for by a click or Enter; its tooltip gives expectation, basis and reason."""
    panel = ScenariosPanel()
    qtbot.addWidget(panel)
    panel.show_pathway(document.pathway)
    panel.show_current("S1")
    panel.set_theme(DARK)
    panel.show()
    assert panel.rows["S1"].is_marked
    asked: list[str] = []
    panel.scenario_requested.connect(asked.append)
    qtbot.mouseClick(panel.rows["S1"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(panel.rows["S2"], Qt.Key.Key_Return)
    assert asked == ["S1", "S2"]
    for words in ("Tumour growth OFF", "news", "the report says so"):
        assert words in panel.rows["S1"].toolTip()


def test_scenario_menu(qtbot: QtBot, document: Document) -> None:
    """The menu has one entry a scenario, with its basis, and calls back with the id."""
    menu = QMenu()
    qtbot.addWidget(menu)
    chosen: list[str] = []
    fill_menu(menu, document.pathway, chosen.append)
    assert [action.text() for action in menu.actions()] == ["Stress, then drug\tnews", "Stress alone\tprediction"]
    menu.actions()[1].trigger()
    assert chosen == ["S2"]


@pytest.fixture
def bar(qtbot: QtBot) -> PlaybackBar:
    made = PlaybackBar()
    qtbot.addWidget(made)
    return made


def test_playback_asks(qtbot: QtBot, bar: PlaybackBar) -> None:
    """Every button asks for what it says."""
    for name, signal in (
        ("restart", bar.start_again_requested),
        ("step_back", bar.step_back_requested),
        ("play", bar.play_requested),
        ("step_forward", bar.step_forward_requested),
        ("skip_to_end", bar.skip_to_end_requested),
    ):
        with qtbot.waitSignal(signal):
            bar.buttons[name].click()


def test_playback_says_where_it_is(bar: PlaybackBar, document: Document, loop: Document) -> None:
    """The position is told in words, and only steps that there are can be asked for."""
    document.run(commands.ToggleNode("Stress"))
    timeline = document.timeline
    bar.show_position(timeline, timeline.last)
    assert bar.position.text() == "step 3 of 3"
    assert not bar.buttons["step_forward"].isEnabled()
    assert bar.buttons["step_back"].isEnabled()
    loop.run(commands.ToggleNode("Go"))
    bar.show_position(loop.timeline, loop.timeline.starts[1])
    assert bar.position.text() == "step 0 of 4, cycle of 4"


def test_speed_and_scheme(qtbot: QtBot, bar: PlaybackBar) -> None:
    """Speed and update scheme are chosen from menus; what is shown is what was told, not what was clicked."""
    with qtbot.waitSignal(bar.speed_requested) as speed:
        bar.speed.menu().actions()[0].trigger()
    assert speed.args == [0.25]
    with qtbot.waitSignal(bar.scheme_requested) as scheme:
        bar.scheme.menu().actions()[1].trigger()
    assert scheme.args == ["asynchronous"]
    assert bar.scheme.text() == "Synchronous"
    bar.show_scheme("priority")
    bar.show_speed(0.5)
    assert (bar.scheme.text(), bar.speed.text()) == ("Priority", "Speed ½×")


def test_every_scheme_is_explained() -> None:
    """Each update scheme has a sentence, in the order of the core."""
    assert tuple(SCHEMES) == SCHEME_NAMES


def test_play_and_pause(bar: PlaybackBar) -> None:
    """The button says what it would do."""
    bar.show_playing(playing=True)
    assert bar.buttons["play"].accessibleName() == "Pause"
    bar.show_playing(playing=False)
    assert bar.buttons["play"].accessibleName() == "Play"


def test_words(document: Document) -> None:
    """A source is named without volume and pages; a subtitle names the most cited paper; tooltips are plain."""
    assert published(document.pathway.references["a"]) == "Nature 2026"
    assert subtitle(document.pathway) == "7 nodes · Nature 2026"
    assert tooltip("a <b>\nc") == "<p style='margin:0; white-space:pre'>a &lt;b&gt;<br>c</p>"
    assert "white-space:normal" in tooltip("long " * 20)
