"""What follows from a schedule of therapies, and how long must each last to leave a change? As lanes, or as JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from explorer import CAUTION
from explorer.cli.pathway_file import load_file
from explorer.cli.run_options import parse_holds
from explorer.errors import CommandRefusedError, UsageError
from explorer.logic.simulation import StopReason
from explorer.session.exposure import exposure, exposures
from explorer.session.schedule import Bar, compare, run_schedule
from explorer.session.schedule_words import sureness

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from explorer.pathway.definition import Pathway
    from explorer.session.exposure import Exposure
    from explorer.session.schedule import Course

EXAMPLES = """\
examples:
  pathway-explorer schedule tnf-stat1-fatigue --bar "Targeted_Therapy=on@0-6" --bar "Anti_PD1=on@10-"
  pathway-explorer schedule tnf-stat1-fatigue --bar "Targeted_Therapy=on@0-6" --bar "Anti_PD1=on@10-" \\
      --against "Anti_PD1=on@0-" --show TNF_Tumor
  pathway-explorer schedule immune-evasion-map          how long must each therapy last to leave a lasting change?

NODE=on@A-B holds a node from step A until just before step B; @A- has no end. The run is synchronous and begins with
the naive state: the start state brought to rest. Steps are those of the model, not hours or weeks.
"""
_BAR = re.compile(r"(?P<hold>.*)@\s*(?P<start>\d+)\s*-\s*(?P<end>\d*)\s*", re.DOTALL)
_WIDEST = 100
"""Steps up to which lanes are drawn with a letter a step."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``schedule``."""
    parser.add_argument("file", metavar="FILE", help="a pathway file, or the id of a shipped pathway")
    parser.add_argument(
        "--bar", metavar="NODE=on@A-B", action="append", default=[], help="hold a node in these steps; may be repeated"
    )
    parser.add_argument(
        "--against",
        metavar="NODE=on@A-B",
        action="append",
        default=[],
        help="a bar of a second schedule to compare with; may be repeated",
    )
    parser.add_argument(
        "--show", metavar="NODE", action="append", default=[], help="show this node, too, besides the outcomes"
    )
    parser.add_argument("--json", action="store_true", help="print the schedule and its outcomes as JSON")


def run(options: argparse.Namespace) -> int:
    """Run the schedules and print when each outcome is ON, and the exposures that leave a lasting change.

    Raises:
        FileRefusedError: the file cannot be opened.
        UsageError: a bar or a node does not fit the pathway.
    """
    pathway = load_file(options.file).pathway
    bars = [read_bar(text, pathway, option="--bar") for text in options.bar]
    against = [read_bar(text, pathway, option="--against") for text in options.against]
    for node in options.show:
        parse_holds(f"{node}=on", pathway, option="--show")
    try:
        courses = [run_schedule(pathway, kept) for kept in ([bars, against] if against else [bars])]
        found = [exposure(pathway, bar, bars) for bar in bars] if bars else list(exposures(pathway))
    except CommandRefusedError as error:
        raise UsageError(f"--bar: {error}") from None
    if options.json:
        print(json.dumps(as_json(courses, found, options.show)))
    else:
        print("\n".join(_text(courses, found, options.show)))
    return 0


def read_bar(text: str, pathway: Pathway, *, option: str) -> Bar:
    """Return the bar that ``NODE=on@A-B`` stands for.

    Raises:
        UsageError: it cannot be read, or there is no such node.
    """
    match = _BAR.fullmatch(text)
    holds = parse_holds(match["hold"] if match else text.partition("@")[0], pathway, option=option)
    if match is None or len(holds) != 1:
        node = next(iter(holds), "NODE")
        raise UsageError(f"{option}: '{text}' is not one bar. Write for example {node}=on@0-6, or {node}=on@4-")
    ((node, value),) = holds.items()
    if len(match["start"]) > 9 or len(match["end"]) > 9:
        raise UsageError(f"{option}: '{text}' has a step that is too large")
    return Bar(node, value, int(match["start"]), int(match["end"]) if match["end"] else None)


