"""Two states side by side: is each the state that was meant, and the difference that between them?"""

from __future__ import annotations

import pytest
from small_pathways import chain, ring

from explorer.errors import CommandRefusedError
from explorer.session.commands import PlayScenario, ToggleNode, ToggleVariant
from explorer.session.comparing import (
    BEFORE,
    PRESENT,
    START,
    Origin,
    Pin,
    Side,
    compare,
    pin_name,
    sides,
    state_of,
    words_of,
)
from explorer.session.snapshot import opened


def test_every_side_is_the_state_that_it_names() -> None:
    """Start, before the last step, present, a pin, and the end of a scenario played from the start."""
    begin = opened(chain())
    stressed = ToggleNode("Stress")(begin)
    state = ToggleNode("Drug")(stressed)
    pins = (Pin("mine", stressed),)
    scenario = Side(Origin.SCENARIO, "S1")
    assert (START, BEFORE, PRESENT, Side(Origin.PINNED, "mine"), scenario) == sides(state, pins)
    reached = [state_of(side, state, pins).present for side in sides(state, pins)]
    played = PlayScenario("S1")(begin).present
    assert [begin.present, stressed.present, state.present, stressed.present, played] == reached
    assert dict(stressed.holds) == dict(state_of(BEFORE, state).holds)


def test_before_any_step_there_is_no_step_before() -> None:
    """A document just opened offers its start, the present and its scenarios."""
    begin = opened(chain())
    assert (START, PRESENT, Side(Origin.SCENARIO, "S1")) == sides(begin)
    assert state_of(BEFORE, begin) is begin


def test_a_pin_of_another_pathway_is_not_offered() -> None:
    """States of different pathways have no difference."""
    assert Side(Origin.PINNED, "old") not in sides(opened(chain()), (Pin("old", opened(ring())),))
    with pytest.raises(ValueError, match="different nodes"):
        compare(opened(chain()), opened(ring()))


def test_the_difference_and_what_keeps_changing() -> None:
    """Gained and lost by the drug; a ring that turns is told on the side on which it turns."""
    stressed = ToggleNode("Stress")(opened(chain()))
    found = compare(stressed, ToggleNode("Drug")(stressed))
    assert (("Drug",), ("Shield", "Growth")) == (found.difference.gained, found.difference.lost)
    still = opened(ring())
    turning = ToggleNode("Gate")(still)
    both = compare(still, turning)
    assert (frozenset(), frozenset({"A", "B"}), 0) == (both.turning_before, both.turning_after, both.cut_off)


def test_a_pin_keeps_its_variant() -> None:
    """The state without a variant can be compared with the state under it."""
    one = ToggleNode("Drug")(ToggleNode("Stress")(opened(chain())))
    two = ToggleVariant("V1")(one)
    found = compare(state_of(Side(Origin.PINNED, "one"), two, (Pin("one", one),)), two)
    assert ("Shield", "Growth") == found.difference.gained


def test_names_are_the_users_words() -> None:
    """What was done last names a pin; a second one of the same step gets a number."""
    state = ToggleNode("Stress")(opened(chain()))
    assert "Switch Stress ON" == pin_name(state)
    assert "Switch Stress ON (2)" == pin_name(state, (Pin("Switch Stress ON", state),))
    assert ["Start state, at rest", "Before: Switch Stress ON", "Present state", "Scenario: Stress, then drug"] == [
        words_of(side, state) for side in sides(state)
    ]


def test_an_unknown_scenario_is_refused() -> None:
    """As when it is played."""
    with pytest.raises(CommandRefusedError, match="no scenario"):
        state_of(Side(Origin.SCENARIO, "S9"), opened(chain()))
