"""Small pathways for tests of the session."""

from __future__ import annotations

from explorer.logic.rule_parser import parse_rule
from explorer.pathway.definition import Basis, Edge, Effect, Node, NodeKind, Pathway, Phase, Scenario, Variant


def _node(id_: str, rule: str = "", **more: object) -> Node:
    return Node(id_, id_, rule=parse_rule(rule) if rule else None, rule_text=rule, **more)  # type: ignore[arg-type]


def chain() -> Pathway:
    """Stress makes a shield that a drug removes; behind the shield nothing grows."""
    nodes = [
        _node("Stress", kind=NodeKind.CONDITION),
        _node("Drug", kind=NodeKind.DRUG),
        _node("Signal", "Stress"),
        _node("Shield", "Signal and not Drug"),
        _node("Growth", "Shield", kind=NodeKind.OUTCOME, wanted=False),
        _node("Memory", "Growth or Memory"),
    ]
    edges = (
        Edge("Stress", "Signal", Effect.ACTIVATES),
        Edge("Signal", "Shield", Effect.ACTIVATES),
        Edge("Drug", "Shield", Effect.INHIBITS),
        Edge("Shield", "Growth", Effect.ACTIVATES),
        Edge("Growth", "Memory", Effect.ACTIVATES),
        Edge("Memory", "Memory", Effect.ACTIVATES),
    )
    scenario = Scenario(
        "S1",
        "Stress, then drug",
        (Phase({"Stress": True}), Phase({"Stress": True, "Drug": True})),
        {"Growth": False, "Memory": True},
        Basis.INFERENCE,
    )
    variant = Variant(
        "V1", "The drug does nothing", {"Shield": ("Signal", parse_rule("Signal"))}, without=("Drug -> Shield",)
    )
    return Pathway(
        "chain", "Chain", {node.id: node for node in nodes}, edges=edges, scenarios=(scenario,), variants=(variant,)
    )


def ring() -> Pathway:
    """Two nodes that chase each other for ever once the gate is open."""
    nodes = [_node("Gate"), _node("A", "Gate and not B"), _node("B", "Gate and A")]
    edges = (
        Edge("Gate", "A", Effect.ACTIVATES),
        Edge("B", "A", Effect.INHIBITS),
        Edge("Gate", "B", Effect.ACTIVATES),
        Edge("A", "B", Effect.ACTIVATES),
    )
    return Pathway("ring", "Ring", {node.id: node for node in nodes}, edges=edges)


def duel(*, turning: bool = False) -> Pathway:
    """The drug sets two nodes free of which each keeps the other down; which wins depends on the order.

    With ``turning`` one of them changes for ever and the other follows it: updated together they leave no state out
    of their attractor but two.
    """
    rules = ("Drug and not A", "Drug and A") if turning else ("Drug and not B", "Drug and not A")
    nodes = [
        _node("Drug", kind=NodeKind.DRUG),
        _node("A", rules[0]),
        _node("B", rules[1]),
        _node("Control", "A", kind=NodeKind.OUTCOME, wanted=True),
    ]
    edges = tuple(
        Edge(source, target, Effect.INHIBITS if sign == "-" else Effect.ACTIVATES)
        for source, target, sign in (
            [("A", "A", "-"), ("A", "B", "+")] if turning else [("B", "A", "-"), ("A", "B", "-")]
        )
    )
    drug = tuple(Edge("Drug", target, Effect.ACTIVATES) for target in "AB")
    edges = (*edges, *drug, Edge("A", "Control", Effect.ACTIVATES))
    return Pathway("duel", "Duel", {node.id: node for node in nodes}, edges=edges)
