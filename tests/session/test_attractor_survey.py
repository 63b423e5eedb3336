"""Are all attractors told, which lie ahead, how often each is reached; and what is said where they do not finish?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from small_pathways import chain, duel, ring

from explorer.errors import CommandRefusedError, NotFinishedError
from explorer.logic.budget import Budget
from explorer.session import attractor_survey
from explorer.session.attractor_survey import EndKind, Survey, survey
from explorer.session.commands import SetUpdateScheme, ToggleNode
from explorer.session.document import Document
from explorer.session.entering import EnterEnd
from explorer.session.moment import moment_at
from explorer.session.snapshot import DocumentState, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.logic.attractors import Attractor


def asked(state: DocumentState) -> Survey:
    """Return the complete answer."""
    *_, last = survey(state)
    return last


def test_both_ends_and_which_of_them_lies_ahead() -> None:
    """Memory latches: once it is ON, the end without it is no longer reached; both are listed."""
    fresh = opened(chain())
    naive, latched = asked(fresh).ends
    assert (EndKind.FIXED_POINT, 1, True) == (naive.kind, naive.size, naive.ahead)
    assert not latched.ahead
    later = ToggleNode("Stress")(ToggleNode("Stress")(fresh))
    found = asked(later)
    assert [False, True] == [end.ahead for end in found.ends]
    assert found.exact
    assert 1 == found.here(later.present)


def test_what_differs_and_what_is_shared() -> None:
    """Outcomes stand by themselves; of the others only the memory differs."""
    found = asked(opened(chain()))
    assert ("Memory",) == found.differing()
    assert {"Stress", "Drug", "Signal", "Shield"} == set(found.shared())


def test_shares_are_sampled_from_where_the_run_began() -> None:
    """Two nodes race: each wins half of the runs, and neither end is reached from the other."""
    raced = SetUpdateScheme("sequential")(ToggleNode("Drug")(opened(duel())))
    found = asked(raced)
    assert 2 == len(found.ends)
    for end in found.ends:
        assert end.from_start
        assert end.share is not None
        assert end.share.low < 0.5 < end.share.high
    assert [False, True] == sorted(bool(end.ahead) for end in found.ends)


def test_runs_that_turn_belong_to_the_end_in_which_they_turn() -> None:
    """A ring of two nodes has one attractor of four states, in which every run turns."""
    turning = ToggleNode("Gate")(opened(ring()))
    (end,) = asked(turning).ends
    assert (EndKind.CYCLIC, 4) == (end.kind, end.size)
    assert {"A": None, "B": None, "Gate": 1} == dict(zip(turning.pathway.network.nodes, end.values, strict=True)) | {
        "Gate": end.values[0]
    }
    assert end.share is not None
    assert (10_000, 0) == (end.share.count, asked(turning).unplaced)


def test_where_attractors_do_not_finish_all_fixed_points_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trap spaces tell them: what is listed is right, and it is said that others may be missing."""

    def unfinished(*_: object) -> Iterator[Attractor]:
        raise NotFinishedError("not finished within 1 s")
        yield

    monkeypatch.setattr(attractor_survey, "solved", unfinished)
    found = asked(opened(chain()))
    assert (False, True, "not finished within 1 s") == (found.exact, found.knows_fixed_points, found.reason)
    assert [EndKind.FIXED_POINT] * 2 == [end.kind for end in found.ends]
    (trap,) = asked(replace(ToggleNode("Gate")(opened(ring())))).ends
    assert EndKind.CYCLIC is trap.kind  # found from the present state, so it is no mere trap space any more
    assert trap.ahead


def test_cancel_is_heard() -> None:
    """Nothing is told after it."""
    with pytest.raises(NotFinishedError):
        list(survey(opened(chain()), budget=Budget(cancelled=lambda: True)))


def test_going_into_an_attractor_is_one_step() -> None:
    """Every node has its value there, what is held stays held, and undo takes it back."""
    document = Document(chain())
    before = document.state
    latched = asked(before).ends[1]
    document.run(EnterEnd(before, latched, "attractor 2 of 2"))
    assert latched.state == document.state.present
    assert ("Go to attractor 2 of 2", 2) == (document.history.undo_label, len(document.state.runs))
    document.undo()
    assert before is document.state


@pytest.mark.parametrize("made", [ring, duel])
def test_what_varies_is_marked(made: object) -> None:
    """In a cyclic attractor the diagram stands in one of its states, with the nodes marked that keep changing."""
    pathway = ring() if made is ring else duel(turning=True)
    start = ToggleNode(pathway.network.inputs[0])(opened(pathway))
    (end,) = (end for end in asked(start).ends if end.kind is EndKind.CYCLIC)
    document = Document(pathway)
    document.run(EnterEnd(start, end, "attractor"))
    assert end.state == document.state.present
    timeline = document.timeline
    varying = {node for node, value in zip(pathway.network.nodes, end.values, strict=True) if value is None}
    assert varying == moment_at(timeline, timeline.last).oscillating


def test_another_pathway_is_refused() -> None:
    """The attractor belongs to the pathway that was open then."""
    end = asked(opened(chain())).ends[0]
    document = Document(ring())
    with pytest.raises(CommandRefusedError, match="another pathway"):
        document.run(EnterEnd(opened(chain()), end, "attractor"))
