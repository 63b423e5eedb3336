"""How are thousands of arrows drawn when they are far away? Together, as thin lines, one path a colour."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem

from explorer.ui.canvas.far_picture import FarPicture
from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator

    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from explorer.ui.canvas.fans import Fan

FAR = 0.42
"""Device pixels a unit below which arrows are drawn together: bends and widths can no longer be seen."""
_HEADS_FROM = 0.24

BUNDLE = 50
"""Arrows that are gathered together."""
_MOST_AT_ONCE = 80
"""Bundles that are painted at once: 4,000 arrows, some ten milliseconds."""


class Bundle:
    """Some arrows, most of them from the same sources: what changes together is gathered together."""

    def __init__(self, fans: list[Fan]) -> None:
        """Take ``fans`` that lie near each other."""
        self.fans = fans
        self.bounds = self._extent()
        self.lines: list[tuple[QPen, QPainterPath]] = []
        self.heads: list[tuple[QBrush, QPainterPath]] = []
        self.is_stale = True
        self.version = 0
        """How often the paths were made."""

    def trace_anew(self) -> None:
        """Forget the lines: other arrows are to be seen than before, or in other places."""
        for fan in self.fans:
            fan.line = None
        self.bounds = self._extent()
        self.is_stale = True

    def _extent(self) -> QRectF:
        found = QRectF()
        for fan in self.fans:
            for item in fan.items:
                found = found.united(item.geometry.bounds)
        return found

    def gather(self, *, with_heads: bool) -> None:
        """Make the paths for the arrows as they look now."""
        lines: dict[tuple[int, str, bool], QPainterPath] = {}
        heads: dict[tuple[int, str], QPainterPath] = {}
        for fan in self.fans:
            rest = fan.rest
            if rest is None:
                continue
            line = fan.line
            if line is None:
                line = fan.trace(with_heads=with_heads)
            path = lines.get(rest.ink)
            if path is None:
                path = lines[rest.ink] = QPainterPath()
            path.addPath(line)
            if with_heads:
                heads.setdefault(rest.ink[:2], QPainterPath()).addPath(fan.head)
        self.lines = [(_thin_pen(ink, dashed), lines[above, ink, dashed]) for above, ink, dashed in sorted(lines)]
        self.is_stale = False
        self.version += 1
        self.heads = [(QBrush(colour(ink)), heads[above, ink]) for above, ink in sorted(heads)]

    def redraw(self) -> None:
        """Make the paths anew, for arrows where they were."""
        for fan in self.fans:
            fan.line = None
        self.is_stale = True

    def draw_lines(self, painter: QPainter) -> None:
        """Draw the lines; level and upright ones need no smoothing."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen, path in self.lines:
            painter.setPen(pen)
            painter.drawPath(path)

    def draw_heads(self, painter: QPainter) -> None:
        """Draw the heads, where they are large enough to be seen."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        for brush, path in self.heads:
            painter.fillPath(path, brush)


class EdgeSheet(QGraphicsItem):
    """All arrows at rest, seen from afar. Level and upright lines need no smoothing, which makes them cheap."""

    def __init__(self, bounds: QRectF) -> None:
        super().__init__()
        self._bounds = bounds
        self._shape = QPainterPath()
        self._bundles: list[Bundle] = []
        self._bundle_with: dict[str, Bundle] = {}
        self._with_heads = False
        self._picture = FarPicture(self, self)
        self.setZValue(-110.0)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def add(self, fans: list[Fan]) -> None:
        """Draw ``fans`` together from now on."""
        bundle = Bundle(fans)
        self._bundles.append(bundle)
        for fan in fans:
            fan.bundle = bundle
            self._bundle_with.update(dict.fromkeys(fan.edges, bundle))

    def set_bounds(self, bounds: QRectF) -> None:
        """Draw on another area."""
        self.prepareGeometryChange()
        self._bounds = bounds

    def set_scale(self, scale: float) -> None:
        """Draw heads where they can be seen."""
        if (scale >= _HEADS_FROM) != self._with_heads:
            self._with_heads = scale >= _HEADS_FROM
            for bundle in self._bundles:
                bundle.redraw()

    def trace_anew(self, changed: Collection[str] | None = None) -> None:
        """Trace the arrows in ``changed`` (ids), or all, as they lie and are to be seen when they are painted next."""
        for bundle in self._bundles if changed is None else {self._bundle_with[id_] for id_ in changed}:
            bundle.trace_anew()

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
        """Draw all arrows of the bundles that are to be seen; on a screen, of very many, what is ready of them."""
        if widget is not None and len(self._bundles) > _MOST_AT_ONCE:
            self._picture.paint(painter, widget)
            return
        exposed = option.exposedRect
        bundles = [bundle for bundle in self._bundles if bundle.bounds.intersects(exposed)]
        for bundle in bundles:
            if bundle.is_stale:
                bundle.gather(with_heads=self._with_heads)
        for bundle in bundles:
            bundle.draw_lines(painter)
        for bundle in bundles:
            bundle.draw_heads(painter)

    @property
    def version(self) -> tuple[int, int, bool]:
        """Differs when what is drawn does."""
        stale = any(bundle.is_stale for bundle in self._bundles)
        return len(self._bundles), sum(bundle.version for bundle in self._bundles), stale

    def draw(self, painter: QPainter, area: QRectF) -> Generator[None, None, tuple[int, int, bool]]:
        """Draw the arrows in ``area``, a bundle a step; returns the version that was drawn."""
        bundles, version = list(self._bundles), 0
        for bundle in bundles:
            if bundle.is_stale:
                bundle.gather(with_heads=self._with_heads)
            version += bundle.version
            if bundle.bounds.intersects(area):
                bundle.draw_lines(painter)
            yield
        for bundle in bundles:
            if bundle.heads and bundle.bounds.intersects(area):
                bundle.draw_heads(painter)
                yield
        return len(bundles), version, False


@lru_cache(maxsize=64)
def _thin_pen(ink: str, dashed: bool) -> QPen:  # noqa: FBT001  (it is one of two parts of a key)
    pen = QPen(colour(ink), 0.0)
    if dashed:
        pen.setDashPattern([3.0, 2.0])
    return pen
