"""Where may a node stand? Clear of all others, within its own compartment, and in no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.box_index import BoxIndex
from explorer.pathway.geometry import Box
from explorer.pathway.placing import compartment_boxes, node_box

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from explorer.pathway.definition import Pathway, Point

APART = 8.0
"""Nodes that are put somewhere keep so far from those that stay, in diagram units; arrows pass between them."""
_FAR = 1e7
_TINY = 1e-6


class Rooms:
    """Free room for some nodes of a pathway. Mutable: what is put somewhere is in the way of what follows.

    A rule that a node breaks already is none for it: who stands outside their compartment may stay outside.
    """

    def __init__(self, pathway: Pathway, moving: Collection[str], *, apart: float = APART) -> None:
        """Take the places of ``pathway``, all of whose nodes have one; those of ``moving`` nodes are free."""
        self.pathway = pathway
        self.boxes = {id_: node_box(node, pathway.layout.nodes[id_]) for id_, node in pathway.nodes.items()}
        self._areas = compartment_boxes(pathway)
        self._homes: dict[str | None, frozenset[str]] = {}
        self._foreign: dict[str, list[Box]] = {}
        chosen = frozenset(moving)
        self._taken = BoxIndex({id_: box for id_, box in self.boxes.items() if id_ not in chosen}, room=apart)

    def put(self, node: str, centre: Point) -> None:
        """Let ``node`` stand at ``centre`` from now on."""
        self._taken.put(node, self.box_at(node, centre))

    def box_at(self, node: str, centre: Point) -> Box:
        """Return the box of ``node`` with its middle at ``centre``."""
        box = self.boxes[node]
        return Box.around(centre, box.width, box.height)

    def home(self, node: str) -> Box | None:
        """Return the box of the compartment that ``node`` stands within, if it does."""
        area = self._areas.get(self.pathway.nodes[node].compartment or "")
        return area if area is not None and area.holds(self.boxes[node]) else None

    def foreign(self, node: str) -> list[Box]:
        """Return the compartments that are not for ``node`` to stand in or on."""
        known = self._foreign.get(node)
        if known is None:
            homes, box = self._homes_of(self.pathway.nodes[node].compartment), self.boxes[node]
            known = [area for id_, area in self._areas.items() if id_ not in homes and not area.overlaps(box)]
            self._foreign[node] = known
        return known

    def is_free(self, node: str, centre: Point) -> bool:
        """Whether ``node`` may stand at ``centre``."""
        box, home = self.box_at(node, centre), self.home(node)
        return (
            self._taken.is_free(box)
            and (home is None or home.holds(box))
            and not any(area.overlaps(box) for area in self.foreign(node))
        )

    def nearest(self, node: str, centre: Point, offsets: Sequence[Point]) -> Point | None:
        """Return the first free place among ``centre`` moved by the ``offsets``, or None."""
        for dx, dy in offsets:
            at = (centre[0] + dx, centre[1] + dy)
            if self.is_free(node, at):
                return at
        return None

    def limits(self, node: str, axis: int) -> tuple[float, float]:
        """Return how far the middle of ``node`` may lie along ``axis`` (0 across, 1 down) in its compartment."""
        home, box = self.home(node), self.boxes[node]
        if home is None:
            return -_FAR, _FAR
        half = (box.width, box.height)[axis] / 2 + _TINY
        low, high = _extent(home, axis)
        return low + half, high - half

    def spans(self, node: str, axis: int, across: float) -> list[tuple[float, float]]:
        """Return the stretches along ``axis`` that are free for the middle of ``node``, which lies at ``across``."""
        box = self.boxes[node]
        at, end = self.limits(node, axis)
        first, last = self.limits(node, 1 - axis)
        if not first - _TINY <= across <= last + _TINY:
            return []
        half = (box.width, box.height)[axis] / 2 + _TINY
        side = (box.height, box.width)[axis] / 2
        free = []
        for low, high in sorted(self._blocked(node, axis, across - side, across + side)):
            if low - half >= at:
                free.append((at, min(low - half, end)))
            at = max(at, high + half)
            if at > end:
                break
        if at <= end:
            free.append((at, end))
        return free

    def _blocked(self, node: str, axis: int, low: float, high: float) -> Iterator[tuple[float, float]]:
        """Yield the stretches along ``axis`` on which something stands in the strip from ``low`` to ``high``."""
        for box in self._taken.boxes_in_strip(axis, low, high):
            yield _extent(box, axis)
        for area in self.foreign(node):
            first, last = _extent(area, 1 - axis)
            if first < high and low < last:
                yield _extent(area, axis)

    def _homes_of(self, compartment: str | None) -> frozenset[str]:
        known = self._homes.get(compartment)
        if known is None:
            homes: set[str] = set()
            at = compartment
            while at is not None and at not in homes:
                homes.add(at)
                at = self.pathway.compartments[at].within if at in self.pathway.compartments else None
            known = self._homes[compartment] = frozenset(homes)
        return known


def _extent(box: Box, axis: int) -> tuple[float, float]:
    return (box.left, box.right) if axis == 0 else (box.top, box.bottom)
