"""Which regulators force a node's value? The smallest sets that suffice whatever all other regulators do.

A set of regulators, at their present values, is *forcing* if the rule has its present value for every combination of
the others: a prime implicant of the rule (or of its opposite) that covers the present state, where none of its
members can be left out. The smallest are found through their dual: a set is forcing exactly if it meets every set of
changes that overturns the value (R. Reiter, Artificial Intelligence 1987;32:57, hitting sets and conflicts). The same
search the other way round gives the smallest changes that overturn the value. Exact for rules of any size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.logic.rule import And, Constant, Not, Or, Rule, Variable, evaluate, literals, variables

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    Values = Mapping[str, bool]
    Test = Callable[[tuple[str, ...]], tuple[str, ...] | None]
    """From chosen regulators to others of which one more must be chosen; None if they are enough already."""

MOST_SETS = 64
"""Sets of equal size after which a search for all of them stops."""


@dataclass(frozen=True, slots=True)
class RegulatorSets:
    """Sets of regulators of one size, the smallest there is.

    Attributes:
        value: the rule's value in the state that was asked about.
        sets: each in the order in which the rule names its regulators; empty if there is none.
        is_complete: False if there are more than were asked for.
    """

    value: bool
    sets: tuple[tuple[str, ...], ...]
    is_complete: bool = True


def forced_value(rule: Rule, fixed: Values) -> bool | None:
    """Return the value that ``fixed`` regulators give ``rule`` whatever the others do, or None."""
    for value in (True, False):
        if _way_to(rule, fixed, value=not value) is None:
            return value
    return None


def forcing_sets(
    rule: Rule, values: Values, *, within: Collection[str] | None = None, most: int = MOST_SETS
) -> RegulatorSets:
    """Return the smallest sets of regulators that, at their ``values``, force the rule's value.

    Args:
        rule: the rule.
        values: a value for at least each name in the rule.
        within: regulators that may be members; all by default.
        most: number of sets after which to stop.

    Raises:
        KeyError: a name of the rule has no value.
    """
    value = evaluate(rule, values)
    names = variables(rule)
    allowed = names if within is None else tuple(name for name in names if name in within)

    def missing(chosen: tuple[str, ...]) -> tuple[str, ...] | None:
        against = _way_to(rule, {name: values[name] for name in chosen}, value=not value)
        if against is None:
            return None
        changed = _fewer_changes(
            rule, values, [name for name in names if against.get(name, values[name]) != values[name]]
        )
        return tuple(name for name in changed if name in allowed)

    return _smallest(missing, names, value=value, most=most)


def overturning_changes(
    rule: Rule, values: Values, *, within: Collection[str] | None = None, most: int = MOST_SETS
) -> RegulatorSets:
    """Return the smallest sets of regulators that, all switched to their other value, give the rule its other value.

    Arguments and errors are those of ``forcing_sets``.
    """
    value = evaluate(rule, values)
    names = variables(rule)
    allowed = names if within is None else tuple(name for name in names if name in within)

    def missing(chosen: tuple[str, ...]) -> tuple[str, ...] | None:
        if evaluate(rule, {name: values[name] != (name in chosen) for name in names}) != value:
            return None
        kept = [name for name in names if name not in chosen]
        if _way_to(rule, {name: values[name] for name in kept}, value=not value) is not None:
            # Some of the chosen overturn it, but not all at once: a smaller set was found before.
            return ()
        needed = _fewer_members(rule, values, kept, value=value)
        return tuple(name for name in needed if name in allowed)

    return _smallest(missing, names, value=value, most=most)


def _smallest(missing: Test, names: tuple[str, ...], *, value: bool, most: int) -> RegulatorSets:
    """Return the smallest sets for which nothing is ``missing``, by deepening: first of no member, then of one ..."""
    order = {name: at for at, name in enumerate(names)}
    known: list[tuple[str, ...]] = []
    for size in range(len(names) + 1):
        found: list[tuple[str, ...]] = []
        for chosen in _chosen(missing, known, size):
            if len(found) == most:
                return RegulatorSets(value, tuple(sorted(found, key=_by(order))), is_complete=False)
            found.append(tuple(sorted(chosen, key=order.__getitem__)))
        if found:
            return RegulatorSets(value, tuple(sorted(found, key=_by(order))))
    return RegulatorSets(value, ())


def _by(order: Mapping[str, int]) -> Callable[[tuple[str, ...]], list[int]]:
    return lambda names: [order[name] for name in names]


def _chosen(missing: Test, known: list[tuple[str, ...]], size: int) -> Iterator[tuple[str, ...]]:
    """Yield each set of at most ``size`` members for which nothing is missing, once.

    ``known`` collects the answers of ``missing``: every set that is enough has a member of each of them.
    """
    waiting: list[tuple[tuple[str, ...], frozenset[str]]] = [((), frozenset())]
    while waiting:
        chosen, barred = waiting.pop()
        apart = _apart([group for group in known if not set(group) & set(chosen)])
        if len(chosen) + len(apart) > size:
            continue
        unmet: tuple[str, ...] | None = apart[0] if apart else None
        if unmet is None:
            unmet = missing(chosen)
            if unmet is None:
                yield chosen
                continue
            if unmet:
                known.append(unmet)
        if len(chosen) == size:
            continue
        # Each branch bars the members of those before it, so that no set comes twice.
        branches = [((*chosen, name), barred | set(unmet[:at])) for at, name in enumerate(unmet) if name not in barred]
        waiting.extend(reversed(branches))


def _apart(groups: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return groups of which no two share a member: each needs a choice of its own."""
    found: list[tuple[str, ...]] = []
    taken: set[str] = set()
    for group in groups:
        if not taken.intersection(group):
            found.append(group)
            taken.update(group)
    return found


