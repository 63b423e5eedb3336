"""On stage: does every key lead where it should, does the model answer, and is everything left as it was?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.sight import kept_in
from explorer.pathway.story import reading_seconds
from explorer.session.story import story_states
from explorer.session.talk import Talk
from explorer.ui.presenter.kiosk import Kiosk
from explorer.ui.presenter.notes import SpeakerNotes
from explorer.ui.presenter.stage import Stage
from explorer.ui.theme.roles import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from explorer.pathway.definition import Pathway

KEY = Qt.Key
SHIELD = next(path for path in shipped_pathways() if path.stem == "lcn2-shield")


@pytest.fixture
def pathway() -> Pathway:
    """Return a shipped pathway of seven steps."""
    return load(SHIELD).pathway


def made(pathway: Pathway, qtbot: QtBot, *, animate: bool = False) -> Stage:
    """Return a stage at the first step."""
    stage = Stage(Talk(pathway), LIGHT, animate=animate)
    qtbot.addWidget(stage)
    stage.resize(1280, 720)
    stage.show()
    stage.begin()
    return stage


@pytest.fixture
def stage(pathway: Pathway, qtbot: QtBot) -> Iterator[Stage]:
    """Return a stage without motion."""
    shown = made(pathway, qtbot)
    yield shown
    shown.close()


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        ([KEY.Key_Right, KEY.Key_PageDown, KEY.Key_Space, KEY.Key_Down], 4),
        ([KEY.Key_Return, KEY.Key_Right, KEY.Key_Left], 1),
        ([KEY.Key_End, KEY.Key_Right], 6),
        ([KEY.Key_5], 4),
        ([KEY.Key_9], 0),
        ([KEY.Key_5, KEY.Key_Home, KEY.Key_PageUp], 0),
        ([KEY.Key_4, KEY.Key_F5], 0),
    ],
)
def test_keys_lead_from_step_to_step(stage: Stage, qtbot: QtBot, keys: list[Qt.Key], at: int) -> None:
    """Arrows, space and what clickers send; a digit jumps, and where there is no step nothing happens."""
    for key in keys:
        qtbot.keyClick(stage, key)
    assert at == stage.talk.at
    assert story_states(stage.talk.document.state.base)[at].runs is stage.talk.document.state.runs
    assert stage.talk.steps[at].title == stage.caption.words[0]


def test_the_screen_goes_black_and_comes_back(stage: Stage, qtbot: QtBot) -> None:
    """B turns it off and on; the next step shows itself; Escape first brings the picture back, then leaves."""
    qtbot.keyClick(stage, KEY.Key_B)
    assert stage.is_blank
    qtbot.keyClick(stage, KEY.Key_Right)
    assert not stage.is_blank
    qtbot.keyClick(stage, KEY.Key_Period)
    qtbot.keyClick(stage, KEY.Key_Escape)
    assert not stage.is_blank
    with qtbot.waitSignal(stage.left):
        qtbot.keyClick(stage, KEY.Key_Escape)


def test_a_click_on_a_node_flips_it_and_a_click_beside_goes_on(stage: Stage, qtbot: QtBot) -> None:
    """The model answers live; the next step resumes the story."""
    stage.go(3)
    item = stage.canvas.diagram_scene.node_items["Anti_LCN2"]
    at = stage.canvas.mapFromScene(item.sceneBoundingRect().center())
    qtbot.mouseClick(stage.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert stage.talk.is_excursion
    assert ("Durable response", True, True) in stage.footer.outcomes
    assert "Live" in stage.footer.accessibleDescription()
    qtbot.mouseClick(stage.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert (4, False) == (stage.talk.at, stage.talk.is_excursion)


def test_what_is_not_revealed_is_hidden(stage: Stage) -> None:
    """And comes back with the next step; a hidden node cannot be hit."""
    items = stage.canvas.diagram_scene.node_items
    stage.go(1)
    assert (True, False) == (items["ATF4"].isVisible(), items["Mac_Suppressive"].isVisible())
    stage.go(2)
    assert items["Mac_Suppressive"].isVisible()
    stage.go(0)
    assert items["Mac_Suppressive"].isVisible()
    assert items["Mac_Suppressive"].opacity() < 0.2


def test_every_word_has_room(qtbot: QtBot) -> None:
    """Titles, texts and sources of all shipped stories, on a small screen and a large one."""
    for path in shipped_pathways():
        shown = made(load(path).pathway, qtbot)
        for size in ((800, 600), (1280, 720), (1920, 1080)):
            shown.resize(*size)
            for at in range(len(shown.talk.steps)):
                shown.go(at)
                assert shown.caption.fits(), (path.stem, at, size)
        shown.close()


def test_with_motion_the_run_waits_for_the_camera(pathway: Pathway, qtbot: QtBot) -> None:
    """The camera glides, then the run plays from its beginning, and ends at the step's end."""
    stage = made(pathway, qtbot, animate=True)
    stage.live.player.speed = 50.0
    stage.go(1)
    assert stage.canvas.is_gliding
    assert not stage.live.player.playing
    qtbot.waitUntil(lambda: stage.live.player.at_end and not stage.canvas.is_gliding, timeout=8000)
    assert stage.live.moment.after == story_states(pathway)[1].present
    stage.close()


