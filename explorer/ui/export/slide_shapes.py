"""How does a diagram stand on a slide? Every node, arrow and compartment as a native shape that can be edited."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt
from PySide6.QtGui import QPainterPath

from explorer.pathway.captions import FONT_SIZE
from explorer.pathway.definition import CompartmentKind, Effect, NodeKind
from explorer.pathway.geometry import Box
from explorer.ui.canvas.compartment_painting import corner_radius, label_place
from explorer.ui.canvas.overlay_marks import Ring
from explorer.ui.canvas.overlay_painting import RING_APART, VEIL
from explorer.ui.canvas.shapes import outline
from explorer.ui.canvas.situations import (
    compartments_outside_in,
    conflicting,
    edge_situation,
    node_situation,
)
from explorer.ui.canvas.visuals import Badge, edge_look, node_look
from explorer.ui.export.xml_text import xml_text
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import cell_hue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from explorer.pathway.definition import Edge, Pathway, Point
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.story import Staging
    from explorer.session.moment import Moment
    from explorer.ui.canvas.overlay_marks import Marks
    from explorer.ui.canvas.visuals import EdgeVisual, NodeVisual
    from explorer.ui.theme.roles import Theme

EMU = 9525
"""English metric units a pixel at 96 dots per inch."""
_POINTS = 0.75
_SIGNS = {
    Badge.WENT_ON: "▲",
    Badge.WENT_OFF: "▼",
    Badge.OSCILLATES: "~",
    Badge.WANTED: "✓",
    Badge.UNWANTED: "!",
    Badge.CONFLICT: "≠",
    Badge.HELD: "●",
    Badge.SWITCHED: "●",
}
_SIDES = 4
"""Connection sites that every node has, as a rectangle: the middles of its sides. Those of its arrows follow."""
_BAR, _OFF = 18.0, 3.5
"""How long the bar of an inhibition is, and how far from its node, in diagram units."""
_NEAR = 0.75
"""Diagram units below which two coordinates count as the same."""
_PALE = 0.16
"""Share of its own colour that is left of what is faded."""


class SlideDiagram:
    """Puts one diagram on one slide.

    Args:
        slide: of python-pptx.
        pathway, diagram, moment, theme, staging: what is shown, and how.
        marks: what stands out for an answer, so that everything else is pale; None for no answer.
        frame: the part of the diagram, in diagram units.
        area: where on the slide, in pixels at 96 dots per inch.
    """

    def __init__(
        self,
        slide: Any,  # noqa: ANN401  (python-pptx has no types)
        pathway: Pathway,
        diagram: Diagram,
        moment: Moment,
        theme: Theme,
        staging: Staging,
        *,
        frame: Box,
        area: Box,
        marks: Marks | None = None,
    ) -> None:
        self._shapes = slide.shapes
        self._shapes.turbo_add_enabled = True  # or each new shape looks at the numbers of all that are there
        self._pathway, self._diagram, self._moment = pathway, diagram, moment
        self._theme, self._staging, self._area = theme, staging, area
        self._marks = marks if marks is not None and (marks.nodes or marks.arrows) else None
        self._scale = min(area.width / frame.width, area.height / frame.height, 1.6)
        self._left = area.left + (area.width - frame.width * self._scale) / 2 - frame.left * self._scale
        self._top = area.top + (area.height - frame.height * self._scale) / 2 - frame.top * self._scale
        self._nodes: dict[str, Any] = {}
        self._ports: dict[str, list[Point]] = {}
        """For each node where arrows touch it, from its upper left corner, in diagram units: its connection sites."""

    def draw(self, told: Callable[[float], None] = lambda _: None) -> None:
        """Add compartments, then nodes, then the arrows between those that are on the slide, then signs.

        ``told`` is called with the part of the arrows that is done, and may raise to give up.
        """
        shown = [id_ for id_ in self._pathway.nodes if self._is_on_slide(id_)]
        lived_in = self._compartments_of(shown)
        for id_ in compartments_outside_in(self._pathway, self._diagram):
            if id_ not in self._staging.hidden_compartments:
                self._draw_compartment(id_, is_empty=id_ not in lived_in)
        there = set(shown)
        edges = [
            edge
            for edge in self._pathway.edges
            if {edge.source, edge.target} <= there
            and edge.id in self._diagram.edges
            and edge.id not in self._staging.hidden
        ]
        for edge in edges:
            for id_, end in ((edge.source, 0), (edge.target, -1)):
                box, (x, y) = self._diagram.nodes[id_], self._diagram.edges[edge.id][end]
                self._ports.setdefault(id_, []).append((x - box.left, y - box.top))
        conflicts, index = conflicting(self._pathway), self._pathway.network.index
        badges: list[tuple[str, Badge]] = []
        for id_ in shown:
            marked, conflict = id_ in self._staging.highlighted, id_ in conflicts
            situation = node_situation(self._moment, id_, index[id_], conflict=conflict, highlighted=marked)
            visual = node_look(self._theme, self._pathway.nodes[id_], situation).after
            self._draw_node(id_, visual)
            if id_ not in self._staging.faded:
                badges += [(id_, badge) for badge in visual.badges if badge in _SIGNS]
        taken = dict.fromkeys(shown, 0)
        for number, edge in enumerate(edges):
            told(number / len(edges))
            sites = []
            for id_ in (edge.source, edge.target):
                sites.append(_SIDES + taken[id_])
                taken[id_] += 1
            situation_ = edge_situation(self._moment, edge, index, conflict=edge.id in conflicts)
            self._draw_edge(edge, edge_look(self._theme, edge, situation_).visual, sites)
        for id_, badge in badges:
            self._draw_badge(id_, badge)
        self._draw_marks(there, {edge.id for edge in edges})

    # -- places ---------------------------------------------------------------------------------------------------

    def _place(self, box: Box) -> tuple[Emu, Emu, Emu, Emu]:
        return (
            _emu(self._left + box.left * self._scale),
            _emu(self._top + box.top * self._scale),
            _emu(box.width * self._scale),
            _emu(box.height * self._scale),
        )

    def _point(self, point: Point) -> Point:
        return (self._left + point[0] * self._scale, self._top + point[1] * self._scale)

    def _is_on_slide(self, id_: str) -> bool:
        """Whether a node is shown, wholly in the area of the diagram: nothing hangs over the slide's words."""
        if id_ not in self._diagram.nodes or id_ in self._staging.hidden:
            return False
        box, area = self._diagram.nodes[id_], self._area
        left, top = self._point((box.left, box.top))
        right, bottom = self._point((box.right, box.bottom))
        return left >= area.left - 1 and right <= area.right + 1 and top >= area.top - 1 and bottom <= area.bottom + 1

    # -- shapes ---------------------------------------------------------------------------------------------------

    def _compartments_of(self, nodes: list[str]) -> set[str]:
        """Return in which compartments ``nodes`` lie, and in which these lie."""
        found: set[str] = set()
        for node in nodes:
            id_ = self._pathway.nodes[node].compartment
            while id_ is not None and id_ in self._pathway.compartments and id_ not in found:
                found.add(id_)
                id_ = self._pathway.compartments[id_].within
        return found

    def _draw_compartment(self, id_: str, *, is_empty: bool) -> None:
        """Add a compartment, cut to the area; of an empty one, what is left would look like a small cell of its own."""
        compartment, box = self._pathway.compartments[id_], self._diagram.compartments[id_]
        left, top = self._point((box.left, box.top))
        right, bottom = self._point((box.right, box.bottom))
        area = self._area
        cut = Box(max(left, area.left), max(top, area.top), 0, 0)
        width, height = min(right, area.right) - cut.left, min(bottom, area.bottom) - cut.top
        is_cut = width < right - left - 1 or height < bottom - top - 1
        if width < 8 or height < 8 or (is_cut and is_empty):
            return
        fill, membrane, ink = self._theme.cells[cell_hue(id_, compartment.label)]
        share = _PALE if id_ in self._staging.faded_compartments else 1.0 if self._marks is None else 1.0 - VEIL
        shape = self._shapes.add_shape(
            MSO_SHAPE.ROUNDED_RECTANGLE, _emu(cut.left), _emu(cut.top), _emu(width), _emu(height)
        )
        radius = corner_radius(compartment.kind, box.width, box.height) * self._scale
        shape.adjustments[0] = min(0.5, radius / max(1.0, min(width, height)))
        shape.name = xml_text(f"Compartment: {compartment.label}")
        _fill(shape, self._ink(fill, share))
        _outline(shape, self._ink(membrane, share), 2.4 if compartment.kind is CompartmentKind.CELL else 1.0)
        if compartment.kind is not CompartmentKind.CELL:
            shape.line.dash_style = MSO_LINE_DASH_STYLE.ROUND_DOT
        size = max(9.0, 15.0 * self._scale)
        at = label_place(compartment.kind, box)
        x, y = self._point((at.x(), at.y()))
        name = Box(max(x, cut.left + 6), y - size * 1.25, 0, size * 1.6)
        if top < area.top - 1:  # above it stand the words of the slide
            corner, wide = max(10.0, radius * 0.55), 10 + size * 0.6 * len(compartment.label)
            name = Box(cut.left + corner, cut.top + 6, wide, name.height)
            if wide > width - 2 * corner or self._has_node_in(name):
                return
        label = self._shapes.add_textbox(
            _emu(name.left), _emu(name.top), _emu(min(max(width, 120), area.right - name.left)), _emu(name.height)
        )
        label.name = xml_text(f"Name: {compartment.label}")
        _write(label, [compartment.label], size, self._ink(ink, share), strong=True, align=PP_ALIGN.LEFT)
        label.text_frame.word_wrap = True

    def _has_node_in(self, place: Box) -> bool:
        """Whether a node on the slide covers a part of ``place``, in pixels."""
        left, top = (place.left - self._left) / self._scale, (place.top - self._top) / self._scale
        there = Box(left, top, place.width / self._scale, place.height / self._scale)
        return any(self._diagram.nodes[id_].overlaps(there) for id_ in filter(self._is_on_slide, self._pathway.nodes))

    def _draw_node(self, id_: str, visual: NodeVisual) -> None:
        node, box = self._pathway.nodes[id_], self._diagram.nodes[id_]
        share = self._share(id_)
        shape = self._shapes.add_shape(MSO_SHAPE.RECTANGLE, *self._place(box))
        _take_outline(shape, outline(node.kind, box.width, box.height), box, self._ports.get(id_, []))
        shape.name = xml_text(f"{node.label} ({'ON' if visual.strong else 'OFF'})")
        _describe(shape, f"{node.label}: {'ON' if visual.strong else 'OFF'}")
        _fill(shape, self._ink(visual.fill, share))
        ring = visual.ring and id_ in self._staging.highlighted
        _outline(
            shape,
            self._ink(visual.ring if ring else visual.border, share),
            max(0.75, (3.0 if ring else visual.border_width) * self._scale),
            dashed=visual.dashed and not ring,
        )
        size = FONT_SIZE * self._scale
        _write(shape, list(self._diagram.lines[id_]), size, self._ink(visual.text, share), strong=visual.strong)
        self._nodes[id_] = shape

    def _draw_edge(self, edge: Edge, visual: EdgeVisual, sites: Sequence[int]) -> None:
        """Draw an arrow as straight connectors from node to node, joined by a dot at each corner.

        Bent connectors would be one shape each, but every program finds another way for those.
        """
        route = [self._point(point) for point in _corners(self._diagram.edges[edge.id])]
        nodes = self._pathway.nodes
        name = f"{nodes[edge.source].label} {edge.effect.value} {nodes[edge.target].label}"
        marked = bool(visual.glow) and edge.id in self._staging.highlighted
        ink = self._ink(visual.colour, self._share(edge.id))
        bears = self._marks is not None and self._marks.arrows.get(edge.id) is not None
        width = max(1.0, visual.width * (1.7 if marked or bears else 1.0) * self._scale)
        ends: list[tuple[Any, int]] = [(self._nodes[edge.source], sites[0])]
        for x, y in route[1:-1]:
            joint = self._shapes.add_shape(
                MSO_SHAPE.OVAL, _emu(x - width / 2), _emu(y - width / 2), _emu(width), _emu(width)
            )
            joint.name = xml_text(f"Corner: {name}")
            _fill(joint, ink)
            joint.line.fill.background()
            middle = Box(0, 0, width, width)
            _take_outline(joint, outline(NodeKind.DRUG, width, width), middle, [(width / 2, width / 2)])
            ends.append((joint, _SIDES))
        ends.append((self._nodes[edge.target], sites[1]))
        for at, (begin, end) in enumerate(pairwise(route)):
            places = [_emu(value) for value in (*begin, *end)]
            line = self._shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *places)
            line.name = xml_text(name)
            _leave_shadow(line)
            _attach(line, "stCxn", *ends[at])
            _attach(line, "endCxn", *ends[at + 1])
            line.line.color.rgb = _rgb(ink)
            line.line.width = Pt(width * _POINTS)
            if visual.dashed:
                line.line.dash_style = MSO_LINE_DASH_STYLE.DASH
        _describe(line, f"{name}. {edge.mechanism}".strip())
        if edge.effect is Effect.ACTIVATES:
            properties = _element(line).spPr.find(qn("a:ln"))
            properties.append(properties.makeelement(qn("a:tailEnd"), {"type": "triangle", "w": "med", "len": "med"}))
        else:
            self._draw_bar(route, ink, name)

    def _draw_bar(self, route: Sequence[Point], ink: str, name: str) -> None:
        """Draw the bar of an inhibition, which no slide program has as a line's end."""
        (x1, y1), (x2, y2) = route[-2:]
        length = _BAR * self._scale
        thick = max(2.0, 3.2 * self._scale)
        level = abs(x2 - x1) > abs(y2 - y1)
        width, height = (thick, length) if level else (length, thick)
        # Off the node's outline, which has the same colour where the node stands out.
        off = _OFF * self._scale + thick / 2
        x2, y2 = (x2 - math.copysign(off, x2 - x1), y2) if level else (x2, y2 - math.copysign(off, y2 - y1))
        bar = self._shapes.add_shape(
            MSO_SHAPE.RECTANGLE, _emu(x2 - width / 2), _emu(y2 - height / 2), _emu(width), _emu(height)
        )
        bar.name = xml_text(f"Bar: {name}")
        _fill(bar, ink)
        bar.line.fill.background()

    def _draw_badge(self, id_: str, badge: Badge) -> None:
        box, theme = self._diagram.nodes[id_], self._theme
        pinned = badge in {Badge.HELD, Badge.SWITCHED}
        right = 0 if pinned or badge is Badge.CONFLICT else 1
        below = 1 if badge in {Badge.WANTED, Badge.UNWANTED, Badge.CONFLICT} else 0
        x, y = self._point((box.left + right * box.width, box.top + below * box.height))
        size = max(9.0, 17.0 * self._scale)
        sign = self._shapes.add_shape(MSO_SHAPE.OVAL, _emu(x - size / 2), _emu(y - size / 2), _emu(size), _emu(size))
        sign.name = xml_text(f"Sign: {self._pathway.nodes[id_].label} {badge.value}")
        ground, ink = {
            Badge.WANTED: (theme.good, theme.on_text),
            Badge.UNWANTED: (theme.bad, theme.on_text),
            Badge.CONFLICT: (theme.conflict, theme.on_text),
            Badge.HELD: (theme.held, theme.canvas),
            Badge.SWITCHED: (theme.surface, theme.held),
        }.get(badge, (theme.changed, theme.changed_text))
        _fill(sign, ground)
        _outline(sign, ink if badge is Badge.SWITCHED else theme.canvas, 0.75)
        _write(sign, [_SIGNS[badge]], size * 0.62, ink, strong=True)

    # -- marks of an answer ---------------------------------------------------------------------------------------

    def _draw_marks(self, nodes: set[str], edges: set[str]) -> None:
        """Add rings round those of ``nodes`` that are marked, and stones with their words on arrows and below nodes."""
        marks = self._marks
        if marks is None:
            return
        for id_, ring in marks.nodes.items():
            if ring is not None and id_ in nodes:
                self._draw_ring(id_, ring)
        for id_, word in marks.arrows.items():
            if word is not None and id_ in edges:
                route = _corners(self._diagram.edges[id_])
                begin, end = max(pairwise(route), key=lambda part: math.dist(*part))
                self._draw_stone(((begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2), word)
        for id_, word in marks.stones.items():
            if id_ in nodes:
                box = self._diagram.nodes[id_]
                self._draw_stone((box.centre[0], box.bottom + 5.0), word)

    def _draw_ring(self, id_: str, ring: Ring) -> None:
        node, box = self._pathway.nodes[id_], self._diagram.nodes[id_].grown(RING_APART)
        shape = self._shapes.add_shape(MSO_SHAPE.RECTANGLE, *self._place(box))
        path = outline(node.kind, box.width - 2 * RING_APART, box.height - 2 * RING_APART, -RING_APART)
        _take_outline(shape, path.translated(RING_APART, RING_APART), box, [])
        shape.name = xml_text(f"Ring: {node.label} {ring.value}")
        _leave_shadow(shape)
        shape.fill.background()
        ink = self._theme.held if ring in {Ring.LOST, Ring.ASKED} else self._theme.changed
        _outline(shape, ink, max(1.5, 4.0 * self._scale))
        dashes = {Ring.LOST: MSO_LINE_DASH_STYLE.DASH, Ring.TURNING: MSO_LINE_DASH_STYLE.ROUND_DOT}
        if ring in dashes:
            shape.line.dash_style = dashes[ring]

    def _draw_stone(self, at: Point, word: str) -> None:
        x, y = self._point(at)
        height = max(12.0, 18.0 * self._scale)
        width = height * max(1.1, 0.45 * len(word) + 0.7)
        stone = self._shapes.add_shape(
            MSO_SHAPE.ROUNDED_RECTANGLE, _emu(x - width / 2), _emu(y - height / 2), _emu(width), _emu(height)
        )
        stone.name = xml_text(f"Mark: {word}")
        _fill(stone, self._theme.held)
        _outline(stone, self._theme.canvas, 1.0)
        _write(stone, [word], height * 0.62, self._theme.canvas, strong=True)

    def _share(self, id_: str) -> float:
        """Return how much of its own colour is left of a node or an arrow."""
        if id_ in self._staging.faded:
            return _PALE
        marks = self._marks
        return 1.0 if marks is None or id_ in marks.nodes or id_ in marks.arrows else 1.0 - VEIL

    def _ink(self, ink: str, share: float) -> str:
        return mixed(ink, self._theme.canvas, share).name() if share < 1.0 else ink


def _element(shape: Any) -> Any:  # noqa: ANN401
    """Return the XML behind a shape: python-pptx has no words for connection sites, bends and descriptions."""
    return shape._element  # noqa: SLF001


def _rgb(ink: str) -> RGBColor:
    return RGBColor.from_string(ink[1:])  # type: ignore[no-untyped-call]


def _emu(pixels: float) -> Emu:
    return Emu(round(pixels * EMU))


def _leave_shadow(shape: Any) -> None:  # noqa: ANN401
    """Take away the shadow that the template gives to everything."""
    style = _element(shape).find(qn("p:style"))
    if style is not None:
        style.find(qn("a:effectRef")).set("idx", "0")


def _fill(shape: Any, ink: str) -> None:  # noqa: ANN401
    _leave_shadow(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(ink)


def _outline(shape: Any, ink: str, width: float, *, dashed: bool = False) -> None:  # noqa: ANN401
    shape.line.color.rgb = _rgb(ink)
    shape.line.width = Pt(width * _POINTS)
    if dashed:
        shape.line.dash_style = MSO_LINE_DASH_STYLE.DASH


def _write(
    shape: Any,  # noqa: ANN401
    lines: list[str],
    pixels: float,
    ink: str,
    *,
    strong: bool = False,
    align: Any = PP_ALIGN.CENTER,  # noqa: ANN401
) -> None:
    frame = shape.text_frame
    frame.word_wrap = False
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = frame.paragraphs[0]
    paragraph.alignment = align
    for number, line in enumerate(lines):
        if number:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = xml_text(line)
        run.font.size = Pt(max(4.0, pixels * _POINTS))
        run.font.bold = strong
        run.font.color.rgb = _rgb(ink)


def _describe(shape: Any, text: str) -> None:  # noqa: ANN401
    """Give a shape its words for a screen reader."""
    _element(shape).xpath(".//p:cNvPr")[0].set("descr", xml_text(text))


def _take_outline(shape: Any, path: QPainterPath, box: Box, ports: Sequence[Point]) -> None:  # noqa: ANN401
    """Give a shape the outline ``path``, and a connection site wherever an arrow touches it (ECMA-376, 20.1.9.8)."""
    properties = _element(shape).spPr
    make = properties.makeelement
    geometry = make(qn("a:custGeom"), {})
    for name in ("avLst", "gdLst", "ahLst"):
        geometry.append(make(qn(f"a:{name}"), {}))
    guides = geometry.find(qn("a:gdLst"))
    sites = make(qn("a:cxnLst"), {})
    width, height = box.width, box.height
    sides = ((width / 2, 0.0), (0.0, height / 2), (width / 2, height), (width, height / 2))
    for number, (x, y) in enumerate((*sides, *ports)):
        for name, part, whole in (("x", x / box.width, "w"), ("y", y / box.height, "h")):
            formula = f"*/ {whole} {round(part * 1000)} 1000"
            guides.append(make(qn("a:gd"), {"name": f"{name}{number}", "fmla": formula}))
        away = {0: x, 1: width - x, 2: y, 3: height - y}  # from left, right, top, bottom
        side = min(away, key=away.__getitem__)
        site = make(qn("a:cxn"), {"ang": ("10800000", "0", "16200000", "5400000")[side]})
        site.append(make(qn("a:pos"), {"x": f"x{number}", "y": f"y{number}"}))
        sites.append(site)
    geometry.append(sites)
    geometry.append(make(qn("a:rect"), {"l": "l", "t": "t", "r": "r", "b": "b"}))
    paths = make(qn("a:pathLst"), {})
    drawn = make(qn("a:path"), {"w": str(round(box.width * EMU)), "h": str(round(box.height * EMU))})
    kinds = QPainterPath.ElementType
    elements = [path.elementAt(at) for at in range(path.elementCount())]
    for at, element in enumerate(elements):
        names = {kinds.MoveToElement: "moveTo", kinds.LineToElement: "lnTo", kinds.CurveToElement: "cubicBezTo"}
        if element.type not in names:
            continue
        step = make(qn(f"a:{names[element.type]}"), {})
        points = elements[at : at + 3] if element.type is kinds.CurveToElement else [element]
        for point in points:
            step.append(make(qn("a:pt"), {"x": str(round(point.x * EMU)), "y": str(round(point.y * EMU))}))
        drawn.append(step)
    drawn.append(make(qn("a:close"), {}))
    paths.append(drawn)
    geometry.append(paths)
    properties.replace(properties.find(qn("a:prstGeom")), geometry)


def _attach(line: Any, end: str, shape: Any, site: int) -> None:  # noqa: ANN401
    """Attach an end of a connector without moving it: the route is ours until somebody moves a node."""
    properties = _element(line).nvCxnSpPr.cNvCxnSpPr
    properties.append(properties.makeelement(qn(f"a:{end}"), {"id": str(shape.shape_id), "idx": str(site)}))


def _corners(route: Sequence[Point]) -> list[Point]:
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
