"""What differs between two states, in words? Counts, what was held on each side, how sure both are; free of Qt."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from explorer.pathway.definition import EMPTY
from explorer.session.evidence import in_use
from explorer.ui.panels.words import counted, on_off

if TYPE_CHECKING:
    from explorer.session.comparing import Compared
    from explorer.session.snapshot import DocumentState


class Change(Enum):
    """What became of a node; the value is the word on screen."""

    GAINED = "gained"
    LOST = "lost"
    TURNING = "oscillating"
    SAME = "unchanged"


EXPLAINED = {
    Change.GAINED: "OFF before, ON after",
    Change.LOST: "ON before, OFF after",
    Change.TURNING: "keeps changing in the cycle that a run ended in",
    Change.SAME: "the same in both",
}


def changes_of(compared: Compared) -> dict[Change, tuple[str, ...]]:
    """Return the nodes of each kind, in network order."""
    found = compared.difference
    return {
        Change.GAINED: found.gained,
        Change.LOST: found.lost,
        Change.TURNING: found.oscillating,
        Change.SAME: found.unchanged,
    }


def verdict(compared: Compared) -> str:
    """Return the counts, and how sure both states are."""
    nodes = counted(len(compared.before.pathway.network.nodes), "node")
    return f"{compared.difference.words()}, of {nodes}. {how_sure(compared)}"


def how_sure(compared: Compared) -> str:
    """Return whether both states are exact, sampled or cut off."""
    runs = (*compared.before.runs, *compared.after.runs)
    schemes = dict.fromkeys(run.scheme for run in runs)
    if "asynchronous" in schemes:
        sure = "Sampled: one random order each; another order may end otherwise."
    else:
        sure = f"Exact ends of runs in the {' and '.join(schemes)} order."
    cut = compared.cut_off
    return f"{sure} {counted(cut, 'run')} cut off before resting: what stands here may still change." if cut else sure


def held_words(state: DocumentState) -> str:
    """Return what is held or switched in ``state``, which variants are on and which arrows are left out."""
    nodes = state.pathway.nodes
    holds = state.holds or EMPTY
    words = [
        f"{nodes[id_].caption} {'' if nodes[id_].is_input else 'held '}{on_off(value)}" for id_, value in holds.items()
    ]
    words += [f"variant: {one.title}" for one in state.base.variants if one.id in state.variants]
    less = in_use(state)
    return "; ".join((", ".join(words) or "nothing switched or held", *((less,) if less else ())))
