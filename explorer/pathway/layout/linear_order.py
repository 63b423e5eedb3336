"""In which order do things stand with the least against it? For cycles to be cut and for tracks to be stacked."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST_ROUNDS = 12


def least_backward(count: int, weights: Mapping[tuple[int, int], float]) -> list[int]:
    """Return an order of 0 .. ``count`` - 1 in which little weight points backward.

    The greedy rule of Eades, Lin and Smyth (Inf. Process. Lett. 1993;47:319), then moves of single members to their
    best place until none gains. Equal choices go to the lower number.

    Args:
        count: how many members.
        weights: by pair (first, then) what is lost when the second stands before the first; more than 0.
    """
    after: list[dict[int, float]] = [{} for _ in range(count)]
    before: list[dict[int, float]] = [{} for _ in range(count)]
    for (first, then), weight in weights.items():
        if first != then:
            after[first][then] = weight
            before[then][first] = weight
    return _sifted(_greedy(after, before), after, before)


def _greedy(  # noqa: C901  (one loop over three queues)
    after: Sequence[Mapping[int, float]], before: Sequence[Mapping[int, float]]
) -> list[int]:
    count = len(after)
    out = [sum(links.values()) for links in after]
    into = [sum(links.values()) for links in before]
    waiting = set(range(count))
    heap = [(into[at] - out[at], at) for at in range(count)]
    heapify(heap)
    head: list[int] = []
    tail: list[int] = []
    ready = [at for at in range(count) if not before[at] or not after[at]]

    def take(at: int) -> None:
        waiting.discard(at)
        for then, weight in after[at].items():
            into[then] -= weight
            if then in waiting:
                _offer(then)
        for first, weight in before[at].items():
            out[first] -= weight
            if first in waiting:
                _offer(first)

    def _offer(at: int) -> None:
        heappush(heap, (into[at] - out[at], at))
        if into[at] < 1e-9 or out[at] < 1e-9:
            heappush(ready, at)

    heapify(ready)
    while waiting:
        if ready:
            at = heappop(ready)
            if at not in waiting:
                continue
            (head if into[at] < 1e-9 else tail).append(at)
        else:
            rank, at = heappop(heap)
            if at not in waiting or abs(rank - (into[at] - out[at])) > 1e-9:
                continue
            head.append(at)
        take(at)
    return head + tail[::-1]


def _sifted(order: list[int], after: Sequence[Mapping[int, float]], before: Sequence[Mapping[int, float]]) -> list[int]:
    order = list(order)
    place = {at: number for number, at in enumerate(order)}
    for _ in range(_MOST_ROUNDS):
        moved = False
        for at in sorted(place):
            to = _best_place(at, place, after[at], before[at])
            old = place[at]
            if to == old:
                continue
            moved = True
            order.pop(old)
            order.insert(to, at)
            for number in range(min(old, to), max(old, to) + 1):
                place[order[number]] = number
        if not moved:
            break
    return order


def _best_place(at: int, place: Mapping[int, int], after: Mapping[int, float], before: Mapping[int, float]) -> int:
    """Return the index at which ``at`` loses least once it is taken out; its own where none is better."""
    old = place[at]
    # Walking from the front: passing a follower costs, passing a predecessor gains.
    marks = sorted(
        [(place[then], weight) for then, weight in after.items()]
        + [(place[first], -weight) for first, weight in before.items()]
    )
    loss = sum(before.values())
    here = best = loss
    to = 0
    for where, change in marks:
        loss += change
        index = where + 1 if where < old else where
        if loss < best - 1e-9:
            best, to = loss, index
        if where < old:
            here = loss
    return old if here <= best + 1e-9 else to
