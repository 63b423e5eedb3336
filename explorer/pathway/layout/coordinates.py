"""How far to the right does each vertex of a row stand? Near its links, in order, and clear of its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_SWEEPS = 16
_STRAIGHT = 400.0


class Pull(NamedTuple):
    """A link seen from one of its ends: the other end, how much further right that should stand, and how strongly."""

    other: int
    shift: float
    weight: float


def coordinates(
    order: Sequence[Sequence[int]],
    pulls: tuple[Mapping[int, Sequence[Pull]], Mapping[int, Sequence[Pull]]],
    apart: Callable[[int, int], float],
    stiff: Callable[[int], bool],
) -> dict[int, float]:
    """Return x for every vertex.

    Row after row, downward and upward in turn, takes the places with the least squared distance to where the links
    pull, solved exactly by pooling (Barlow and others, Statistical inference under order restrictions, 1972).

    Args:
        order: the vertices of each row from left to right.
        pulls: by vertex the links upward, and the links downward.
        apart: the least distance between two neighbours.
        stiff: whether a vertex is a passage, whose thread should run straight.
    """
    x: dict[int, float] = {}
    for row in order:
        at = 0.0
        for index, vertex in enumerate(row):
            at += apart(row[index - 1], vertex) if index else 0.0
            x[vertex] = at
        for vertex in row:
            x[vertex] -= at / 2
    up, down = pulls
    for sweep in range(_SWEEPS):
        downward = sweep % 2 == 0
        for row in order if downward else reversed(order):
            both = sweep >= _SWEEPS // 2
            _settle(row, x, _wishes(row, x, up, down, both=both, downward=downward), apart)
    for row in order:  # threads straight, where they nearly are
        wishes = []
        for vertex in row:
            lead = [pull for pull in up.get(vertex, ()) if stiff(pull.other) and stiff(vertex)]
            wishes.append((x[lead[0].other], _STRAIGHT) if lead else (x[vertex], 1.0))
        _settle(row, x, wishes, apart)
    _snap(order, x, up, apart, stiff)
    return x


def _wishes(
    row: Sequence[int],
    x: Mapping[int, float],
    up: Mapping[int, Sequence[Pull]],
    down: Mapping[int, Sequence[Pull]],
    *,
    both: bool,
    downward: bool,
) -> list[tuple[float, float]]:
    wishes = []
    for vertex in row:
        links = list(up.get(vertex, ())) if downward or both else []
        if not downward or both:
            links += down.get(vertex, ())
        weight = sum(pull.weight for pull in links)
        if weight:
            wishes.append((sum((x[pull.other] - pull.shift) * pull.weight for pull in links) / weight, weight))
        else:
            wishes.append((x[vertex], 0.05))
    return wishes


def _settle(
    row: Sequence[int],
    x: dict[int, float],
    wishes: Sequence[tuple[float, float]],
    apart: Callable[[int, int], float],
) -> None:
    """Move a row to the least squares of its ``wishes`` (place, weight) with neighbours kept apart."""
    offset = 0.0
    blocks: list[list[float]] = []  # weighted sum, weight, members
    offsets = []
    for index, vertex in enumerate(row):
        offset += apart(row[index - 1], vertex) if index else 0.0
        offsets.append(offset)
        wish, weight = wishes[index]
        blocks.append([(wish - offset) * weight, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [blocks[-1][0] + last[0], blocks[-1][1] + last[1], blocks[-1][2] + last[2]]
    index = 0
    for total, weight, members in blocks:
        for _ in range(int(members)):
            x[row[index]] = total / weight + offsets[index]
            index += 1


def _snap(
    order: Sequence[Sequence[int]],
    x: dict[int, float],
    up: Mapping[int, Sequence[Pull]],
    apart: Callable[[int, int], float],
    stiff: Callable[[int], bool],
) -> None:
    """Take away the smallest steps of threads, where there is room."""
    for row in order:
        for index, vertex in enumerate(row):
            for pull in up.get(vertex, ()):
                wanted = x[pull.other] - pull.shift
                if not stiff(vertex) and len(up[vertex]) > 1:
                    break
                low = x[row[index - 1]] + apart(row[index - 1], vertex) if index else -1e9
                high = x[row[index + 1]] - apart(vertex, row[index + 1]) if index + 1 < len(row) else 1e9
                if abs(wanted - x[vertex]) < 14.0 and low <= wanted <= high:
                    x[vertex] = wanted
                    break
