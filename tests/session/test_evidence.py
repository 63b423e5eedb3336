"""Only what is known well enough: does everything follow the choice, and does undo bring the rest back?"""

from __future__ import annotations

from functools import cache

import pytest

from explorer.errors import CommandRefusedError
from explorer.io import formats
from explorer.locate import shipped_pathways
from explorer.pathway.definition import Confidence, Pathway
from explorer.session.commands import ToggleNode, ToggleVariant
from explorer.session.document import Document
from explorer.session.evidence import UseOnlyKnown, count_below, left_out
from explorer.session.snapshot import carried_over, opened


@cache
def shipped(name: str) -> Pathway:
    return next(formats.load(path).pathway for path in shipped_pathways() if path.stem == name)


def test_the_runs_are_made_anew_without_what_is_left_out() -> None:
    """Established arrows alone do not bring lipocalin 2 about; the holds and the number of runs stay."""
    stressed = ToggleNode("Chronic_Stress")(opened(shipped("lcn2-shield")))
    sure = UseOnlyKnown(Confidence.ESTABLISHED)(stressed)
    assert (True, False) == (stressed.value("LCN2"), sure.value("LCN2"))
    assert (dict(stressed.holds), len(stressed.runs)) == (dict(sure.holds), len(sure.runs))
    assert {Confidence.ESTABLISHED} == {edge.confidence for edge in sure.pathway.edges}
    assert len(stressed.pathway.edges) - len(sure.pathway.edges) == left_out(sure) > 0
    assert (0, left_out(sure)) == (left_out(stressed), count_below(stressed, Confidence.ESTABLISHED))


def test_undo_brings_every_arrow_back() -> None:
    """One step, named as the user would; the pathway before is the same object again, the one after is kept."""
    document = Document(shipped("tnf-stat1-fatigue"))
    before = document.state
    change = document.run(UseOnlyKnown(Confidence.REPORTED))
    assert ("Use no hypothesised arrow", True) == (change.label, change.pathway_changed)
    assert document.pathway is document.state.pathway is not before.pathway
    document.undo()
    assert document.state is before
    document.redo()
    assert "CBP_p300 -> STAT1_Ac" not in document.pathway.edge_by_id


def test_what_follows_stays_without_them() -> None:
    """A later switch and a variant run on what is in use; a newer file is read under the same choice."""
    pathway = shipped("tnf-stat1-fatigue")
    sure = UseOnlyKnown(Confidence.ESTABLISHED)(opened(pathway))
    later = ToggleNode("Targeted_Therapy")(sure)
    assert later.pathway is sure.pathway
    switched = ToggleVariant(pathway.variants[0].id)(later)
    assert {Confidence.ESTABLISHED} == {edge.confidence for edge in switched.pathway.edges}
    assert Confidence.ESTABLISHED is carried_over(switched, pathway).least


def test_the_same_choice_twice_is_refused() -> None:
    """Nothing to do is no step."""
    with pytest.raises(CommandRefusedError, match="every arrow of the file"):
        UseOnlyKnown(None)(opened(shipped("lcn2-shield")))
