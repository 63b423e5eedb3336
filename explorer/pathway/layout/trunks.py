"""Which arrows run together? Each shares the trunk of its source, or that of its target, never of both."""

from __future__ import annotations

from dataclasses import replace
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from explorer.pathway.layout.threads import Arc

_SPLITTING = 1.01
"""How much rather arrows leave together than arrive together: their lines also have one state."""


def bundled(arcs: Sequence[Arc]) -> list[Arc]:
    """Return ``arcs``, each with the side on which it shares a trunk, so that there are few trunks.

    The largest group of arrows of one sign that leave or reach one node gets a trunk, then the largest of what is
    left (the greedy rule of Chvátal, Math. Oper. Res. 1979;4:233). So the many arrows of a hub are one tree of lines,
    which can be followed from its root, and no line belongs to two trees.
    """
    groups: dict[tuple[int, bool, Hashable], list[int]] = {}
    for number, arc in enumerate(arcs):
        for at_source, node in ((False, arc.target), (True, arc.source)):
            groups.setdefault((node, at_source, arc.sign), []).append(number)
    keys = list(groups)
    left = [len(members) for members in groups.values()]
    number_of = {key: number for number, key in enumerate(keys)}
    found: list[Arc | None] = [None] * len(arcs)

    def claim(group: int) -> tuple[float, int]:
        return -left[group] * (_SPLITTING if keys[group][1] else 1.0), group

    heap = [claim(group) for group in range(len(keys))]
    heapify(heap)
    while heap:
        size, group = heappop(heap)
        if not left[group] or size != claim(group)[0]:
            continue
        at_source = keys[group][1]
        for number in groups[keys[group]]:
            if found[number] is None:
                arc = arcs[number]
                found[number] = replace(arc, at_source=at_source)
                other = number_of[arc.target if at_source else arc.source, not at_source, arc.sign]
                left[other] -= 1
                heappush(heap, claim(other))
        left[group] = 0
    return [arc for arc in found if arc is not None]