def test_with_motion_the_first_step_is_in_sight(pathway: Pathway, qtbot: QtBot) -> None:
    """Also after the screen has got another size: what the step looks at fills the room."""
    stage = made(pathway, qtbot, animate=True)
    for width, height in ((1280, 720), (1920, 1080), (1024, 768)):
        stage.resize(width, height)
        diagram = stage.canvas.diagram_scene.diagram
        assert diagram is not None
        box = kept_in(diagram, pathway, stage.talk.step)
        wanted = QRectF(box.left, box.top, box.width, box.height)
        seen = stage.canvas
        qtbot.waitUntil(lambda seen=seen, wanted=wanted: seen.area_in_sight.adjusted(-1, -1, 1, 1).contains(wanted))
    stage.close()


def test_the_camera_leaves_from_where_it_is(pathway: Pathway, qtbot: QtBot) -> None:
    """The way to the second step begins at the first, without a jump, and never leads away from both."""
    stage = made(pathway, qtbot, animate=True)
    qtbot.waitUntil(lambda: not stage.canvas.is_gliding)
    before = stage.canvas.area_in_sight
    stage.go(1)
    seen = [stage.canvas.area_in_sight]
    while stage.canvas.is_gliding:
        QApplication.processEvents()
        seen.append(stage.canvas.area_in_sight)
    both = before.united(seen[-1]).adjusted(-2, -2, 2, 2)
    assert before == seen[0]
    assert [] == [area for area in seen if not both.contains(area.center())]
    stage.close()


def test_fast_keys_end_where_the_last_one_leads(pathway: Pathway, qtbot: QtBot) -> None:
    """Nothing of a step that was left shows up later, and leaving in the middle is safe."""
    stage = made(pathway, qtbot, animate=True)
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Left, KEY.Key_6, KEY.Key_Right, KEY.Key_Left):
        qtbot.keyClick(stage, key)
    assert 5 == stage.talk.at
    opacities = {item.opacity() for item in stage.canvas.diagram_scene.node_items.values()}
    qtbot.waitUntil(lambda: not stage.canvas.is_gliding)
    assert {1.0} == {item.opacity() for item in stage.canvas.diagram_scene.node_items.values()}, opacities
    stage.close()


def test_the_pointer_follows_the_mouse(stage: Stage, qtbot: QtBot) -> None:
    """L turns it on and off."""
    qtbot.keyClick(stage, KEY.Key_L)
    assert stage.has_laser
    qtbot.mouseMove(stage.canvas.viewport(), QPoint(100, 90))
    qtbot.keyClick(stage, KEY.Key_L)
    assert not stage.has_laser


def test_the_speaker_reads_the_notes(stage: Stage, qtbot: QtBot) -> None:
    """They follow the stage; keys pressed there reach it; the buttons do the same."""
    notes = SpeakerNotes(stage)
    notes.show()
    qtbot.keyClick(notes, KEY.Key_PageDown)
    assert stage.talk.steps[1].notes == notes.notes.text()
    assert f"Next: {stage.talk.steps[2].title}" == notes.following.text()
    qtbot.mouseClick(notes.buttons["Next"], Qt.MouseButton.LeftButton)
    assert 2 == stage.talk.at
    stage.go(6)
    assert "Next: the end of the story" == notes.following.text()
    notes.close()


def test_a_kiosk_goes_on_until_somebody_comes(stage: Stage, qtbot: QtBot) -> None:
    """A visitor has the stage to himself; once he is idle the story starts over."""
    kiosk = Kiosk(stage, idle_seconds=0.05)
    stage.go(3)
    qtbot.keyClick(stage, KEY.Key_Right)
    assert kiosk.is_visited
    qtbot.waitUntil(lambda: 0 == stage.talk.at and not kiosk.is_visited)
    stage.go(6)
    kiosk._go_on()
    assert 0 == stage.talk.at
    kiosk.stop()


def test_a_longer_text_stays_longer() -> None:
    """In seconds, and never shorter than a glance."""
    assert 8.0 == reading_seconds("short")
    assert 24.0 == reading_seconds("x" * 280)


def test_another_theme_reaches_everything(stage: Stage) -> None:
    """Canvas, caption and footer."""
    stage.set_theme(DARK)
    assert DARK.canvas == stage.canvas.backgroundBrush().color().name()
