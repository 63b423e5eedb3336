"""Who stands beside whom in a row? Orders with few crossings: sweeps of barycentres, swaps of neighbours, sifting."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from explorer.pathway.layout.threads import neighbours

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explorer.pathway.layout.engine import Watcher
    from explorer.pathway.layout.threads import Rows

_SWEEPS = 16
_SWAP_WORK, _SIFT_WORK = 400_000, 350_000
"""So many pairs of vertices are compared, at most; about half a second each."""


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
    _sift(best, above, below, columns)
    _join_partners(best, rows, columns, {vertex for vertex in range(rows.count) if not above[vertex] + below[vertex]})
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
    """Swap neighbours where that takes crossings away, until nothing is gained.

    In the first round equal ones are swapped too, which leads on where single swaps gain nothing.
    """
    place = _all_places(order)
    stale, least = set(range(len(order))), 0
    while stale and work[0] > 0:
        for row in sorted(stale):
            members = order[row]
            high = [_ends(above[vertex], place) for vertex in members]
            low = [_ends(below[vertex], place) for vertex in members]
            work[0] -= 2 * len(members)
            gained = False
            for index in range(len(members) - 1):
                one, other = members[index], members[index + 1]
                after = index + 1
                if columns[one] != columns[other]:
                    continue
                if _gain(high[index], high[after]) + _gain(low[index], low[after]) >= least:
                    members[index], members[after] = other, one
                    place[other], place[one] = index, after
                    high[index], high[after] = high[after], high[index]
                    low[index], low[after] = low[after], low[index]
                    gained = True
            if least:
                stale.discard(row)
                stale.update(_beside(row, len(order)) if gained else ())
        least = 1


def _sift(
    order: list[list[int]],
    above: Sequence[Sequence[int]],
    below: Sequence[Sequence[int]],
    columns: Sequence[int],
) -> None:
    """Move single vertices to their best place in their row, row after row, until nothing is gained.

    The sifting of Rudell (ICCAD 1993:42), for crossings by Matuszewski and others (Graph Drawing 1999:217).
    """
    place = _all_places(order)
    work, stale = _SIFT_WORK, set(range(len(order)))
    while stale and work > 0:
        for row in sorted(stale):
            members = order[row]
            work -= len(members) ** 2
            stale.discard(row)
            high = {vertex: _ends(above[vertex], place) for vertex in members}
            low = {vertex: _ends(below[vertex], place) for vertex in members}
            moved = False
            for vertex in sorted(members, key=lambda at: (-len(high[at]) - len(low[at]), at)):
                here = members.index(vertex)
                to = _best_place(members, here, high, low, columns)
                if to != here:
                    members.insert(to, members.pop(here))
                    moved = True
            if moved:
                place.update(_places(members))
                stale.update(_beside(row, len(order)))


def _best_place(
    members: Sequence[int],
    here: int,
    high: Mapping[int, Sequence[int]],
    low: Mapping[int, Sequence[int]],
    columns: Sequence[int],
) -> int:
    """Return where the vertex at ``here`` has the fewest crossings; where it is if no place is better."""
    vertex = members[here]
    best, to = 0, here
    for step in (-1, 1):
        total, index = 0, here + step
        while 0 <= index < len(members) and columns[members[index]] == columns[vertex]:
            left, right = (members[index], vertex) if step < 0 else (vertex, members[index])
            total += _gain(high[left], high[right]) + _gain(low[left], low[right])
            if total > best:
                best, to = total, index
            index += step
    return to


def _join_partners(order: list[list[int]], rows: Rows, columns: Sequence[int], loose: set[int]) -> None:
    """Move those that have arrows within their row only next to the other end, where they cross nothing."""
    for members, flats in zip(order, rows.flats, strict=True):
        for link in flats:
            for one, other in ((link.upper, link.lower), (link.lower, link.upper)):
                if one in loose and columns[one] == columns[other]:
                    after = members.index(one) > members.index(other)
                    members.remove(one)
                    members.insert(members.index(other) + after, one)


def _beside(row: int, count: int) -> range:
    """Return a row and those next to it."""
    return range(max(0, row - 1), min(count, row + 2))


def _all_places(order: Sequence[Sequence[int]]) -> dict[int, int]:
    return {vertex: index for members in order for index, vertex in enumerate(members)}


def _ends(links: Sequence[int], place: Mapping[int, int]) -> list[int]:
    """Return the sorted places of the other ends of ``links``."""
    found = [place[other] for other in links]
    if len(found) > 1:
        found.sort()
    return found


def _gain(left: Sequence[int], right: Sequence[int]) -> int:
    """Return how many crossings fewer there are, with links to sorted places, when two neighbours are swapped."""
    count = len(left)
    if count == 1 == len(right):
        return (left[0] > right[0]) - (left[0] < right[0])
    if count > len(right):
        return -_gain(right, left)
    size, gain = len(right), 0
    for place in left:
        gain += bisect_left(right, place) + bisect_right(right, place) - size
    return gain


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
