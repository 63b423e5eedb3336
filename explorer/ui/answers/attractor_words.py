"""How are attractors said? The whole answer, one of them, and the short words of the table; free of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.definition import NodeKind
from explorer.session.attractor_survey import EndKind
from explorer.ui.panels.words import counted, on_off

if TYPE_CHECKING:
    from explorer.logic.ensemble import Share
    from explorer.session.attractor_survey import End, Survey

KINDS = {EndKind.FIXED_POINT: "rests", EndKind.CYCLIC: "turns", EndKind.TRAP_SPACE: "trap"}
"""One short word for the head of a column."""
AHEAD = {True: "✓", False: "–", None: "?"}
"""Whether it lies ahead, as a sign."""


def verdict(survey: Survey, *, shown: int) -> str:
    """Return what is known of the whole, and how many columns are ``shown`` of it."""
    kinds = [end.kind for end in survey.ends]
    rest, turn, traps = (kinds.count(kind) for kind in EndKind)
    parts = [counted(rest, "fixed point")] if rest or not kinds else []
    parts += [f"{turn} that {'keeps' if turn == 1 else 'keep'} turning"] if turn else []
    listed = ", ".join(parts)
    if survey.exact:
        words = f"{counted(rest + turn, 'attractor')} under what is held now: {listed}. Exact: these are all."
    else:
        why = f" ({survey.reason})" if survey.reason else ""
        words = f"Not finished{why}. Found so far, each right: {listed or 'none'}."
        if survey.knows_fixed_points:
            words += " These are all fixed points (exact)."
        if traps:
            words += f" {counted(traps, 'trap space')} beside them {'holds' if traps == 1 else 'hold'} at least one"
            words += " attractor each that keeps turning (exact); there may be others outside."
    ahead = sum(end.ahead is True for end in survey.ends)
    if not survey.doing and survey.ends:
        sure = "" if all(end.ahead is not None for end in survey.ends) else " at least"
        words += f" {ahead} of them{sure} can be reached from here in some order of updates."
    if shown < len(survey.ends):
        words += f" The first {shown} are shown, {len(survey.ends) - shown:,} more are only counted."
    return words


def name(survey: Survey, number: int) -> str:
    """Return what one column is called."""
    what = "trap space" if survey.ends[number].kind is EndKind.TRAP_SPACE else "attractor"
    return f"{what} {number + 1} of {len(survey.ends)}"


def detail(survey: Survey, number: int) -> str:
    """Return all that is known of one end, in sentences."""
    end = survey.ends[number]
    title = name(survey, number)
    return f"{title[:1].upper()}{title[1:]}: {_size(survey, end)} {_way(survey, end)} {_outcomes(survey, end)}".strip()


def _size(survey: Survey, end: End) -> str:
    varying = [survey.asked.pathway.nodes[node].caption for node in _varying(survey, end)]
    some = f"{', '.join(varying[:6])}{f' and {len(varying) - 6} more' if len(varying) > 6 else ''}"
    if end.kind is EndKind.FIXED_POINT:
        return "a fixed point, everything rests."
    if end.kind is EndKind.CYCLIC:
        verb = "keeps" if len(varying) == 1 else "keep"
        return f"{size_words(end)} that follow one another without end; {some} {verb} changing."
    return f"what it fixes no order of updates frees again; {some} may keep changing."


def _varying(survey: Survey, end: End) -> list[str]:
    return [node for node, value in zip(survey.nodes, end.values, strict=True) if value is None]


def _way(survey: Survey, end: End) -> str:
    if end.kind is EndKind.TRAP_SPACE:
        return "Whether it lies ahead is not known."
    words = {
        True: "It can be reached from here (exact).",
        False: "No order of updates leads there from here (exact): it takes other holds, or another history.",
        None: "Whether it can be reached from here is not known.",
    }[end.ahead]
    if survey.doing:
        return words
    began = f"where “{survey.asked.runs[-1].label}” began"
    others = any(other.from_start is not False for other in survey.ends if other is not end)
    if end.from_start is False:
        return f"{words} From {began}: never (exact)."
    if end.from_start and not others and survey.exact:
        return f"{words} From {began}: in every order (exact)."
    if end.share is not None:
        return f"{words} From {began}: in {share_words(end.share)}."
    return f"{words} How often, from {began}, is not known."


def _outcomes(survey: Survey, end: End) -> str:
    pathway = survey.asked.pathway
    told = []
    for node in pathway.outcomes:
        value = end.values[pathway.network.index[node.id]]
        told.append(f"{node.caption} {value_word(value, end)}")
    return f"{', '.join(told)}." if told else ""


def value_word(value: int | None, end: End) -> str:
    """Return a node's value in an end as one word."""
    if value is None:
        return "?" if end.kind is EndKind.TRAP_SPACE else "turns"
    return on_off(bool(value))


def share_words(share: Share) -> str:
    """Return a sampled share with its interval."""
    return (
        f"{_percent(share.value)} of {share.runs:,} random-order runs "
        f"(sampled; 95 % interval {100 * share.low:.1f} to {100 * share.high:.1f} %)"
    )


def _percent(value: float) -> str:
    return f"{100 * value:.3g} %"


def share_sign(survey: Survey, end: End) -> str:
    """Return the share for the table: ``≈ 63 %``, since it is sampled, or what is exact about it."""
    if end.from_start is False:
        return "never"
    if end.share is None:
        return "?" if not survey.doing else "…"
    alone = sum(other.from_start is not False for other in survey.ends) == 1
    if alone and survey.exact:
        return "always"
    if end.share.value < 0.01:  # none of the runs is not never
        return "< 1 %"
    return "> 99 %" if end.share.value > 0.99 else f"≈ {100 * end.share.value:.0f} %"


def size_words(end: End) -> str:
    """Return the number of states in words."""
    if end.size is None:
        return "?"
    return f"{counted(end.size, 'state')}" if end.size < 1_000_000 else f"{end.size:.2g} states".replace("e+", " × 10^")


def size_sign(end: End) -> str:
    """Return the number of states for the table."""
    if end.size is None:
        return "?"
    return f"{end.size:,}" if end.size < 100_000 else f"{end.size:.1e}".replace("e+", "e")


def held_words(survey: Survey) -> str:
    """Return under which inputs and holds the attractors are meant, drugs included."""
    state = survey.asked
    nodes = state.pathway.nodes
    on = [node.caption for node in nodes.values() if node.is_input and state.value(node.id)]
    pinned = [
        f"{nodes[id_].caption} held {on_off(value)}" for id_, value in state.holds.items() if not nodes[id_].is_input
    ]
    told = ", ".join([*on, *pinned])
    kinds = {node.kind for node in nodes.values() if node.is_input}
    none = "no drug or condition is on" if kinds & {NodeKind.DRUG, NodeKind.CONDITION} else "nothing is held"
    return f"Under the present holds: {told or none}. Any order of updates."
