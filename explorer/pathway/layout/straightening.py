"""How are threads made straight? Runs of passages move onto one line, as far as their neighbours let them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_ROUNDS = 4


def straighten(
    order: Sequence[Sequence[int]],
    x: dict[int, float],
    threads: Sequence[Sequence[int]],
    goal: Callable[[int, Mapping[int, float]], float | None],
    apart: Callable[[int, int], float],
) -> None:
    """Change ``x`` so that the ``threads`` have as few bends as their neighbours allow; nodes stay.

    Args:
        order: the vertices of each row from left to right.
        x: the place of each vertex.
        threads: the passages of each thread, from top to bottom.
        goal: where the thread of a passage ends.
        apart: the least distance between two neighbours.
    """
    beside = {}
    for row in order:
        for index, vertex in enumerate(row):
            beside[vertex] = (row[index - 1] if index else None, row[index + 1] if index + 1 < len(row) else None)

    def room(vertex: int) -> tuple[float, float]:
        left, right = beside[vertex]
        low = x[left] + apart(left, vertex) if left is not None else -1e9
        high = x[right] - apart(vertex, right) if right is not None else 1e9
        return min(low, x[vertex]), max(high, x[vertex])

    for _ in range(_ROUNDS):
        for passages in threads:
            run: list[int] = []
            low, high = -1e9, 1e9
            for vertex in passages:
                first, last = room(vertex)
                if run and max(low, first) > min(high, last):
                    _align(run, x, low, high, goal)
                    run, low, high = [], -1e9, 1e9
                run.append(vertex)
                low, high = max(low, first), min(high, last)
            if run:
                _align(run, x, low, high, goal)


def _align(
    run: Sequence[int],
    x: dict[int, float],
    low: float,
    high: float,
    goal: Callable[[int, Mapping[int, float]], float | None],
) -> None:
    end = goal(run[0], x)
    wanted = end if end is not None and low <= end <= high else sorted(x[at] for at in run)[len(run) // 2]
    for vertex in run:
        x[vertex] = min(max(wanted, low), high)
