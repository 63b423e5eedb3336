"""How are thousands of arrows drawn when they are far away? Together, as thin lines, one path a colour."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem

from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from explorer.ui.canvas.edge_item import EdgeItem

FAR = 0.42
"""Device pixels a unit below which arrows are drawn together: bends and widths can no longer be seen."""
_HEADS_FROM = 0.24


_BUNDLE = 50  # arrows


class _Bundle:
    """Some arrows, most of them from the same sources: what changes together is gathered together."""

    def __init__(self, items: list[EdgeItem]) -> None:
        self.items = items
        self.bounds = items[0].geometry.bounds
        for item in items[1:]:
            self.bounds = self.bounds.united(item.geometry.bounds)
        self.lines: list[tuple[QPen, QPainterPath]] = []
        self.heads: list[tuple[QBrush, QPainterPath]] = []

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
        self.heads = [(QBrush(colour(ink)), heads[above, ink]) for above, ink in sorted(heads)]


class EdgeSheet(QGraphicsItem):
    """All arrows at rest, seen from afar. Level and upright lines need no smoothing, which makes them cheap."""

    def __init__(self, bounds: QRectF, items: Collection[EdgeItem]) -> None:
        super().__init__()
        self._bounds = bounds
        self._shape = QPainterPath()
        ordered = sorted(items, key=lambda item: item.source_at)
        self._bundles = [_Bundle(ordered[at : at + _BUNDLE]) for at in range(0, len(ordered), _BUNDLE)]
        self._bundle_of = {item.edge: bundle for bundle in self._bundles for item in bundle.items}
        self._is_filled = False
        self.setZValue(-110.0)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def gather(self, *, scale: float, changed: Collection[str] | None = None) -> None:
        """Take the arrows as they look now: those in ``changed`` (ids), or all."""
        bundles = self._bundles
        if changed is not None and self._is_filled:
            bundles = list({id(bundle): bundle for bundle in map(self._bundle_of.__getitem__, changed)}.values())
        for bundle in bundles:
            bundle.gather(with_heads=scale >= _HEADS_FROM)
        self._is_filled = True

    def clear(self) -> None:
        """Draw nothing."""
        for bundle in self._bundles:
            bundle.lines, bundle.heads = [], []
        self._is_filled = False

    def boundingRect(self) -> QRectF:
        """Return the area that is drawn on."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Return nothing: the arrows themselves are hit."""
        return self._shape

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw all arrows of the bundles that are to be seen."""
        exposed = option.exposedRect
        bundles = [bundle for bundle in self._bundles if bundle.lines and bundle.bounds.intersects(exposed)]
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
