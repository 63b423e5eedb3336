"""How are responses said? An entry, the whole table, and who responds to a therapy; free of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer import CAUTION
from explorer.session.markers import Leaf
from explorer.session.response_survey import Orders, Verdict
from explorer.ui.answers.matrix_words import name, names
from explorer.ui.panels.words import BASIS, counted, on_off, steps

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from explorer.pathway.definition import Holds, Pathway, Profile
    from explorer.session.markers import Marker, MarkerAnswer, Tree
    from explorer.session.response_survey import Entry

LEGEND = (
    "✓ responds   ½ part of the goal   – does not   ± depends on the order of updates   "
    "Dots: the outcomes of the goal, filled where as wanted."
)


def heads(pathway: Pathway, therapy: Holds) -> tuple[str, ...]:
    """Return the lines at the head of a column."""
    if not therapy:
        return ("No therapy",)
    told = [name(pathway, node, value=value) for node, value in therapy.items()]
    return (*(f"{one} +" for one in told[:-1]), told[-1])


def therapy_words(pathway: Pathway, therapy: Holds) -> str:
    """Return a therapy in words."""
    return names(pathway, therapy) if therapy else "no therapy"


def history_words(pathway: Pathway, profile: Profile) -> str:
    """Return what a profile holds: ``earlier Targeted therapy ON; Stress ON``."""
    parts = []
    if profile.earlier:
        parts.append(f"earlier {_holds(pathway, profile.earlier)}")
    parts.append(_holds(pathway, profile.hold) or "nothing held")
    return "; ".join(parts)


def _holds(pathway: Pathway, holds: Holds) -> str:
    return ", ".join(f"{pathway.nodes[node].caption} {on_off(value)}" for node, value in holds.items())


def profile_tip(pathway: Pathway, profile: Profile) -> str:
    """Return a profile in full: what it holds, on what basis, and why."""
    reason = f"\n{profile.reason}" if profile.reason else ""
    return (
        f"{profile.title}\nMarkers: {history_words(pathway, profile)}\n"
        f"Basis: {profile.basis.value}. {BASIS[profile.basis]}{reason}"
    )


def who(pathway: Pathway, profile: Profile, therapy: Holds) -> str:
    """Return a case and its therapy in a few words."""
    return f"{profile.title}, {therapy_words(pathway, therapy)}"


def sentence(pathway: Pathway, profile: Profile, therapy: Holds, goal: Holds, entry: Entry | None) -> str:
    """Return an entry in words."""
    begin = f"{who(pathway, profile, therapy)}:"
    if entry is None:
        return f"{begin} not run yet."
    ends = entry.response.outcomes
    said = {
        Verdict.RESPONDS: "responds, the whole goal is reached",
        Verdict.PART: "part of the goal is reached",
        Verdict.NONE: "does not respond",
        Verdict.DEPENDS: "depends on the order of updates",
        Verdict.CUT_OFF: "cut off, the run neither rested nor closed a cycle",
    }[entry.verdict]
    told = ", ".join(_outcome(pathway, node, ends[node], entry, goal) for node in ends)
    orders = {
        Orders.NOT_CHECKED: "other orders not checked yet",
        Orders.SAME: "exact, the same in every update order of the last phase",
        Orders.DEPENDS: "exact; shown is the synchronous run",
        Orders.NOT_FINISHED: "synchronous run, exact for that; other orders not finished",
    }[entry.orders]
    return f"{begin} {said}. {told}; {steps(entry.response.steps)}. {orders[:1].upper()}{orders[1:]}."


def _outcome(pathway: Pathway, node: str, value: bool | None, entry: Entry, goal: Holds) -> str:  # noqa: FBT001
    word = "keeps changing" if value is None else on_off(value)
    if node in goal:
        word += " as wanted" if value == goal[node] else ", not as wanted"
    return f"{pathway.nodes[node].caption} {word}{' (other orders differ)' if node in entry.wavering else ''}"


def verdict(entries: Collection[Entry], *, cases: int, therapies: int, is_table: bool, doing: str, reason: str) -> str:
    """Return what is known of the whole table."""
    rows = counted(cases, "case" if is_table else "profile")
    columns = f"{therapies} {'therapy' if therapies == 1 else 'therapies'}"
    responding = sum(entry.verdict is Verdict.RESPONDS for entry in entries)
    depends = sum(entry.verdict is Verdict.DEPENDS for entry in entries)
    words = f"{rows} by {columns}: {responding:,} of {cases * therapies:,} respond"
    words += f", {depends:,} depend on the order." if depends else "."
    if doing:
        return words
    if reason:
        return f"{words} Synchronous runs, exact; not finished: {reason}."
    return f"{words} Exact: one synchronous run each, then every other order of its last phase."


def markers_words(answer: MarkerAnswer, *, is_every: bool) -> str:
    """Return how many respond to a therapy, and which markers tell."""
    number = answer.tree.responding
    words = f"{number:,} of {counted(answer.settings, 'setting')} of the inputs respond"
    words += f" ({answer.without_therapy:,} reach the goal without therapy). " if answer.therapy else ". "
    count = len(answer.deciding)
    if count:
        words += f"The fewest markers that tell who: {count} of {len(answer.markers)}."
    else:
        words += "No marker is needed to tell: all are alike."
    sure = " Exact: every setting was run, synchronous update."
    some = "" if is_every else " Only the inputs that the profiles or cases name were varied: there are too many."
    return f"{words}{sure}{some}"


def question(marker: Marker, *, is_on: bool) -> str:
    """Return the answer to one question of a tree: ``PD-L1 ON``, or ``no earlier therapy``."""
    if marker.is_history:
        return f"{marker.title}: {'yes' if is_on else 'no'}"
    return f"{marker.title} {on_off(is_on)}"


def counts(tree: Tree) -> str:
    """Return how many settings below respond."""
    settings = counted(tree.settings, "setting")
    if isinstance(tree, Leaf):
        return f"all {settings} respond" if tree.is_response else f"none of {settings} responds"
    return f"{tree.responding:,} of {settings} respond"


def notes(pathway: Pathway, goal: Holds, entries: Mapping[tuple[int, int], Entry]) -> Sequence[str]:
    """Return the lines that stand under an exported table."""
    wish = ", ".join(f"{pathway.nodes[node].caption} {on_off(value)}" for node, value in goal.items())
    unsure = sum(entry.orders in {Orders.NOT_CHECKED, Orders.NOT_FINISHED} for entry in entries.values())
    checked = "every other order of the last phase checked" if not unsure else f"other orders not checked in {unsure:,}"
    return (
        f"{pathway.title or pathway.id}; a response is: {wish}; exact, synchronous update; {checked}",
        CAUTION,
    )
