"""Which arrows look alike whenever they are at rest? Those that leave one source in one style: together, a fan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainterPath

from explorer.ui.canvas.edge_painting import line_pen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPen

    from explorer.ui.canvas.edge_item import EdgeItem
    from explorer.ui.canvas.edge_sheet import Bundle
    from explorer.ui.canvas.visuals import EdgeLook


class Rest:
    """How the arrows of one style look at rest, with all that is needed to draw them so."""

    __slots__ = ("ink", "look", "pen")

    def __init__(self, look: EdgeLook) -> None:
        """Take a look without light."""
        self.look = look
        self.pen: QPen = line_pen(look.visual)
        self.ink = (int(look.visual.is_active), look.visual.colour, look.visual.dashed)
        """What of it can be seen from afar: whether it lies above, its colour, and whether it is dashed."""


class Fan:
    """Arrows of one source and one style. Mutable."""

    __slots__ = ("bundle", "edges", "head", "items", "line", "rest", "source_at", "style")

    def __init__(self, items: list[EdgeItem]) -> None:
        """Take ``items``, which look as the fan does from now on while they have no look of their own."""
        self.items = items
        self.edges = [item.edge for item in items]
        self.source_at = items[0].source_at
        """The number of the source in the network."""
        self.style = items[0].style
        self.rest: Rest | None = None
        """How they look now; None before the first moment."""
        self.bundle: Bundle | None = None
        """With what they are drawn from afar."""
        self.line: QPainterPath | None = None
        """The lines, without bends, of all that is to be seen; None until they are traced."""
        self.head = QPainterPath()
        """The heads of all that is to be seen; traced with the lines, and only where heads are large enough."""
        for item in items:
            item.fan = self

    def show(self, rest: Rest) -> None:
        """Look like this from now on; where arrows are near, ``place`` follows."""
        self.rest = rest
        if self.bundle is not None:
            self.bundle.is_stale = True

    def place(self) -> None:
        """Let every arrow lie as high as its look wants it to."""
        for item in self.items:
            item.place()

    def trace(self, *, with_heads: bool) -> QPainterPath:
        """Put the lines, and perhaps the heads, of all that is to be seen together; returns the lines."""
        shown = [item for item in self.items if not item.is_displaced and item.isVisible() and item.opacity() >= 1.0]
        self.head = _joined(item.geometry.head for item in shown) if with_heads else QPainterPath()
        if len(shown) == 1:
            self.line = line = shown[0].geometry.straight  # only read, so it need not be copied
        else:
            self.line = line = _joined(item.geometry.straight for item in shown)
        return line


def _joined(paths: Iterable[QPainterPath]) -> QPainterPath:
    joined = QPainterPath()
    for path in paths:
        joined.addPath(path)
    return joined


def fans_of(items: Iterable[EdgeItem]) -> list[Fan]:
    """Return ``items`` by source and style, in the order of their first arrows."""
    found: dict[tuple[int, object], list[EdgeItem]] = {}
    for item in items:
        found.setdefault((item.source_at, item.style), []).append(item)
    return [Fan(alike) for alike in found.values()]
