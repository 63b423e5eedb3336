"""Why is this node ON or OFF, what keeps it so, and what would have to differ?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from explorer.errors import UnknownNodeError
from explorer.logic.blocks import loops as loops_of
from explorer.logic.explain import overturning_changes
from explorer.logic.network import nearest
from explorer.session.causes import Causes, Ground, Link

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explorer.pathway.definition import Pathway
    from explorer.session.timeline import Timeline

_LONGEST_SEARCH = 5000
"""Steps of the search for a way round a loop; the members are listed in file order where it finds none."""


@dataclass(frozen=True, slots=True)
class Loop:
    """Values of which each rests on others among them.

    Attributes:
        nodes: the members, in the direction of the effect where there is one way round.
        is_ring: whether they are in that order.
        is_turning: whether the values keep changing, so that it is a cycle in time.
        since: the column since which all have their values.
        origin: how the first of them took its value, back to holds; empty if all had theirs from the start.
    """

    nodes: tuple[str, ...]
    is_ring: bool
    is_turning: bool
    since: int
    origin: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Why:
    """The answer for one node at one moment.

    Attributes:
        column: the moment.
        links: the node's own first, then what it rests on, nearest first.
        loops: those among the links.
    """

    pathway: Pathway
    node: str
    column: int
    links: tuple[Link, ...]
    loops: tuple[Loop, ...]

    @property
    def value(self) -> bool:
        """The node's value at that moment."""
        return self.links[0].value

    @cached_property
    def roots(self) -> tuple[Link, ...]:
        """The links that rest on no other."""
        return tuple(link for link in self.links if link.ground in (Ground.HOLD, Ground.INPUT, Ground.START))

    @cached_property
    def lit_nodes(self) -> frozenset[str]:
        """The nodes to be lit on the diagram."""
        return frozenset(link.node for link in self.links)

    @cached_property
    def lit_arrows(self) -> frozenset[str]:
        """The ids of the arrows to be lit on the diagram."""
        return frozenset(edge.id for link in self.links for edge in link.arrows)


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What would have to differ for a node to have its other value.

    Attributes:
        value: the value that it does not have.
        changes: the smallest sets of other nodes, with the values they would need; all of the smallest size. One
            empty set where the rule already says so and only a hold (or the order of updates) is in the way.
        is_held: whether a hold pins the node, so that it would have to be released first.
        is_input: whether the node has no rule and is simply switched; there are no changes then.
        is_complete: False if there are more sets of that size than are listed.
    """

    node: str
    value: bool
    changes: tuple[Mapping[str, bool], ...]
    is_held: bool = False
    is_input: bool = False
    is_complete: bool = True


def why(timeline: Timeline, node: str, *, column: int | None = None) -> Why:
    """Return why ``node`` has its value in ``column`` (the last one by default).

    Raises:
        UnknownNodeError: the pathway does not have the node.
    """
    _check(timeline, node)
    at = timeline.last if column is None else column
    causes = Causes(timeline)
    links = causes.chain(node, at)
    loops, members = _loops(causes, links)
    marked = (replace(link, ground=Ground.LOOP) if number in members else link for number, link in enumerate(links))
    return Why(timeline.source.pathway, node, at, tuple(marked), loops)


def why_not(timeline: Timeline, node: str, *, column: int | None = None) -> WhyNot:
    """Return the smallest changes after which ``node`` would take its other value, in ``column`` or at the end.

    A change of the node itself is no answer unless there is no other.

    Raises:
        UnknownNodeError: the pathway does not have the node.
    """
    _check(timeline, node)
    network = timeline.source.pathway.network
    at = timeline.last if column is None else column
    state = network.named(timeline.columns[at].state)
    other, is_held = not state[node], node in timeline.run_at(at).holds
    rule = network.rules.get(node)
    if rule is None:
        return WhyNot(node, other, (), is_held=is_held, is_input=True)
    found = overturning_changes(rule, state, within=[name for name in network.regulators[node] if name != node])
    if found.value == other:
        return WhyNot(node, other, ({},), is_held=is_held)
    if not found.sets:
        found = overturning_changes(rule, state)
    changes = tuple({name: not state[name] for name in names} for names in found.sets)
    return WhyNot(node, other, changes, is_held=is_held, is_complete=found.is_complete)


def _check(timeline: Timeline, node: str) -> None:
    nodes = timeline.source.pathway.network.nodes
    if node not in timeline.source.pathway.network.index:
        raise UnknownNodeError(node, hint=nearest(node, nodes))


def _loops(causes: Causes, links: Sequence[Link]) -> tuple[tuple[Loop, ...], frozenset[int]]:
    """Return the loops among ``links``, and the numbers of their members."""
    by_value = {(link.node, link.value): number for number, link in enumerate(links)}
    graph = {
        number: [by_value[item] for item in link.regulators.items() if item in by_value]
        for number, link in enumerate(links)
    }
    groups = loops_of(graph)
    found = tuple(_loop(causes, [links[number] for number in group], group, graph, links) for group in groups)
    return found, frozenset(number for group in groups for number in group)


def _loop(
    causes: Causes, members: list[Link], group: Sequence[int], graph: Mapping[int, Sequence[int]], links: Sequence[Link]
) -> Loop:
    ring = _ring(group, graph)
    nodes = tuple(dict.fromkeys(links[number].node for number in ring or group))
    is_turning = len({link.node for link in members}) < len(members)
    moved = [link for link in members if link.column]
    first = min(moved, key=lambda link: link.column, default=None)
    origin = causes.taken(first.node, first.column) if first is not None and not is_turning else ()
    return Loop(nodes, bool(ring), is_turning, max(link.column for link in members), origin)


def _ring(group: Sequence[int], graph: Mapping[int, Sequence[int]]) -> list[int]:
    """Return a way through all of ``group`` and back along the effects, or nothing if none is found soon."""
    start = group[0]
    waiting = [[start]]
    for _ in range(_LONGEST_SEARCH):
        if not waiting:
            break
        path = waiting.pop()
        regulators = graph[path[-1]]
        if len(path) == len(group) and start in regulators:
            return path[::-1]
        waiting.extend([*path, number] for number in regulators if number in group and number not in path)
    return []
