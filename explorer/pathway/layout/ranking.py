"""In which row does each node stand? Causes above effects, rows no wider than asked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from explorer.pathway.layout.linear_order import least_backward

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROUNDS = 12


class Ranking:
    """The rows of a graph of ``count`` nodes, for any limit of width.

    ``arcs`` are pairs (cause, effect), loops left out. Arcs that close a cycle point upward: as few as may be.
    """

    def __init__(self, count: int, arcs: Sequence[tuple[int, int]]) -> None:
        weights: dict[tuple[int, int], float] = defaultdict(float)
        for arc in arcs:
            weights[arc] += 1.0
        self.order = least_backward(count, weights)
        place = {at: number for number, at in enumerate(self.order)}
        self.above: list[list[int]] = [[] for _ in range(count)]
        self.below: list[list[int]] = [[] for _ in range(count)]
        for one, other in weights:
            high, low = (one, other) if place[one] < place[other] else (other, one)
            if high not in self.above[low]:
                self.above[low].append(high)
                self.below[high].append(low)
        self.tight = self._tight()

    def _tight(self) -> list[int]:
        """Return rows along the longest paths, then drawn together where that makes arrows shorter."""
        rank = [0] * len(self.order)
        for at in self.order:
            rank[at] = max((rank[high] + 1 for high in self.above[at]), default=0)
        for number in range(_ROUNDS):
            moved = False
            for at in reversed(self.order) if number % 2 == 0 else self.order:
                highs, lows = self.above[at], self.below[at]
                to = rank[at]
                if lows and len(lows) >= len(highs) and (number < 2 or len(lows) > len(highs)):
                    to = min(rank[low] for low in lows) - 1
                elif highs and len(highs) > len(lows):
                    to = max(rank[high] for high in highs) + 1
                moved |= to != rank[at]
                rank[at] = to
            if not moved:
                break
        least = min(rank, default=0)
        return [row - least for row in rank]

    def limited(self, widths: Sequence[float], limit: float) -> list[int]:
        """Return rows in which the ``widths`` of the nodes add up to ``limit`` at most (a single node may be wider).

        List scheduling after Coffman and Graham (Acta Informatica 1972;1:200), from the tight rows.
        """
        used: dict[int, float] = defaultdict(float)
        rank = [0] * len(self.order)
        place = {at: number for number, at in enumerate(self.order)}
        for at in sorted(self.order, key=lambda node: (self.tight[node], place[node])):
            low = max((rank[high] + 1 for high in self.above[at]), default=0)
            wanted = max(low, self.tight[at])
            row = wanted
            if used[row] and used[row] + widths[at] > limit:
                higher = range(wanted - 1, low - 1, -1)
                row = next((other for other in higher if used[other] + widths[at] <= limit), -1)
                if row < 0:
                    row = wanted + 1
                    while used[row] and used[row] + widths[at] > limit:
                        row += 1
            used[row] += widths[at]
            rank[at] = row
        return _without_gaps(rank)


def merged(rank: Sequence[int], arcs: Sequence[tuple[int, int]], widths: Sequence[float], height: int) -> list[int]:
    """Return ``rank`` with rows joined until there are ``height``: where few arrows become level and rows are short."""
    rows = max(rank, default=0) + 1
    width = [0.0] * rows
    for at, row in enumerate(rank):
        width[row] += widths[at]
    between: dict[tuple[int, int], int] = defaultdict(int)
    for one, other in arcs:
        low, high = sorted((rank[one], rank[other]))
        between[low, high] += 1
    groups = [[row] for row in range(rows)]
    aim = sum(width) / max(1, height)
    while len(groups) > height:

        def loss(index: int) -> float:
            level = sum(between.get((one, other), 0) for one in groups[index] for other in groups[index + 1])
            together = sum(width[row] for row in (*groups[index], *groups[index + 1]))
            return level / max(1, len(arcs)) + max(0.0, together / aim - 1.0) ** 2

        best = min(range(len(groups) - 1), key=loss)
        groups[best : best + 2] = [groups[best] + groups[best + 1]]
    number = {row: index for index, group in enumerate(groups) for row in group}
    return [number[row] for row in rank]


def _without_gaps(rank: Sequence[int]) -> list[int]:
    number = {row: index for index, row in enumerate(sorted(set(rank)))}
    return [number[row] for row in rank]
