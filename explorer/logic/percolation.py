"""What follows for certain from fixed values? Rules as truth tables, percolation, and nodes that can never move.

Percolation of fixed values: Klarner, Bockmayr, Siebert, Natural Computing 2015;14:535. A value that percolates is
taken by its node in every attractor. Exact for rules of up to ``EXACT_UP_TO`` regulators; wider rules are judged by
their structure alone, which may miss a consequence but never invents one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from explorer.logic.rule import And, Constant, Not, Or, Rule, Variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explorer.logic.network import Network
    from explorer.logic.state import State

EXACT_UP_TO = 14
"""Regulators up to which a rule is kept as a truth table (an integer of 2**14 bits)."""


@lru_cache(maxsize=64)
def counting_plane(at: int, count: int) -> int:
    """Return the plane of 2**``count`` lanes in which lane i holds bit ``at`` of i."""
    width = 1 << (at + 1)
    plane = ((1 << (width >> 1)) - 1) << (width >> 1)
    lanes = 1 << count
    while width < lanes:
        plane |= plane << width
        width <<= 1
    return plane


@dataclass(frozen=True, slots=True)
class LocalFunction:
    """A rule as a function of the numbers of its regulators.

    Attributes:
        regulators: node numbers.
        table: bit i is the value where regulator k has bit k of i; None for a rule of too many regulators.
        rule: the rule itself, needed only without a table.
    """

    regulators: tuple[int, ...]
    table: int | None
    rule: Rule | None = None

    def constant(self, fixed: Mapping[int, int], index: Mapping[str, int]) -> int | None:
        """Return the value if ``fixed`` node values (number: bit) settle it, else None."""
        if self.table is None:
            assert self.rule is not None
            return _three_valued(self.rule, fixed, index)
        table = self._restricted(fixed)
        if table == 0:
            return 0
        return 1 if table == (1 << (1 << len(self.regulators))) - 1 else None

    def essential(self, fixed: Mapping[int, int]) -> tuple[int, ...]:
        """Return the regulators not ``fixed`` that can still change the value; without a table, perhaps more."""
        if self.table is None:
            return tuple(node for node in self.regulators if node not in fixed)
        table, count = self._restricted(fixed), len(self.regulators)
        lanes = (1 << (1 << count)) - 1
        return tuple(
            node
            for at, node in enumerate(self.regulators)
            if node not in fixed and (table ^ (table >> (1 << at))) & ~counting_plane(at, count) & lanes
        )

    def _restricted(self, fixed: Mapping[int, int]) -> int:
        table, count = self.table, len(self.regulators)
        assert table is not None
        for at, node in enumerate(self.regulators):
            bit = fixed.get(node)
            if bit is None:
                continue
            high = counting_plane(at, count)
            if bit:
                table &= high
                table |= table >> (1 << at)
            else:
                table &= ~high
                table |= table << (1 << at)
        return table


def _three_valued(rule: Rule, fixed: Mapping[int, int], index: Mapping[str, int]) -> int | None:
    if isinstance(rule, Constant):
        return int(rule.value)
    if isinstance(rule, Variable):
        return fixed.get(index[rule.name])
    if isinstance(rule, Not):
        inner = _three_valued(rule.term, fixed, index)
        return None if inner is None else 1 - inner
    assert isinstance(rule, And | Or)
    deciding = 0 if isinstance(rule, And) else 1
    values = [_three_valued(term, fixed, index) for term in rule.terms]
    if deciding in values:
        return deciding
    return None if None in values else 1 - deciding


@lru_cache(maxsize=16)
def local_functions(network: Network) -> tuple[LocalFunction, ...]:
    """Return the rule of each node; an input's is its own value."""
    planes = [0] * len(network.nodes)
    found = []
    for at, node in enumerate(network.nodes):
        regulators = tuple(network.index[name] for name in network.regulators[node])
        if node not in network.rules:
            found.append(LocalFunction((at,), 0b10))
        elif len(regulators) > EXACT_UP_TO:
            found.append(LocalFunction(regulators, None, network.rules[node]))
        else:
            count = len(regulators)
            for position, regulator in enumerate(regulators):
                planes[regulator] = counting_plane(position, count)
            mask = (1 << (1 << count)) - 1
            found.append(LocalFunction(regulators, network.node_function(at)(planes, mask) & mask))
    return tuple(found)


@lru_cache(maxsize=16)
def targets(network: Network) -> tuple[tuple[int, ...], ...]:
    """Return by node number the numbers of the nodes whose rules name it."""
    return tuple(tuple(network.index[name] for name in network.targets[node]) for node in network.nodes)


def percolate(network: Network, fixed: Mapping[int, int]) -> dict[int, int]:
    """Return ``fixed`` (number: bit) with every value that follows from it, in any order of updates.

    Constants of the network count as following from nothing. A node in ``fixed`` keeps its value against its rule.
    """
    functions, followers = local_functions(network), targets(network)
    known = dict(fixed)
    waiting = [at for at in range(len(functions)) if at not in known]
    while waiting:
        concerned: set[int] = set()
        for at in waiting:
            if at in known:
                continue
            value = functions[at].constant(known, network.index)
            if value is not None:
                known[at] = value
                concerned.update(followers[at])
        waiting = [at for at in concerned if at not in known]
    return known


def never_moving(network: Network, state: State, held: Mapping[int, int]) -> dict[int, int]:
    """Return the nodes (number: bit) outside the smallest trap space round ``state``: no order ever moves them.

    ``held`` nodes (number: bit) must agree with ``state``. With rules too wide for a table the trap space may be
    larger than need be, and is still a trap space.
    """
    return trap_space_round(network, dict(enumerate(state)), held)


def trap_space_round(network: Network, values: Mapping[int, int], held: Mapping[int, int]) -> dict[int, int]:
    """Return the fixed values of the smallest trap space that contains the space with the fixed ``values``."""
    functions, followers = local_functions(network), targets(network)
    still = dict(values)
    waiting: Iterable[int] = tuple(still)
    while waiting:
        concerned: set[int] = set()
        for at in waiting:
            if at in held or at not in still:
                continue
            if functions[at].constant(still, network.index) != still[at]:
                del still[at]
                concerned.update(followers[at])
        waiting = concerned
    return still


def influences(network: Network, fixed: Mapping[int, int]) -> dict[int, tuple[int, ...]]:
    """Return for each node not ``fixed`` the regulators, not fixed either, that can still change its rule's value."""
    functions = local_functions(network)
    return {at: functions[at].essential(fixed) for at in range(len(functions)) if at not in fixed}
