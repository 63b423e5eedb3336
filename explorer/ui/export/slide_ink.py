"""How does a shape of python-pptx get its outline, its ink, its words and its ends? Partly in XML of our own."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt
from PySide6.QtGui import QPainterPath

from explorer.ui.export.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.pathway.definition import Point
    from explorer.pathway.geometry import Box

EMU = 9525
"""English metric units a pixel at 96 dots per inch."""
POINTS = 0.75
"""Points a pixel."""
SIDES = 4
"""Connection sites that every node has, as a rectangle: the middles of its sides. Those of its arrows follow."""
_NEAR = 0.75
"""Diagram units below which two coordinates count as the same."""
named = cache(qn)
"""The full name of an element: asked for a hundred thousand times on a large slide."""


def element_of(shape: Any) -> Any:  # noqa: ANN401
    """Return the XML behind a shape: python-pptx has no words for connection sites, bends and descriptions."""
    return shape._element  # noqa: SLF001


def rgb(ink: str) -> RGBColor:
    """Return a colour such as ``#1168a8`` for python-pptx."""
    return RGBColor.from_string(ink[1:])  # type: ignore[no-untyped-call]


def emu(pixels: float) -> Emu:
    """Return a length in pixels at 96 dots per inch for python-pptx."""
    return Emu(round(pixels * EMU))


def leave_shadow(shape: Any) -> None:  # noqa: ANN401
    """Take away the shadow that the template gives to everything."""
    style = element_of(shape).find(named("p:style"))
    if style is not None:
        style.find(named("a:effectRef")).set("idx", "0")


