"""Which decision tree for a truth table has the fewest ends? Exact for few questions, greedy for many."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

EXACT_UP_TO = 8
"""Questions up to which every tree is considered (3**8 parts of the table at most)."""

Branch: TypeAlias = "bool | tuple[int, Branch, Branch]"
"""An answer, or the number of a question and what follows where its answer is no and where it is yes."""


def smallest_tree(table: int, count: int) -> Branch:
    """Return a tree for ``table``: bit i is the answer where question k is answered by bit k of i.

    With the fewest ends up to ``EXACT_UP_TO`` questions; beyond, the question whose two sides are answered most
    evenly within themselves comes first. Of equal ones, the earlier question.
    """
    questions = tuple(range(count))
    return _exact(table, questions)[1] if count <= EXACT_UP_TO else _greedy(table, questions)


@lru_cache(maxsize=20_000)
def _exact(table: int, questions: tuple[int, ...]) -> tuple[int, Branch]:
    """Return the number of ends and the tree."""
    size = 1 << len(questions)
    if table in (0, (1 << size) - 1):
        return 1, bool(table)
    best: tuple[int, Branch] | None = None
    for at, question in enumerate(questions):
        rest = questions[:at] + questions[at + 1 :]
        off, on = (_exact(_part(table, at, len(questions), value=value), rest) for value in (0, 1))
        if best is None or off[0] + on[0] < best[0]:
            best = off[0] + on[0], (question, off[1], on[1])
    assert best is not None
    return best


def _greedy(table: int, questions: tuple[int, ...]) -> Branch:
    size = 1 << len(questions)
    if table in (0, (1 << size) - 1):
        return bool(table)

    def mixed(at: int) -> int:
        counts = [_part(table, at, len(questions), value=value).bit_count() for value in (0, 1)]
        return sum(count * (size // 2 - count) for count in counts)

    at = min(range(len(questions)), key=mixed)
    rest = questions[:at] + questions[at + 1 :]
    off, on = (_greedy(_part(table, at, len(questions), value=value), rest) for value in (0, 1))
    return questions[at], off, on


def _part(table: int, at: int, count: int, *, value: int) -> int:
    """Return the half of ``table`` in which question ``at`` of ``count`` has the answer ``value``."""
    width = 1 << at
    block = (1 << width) - 1
    part = 0
    for number in range(1 << (count - at - 1)):
        part |= (table >> ((2 * number + value) * width) & block) << (number * width)
    return part
