"""How is a result said in words? Sentences and single words that several panels use; free of Qt."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from explorer.logic.simulation import StopReason
from explorer.pathway.definition import Basis, ReferenceKind

if TYPE_CHECKING:
    from explorer.logic.simulation import Trajectory
    from explorer.pathway.definition import Pathway, Reference
    from explorer.session.timeline import Timeline

SCHEMES = {
    "synchronous": "All nodes follow their rules at the same time, step by step.",
    "asynchronous": "One node follows its rule in each step, drawn at random from those that want to change.",
    "sequential": "In each step all nodes follow their rules one after the other, in the order of the file.",
    "priority": "Fast nodes (molecules) come to rest before slow ones (cells, outcomes) move.",
}
"""Each update scheme in one sentence."""

_LONG_LINE = 64
"""Letters of a tooltip's line that are not broken; Qt would break much shorter ones."""
BASIS = {
    Basis.NEWS: "A news report says so.",
    Basis.PAPER: "An abstract that was read says so.",
    Basis.INFERENCE: "A short step from what a report says.",
    Basis.PREDICTION: "Only the rules say so; nobody has shown it.",
}
"""What each basis of an expectation means."""


def on_off(value: bool) -> str:  # noqa: FBT001  (the value is what the function is about)
    """Return ``ON`` or ``OFF``."""
    return "ON" if value else "OFF"


def steps(number: int) -> str:
    """Return ``1 step``, ``7 steps``."""
    return f"{number} step{'' if number == 1 else 's'}"


def settling(trajectory: Trajectory) -> str:
    """Return one sentence: how a run ended."""
    taken = len(trajectory.states) - 1
    if trajectory.end is StopReason.CYCLE:
        return f"Keeps turning: a cycle of period {trajectory.period}."
    if trajectory.end is StopReason.LIMIT:
        return f"No rest and no cycle found within {steps(taken)}."
    if not taken:
        return "At rest at once: a fixed point."
    return f"Settles in {steps(taken)}: a fixed point."


def place(timeline: Timeline, column: int) -> str:
    """Return where a column is in its run: ``step 3 of 9``, with the period where the run turns."""
    at = timeline.columns[column]
    trajectory = timeline.source.runs[at.run].trajectory
    text = f"step {at.step} of {len(trajectory.states) - 1}"
    return f"{text}, cycle of {trajectory.period}" if trajectory.end is StopReason.CYCLE else text


def counted(number: int, thing: str) -> str:
    """Return ``1 node`` or ``4 nodes``."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def subtitle(pathway: Pathway) -> str:
    """Return one short line about a pathway, with the paper that it cites most: ``26 nodes · Nature 2026``."""
    parts = [counted(len(pathway.nodes), "node")]
    cited = Counter(id_ for node in pathway.nodes.values() for id_ in node.evidence)
    cited.update(id_ for edge in pathway.edges for id_ in edge.evidence)
    papers = [reference for reference in pathway.references.values() if reference.kind is ReferenceKind.PAPER]
    papers.sort(key=lambda reference: -cited[reference.id])
    named = [where for reference in papers if (where := published(reference))]
    return " · ".join([*parts, *named[:1]])


def published(reference: Reference) -> str:
    """Return where and when a source appeared, without volume and pages: ``Nature 2026``."""
    journal = re.split(r"[,;]?\s+(?:vol\.?\s*)?\d", reference.source, maxsplit=1)[0]
    return " ".join(part for part in (journal, str(reference.year or "")) if part)


def tooltip(text: str) -> str:
    """Return ``text`` for a tooltip, never read as markup; Qt wraps it, but only where a line is long."""
    if not text:
        return ""
    lines = text.split("\n")
    space = "normal" if max(map(len, lines)) > _LONG_LINE else "pre"
    return f"<p style='margin:0; white-space:{space}'>{'<br>'.join(escape(line) for line in lines)}</p>"
