"""Is an answer tried where it was asked, and only on the pathway that it is about?"""

from __future__ import annotations

import pytest

from explorer.errors import CommandRefusedError
from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.session.commands import ToggleNode
from explorer.session.document import Document
from explorer.session.trying import TryHolds, TryPulse


def test_a_try_begins_where_was_asked_and_is_one_step() -> None:
    """What was done since is left aside; undo brings it back."""
    document = Document(load(shipped_pathways()[0]).pathway)
    document.run(ToggleNode("Chronic_Stress"))
    asked = document.state
    document.run(ToggleNode("ISR_Inhibitor"))
    later = document.state
    document.run(TryHolds(asked, {"Anti_LCN2": True}, "Anti-LCN2 antibody"))
    assert {"Chronic_Stress": True, "Anti_LCN2": True} == dict(document.state.holds)
    assert asked.runs == document.state.runs[:-1]
    assert "Try Anti-LCN2 antibody" == document.history.undo_label
    document.undo()
    assert later is document.state


def test_a_pulse_is_two_runs_and_one_step() -> None:
    """It is held, let go again, and what stood before stands afterwards; undo brings the question back."""
    document = Document(load(shipped_pathways()[0]).pathway)
    document.run(ToggleNode("Chronic_Stress"))
    asked = document.state
    document.run(TryPulse(asked, {"Anti_LCN2": True}, "Anti-LCN2 antibody for a while"))
    *before, meanwhile, last = document.state.runs
    assert asked.runs == tuple(before)
    assert {"Chronic_Stress": True, "Anti_LCN2": True} == dict(meanwhile.holds)
    assert dict(asked.holds) == dict(last.holds) == dict(document.state.holds)
    assert "Try Anti-LCN2 antibody for a while" == document.history.undo_label
    document.undo()
    assert asked is document.state


def test_a_pulse_takes_a_held_input_away_and_gives_it_back() -> None:
    """A pause of what is ON: meanwhile it is at its start value, and afterwards held as before."""
    document = Document(load(shipped_pathways()[0]).pathway)
    document.run(ToggleNode("Chronic_Stress"))
    document.run(TryPulse(document.state, {"Chronic_Stress": False}, "a pause of stress"))
    assert {} == dict(document.state.runs[-2].holds)
    assert {"Chronic_Stress": True} == dict(document.state.holds)


def test_started_again_under_the_same_holds() -> None:
    """The history is left behind, the holds stand."""
    document = Document(load(shipped_pathways()[0]).pathway)
    document.run(ToggleNode("ISR_Inhibitor"))
    document.run(ToggleNode("Chronic_Stress"))
    asked = document.state
    document.run(TryPulse(asked, {}, "starting again", is_begun_anew=True))
    assert 2 == len(document.state.runs)
    assert dict(asked.holds) == dict(document.state.holds)


def test_a_try_on_another_pathway_is_refused() -> None:
    """The answer was about the one that was open then, and nothing changes."""
    first, second = (Document(load(path).pathway) for path in shipped_pathways()[:2])
    before = second.state
    with pytest.raises(CommandRefusedError, match="another pathway"):
        second.run(TryHolds(first.state, {}, "nothing"))
    assert before is second.state
