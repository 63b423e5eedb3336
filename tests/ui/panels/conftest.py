"""Small pathways and documents for the tests of the panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from explorer.logic.rule_parser import parse_rule as parse
from explorer.pathway.definition import (
    Basis,
    Compartment,
    CompartmentKind,
    CrossReference,
    Edge,
    Effect,
    Node,
    NodeKind,
    Note,
    Pathway,
    Phase,
    Reference,
    ReferenceKind,
    Scenario,
    Variant,
)
from explorer.session.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable


def ruled(id_: str, rule: str, **rest: object) -> Node:
    return Node(id_, rest.pop("label", id_), rule=parse(rule), rule_text=rule, **rest)  # type: ignore[arg-type]


def shield() -> Pathway:
    nodes = [
        Node("Stress", "Chronic stress", NodeKind.CONDITION, description="Long-lasting lack of oxygen"),
        Node("Drug", "Anti-X antibody", NodeKind.DRUG, status="preclinical"),
        Node("Host", "Host T cells", NodeKind.CELLS, start=True),
        ruled("X", "Stress and not Drug", label="Protein X", compartment="cell", why="it is so",
              xrefs=(CrossReference("hgnc:1"), CrossReference("uniprot:Q1", checked=False)),
              evidence=("a",), against=("b",)),
        ruled("Y", "X", label="Protein Y"),
        ruled("Growth", "Y or not Host", label="Tumour growth", kind=NodeKind.OUTCOME, wanted=False),
        ruled("Control", "not Y and Host", label="Tumour control", kind=NodeKind.OUTCOME, wanted=True),
    ]  # fmt: skip
    return Pathway(
        id="shield",
        title="The X shield",
        nodes={node.id: node for node in nodes},
        summary="How X shields.",
        compartments={"cell": Compartment("cell", "Tumour cell", CompartmentKind.CELL)},
        references={
            "a": Reference("a", "X shields tumours", authors="Doe J", source="Nature 1(2):3", year=2026, doi="10.1/x"),
            "b": Reference("b", "X does not shield", ReferenceKind.NEWS, year=2025),
        },
        edges=(
            Edge("Stress", "X", Effect.ACTIVATES, mechanism="raises it", evidence=("a",)),
            Edge("Drug", "X", Effect.INHIBITS),
            Edge("X", "Y", Effect.ACTIVATES),
        ),
        scenarios=(
            Scenario("S1", "Stress, then drug", (Phase({"Stress": True}), Phase({"Stress": True, "Drug": True})),
                     {"Growth": False}, Basis.NEWS, "the report says so"),
            Scenario("S2", "Stress alone", (Phase({"Stress": True}),), {"Growth": False}, Basis.PREDICTION),
        ),
        variants=(
            Variant("V1", "Y needs the host", {"Y": ("X and Host", parse("X and Host"))}, "why", "what changes"),
        ),
        notes=(Note("It is not certain.", ("X",), ("b",), conflict=True),),
    )  # fmt: skip


def turning() -> Pathway:
    nodes = [
        Node("Go", "Go", NodeKind.CONDITION),
        ruled("A", "Go and not B"),
        ruled("B", "A", kind=NodeKind.OUTCOME, wanted=False),
    ]
    return Pathway("turning", "A loop", {node.id: node for node in nodes})


@pytest.fixture
def document() -> Document:
    return Document(shield())


@pytest.fixture
def loop() -> Document:
    return Document(turning())


@pytest.fixture
def with_label() -> Callable[[str], Pathway]:
    def make(label: str) -> Pathway:
        nodes = [
            Node("D", label, NodeKind.DRUG, description=label),
            ruled("O", "D", label=label, kind=NodeKind.OUTCOME, wanted=True, description=label, why=label, note=label),
        ]
        return Pathway(
            "p",
            label,
            {node.id: node for node in nodes},
            summary=label,
            references={"r": Reference("r", label, authors=label, source=label, note=label)},
            edges=(Edge("D", "O", Effect.ACTIVATES, mechanism=label, evidence=("r",), note=label),),
        )

    return make
