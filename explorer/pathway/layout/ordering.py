"""Who stands beside whom in a row? Orders with few crossings: sweeps of barycentres, then swaps of neighbours."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from explorer.pathway.layout.threads import neighbours

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explorer.pathway.layout.engine import Watcher
    from explorer.pathway.layout.threads import Rows

_SWEEPS = 24
_SWAP_WORK = 1_500_000
"""So many pairs of links are compared for swaps, at most; about a second."""


def ordered(rows: Rows, columns: Sequence[int], watcher: Watcher) -> list[list[int]]:
    """Return the vertices of each row from left to right.

    The method of Sugiyama, Tagawa and Toda (IEEE Trans. SMC 1981;11:109) with the swaps of Gansner and others (IEEE
    Trans. Softw. Eng. 1993;19:214).

    Args:
        rows: nodes and threads.
        watcher: is told how far the work is.
        columns: by vertex the column that it must stay in; lower columns are further left.
    """
    above, below = neighbours(rows)
    work = [_SWAP_WORK]
    best: list[list[int]] = []
    fewest = -1
    for begin in range(2):
        order = _first(rows, above if begin else below, columns)
        for sweep in range(_SWEEPS):
            _sweep(order, above if sweep % 2 == 0 else below, columns, downward=sweep % 2 == 0)
            if sweep % 4 >= 2:
                _swap(order, above, below, columns, work)
            crossings = sum(_crossings(order[row], below, _places(order[row + 1])) for row in range(len(order) - 1))
            if fewest < 0 or crossings < fewest:
                best, fewest = [list(row) for row in order], crossings
            watcher.reached((begin * _SWEEPS + sweep + 1) / (2 * _SWEEPS))
            if fewest == 0:
                return best
    return best


def _first(rows: Rows, onward: Sequence[Sequence[int]], columns: Sequence[int]) -> list[list[int]]:
    """Return an order in which what hangs together stands together: as met on a walk in depth."""
    met: dict[int, int] = {}
    other = [list(reversed(links)) for links in onward]
    for begin in sorted(range(len(rows.rank)), key=lambda vertex: (len(onward[vertex]) == 0, vertex)):
        stack = [begin]
        while stack:
            vertex = stack.pop()
            if vertex not in met:
                met[vertex] = len(met)
                stack.extend(other[vertex])
    order: list[list[int]] = [[] for _ in range(rows.height)]
    for vertex in sorted(met, key=lambda vertex: (columns[vertex], met[vertex])):
        order[rows.rank[vertex]].append(vertex)
    return order


def _sweep(order: list[list[int]], links: Sequence[Sequence[int]], columns: Sequence[int], *, downward: bool) -> None:
    sequence = range(1, len(order)) if downward else range(len(order) - 2, -1, -1)
    for row in sequence:
        fixed = _places(order[row - 1 if downward else row + 1])
        scale = max(1, len(fixed)) / max(1, len(order[row]))
        centres = {}
        for index, vertex in enumerate(order[row]):
            near = links[vertex]
            centres[vertex] = sum(fixed[other] for other in near) / len(near) if near else index * scale
        order[row].sort(key=lambda vertex: (columns[vertex], centres[vertex]))


def _swap(
    order: list[list[int]],
    above: Sequence[Sequence[int]],
    below: Sequence[Sequence[int]],
    columns: Sequence[int],
    work: list[int],
) -> None:
    """Swap neighbours where that takes crossings away, until nothing is gained."""
    gained = True
    while gained and work[0] > 0:
        gained = False
        for row, members in enumerate(order):
            upper = _places(order[row - 1]) if row else {}
            lower = _places(order[row + 1]) if row + 1 < len(order) else {}
            high = {vertex: sorted(upper[other] for other in above[vertex]) for vertex in members}
            low = {vertex: sorted(lower[other] for other in below[vertex]) for vertex in members}
            for index in range(len(members) - 1):
                one, other = members[index], members[index + 1]
                if columns[one] != columns[other]:
                    continue
                work[0] -= len(high[one]) + len(high[other]) + len(low[one]) + len(low[other]) + 1
                now = _pair(high[one], high[other]) + _pair(low[one], low[other])
                if now and now > _pair(high[other], high[one]) + _pair(low[other], low[one]):
                    members[index], members[index + 1] = other, one
                    gained = True


def _pair(left: Sequence[int], right: Sequence[int]) -> int:
    """Return how often links to sorted places cross when the first vertex stands left of the second."""
    return sum(len(left) - _after(left, place) for place in right)


def _after(places: Sequence[int], place: int) -> int:
    return bisect_left(places, place + 1)


def _places(row: Sequence[int]) -> dict[int, int]:
    return {vertex: index for index, vertex in enumerate(row)}


def _crossings(row: Sequence[int], below: Sequence[Sequence[int]], places: Mapping[int, int]) -> int:
    """Return the crossings between ``row`` and the next, counted with a tree of sums."""
    size = len(places) + 1
    tree = [0] * (size + 1)
    count = total = 0
    for vertex in row:
        ends = [places[other] for other in below[vertex]]
        for place in ends:
            index, before = place + 1, 0
            while index:
                before += tree[index]
                index &= index - 1
            total += count - before
        for place in ends:
            index = place + 1
            while index <= size:
                tree[index] += 1
                index += index & -index
        count += len(ends)
    return total
