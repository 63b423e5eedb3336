"""Does a talk show every step as the story has it, whatever happened in between?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.errors import CommandRefusedError
from explorer.pathway.definition import Beginning, Pathway, StoryStep
from explorer.session.commands import ToggleNode
from explorer.session.document import Document
from explorer.session.story import ShowStoryStep, story_states
from explorer.session.talk import Talk
from tests.session.small_pathways import chain

STORY = (
    StoryStep("Naive"),
    StoryStep("Stress", hold={"Stress": True}),
    StoryStep("Still stress", hold={"Stress": True}),
    StoryStep("Drug", hold={"Stress": True, "Drug": True}),
    StoryStep("Drug at once", begin=Beginning.START, hold={"Stress": True, "Drug": True}),
    StoryStep("Drug that does nothing", begin=Beginning.START, hold={"Stress": True, "Drug": True}, variants=("V1",)),
)


@pytest.fixture
def pathway() -> Pathway:
    """Return the chain with a story."""
    return replace(chain(), story=STORY)


def memory(pathway: Pathway) -> list[bool]:
    """Return whether the tumour remembers, step by step."""
    return [state.value("Memory") for state in story_states(pathway)]


def test_history_matters(pathway: Pathway) -> None:
    """The run goes on from step to step; a step may begin anew, and may switch variants."""
    assert [False, True, True, True, False, True] == memory(pathway)


def test_a_step_that_holds_the_same_runs_nothing(pathway: Pathway) -> None:
    """Its state is that of the step before."""
    states = story_states(pathway)
    assert states[1] is states[2]
    assert [1, 2, 2, 3, 2, 2] == [len(state.runs) for state in states]


def test_any_step_can_be_shown_at_once(pathway: Pathway) -> None:
    """As one step of the history, with undo; where moved nodes stand is not the story's business."""
    document = Document(pathway, layout=pathway.layout)
    before = document.state
    document.run(ShowStoryStep(3))
    assert story_states(pathway)[3].runs is document.state.runs
    assert pathway.layout is document.state.layout
    assert "Story step 4: Drug" == document.history.undo_label
    document.undo()
    assert before is document.state


def test_a_step_plays_its_own_run(pathway: Pathway) -> None:
    """Also where the steps before it were jumped over."""
    document = Document(pathway)
    change = document.run(ShowStoryStep(3))
    assert document.timeline.starts[-1] == change.watch_from
    assert document.run(ShowStoryStep(0)).watch_from is None


def test_there_are_only_so_many_steps(pathway: Pathway) -> None:
    """Others are refused in words."""
    with pytest.raises(CommandRefusedError, match="has 6 steps, not 7"):
        Document(pathway).run(ShowStoryStep(6))


def test_the_next_step_resumes_the_story(pathway: Pathway) -> None:
    """After an excursion the next step is as it would have been, and back returns to the step first."""
    talk = Talk(pathway)
    seen: list[int] = []
    talk.moved.connect(seen.append)
    assert talk.next()
    assert talk.next()
    assert not talk.is_excursion
    talk.document.run(ToggleNode("Drug"))
    assert talk.is_excursion
    assert talk.back()
    assert (1, False) == (talk.at, talk.is_excursion)
    talk.document.run(ToggleNode("Drug"))
    assert talk.next()
    assert story_states(pathway)[2].runs is talk.document.state.runs
    assert [0, 1, 1, 2] == seen


def test_the_story_has_two_ends(pathway: Pathway) -> None:
    """Before the first and after the last nothing moves."""
    talk = Talk(pathway)
    assert talk.go(5)
    assert not talk.next()
    assert talk.go(0)
    assert not talk.back()
    assert 0 == talk.at


def test_without_a_story_there_is_no_talk() -> None:
    """It is the caller's to offer none."""
    with pytest.raises(ValueError, match="Chain"):
        Talk(chain())
