"""Is an answer tried where it was asked, and only on the pathway that it is about?"""

from __future__ import annotations

import pytest

from explorer.errors import CommandRefusedError
from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.session.commands import ToggleNode
from explorer.session.document import Document
from explorer.session.trying import TryHolds


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


def test_a_try_on_another_pathway_is_refused() -> None:
    """The answer was about the one that was open then, and nothing changes."""
    first, second = (Document(load(path).pathway) for path in shipped_pathways()[:2])
    before = second.state
    with pytest.raises(CommandRefusedError, match="another pathway"):
        second.run(TryHolds(first.state, {}, "nothing"))
    assert before is second.state
