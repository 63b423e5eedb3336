"""Which boxes are near? Boxes by the fields of a coarse grid, so that nobody looks at all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explorer.pathway.definition import Point

_FIELD = 120.0
"""Side of a field in diagram units: about a node's width."""

_Kept = tuple[float, float, float, float, str]
"""Left, top, right and bottom border, and the id: reading a tuple is five times as fast as asking a box."""


class BoxIndex:
    """Boxes by id. ``room`` is added round each, in diagram units; borders that touch do not count as meeting."""

    def __init__(self, boxes: Mapping[str, Box], *, room: float = 0.0) -> None:
        self._room = room
        self._fields: dict[tuple[int, int], list[_Kept]] = {}
        self._kept: dict[str, _Kept] = {}
        for id_, box in boxes.items():
            self.put(id_, box)

    def put(self, id_: str, box: Box) -> None:
        """Add a box, or move the one of that id."""
        self.take(id_)
        room = self._room
        left, top = box.left - room, box.top - room
        kept = (left, top, box.left + box.width + room, box.top + box.height + room, id_)
        self._kept[id_] = kept
        for field in fields_of(*kept[:4]):
            self._fields.setdefault(field, []).append(kept)

    def take(self, id_: str) -> None:
        """Remove a box; nothing where there is none of that id."""
        kept = self._kept.pop(id_, None)
        if kept is not None:
            for field in fields_of(*kept[:4]):
                self._fields[field].remove(kept)

    def meeting(self, box: Box) -> set[str]:
        """Return the ids of the boxes that share an area with ``box``."""
        left, top, right, bottom = box.left, box.top, box.left + box.width, box.top + box.height
        fields = self._fields
        return {
            kept[4]
            for field in fields_of(left, top, right, bottom)
            for kept in fields.get(field, ())
            if kept[0] < right and left < kept[2] and kept[1] < bottom and top < kept[3]
        }

    def is_free(self, box: Box) -> bool:
        """Whether no box shares an area with ``box``."""
        left, top, right, bottom = box.left, box.top, box.left + box.width, box.top + box.height
        fields = self._fields
        for field in fields_of(left, top, right, bottom):
            for kept in fields.get(field, ()):
                if kept[0] < right and left < kept[2] and kept[1] < bottom and top < kept[3]:
                    return False
        return True

    def boxes_in_strip(self, axis: int, low: float, high: float) -> list[Box]:
        """Return the boxes, room included, in the endless strip along ``axis`` (0 across, 1 down) between two lines."""
        return [
            Box(left, top, right - left, bottom - top)
            for left, top, right, bottom, _ in self._kept.values()
            if (top < high and low < bottom if axis == 0 else left < high and low < right)
        ]

    def hit(self, start: Point, end: Point) -> set[str]:
        """Return the ids of the boxes that an upright or level piece from ``start`` to ``end`` runs through."""
        (x1, y1), (x2, y2) = start, end
        left, right = (x1, x2) if x1 < x2 else (x2, x1)
        top, bottom = (y1, y2) if y1 < y2 else (y2, y1)
        fields = self._fields
        return {
            kept[4]
            for field in fields_of(left, top, right, bottom)
            for kept in fields.get(field, ())
            if kept[0] < right and left < kept[2] and kept[1] < bottom and top < kept[3]
        }


def fields_of(left: float, top: float, right: float, bottom: float) -> Iterator[tuple[int, int]]:
    """Yield the fields that a rectangle touches."""
    first, last = int(left // _FIELD), int(right // _FIELD)
    for row in range(int(top // _FIELD), int(bottom // _FIELD) + 1):
        for column in range(first, last + 1):
            yield column, row