def as_json(courses: Sequence[Course], found: Iterable[Exposure], show: Sequence[str]) -> dict[str, Any]:
    """Return the schedule, its outcomes, the second schedule if there is one, and the exposures."""
    pathway = courses[0].pathway
    told: dict[str, Any] = _course_json(courses[0], show)
    if len(courses) > 1:
        compared = compare(courses[0], courses[1])
        told["against"] = _course_json(courses[1], show)
        told["differing"] = list(compared.differing)
        told["apart"] = {node: list(steps) for node, steps in compared.apart.items()}
    told["exposures"] = [
        {
            "node": one.bar.node,
            "value": one.bar.value,
            "start": one.bar.start,
            "shortest": one.shortest,
            "or_more": one.or_more,
            "tried": len(one.lasting),
            "changed": list(one.changed),
            "latched": [list(group) for group in one.latched],
            "kept_on": list(one.kept_on),
            "exact": one.is_complete,
            "words": one.words(pathway),
        }
        for one in found
    ]
    return told | {"caution": CAUTION}


def _course_json(course: Course, show: Sequence[str]) -> dict[str, Any]:
    rows = {**course.rows(), **{node: course.row(node) for node in show}}
    return {
        "bars": [{"node": bar.node, "value": bar.value, "start": bar.start, "end": bar.end} for bar in course.bars],
        "steps": len(course.states) - 1,
        "end": course.end.value,
        "period": course.period,
        "rows": {node: [list(span) for span in spans] for node, spans in rows.items()},
        "final": {node: course.ends(node) for node in course.pathway.network.nodes},
    }


def _text(courses: Sequence[Course], found: Iterable[Exposure], show: Sequence[str]) -> Iterator[str]:
    pathway = courses[0].pathway
    yield f"{pathway.title or pathway.id}, synchronous steps from the naive state"
    for number, course in enumerate(courses):
        if not course.bars and len(courses) == 1:
            continue
        yield ""
        if len(courses) > 1:
            yield "The second schedule" if number else "The first schedule"
        yield from _lanes(course, show)
    if len(courses) > 1:
        yield ""
        yield _compared(courses)
    yield ""
    yield "How long an exposure must last to leave a change once it is over"
    told = list(found)
    for one in told:
        yield f"- {one.words(pathway)}{'' if one.is_complete else ' ' + sureness(one)}"
    if any(one.is_complete for one in told):
        which = "Exact" if all(one.is_complete for one in told) else "The others are exact"
        yield f"{which} under synchronous update: every length that can differ was run."
    yield ""
    yield CAUTION


def _lanes(course: Course, show: Sequence[str]) -> Iterator[str]:
    length = len(course.states)
    nodes = dict.fromkeys([*course.rows(), *show])
    names = [f"{bar.node} {'ON' if bar.value else 'OFF'}" for bar in course.bars]
    width = max(len(name) for name in (*names, *nodes))
    for name, bar in zip(names, course.bars, strict=True):
        end = length if bar.end is None else bar.end
        yield f"  {name:<{width}}  {_lane([(bar.start, end)], length, '=')}{_spans([(bar.start, bar.end)])}"
    for node in nodes:
        row = course.row(node)
        open_ended = [(start, None if end == length else end) for start, end in row]
        ending = " and keeps changing" if node in course.turning else ""
        yield f"  {node:<{width}}  {_lane(row, length, '#')}ON: {_spans(open_ended) or 'never'}{ending}"
    if course.end is StopReason.CYCLE:
        yield f"  At the end it turns in a cycle of {course.period} steps."
    elif course.end is StopReason.LIMIT:
        yield f"  Stopped after {length - 1} steps, not at rest."
    else:
        yield f"  At rest from step {length - 1}."


def _lane(spans: Sequence[tuple[int, int]], length: int, sign: str) -> str:
    if length > _WIDEST:
        return ""
    return "".join(sign if any(a <= step < b for a, b in spans) else "." for step in range(length)) + "  "


def _spans(spans: Sequence[tuple[int, int | None]]) -> str:
    words = [f"from {start} on" if end is None else f"{start} to {end - 1}" for start, end in spans]
    return ", ".join(words)


def _compared(courses: Sequence[Course]) -> str:
    compared = compare(courses[0], courses[1])
    if not compared.differing:
        return "Both schedules end with the same outcomes."
    words = {True: "ON", False: "OFF", None: "changing for ever"}
    parts = [f"{node} {words[compared.ends[node][0]]} / {words[compared.ends[node][1]]}" for node in compared.differing]
    return f"The order matters. At the end, first / second: {', '.join(parts)}."
