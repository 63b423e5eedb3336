"""Does the order of therapy matter? Therapies and conditions as bars over steps, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from explorer.errors import CommandRefusedError, UnknownNodeError
from explorer.logic.network import nearest
from explorer.logic.simulation import DEFAULT_LIMIT, Simulation, StopReason
from explorer.logic.updater import Synchronous
from explorer.pathway.run import phase_start, settled_start
from explorer.session.last_few import LastFew

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from explorer.logic.state import State
    from explorer.pathway.definition import Pathway

LAST_STEP = 100_000
"""The latest step at which a bar may start or end."""


@dataclass(frozen=True, slots=True, order=True)
class Bar:
    """A node held at a value from step ``start`` until just before step ``end`` (open: for ever).

    So a bar from 0 to 6 is there for six steps. Steps are those of the model, not hours or weeks.
    """

    node: str
    value: bool
    start: int = 0
    end: int | None = None

    @property
    def steps(self) -> int | None:
        """How long it lasts; None if it is open."""
        return None if self.end is None else self.end - self.start

    def covers(self, step: int) -> bool:
        """Whether the node is held at ``step``."""
        return self.start <= step and (self.end is None or step < self.end)


@dataclass(frozen=True)
class Course:
    """A schedule and what followed.

    Attributes:
        states: one a step, from step 0 (the naive state with the holds of step 0 applied) until all is at rest after
            the last bar has begun and ended, or until a cycle is closed.
        end: why it ended; ``period`` as in ``Trajectory``.
        naive: the state before step 0, without any bar.
    """

    pathway: Pathway
    bars: tuple[Bar, ...]
    states: tuple[State, ...]
    end: StopReason
    period: int | None
    naive: State

    @property
    def borders(self) -> tuple[int, ...]:
        """Step 0 and every step at which a bar begins or has ended, in order."""
        return _borders(self.bars)

    def holds_at(self, step: int) -> Mapping[str, bool]:
        """Return what is held at ``step``, in the order of the bars."""
        return {bar.node: bar.value for bar in self.bars if bar.covers(step)}

    def at(self, step: int) -> State:
        """Return the state at ``step``, beyond the last one too: it rests, or goes on round its cycle."""
        past = step - len(self.states) + 1
        if past <= 0:
            return self.states[step]
        period = self.period or 1
        return self.states[len(self.states) - 1 - period + (past % period or period)]

    @cached_property
    def turning(self) -> frozenset[str]:
        """The nodes that keep changing in the cycle at the end."""
        if self.end is not StopReason.CYCLE or self.period is None:
            return frozenset()
        planes = zip(*self.states[-self.period :], strict=True)
        nodes = self.pathway.network.nodes
        return frozenset(node for node, bits in zip(nodes, planes, strict=True) if len(set(bits)) > 1)

    def row(self, node: str) -> tuple[tuple[int, int], ...]:
        """Return the spans of steps in which ``node`` is ON, each from its first to just after its last step.

        A span that reaches ``len(states)`` goes on for ever, unless the node is ``turning``.
        """
        at = self.pathway.network.index[node]
        spans: list[tuple[int, int]] = []
        for step, state in enumerate(self.states):
            if state[at]:
                begin = spans.pop()[0] if spans and spans[-1][1] == step else step
                spans.append((begin, step + 1))
        return tuple(spans)

    def rows(self) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """Return the row of each outcome."""
        return {node.id: self.row(node.id) for node in self.pathway.outcomes}

    def ends(self, node: str) -> bool | None:
        """Return the value of ``node`` at the end; None if it keeps changing."""
        return None if node in self.turning else bool(self.states[-1][self.pathway.network.index[node]])


def run_schedule(pathway: Pathway, bars: Iterable[Bar], *, limit: int = DEFAULT_LIMIT) -> Course:
    """Run ``bars`` under synchronous update from the naive state (the start state run to rest without holds).

    An input without a bar has its start value; a ruled node without one follows its rule.

    Raises:
        CommandRefusedError: a bar has no length or begins before step 0, or two hold one node at two values at once.
        UnknownNodeError: a bar names a node that the pathway does not have.
    """
    kept = tuple(bars)
    check_bars(pathway, kept)
    return _course(pathway, kept, _naive(pathway), limit)


_last_naive: LastFew[State] = LastFew()
"""A bar that is dragged asks again at every step."""


def _naive(pathway: Pathway) -> State:
    return _last_naive.get(lambda: settled_start(pathway).last, pathway)


def check_bars(pathway: Pathway, bars: Sequence[Bar]) -> None:
    """Check that ``bars`` make a schedule.

    Raises:
        CommandRefusedError, UnknownNodeError: as for ``run_schedule``.
    """
    for number, bar in enumerate(bars):
        if bar.node not in pathway.network.index:
            raise UnknownNodeError(bar.node, hint=nearest(bar.node, pathway.nodes))
        if not 0 <= bar.start <= LAST_STEP or (bar.end is not None and not bar.start < bar.end <= LAST_STEP):
            raise CommandRefusedError(
                f"a bar of '{bar.node}' goes from step {bar.start} to {'open' if bar.end is None else bar.end}; it must"
                f" begin at step 0 or later and end after that, by step {LAST_STEP:,}"
            )
        for other in bars[:number]:
            if bar.node == other.node and bar.value != other.value and _meet(bar, other):
                raise CommandRefusedError(f"two bars hold '{bar.node}' ON and OFF at the same step")


def _meet(one: Bar, two: Bar) -> bool:
    return one.covers(two.start) or two.covers(one.start)


def _borders(bars: Iterable[Bar]) -> tuple[int, ...]:
    kept = tuple(bars)
    return tuple(sorted({0, *(bar.start for bar in kept), *(bar.end for bar in kept if bar.end is not None)}))


def _course(pathway: Pathway, bars: tuple[Bar, ...], naive: State, limit: int) -> Course:
    """Run stretch by stretch: between two steps at which a bar begins or ends, the holds stay the same."""
    borders = _borders(bars)
    states: list[State] = []
    present = naive
    for number, border in enumerate(borders):
        holds = {bar.node: bar.value for bar in bars if bar.covers(border)}
        start = phase_start(pathway, present, holds)
        is_last = number == len(borders) - 1
        room = limit if is_last else borders[number + 1] - border - 1
        run = Simulation(pathway.network, start, holds=holds, scheme=Synchronous(), limit=room).trajectory()
        if is_last:
            return Course(pathway, bars, (*states, *run.states), run.end, run.period, naive)
        states += _stretched(run.states, run.period, room)
        # The step to the border is free of the holds that end there.
        present = pathway.network.step(states[-1], 1)
    raise AssertionError("there is always the border at step 0")


def _stretched(states: tuple[State, ...], period: int | None, steps: int) -> list[State]:
    """Return the ``steps`` + 1 states of a run that may have ended earlier, at rest or in a cycle."""
    found = list(states[: steps + 1])
    while len(found) <= steps:
        found.append(found[-(period or 1)])
    return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two courses side by side: for each outcome how it ends in one and in the other (None: it keeps changing).

    Attributes:
        differing: the outcomes that end differently.
        apart: by outcome the steps, up to the end of the longer course, at which the two differ.
    """

    ends: Mapping[str, tuple[bool | None, bool | None]]
    differing: tuple[str, ...]
    apart: Mapping[str, tuple[int, ...]]


def compare(one: Course, two: Course) -> Comparison:
    """Compare the outcomes of two courses of the same pathway."""
    outcomes = [node.id for node in one.pathway.outcomes]
    ends = {node: (one.ends(node), two.ends(node)) for node in outcomes}
    length = max(len(one.states), len(two.states))
    seen = [_stretched(course.states, course.period, length - 1) for course in (one, two)]
    index = one.pathway.network.index
    apart = {
        node: tuple(step for step in range(length) if seen[0][step][index[node]] != seen[1][step][index[node]])
        for node in outcomes
    }
    return Comparison(ends, tuple(node for node, (first, second) in ends.items() if first != second), apart)
