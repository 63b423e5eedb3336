"""What does a report say of a document? What was run, what came of it, why, how sure that is, and on which sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer import CAUTION, __version__
from explorer.pathway.rule_words import state_word
from explorer.session.badge import BadgeKind, badges
from explorer.session.difference import since_before, turning_in
from explorer.session.report import Paragraph, Picture, Report, Section, Table, Tone, Words
from explorer.session.report_plans import plans_section
from explorer.session.report_run import expectations, expected_words, held_words, run_section, title_of_run
from explorer.session.report_sources import Citations
from explorer.session.report_versions import Origin, nodes_section, versions_section
from explorer.session.report_why import why_section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from explorer.logic.budget import Budget
    from explorer.pathway.definition import Node
    from explorer.session.badge import Badge
    from explorer.session.report import Block
    from explorer.session.report_plans import PlanAnswer
    from explorer.session.snapshot import DocumentState, Run

_MOST_COLUMNS = 4
"""Phases whose ends stand in columns of their own; of more only the first, the last but one and the last."""
_MOST_EXPLAINED = 4
"""Nodes that are explained where the pathway names no outcomes."""
_CONFLICT = "Conflicting evidence"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is made of, besides the document.

    Attributes:
        origin: the file.
        written: the date.
        badges: what is known of other orders of updates, by outcome (see ``sureness``); None where nobody looked.
        answer: what it would take; None where that was not asked.
        subject: what the runs are, if neither a scenario nor the present state.
    """

    origin: Origin
    written: date
    badges: Mapping[str, Badge] | None = None
    answer: PlanAnswer | None = None
    subject: str = ""


def report_of(state: DocumentState, asked: Asked) -> Report:
    """Return the report on the end of the last run of ``state``; its first run is the start, at rest or as it is."""
    citations = Citations(state.pathway)
    sections = [
        run_section(state, citations, subject=asked.subject),
        _outcomes_section(state, asked),
        Section("The diagram at the end", (Picture(_caption(state)),)),
    ]
    explained = explained_nodes(state)
    named: frozenset[str] = frozenset()
    if explained:
        why, named = why_section(state, explained, citations)
        sections.append(why)
    if asked.answer is not None:
        sections.append(plans_section(state, asked.answer))
    sections.append(nodes_section(state))
    doubts = _doubts_section(state, named, citations)
    last = (doubts, versions_section(state, asked.origin, asked.written), citations.section())
    sections += [section for section in last if section is not None]
    title = state.pathway.title or state.pathway.id
    written = asked.written.isoformat()
    return Report(
        title,
        asked.subject or title_of_run(state),
        f"{_lead(state)} {expected_words(state)}".rstrip(),
        written,
        __version__,
        CAUTION,
        tuple(sections),
    )


def sureness(state: DocumentState, budget: Budget) -> Mapping[str, Badge]:
    """Return the badges of the outcomes at the end of the last run, as far as they are known within ``budget``."""
    if not state.pathway.outcomes:
        return {}
    *_, known = badges(state, budget=budget)
    return known


def explained_nodes(state: DocumentState) -> tuple[str, ...]:
    """Return the outcomes that are otherwise than at the start or before the last run.

    Where the pathway names no outcomes, those nodes stand for them that act on no other and have changed.
    """
    outcomes = [node.id for node in state.pathway.outcomes]
    if outcomes:
        return tuple(node for node in outcomes if _has_changed(state, node))
    acting = {edge.source for edge in state.pathway.edges if edge.source != edge.target}
    ends = [id_ for id_ in state.pathway.nodes if id_ not in acting and _has_changed(state, id_)]
    return tuple(ends[:_MOST_EXPLAINED])


def _has_changed(state: DocumentState, node: str) -> bool:
    at = state.pathway.network.index[node]
    earlier = [state.runs[0].trajectory.last, state.before]
    if len(state.runs) == 1:  # then what came before is the state in which the run began
        earlier = [state.runs[0].trajectory.states[0]]
    return any(before[at] != state.present[at] for before in earlier)


def _change(state: DocumentState) -> str:
    if len(state.runs) == 1:
        network = state.pathway.network
        turning = turning_in(network, state.runs[-1].trajectory)
        on = sum(value for node, value in network.named(state.present).items() if node not in turning)
        rest = f" {len(turning):,} keep changing." if turning else ""
        return f"At the end {on:,} of {len(network.nodes):,} nodes are ON.{rest}"
    return f"Against the state before: {since_before(state).words()}."


