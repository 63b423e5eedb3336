"""Which part of a pathway is asked about? What leads to a node, what follows from it, what lies between nodes."""

from __future__ import annotations

from enum import Enum
from itertools import permutations
from typing import TYPE_CHECKING

from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from explorer.pathway.definition import Pathway


class Asked(Enum):
    """What a part is made of."""

    LEADING_TO = "what leads to"
    FOLLOWING_FROM = "what follows from"
    BETWEEN = "what lies between"
    PATH = "the shortest way between"


@dataclass(frozen=True, slots=True)
class PartQuestion:
    """A question about a pathway's arrows.

    Attributes:
        nodes: the nodes that it is about, by id.
        steps: the most arrows that count; None for any number.
    """

    asked: Asked
    nodes: frozenset[str]
    steps: int | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a pathway: ids of its nodes and of its arrows."""

    nodes: frozenset[str]
    edges: frozenset[str]


def get_ready() -> None:
    """Load what questions need, which takes a fifth of a second: in a thread, when one is likely to be asked."""
    import networkx as nx  # noqa: F401, PLC0415


def excerpt(pathway: Pathway, question: PartQuestion) -> Excerpt:
    """Return the part of ``pathway`` that answers ``question``, the nodes asked about included.

    Between nodes lies every node on a way from one of them to another; a way that visits a node twice counts too,
    so that feedback loops on the way are kept.
    """
    graph = _graph(pathway)
    asked = question.nodes & pathway.nodes.keys()
    if question.asked is Asked.PATH:
        return _shortest_ways(pathway, graph, asked)
    if question.asked is Asked.LEADING_TO:
        nodes = _within(graph.reverse(copy=False), asked, question.steps)
    elif question.asked is Asked.FOLLOWING_FROM:
        nodes = _within(graph, asked, question.steps)
    else:
        nodes = _between(graph, asked, question.steps)
    edges = (edge.id for edge in pathway.edges if edge.source in nodes and edge.target in nodes)
    return Excerpt(frozenset(nodes), frozenset(edges))


def _graph(pathway: Pathway) -> Any:  # noqa: ANN401  (networkx has no types)
    import networkx as nx  # noqa: PLC0415  (it costs as much as a window, and most sessions never ask)

    graph = nx.DiGraph()
    graph.add_nodes_from(pathway.nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in pathway.edges)
    return graph


def _ways(graph: Any, node: str, steps: int | None) -> Mapping[str, int]:  # noqa: ANN401
    import networkx as nx  # noqa: PLC0415

    found: Mapping[str, int] = nx.single_source_shortest_path_length(graph, node, cutoff=steps)
    return found


def _within(graph: Any, nodes: Iterable[str], steps: int | None) -> set[str]:  # noqa: ANN401
    return {found for node in nodes for found in _ways(graph, node, steps)}


def _between(graph: Any, nodes: frozenset[str], steps: int | None) -> set[str]:  # noqa: ANN401
    back = graph.reverse(copy=False)
    after = {node: _ways(graph, node, steps) for node in nodes}
    before = {node: _ways(back, node, steps) for node in nodes}
    found = set(nodes)
    for begin, end in permutations(nodes, 2):
        longest = len(graph) * 2 if steps is None else steps
        common = after[begin].keys() & before[end].keys()
        found |= {node for node in common if after[begin][node] + before[end][node] <= longest}
    return found


def _shortest_ways(pathway: Pathway, graph: Any, nodes: frozenset[str]) -> Excerpt:  # noqa: ANN401
    """Return the arrows on every shortest way from one of ``nodes`` to another."""
    back = graph.reverse(copy=False)
    kept: set[str] = set(nodes)
    edges: set[str] = set()
    for begin, end in permutations(nodes, 2):
        after, before = _ways(graph, begin, None), _ways(back, end, None)
        if end not in after:
            continue
        for edge in pathway.edges:
            way = after.get(edge.source, len(graph)) + 1 + before.get(edge.target, len(graph))
            if way == after[end]:
                edges.add(edge.id)
                kept |= {edge.source, edge.target}
    return Excerpt(frozenset(kept), frozenset(edges))
