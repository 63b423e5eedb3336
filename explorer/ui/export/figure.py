"""How does the diagram stand among other words? Without a title of its own: the diagram, and the legend below it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, cast
from xml.sax.saxutils import escape, quoteattr

from PySide6.QtCore import QRectF

from explorer.ui.canvas.drawing import draw_diagram
from explorer.ui.canvas.legend import ROW, draw_legend, legend_rows, legend_samples
from explorer.ui.theme.roles import colour
from explorer.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.session.moment import Moment
    from explorer.ui.canvas.drawing import Groups
    from explorer.ui.canvas.legend import Sample
    from explorer.ui.export.svg_painter import SvgPainter
    from explorer.ui.theme.roles import Theme

_EDGE = 14.0
_LEAST = 640.0
"""Least width, so that the legend of a small diagram has room, in diagram units."""
_USUAL = 800.0
"""Width from which on the legend grows with the diagram, which is made smaller to fit a page; in diagram units."""


@dataclass(frozen=True)
class Figure:
    """A diagram at a moment, in diagram units from (0, 0)."""

    pathway: Pathway
    diagram: Diagram
    moment: Moment
    theme: Theme

    @property
    def width(self) -> float:
        """From edge to edge."""
        return max(self.diagram.bounds.width, _LEAST) + 2 * _EDGE

    @property
    def height(self) -> float:
        """From the top of the diagram to below the legend."""
        return self.diagram.bounds.height + ROW * self._scale * len(self._legend) + 2.5 * _EDGE

    @cached_property
    def _legend(self) -> tuple[tuple[Sample, ...], ...]:
        return legend_rows(legend_samples(self.pathway), (self.width - 2 * _EDGE) / self._scale)

    @property
    def _scale(self) -> float:
        return max(1.0, self.width / _USUAL)

    def draw(self, painter: QPainter, groups: Groups | None = None) -> None:
        """Draw everything; ``groups`` is told where each thing of the diagram begins and ends."""
        painter.fillRect(QRectF(0, 0, self.width, self.height), colour(self.theme.canvas))
        bounds = self.diagram.bounds
        painter.save()
        painter.translate((self.width - bounds.width) / 2 - bounds.left, _EDGE - bounds.top)
        at_rest = replace(self.moment, moving=frozenset(), carriers=frozenset())
        draw_diagram(painter, self.theme, self.pathway, self.diagram, at_rest, groups=groups)
        painter.restore()
        painter.save()
        painter.translate(_EDGE, bounds.height + 1.5 * _EDGE)
        painter.scale(self._scale, self._scale)
        room = (self.width - 2 * _EDGE) / self._scale
        draw_legend(painter, self.theme, self._legend, QRectF(0, 0, room, ROW * len(self._legend)))
        painter.restore()


def figure_svg(figure: Figure, painter: SvgPainter, *, title: str) -> str:
    """Return ``figure`` as an SVG element to stand within HTML; ``painter`` is a fresh one, and learns its letters."""
    figure.draw(cast("QPainter", painter), painter)
    size = f'width="{figure.width:.0f}" viewBox="0 0 {figure.width:.0f} {figure.height:.0f}"'
    label = f'role="img" aria-label={quoteattr(title)}'
    return "\n".join((f"<svg {size} {label}>", f"<title>{escape(title)}</title>", painter.body, "</svg>"))
