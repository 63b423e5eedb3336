"""Which shapes does a diagram consist of? Boxes and points in diagram units, x to the right, y downward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.pathway.definition import Point


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    width: float
    height: float

    @classmethod
    def around(cls, centre: Point, width: float, height: float) -> Box:
        """Return the box of that size with its middle at ``centre``."""
        return cls(centre[0] - width / 2, centre[1] - height / 2, width, height)

    @property
    def right(self) -> float:
        """The right border's x."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower border's y."""
        return self.top + self.height

    @property
    def centre(self) -> Point:
        """The middle."""
        return (self.left + self.width / 2, self.top + self.height / 2)

    def grown(self, by: float) -> Box:
        """Return the box with every border moved outward by ``by``."""
        return Box(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)

    def contains(self, point: Point) -> bool:
        """Whether ``point`` lies inside or on the border."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def holds(self, other: Box) -> bool:
        """Whether ``other`` lies wholly inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def overlaps(self, other: Box) -> bool:
        """Whether the two share an area (touching borders do not count)."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def joined(self, other: Box) -> Box:
        """Return the smallest box round both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        return Box(left, top, max(self.right, other.right) - left, max(self.bottom, other.bottom) - top)


def box_round(points: Iterable[Point]) -> Box:
    """Return the smallest box round ``points`` (at least one)."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
