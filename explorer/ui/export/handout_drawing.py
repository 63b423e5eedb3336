"""How is a diagram drawn so that a page can show any state of it? Every look once, by the canvas's own functions.

A node brings its looks ON and OFF, held and not, and its signs; an arrow is drawn in the page's ink and brings its
light. Classes choose which of them is seen, style sheets which colour a role has.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF, Qt

from explorer.session.handout import keyed_arrows, kind_words
from explorer.ui.canvas.badges import badge_place, draw_badge
from explorer.ui.canvas.compartment_painting import draw_compartment
from explorer.ui.canvas.edge_painting import draw_edge, draw_glow
from explorer.ui.canvas.edge_shapes import shapes_of
from explorer.ui.canvas.faces import faces_of
from explorer.ui.canvas.legend import ROW, draw_legend, legend_samples
from explorer.ui.canvas.node_painting import draw_halo, draw_node
from explorer.ui.canvas.shapes import outline
from explorer.ui.canvas.situations import compartments_outside_in, conflicting
from explorer.ui.canvas.visuals import RESTING_HALO, Badge, EdgeSituation, NodeSituation, edge_look, node_look
from explorer.ui.export.handout_look import INK, role_theme, with_roles
from explorer.ui.export.svg_painter import SvgPainter
from explorer.ui.export.telling import between, each, untold
from explorer.ui.theme.icons import paint_icon
from explorer.ui.theme.roles import colour

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

    from explorer.logic.state import State
    from explorer.pathway.definition import Edge, Node, NodeKind, Pathway, Variant
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.geometry import Box
    from explorer.ui.canvas.edge_shapes import EdgeShape
    from explorer.ui.canvas.node_painting import Face
    from explorer.ui.export.telling import Told
    from explorer.ui.theme.roles import Theme

_SIGNS = {
    "held": Badge.HELD,
    "switched": Badge.SWITCHED,
    "on": Badge.WENT_ON,
    "off": Badge.WENT_OFF,
    "turns": Badge.OSCILLATES,
    "wanted": Badge.WANTED,
    "unwanted": Badge.UNWANTED,
    "conflict": Badge.CONFLICT,
}
"""By the name in a class of the page the sign that it shows."""
_NEEDLESS = re.compile(r' stroke-linecap="butt"| stroke-linejoin="miter"| fill-rule="evenodd"(?=[^>]*fill="none")')
_WAY = re.compile(r'<polyline points="[^"]*"')
_TAG = re.compile(r"<[^>]*>")
_PATH = re.compile(r' d="([^"]*)"')
_PART = re.compile(r"([MLCZ])([^MLCZ]*)")
_ICON = QRectF(0, 0, 24, 24)


def drawn(draw: Callable[[QPainter], None], *, ink: str = "var(--ink)") -> str:
    """Return what ``draw`` draws with the colours of a ``role_theme`` as SVG elements, colours by role."""
    painter = SvgPainter()
    draw(cast("QPainter", painter))
    lines = "\n".join(line.strip() for line in painter.body.splitlines())
    # Within tags only: a label may look like anything.
    return _TAG.sub(lambda tag: with_roles(_PATH.sub(_shortened, _NEEDLESS.sub("", tag[0])), ink=ink), lines)


def _shortened(path: re.Match[str]) -> str:
    """Return a path's data with lines across and down by one number: arrows run so, with a gap at every crossing."""
    parts: list[str] = []
    last: list[str] = []
    for word, numbers in _PART.findall(path[1]):
        place = numbers.split()
        if word == "L" and place[0] == last[0]:
            parts.append(f"V{place[1]}")
        elif word == "L" and place[1] == last[1]:
            parts.append(f"H{place[0]}")
        else:
            parts.append(f"{word}{numbers}")
        last = place[-2:] or last
    return f' d="{"".join(parts)}"'


def icon(name: str) -> str:
    """Return one of the program's icons as an SVG element in the colour of the words beside it."""
    shapes = drawn(lambda painter: paint_icon(painter, name, _ICON, colour(INK)), ink="currentColor")
    return f'<svg viewBox="0 0 24 24" aria-hidden="true">{shapes}</svg>'


def legend(pathway: Pathway, theme: Theme) -> str:
    """Return a small drawing for each sign that ``pathway`` needs, with what it means."""
    roles, parts = role_theme(theme), []
    for sample in legend_samples(pathway):
        area = QRectF(0, 0, sample.width, ROW)
        sign = drawn(lambda painter, s=sample, a=area: draw_legend(painter, roles, ((s,),), a))  # type: ignore[misc]
        parts.append(f'<svg role="img" width="{sample.width + 2:.0f}" height="{ROW:.0f}">{sign}</svg>')
    return "".join(parts)


