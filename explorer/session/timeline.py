"""What happened when? The runs since the start laid end to end as columns, one a step."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from explorer.logic.simulation import StopReason
from explorer.logic.state import changed
from explorer.pathway.definition import Edge, Effect
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.logic.state import State
    from explorer.session.snapshot import DocumentState, Run


@dataclass(frozen=True, slots=True)
class Column:
    """One moment of a timeline: a state, the run it belongs to (its number) and the step within that run."""

    run: int
    step: int
    state: State


_last: list[Timeline] = []
_MOST_KEPT = 6


def timeline_of(state: DocumentState) -> Timeline:
    """Return the timeline of ``state``; the same object for the states that were asked for last.

    What a timeline has found out is kept in it: a step back does not find it out again.
    """
    for known in tuple(_last):
        if known.source is state:
            return known
    made = Timeline(state)
    _last.append(made)
    del _last[:-_MOST_KEPT]
    return made


@dataclass(frozen=True)
class Timeline:
    """Columns of the runs since the start; column 0 is the start state before its first step."""

    source: DocumentState

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """All columns, oldest first."""
        return tuple(
            Column(number, step, state)
            for number, run in enumerate(self.source.runs)
            for step, state in enumerate(run.trajectory.states)
        )

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The number of the first column of each run."""
        found = [0]
        for run in self.source.runs[:-1]:
            found.append(found[-1] + len(run.trajectory.states))
        return tuple(found)

    @property
    def last(self) -> int:
        """The number of the last column."""
        return len(self.columns) - 1

    @property
    def replayed_from(self) -> int:
        """The column before the last run, or before the first phase of the scenario that was played."""
        numbers = range(len(self.source.runs))
        first = numbers[-1]
        if self.source.scenario:
            first = next((at for at in numbers if self.source.runs[at].scenario == self.source.scenario), first)
        return max(self.starts[first] - 1, 0)

    def run_at(self, column: int) -> Run:
        """Return the run that ``column`` belongs to."""
        return self.source.runs[self.columns[column].run]

    def delta(self, column: int) -> tuple[str, ...]:
        """Return the nodes whose value in ``column`` differs from the column before."""
        if column <= 0:
            return ()
        found = self._deltas.get(column)
        if found is None:
            nodes = self.source.pathway.network.nodes
            before, after = self.columns[column - 1].state, self.columns[column].state
            found = self._deltas[column] = tuple(nodes[at] for at in changed(before, after))
        return found

    @cached_property
    def _deltas(self) -> dict[int, tuple[str, ...]]:
        return {}

    @cached_property
    def _into(self) -> dict[str, list[Edge]]:
        """The arrows into each node."""
        found: dict[str, list[Edge]] = {}
        for edge in self.source.pathway.edges:
            found.setdefault(edge.target, []).append(edge)
        return found

    def seen_at(self, column: int) -> tuple[frozenset[str], frozenset[str]]:
        """Return the nodes that change in ``column`` and the ids of the arrows that carry it; kept, for every frame."""
        found = self._seen.get(column)
        if found is None:
            carriers = frozenset(edge.id for edge in self.carriers(column))
            found = self._seen[column] = (frozenset(self.delta(column)), carriers)
        return found

    @cached_property
    def _seen(self) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
        return {}

    def settled_at(self, node: str, *, run: int = -1) -> int | None:
        """Return the step of a run (by number, the last by default) at which ``node`` took its final value there.

        0 if it never moved; None where the run ended in a cycle in which the node keeps changing.
        """
        number = run % len(self.source.runs)
        taken = self.source.runs[number]
        at = self.source.pathway.network.index[node]
        states = taken.trajectory.states
        if taken.trajectory.end is StopReason.CYCLE and taken.trajectory.period is not None:
            turning = {state[at] for state in states[-taken.trajectory.period - 1 :]}
            if len(turning) > 1:
                return None
        previous = self.source.runs[number - 1].trajectory.last[at] if number else states[0][at]
        moves = [step for step, state in enumerate(states) if state[at] != (states[step - 1][at] if step else previous)]
        return moves[-1] if moves else 0

    def carriers(self, column: int) -> tuple[Edge, ...]:
        """Return the arrows that carried the changes of ``column``.

        An arrow carries a change where its source changed last before, in the same run, in the direction that
        explains the change of its target by the arrow's sign; where no arrow into a target explains it so, the
        arrows whose source changed in the column before do.
        """
        moved = set(self.delta(column))
        if not moved or self.columns[column].step == 0:
            return ()
        recent = self._last_changes(column)
        found: list[Edge] = []
        for target in self.delta(column):
            into = [edge for edge in self._into.get(target, ()) if edge.source in recent]
            rising = self._value(column, target)
            explaining = [edge for edge in into if self._explains(edge, recent[edge.source], rising=rising)]
            latest = max((recent[edge.source] for edge in explaining or into), default=0)
            found.extend(edge for edge in explaining or into if recent[edge.source] == latest)
        return tuple(found)

    def _explains(self, edge: Edge, column: int, *, rising: bool) -> bool:
        source_on = self._value(column, edge.source)
        return (source_on == rising) == (edge.effect is Effect.ACTIVATES)

    def _value(self, column: int, node: str) -> bool:
        return bool(self.columns[column].state[self.source.pathway.network.index[node]])

    def _last_changes(self, column: int) -> dict[str, int]:
        """Return for each node that changed in this run before ``column`` the column where it last did."""
        first = self.starts[self.columns[column].run]
        return {node: at for at in range(max(first, 1), column) for node in self.delta(at)}