def paint(shape: Any, ink: str) -> None:  # noqa: ANN401
    """Fill a shape with ``ink``, without a shadow."""
    leave_shadow(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(ink)


def draw_outline(shape: Any, ink: str, width: float, *, dashed: bool = False) -> None:  # noqa: ANN401
    """Draw the line round a shape, ``width`` pixels wide."""
    shape.line.color.rgb = rgb(ink)
    shape.line.width = Pt(width * POINTS)
    if dashed:
        shape.line.dash_style = MSO_LINE_DASH_STYLE.DASH


def write(
    shape: Any,  # noqa: ANN401
    lines: list[str],
    pixels: float,
    ink: str,
    *,
    strong: bool = False,
    align: Any = PP_ALIGN.CENTER,  # noqa: ANN401
) -> None:
    """Write ``lines`` into the middle of a shape, in letters ``pixels`` high."""
    frame = shape.text_frame
    frame.word_wrap = False
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.paragraphs[0].alignment = align
    for number, line in enumerate(lines):
        if number:
            frame.paragraphs[0].add_line_break()
        write_on(shape, line, pixels, ink, strong=strong)


def write_on(shape: Any, line: str, pixels: float, ink: str, *, strong: bool = False) -> None:  # noqa: ANN401
    """Write ``line`` after what stands in a shape."""
    run = shape.text_frame.paragraphs[0].add_run()
    run.text = xml_text(line)
    run.font.size = Pt(max(4.0, pixels * POINTS))
    run.font.bold = strong
    run.font.color.rgb = rgb(ink)


def describe(element: Any, text: str) -> None:  # noqa: ANN401
    """Give the XML of a shape its words for a screen reader."""
    element[0][0].set("descr", xml_text(text))


def take_outline(shape: Any, path: QPainterPath, box: Box, ports: Sequence[Point]) -> None:  # noqa: ANN401
    """Give a shape the outline ``path``, and a connection site wherever an arrow touches it (ECMA-376, 20.1.9.8)."""
    properties = element_of(shape).spPr
    make = properties.makeelement
    geometry = make(named("a:custGeom"), {})
    for name in ("avLst", "gdLst", "ahLst"):
        geometry.append(make(named(f"a:{name}"), {}))
    guides = geometry.find(named("a:gdLst"))
    sites = make(named("a:cxnLst"), {})
    width, height = box.width, box.height
    sides = ((width / 2, 0.0), (0.0, height / 2), (width / 2, height), (width, height / 2))
    for number, (x, y) in enumerate((*sides, *ports)):
        for name, part, whole in (("x", x / box.width, "w"), ("y", y / box.height, "h")):
            formula = f"*/ {whole} {round(part * 1000)} 1000"
            guides.append(make(named("a:gd"), {"name": f"{name}{number}", "fmla": formula}))
        away = {0: x, 1: width - x, 2: y, 3: height - y}  # from left, right, top, bottom
        side = min(away, key=away.__getitem__)
        site = make(named("a:cxn"), {"ang": ("10800000", "0", "16200000", "5400000")[side]})
        site.append(make(named("a:pos"), {"x": f"x{number}", "y": f"y{number}"}))
        sites.append(site)
    geometry.append(sites)
    geometry.append(make(named("a:rect"), {"l": "l", "t": "t", "r": "r", "b": "b"}))
    paths = make(named("a:pathLst"), {})
    drawn = make(named("a:path"), {"w": str(round(box.width * EMU)), "h": str(round(box.height * EMU))})
    kinds = QPainterPath.ElementType
    elements = [path.elementAt(at) for at in range(path.elementCount())]
    for at, element in enumerate(elements):
        names = {kinds.MoveToElement: "moveTo", kinds.LineToElement: "lnTo", kinds.CurveToElement: "cubicBezTo"}
        if element.type not in names:
            continue
        step = make(named(f"a:{names[element.type]}"), {})
        points = elements[at : at + 3] if element.type is kinds.CurveToElement else [element]
        for point in points:
            step.append(make(named("a:pt"), {"x": str(round(point.x * EMU)), "y": str(round(point.y * EMU))}))
        drawn.append(step)
    drawn.append(make(named("a:close"), {}))
    paths.append(drawn)
    geometry.append(paths)
    properties.replace(properties.find(named("a:prstGeom")), geometry)


def attach(line: Any, end: str, number: int, site: int) -> None:  # noqa: ANN401
    """Attach an end of a connector (its XML) without moving it: the route is ours until somebody moves a node."""
    properties = line.nvCxnSpPr.cNvCxnSpPr
    properties.append(properties.makeelement(named(f"a:{end}"), {"id": str(number), "idx": str(site)}))


def number_and_name(element: Any, number: int, name: str) -> None:  # noqa: ANN401
    """Give the XML of a shape a number of its own, and a name."""
    properties = element[0][0]  # the first of the first, of every kind (ECMA-376, 19.3.1.12)
    properties.set("id", str(number))
    properties.set("name", xml_text(name))


def move(element: Any, x: Emu, y: Emu) -> None:  # noqa: ANN401
    """Put the XML of a shape elsewhere."""
    place = element.spPr.find(named("a:xfrm"))
    place.find(named("a:off")).set("x", str(x))
    place.find(named("a:off")).set("y", str(y))


def stretch(line: Any, x1: Emu, y1: Emu, x2: Emu, y2: Emu) -> None:  # noqa: ANN401
    """Let a connector (its XML), made from left to right and downward, run from one point to another."""
    move(line, min(x1, x2), min(y1, y2))
    place = line.spPr.find(named("a:xfrm"))
    place.find(named("a:ext")).set("cx", str(abs(x2 - x1)))
    place.find(named("a:ext")).set("cy", str(abs(y2 - y1)))
    for flip, is_backward in (("flipH", x1 > x2), ("flipV", y1 > y2)):
        if is_backward:
            place.set(flip, "1")


def corners(route: Sequence[Point]) -> list[Point]:
    """Return the ends and the corners of ``route``: no repeated points, none on a straight stretch."""
    kept: list[Point] = []
    for point in route:
        if kept and math.dist(point, kept[-1]) < _NEAR:
            continue
        if len(kept) > 1 and any(
            abs(kept[-2][axis] - kept[-1][axis]) < _NEAR and abs(kept[-1][axis] - point[axis]) < _NEAR
            for axis in (0, 1)
        ):
            kept.pop()
        kept.append(point)
    return kept
