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
from explorer.session.evidence import LeaveOut, UseOnlyKnown, count_below, in_use, left_out
from explorer.session.hangs_on import tried
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
    assert len(stressed.pathway.edges) - len(sure.pathway.edges) == len(left_out(sure)) > 0
    assert ((), len(left_out(sure))) == (left_out(stressed), count_below(stressed, Confidence.ESTABLISHED))
    assert ("", True) == (in_use(stressed), in_use(sure).startswith("Established arrows only: "))


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


def test_single_arrows_are_left_out_too() -> None:
    """Each is one step, on top of the others; the run is the one that ``hangs-on`` finds for it."""
    stressed = ToggleNode("Chronic_Stress")(opened(shipped("lcn2-shield")))
    once = LeaveOut("ATF4 -> LCN2")
    assert "Leave out the arrow ATF4 \N{RIGHTWARDS ARROW} Lipocalin 2" == once.label(stressed)
    without = once(stressed)
    assert not without.value("LCN2")
    (effect,) = [one for one in tried(stressed, {"LCN2": True}) if one.change.id == "ATF4 -> LCN2"]
    assert {"LCN2": False} == effect.reached
    twice = LeaveOut("PERK -> eIF2a_P")(without)
    assert ["PERK -> eIF2a_P", "ATF4 -> LCN2"] == [edge.id for edge in left_out(twice)]
    assert "2 arrows left out of the diagram and of the rules." == in_use(twice)
    assert stressed.pathway is UseOnlyKnown(None)(twice).pathway


def test_an_arrow_that_is_not_there_cannot_be_left_out() -> None:
    """Neither one that never was nor one that is left out already; the nearest name is offered."""
    state = opened(shipped("lcn2-shield"))
    with pytest.raises(CommandRefusedError, match="Did you mean 'ATF4 -> LCN2'"):
        LeaveOut("ATF4 -> LCN22")(state)
    with pytest.raises(CommandRefusedError, match="no arrow"):
        LeaveOut("ATF4 -> LCN2")(LeaveOut("ATF4 -> LCN2")(state))
