"""How do threads run between two rows? Down to a track of their own, along it, and down again."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explorer.pathway.layout.linear_order import least_backward

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TOUCHING = 4.0
_ON_TOP = 60.0
_MARGIN = 7.0


@dataclass(slots=True)
class Crossbar:
    """One thread between two rows: where it comes from above, and where it goes on below."""

    thread: int
    tops: list[float] = field(default_factory=list)
    bottoms: list[float] = field(default_factory=list)

    @property
    def low(self) -> float:
        """Its left end."""
        return min(*self.tops, *self.bottoms)

    @property
    def high(self) -> float:
        """Its right end."""
        return max(*self.tops, *self.bottoms)

    @property
    def is_straight(self) -> bool:
        """Whether it needs no track."""
        return self.high - self.low < 0.01


def tracks(bars: Sequence[Crossbar]) -> tuple[dict[int, int], int]:
    """Return by thread its track, 0 for the highest, and how many tracks are needed; straight threads need none."""
    bent = [bar for bar in bars if not bar.is_straight]
    weights: dict[tuple[int, int], float] = {}
    for one, first in enumerate(bent):
        for other in range(one + 1, len(bent)):
            second = bent[other]
            if first.low - _TOUCHING > second.high or second.low - _TOUCHING > first.high:
                continue
            gain = _cost(second, first) - _cost(first, second)
            if gain > 0:
                weights[one, other] = gain
            elif gain < 0:
                weights[other, one] = -gain
    found: dict[int, int] = {}
    taken: list[list[tuple[float, float]]] = []
    for number in least_backward(len(bent), weights):
        bar = bent[number]
        track = len(taken)
        while track and not any(
            low - _MARGIN < bar.high and bar.low < high + _MARGIN for low, high in taken[track - 1]
        ):
            track -= 1
        if track == len(taken):
            taken.append([])
        taken[track].append((bar.low, bar.high))
        found[bar.thread] = track
    return found, len(taken)


def clashes(bars: Sequence[Crossbar], track: Mapping[int, int]) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of threads that run on top of each other, and where: the first comes down past the second's track."""
    bent = [bar for bar in bars if bar.thread in track]
    goals = sorted((bottom, bar.thread) for bar in bent for bottom in bar.bottoms)
    for bar in bent:
        for top in bar.tops:
            for bottom, other in goals[bisect_left(goals, (top - _TOUCHING, -1)) :]:
                if bottom >= top + _TOUCHING:
                    break
                if other != bar.thread and track[bar.thread] > track[other]:
                    yield bar.thread, other, top


def _cost(upper: Crossbar, lower: Crossbar) -> float:
    """Return the crossings of two threads when the first has the higher track; running on top counts dearly."""
    cost = 0.0
    for x in upper.bottoms:
        cost += lower.low < x < lower.high
        cost += _ON_TOP * any(abs(x - top) < _TOUCHING for top in lower.tops)
    for x in lower.tops:
        cost += upper.low < x < upper.high
    return cost
