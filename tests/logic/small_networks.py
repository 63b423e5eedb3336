"""Random small networks, and answers about them by listing every state: slow, simple, and independent."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import networkx as nx
from hypothesis import strategies as st

from explorer.logic.network import Network
from explorer.logic.rule import And, Constant, Not, Or, Rule, Variable, evaluate

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = "ABCDEFG"


@st.composite
def networks(draw: st.DrawFn, *, least: int = 1, most: int = 5) -> Network:
    """Draw a network of ``least`` to ``most`` nodes; some are inputs, some rules hide what does not matter."""
    nodes = NAMES[: draw(st.integers(least, most))]
    leaf = st.one_of(
        st.sampled_from(nodes).map(Variable), st.sampled_from(nodes).map(Variable), st.just(Constant(True))
    )
    pair = lambda inner: st.lists(inner, min_size=2, max_size=3).map(tuple)  # noqa: E731
    rule = st.recursive(
        leaf, lambda inner: st.one_of(inner.map(Not), pair(inner).map(And), pair(inner).map(Or)), max_leaves=6
    )
    rules: dict[str, Rule] = {}
    for node in nodes:
        if draw(st.integers(0, 9)):
            rules[node] = draw(rule)
    return Network(nodes, rules)


def states_of(network: Network) -> st.SearchStrategy[tuple[int, ...]]:
    return st.tuples(*(st.integers(0, 1) for _ in network.nodes))


def holds_of(network: Network) -> st.SearchStrategy[dict[str, bool]]:
    return st.dictionaries(st.sampled_from(network.nodes), st.booleans(), max_size=2)


def successors(network: Network, state: tuple[int, ...], holds: Mapping[str, bool]) -> list[tuple[int, ...]]:
    """Return the states that follow by one asynchronous step, read off the rules as trees."""
    values = network.named(state)
    found = []
    for at, node in enumerate(network.nodes):
        if node not in holds and node in network.rules and evaluate(network.rules[node], values) != values[node]:
            found.append((*state[:at], 1 - state[at], *state[at + 1 :]))
    return found


def steps(network: Network, start: tuple[int, ...], holds: Mapping[str, bool], *, everywhere: bool) -> nx.DiGraph:
    """Return the graph of steps: from every state with the inputs and holds of ``start``, or from ``start`` alone."""
    start = network.state(holds, otherwise=start)
    free = [at for at, node in enumerate(network.nodes) if node in network.rules and node not in holds]
    waiting = [start]
    if everywhere:
        for bits in product((0, 1), repeat=len(free)):
            state = list(start)
            for at, bit in zip(free, bits, strict=True):
                state[at] = bit
            waiting.append(tuple(state))
    graph = nx.DiGraph()
    graph.add_nodes_from(waiting)
    seen = set(waiting)
    while waiting:
        state = waiting.pop()
        for following in successors(network, state, holds):
            graph.add_edge(state, following)
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return graph


def brute_attractors(
    network: Network, start: tuple[int, ...], holds: Mapping[str, bool], *, everywhere: bool
) -> set[frozenset[tuple[int, ...]]]:
    """Return the attractors as sets of states."""
    graph = steps(network, start, holds, everywhere=everywhere)
    return {
        frozenset(part)
        for part in nx.strongly_connected_components(graph)
        if all(following in part for state in part for following in graph.successors(state))
    }
