"""Do the stories of the shipped pathways say what their own scenarios expect, in few enough words?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.definition import Unrevealed
from explorer.pathway.story import revealed
from explorer.session.story import story_states

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.pathway.definition import Pathway

pytestmark = pytest.mark.parametrize("path", shipped_pathways(), ids=lambda path: path.stem)
LONGEST_TEXT, LONGEST_TITLE = 240, 48
"""What the last row can read, in characters."""


@pytest.fixture
def pathway(path: Path) -> Pathway:
    """Return a shipped pathway."""
    return load(path).pathway


def test_five_to_eight_steps_of_few_words(pathway: Pathway) -> None:
    """Each with a text, and with notes for the speaker."""
    assert 5 <= len(pathway.story) <= 8
    for step in pathway.story:
        assert 0 < len(step.title) <= LONGEST_TITLE, step.title
        assert 0 < len(step.text) <= LONGEST_TEXT, step.text
        assert step.notes, step.title


def test_what_a_step_says_is_marked_with_its_basis_or_its_sources(pathway: Pathway) -> None:
    """No step stands without either, and the last reminds of the limits."""
    assert [] == [step.title for step in pathway.story if not step.basis and not step.evidence]
    assert "not advice for treatment" in pathway.story[-1].text


def test_a_step_that_is_a_scenario_ends_as_that_expects(pathway: Pathway) -> None:
    """Where the last phase of a scenario with the same basis holds the same, its expectations are met."""
    ends = {}
    for scenario in pathway.scenarios:
        if len(scenario.phases) <= 2:  # longer ones are about a history of their own
            ends[tuple(sorted(scenario.phases[-1].hold.items())), scenario.basis] = scenario
    compared = 0
    for step, state in zip(pathway.story, story_states(pathway), strict=True):
        scenario = ends.get((tuple(sorted(step.hold.items())), step.basis))
        if scenario is None or step.rest is Unrevealed.OUT:
            continue
        history = [run.holds for run in state.runs[1:-1]]
        if any("Targeted_Therapy" in holds for holds in history) and "Targeted_Therapy" not in step.hold:
            continue  # an adapted tumour is another one: that is what the step is about
        compared += 1
        assert {} == {id_: v for id_, v in scenario.expect.items() if state.value(id_) != v}, step.title
    assert compared >= 2


def test_what_stands_out_is_to_be_seen(pathway: Pathway) -> None:
    """Nothing is highlighted, or looked at, that the step does not reveal; every run comes to rest."""
    for step, state in zip(pathway.story, story_states(pathway), strict=True):
        shown = revealed(pathway, step) or set(pathway.nodes)
        ends = {end for subject in (*step.highlight, *step.camera) for end in subject.split(" -> ")}
        assert ends - set(pathway.compartments) <= set(shown), step.title
        assert "fixed_point" == state.runs[-1].trajectory.end.value
