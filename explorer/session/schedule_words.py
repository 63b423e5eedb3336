"""How is a schedule said? Bars, rows and thresholds in words, the comparison, and the same for the command line."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from explorer.logic.simulation import StopReason
from explorer.session.commands import word
from explorer.session.schedule import compare
from explorer.session.scheduling import NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.pathway.definition import Pathway
    from explorer.session.exposure import Exposure
    from explorer.session.schedule import Bar, Course
    from explorer.session.scheduling import Bars

_MOST_NAMED = 6
_STATES = {True: "ON", False: "OFF", None: "changing for ever"}


def steps(number: int) -> str:
    """Return ``1 step``, ``7 steps``."""
    return f"{number:,} step{'' if number == 1 else 's'}"


def span(bar: Bar) -> str:
    """Return how long a bar lasts: ``step 4 to 9``, ``from step 4 on``."""
    if bar.end is None:
        return f"from step {bar.start} on"
    return f"step {bar.start}" if bar.end == bar.start + 1 else f"step {bar.start} to {bar.end - 1}"


def bar_words(pathway: Pathway, bar: Bar) -> str:
    """Return a bar in one line: node, value, when, how long."""
    length = "" if bar.steps is None else f", {steps(bar.steps)}"
    return f"{pathway.nodes[bar.node].caption} {word(bar.value)}, {span(bar)}{length}"


def row_words(course: Course, node: str) -> str:
    """Return in a few words when ``node`` is ON."""
    if node in course.turning:
        return "keeps changing"
    row = course.row(node)
    length = len(course.states)
    if not row:
        return "never ON"
    if row == ((0, length),):
        return "always ON"
    start, end = row[-1]
    if end == length:
        return f"ON from step {start} on" if len(row) == 1 else f"ON at the end, from step {start}"
    if len(row) > 1:
        return f"OFF at the end, from step {end}"
    return f"ON {f'at step {start}' if end == start + 1 else f'step {start} to {end - 1}'}, then OFF"


def end_words(course: Course) -> str:
    """Return how the course ends."""
    last = len(course.states) - 1
    if course.end is StopReason.CYCLE:
        return f"turns for ever, in a cycle of {steps(course.period or 1)}"
    if course.end is StopReason.LIMIT:
        return f"not at rest after {steps(last)}"
    return f"at rest from step {last}"


def threshold_words(pathway: Pathway, found: Exposure) -> str:
    """Return what a bar's length does, beside its lane: how many steps leave a lasting change, and by which loop."""
    tried = len(found.lasting)
    if found.shortest is None:
        return "no exposure leaves a lasting change" if found.is_complete else f"none up to {steps(tried)} lasts"
    needed = f"{steps(found.shortest)}{' or more' if found.or_more else ''}"
    return f"{needed} {found.effect(pathway, article=' ')}"


def reached_words(bar: Bar, found: Exposure) -> str:
    """Return how the bar stands to its threshold, as it is drawn: ``reached``, ``1 step short``; else nothing."""
    if found.shortest is None:
        return ""
    if bar.steps is None:
        return "has no end"
    if found.lasting[min(bar.steps, len(found.lasting)) - 1]:
        return f"lasts: {steps(bar.steps)}"
    short = found.shortest - bar.steps
    return f"{steps(short)} short" if short > 0 else "this length does not last"


def sureness(found: Exposure) -> str:
    """Return how the threshold is known."""
    tried = steps(len(found.lasting))
    if found.is_complete:
        return f"Exact under synchronous update: every exposure of up to {tried} was run; a longer one does the same."
    return f"Cut off: exposures of up to {tried} were run; of longer ones nothing is known."


def comparison_words(one: Course, two: Course) -> str:
    """Return in one sentence whether two schedules end differently, and in which outcomes."""
    compared = compare(one, two)
    names = one.pathway.nodes
    if not compared.ends:
        return _without_outcomes(one, two)
    if not compared.differing:
        apart = sorted({step for found in compared.apart.values() for step in found})
        way = f" On the way they differ in {steps(len(apart))}." if apart else ""
        return f"Both end with the same outcomes.{way}"
    parts = [
        f"{names[node].caption} is {_STATES[compared.ends[node][0]]} in A, {_STATES[compared.ends[node][1]]} in B"
        for node in compared.differing
    ]
    return f"The order matters. At the end: {'; '.join(parts)}."


def _without_outcomes(one: Course, two: Course) -> str:
    network, nodes = one.pathway.network, one.pathway.nodes
    differing = [node for node in network.nodes if one.ends(node) is not two.ends(node)]
    if not differing:
        return "Both end alike in every node; this pathway names no outcomes."
    named = ", ".join(nodes[node].caption for node in differing[:_MOST_NAMED])
    more = f" and {len(differing) - _MOST_NAMED:,} more" if len(differing) > _MOST_NAMED else ""
    counted = "1 node differs" if len(differing) == 1 else f"{len(differing):,} nodes differ"
    return f"At the end {counted}: {named}{more}."


def bar_text(bar: Bar) -> str:
    """Return a bar as the command line takes it: ``NODE=on@0-6``."""
    return f"{bar.node}={'on' if bar.value else 'off'}@{bar.start}-{'' if bar.end is None else bar.end}"


def command_line(file: str, schedules: Sequence[Bars]) -> str:
    """Return the command that runs the same without a window."""
    parts = ["pathway-explorer", "schedule", file]
    for option, bars in zip(("--bar", "--against"), schedules, strict=False):
        for bar in bars:
            parts += [option, bar_text(bar)]
    return shlex.join(parts)


def name(which: int, *, alone: bool) -> str:
    """Return what a schedule is called: ``Schedule`` alone, ``Schedule A`` beside another."""
    return "Schedule" if alone else f"Schedule {NAMES[which]}"
