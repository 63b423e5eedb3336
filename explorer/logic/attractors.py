"""Where can a network end up, whatever the order of updates? All asynchronous attractors.

Exact: a result is right or is marked unfinished. Values that follow from holds and inputs are percolated away; loops
are solved from upstream to downstream, each by listing its states where it has at most ``MOST_NODES`` free nodes and
by decision diagrams where it has more. Two facts carry this. What is upstream moves on its own, so an attractor
restricted to it is an attractor there. Nodes that only follow, without a loop, add no choice: drive the part above
to one of its states and let them follow, and any two states of theirs become the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from explorer.errors import NotFinishedError
from explorer.logic.blocks import components, loops, upstream
from explorer.logic.budget import Budget
from explorer.logic.percolation import influences, percolate
from explorer.logic.state_space import MOST_NODES, StateSpace
from explorer.logic.symbolic import ask

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explorer.logic.network import Network
    from explorer.logic.state import State

MOST_ATTRACTORS = 2_000
"""Attractors after which the list is cut off, and says so."""


class AttractorKind(Enum):
    """Whether an attractor rests."""

    FIXED_POINT = "fixed_point"
    CYCLIC = "cyclic"


@dataclass(frozen=True, slots=True)
class Attractor:
    """States that are never left once they are reached, in any order of updates.

    Attributes:
        size: number of states, exact.
        on, off: ids of the nodes that have this value in every state, in network order.
        varying: ids of the nodes that take both values.
        state: one of the states.
    """

    kind: AttractorKind
    size: int
    on: tuple[str, ...]
    off: tuple[str, ...]
    varying: tuple[str, ...]
    state: State

    def value(self, node: str) -> bool | None:
        """Return the value of ``node`` in every state, or None if it varies."""
        if node in self.varying:
            return None
        return node in self.on


@dataclass(frozen=True, slots=True)
class AttractorList:
    """What was found.

    Attributes:
        found: fixed points first, then by size.
        exact: whether this is all there is; otherwise each one listed is an attractor, and others may be missing.
        reason: why it is not all, or an empty string.
    """

    found: tuple[Attractor, ...]
    exact: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Turning:
    """A strongly connected, closed set of states of ``nodes`` while ``fixed`` nodes rest."""

    fixed: dict[int, int]
    nodes: tuple[int, ...]
    states: int


def find_attractors(
    network: Network, state: State, holds: Mapping[str, bool] | None = None, *, budget: Budget | None = None
) -> AttractorList:
    """Return all attractors under ``holds``; inputs that are not held stay as in ``state``.

    Raises:
        UnknownNodeError: a hold names a node that the network does not have.
    """
    fixed = fixed_values(network, state, holds or {})
    return collected(solved(network, fixed, budget or Budget()))


def fixed_values(network: Network, state: State, holds: Mapping[str, bool]) -> dict[int, int]:
    """Return the bits (by node number) of inputs, as in ``state``, and of held nodes.

    Raises:
        UnknownNodeError: a hold names a node that the network does not have.
    """
    fixed = {network.index[node]: state[network.index[node]] for node in network.inputs}
    return fixed | network.positions(holds)


def kept_values(network: Network, found: Attractor) -> tuple[int | None, ...]:
    """Return the bit that each node keeps in ``found``, in network order; None where it varies."""
    if found.kind is AttractorKind.FIXED_POINT:
        return found.state
    values: list[int | None] = list(found.state)
    for node in found.varying:
        values[network.index[node]] = None
    return tuple(values)


def collected(stream: Iterator[Attractor]) -> AttractorList:
    """Return what ``stream`` yields until it ends, is cut off, or does not finish."""
    found: list[Attractor] = []
    reason = ""
    try:
        for attractor in stream:
            if len(found) == MOST_ATTRACTORS:
                reason = f"there are more than {MOST_ATTRACTORS:,}"
                break
            found.append(attractor)
    except NotFinishedError as error:
        reason = str(error)
    found.sort(key=lambda one: (one.size, one.on))
    return AttractorList(tuple(found), exact=not reason, reason=reason)


def solved(network: Network, fixed: Mapping[int, int], budget: Budget) -> Iterator[Attractor]:
    """Yield the attractors of the network under ``fixed`` bits; what is not fixed starts anywhere."""
    waiting = [dict(fixed)]
    while waiting:
        budget.check()
        known = percolate(network, waiting.pop())
        graph = influences(network, known)
        if not graph:
            yield fixed_point(network, known)
            continue
        block = _first_loop(graph)
        if len(block) > MOST_NODES:
            yield from _by_diagrams(network, known, graph, budget)
            continue
        space = StateSpace(network, block, known)
        for states in space.attractors(space.everything, budget):
            if states.bit_count() == 1:
                waiting.append(known | bits_of(block, states.bit_length() - 1))
            else:
                yield from turned(network, Turning(known, block, states), budget)


def _first_loop(graph: Mapping[int, tuple[int, ...]]) -> tuple[int, ...]:
    """Return the smallest loop component on which nothing else acts. After percolation there is one."""
    free = []
    for part in components(graph):
        inside = set(part)
        if all(regulator in inside for node in part for regulator in graph[node]):
            free.append(part)
    return min(free, key=len)


def turned(network: Network, turning: Turning, budget: Budget) -> Iterator[Attractor]:
    """Yield the attractors of the whole network that turn as ``turning`` does."""
    turning = _without_resting(network, turning)
    known = turning.fixed
    graph = influences(network, known)
    rest = {node: regulators for node, regulators in graph.items() if node not in turning.nodes}
    below = loops(rest)
    if not below:
        yield _followed(network, turning, rest, budget)
        return
    added = min((upstream(rest, loop) for loop in below), key=len)
    nodes = (*turning.nodes, *sorted(added))
    if len(nodes) > MOST_NODES:
        wanted = set(turning.nodes)
        for found in _by_diagrams(network, known, graph, budget):
            number = sum(found.state[node] << at for at, node in enumerate(turning.nodes))
            if (turning.states >> number) & 1 and wanted.intersection(network.index[id_] for id_ in found.varying):
                yield found
        return
    space = StateSpace(network, nodes, known)
    within, lanes = turning.states, 1 << len(turning.nodes)
    for _ in added:
        within |= within << lanes
        lanes <<= 1
    for states in space.attractors(within, budget):
        yield from turned(network, Turning(known, nodes, states), budget)


def _without_resting(network: Network, turning: Turning) -> Turning:
    """Return the same with the nodes that never change moved to ``fixed``, and what follows from them."""
    space = StateSpace(network, turning.nodes, turning.fixed)
    resting: dict[int, int] = {}
    for node, plane in zip(turning.nodes, space.on, strict=True):
        if not turning.states & ~plane:
            resting[node] = 1
        elif not turning.states & plane:
            resting[node] = 0
    if not resting:
        return turning
    states, width = turning.states, len(turning.nodes)
    for at in reversed(range(width)):
        if turning.nodes[at] in resting:
            states = _position_dropped(states, at, width, resting[turning.nodes[at]])
            width -= 1
    nodes = tuple(node for node in turning.nodes if node not in resting)
    return Turning(percolate(network, turning.fixed | resting), nodes, states)


def _position_dropped(states: int, at: int, width: int, bit: int) -> int:
    """Return ``states`` (over ``width`` nodes) without node ``at``, which has the value ``bit`` in all of them."""
    block = 1 << at
    mask = (1 << block) - 1
    kept = 0
    for number in range(1 << (width - at - 1)):
        part = (states >> ((2 * number + bit) * block)) & mask
        if part:
            kept |= part << (number * block)
    return kept


def _followed(network: Network, turning: Turning, rest: Mapping[int, tuple[int, ...]], budget: Budget) -> Attractor:
    """Return the one attractor in which the nodes of ``rest``, free of loops, follow ``turning``."""
    nodes = (*turning.nodes, *(node for part in components(rest) for node in part))
    first = (turning.states & -turning.states).bit_length() - 1
    values = turning.fixed | bits_of(turning.nodes, first)
    bits = [values.get(at, 0) for at in range(len(network.nodes))]
    for node in nodes[len(turning.nodes) :]:
        bits[node] = network.node_function(node)(bits, 1)
    if len(nodes) > MOST_NODES:
        start = {str(node): bits[node] for node in nodes}
        (found,) = ask("closure", network, nodes, turning.fixed, budget, start=start)
        return from_answer(network, turning.fixed, found)
    space = StateSpace(network, nodes, turning.fixed)
    states = space.forward(1 << sum(bits[node] << at for at, node in enumerate(nodes)), budget)
    known = dict(turning.fixed)
    for node, plane in zip(nodes, space.on, strict=True):
        if not states & ~plane:
            known[node] = 1
        elif not states & plane:
            known[node] = 0
    return _attractor(network, known, states.bit_count(), tuple(bits))


def _by_diagrams(
    network: Network, known: Mapping[int, int], graph: Mapping[int, tuple[int, ...]], budget: Budget
) -> Iterator[Attractor]:
    for answer in ask("attractors", network, tuple(graph), known, budget):
        yield from_answer(network, known, answer)


def from_answer(network: Network, known: Mapping[int, int], answer: dict[str, object]) -> Attractor:
    """Return the attractor that the process for decision diagrams described."""
    fixed, sample = answer["fixed"], answer["sample"]
    assert isinstance(fixed, dict)
    assert isinstance(sample, dict)
    values = dict(known) | {int(node): bit for node, bit in fixed.items()}
    values_of_one = {int(node): int(bit) for node, bit in sample.items()} | values
    state = tuple(values_of_one[at] for at in range(len(network.nodes)))
    return _attractor(network, values, int(str(answer["size"])), state)


def bits_of(nodes: tuple[int, ...], number: int) -> dict[int, int]:
    """Return the bits of ``nodes`` in state ``number`` of a state space."""
    return {node: (number >> at) & 1 for at, node in enumerate(nodes)}


def fixed_point(network: Network, known: Mapping[int, int]) -> Attractor:
    """Return the fixed point in which all nodes are ``known``."""
    return _attractor(network, known, 1, tuple(known[at] for at in range(len(network.nodes))))


def _attractor(network: Network, known: Mapping[int, int], size: int, state: State) -> Attractor:
    groups: tuple[list[str], list[str], list[str]] = ([], [], [])
    for at, node in enumerate(network.nodes):
        groups[known.get(at, 2)].append(node)
    off, on, varying = groups
    kind = AttractorKind.FIXED_POINT if size == 1 else AttractorKind.CYCLIC
    return Attractor(kind, size, tuple(on), tuple(off), tuple(varying), state)
