"""What is a network? Nodes in a fixed order, and a rule for each that is not an input."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from explorer.errors import UnknownNodeError
from explorer.logic.compiler import NodeFunction, Planes, StepFunction, compile_node, compile_step
from explorer.logic.rule import Rule, Variable, variables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explorer.logic.state import State


class Network:
    """A Boolean network. Inputs (nodes without a rule) keep their value unless they are held.

    Immutable; compiled functions are made when first needed and kept.
    """

    def __init__(self, nodes: Iterable[str], rules: Mapping[str, Rule]) -> None:
        """Join ``nodes`` (ids in order) and ``rules`` (by id).

        Raises:
            UnknownNodeError: a rule belongs to, or names, a node that is not among ``nodes``.
        """
        self.nodes: tuple[str, ...] = tuple(nodes)
        self.index: Mapping[str, int] = MappingProxyType({node: at for at, node in enumerate(self.nodes)})
        self.rules: Mapping[str, Rule] = MappingProxyType(dict(rules))
        for node, rule in self.rules.items():
            for name in (node, *variables(rule)):
                if name not in self.index:
                    raise UnknownNodeError(name, hint=nearest(name, self.nodes))

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The nodes without a rule, in order."""
        return tuple(node for node in self.nodes if node not in self.rules)

    @cached_property
    def regulators(self) -> Mapping[str, tuple[str, ...]]:
        """For each node the nodes that its rule names."""
        return {node: variables(self.rules[node]) if node in self.rules else () for node in self.nodes}

    @cached_property
    def targets(self) -> Mapping[str, tuple[str, ...]]:
        """For each node the nodes whose rules name it."""
        found: dict[str, list[str]] = {node: [] for node in self.nodes}
        for node in self.nodes:
            for regulator in self.regulators[node]:
                found[regulator].append(node)
        return {node: tuple(targets) for node, targets in found.items()}

    @cached_property
    def step(self) -> StepFunction:
        """The synchronous step of all nodes, holds not applied."""
        return compile_step([self.rules.get(node, Variable(node)) for node in self.nodes], self.index)

    @cached_property
    def _node_functions(self) -> dict[int, NodeFunction]:
        return {}

    def node_function(self, at: int) -> NodeFunction:
        """Return the compiled rule of node number ``at``; an input's is its own value."""
        made = self._node_functions.get(at)
        if made is None:
            node = self.nodes[at]
            made = compile_node(self.rules.get(node, Variable(node)), self.index)
            self._node_functions[at] = made
        return made

    def with_rule(self, node: str, rule: Rule) -> Network:
        """Return the network with another rule for one node that has one; only that rule is compiled.

        Raises:
            UnknownNodeError: ``rule`` names a node that the network does not have, or ``node`` has no rule here.
        """
        for name in variables(rule):
            if name not in self.index:
                raise UnknownNodeError(name, hint=nearest(name, self.nodes))
        if node not in self.rules:
            raise UnknownNodeError(node)
        return _Changed(self, node, rule)

    def state(self, values: Mapping[str, bool], *, otherwise: State | None = None) -> State:
        """Return the state with ``values`` set; other nodes as in ``otherwise``, or OFF.

        Raises:
            UnknownNodeError: ``values`` names a node that the network does not have.
        """
        bits = list(otherwise) if otherwise is not None else [0] * len(self.nodes)
        for at, bit in self.positions(values).items():
            bits[at] = bit
        return tuple(bits)

    def positions(self, values: Mapping[str, bool]) -> dict[int, int]:
        """Return ``values`` by node number and bit.

        Raises:
            UnknownNodeError: ``values`` names a node that the network does not have.
        """
        found: dict[int, int] = {}
        for node, value in values.items():
            if node not in self.index:
                raise UnknownNodeError(node, hint=nearest(node, self.nodes))
            found[self.index[node]] = int(value)
        return found

    def named(self, state: State) -> dict[str, bool]:
        """Return ``state`` by node id."""
        return {node: bool(bit) for node, bit in zip(self.nodes, state, strict=True)}


class _Changed(Network):
    """A network that differs from another in one rule, and takes what is compiled from there."""

    def __init__(self, base: Network, node: str, rule: Rule) -> None:  # the base class would check all rules again
        self.nodes = base.nodes
        self.index = base.index
        self.rules = MappingProxyType({**base.rules, node: rule})
        self._base = base
        self._at = base.index[node]

    @cached_property
    def step(self) -> StepFunction:
        """The synchronous step of all nodes, holds not applied."""
        before, at, function = self._base.step, self._at, self.node_function(self._at)

        def step(planes: Planes, mask: int) -> tuple[int, ...]:
            found = before(planes, mask)
            return (*found[:at], function(planes, mask), *found[at + 1 :])

        return step

    def node_function(self, at: int) -> NodeFunction:
        """Return the compiled rule of node number ``at``."""
        return super().node_function(at) if at == self._at else self._base.node_function(at)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return ``Did you mean 'X'?`` for the known name most like ``name``, or an empty string."""
    import difflib  # noqa: PLC0415  (only needed once something is misspelt)

    candidates = list(known)
    folded = {candidate.casefold(): candidate for candidate in reversed(candidates)}
    match = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return f"Did you mean '{folded[match[0]]}'?" if match else ""
