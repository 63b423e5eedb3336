"""How does an export tell how far it is, and hear that it is given up? Through one function that is handed down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from explorer.errors import ExplorerError

Thing = TypeVar("Thing")
Told = Callable[[float], None]
"""Called with the part that is done, from 0 to 1; raises ``GivenUpError`` once nobody wants the file any more."""


class GivenUpError(ExplorerError):
    """The user does not want the file any more; nothing was written."""


def untold(_part: float) -> None:
    """Listen to nothing, and want everything."""


def between(told: Told, begin: float, end: float) -> Told:
    """Return what tells of the work between ``begin`` and ``end`` of the whole."""
    return lambda part: told(begin + part * (end - begin))


def each(things: Iterable[Thing], number: int, told: Told) -> Iterator[Thing]:
    """Yield ``things``, of which there are ``number``, and tell before each how many went before it."""
    for at, thing in enumerate(things):
        told(at / number)
        yield thing


def given_up(told: Told, part: float) -> Callable[[], bool]:
    """Return what says whether to stop, while the work stands at ``part``, for work that asks instead of telling.

    Who stops for that comes back with half an answer: what is told next raises.
    """

    def is_given_up() -> bool:
        try:
            told(part)
        except GivenUpError:
            return True
        return False

    return is_given_up
