"""With which sign does a regulator act on a node? Read off the rule, exactly where that is affordable."""

from __future__ import annotations

from enum import Enum

from explorer.logic.compiler import compile_node
from explorer.logic.rule import Constant, Not, Rule, Variable, literals, variables

EXACT_UP_TO = 14
"""Regulators up to which every combination is tried (bit planes of 2**14 lanes)."""


class Influence(Enum):
    """The sign of a regulator in a rule."""

    ACTIVATES = "activates"
    INHIBITS = "inhibits"
    BOTH = "both"
    NONE = "none"


def influences(rule: Rule) -> dict[str, Influence]:
    """Return each regulator's sign: what switching it ON can do to the rule's value.

    Exact up to ``EXACT_UP_TO`` regulators, by trying all combinations at once on bit planes. Beyond that the
    polarity of the occurrences is taken, which may report BOTH or a sign where there is no effect at all. Where
    each name stands once and there is no constant, the polarity is exact, and quick to find.
    """
    names = variables(rule)
    if len(names) > EXACT_UP_TO or _reads_each_name_once(rule):
        return _by_polarity(rule)
    lanes = 1 << len(names)
    mask = (1 << lanes) - 1
    function = compile_node(rule, {name: at for at, name in enumerate(names)})
    planes = [_counting_plane(at, lanes) for at in range(len(names))]
    found: dict[str, Influence] = {}
    for at, name in enumerate(names):
        high, low = list(planes), list(planes)
        high[at], low[at] = mask, 0
        with_it, without = function(high, mask), function(low, mask)
        raises, lowers = bool(with_it & ~without), bool(without & ~with_it)
        found[name] = _sign(raises=raises, lowers=lowers)
    return found


def _reads_each_name_once(rule: Rule) -> bool:
    seen: set[str] = set()
    waiting = [rule]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Constant) or (isinstance(part, Variable) and part.name in seen):
            return False
        if isinstance(part, Variable):
            seen.add(part.name)
        elif isinstance(part, Not):
            waiting.append(part.term)
        else:
            waiting.extend(part.terms)
    return True


def _counting_plane(at: int, lanes: int) -> int:
    """Return the plane whose lane i holds bit ``at`` of i."""
    period = 1 << (at + 1)
    block = ((1 << (period >> 1)) - 1) << (period >> 1)
    plane = block
    width = period
    while width < lanes:
        plane |= plane << width
        width <<= 1
    return plane


def _by_polarity(rule: Rule) -> dict[str, Influence]:
    seen: dict[str, set[bool]] = {}
    for name, positive in literals(rule):
        seen.setdefault(name, set()).add(positive)
    return {name: _sign(raises=True in signs, lowers=False in signs) for name, signs in seen.items()}


def _sign(*, raises: bool, lowers: bool) -> Influence:
    if raises and lowers:
        return Influence.BOTH
    if raises:
        return Influence.ACTIVATES
    return Influence.INHIBITS if lowers else Influence.NONE
