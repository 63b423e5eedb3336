"""How does each case respond to each therapy, and in every order of updates? Told as it is found.

First one synchronous run for each entry (``session.responders``), exact for that order. Then each entry is checked:
do all attractors that some order reaches, from where the therapy begins, say the same? Cases that hold the same are
run once.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from explorer.io.tables import csv_text
from explorer.logic.budget import Budget
from explorer.logic.reachability import find_reachable
from explorer.pathway.definition import NodeKind
from explorer.pathway.run import phase_start, run_phases, settled_start
from explorer.session.markers import MOST_MARKERS, markers_of
from explorer.session.responders import after_phases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from explorer.logic.state import State
    from explorer.pathway.definition import Holds, Pathway, Profile
    from explorer.session.markers import Marker
    from explorer.session.responders import Response

CHECK_SECONDS = 60.0
"""Time for checking the orders of all entries; a fifth of what is left is the most that one may take."""
_PAUSE = 0.2  # seconds between two partial answers


class Verdict(Enum):
    """What an entry says; the value is its sign."""

    RESPONDS = "✓"
    PART = "½"
    NONE = "–"
    DEPENDS = "±"
    CUT_OFF = "?"


class Orders(Enum):
    """What is known of other orders of updates."""

    NOT_CHECKED = "not checked yet"
    SAME = "the same in every update order"
    DEPENDS = "depends on the order of updates"
    NOT_FINISHED = "other orders not finished"


@dataclass(frozen=True)
class Entry:
    """What came of one therapy for one case.

    Attributes:
        response: of the synchronous run.
        met: the outcomes of the goal that have their wanted value at its end.
        orders: what is known of other orders.
        wavering: outcomes that some order ends otherwise; none unless ``orders`` says that it depends.
    """

    response: Response
    met: frozenset[str]
    orders: Orders = Orders.NOT_CHECKED
    wavering: frozenset[str] = frozenset()

    @property
    def verdict(self) -> Verdict:
        """What the entry says."""
        if self.orders is Orders.DEPENDS:
            return Verdict.DEPENDS
        if not self.response.is_complete:
            return Verdict.CUT_OFF
        if self.response.is_response:
            return Verdict.RESPONDS
        return Verdict.PART if self.met else Verdict.NONE


@dataclass(frozen=True)
class Told:
    """What was found since the last time: entries by row and column.

    Attributes:
        done, total: steps of work, first the runs and then the checks.
        doing: what is being done, or an empty string at the end.
        reason: why not everything was checked, or an empty string.
    """

    entries: Mapping[tuple[int, int], Entry]
    done: int
    total: int
    doing: str
    reason: str = ""


@dataclass
class _Work:
    """The places of the table that ask the same, each group by what is held."""

    places: dict[tuple[object, ...], list[tuple[int, int]]] = field(default_factory=dict)
    asked: dict[tuple[object, ...], tuple[Profile, Holds]] = field(default_factory=dict)


def response_survey(
    pathway: Pathway,
    profiles: Sequence[Profile],
    therapies: Sequence[Holds],
    goal: Holds,
    *,
    budget: Budget | None = None,
    seconds: float = CHECK_SECONDS,
) -> Iterator[Told]:
    """Yield entries of profiles (rows) by therapies (columns) as they are found; for a worker.

    Args:
        pathway: what to run.
        profiles: the rows.
        therapies: the columns.
        goal: what counts as a response.
        budget: only asked whether to give up.
        seconds: time for checking other orders.

    Raises:
        UnknownNodeError: a hold or the goal names a node that the pathway does not have.
        NotFinishedError: cancelled.
    """
    limit = budget or Budget()
    work = _work(profiles, therapies)
    total = 2 * len(work.places)
    naive = settled_start(pathway).last
    known: dict[tuple[object, ...], Entry] = {}
    begun: dict[tuple[object, ...], State] = {}
    fresh: dict[tuple[int, int], Entry] = {}
    told = time.monotonic()
    for key, (profile, therapy) in work.asked.items():
        if limit.cancelled():
            limit.check()
        known[key], begun[key] = _entry(pathway, profile, therapy, goal, naive)
        fresh |= dict.fromkeys(work.places[key], known[key])
        if time.monotonic() - told > _PAUSE:
            told = time.monotonic()
            yield Told(fresh, len(known), total, "Running every case")
            fresh = {}
    yield Told(fresh, len(known), total, "Checking other orders")
    fresh = {}
    checking = Budget(seconds, limit.cancelled)
    reason = ""
    for number, (key, entry) in enumerate(known.items(), start=1):
        profile, therapy = work.asked[key]
        checked = _checked(pathway, entry, begun[key], {**profile.hold, **therapy}, goal, checking)
        fresh |= dict.fromkeys(work.places[key], checked)
        if checked.orders is Orders.NOT_FINISHED:
            reason = f"other orders were not all checked within {seconds:g} s"
        if time.monotonic() - told > _PAUSE:
            told = time.monotonic()
            yield Told(fresh, len(known) + number, total, "Checking other orders", reason)
            fresh = {}
    yield Told(fresh, total, total, "", reason)


def _work(profiles: Sequence[Profile], therapies: Sequence[Holds]) -> _Work:
    work = _Work()
    for row, profile in enumerate(profiles):
        for column, therapy in enumerate(therapies):
            parts = (profile.earlier, profile.hold, therapy)
            key = tuple(frozenset(part.items()) for part in parts)
            work.places.setdefault(key, []).append((row, column))
            work.asked.setdefault(key, (profile, therapy))
    return work


def _entry(pathway: Pathway, profile: Profile, therapy: Holds, goal: Holds, naive: State) -> tuple[Entry, State]:
    """Return the entry of the synchronous run, and the state from which its last phase began."""
    phases = [*([profile.earlier] if profile.earlier else []), profile.hold]
    if therapy:
        naive = run_phases(pathway, phases, start=naive)[-1].last
        phases = [{**profile.hold, **therapy}]
    elif len(phases) > 1:
        naive = run_phases(pathway, phases[:-1], start=naive)[-1].last
        phases = phases[-1:]
    response = after_phases(pathway, phases, goal, naive)
    met = frozenset(node for node, value in goal.items() if response.outcomes[node] == value)
    return Entry(response, met), phase_start(pathway, naive, phases[-1])


def _checked(pathway: Pathway, entry: Entry, start: State, holds: Holds, goal: Holds, budget: Budget) -> Entry:
    """Return ``entry`` with what other orders of its last phase come to."""
    if budget.cancelled():
        budget.check()
    part = Budget(max(0.5, budget.left / 5) if budget.left else 0.0, budget.cancelled)
    reached = find_reachable(pathway.network, start, holds, budget=part)
    wavering = set()
    for found in reached.found:
        values = {node: found.value(node) for node in entry.response.outcomes}
        wavering |= {node for node, value in values.items() if value != entry.response.outcomes[node]}
    if wavering.intersection(goal):
        # Each attractor listed is reached, even where the list is not complete.
        return replace(entry, orders=Orders.DEPENDS, wavering=frozenset(wavering))
    return replace(entry, orders=Orders.SAME if reached.exact and reached.found else Orders.NOT_FINISHED)


def usable_markers(pathway: Pathway, profiles: Iterable[Profile], therapy: Holds) -> tuple[tuple[Marker, ...], bool]:
    """Return the markers to ask about, and whether they are all there are.

    Where there are more than can be tried, those that ``profiles`` name are taken, as far as they are inputs.
    """
    every = tuple(one for one in markers_of(pathway) if one.is_history or one.id not in therapy)
    if len(every) <= MOST_MARKERS:
        return every, True
    named = {node for profile in profiles for node in profile.hold}
    chosen = tuple(one for one in every if one.is_history or one.id in named)
    return chosen[:MOST_MARKERS], False


def drugs_of(pathway: Pathway) -> tuple[tuple[str, bool], ...]:
    """Return each drug with its other value: what giving it means."""
    return tuple((node.id, not node.start) for node in pathway.nodes.values() if node.kind is NodeKind.DRUG)


def response_csv(
    heads: Sequence[str],
    profiles: Sequence[Profile],
    entries: Mapping[tuple[int, int], Entry],
    notes: Sequence[str],
) -> str:
    """Return the table as CSV (RFC 4180): a row a case, a column a therapy, then ``notes`` in rows of their own."""
    words = {
        Verdict.RESPONDS: "responds",
        Verdict.PART: "part",
        Verdict.NONE: "does not",
        Verdict.DEPENDS: "depends on order",
        Verdict.CUT_OFF: "not finished",
    }
    rows: list[list[str]] = [["case", "basis", *heads]]
    for row, profile in enumerate(profiles):
        signs = [words[entries[row, at].verdict] if (row, at) in entries else "" for at in range(len(heads))]
        rows.append([profile.title, profile.basis.value, *signs])
    return csv_text([*rows, *([note] for note in notes)])
