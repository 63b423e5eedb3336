"""A few letters find what was meant, by any of its names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.pathway.definition import Compartment, CrossReference, Node, NodeKind, Pathway
from explorer.session.search import ACTION, Name, SearchIndex, Target, folded, forms, node_targets

NODES = (
    Node("TNF", "TNF-α", synonyms=("cachectin",), xrefs=(CrossReference("hgnc:11892", "TNF"),)),
    Node("IFNG", "IFN-γ", synonyms=("interferon gamma",)),
    Node("NFKB", "NF-κB"),
    Node("LCN2_free", "Free lipocalin 2", short="LCN2 (free)", compartment="space"),
    Node("Anti_LCN2", "Anti-LCN2 antibody", NodeKind.DRUG, synonyms=("αLCN2",)),
    Node("CD8", "CD8 T cells in tumour", NodeKind.CELLS),
    Node("Growth", "Tumour growth", NodeKind.OUTCOME),
    Node("N1433", "14-3-3"),
    Node("Ca", "Ca²⁺ café"),
)
PATHWAY = Pathway(
    "p", "P", {node.id: node for node in NODES}, compartments={"space": Compartment("space", "Extracellular space")}
)
EXPORT = Target(ACTION, "export", "Export picture", (Name("Export picture", "command", 0.95),))
INDEX = SearchIndex((*node_targets(PATHWAY), EXPORT))


def first(query: str) -> str:
    found = INDEX.search(query)
    return found[0].target.id if found else ""


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        ("TNF", "TNF-alpha"),
        ("TNF", "tnfα"),
        ("TNF", "tnfa"),
        ("IFNG", "ifng"),
        ("IFNG", "IFN gamma"),
        ("NFKB", "nfkb"),
        ("NFKB", "NF-kappaB"),
        ("TNF", "cachec"),
        ("TNF", "hgnc:11892"),
        ("TNF", "11892"),
        ("LCN2_free", "extracellular"),
        ("LCN2_free", "free lcn"),
        ("Anti_LCN2", "anti lc"),
        ("Anti_LCN2", "drug"),
        ("CD8", "t cells"),
        ("Growth", "tumor growth"),
        ("Growth", "growht"),
        ("N1433", "1433"),
        ("Ca", "ca2+"),
        ("Ca", "cafe"),
        ("export", "exppict"),
        ("", "zzzz"),
        ("", "   "),
        ("", "!?"),
    ],
)
def test_what_is_meant_comes_first(expected: str, query: str) -> None:
    """Greek or Latin, synonym, cross-reference, place, kind, several words, or a slip of the finger."""
    assert expected == first(query)


def test_a_whole_name_beats_a_beginning_and_that_a_middle() -> None:
    """The nearer the match, the higher it stands."""
    nodes = {
        id_: Node(id_, label) for id_, label in {"a": "Anti-MYC", "b": "MYC target", "c": "MYC", "d": "cMYC"}.items()
    }
    index = SearchIndex(node_targets(Pathway("p", "P", nodes)))
    assert ["c", "b", "a", "d"] == [found.target.id for found in index.search("myc")]


def test_a_hit_says_by_which_name_it_was_found() -> None:
    """A synonym is told, so that nobody wonders."""
    assert ("synonym", "cachectin") == (INDEX.search("cachec")[0].name.field, INDEX.search("cachec")[0].name.text)


def test_no_more_hits_than_asked_for() -> None:
    """The list stays short."""
    assert 2 == len(INDEX.search("t", most=2))


def test_a_target_is_found_once() -> None:
    """However many of its names match."""
    ids = [found.target.id for found in INDEX.search("lcn2")]
    assert len(set(ids)) == len(ids)


def test_ten_thousand_nodes_are_told_apart() -> None:
    """A number at the end of ten thousand like names finds the one."""
    nodes = {f"N{at}": Node(f"N{at}", f"Kinase {at} α") for at in range(10_000)}
    index = SearchIndex(node_targets(Pathway("p", "P", nodes)))
    assert ["N4321", "N4321"] == [index.search(query)[0].target.id for query in ("kinase 4321", "4321 alpha")]


@given(st.text(max_size=12))
def test_any_text_may_be_typed(query: str) -> None:
    """Nothing that can be typed or pasted breaks the search."""
    scores = [found.score for found in INDEX.search(query)]
    assert sorted(scores, reverse=True) == scores


@given(st.text(max_size=12))
def test_folded_text_is_plain(text: str) -> None:
    """Only small letters, digits and single spaces are left."""
    assert all(set(form) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ") for form in forms(text))
    assert folded(text) == " ".join(folded(text).split())
