"""How long must a therapy or condition last to leave a lasting change? Found by running every length that differs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explorer.logic.blocks import loops
from explorer.logic.simulation import DEFAULT_LIMIT, StopReason
from explorer.pathway.definition import NodeKind
from explorer.session.schedule import Bar, Course, check_bars, run_schedule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explorer.logic.budget import Budget
    from explorer.pathway.definition import Pathway


_VERBS = {True: ("latch", "latches", ""), False: ("release", "releases", ""), None: ("turn", "turns", " over")}
"""By how a loop is left: what many steps do to it, what one step does, and what follows its nodes."""
_MOST_STATES = 2_000_000
"""States that all tried lengths of one bar may take together before the search is cut off."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """What lengths of a bar leave behind once it is over.

    Attributes:
        bar: the node and value, and where it begins.
        shortest: the fewest steps that leave a lasting change; None if no length does.
        lasting: whether each length, from 1 step on, leaves one; longer ones do as the last does. Where the run
            under the bar ends in a cycle, the lengths of one round more than needed are listed.
        changed: the nodes that end otherwise after the shortest exposure than without it.
        latched: those of them that form loops: what keeps the change.
        kept_on: for each loop in ``latched``, whether all its nodes end ON (and OFF without the exposure: it is
            latched), all OFF (it is released), or some so and some so (None: it is turned over).
        is_complete: False if the search was cut off: longer exposures than those in ``lasting`` were not tried.
    """

    bar: Bar
    shortest: int | None
    lasting: tuple[bool, ...]
    changed: tuple[str, ...] = ()
    latched: tuple[tuple[str, ...], ...] = ()
    kept_on: tuple[bool | None, ...] = ()
    is_complete: bool = True

    @property
    def or_more(self) -> bool:
        """Whether every length from the shortest on leaves a lasting change, as far as they were all tried."""
        return self.shortest is not None and self.is_complete and all(self.lasting[self.shortest - 1 :])

    def words(self, pathway: Pathway) -> str:
        """Return the answer in one sentence."""
        name = pathway.nodes[self.bar.node].caption
        state = "ON" if self.bar.value else "OFF"
        if self.shortest is None:
            so_far = "" if self.is_complete else f" of up to {len(self.lasting)} steps"
            return f"{name} {state}: no exposure{so_far} leaves a lasting change."
        steps = f"{self.shortest} step{'s' if self.shortest > 1 else ''}{' or more' if self.or_more else ''}"
        rare = "" if self.or_more or not self.is_complete else ", though not every longer exposure does"
        return f"{name} {state}: {steps} {self.effect(pathway)}{rare}."

    def effect(self, pathway: Pathway, *, article: str = " this loop: ") -> str:
        """Return what the shortest exposure does, from the verb on: ``latch this loop: A, B``."""
        one = self.shortest == 1 and not self.or_more
        if not self.latched:
            return f"leave{'s' if one else ''} a lasting change"
        parts = []
        for on, (verb, singular, after) in _VERBS.items():
            groups = [group for group, kept in zip(self.latched, self.kept_on, strict=True) if kept is on]
            if groups:
                loops = "; ".join(", ".join(pathway.nodes[node].caption for node in group) for group in groups)
                parts.append(f"{singular if one else verb}{article}{loops}{after}")
        return " and ".join(parts)


def exposures(pathway: Pathway) -> Iterator[Exposure]:
    """Yield the answer for each input (and each drug) alone, at its other value, from step 0 of the naive state."""
    for node in pathway.nodes.values():
        if node.is_input or node.kind is NodeKind.DRUG:
            yield exposure(pathway, Bar(node.id, not node.start))


def exposure(
    pathway: Pathway,
    bar: Bar,
    others: Sequence[Bar] = (),
    *,
    limit: int = DEFAULT_LIMIT,
    budget: Budget | None = None,
) -> Exposure:
    """Return which lengths of ``bar``, begun where it begins, change the end of the schedule of ``others`` for good.

    Lengths are tried up to the one after which the run under the bar has come to rest (or gone once round its
    cycle) and every other bar has begun and ended, or up to where the next bar of the same node begins: a longer
    one can do nothing new. When the time of ``budget`` is up, the answer says how far it came.

    Raises:
        CommandRefusedError, UnknownNodeError: as for ``run_schedule``.
        NotFinishedError: ``budget`` was cancelled.
    """
    check_bars(pathway, (bar, *others))
    kept = [other for other in others if other != bar]
    without = run_schedule(pathway, kept, limit=limit)
    following = min((other.start for other in kept if other.node == bar.node and other.start > bar.start), default=None)
    throughout = run_schedule(pathway, [replace(bar, end=following), *kept], limit=limit)
    longest = max(len(throughout.states) - bar.start, 1)
    if following is not None:
        longest = min(longest, following - bar.start)
    affordable = max(_MOST_STATES // len(throughout.states), 1)
    lasting: list[bool] = []
    shortest: int | None = None
    changed: tuple[str, ...] = ()
    for steps in range(1, min(longest, affordable) + 1):
        if budget is not None and _is_spent(budget):
            break
        course = run_schedule(pathway, [replace(bar, end=bar.start + steps), *kept], limit=limit)
        differs = _differing(course, without)
        lasting.append(bool(differs))
        if differs and shortest is None:
            shortest, changed = steps, differs
    complete = throughout.end is not StopReason.LIMIT and len(lasting) == longest
    loops_ = _loops_among(pathway, changed)
    kept_on: tuple[bool | None, ...] = ()
    if shortest is not None:
        after = run_schedule(pathway, [replace(bar, end=bar.start + shortest), *kept], limit=limit)
        kept_on = tuple(_common(after.ends(node) for node in group) for group in loops_)
    return Exposure(bar, shortest, tuple(lasting), changed, loops_, kept_on, complete)


def _common(values: Iterable[bool | None]) -> bool | None:
    """Return the value that all share, None where they differ."""
    seen = set(values)
    return seen.pop() if len(seen) == 1 else None


def _is_spent(budget: Budget) -> bool:
    if budget.cancelled():
        budget.check()
    return not budget.left


def _differing(one: Course, two: Course) -> tuple[str, ...]:
    """Return the nodes that end differently; cycles are compared by the states that they go through."""
    nodes = one.pathway.network.nodes
    ends = [set(course.states[-(course.period or 1) :]) for course in (one, two)]
    if ends[0] == ends[1]:
        return ()
    planes = [[{state[at] for state in states} for at in range(len(nodes))] for states in ends]
    differing = tuple(node for node, first, second in zip(nodes, *planes, strict=True) if first != second)
    return differing or tuple(sorted(one.turning | two.turning))


def _loops_among(pathway: Pathway, changed: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    nodes, index = pathway.network.nodes, pathway.network.index
    among = {index[node] for node in changed}
    graph = {
        at: [index[name] for name in pathway.network.regulators[nodes[at]] if index[name] in among] for at in among
    }
    return tuple(tuple(nodes[at] for at in group) for group in loops(graph))
