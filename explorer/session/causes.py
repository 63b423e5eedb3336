"""What forced a value, and what forced that? One value after the other, back to where the run was told.

In a state at rest each value is explained by what forces it *now*: first everything that the holds and inputs force
between them, each value from those before it; what is left can only be explained by values that depend on it in turn
(a loop). In a state that moves, each value is explained by what its rule saw when it was taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from explorer.logic.explain import RegulatorSets, forced_value, forcing_sets
from explorer.logic.rule import evaluate
from explorer.logic.simulation import StopReason
from explorer.pathway.definition import EMPTY
from explorer.pathway.reduced import DOUBT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Confidence, Edge, Holds
    from explorer.session.timeline import Timeline


_UNDRAWN = 4  # a regulator without an arrow: nothing is said about how well it is known


class Ground(Enum):
    """On what a value rests."""

    RULE = "rule"
    LOOP = "loop"  # on its rule, but by regulators that in turn depend on it
    HOLD = "hold"
    INPUT = "input"  # a node without a rule at its start value
    START = "start"  # the start state or a nudge: no rule of the run made it


@dataclass(frozen=True, slots=True)
class Link:
    """One value and what it rests on.

    Attributes:
        column: the column of the timeline in which the node took the value that it has kept since.
        run, step: the run that this column belongs to, and the step within it.
        regulators: the smallest set that forces the value, with their values; empty unless on RULE or LOOP.
        arrows: the arrows from these regulators, as far as the file has them.
    """

    node: str
    value: bool
    ground: Ground
    column: int
    run: int
    step: int
    regulators: Holds = field(default_factory=lambda: EMPTY)
    arrows: tuple[Edge, ...] = ()

    @property
    def references(self) -> tuple[str, ...]:
        """The sources of the arrows, each once."""
        return tuple(dict.fromkeys(id_ for edge in self.arrows for id_ in edge.evidence))

    @property
    def confidence(self) -> Confidence | None:
        """The confidence of the weakest arrow."""
        return max((edge.confidence for edge in self.arrows), key=DOUBT.__getitem__, default=None)


class Causes:
    """Follows values back along a timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._pathway = timeline.source.pathway
        self._network = self._pathway.network
        self._ranks: dict[int, dict[str, int]] = {}
        self._named: dict[int, dict[str, bool]] = {}

    def chain(self, node: str, column: int) -> tuple[Link, ...]:
        """Return the link of ``node`` at ``column`` and those of everything it rests on, nearest first."""
        return self._at_rest(node, column) if self.is_at_rest(column) else self.taken(node, column)

    def is_at_rest(self, column: int) -> bool:
        """Whether every rule that is free to speak agrees with the state in ``column``."""
        holds = self._timeline.run_at(column).holds
        state = self._timeline.columns[column].state
        target = self._network.step(state, 1)
        return all(
            target[at] == bit or node in holds
            for at, (node, bit) in enumerate(zip(self._network.nodes, state, strict=True))
        )

    def named(self, column: int) -> dict[str, bool]:
        """Return the state in ``column`` by node id."""
        if column not in self._named:
            self._named[column] = self._network.named(self._timeline.columns[column].state)
        return self._named[column]

    def _at_rest(self, node: str, column: int) -> tuple[Link, ...]:
        state = self.named(column)
        found: dict[str, Link] = {}
        waiting = [node]
        for name in waiting:  # grows while it is walked
            if name not in found:
                found[name] = self._link_at_rest(name, column, state)
                waiting.extend(found[name].regulators)
        return tuple(found.values())

    def _link_at_rest(self, node: str, column: int, state: Mapping[str, bool]) -> Link:
        bare = self._bare(node, state[node], self.since(node, column), column)
        if bare.ground is not Ground.RULE:
            return bare
        rule, ranks = self._network.rules[node], self._ranks_at(column)
        earlier = [name for name in self._network.regulators[node] if ranks.get(name, len(ranks)) < ranks.get(node, 0)]
        sets = forcing_sets(rule, state, within=earlier) if node in ranks else forcing_sets(rule, state)
        return self._with_regulators(bare, sets, state)

    def _ranks_at(self, column: int) -> dict[str, int]:
        """Return the nodes whose values holds and inputs force, numbered so that each rests on lower numbers."""
        if column not in self._ranks:
            holds = self._timeline.run_at(column).holds
            state = self.named(column)
            fixed = {node: state[node] for node in self._network.nodes if node in holds or self._is_input(node)}
            ranks = dict.fromkeys(fixed, 0)
            near = set(self._network.nodes) - set(fixed)
            while fresh := [node for node in near if forced_value(self._network.rules[node], fixed) is not None]:
                ranks |= dict.fromkeys(fresh, 1 + max(ranks.values(), default=0))
                fixed |= {node: state[node] for node in fresh}
                near = {target for node in fresh for target in self._network.targets[node] if target not in fixed}
            self._ranks[column] = ranks
        return self._ranks[column]

    def taken(self, node: str, column: int) -> tuple[Link, ...]:
        """Return how ``node`` came by its value: each link names what its rule saw when the value was taken."""
        found: dict[tuple[str, bool], Link] = {}
        waiting = [(node, column)]
        for name, at in waiting:  # grows while it is walked
            link = self._link_taken(name, at)
            if (name, link.value) not in found:
                found[name, link.value] = link
                waiting.extend(
                    (regulator, self._read_in(regulator, name, link.column)) for regulator in link.regulators
                )
        return tuple(found.values())

    def _link_taken(self, node: str, column: int) -> Link:
        value = self.named(column)[node]
        since = self.since(node, column)
        bare = self._bare(node, value, since, since)
        if bare.ground is not Ground.RULE:
            return bare
        if bare.step == 0:
            return replace(bare, ground=Ground.START)
        rule, seen = self._network.rules[node], self._seen(node, since)
        if evaluate(rule, seen) != value:  # only where the run was made by other rules than the present ones
            return replace(bare, ground=Ground.START)
        return self._with_regulators(bare, forcing_sets(rule, seen), seen)

    def _seen(self, node: str, column: int) -> dict[str, bool]:
        """Return the values that the rule of ``node`` read in the step that led to ``column``."""
        columns, index = self._timeline.columns, self._network.index
        return {
            name: bool(columns[self._read_in(name, node, column)].state[index[name]])
            for name in self._network.regulators[node]
        }

    def _read_in(self, regulator: str, node: str, column: int) -> int:
        """Return the column whose value of ``regulator`` the rule of ``node`` read in the step that led to ``column``.

        The one before; in sequential update, what stands before the node had already moved.
        """
        index = self._network.index
        moved = self._timeline.run_at(column).scheme == "sequential" and index[regulator] < index[node]
        return column if moved else column - 1

    def since(self, node: str, column: int) -> int:
        """Return the column in which ``node`` took the value that it still has in ``column``; 0 if it always had it.

        In the cycle in which a run ended, the column before the first of the cycle is the last but one.
        """
        at = self._network.index[node]
        columns = self._timeline.columns
        first, last = self._cycle_round(column)
        if len({place.state[at] for place in columns[first : last + 1]}) < 2:
            first = last = -1  # it does not turn with the cycle
        column = last if column == first else column
        while column and columns[column - 1].state[at] == columns[column].state[at]:
            column -= 1
            column = last if column == first else column
        return column

    def _cycle_round(self, column: int) -> tuple[int, int]:
        """Return the first and last column of the closed cycle that ``column`` lies in; twice -1 if in none."""
        run = self._timeline.columns[column].run
        trajectory = self._timeline.source.runs[run].trajectory
        if trajectory.end is not StopReason.CYCLE or trajectory.period is None:
            return -1, -1
        last = self._timeline.starts[run] + len(trajectory.states) - 1
        first = last - trajectory.period
        return (first, last) if column >= first else (-1, -1)

    def _bare(self, node: str, value: bool, since: int, column: int) -> Link:  # noqa: FBT001  (a link's value)
        """Return the link without its regulators; on RULE unless something else set the value."""
        place = self._timeline.columns[since]
        held = self._timeline.run_at(column).holds
        ground = Ground.HOLD if node in held else Ground.INPUT if self._is_input(node) else Ground.RULE
        return Link(node, value, ground, since, place.run, place.step)

    def _is_input(self, node: str) -> bool:
        return node not in self._network.rules

    def _with_regulators(self, link: Link, sets: RegulatorSets, state: Mapping[str, bool]) -> Link:
        """Return ``link`` with the set whose weakest arrow is best known; without the node itself if possible."""

        def rank(names: tuple[str, ...]) -> tuple[int, bool]:
            arrows = [self._arrow(name, link.node) for name in names]
            doubt = max((_UNDRAWN if edge is None else DOUBT[edge.confidence] for edge in arrows), default=0)
            return doubt, link.node in names

        chosen = min(sets.sets, key=rank)
        arrows = tuple(edge for name in chosen if (edge := self._arrow(name, link.node)) is not None)
        return replace(link, regulators={name: state[name] for name in chosen}, arrows=arrows)

    def _arrow(self, source: str, target: str) -> Edge | None:
        return self._pathway.edge_by_id.get(f"{source} -> {target}")
