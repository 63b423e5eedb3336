"""What is a rule? A small tree of constants, node names, not, and, or."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Constant:
    """A fixed value."""

    value: bool


@dataclass(frozen=True, slots=True)
class Variable:
    """The value of the node called ``name``."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of ``term``."""

    term: Rule


@dataclass(frozen=True, slots=True)
class And:
    """ON where every one of ``terms`` (two or more) is ON."""

    terms: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """ON where at least one of ``terms`` (two or more) is ON."""

    terms: tuple[Rule, ...]


Rule: TypeAlias = Constant | Variable | Not | And | Or


def variables(rule: Rule) -> tuple[str, ...]:
    """Return the node names in ``rule``, each once, in the order in which they first appear."""
    return tuple(dict.fromkeys(name for name, _ in literals(rule)))


def literals(rule: Rule) -> Iterator[tuple[str, bool]]:
    """Yield each occurrence of a name with its polarity: True where it stands under an even number of nots."""
    waiting: list[tuple[Rule, bool]] = [(rule, True)]
    while waiting:
        part, positive = waiting.pop()
        if isinstance(part, Variable):
            yield part.name, positive
        elif isinstance(part, Not):
            waiting.append((part.term, not positive))
        elif isinstance(part, And | Or):
            waiting.extend((term, positive) for term in reversed(part.terms))


def evaluate(rule: Rule, values: Mapping[str, bool]) -> bool:
    """Return the rule's value under ``values``.

    Raises:
        KeyError: a name of the rule has no value.
    """
    if isinstance(rule, Constant):
        return rule.value
    if isinstance(rule, Variable):
        return values[rule.name]
    if isinstance(rule, Not):
        return not evaluate(rule.term, values)
    if isinstance(rule, And):
        return all(evaluate(term, values) for term in rule.terms)
    return any(evaluate(term, values) for term in rule.terms)


def to_text(rule: Rule) -> str:
    """Return the rule in the file format's own words; reading it back gives an equal rule."""
    from explorer.logic.rule_parser import quoted  # noqa: PLC0415  (the two modules need each other)

    if isinstance(rule, Constant):
        return "true" if rule.value else "false"
    if isinstance(rule, Variable):
        return quoted(rule.name)
    if isinstance(rule, Not):
        inner = to_text(rule.term)
        return f"not ({inner})" if isinstance(rule.term, And | Or) else f"not {inner}"
    word, loose = (" and ", Or) if isinstance(rule, And) else (" or ", And)
    return word.join(f"({to_text(term)})" if isinstance(term, loose) else to_text(term) for term in rule.terms)
