"""How long may an exact computation go on? Until its time is up, or the user no longer wants it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explorer.errors import NotFinishedError

if TYPE_CHECKING:
    from collections.abc import Callable


def _never() -> bool:
    return False


@dataclass(slots=True)
class Budget:
    """Time for a computation, begun when this is made.

    Attributes:
        seconds: time allowed.
        cancelled: asked now and then; True stops the computation at once.
    """

    seconds: float = 60.0
    cancelled: Callable[[], bool] = _never
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        """Start the clock."""
        self._end = time.monotonic() + self.seconds

    @property
    def left(self) -> float:
        """Seconds left, at least 0."""
        return max(0.0, self._end - time.monotonic())

    def check(self) -> None:
        """Return if the computation may go on.

        Raises:
            NotFinishedError: it was cancelled, or its time is up.
        """
        if self.cancelled():
            raise NotFinishedError("cancelled", was_cancelled=True)
        if time.monotonic() > self._end:
            raise NotFinishedError(f"not finished within {self.seconds:g} s")
