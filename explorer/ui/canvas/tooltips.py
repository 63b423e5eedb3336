"""What does the pointer tell about a node or an arrow? Rich text, every word of the file escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from explorer.pathway.rule_words import edge_details, edge_in_words, rule_in_words, state_word

if TYPE_CHECKING:
    from explorer.pathway.definition import Edge, Node, Pathway
    from explorer.session.moment import Moment


def state_in_words(pathway: Pathway, node: Node, moment: Moment) -> str:
    """Return the state of ``node``, for example ``ON, held`` or ``OFF, was ON``."""
    at = pathway.network.index[node.id]
    value = bool(moment.after[at])
    words = [state_word(value=value)]
    if node.id in moment.holds:
        words.append("switched" if node.is_input else "held")
    if node.id in moment.oscillating:
        words.append("keeps changing")
    elif value != bool(moment.reference[at]):
        words.append(f"was {state_word(value=not value)}")
    return ", ".join(words)


def node_announcement(pathway: Pathway, node: Node, moment: Moment) -> str:
    """Return one line about ``node`` for a screen reader or a status bar."""
    return f"{node.label}: {state_in_words(pathway, node, moment)}. {node.kind.value.capitalize()}."


def node_tooltip(pathway: Pathway, node: Node, moment: Moment) -> str:
    """Return what is said about ``node`` under the pointer, as HTML."""
    parts = [
        f"<b>{escape(node.label)}</b> — <b>{escape(state_in_words(pathway, node, moment))}</b>",
        escape(" · ".join(word for word in (node.kind.value, node.form, node.status) if word)),
        f"{escape(rule_in_words(pathway, node))}.",
    ]
    if node.why:
        parts.append(f"<i>{escape(node.why)}</i>")
    parts.append(escape(_click_words(node, moment)))
    return _boxed(parts)


def edge_line(pathway: Pathway, edge: Edge) -> str:
    """Return one line about an arrow, for example ``ATF4 activates LCN2 — reported``."""
    return f"{edge_in_words(pathway, edge)} — {edge_details(edge)}"


def edge_tooltip(pathway: Pathway, edge: Edge, *, conflict: bool) -> str:
    """Return what is said about an arrow under the pointer, as HTML."""
    parts = [f"<b>{escape(edge_in_words(pathway, edge))}</b> — {escape(edge_details(edge))}"]
    if conflict:
        parts.append("≠ Sources contradict each other here.")
    if edge.note:
        parts.append(f"<i>{escape(edge.note)}</i>")
    return _boxed(parts)


def _click_words(node: Node, moment: Moment) -> str:
    if node.is_input:
        return "Click to switch."
    return "Click to release." if node.id in moment.pinned else "Click to hold at the other value."


def _boxed(parts: list[str]) -> str:
    return "<div style='max-width: 340px'>" + "<br>".join(parts) + "</div>"
