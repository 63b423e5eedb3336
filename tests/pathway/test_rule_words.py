"""Rules and arrows in English."""

from __future__ import annotations

import pytest

from explorer.logic.rule_parser import parse_rule
from explorer.pathway.definition import Confidence, Edge, Effect, Node, Pathway
from explorer.pathway.rule_words import edge_details, edge_in_words, rule_in_words


def _pathway(rule: str) -> Pathway:
    nodes = {id_: Node(id_, f"{id_}-long", short=f"{id_}α") for id_ in "ABCD"}
    nodes["X"] = Node("X", "X", rule=parse_rule(rule) if rule else None, rule_text=rule, start=True)
    return Pathway("p", "P", nodes)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("", "Switched by hand; starts ON"),
        ("A", "ON when Aα is ON"),
        ("not A", "ON when Aα is OFF"),
        ("A and not B", "ON when Aα is ON and Bα is OFF"),
        ("A and B and not C and not D", "ON when Aα and Bα are ON and Cα and Dα are OFF"),
        ("A or B or C", "ON when Aα, Bα or Cα is ON"),
        ("not (A or B)", "ON when Aα and Bα are OFF"),
        ("not (A and not B)", "ON when Bα is ON or Aα is OFF"),
        ("A and (B or not C)", "ON when Aα is ON and (Bα is ON or Cα is OFF)"),
        ("true", "Always ON"),
        ("not true", "Always OFF"),
    ],
)
def test_rule_in_words(rule: str, words: str) -> None:
    """A rule reads as a sentence with captions; not stands only before single nodes."""
    pathway = _pathway(rule)
    assert words == rule_in_words(pathway, pathway.nodes["X"])


def test_edge_in_words() -> None:
    """An arrow reads as source, verb, target, with captions."""
    edge = Edge("A", "B", Effect.INHIBITS, mechanism="degrades it", confidence=Confidence.ESTABLISHED)
    assert edge_in_words(_pathway("A"), edge) == "Aα inhibits Bα"
    assert edge_details(edge) == "degrades it · established"
