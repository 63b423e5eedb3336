"""Is what was made last found again, and nothing else?"""

from __future__ import annotations

from explorer.session.last_few import LastFew


def test_the_same_objects_are_not_made_again() -> None:
    """Identity counts for the objects, equality for the values."""
    made: LastFew[object] = LastFew()
    one, alike = [1], [1]
    first = made.get(object, one, equal=("a",))
    assert first is made.get(object, one, equal=("".join("a"),))
    assert first is not made.get(object, alike, equal=("a",))
    assert first is not made.get(object, one, equal=("b",))


def test_only_a_few_are_kept() -> None:
    """The oldest goes first."""
    made: LastFew[object] = LastFew()
    things = [[at] for at in range(5)]
    found = [made.get(object, thing) for thing in things]
    assert found[1:] == [made.get(object, thing) for thing in things[1:]]
    assert found[0] is not made.get(object, things[0])
