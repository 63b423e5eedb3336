"""What is made once in each thread? Paths: Qt completes one when it is first drawn, which two threads must not do."""

from __future__ import annotations

from functools import lru_cache, wraps
from threading import get_ident
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Key = ParamSpec("Key")
Made = TypeVar("Made")


def kept_in_thread(most: int) -> Callable[[Callable[Key, Made]], Callable[Key, Made]]:
    """Return a decorator that keeps the last ``most`` values of a function, each for the thread that asked for it.

    A ``QPainterPath`` takes down its bounds, and its points as a list, inside the first call that draws it (Qt 6.11,
    ``qpainterpath_p.h``); an export draws while the window does.
    """

    def decorated(make: Callable[Key, Made]) -> Callable[Key, Made]:
        @lru_cache(maxsize=most)
        def kept(_thread: int, *key: Key.args, **more: Key.kwargs) -> Made:
            return make(*key, **more)

        @wraps(make)
        def found(*key: Key.args, **more: Key.kwargs) -> Made:
            return kept(get_ident(), *key, **more)  # type: ignore[arg-type]  # what a key can be, ``make`` says

        return found

    return decorated
