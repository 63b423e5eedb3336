"""How is a way into an attractor said? In sentences, by the names that the reader knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.session.attractor_ways import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer.logic.pulses import Pulse
    from explorer.logic.ways import Way
    from explorer.pathway.definition import Pathway
    from explorer.session.attractor_ways import Tried, WayThere

    Called = Callable[[str], str]

MOST_PULSES = 5
"""More are counted, not told: nobody tries them."""
_STAGES = {
    Stage.SINGLES: "single drugs, conditions and other inputs",
    Stage.PAIRS: "pairs of these",
    Stage.NODES: "single nodes held against their rules",
}
_COUNTED = {
    Stage.SINGLES: ("single", "singles"),
    Stage.PAIRS: ("pair", "pairs"),
    Stage.NODES: ("node held", "nodes held"),
}


def steps_words(way: Way, pathway: Pathway, called: Called) -> str:
    """Return the way as one sentence; of a state that is in the attractor, that it is."""
    if not way.moves:
        return "The present state is in it already (exact)."
    return f"One way, {_way_words(way, pathway, called)}"


def earlier_words(way: Way, label: str, pathway: Pathway, called: Called) -> str:
    """Return the way from where the last run, called ``label``, began."""
    if not way.moves:
        return f"Where “{label}” began it was in it already (exact)."
    return f"From where “{label}” began, one way, {_way_words(way, pathway, called)}"


def _way_words(way: Way, pathway: Pathway, called: Called) -> str:
    count = f"{len(way.moves)} step{'' if len(way.moves) == 1 else 's'}"
    if way.is_shortest:
        least = "no way is shorter (exact)"
    else:
        least = "each step is checked by the rules; there may be shorter ways"
    nodes = pathway.network.nodes
    told = ", then ".join(f"{called(nodes[at])} {_on(value=bool(bit))}" for at, bit in way.steps)
    return f"perhaps of many, in {count}; {least}: {told}."


def pulse_words(pulse: Pulse, pathway: Pathway, called: Called) -> str:
    """Return what is switched for a while, without saying how surely it leads there."""
    parts, ends = [], []
    for node, value in pulse.switched.items():
        is_input = pathway.nodes[node].is_input
        parts.append(f"{called(node)} {'' if is_input else 'held '}{_on(value=value)}")
        ends.append(f"{_on(value=not value)} again" if is_input else "free again")
    same = ends[0] if len(set(ends)) == 1 else "as before"
    return f"{' and '.join(parts)} for a while, then {same}"


def orders_words(pulse: Pulse) -> str:
    """Return how surely it leads there."""
    if pulse.in_every_order:
        return "in every order of updates (exact)"
    if pulse.in_every_order is False:
        return "in some orders of updates, in others not (exact)"
    return "in some order of updates (exact; whether in every one is not known)"


def held_words(pulse: Pulse) -> str:
    """Return whether it need not be let go; nothing where that is not known."""
    if pulse.looks_so_held is None:
        return ""
    return "held on, all else is as there" if pulse.looks_so_held else "only once it is let go"


def anew_words(pulse: Pulse, *, holds_anything: bool) -> str:
    """Return that starting again leads there, and how surely."""
    again = "Starting again, with the present holds," if holds_anything else "Starting again"
    return f"{again} leads there: {orders_words(pulse)}."


def pulses_words(there: WayThere) -> str:
    """Return the sentence above the list of pulses, or that there is none, and whether this is all."""
    tried = _tried_words(there)
    if there.pulses:
        text = "What leads there when it is switched, kept until nothing new follows, and let go again"
        return f"{text} ({tried}):" if tried else f"{text}:"
    if there.exact:
        listed = [f"the {one.total:,} {_STAGES[one.stage]}" for one in there.tried if one.total]
        if not listed:
            return "There is nothing to switch."
        *first, last = listed
        whole = f"{', '.join(first)} and {last}" if first else last
        return f"None of {whole} leads there when it is switched, kept until nothing new follows, and let go (exact)."
    return f"Nothing is known that leads there: {tried}."


def _tried_words(there: WayThere) -> str:
    counts = ", ".join(_count(one) for one in there.tried if one.total)
    if there.exact:
        return f"{counts} tried; exact"
    return f"not finished{f' ({there.reason})' if there.reason else ''}; tried so far: {counts or 'none'}"


def _count(one: Tried) -> str:
    all_of = f"{one.settled:,}" if one.settled == one.total else f"{one.settled:,} of {one.total:,}"
    return f"{all_of} {_COUNTED[one.stage][one.total != 1]}"


def way_sentences(there: WayThere, pathway: Pathway, called: Called, *, holds_anything: bool) -> Iterator[str]:
    """Yield all that is known, a line each; pulses with a dash before them."""
    if there.way is not None:
        yield steps_words(there.way, pathway, called)
        return
    if there.ahead is None:
        yield unknown_words(there)
        return
    if there.ahead:
        yield f"Some order of updates leads there (exact), but none was found to show: {there.reason}."
        return
    yield pulses_words(there)
    for pulse in there.pulses[:MOST_PULSES]:
        about = "; ".join(words for words in (orders_words(pulse), held_words(pulse)) if words)
        yield f"- {pulse_words(pulse, pathway, called)}: {about}"
    if len(there.pulses) > MOST_PULSES:
        yield f"and {len(there.pulses) - MOST_PULSES:,} more"
    if there.anew is not None:
        yield anew_words(there.anew, holds_anything=holds_anything)


def unknown_words(there: WayThere) -> str:
    """Return that it is not known whether it lies ahead."""
    why = f" ({there.reason})" if there.reason else ""
    return f"Not finished: whether some order of updates leads there is not known{why}."


def _on(*, value: bool) -> str:
    return "ON" if value else "OFF"


def _first_up(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
