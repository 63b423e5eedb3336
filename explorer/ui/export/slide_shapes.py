"""How does a diagram stand on a slide? Every node, arrow and compartment as a native shape that can be edited."""

from __future__ import annotations

import math
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.util import Pt
from PySide6.QtGui import QPainterPath

from explorer.pathway.captions import FONT_SIZE
from explorer.pathway.definition import CompartmentKind, Effect, NodeKind
from explorer.pathway.geometry import Box
from explorer.ui.canvas.collapsed_item import closed_box
from explorer.ui.canvas.collapsing import closed_areas, closed_shapes, with_enclosing
from explorer.ui.canvas.compartment_painting import LABEL_SIZE, corner_radius, label_place
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
from explorer.ui.export.slide_ink import (
    POINTS,
    SIDES,
    attach,
    corners,
    describe,
    draw_outline,
    element_of,
    emu,
    leave_shadow,
    move,
    named,
    number_and_name,
    paint,
    rgb,
    stretch,
    take_outline,
    write,
    write_on,
)
from explorer.ui.export.telling import between, each, untold
from explorer.ui.export.xml_text import xml_text
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import cell_hue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pptx.util import Emu

    from explorer.pathway.areas import Area
    from explorer.pathway.definition import Edge, Pathway, Point
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.story import Staging
    from explorer.session.moment import Moment
    from explorer.ui.canvas.overlay_marks import Marks
    from explorer.ui.canvas.visuals import EdgeVisual, NodeVisual
    from explorer.ui.export.telling import Told
    from explorer.ui.theme.roles import Theme

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
CORNER, SUMMARY_SIZE = 20.0, 15.0
"""Of the box of a collapsed compartment, in diagram units, as on the canvas."""
_BAR, _OFF = 18.0, 3.5
"""How long the bar of an inhibition is, and how far from its node, in diagram units."""
_NODES = 0.25
"""Share of the work that is done when nodes are there."""
_CELL = "\0"
"""Tells the key of a collapsed compartment from that of a node: no id holds it."""
_PALE = 0.16
"""Share of its own colour that is left of what is faded."""