def _fewer_changes(rule: Rule, values: Values, changed: list[str]) -> list[str]:
    """Return a part of ``changed`` that still overturns the value and none of whose members can stay as it was."""
    value = evaluate(rule, values)
    kept = list(changed)
    for name in changed:
        fewer = [other for other in kept if other != name]
        fixed = {other: values[other] for other in variables(rule) if other not in fewer}
        if _way_to(rule, fixed, value=not value) is not None:
            kept = fewer
    return kept


def _fewer_members(rule: Rule, values: Values, members: list[str], *, value: bool) -> list[str]:
    """Return a part of ``members`` that still forces ``value`` and none of whose members can be left out."""
    kept = list(members)
    for name in reversed(members):
        fewer = [other for other in kept if other != name]
        if _way_to(rule, {other: values[other] for other in fewer}, value=not value) is None:
            kept = fewer
    return kept


def _way_to(rule: Rule, fixed: Values, *, value: bool) -> dict[str, bool] | None:
    """Return values for regulators that are not ``fixed`` with which the rule has ``value``, or None if there are none.

    A regulator that stands with one sign only takes the value that helps; only the others are tried both ways.
    """
    waiting: list[tuple[Rule, dict[str, bool]]] = [(_restricted(rule, fixed), {})]
    while waiting:
        part, given = waiting.pop()
        if isinstance(part, Constant):
            if part.value == value:
                return given
            continue
        signs: dict[str, set[bool]] = {}
        for name, positive in literals(part):
            signs.setdefault(name, set()).add(positive)
        helpful = {name: (found == {True}) == value for name, found in signs.items() if len(found) == 1}
        if helpful:
            waiting.append((_restricted(part, helpful), {**given, **helpful}))
            continue
        name = next(iter(signs))
        waiting.extend((_restricted(part, {name: way}), {**given, name: way}) for way in (False, True))
    return None


def _restricted(rule: Rule, fixed: Values) -> Rule:
    """Return ``rule`` with ``fixed`` values put in and constants carried through."""
    if isinstance(rule, Constant):
        return rule
    if isinstance(rule, Variable):
        return Constant(fixed[rule.name]) if rule.name in fixed else rule
    if isinstance(rule, Not):
        inner = _restricted(rule.term, fixed)
        return Constant(not inner.value) if isinstance(inner, Constant) else Not(inner)
    deciding = isinstance(rule, Or)
    terms: list[Rule] = []
    for term in rule.terms:
        made = _restricted(term, fixed)
        if not isinstance(made, Constant):
            terms.append(made)
        elif made.value == deciding:
            return made
    return joined(terms, Or if deciding else And)


def joined(terms: Sequence[Rule], kind: type[And | Or]) -> Rule:
    """Return ``terms`` as one rule: the only one itself, for none the value that leaves a rule of ``kind`` as it is."""
    if not terms:
        return Constant(kind is And)
    return terms[0] if len(terms) == 1 else kind(tuple(terms))
