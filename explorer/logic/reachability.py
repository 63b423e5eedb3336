"""Which attractors can be reached from here, in some order of updates?

Exact, like ``attractors``. Only the nodes that can move from the present state count, and of these only the loops and
what acts on them: a node that merely follows adds no choice. Where these are too many to list their states, most
attractors are settled one by one: random orders that arrive prove that one is reachable, and a part of the network
that moves on its own and never agrees with one proves that it is not. Decision diagrams settle the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.logic.attractors import (
    Attractor,
    AttractorList,
    Turning,
    bits_of,
    collected,
    fixed_point,
    from_answer,
    solved,
    turned,
)
from explorer.logic.blocks import components, loops, upstream
from explorer.logic.budget import Budget
from explorer.logic.ensemble import run_ensemble
from explorer.logic.percolation import influences, never_moving, percolate
from explorer.logic.state_space import MOST_NODES, StateSpace
from explorer.logic.symbolic import ask

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explorer.logic.network import Network
    from explorer.logic.state import State

_TRIALS = 2_000  # random orders that look for attractors


def find_reachable(
    network: Network, state: State, holds: Mapping[str, bool] | None = None, *, budget: Budget | None = None
) -> AttractorList:
    """Return the attractors that some order of updates reaches from ``state``, ``holds`` applied to it at once.

    Raises:
        UnknownNodeError: a hold names a node that the network does not have.
    """
    held = network.positions(holds or {})
    bits = tuple(held.get(at, bit) for at, bit in enumerate(state))
    return collected(_reached(network, bits, held, budget or Budget()))


def always_ends_with(
    network: Network, state: State, holds: Mapping[str, bool], goal: Mapping[str, bool], *, budget: Budget
) -> bool:
    """Return whether in every attractor reachable from ``state`` the ``goal`` nodes keep their wanted values.

    Exact; stops at the first attractor that does not.

    Raises:
        UnknownNodeError: a hold names a node that the network does not have.
        NotFinishedError: the budget is spent.
    """
    held = network.positions(holds)
    bits = tuple(held.get(at, bit) for at, bit in enumerate(state))
    return all(
        found.value(node) == value for found in _reached(network, bits, held, budget) for node, value in goal.items()
    )


def _reached(network: Network, state: State, held: Mapping[int, int], budget: Budget) -> Iterator[Attractor]:
    still = never_moving(network, state, held)
    graph = influences(network, still)
    core = tuple(sorted(upstream(graph, (node for loop in loops(graph) for node in loop))))
    if len(core) > MOST_NODES:
        yield from _reached_far(network, state, held, still, core, budget)
        return
    space = StateSpace(network, core, still)
    start = sum(state[node] << at for at, node in enumerate(core))
    for states in space.attractors(space.forward(1 << start, budget), budget):
        if states.bit_count() == 1:
            yield fixed_point(network, percolate(network, dict(still) | bits_of(core, states.bit_length() - 1)))
        else:
            yield from turned(network, Turning(dict(still), core, states), budget)


def _reached_far(
    network: Network,
    state: State,
    held: Mapping[int, int],
    still: Mapping[int, int],
    core: tuple[int, ...],
    budget: Budget,
) -> Iterator[Attractor]:
    """Yield the reachable attractors where the loops and what acts on them are too many nodes to list states."""
    # Every state reaches some attractor, and none leaves its trap space: a single one there needs no search.
    inside = list(solved(network, still, budget))
    waiting = [found for found in inside if _not_excluded(network, state, still, found, budget)]
    if len(waiting) > 1:
        arrived = _arrived(network, state, held, inside, budget)
        yield from (found for found in waiting if found in arrived)
        waiting = [found for found in waiting if found not in arrived]
        if waiting:
            reached = {_signature(found) for found in _by_diagrams(network, state, still, core, budget)}
            waiting = [found for found in waiting if _signature(found) in reached]
    yield from waiting


def _not_excluded(network: Network, state: State, still: Mapping[int, int], found: Attractor, budget: Budget) -> bool:
    """Return False if a part that moves on its own cannot come to agree with a state of the attractor."""
    graph = influences(network, still)
    for loop in loops(graph):
        nodes = tuple(sorted(upstream(graph, loop)))
        if len(nodes) <= MOST_NODES:
            space = StateSpace(network, nodes, still)
            ahead = space.forward(1 << _number(nodes, state), budget)
            if not (ahead >> _number(nodes, found.state)) & 1:
                return False
    return True


def _arrived(
    network: Network, state: State, held: Mapping[int, int], inside: list[Attractor], budget: Budget
) -> list[Attractor]:
    """Return attractors in whose trap space, with no other attractor in it, some random order arrives."""
    holds = {network.nodes[at]: bool(bit) for at, bit in held.items()}
    trials = run_ensemble(network, state, holds, runs=_TRIALS, budget=budget)
    arrived: list[Attractor] = []
    for end in (*trials.ends, *trials.turning):
        budget.check()
        kept = never_moving(network, end, held)
        ahead = [found for found in inside if all(found.state[at] == bit for at, bit in kept.items())]
        if len(ahead) == 1 and ahead[0] not in arrived:
            arrived.append(ahead[0])
    return arrived


def _number(nodes: tuple[int, ...], state: State) -> int:
    return sum(state[node] << at for at, node in enumerate(nodes))


def _signature(found: Attractor) -> tuple[object, ...]:
    return found.size, found.on, found.off


def _by_diagrams(
    network: Network, state: State, still: Mapping[int, int], core: tuple[int, ...], budget: Budget
) -> Iterator[Attractor]:
    start = {str(node): state[node] for node in core}
    for answer in ask("attractors_from", network, core, still, budget, start=start):
        values = {int(node): bit for node, bit in answer["fixed"].items()}
        known = percolate(network, dict(still) | values)
        rest = influences(network, known)
        if not rest:
            yield fixed_point(network, known)
            continue
        bits = [known.get(at, answer["sample"].get(str(at), 0)) for at in range(len(network.nodes))]
        followers = {node: regulators for node, regulators in rest.items() if node not in core}
        for part in components(followers):
            bits[part[0]] = network.node_function(part[0])(bits, 1)
        nodes = tuple(rest)
        (whole,) = ask("closure", network, nodes, known, budget, start={str(node): bits[node] for node in nodes})
        yield from_answer(network, known, whole)
