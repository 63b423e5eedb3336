"""Is the way into an attractor told from where was asked, and whether what leads there arrives as it is played?"""

from __future__ import annotations

from small_pathways import chain, duel, ring

from explorer.logic.budget import Budget
from explorer.session.attractor_survey import Survey, survey
from explorer.session.commands import SetUpdateScheme, ToggleNode
from explorer.session.snapshot import DocumentState, opened
from explorer.session.survey_ways import SurveyWay, aim_at, has_way, ways_in


def asked(state: DocumentState) -> Survey:
    *_, last = survey(state)
    return last


def way_in(found: Survey, number: int) -> SurveyWay:
    *_, last = ways_in(found, number, budget=Budget())
    return last


def test_what_leads_there_is_played_to_see_whether_it_arrives() -> None:
    """A memory that is held OFF stays so, and starting again arrives, too."""
    latched = ToggleNode("Stress")(ToggleNode("Stress")(opened(chain())))
    found = asked(latched)
    told = way_in(found, 0)
    assert [{"Memory": False}] == [dict(pulse.switched) for pulse in told.there.pulses]
    assert (True,) == told.arriving
    assert told.anew_arrives


def test_one_that_is_won_in_some_orders_only_may_not_arrive() -> None:
    """The race is always won by the same node in the order that is chosen: a second race ends as the first did."""
    raced = SetUpdateScheme("sequential")(ToggleNode("Drug")(opened(duel())))
    found = asked(raced)
    (other,) = [number for number, end in enumerate(found.ends) if not end.ahead]
    told = way_in(found, other)
    assert [False] == [pulse.in_every_order for pulse in told.there.pulses]
    assert (False,) == told.arriving
    assert told.earlier is not None
    assert aim_at(found, other).contains(told.earlier.states[-1])
    assert raced.runs[-1].trajectory.states[0] == told.earlier.states[0]


def test_an_attractor_that_turns_is_an_aim_too() -> None:
    """The present state is one of its states: there is nothing to do."""
    turning = ToggleNode("Gate")(opened(ring()))
    found = asked(turning)
    assert has_way(found, 0)
    way = way_in(found, 0).there.way
    assert way is not None
    assert () == way.moves


def test_nothing_is_asked_before_the_survey_is_complete() -> None:
    """Numbers may still change until then."""
    for part in survey(opened(chain())):
        assert bool(part.doing) != (bool(part.ends) and has_way(part, 0))