def _lead(state: DocumentState) -> str:
    """Return in a sentence how the outcomes stand."""
    judged = [node for node in state.pathway.outcomes if node.wanted is not None]
    if not judged:
        return _change(state)
    turning = turning_in(state.pathway.network, state.runs[-1].trajectory)
    good = {node.id for node in judged if node.id not in turning and state.value(node.id) == node.wanted}
    bad = [node.caption for node in judged if node.id not in good]
    if not bad:
        return (
            f"At the end all {len(judged)} outcomes are as wanted." if len(judged) > 1 else "The outcome is as wanted."
        )
    if not good:
        return f"At the end no outcome is as wanted: {', '.join(bad)}."
    return f"At the end {len(good)} of {len(judged)} outcomes are as wanted. Not as wanted: {', '.join(bad)}."


# -- outcomes ---------------------------------------------------------------------------------------------------------


def _outcomes_section(state: DocumentState, asked: Asked) -> Section:
    nodes = state.pathway.outcomes
    if not nodes:
        return Section(
            "Outcomes", (Paragraph(Words(f"The file names no outcomes. {_change(state)}")), *expectations(state))
        )
    moments = tuple(_moments(state))
    rows = []
    for node in nodes:
        wish = Words("–" if node.wanted is None else state_word(value=node.wanted), Tone.MUTED)
        seen = [_value(state, run, node, is_last=run is state.runs[-1]) for _, run in moments]
        rows.append((Words(node.caption, Tone.STRONG), wish, *seen, _trust(asked, node)))
    heads = ("Outcome", "Wanted", *(head for head, _ in moments), "How sure")
    shares = (2.2, 0.9, *(0.8 if head == "Start" else 1.3 for head, _ in moments[:-1]), 1.6, 2.4)
    compact = tuple(range(1, 1 + len(moments)))
    table = Table("Outcomes before and after", heads, tuple(rows), shares, compact)
    blocks: list[Block] = [table]
    notes = _badge_notes(asked)
    blocks += [Paragraph(Words(notes, Tone.MUTED))] if notes else []
    return Section("Outcomes", (*blocks, *expectations(state)))


def _moments(state: DocumentState) -> Iterator[tuple[str, Run]]:
    """Yield the runs whose ends are shown, each with the head of its column."""
    numbered = list(enumerate(state.runs))
    if len(numbered) > _MOST_COLUMNS + 1:
        yield "Start", state.runs[0]
        yield "Before the last phase", state.runs[-2]
    else:
        for number, run in numbered[:-1]:
            yield (f"After phase {number}" if number else "Start"), run
    yield "At the end", numbered[-1][1]


def _value(state: DocumentState, run: Run, node: Node, *, is_last: bool) -> Words:
    network = state.pathway.network
    if node.id in turning_in(network, run.trajectory):
        return Words("oscillates", Tone.STRONG if is_last else Tone.PLAIN)
    value = bool(run.trajectory.last[network.index[node.id]])
    if not is_last or node.wanted is None:
        return Words(state_word(value=value), Tone.STRONG if is_last else Tone.PLAIN)
    good = value == node.wanted
    return Words(f"{state_word(value=value)}, {'' if good else 'not '}wanted", Tone.GOOD if good else Tone.BAD)


def _trust(asked: Asked, node: Node) -> Words:
    badge = None if asked.badges is None else asked.badges.get(node.id)
    if badge is None or badge.kind is BadgeKind.STILL_CHECKING:
        return Words("other orders of updates not checked", Tone.MUTED)
    return Words(badge.words)


def _badge_notes(asked: Asked) -> str:
    """Return what the words in the last column mean, as far as they occur."""
    if asked.badges is None:
        return ""
    kinds = {badge.kind for badge in asked.badges.values()}
    notes = ["Judged for the last phase, from the state in which it began."]
    if kinds & {BadgeKind.HOLDS_IN_EVERY_ORDER, BadgeKind.OSCILLATES}:
        notes.append("Exact: every attractor that any order of updates can reach from here was found.")
    if any(badge.share is not None for badge in asked.badges.values()):
        notes.append("A share comes from runs in random order, one node at a time, with its 95 % interval (Wilson).")
    if BadgeKind.NOT_FINISHED in kinds:
        notes.append("Not finished: the exact search was given up when its time was spent.")
    return " ".join(notes)


# -- diagram and doubts -----------------------------------------------------------------------------------------------


def _caption(state: DocumentState) -> str:
    marked = " Marked: what the last phase changed." if len(state.runs) > 1 else ""
    return f"Held: {held_words(state.pathway, state.holds) or 'nothing'}.{marked}"


def _doubts_section(state: DocumentState, named: frozenset[str], citations: Citations) -> Section | None:
    """Return the remarks of the file on the pathway as a whole and on what the chains name; None without any."""
    notes = [note for note in state.pathway.notes if not note.about or named.intersection(note.about)]
    if not notes:
        return None
    rows = tuple(
        Paragraph(
            Words(
                f"{_CONFLICT}: {note.text}" if note.conflict and _CONFLICT not in note.text else note.text,
                cites=citations.cite(note.evidence),
            )
        )
        for note in notes
    )
    return Section("Doubts and limits", rows)
