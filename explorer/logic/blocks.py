"""Which nodes form loops, and what hangs on what? Strongly connected parts of an influence graph.

Tarjan, SIAM J Comput 1972;1:146, without recursion. The graph maps a node to its regulators among the same nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping


def components(graph: Mapping[int, Collection[int]]) -> Iterator[tuple[int, ...]]:
    """Yield the strongly connected components, regulators before what they regulate."""
    order: dict[int, int] = {}
    lowest: dict[int, int] = {}
    open_nodes: dict[int, None] = {}
    for root in graph:
        if root in order:
            continue
        path = [(root, iter(graph[root]))]
        order[root] = lowest[root] = len(order)
        open_nodes[root] = None
        while path:
            node, regulators = path[-1]
            for regulator in regulators:
                if regulator not in graph:
                    continue
                if regulator not in order:
                    order[regulator] = lowest[regulator] = len(order)
                    open_nodes[regulator] = None
                    path.append((regulator, iter(graph[regulator])))
                    break
                if regulator in open_nodes:
                    lowest[node] = min(lowest[node], order[regulator])
            else:
                path.pop()
                if path:
                    parent = path[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
                if lowest[node] == order[node]:
                    yield tuple(sorted(_closed(open_nodes, node)))


def _closed(open_nodes: dict[int, None], node: int) -> list[int]:
    members = []
    while True:
        member, _ = open_nodes.popitem()
        members.append(member)
        if member == node:
            return members


def loops(graph: Mapping[int, Collection[int]]) -> list[tuple[int, ...]]:
    """Return the components that hold at least one loop (a node that regulates itself is one)."""
    return [part for part in components(graph) if len(part) > 1 or part[0] in graph[part[0]]]


def upstream(graph: Mapping[int, Collection[int]], nodes: Iterable[int]) -> frozenset[int]:
    """Return ``nodes`` and everything in ``graph`` that acts on them, directly or not."""
    found: set[int] = set()
    waiting = [node for node in nodes if node in graph]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(regulator for regulator in graph[node] if regulator in graph and regulator not in found)
    return frozenset(found)
