"""How is an attractor of a survey reached from where was asked, and does what leads there arrive as it is played?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.errors import NotFinishedError
from explorer.logic.budget import Budget
from explorer.logic.ways import Aim, find_way
from explorer.session.attractor_survey import EndKind
from explorer.session.attractor_ways import look_for_way
from explorer.session.trying import TryPulse
from explorer.session.way_words import MOST_PULSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.logic.pulses import Known
    from explorer.logic.ways import Way
    from explorer.session.attractor_survey import Survey
    from explorer.session.attractor_ways import WayThere


@dataclass(frozen=True)
class SurveyWay:
    """What is known so far; the last one told is the answer.

    Attributes:
        arriving: for each pulse that is shown, whether it arrives when it is played in the document's update scheme.
        anew_arrives: the same for starting again.
        earlier: a way from where the last run began; None where there is none, or none is known.
    """

    there: WayThere
    arriving: tuple[bool, ...] = ()
    anew_arrives: bool = False
    earlier: Way | None = None


def aim_at(survey: Survey, number: int) -> Aim:
    """Return end ``number`` of a survey, which must be an attractor, as an aim."""
    end = survey.ends[number]
    assert end.size is not None
    alike = sum((other.size, other.values) == (end.size, end.values) for other in survey.ends)
    return Aim(survey.asked.pathway.network, end.values, end.size, end.state, is_alone=survey.exact and alike == 1)


def has_way(survey: Survey, number: int) -> bool:
    """Return whether it can be asked how to get into end ``number``: all is known of it, and it is an attractor."""
    return not survey.doing and survey.ends[number].kind is not EndKind.TRAP_SPACE


def ways_in(survey: Survey, number: int, *, budget: Budget, known_ahead: Known | None = None) -> Iterator[SurveyWay]:
    """Yield what is known of how to get into end ``number`` from where was asked; for a worker.

    ``known_ahead`` is what was found out on the way to the other ends of this survey; more is added.

    Raises:
        NotFinishedError: cancelled.
    """
    asked, aim = survey.asked, aim_at(survey, number)
    played: dict[frozenset[tuple[str, bool]], bool] = {}
    earlier = _earlier(survey, number, aim, budget)
    for there in look_for_way(
        asked.pathway,
        asked.present,
        asked.holds,
        aim,
        start=asked.runs[0].trajectory.last,
        ahead=survey.ends[number].ahead,
        budget=budget,
        known_ahead=known_ahead,
    ):
        shown = [(frozenset(pulse.switched.items()), pulse.switched) for pulse in there.pulses[:MOST_PULSES]]
        for key, switched in shown:
            if key not in played:
                played[key] = bool(aim.contains(TryPulse(asked, switched, "")(asked).present))
        again = there.anew is not None and not there.doing
        anew = again and bool(aim.contains(TryPulse(asked, {}, "", is_begun_anew=True)(asked).present))
        yield SurveyWay(there, tuple(played[key] for key, _ in shown), anew, earlier)


def _earlier(survey: Survey, number: int, aim: Aim, budget: Budget) -> Way | None:
    """Return a way from where the last run began, where it is another state and one is known to be there."""
    asked = survey.asked
    begin = asked.runs[-1].trajectory.states[0]
    if begin == asked.present or not survey.ends[number].from_start:
        return None
    try:
        part = Budget(budget.left / 4, budget.cancelled)
        return find_way(asked.pathway.network, begin, asked.holds, aim, budget=part)
    except NotFinishedError as error:
        if error.was_cancelled:
            raise
        return None
