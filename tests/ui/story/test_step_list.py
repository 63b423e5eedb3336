"""Does the list of steps say what a step is, and does its small picture show it?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from explorer.pathway.definition import Basis, Beginning, Pathway, StoryStep, Unrevealed
from explorer.pathway.diagram import diagram_of
from explorer.session.story import story_states
from explorer.ui.story.miniature import SIZE, miniature
from explorer.ui.story.step_list import StepList
from explorer.ui.story.words import camera_words, held_words, length_words, names, summary
from explorer.ui.theme.roles import DARK, LIGHT, Theme
from tests.session.small_pathways import chain

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

STRESS = StoryStep("Stress", hold={"Stress": True}, basis=Basis.NEWS)
ANEW = StoryStep("Variant", begin=Beginning.START, hold={"Drug": False}, variants=("V1",))


@pytest.fixture
def pathway() -> Pathway:
    """Return the chain with two steps."""
    return replace(chain(), story=(STRESS, ANEW))


def test_rows_say_what_happens(pathway: Pathway, qtbot: QtBot) -> None:
    """To the eye and to a screen reader; fewer steps leave fewer rows, and nothing is told of that."""
    steps = StepList()
    qtbot.addWidget(steps)
    told: list[int] = []
    steps.currentRowChanged.connect(told.append)
    steps.show_steps(pathway, pathway.story, 1)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert ["1   Stress", "2   Variant"] == steps.titles
    assert "Step 1: Stress. Stress ON, basis: news" == steps.item(0).data(role)
    assert "Step 2: Variant. Anew: Drug OFF, variant: The drug does nothing" == steps.item(1).data(role)
    assert 1 == steps.currentRow()
    steps.show_steps(pathway, (ANEW,), 0)
    assert (["1   Variant"], []) == (steps.titles, told)


def test_keys_ask_and_change_nothing(pathway: Pathway, qtbot: QtBot) -> None:
    """The rows wait for the document; beyond the ends nothing is asked."""
    steps = StepList()
    qtbot.addWidget(steps)
    steps.show_steps(pathway, pathway.story, 0)
    asked: list[tuple[int, ...]] = []
    steps.move_requested.connect(lambda at, to: asked.append((at, to)))
    steps.remove_requested.connect(lambda at: asked.append((at,)))
    steps.show_requested.connect(lambda at: asked.append((at, at)))
    alt = Qt.KeyboardModifier.AltModifier
    for key, modifier in (
        (Qt.Key.Key_Up, alt),
        (Qt.Key.Key_Down, alt),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    ):
        qtbot.keyClick(steps, key, modifier)
    assert ([(0, 1), (0,), (0, 0)], ["1   Stress", "2   Variant"]) == (asked, steps.titles)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_picture_shows_what_is_on(pathway: Pathway, theme: Theme, qtbot: QtBot) -> None:
    """The unwanted outcome in its colour once stress is on, not before; what is hidden is left out."""
    diagram = diagram_of(pathway)

    def colours(step: StoryStep, at: int) -> set[str]:
        image = miniature(diagram, step, story_states(pathway)[at], theme, 2.0).toImage()
        assert (SIZE.width() * 2, SIZE.height() * 2) == (image.width(), image.height())
        return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    bad = QColor(theme.bad).name()
    assert bad in colours(STRESS, 0)
    assert bad not in colours(ANEW, 1)
    assert bad not in colours(replace(STRESS, show=("Stress",), rest=Unrevealed.HIDE), 0)


def test_words(pathway: Pathway) -> None:
    """Of holds, places and lengths."""
    assert "Nothing is held" == held_words(pathway, StoryStep("x"))
    assert "Anew: Nothing is held" == summary(pathway, StoryStep("x", begin=Beginning.START))
    assert "Stress → Signal, Drug" == names(pathway, ("Stress -> Signal", "Drug"))
    assert "A, B, C, D, E and 2 more" == names(pathway, "ABCDEFG")
    assert ("The whole diagram", "What is revealed", "Drug") == (
        camera_words(pathway, StoryStep("x")),
        camera_words(pathway, StoryStep("x", show=("Drug",))),
        camera_words(pathway, StoryStep("x", camera=("Drug",))),
    )
    assert "A region of 30 x 40 units, 10 from the left and 20 from the top" == camera_words(
        pathway, StoryStep("x", region=(10.0, 20.0, 30.0, 40.0))
    )


@pytest.mark.parametrize(
    ("share", "title_fits", "letters", "words", "is_warning"),
    [
        (1.0, True, 0, "One to three sentences", False),
        (1.0, True, 90, "90 letters", False),
        (1.0, True, 400, "less room", False),
        (0.8, True, 600, "shrink to 80%", True),
        (0.6, True, 900, "cut off", True),
        (1.0, False, 90, "The title is too long", True),
    ],
)
def test_guidance(share: float, letters: int, words: str, *, title_fits: bool, is_warning: bool) -> None:
    """Only what the audience would miss is a warning."""
    said, warns = length_words(share, title_fits=title_fits, letters=letters, smallest=0.6)
    assert is_warning is warns
    assert words in said
