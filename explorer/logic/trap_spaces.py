"""Into which smallest spaces can a network lock itself, and how many fixed points has it in all?

A trap space fixes some nodes so that no step can free them (Klarner, Bockmayr, Siebert, Natural Computing 2015;
14:535). Each minimal one is the smallest round any of its attractors, and the smallest round an attractor is minimal
if it holds no other: so they are read off the attractors, or found by decision diagrams where these do not finish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.logic.attractors import find_attractors, fixed_values
from explorer.logic.budget import Budget
from explorer.logic.percolation import influences, local_functions, percolate, trap_space_round
from explorer.logic.symbolic import ask

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explorer.logic.attractors import AttractorList
    from explorer.logic.network import Network
    from explorer.logic.state import State


def minimal_trap_spaces(
    network: Network,
    state: State,
    holds: Mapping[str, bool] | None = None,
    *,
    budget: Budget | None = None,
    known: AttractorList | None = None,
) -> tuple[Mapping[str, bool], ...]:
    """Return the minimal trap spaces under ``holds`` as the values they fix; inputs not held stay as in ``state``.

    ``known`` are the attractors where somebody looked for them before; an unfinished list is not looked for again.

    Raises:
        UnknownNodeError: a hold names a node that the network does not have.
        NotFinishedError: the budget is spent.
    """
    limit = budget or Budget()
    fixed = fixed_values(network, state, holds or {})
    half = Budget(limit.left / 2, limit.cancelled)
    result = find_attractors(network, state, holds, budget=half) if known is None else known
    limit.check()
    if not result.exact or _has_wide_rule(network, fixed):
        return tuple(_named(network, space) for space in _by_diagrams(network, fixed, limit))
    spaces = []
    for one in result.found:
        values = {network.index[node]: 1 for node in one.on} | {network.index[node]: 0 for node in one.off}
        spaces.append(trap_space_round(network, values, fixed))
    return tuple(_named(network, space) for space in _minimal(spaces))


def count_fixed_points(
    network: Network, holds: Mapping[str, bool] | None = None, *, budget: Budget | None = None
) -> int:
    """Return how many fixed points there are, whatever the inputs that are not held.

    Raises:
        UnknownNodeError: a hold names a node that the network does not have.
        NotFinishedError: the budget is spent.
    """
    known = percolate(network, network.positions(holds or {}))
    nodes = tuple(influences(network, known))
    return int(ask("count_fixed_points", network, nodes, known, budget or Budget())) if nodes else 1


def _has_wide_rule(network: Network, fixed: Mapping[int, int]) -> bool:
    """Whether a rule without a table could still vary, so that its trap spaces might come out too large."""
    known = percolate(network, fixed)
    return any(function.table is None for at, function in enumerate(local_functions(network)) if at not in known)


def _by_diagrams(network: Network, fixed: Mapping[int, int], budget: Budget) -> list[dict[int, int]]:
    known = percolate(network, fixed)
    nodes = tuple(influences(network, known))
    if not nodes:
        return [known]
    answers = ask("trap_spaces", network, nodes, known, budget)
    return [known | {int(node): bit for node, bit in answer.items()} for answer in answers]


def _minimal(spaces: Iterable[dict[int, int]]) -> list[dict[int, int]]:
    kept: list[dict[int, int]] = []
    for space in sorted(spaces, key=len, reverse=True):
        if not any(space.items() <= other.items() for other in kept):
            kept.append(space)
    return kept


def _named(network: Network, space: Mapping[int, int]) -> dict[str, bool]:
    return {network.nodes[at]: bool(bit) for at, bit in sorted(space.items())}