class SlideDiagram:
    """Puts one diagram on one slide.

    Args:
        slide: of python-pptx.
        pathway, diagram, moment, theme, staging: what is shown, and how.
        marks: what stands out for an answer, so that everything else is pale; None for no answer.
        collapsed: ids of the compartments that stand as one box.
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
        collapsed: frozenset[str] = frozenset(),
    ) -> None:
        self._shapes = slide.shapes
        self._shapes.turbo_add_enabled = True  # or each new shape looks at the numbers of all that are there
        self._tree, self._made = element_of(slide.shapes), list[Any]()
        self._models: dict[tuple[object, ...], Any] = {}
        self._pathway, self._diagram, self._moment = pathway, diagram, moment
        self._theme, self._staging, self._area = theme, staging, area
        self._marks = marks if marks is not None and (marks.nodes or marks.arrows) else None
        self._scale = min(area.width / frame.width, area.height / frame.height, 1.6)
        self._left = area.left + (area.width - frame.width * self._scale) / 2 - frame.left * self._scale
        self._top = area.top + (area.height - frame.height * self._scale) / 2 - frame.top * self._scale
        self._collapsed = collapsed
        self._closed, self._inside = closed_areas(pathway, diagram, collapsed) if collapsed else ({}, {})
        self._boxes = dict(diagram.nodes)
        """Of all that arrows can hang on."""
        self._boxes |= {f"{_CELL}{id_}": closed_box(area) for id_, area in self._closed.items()}
        self._routes: dict[str, Sequence[Point]] = dict(diagram.edges)
        if self._inside:
            ways = closed_shapes(pathway, diagram, self._closed, self._inside)
            self._routes |= {id_: shape.corners for id_, shape in ways.items()}
        self._nodes: dict[str, Any] = {}
        self._ports: dict[str, list[Point]] = {}
        """Where arrows touch each of them, from its upper left corner, in diagram units: its connection sites."""

    def draw(self, told: Told = untold) -> None:
        """Add compartments, then nodes, then the arrows between those that are on the slide, then signs.

        ``told`` is called with the part that is done, and may raise to give up.
        """
        shown = [id_ for id_ in self._pathway.nodes if self._is_on_slide(id_)]
        self._draw_compartments(shown)
        edges = self._edges_between({*shown, *self._inside})
        for edge in edges:
            for node, end in ((edge.source, 0), (edge.target, -1)):
                key, (x, y) = self._end_of(node), self._routes[edge.id][end]
                box = self._boxes[key]
                self._ports.setdefault(key, []).append((x - box.left, y - box.top))
        conflicts, index = conflicting(self._pathway), self._pathway.network.index
        badges: list[tuple[str, Badge]] = []
        for id_ in each(shown, len(shown), between(told, 0.0, _NODES)):
            marked, conflict = id_ in self._staging.highlighted, id_ in conflicts
            situation = node_situation(self._moment, id_, index[id_], conflict=conflict, highlighted=marked)
            visual = node_look(self._theme, self._pathway.nodes[id_], situation).after
            self._draw_node(id_, visual)
            if id_ not in self._staging.faded:
                badges += [(id_, badge) for badge in visual.badges if badge in _SIGNS]
        for area in self._closed.values():
            self._draw_closed(area)
        taken = dict.fromkeys(self._nodes, 0)
        for edge in each(edges, len(edges), between(told, _NODES, 1.0)):
            sites = []
            for key in (self._end_of(edge.source), self._end_of(edge.target)):
                sites.append(SIDES + taken[key])
                taken[key] += 1
            situation_ = edge_situation(self._moment, edge, index, conflict=edge.id in conflicts)
            self._draw_edge(edge, edge_look(self._theme, edge, situation_).visual, sites)
        for id_, badge in badges:
            self._draw_badge(id_, badge)
        self._draw_marks(set(shown), {edge.id for edge in edges})
        self._tree.extend(self._made)

    def _edges_between(self, there: set[str]) -> list[Edge]:
        """Return the arrows that are shown between nodes that are ``there``, none within a collapsed compartment."""
        return [
            edge
            for edge in self._pathway.edges
            if {edge.source, edge.target} <= there
            and edge.id in self._routes
            and edge.id not in self._staging.hidden
            and self._end_of(edge.source) != self._end_of(edge.target)
        ]

    def _end_of(self, node: str) -> str:
        """Return the key of what an arrow from or to ``node`` hangs on: the node, or the box that stands for it."""
        return f"{_CELL}{self._inside[node]}" if node in self._inside else node

    def _kept(self, shape: Any) -> Any:  # noqa: ANN401
        """Keep a new shape until all are there, and return it.

        python-pptx looks through the whole tree at each new one: half of the time at 2,000 nodes.
        """
        self._made.append(element_of(shape))
        self._tree.remove(self._made[-1])
        return shape

    # -- places ---------------------------------------------------------------------------------------------------

    def _place(self, box: Box) -> tuple[Emu, Emu, Emu, Emu]:
        return (
            emu(self._left + box.left * self._scale),
            emu(self._top + box.top * self._scale),
            emu(box.width * self._scale),
            emu(box.height * self._scale),
        )

    def _point(self, point: Point) -> Point:
        return (self._left + point[0] * self._scale, self._top + point[1] * self._scale)

    def _is_on_slide(self, id_: str) -> bool:
        """Whether a node is shown, wholly in the area of the diagram: nothing hangs over the slide's words."""
        if id_ not in self._diagram.nodes or id_ in self._staging.hidden or id_ in self._inside:
            return False
        box, area = self._diagram.nodes[id_], self._area
        left, top = self._point((box.left, box.top))
        right, bottom = self._point((box.right, box.bottom))
        return left >= area.left - 1 and right <= area.right + 1 and top >= area.top - 1 and bottom <= area.bottom + 1

    # -- shapes ---------------------------------------------------------------------------------------------------

    def _draw_compartments(self, shown: list[str]) -> None:
        """Add the compartments that stand open; ``shown`` are the nodes."""
        lived_in = self._compartments_of(shown).union(*(with_enclosing(self._pathway, id_) for id_ in self._closed))
        for id_ in compartments_outside_in(self._pathway, self._diagram):
            if id_ in self._staging.hidden_compartments or self._collapsed & with_enclosing(self._pathway, id_):
                continue
            self._draw_compartment(id_, is_empty=id_ not in lived_in)

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
        shape = self._kept(
            self._shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, emu(cut.left), emu(cut.top), emu(width), emu(height))
        )
        radius = corner_radius(compartment.kind, box.width, box.height) * self._scale
        shape.adjustments[0] = min(0.5, radius / max(1.0, min(width, height)))
        shape.name = xml_text(f"Compartment: {compartment.label}")
        paint(shape, self._ink(fill, share))
        draw_outline(shape, self._ink(membrane, share), 2.4 if compartment.kind is CompartmentKind.CELL else 1.0)
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
        label = self._kept(
            self._shapes.add_textbox(
                emu(name.left), emu(name.top), emu(min(max(width, 120), area.right - name.left)), emu(name.height)
            )
        )
        label.name = xml_text(f"Name: {compartment.label}")
        write(label, [compartment.label], size, self._ink(ink, share), strong=True, align=PP_ALIGN.LEFT)
        label.text_frame.word_wrap = True

    def _has_node_in(self, place: Box) -> bool:
        """Whether a node on the slide covers a part of ``place``, in pixels."""
        left, top = (place.left - self._left) / self._scale, (place.top - self._top) / self._scale
        there = Box(left, top, place.width / self._scale, place.height / self._scale)
        return any(self._diagram.nodes[id_].overlaps(there) for id_ in filter(self._is_on_slide, self._pathway.nodes))

    def _draw_closed(self, area: Area) -> None:
        """Add the box of a collapsed compartment, with its name and how many of its nodes are ON."""
        key, theme = f"{_CELL}{area.compartment}", self._theme
        box, share = self._boxes[key], 1.0 if self._marks is None else 1.0 - VEIL
        fill, membrane, ink = theme.cells[cell_hue(area.compartment, area.label)]
        shape = self._kept(self._shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *self._place(box)))
        path = QPainterPath()
        path.addRoundedRect(0, 0, box.width, box.height, CORNER, CORNER)
        take_outline(shape, path, box, self._ports.get(key, []))
        summary = area.summary(self._moment.after)
        shape.name = xml_text(f"Collapsed: {area.label}")
        describe(element_of(shape), f"{area.label}, collapsed: {summary}")
        paint(shape, self._ink(fill, share))
        draw_outline(shape, self._ink(membrane, share), max(0.75, 3.0 * self._scale))
        write(shape, [area.label], LABEL_SIZE * self._scale, self._ink(ink, share), strong=True)
        shape.text_frame.paragraphs[0].add_line_break()
        write_on(shape, summary, SUMMARY_SIZE * self._scale, self._ink(theme.text, share))
        self._nodes[key] = shape

    def _draw_node(self, id_: str, visual: NodeVisual) -> None:
        node, box = self._pathway.nodes[id_], self._diagram.nodes[id_]
        share = self._share(id_)
        shape = self._kept(self._shapes.add_shape(MSO_SHAPE.RECTANGLE, *self._place(box)))
        take_outline(shape, outline(node.kind, box.width, box.height), box, self._ports.get(id_, []))
        shape.name = xml_text(f"{node.label} ({'ON' if visual.strong else 'OFF'})")
        describe(element_of(shape), f"{node.label}: {'ON' if visual.strong else 'OFF'}")
        paint(shape, self._ink(visual.fill, share))
        ring = visual.ring and id_ in self._staging.highlighted
        draw_outline(
            shape,
            self._ink(visual.ring if ring else visual.border, share),
            max(0.75, (3.0 if ring else visual.border_width) * self._scale),
            dashed=visual.dashed and not ring,
        )
        size = FONT_SIZE * self._scale
        write(shape, list(self._diagram.lines[id_]), size, self._ink(visual.text, share), strong=visual.strong)
        self._nodes[id_] = shape

    def _draw_edge(self, edge: Edge, visual: EdgeVisual, sites: Sequence[int]) -> None:
        """Draw an arrow as straight connectors from node to node, joined by a dot at each corner.

        Bent connectors would be one shape each, but every program finds another way for those.
        """
        route = [self._point(point) for point in corners(self._routes[edge.id])]
        nodes = self._pathway.nodes
        name = f"{nodes[edge.source].label} {edge.effect.value} {nodes[edge.target].label}"
        marked = bool(visual.glow) and edge.id in self._staging.highlighted
        ink = self._ink(visual.colour, self._share(edge.id))
        bears = self._marks is not None and self._marks.arrows.get(edge.id) is not None
        width = max(1.0, visual.width * (1.7 if marked or bears else 1.0) * self._scale)
        ends = [(self._nodes[self._end_of(edge.source)].shape_id, sites[0])]
        ends += [(self._add_joint(point, width, ink, name), SIDES) for point in route[1:-1]]
        ends.append((self._nodes[self._end_of(edge.target)].shape_id, sites[1]))
        for at, way in enumerate(pairwise(route)):
            line = self._add_line(way, width, ink, name, is_dashed=visual.dashed)
            attach(line, "stCxn", *ends[at])
            attach(line, "endCxn", *ends[at + 1])
        describe(line, f"{name}. {edge.mechanism}".strip())
        if edge.effect is Effect.ACTIVATES:
            properties = line.spPr.find(named("a:ln"))
            properties.append(
                properties.makeelement(named("a:tailEnd"), {"type": "triangle", "w": "med", "len": "med"})
            )
        else:
            self._draw_bar(route, ink, name)

    def _add_joint(self, at: Point, width: float, ink: str, name: str) -> int:
        """Add the dot at a corner of an arrow, and return its number."""

        def made() -> Any:  # noqa: ANN401
            joint = self._shapes.add_shape(MSO_SHAPE.OVAL, 0, 0, emu(width), emu(width))
            paint(joint, ink)
            joint.line.fill.background()
            middle = Box(0, 0, width, width)
            take_outline(joint, outline(NodeKind.DRUG, width, width), middle, [(width / 2, width / 2)])
            return joint

        joint = self._copied(("joint", width, ink), made, f"Corner: {name}")
        move(joint, emu(at[0] - width / 2), emu(at[1] - width / 2))
        return int(joint.shape_id)

    def _add_line(self, way: tuple[Point, Point], width: float, ink: str, name: str, *, is_dashed: bool) -> Any:  # noqa: ANN401
        """Add a straight piece of an arrow, and return its XML."""

        def made() -> Any:  # noqa: ANN401
            line = self._shapes.add_connector(MSO_CONNECTOR.STRAIGHT, 0, 0, 0, 0)
            leave_shadow(line)
            line.line.color.rgb = rgb(ink)
            line.line.width = Pt(width * POINTS)
            if is_dashed:
                line.line.dash_style = MSO_LINE_DASH_STYLE.DASH
            return line

        line = self._copied(("line", width, ink, is_dashed), made, name)
        stretch(line, *(emu(value) for point in way for value in point))
        return line

    def _copied(self, key: tuple[object, ...], made: Callable[[], Any], name: str) -> Any:  # noqa: ANN401
        """Return the XML of a copy of what is ``made`` once for each ``key``: building all anew takes twice as long."""
        if key not in self._models:
            self._models[key] = element_of(made())
            self._tree.remove(self._models[key])
        element = deepcopy(self._models[key])
        number_and_name(element, self._shapes._next_shape_id, name)  # noqa: SLF001  (what adding a shape takes)
        self._made.append(element)
        return element

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
        bar = self._kept(
            self._shapes.add_shape(
                MSO_SHAPE.RECTANGLE, emu(x2 - width / 2), emu(y2 - height / 2), emu(width), emu(height)
            )
        )
        bar.name = xml_text(f"Bar: {name}")
        paint(bar, ink)
        bar.line.fill.background()

    def _draw_badge(self, id_: str, badge: Badge) -> None:
        box, theme = self._diagram.nodes[id_], self._theme
        pinned = badge in {Badge.HELD, Badge.SWITCHED}
        right = 0 if pinned or badge is Badge.CONFLICT else 1
        below = 1 if badge in {Badge.WANTED, Badge.UNWANTED, Badge.CONFLICT} else 0
        x, y = self._point((box.left + right * box.width, box.top + below * box.height))
        size = max(9.0, 17.0 * self._scale)
        sign = self._kept(
            self._shapes.add_shape(MSO_SHAPE.OVAL, emu(x - size / 2), emu(y - size / 2), emu(size), emu(size))
        )
        sign.name = xml_text(f"Sign: {self._pathway.nodes[id_].label} {badge.value}")
        ground, ink = {
            Badge.WANTED: (theme.good, theme.on_text),
            Badge.UNWANTED: (theme.bad, theme.on_text),
            Badge.CONFLICT: (theme.conflict, theme.on_text),
            Badge.HELD: (theme.held, theme.canvas),
            Badge.SWITCHED: (theme.surface, theme.held),
        }.get(badge, (theme.changed, theme.changed_text))
        paint(sign, ground)
        draw_outline(sign, ink if badge is Badge.SWITCHED else theme.canvas, 0.75)
        write(sign, [_SIGNS[badge]], size * 0.62, ink, strong=True)

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
                route = corners(self._routes[id_])
                begin, end = max(pairwise(route), key=lambda part: math.dist(*part))
                self._draw_stone(((begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2), word)
        for id_, word in marks.stones.items():
            if id_ in nodes:
                box = self._diagram.nodes[id_]
                self._draw_stone((box.centre[0], box.bottom + 5.0), word)

    def _draw_ring(self, id_: str, ring: Ring) -> None:
        node, box = self._pathway.nodes[id_], self._diagram.nodes[id_].grown(RING_APART)
        shape = self._kept(self._shapes.add_shape(MSO_SHAPE.RECTANGLE, *self._place(box)))
        path = outline(node.kind, box.width - 2 * RING_APART, box.height - 2 * RING_APART, -RING_APART)
        take_outline(shape, path.translated(RING_APART, RING_APART), box, [])
        shape.name = xml_text(f"Ring: {node.label} {ring.value}")
        leave_shadow(shape)
        shape.fill.background()
        ink = self._theme.held if ring in {Ring.LOST, Ring.ASKED} else self._theme.changed
        draw_outline(shape, ink, max(1.5, 4.0 * self._scale))
        dashes = {Ring.LOST: MSO_LINE_DASH_STYLE.DASH, Ring.TURNING: MSO_LINE_DASH_STYLE.ROUND_DOT}
        if ring in dashes:
            shape.line.dash_style = dashes[ring]

    def _draw_stone(self, at: Point, word: str) -> None:
        x, y = self._point(at)
        height = max(12.0, 18.0 * self._scale)
        width = height * max(1.1, 0.45 * len(word) + 0.7)
        stone = self._kept(
            self._shapes.add_shape(
                MSO_SHAPE.ROUNDED_RECTANGLE, emu(x - width / 2), emu(y - height / 2), emu(width), emu(height)
            )
        )
        stone.name = xml_text(f"Mark: {word}")
        paint(stone, self._theme.held)
        draw_outline(stone, self._theme.canvas, 1.0)
        write(stone, [word], height * 0.62, self._theme.canvas, strong=True)

    def _share(self, id_: str) -> float:
        """Return how much of its own colour is left of a node or an arrow."""
        if id_ in self._staging.faded:
            return _PALE
        marks = self._marks
        return 1.0 if marks is None or id_ in marks.nodes or id_ in marks.arrows else 1.0 - VEIL

    def _ink(self, ink: str, share: float) -> str:
        return mixed(ink, self._theme.canvas, share).name() if share < 1.0 else ink
