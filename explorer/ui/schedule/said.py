"""What does the pane say as a whole? The comparison, how one course ends, and what each input does alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.session.schedule_words import comparison_words, end_words, row_words, sureness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.pathway.definition import Pathway
    from explorer.session.schedule import Course
    from explorer.session.scheduling import Bars
    from explorer.ui.schedule.thresholds import Thresholds

ALONE = "how long it must last, and what follows"
COMPARED = "▲ A and B differ at this step, ≠ at the end"
_ORDER = "Synchronous steps from the naive state; steps of the model, not hours or weeks."


def verdict(courses: Sequence[Course]) -> str:
    """Return whether the order matters, or how the one schedule ends."""
    if len(courses) > 1:
        return comparison_words(courses[0], courses[1])
    course = courses[0]
    names = course.pathway.nodes
    ends = [f"{names[node.id].caption} {row_words(course, node.id)}" for node in course.pathway.outcomes]
    told = end_words(course)
    return f"{told[:1].upper()}{told[1:]}. {'; '.join(ends)}{'. ' if ends else ''}{_ORDER}"


def hint(pathway: Pathway, schedules: Sequence[Bars], thresholds: Thresholds) -> str:
    """Return the whole sentence of each threshold; without any bar, what each input does alone."""
    if any(schedules):
        known = [thresholds.of(bars, number) for bars in schedules for number in range(len(bars))]
        told = [f"{one.words(pathway)} {sureness(one)}" for one in known if one is not None and one.shortest]
        return "\n".join(dict.fromkeys(told))
    found = thresholds.alone(pathway)
    lasting = [one for one in found if one.shortest is not None]
    if thresholds.is_busy:
        return "Each therapy and condition is tried alone, to find how long it must last to leave a change…"
    if not found:
        return "How long each therapy and condition must last to leave a change was not looked for."
    words = " ".join(one.words(pathway) for one in lasting)
    cut = [one for one in found if not one.is_complete]
    if not lasting:
        words = "Alone and begun in the naive state, no therapy and no condition leaves a lasting change."
    rest = " No other one alone leaves a lasting change." if lasting and len(lasting) < len(found) else ""
    sure = sureness(cut[0]) if cut else "Exact under synchronous update: every length that can differ was run."
    return f"{words}{rest} {sure}"