class HandoutDiagram:
    """A diagram on its way into a page."""

    def __init__(self, pathway: Pathway, diagram: Diagram, theme: Theme, state: State) -> None:
        """Draw ``pathway`` where ``diagram`` says, every arrow of its variants included; ``state`` is seen first."""
        self._pathway, self._diagram, self._state = pathway, diagram, state
        self._theme = role_theme(theme)
        self._conflicts = conflicting(pathway)
        self._shared: dict[tuple[str, NodeKind, float, float], tuple[str, str]] = {}

    def svg(self, label: str, told: Told = untold) -> str:
        """Return the whole drawing as an SVG element called ``label``; ``told`` is called with the part that is done.

        Arrows take two parts of three of the time.
        """
        bounds = self._diagram.bounds
        cells, arrows, nodes = self._cells(), self._arrows(between(told, 0, 0.65)), self._nodes(between(told, 0.65, 1))
        shared = "".join(text for _, text in self._shared.values())
        return (
            f'<svg id="diagram" role="group" aria-label="{escape(label)}" '
            f'viewBox="{bounds.left:g} {bounds.top:g} {bounds.width:g} {bounds.height:g}">\n'
            f"<defs>{self._signs()}{shared}</defs>\n{cells}\n"
            f'<g class="arrows-idle">{arrows}</g><g class="arrows-active"></g><g class="arrows-lit"></g>\n'
            f"{nodes}\n</svg>"
        )

    # -- what several things use ----------------------------------------------------------------------------------

    def _signs(self) -> str:
        return "".join(
            f'<g id="sign-{name}">{drawn(lambda painter, b=badge: self._draw_sign(painter, b))}</g>'  # type: ignore[misc]
            for name, badge in _SIGNS.items()
        )

    def _draw_sign(self, painter: QPainter, badge: Badge) -> None:
        draw_badge(painter, self._theme, badge, QPointF(0, 0))

    def _once(self, what: str, kind: NodeKind, face: Face, draw: Callable[[QPainter], None]) -> str:
        """Return the id of a drawing that all nodes of this shape and size share."""
        key = (what, kind, face.width, face.height)
        if key not in self._shared:
            name = f"{what}{len(self._shared)}"
            self._shared[key] = (name, f'<g id="{name}">{drawn(draw)}</g>')
        return self._shared[key][0]

    # -- compartments and arrows ----------------------------------------------------------------------------------

    def _cells(self) -> str:
        parts = []
        for id_ in compartments_outside_in(self._pathway, self._diagram):
            cell, box = self._pathway.compartments[id_], self._diagram.compartments[id_]
            shapes = drawn(lambda painter, c=cell, b=box: draw_compartment(painter, self._theme, c, b))  # type: ignore[misc]
            parts.append(f'<g class="compartment" data-id="{escape(id_)}">{shapes}</g>')
        return "\n".join(parts)

    def _arrows(self, told: Told) -> str:
        found = list(keyed_arrows(self._pathway))
        own = [edge for _, variant, edge in found if not variant]

        def with_(variant: Variant) -> list[Edge]:
            added = {edge.id for edge in variant.edges}
            return [*(edge for edge in own if edge.id not in added), *variant.edges]

        shapes: dict[tuple[str, str], EdgeShape] = {}
        for variant_id, edges in [("", own), *((variant.id, with_(variant)) for variant in self._pathway.variants)]:
            ways = each(shapes_of(self._pathway, self._diagram, edges), len(edges), lambda _: told(0.0))
            shapes |= {(variant_id, edge.id): shape for edge, shape in ways}
        lines = []
        for key, variant_id, edge in each(found, len(found), told):
            shape = shapes.get((variant_id, edge.id))
            if shape is not None:
                lines.append(self._arrow(key, edge, shape, hidden=bool(variant_id)))
        return "\n".join(lines)

    def _arrow(self, key: str, edge: Edge, shape: EdgeShape, *, hidden: bool) -> str:
        nodes, theme = self._pathway.nodes, self._theme
        on = bool(self._state[self._pathway.network.index[edge.source]])
        situation = EdgeSituation(source_on=on, conflict=edge.id in self._conflicts)
        visual = replace(edge_look(theme, edge, situation).visual, colour=INK)
        # The light, the pulse and what can be hit follow one way, which is written once: it is most of a large page.
        glow = _WAY.sub(f'<use href="#way-{key}"', drawn(lambda painter: draw_glow(painter, theme.glow, shape)))
        line = drawn(lambda painter: draw_edge(painter, theme, visual, shape))
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in shape.points)
        way = f'<defs><polyline id="way-{key}" pathLength="100" points="{points}"/></defs>'
        pulse = f'<use class="pulse" href="#way-{key}" fill="none" stroke="var(--changed)" stroke-width="5"/>'
        words = f"{nodes[edge.source].caption} {edge.effect.value} {nodes[edge.target].caption}"
        title = f"{words}: {edge.mechanism}" if edge.mechanism else words
        classes = " ".join(("edge", edge.effect.value, *(["is-active"] if on else []), *(["hidden"] if hidden else [])))
        return (
            f'<g class="{classes}" data-key="{key}" data-id="{escape(edge.id)}"><title>{escape(title)}</title>'
            f'{way}<use class="reach" href="#way-{key}"/><g class="lights">{glow}{pulse}</g>{line}</g>'
        )

    # -- nodes ----------------------------------------------------------------------------------------------------

    def _nodes(self, told: Told) -> str:
        faces = faces_of(self._pathway, self._diagram)
        index = self._pathway.network.index
        return "\n".join(
            self._node(node, self._diagram.nodes[id_], faces[id_], on=bool(self._state[index[id_]]))
            for id_, node in each(self._pathway.nodes.items(), len(self._pathway.nodes), told)
            if id_ in faces
        )

    def _node(self, node: Node, box: Box, face: Face, *, on: bool) -> str:
        halo = self._once("halo", node.kind, face, lambda painter: self._draw_halo(painter, node.kind, face))
        ring = self._once("ring", node.kind, face, lambda painter: _draw_ring(painter, node.kind, face))
        looks = "".join(
            f'<g class="b b-{"on" if value else "off"}{"-held" if held else ""}">'
            f"{self._look(node, face, value, held)}</g>"
            for value, held in self._needed(node)
        )
        classes = ["node", f"k-{node.kind.value}", *(["is-on"] if on else []), *(["is-input"] if node.is_input else [])]
        if node.wanted is not None:
            classes.append("is-wanted" if node.wanted == on else "is-unwanted")
        state = "ON" if on else "OFF"
        title = "\n".join(dict.fromkeys(part for part in (node.label, node.description) if part))
        place = f"translate({box.left:g} {box.top:g})"
        return (
            f'<g class="{" ".join(classes)}" data-id="{escape(node.id)}" transform="{place}" '
            f'tabindex="0" role="switch" aria-checked="{str(on).lower()}" '
            f'aria-label="{escape(f"{node.caption}, {kind_words(node)}, {state}")}"><title>{escape(title)}</title>'
            f'<use class="halo" href="#{halo}"/><use class="ring" href="#{ring}"/>{looks}{self._badges(node, face)}</g>'
        )

    def _needed(self, node: Node) -> list[tuple[bool, bool]]:
        """Return the values that a node can be seen with, held or not; an input is held just when it is switched."""
        if node.is_input and not self._gets_rule(node):
            return [(node.start, False), (not node.start, True)]
        return [(value, held) for value in (False, True) for held in (False, True)]

    def _gets_rule(self, node: Node) -> bool:
        return any(node.id in variant.rules for variant in self._pathway.variants)

    def _look(self, node: Node, face: Face, value: bool, held: bool) -> str:  # noqa: FBT001  (the two that make a look)
        situation = NodeSituation(before=value, after=value, held=held, reference=value)
        visual = replace(node_look(self._theme, node, situation).after, badges=())
        return drawn(lambda painter: draw_node(painter, self._theme, visual, face))

    def _badges(self, node: Node, face: Face) -> str:
        names = ["switched" if node.is_input else "held", "on", "off", "turns"]
        if node.is_input and self._gets_rule(node):
            names.append("held")
        if node.wanted is not None:
            names += ["wanted", "unwanted"]
        places = {name: badge_place(_SIGNS[name], face.width, face.height) for name in names}
        signs = "".join(
            f'<use class="badge t-{name}" href="#sign-{name}" x="{x:g}" y="{y:g}"/>' for name, (x, y) in places.items()
        )
        if node.id in self._conflicts:
            x, y = badge_place(Badge.CONFLICT, face.width, face.height)
            signs += f'<use href="#sign-conflict" x="{x:g}" y="{y:g}"/>'
        return signs

    def _draw_halo(self, painter: QPainter, kind: NodeKind, face: Face) -> None:
        painter.setOpacity(RESTING_HALO)
        draw_halo(painter, self._theme, kind, face)


def _draw_ring(painter: QPainter, kind: NodeKind, face: Face) -> None:
    """Draw the ring round a node without a colour: the page gives it one."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline(kind, face.width, face.height, -4.0))
