"""How does a pathway look with some of its arrows taken away, or one of its rules changed?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.logic.rule import to_text
from explorer.logic.rule_changes import without
from explorer.pathway.definition import Confidence

if TYPE_CHECKING:
    from collections.abc import Collection

    from explorer.logic.rule import Rule
    from explorer.pathway.definition import Pathway

DOUBT = {
    Confidence.ESTABLISHED: 0,
    Confidence.REPORTED: 1,
    Confidence.NOT_STATED: 2,
    Confidence.HYPOTHESISED: 3,
}
"""Confidences in order, the surest first."""


def is_below(confidence: Confidence, least: Confidence) -> bool:
    """Whether an arrow is known less well than ``least``; where nothing is stated it is no hypothesis yet."""
    if least is Confidence.REPORTED:
        return confidence is Confidence.HYPOTHESISED
    return DOUBT[confidence] > DOUBT[least]


def without_arrows(pathway: Pathway, ids: Collection[str]) -> Pathway:
    """Return ``pathway`` without these arrows; their sources are struck out of the rules of their targets.

    See ``explorer.logic.rule_changes.without`` for what becomes of a rule.
    """
    dropped = [edge for edge in pathway.edges if edge.id in ids]
    nodes = dict(pathway.nodes)
    for target in dict.fromkeys(edge.target for edge in dropped):
        node = nodes.get(target)
        if node is not None and node.rule is not None:
            rule = without(node.rule, {edge.source for edge in dropped if edge.target == target})
            nodes[target] = replace(node, rule=rule, rule_text=to_text(rule))
    return replace(pathway, nodes=nodes, edges=tuple(edge for edge in pathway.edges if edge.id not in ids))


def only_known(pathway: Pathway, least: Confidence) -> Pathway:
    """Return ``pathway`` with only those arrows that are known at least as well as ``least``.

    ``ESTABLISHED`` leaves what is established; ``REPORTED`` takes the hypothesised arrows away. A regulator for which
    the file has no arrow stays: nothing is said about it.
    """
    return without_doubtful(pathway, least, frozenset())


def without_doubtful(pathway: Pathway, least: Confidence | None, further: frozenset[str]) -> Pathway:
    """Return ``pathway`` without the arrows known less well than ``least`` (None: all stay), and without ``further``.

    All are struck out at once, so that their order does not matter.
    """
    doubtful = {edge.id for edge in pathway.edges if least is not None and is_below(edge.confidence, least)}
    return without_arrows(pathway, doubtful | further)


def with_rule(pathway: Pathway, node: str, rule: Rule) -> Pathway:
    """Return ``pathway`` with another rule for one node."""
    changed = replace(pathway.nodes[node], rule=rule, rule_text=to_text(rule))
    return replace(pathway, nodes={**pathway.nodes, node: changed})
