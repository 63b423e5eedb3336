"""How are thousands of arrows drawn when they are far away? Together, as thin lines, one path a colour."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem

from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from explorer.ui.canvas.edge_item import EdgeItem

FAR = 0.42
"""Device pixels a unit below which arrows are drawn together: bends and widths can no longer be seen."""
_HEADS_FROM = 0.24

BUNDLE = 50
"""Arrows that are gathered together."""


class _Bundle:
    """Some arrows, most of them from the same sources: what changes together is gathered together."""

    def __init__(self, items: list[EdgeItem]) -> None:
        self.items = items
        self.bounds = items[0].geometry.bounds
        for item in items[1:]:
            self.bounds = self.bounds.united(item.geometry.bounds)
        self.lines: list[tuple[QPen, QPainterPath]] = []
        self.heads: list[tuple[QBrush, QPainterPath]] = []
        self.is_stale = True

    def gather(self, *, with_heads: bool) -> None:
        """Make the paths for the arrows as they look now."""
        lines: dict[tuple[int, str, bool], QPainterPath] = {}
        heads: dict[tuple[int, str], QPainterPath] = {}
        for item in self.items:
            if item.look is None or item.is_displaced or not item.isVisible() or item.opacity() < 1.0:
                continue
            visual = item.look.visual
            above = int(visual.is_active)
            path = lines.get((above, visual.colour, visual.dashed))
            if path is None:
                path = lines[above, visual.colour, visual.dashed] = QPainterPath()
            path.addPath(item.geometry.straight)
            if with_heads:
                heads.setdefault((above, visual.colour), QPainterPath()).addPath(item.geometry.head)
        self.lines = [(_thin_pen(ink, dashed), lines[above, ink, dashed]) for above, ink, dashed in sorted(lines)]
        self.is_stale = False
        self.heads = [(QBrush(colour(ink)), heads[above, ink]) for above, ink in sorted(heads)]


class EdgeSheet(QGraphicsItem):
    """All arrows at rest, seen from afar. Level and upright lines need no smoothing, which makes them cheap."""

    def __init__(self, bounds: QRectF) -> None:
        super().__init__()
        self._bounds = bounds
        self._shape = QPainterPath()
        self._bundles: list[_Bundle] = []
        self._bundle_of: dict[str, _Bundle] = {}
        self._with_heads = False
        self.setZValue(-110.0)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def add(self, items: list[EdgeItem]) -> QRectF:
        """Draw ``items`` together from now on; returns the area that they cover."""
        bundle = _Bundle(items)
        self._bundles.append(bundle)
        self._bundle_of.update((item.edge, bundle) for item in items)
        return bundle.bounds

    def set_scale(self, scale: float) -> None:
        """Draw heads where they can be seen."""
        if (scale >= _HEADS_FROM) != self._with_heads:
            self._with_heads = scale >= _HEADS_FROM
            self.touch()

    def touch(self, changed: Collection[str] | None = None) -> None:
        """Take the arrows in ``changed`` (ids), or all, as they look when they are painted next."""
        if changed is None:
            for bundle in self._bundles:
                bundle.is_stale = True
        else:
            for id_ in changed:
                self._bundle_of[id_].is_stale = True

    def gathering(self) -> Iterator[None]:
        """Make ready what would be made ready when it is painted, a bundle a step."""
        for bundle in self._bundles:
            if bundle.is_stale:
                bundle.gather(with_heads=self._with_heads)
                yield

    def boundingRect(self) -> QRectF:
        """Return the area that is drawn on."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Return nothing: the arrows themselves are hit."""
        return self._shape

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw all arrows of the bundles that are to be seen."""
        exposed = option.exposedRect
        bundles = [bundle for bundle in self._bundles if bundle.bounds.intersects(exposed)]
        for bundle in bundles:
            if bundle.is_stale:
                bundle.gather(with_heads=self._with_heads)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for bundle in bundles:
            for pen, path in bundle.lines:
                painter.setPen(pen)
                painter.drawPath(path)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        for bundle in bundles:
            for brush, path in bundle.heads:
                painter.fillPath(path, brush)


@lru_cache(maxsize=64)
def _thin_pen(ink: str, dashed: bool) -> QPen:  # noqa: FBT001  (it is one of two parts of a key)
    pen = QPen(colour(ink), 0.0)
    if dashed:
        pen.setDashPattern([3.0, 2.0])
    return pen
