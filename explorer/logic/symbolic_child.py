"""What does the process for decision diagrams do? It reads one question as JSON, answers, and ends.

Questions: ``attractors``, ``attractors_from`` (those reachable from a state), ``closure`` (all that can follow a
state), ``trap_spaces`` (minimal ones), ``count_fixed_points``. Nodes are called by their numbers.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import biodivine_aeon as aeon


def main() -> None:
    """Answer the question on standard input."""
    sys.setrecursionlimit(20_000)
    question = json.load(sys.stdin)
    json.dump(answer(question), sys.stdout)


def answer(question: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return the answer in the shapes that JSON knows."""
    import biodivine_aeon as aeon  # noqa: PLC0415  (11 MB, only where it is needed)

    network = _network(question["rules"])
    task = question["task"]
    if task == "trap_spaces":
        context = aeon.SymbolicSpaceContext(network)
        graph = aeon.AsynchronousGraph(network, context)
        spaces = aeon.TrapSpaces.minimal_symbolic(context, graph).spaces()
        return [
            {network.get_variable_name(key)[1:]: int(value) for key, value in space.items() if value is not None}
            for space in spaces
        ]
    graph = aeon.AsynchronousGraph(network)
    if task == "count_fixed_points":
        return str(aeon.FixedPoints.symbolic(graph).vertices().cardinality())
    if task == "attractors":
        return [_described(graph, found) for found in aeon.Attractors.attractors(graph)]
    start = graph.mk_subspace({f"n{node}": bool(bit) for node, bit in question["start"].items()})
    ahead = aeon.Reachability.forward_superset(graph, start)
    if task == "closure":
        return [_described(graph, ahead)]
    assert task == "attractors_from"
    inside = graph.restrict(ahead)
    return [_described(graph, found) for found in aeon.Attractors.attractors(inside)]


def _network(rules: dict[str, str]) -> aeon.BooleanNetwork:
    import biodivine_aeon as aeon  # noqa: PLC0415

    names = [f"n{node}" for node in rules]
    arrows = [f"{name} -?? n{node}" for node, rule in rules.items() for name in sorted(set(re.findall(r"n\d+", rule)))]
    return aeon.BooleanNetwork(names, arrows, [], list(rules.values()))


def _described(graph: aeon.AsynchronousGraph, found: aeon.ColoredVertexSet) -> dict[str, Any]:
    states = found.vertices()
    hull = states.enclosing_named_subspace() or {}
    sample = next(iter(states.items()))
    return {
        "size": str(states.cardinality()),
        "fixed": {name[1:]: int(bit) for name, bit in hull.items()},
        "sample": {graph.get_network_variable_name(key)[1:]: int(bool(bit)) for key, bit in sample.items()},
    }
