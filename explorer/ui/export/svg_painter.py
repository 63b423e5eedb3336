"""How do the drawing functions of the canvas write SVG? A stand-in for QPainter that notes elements in groups.

It knows the calls that ``explorer.ui.canvas`` makes and no others. Unlike Qt's own generator it keeps text as text
that can be searched and edited, gives every node, arrow and compartment a group with its id, and embeds the letters
that are used (SVG 1.1, https://www.w3.org/TR/SVG11/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QLinearGradient, QPainterPath, QPen, QTransform

from explorer.ui.export.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FAMILY = "Source Sans Pro"
_CAPS = {
    Qt.PenCapStyle.FlatCap: "butt",
    Qt.PenCapStyle.SquareCap: "square",
    Qt.PenCapStyle.RoundCap: "round",
}
_JOINS = {
    Qt.PenJoinStyle.MiterJoin: "miter",
    Qt.PenJoinStyle.SvgMiterJoin: "miter",
    Qt.PenJoinStyle.BevelJoin: "bevel",
    Qt.PenJoinStyle.RoundJoin: "round",
}
_STRONG = 600


class SvgPainter:
    """Notes what is drawn. All numbers are in the units of the picture."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._depth = 1
        self._pen, self._brush = QPen(Qt.PenStyle.NoPen), QBrush()
        self._font = QFont()
        self._opacity = 1.0
        self._transform = QTransform()
        self._kept: list[tuple[QPen, QBrush, QFont, float, QTransform, int]] = []
        self._clips = self._open_clips = self._gradients = 0
        self.letters: dict[bool, set[str]] = {False: set(), True: set()}
        """The characters that were written, in normal and in strong type."""

    @property
    def body(self) -> str:
        """The elements that were noted, a line each."""
        return xml_text("\n".join(self._lines))

    # -- groups ---------------------------------------------------------------------------------------------------

    def begin_group(self, kind: str, id_: str, title: str = "", **more: str) -> None:
        """Open a group: its class is ``kind``, ``data-id`` the id in the pathway, ``title`` shown as a tooltip."""
        xml_id = f"{kind}-{_xml_name(id_)}"
        others = "".join(f" {name.replace('_', '-')}={quoteattr(value)}" for name, value in more.items())
        self._note(f"<g id={quoteattr(xml_id)} class={quoteattr(kind)} data-id={quoteattr(id_)}{others}>")
        self._depth += 1
        if title:
            self._note(f"<title>{escape(title)}</title>")

    def end_group(self) -> None:
        """Close the group that was opened last."""
        self._depth -= 1
        self._note("</g>")

    def _note(self, text: str) -> None:
        self._lines.append("  " * self._depth + text)

    # -- state ----------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep pen, brush, font, opacity and transform."""
        pen, brush, transform = QPen(self._pen), QBrush(self._brush), QTransform(self._transform)
        self._kept.append((pen, brush, self._font, self._opacity, transform, self._open_clips))

    def restore(self) -> None:
        """Take back what was kept last."""
        self._pen, self._brush, self._font, self._opacity, self._transform, clips = self._kept.pop()
        while self._open_clips > clips:
            self._open_clips -= 1
            self.end_group()

    def setClipRect(self, area: QRectF) -> None:
        """Show what is drawn until ``restore`` only inside ``area``."""
        self._clips += 1
        self._open_clips += 1
        x, y, w, h = (_number(side) for side in (area.x(), area.y(), area.width(), area.height()))
        rect = f'<rect x="{x}" y="{y}" width="{w}" height="{h}"{self._moved()}/>'
        self._note(f'<clipPath id="clip-{self._clips}">{rect}</clipPath>')
        self._note(f'<g clip-path="url(#clip-{self._clips})">')
        self._depth += 1

    def setPen(self, pen: QPen | QColor | Qt.PenStyle) -> None:
        """Draw lines so."""
        self._pen = QPen(pen)

    def setBrush(self, brush: QBrush | QColor | Qt.BrushStyle) -> None:
        """Fill so."""
        self._brush = QBrush(brush)

    def setFont(self, font: QFont) -> None:
        """Write so."""
        self._font = font

    def setOpacity(self, opacity: float) -> None:
        """Let what is behind shine through: 1 for nothing."""
        self._opacity = opacity

    def setRenderHint(self, *_hints: object) -> None:
        """Vectors need no hints."""

    def translate(self, *to: float | QPointF) -> None:
        """Move the origin."""
        point = to[0] if isinstance(to[0], QPointF) else QPointF(to[0], float(to[1]))  # type: ignore[arg-type]
        self._transform.translate(point.x(), point.y())

    def scale(self, across: float, down: float) -> None:
        """Enlarge."""
        self._transform.scale(across, down)

    def rotate(self, degrees: float) -> None:
        """Turn."""
        self._transform.rotate(degrees)

    # -- drawing --------------------------------------------------------------------------------------------------

    def drawPath(self, path: QPainterPath) -> None:
        """Draw a path."""
        self._shape(_path_words(path), path.fillRule())

    def fillPath(self, path: QPainterPath, brush: QBrush | QColor) -> None:
        """Fill a path without an outline."""
        self.save()
        self.setPen(Qt.PenStyle.NoPen)
        self.setBrush(brush)
        self.drawPath(path)
        self.restore()

    def drawRoundedRect(self, area: QRectF, across: float, down: float) -> None:
        """Draw a rectangle with round corners."""
        x, y, w, h = (_number(side) for side in (area.x(), area.y(), area.width(), area.height()))
        size = f'x="{x}" y="{y}" width="{w}" height="{h}" rx="{_number(across)}" ry="{_number(down)}"'
        self._note(f"<rect {size}{self._look()}/>")

    def fillRect(self, area: QRectF, brush: QBrush | QColor) -> None:
        """Fill a rectangle without an outline."""
        gradient = brush.gradient() if isinstance(brush, QBrush) else None
        if isinstance(gradient, QLinearGradient):
            self._fill_with_gradient(area, gradient)
            return
        self.save()
        self.setPen(Qt.PenStyle.NoPen)
        self.setBrush(brush)
        self.drawRoundedRect(area, 0, 0)
        self.restore()

    def _fill_with_gradient(self, area: QRectF, gradient: QLinearGradient) -> None:
        self._gradients += 1
        begin, end = gradient.start(), gradient.finalStop()
        ends = (("x1", begin.x()), ("y1", begin.y()), ("x2", end.x()), ("y2", end.y()))
        along = " ".join(f'{name}="{_number(value)}"' for name, value in ends)
        self._note(f'<linearGradient id="fade-{self._gradients}" gradientUnits="userSpaceOnUse" {along}>')
        for part, ink in gradient.stops():
            self._note(f'  <stop offset="{_number(part)}"{_ink("stop", ink, self._opacity, colour="stop-color")}/>')
        self._note("</linearGradient>")
        x, y, w, h = (_number(side) for side in (area.x(), area.y(), area.width(), area.height()))
        self._note(
            f'<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="url(#fade-{self._gradients})"{self._moved()}/>'
        )

    def drawEllipse(self, centre: QPointF, across: float, down: float) -> None:
        """Draw an ellipse round ``centre``."""
        place = f'cx="{_number(centre.x())}" cy="{_number(centre.y())}"'
        self._note(f'<ellipse {place} rx="{_number(across)}" ry="{_number(down)}"{self._look()}/>')

    def drawPolyline(self, points: Sequence[QPointF]) -> None:
        """Draw a line from point to point."""
        words = " ".join(f"{_number(point.x())},{_number(point.y())}" for point in points)
        self._note(f'<polyline points="{words}"{self._look(filled=False)}/>')

    def drawPolygon(self, points: Sequence[QPointF]) -> None:
        """Draw a closed line from point to point."""
        words = " ".join(f"{_number(point.x())},{_number(point.y())}" for point in points)
        self._note(f'<polygon points="{words}"{self._look()}/>')

    def drawText(self, place: QPointF, text: str) -> None:
        """Write ``text`` from ``place`` on its baseline. Another font is squeezed into the same width."""
        if not text:
            return
        strong = self._font.weight() >= QFont.Weight.DemiBold
        self.letters[strong].update(text)
        size = self._font.pixelSize()
        width = QFontMetricsF(self._font).horizontalAdvance(text)
        look = f'font-size="{size}"{f" font-weight={chr(34)}{_STRONG}{chr(34)}" if strong else ""}'
        fit = f'textLength="{_number(width)}" lengthAdjust="spacingAndGlyphs"'
        ink = _ink("fill", self._pen.color(), self._opacity)
        at = f'x="{_number(place.x())}" y="{_number(place.y())}"'
        self._note(f"<text {at} {look} {fit}{ink}{self._moved()}>{escape(text)}</text>")

    def _shape(self, words: str, rule: Qt.FillRule) -> None:
        odd = ' fill-rule="evenodd"' if rule is Qt.FillRule.OddEvenFill else ""
        self._note(f'<path d="{words}"{odd}{self._look()}/>')

    def _look(self, *, filled: bool = True) -> str:
        words = ""
        brush, pen = self._brush, self._pen
        if filled and brush.style() != Qt.BrushStyle.NoBrush:
            words += _ink("fill", brush.color(), self._opacity)
        else:
            words += ' fill="none"'
        if pen.style() != Qt.PenStyle.NoPen:
            words += _ink("stroke", pen.color(), self._opacity) + f' stroke-width="{_number(pen.widthF())}"'
            words += f' stroke-linecap="{_CAPS[pen.capStyle()]}" stroke-linejoin="{_JOINS[pen.joinStyle()]}"'
            dashes = [part * max(pen.widthF(), 1e-6) for part in pen.dashPattern()]
            if dashes:
                words += f' stroke-dasharray="{" ".join(_number(part) for part in dashes)}"'
        return words + self._moved()

    def _moved(self) -> str:
        matrix = self._transform
        if matrix.isIdentity():
            return ""
        parts = (matrix.m11(), matrix.m12(), matrix.m21(), matrix.m22(), matrix.dx(), matrix.dy())
        if parts[:4] == (1.0, 0.0, 0.0, 1.0):
            return f' transform="translate({_number(parts[4])} {_number(parts[5])})"'
        return f' transform="matrix({" ".join(_number(part, 5) for part in parts)})"'


