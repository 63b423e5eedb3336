"""What is known about a node, an arrow or the pathway? Pages of HTML; free of Qt, and everything from files escaped.

Colours come from the style sheet that the browser is given, by class. Links are internal: ``node:ID``, ``edge:ID``
select, ``copy:TEXT`` copies; no address is ever fetched.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from explorer.pathway.definition import CompartmentKind, Effect
from explorer.pathway.rule_words import rule_in_words
from explorer.ui.panels.inspector_sources import chip, copied, cross_references, references, references_of
from explorer.ui.panels.words import counted, published
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explorer.pathway.definition import Annotation, Edge, Node, Note, Pathway

SIGNS = {Effect.ACTIVATES: "→", Effect.INHIBITS: "⊣"}
_PASSIVE = {Effect.ACTIVATES: "activated by", Effect.INHIBITS: "inhibited by"}


@dataclass(frozen=True)
class Standing:
    """The pathway with the values and holds of the moment on screen, and why the selected node is as it is (HTML)."""

    pathway: Pathway
    values: Mapping[str, bool]
    holds: Mapping[str, bool]
    why: str = ""


def page(standing: Standing, kind: str, id_: str) -> str:
    """Return the page of a ``node`` or an arrow (``edge``); of the pathway where there is no such thing."""
    if kind == "node" and id_ in standing.pathway.nodes:
        return node_page(standing, standing.pathway.nodes[id_])
    if kind == "edge" and id_ in standing.pathway.edge_by_id:
        return arrow_page(standing, standing.pathway.edge_by_id[id_])
    return pathway_page(standing.pathway)


def node_page(standing: Standing, node: Node) -> str:
    """Return all that is known about ``node``."""
    pathway = standing.pathway
    parts = [_head(node.caption, _node_line(pathway, node)), _state_line(standing, node)]
    if node.label != node.caption:
        parts.append(_text(node.label))
    parts.append(_text(node.description))
    parts.append(standing.why)
    if node.status:
        parts.append(_text(f"Status: {node.status}", muted=True))
    if node.synonyms:
        parts.append(_text(f"Also called {', '.join(node.synonyms)}", muted=True))
    parts.append(_section("Rule", _rule(pathway, node)))
    arrows = pathway.arrows_at.get(node.id, ())
    into, out = [e for e in arrows if e.target == node.id], [e for e in arrows if e.source == node.id]
    parts.append(_section("Regulators", _arrows(standing, into, into=True)))
    parts.append(_section("Acts on", _arrows(standing, out, into=False)))
    parts.append(_section("Evidence", references_of(pathway, node.evidence)))
    parts.append(_section("Contradicting evidence", references_of(pathway, node.against)))
    parts.append(_section("Notes", _remarks(pathway, node.id, node.note)))
    parts.append(_section("Cross-references", cross_references(node.xrefs)))
    return "".join(parts)


def arrow_page(standing: Standing, edge: Edge) -> str:
    """Return all that is known about ``edge``."""
    pathway = standing.pathway
    source, target = (_node_link(pathway, id_) for id_ in (edge.source, edge.target))
    sign = f"<span class='{edge.effect.value}'>{SIGNS[edge.effect]}</span>"
    names = f"{pathway.nodes[edge.source].caption} {SIGNS[edge.effect]} {pathway.nodes[edge.target].caption}"
    parts = [
        _head(names, f"arrow · {edge.confidence.words}"),
        f"<p>{source} {sign} {target}: {edge.effect.value}</p>",
        _text(edge.mechanism and f"Mechanism: {edge.mechanism}"),
        f"<p>{_value(standing, edge.source)} &nbsp;{sign}&nbsp; {_value(standing, edge.target)}</p>",
        _section("Evidence", references_of(pathway, edge.evidence) or _text("No source is named.", muted=True)),
        _section("Contradicting evidence", references_of(pathway, edge.against)),
        _section("Notes", _remarks(pathway, edge.id, edge.note)),
    ]
    return "".join(parts)


def pathway_page(pathway: Pathway) -> str:
    """Return what the file says about the pathway as a whole."""
    counts = f"{counted(len(pathway.nodes), 'node')} · {counted(len(pathway.edges), 'arrow')}"
    parts = [_head(pathway.title, counts), _text(pathway.summary), _text(pathway.scope, muted=True)]
    doubts = "".join(_note(pathway, note) for note in pathway.notes)
    parts.append(_section("Doubts and remarks", doubts))
    parts.append(_section("References", references(pathway.references.values())))
    return "".join(parts)


def _head(title: str, line: str) -> str:
    return f"<p class='title'>{escape(title)}</p><p class='muted line'>{escape(line)}</p>"


def _text(text: str, *, muted: bool = False) -> str:
    return f"<p{' class=muted' if muted else ''}>{escape(text)}</p>" if text else ""


def _section(heading: str, body: str) -> str:
    return f"<p class='heading'>{escape(heading.upper())}</p>{body}" if body else ""


def _node_line(pathway: Pathway, node: Node) -> str:
    compartment = pathway.compartments.get(node.compartment or "")
    where = compartment.label if compartment and compartment.kind is not CompartmentKind.CONTEXT else ""
    kind = " ".join(part for part in (node.form, node.kind.value) if part)
    return " · ".join(part for part in (kind, where, node.id if node.id != node.caption else "") if part)


def _state_line(standing: Standing, node: Node) -> str:
    held = ""
    if node.id in standing.holds:
        if node.is_input:
            held = " <span class='muted'>switched by hand</span>"
        else:
            held = " <span class='held'>held against its rule</span>"
    judged = ""
    if node.wanted is not None:
        good = standing.values[node.id] == node.wanted
        judged = f" <span class='{'good' if good else 'bad'}'>{'✓ as wanted' if good else '! not wanted'}</span>"
    return f"<p>Now {_state(value=standing.values[node.id])}{judged}{held}</p>"


def _state(*, value: bool) -> str:
    return f"<span class='{'on' if value else 'off'}'>{'ON' if value else 'OFF'}</span>"


def _is_held(standing: Standing, id_: str) -> bool:
    return id_ in standing.holds and not standing.pathway.nodes[id_].is_input


def _rule(pathway: Pathway, node: Node) -> str:
    if node.is_input:
        return _text(f"{rule_in_words(pathway, node)}.", muted=True)
    words = f"<p>{escape(rule_in_words(pathway, node))}.</p>"
    return f"{words}<p class='code'>{escape(node.rule_text)}</p>{_text(node.why, muted=True)}"


def _node_link(pathway: Pathway, id_: str) -> str:
    return f"<a href='node:{quote(id_, safe='')}'>{escape(pathway.nodes[id_].caption)}</a>"


def _value(standing: Standing, id_: str) -> str:
    pinned = " <span class='held'>held</span>" if _is_held(standing, id_) else ""
    return f"{escape(standing.pathway.nodes[id_].caption)} is {_state(value=standing.values[id_])}{pinned}"


def _arrows(standing: Standing, edges: Iterable[Edge], *, into: bool) -> str:
    rows = []
    for edge in edges:
        other = edge.source if into else edge.target
        verb = _PASSIVE[edge.effect] if into else edge.effect.value
        link = f"<a class='{edge.effect.value}' href='edge:{quote(edge.id, safe='')}'>"
        held = " <span class='held'>held</span>" if _is_held(standing, other) else ""
        rows.append(
            f"<tr><td class='cell nowrap'>{link}{SIGNS[edge.effect]}&nbsp;{verb.replace(' ', '&nbsp;')}</a></td>"
            f"<td class='cell'>{_node_link(standing.pathway, other)}&nbsp; "
            f"{_state(value=standing.values[other])}{held}</td></tr>"
        )
    return f"<table cellspacing='0' cellpadding='0'>{''.join(rows)}</table>" if rows else ""


def _remarks(pathway: Pathway, about: str, own: str) -> str:
    notes = "".join(_note(pathway, note) for note in pathway.notes if about in note.about)
    annotations = "".join(_annotation(pathway, one) for one in pathway.annotations if about in one.about)
    return f"{_text(own)}{notes}{annotations}"


def _note(pathway: Pathway, note: Note) -> str:
    sign = f"{chip('conflicting', 'conflict')} " if note.conflict else ""
    return f"<p>{sign}{escape(note.text)}{_cited(pathway, note.evidence)}</p>"


def _annotation(pathway: Pathway, annotation: Annotation) -> str:
    entries = " ".join(copied(one) for one in annotation.xrefs)
    text = f"<span class='strong'>{escape(annotation.label)}</span>: {escape(annotation.text)}"
    return f"<p>{text} {entries}{_cited(pathway, annotation.evidence)}</p>"


def _cited(pathway: Pathway, ids: Iterable[str]) -> str:
    known = [pathway.references[id_] for id_ in ids if id_ in pathway.references]
    words = "; ".join(published(one) or one.title for one in known)
    return f" <span class='muted'>({escape(words)})</span>" if words else ""
