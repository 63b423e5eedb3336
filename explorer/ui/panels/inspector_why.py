"""Why is this node as it is, and what would have to differ? A section of HTML; free of Qt, files' words escaped."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from explorer.pathway.definition import Effect
from explorer.session.why import why_not
from explorer.session.why_words import sentences, summary, why_not_sentences
from explorer.ui.panels.words import on_off, published

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.pathway.definition import Edge, Pathway
    from explorer.session.timeline import Timeline
    from explorer.session.why import Why

LONGEST = 14
"""Sentences of a chain that are shown; the first one says what all comes down to."""


def why_section(answer: Why, timeline: Timeline, *, is_lit: bool) -> str:
    """Return the chain with the papers behind each arrow, the way to light it, and what would have to differ."""
    pathway, node = answer.pathway, answer.node
    lines = sentences(answer, timeline)
    steps = []
    for line, link in zip(lines, answer.links, strict=False):
        words = _linked(pathway, line, {link.node, *link.regulators} - {node})
        steps.append(f"<p class='step'>↳ {words}{_arrows(pathway, link.arrows)}</p>")
    around = {id_ for loop in answer.loops for id_ in (*loop.nodes, *(link.node for link in loop.origin))}
    around.update(id_ for loop in answer.loops for link in loop.origin for id_ in link.regulators)
    loops = "".join(f"<p class='step'>⟳ {_linked(pathway, line, around)}</p>" for line in lines[len(answer.links) :])
    more = len(steps) - LONGEST
    cut = f"<p class='muted'>{more} further steps lie behind these; all are lit.</p>" if more > 0 else ""
    light = "<a href='light:off'>Put out the light</a>" if is_lit else "<a href='light:on'>Light up on the diagram</a>"
    first = ""
    if len(lines) > 1:
        first = f"<p>{_linked(pathway, summary(answer, timeline), {one.node for one in answer.links} - {node})}</p>"
    differ = "".join(
        f"<p class='step'>{_linked(pathway, line, pathway.network.index.keys() - {node})}</p>"
        for line in why_not_sentences(pathway, why_not(timeline, node, column=answer.column))
    )
    return (
        f"{_heading(f'Why is it {on_off(answer.value)}?')}{first}<p>{light}</p>{''.join(steps[:LONGEST])}{cut}{loops}"
        f"{_heading('What would have to differ')}{differ}"
    )


def _heading(words: str) -> str:
    return f"<p class='heading'>{escape(words.upper())}</p>"


def _linked(pathway: Pathway, sentence: str, nodes: Iterable[str]) -> str:
    """Return ``sentence`` as HTML in which the names of ``nodes`` select them."""
    by_name = {pathway.nodes[id_].caption: id_ for id_ in nodes}
    names = sorted(filter(None, by_name), key=len, reverse=True)
    if not names:
        return escape(sentence)
    pieces = re.split(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)", sentence)
    return "".join(
        f"<a href='node:{quote(by_name[piece], safe='')}'>{escape(piece)}</a>" if at % 2 else escape(piece)
        for at, piece in enumerate(pieces)
    )


def _arrows(pathway: Pathway, edges: Iterable[Edge]) -> str:
    return "".join(f"<br><span class='muted'>{_arrow(pathway, edge)}</span>" for edge in edges)


def _arrow(pathway: Pathway, edge: Edge) -> str:
    sign = "→" if edge.effect is Effect.ACTIVATES else "⊣"
    name = f"{pathway.nodes[edge.source].caption} {sign} {pathway.nodes[edge.target].caption}"
    known = (pathway.references.get(id_) for id_ in edge.evidence)
    sources = [(published(one) or one.title) for one in known if one is not None]
    words = " · ".join((edge.confidence.words, *sources))
    against = " · <span class='bad'>contradicted</span>" if edge.against else ""
    return f"<a href='edge:{quote(edge.id, safe='')}'>{escape(name)}</a> · {escape(words)}{against}"
