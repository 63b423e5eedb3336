"""A small pathway with every kind of node and arrow, and its documents at moments worth looking at."""

from __future__ import annotations

from explorer.logic.rule_parser import parse_rule
from explorer.pathway.definition import (
    Compartment,
    CompartmentKind,
    Confidence,
    Edge,
    Effect,
    Layout,
    Node,
    NodeKind,
    Note,
    Pathway,
)
from explorer.pathway.diagram import Diagram, diagram_of
from explorer.session.document import Document
from explorer.session.moment import Moment, moment_at

_NODES = (
    ("Stress", "Chronic stress", "condition", 200, 60, "", ""),
    ("GCN2", "GCN2", "protein", 120, 170, "Stress", "cell"),
    ("PERK", "PERK", "complex", 280, 170, "Stress", "cell"),
    ("ATF4", "ATF4", "protein", 200, 280, "GCN2 or PERK", "cell"),
    ("LCN2", "Lipocalin 2", "process", 200, 380, "ATF4", "cell"),
    ("Drug", "Anti-LCN2 & <more>", "drug", 460, 60, "", ""),
    ("Free", "Free lipocalin 2", "protein", 460, 200, "LCN2 and not Drug", ""),
    ("Macrophage", "Macrophages", "cells", 700, 200, "Free", ""),
    ("Exclusion", "Exclusion", "phenotype", 700, 300, "Macrophage", ""),
    ("Killing", "Killing", "outcome", 700, 400, "not Exclusion", ""),
    ("Growth", "Growth", "outcome", 200, 480, "not Killing", "cell"),
)


def shield() -> Pathway:
    """Stress raises a shield that a drug removes; behind it nothing is killed."""
    nodes = {
        id_: Node(
            id_,
            label,
            NodeKind(kind),
            compartment=within or None,
            rule=parse_rule(rule) if rule else None,
            rule_text=rule,
            wanted={"Killing": True, "Growth": False}.get(id_),
            mark="P" if id_ == "ATF4" else "",
            against=("somebody",) if id_ == "LCN2" else (),
            why="Both kinases sense stress." if id_ == "ATF4" else "",
        )
        for id_, label, kind, _x, _y, rule, within in _NODES
    }
    signs = [
        ("Stress", "GCN2", "activates", "established"),
        ("Stress", "PERK", "activates", "established"),
        ("GCN2", "ATF4", "activates", "established"),
        ("PERK", "ATF4", "activates", "reported"),
        ("ATF4", "LCN2", "activates", "reported"),
        ("LCN2", "Free", "activates", "reported"),
        ("Drug", "Free", "inhibits", "reported"),
        ("Free", "Macrophage", "activates", "hypothesised"),
        ("Macrophage", "Exclusion", "activates", "reported"),
        ("Exclusion", "Killing", "inhibits", "reported"),
        ("Killing", "Growth", "inhibits", "reported"),
    ]
    edges = tuple(
        Edge(source, target, Effect(effect), mechanism="some way", confidence=Confidence(confidence))
        for source, target, effect, confidence in signs
    )
    return Pathway(
        "shield",
        "The shield",
        nodes,
        compartments={"cell": Compartment("cell", "Tumour cell", CompartmentKind.CELL)},
        edges=edges,
        notes=(Note("Doubted.", about=("Exclusion -> Killing",), conflict=True),),
        layout=Layout(
            nodes={id_: (float(x), float(y)) for id_, _label, _kind, x, y, _rule, _within in _NODES},
            compartments={"cell": (20.0, 110.0, 350.0, 430.0)},
        ),
    )


def figure() -> tuple[Pathway, Diagram, Document]:
    """The pathway, where it is drawn, and a document of it just opened."""
    pathway = shield()
    return pathway, diagram_of(pathway), Document(pathway)


def last_moment(document: Document) -> Moment:
    """What is to be seen at the end."""
    return moment_at(document.timeline, document.timeline.last)
