"""How is what was made last found again? By the very objects it was made of; exports ask in threads of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")

_KEPT = 4


class LastFew(Generic[Made]):
    """The last few results of one computation. Mutable; several threads may ask at once, one may make again.

    What a result was made of is kept with it, so that no other object can take its identity.
    """

    def __init__(self) -> None:
        self._kept: list[tuple[tuple[object, ...], tuple[object, ...], Made]] = []

    def get(self, make: Callable[[], Made], *same: object, equal: tuple[object, ...] = ()) -> Made:
        """Return what was made of the ``same`` objects and of values that ``equal`` these, or ``make`` it now."""
        for objects, values, made in tuple(self._kept):
            if values == equal and all(one is other for one, other in zip(objects, same, strict=True)):
                return made
        made = make()
        self._kept.append((same, equal, made))
        del self._kept[:-_KEPT]
        return made  # not what is last in the list: another thread may have added to it
