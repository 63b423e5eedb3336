"""Is it known where nothing can keep turning?"""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.definition import Edge, Effect, Node, Pathway
from explorer.pathway.looped import has_loop

_ENDS = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12)


@given(_ENDS)
def test_loops_are_those_of_the_graph(ends: set[tuple[int, int]]) -> None:
    """As an independent library finds them, loops of one arrow included."""
    nodes = {f"n{at}": Node(f"n{at}", f"N{at}") for at in range(7)}
    edges = tuple(Edge(f"n{one}", f"n{other}", Effect.ACTIVATES) for one, other in sorted(ends))
    graph = nx.DiGraph(sorted(ends))
    assert (not nx.is_directed_acyclic_graph(graph)) == has_loop(Pathway("p", "P", nodes, edges=edges))


@pytest.mark.parametrize("path", shipped_pathways(), ids=lambda path: path.stem)
def test_the_shipped_pathways(path: object) -> None:
    """The shield says of itself that there is no loop in it; the others have some."""
    pathway = load(path).pathway  # type: ignore[arg-type]
    graph = nx.DiGraph([(edge.source, edge.target) for edge in pathway.edges])
    assert (not nx.is_directed_acyclic_graph(graph)) == has_loop(pathway)
    assert pathway.id != "lcn2-shield" or not has_loop(pathway)