def _number(value: float, digits: int = 2) -> str:
    """Return a number without needless zeros."""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") if value else "0"


def _ink(name: str, ink: QColor, opacity: float, *, colour: str = "") -> str:
    alpha = ink.alphaF() * opacity
    words = f' {colour or name}="{ink.name()}"'
    return words if alpha > 0.999 else f'{words} {name}-opacity="{_number(alpha, 3)}"'


def _path_words(path: QPainterPath) -> str:
    """Return the data of an SVG path."""
    kinds = QPainterPath.ElementType
    words: list[str] = []
    start, last = None, None
    elements = [path.elementAt(at) for at in range(path.elementCount())]
    for at, element in enumerate(elements):
        place = f"{_number(element.x)} {_number(element.y)}"
        if element.type is kinds.MoveToElement:
            _close(words, start, last)
            words.append(f"M{place}")
            start = (element.x, element.y)
        elif element.type is kinds.LineToElement:
            words.append(f"L{place}")
        elif element.type is kinds.CurveToElement:
            others = elements[at + 1 : at + 3]
            words.append(f"C{place} " + " ".join(f"{_number(other.x)} {_number(other.y)}" for other in others))
        last = (element.x, element.y)
    _close(words, start, last)
    return "".join(words)


def _close(words: list[str], start: tuple[float, float] | None, last: tuple[float, float] | None) -> None:
    """Join a part of a path that ends where it began."""
    if len(words) > 1 and start is not None and start == last and words[-1][0] != "M":
        words.append("Z")


def _xml_name(text: str) -> str:
    """Return ``text`` as a part of an XML id: what may not stand there is written as its code."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char in "-_.") else f"_{ord(char):x}_" for char in text
    )


def document(
    painter: SvgPainter,
    size: tuple[float, float],
    *,
    title: str,
    description: str,
    style: str = "",
    attributes: Iterable[tuple[str, str]] = (),
) -> str:
    """Return a whole SVG file of ``size`` (width and height in pixels)."""
    width, height = (_number(side) for side in size)
    others = "".join(f" {name}={quoteattr(value)}" for name, value in attributes)
    families = f"'{FAMILY}', 'Source Sans 3', sans-serif"
    shown = f'viewBox="0 0 {width} {height}" font-family="{families}"{others}'
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{width}" height="{height}" {shown}>',
            f"  <title>{escape(xml_text(title))}</title>",
            f"  <desc>{escape(description)}</desc>",
            *([f"  <style>{style}</style>"] if style else []),
            painter.body,
            "</svg>",
            "",
        )
    )
