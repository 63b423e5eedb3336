"""Which nodes lead to, follow from, and lie between others."""

from __future__ import annotations

import pytest

from explorer.pathway.definition import Edge, Effect, Node, Pathway
from explorer.pathway.excerpt import Asked, PartQuestion, excerpt


def _pathway(*arrows: str) -> Pathway:
    ends = [arrow.split(">") for arrow in arrows]
    names = dict.fromkeys(name for pair in ends for name in pair)
    edges = tuple(Edge(source, target, Effect.ACTIVATES) for source, target in ends)
    return Pathway("p", "P", {name: Node(name, name) for name in names}, edges=edges)


CHAIN = _pathway("a>b", "b>c", "c>d", "x>c", "c>y", "d>b")


@pytest.mark.parametrize(
    ("expected", "asked", "nodes", "steps"),
    [
        ("abcdx", Asked.LEADING_TO, "c", None),
        ("bcx", Asked.LEADING_TO, "c", 1),
        ("bcdy", Asked.FOLLOWING_FROM, "b", None),
        ("bc", Asked.FOLLOWING_FROM, "b", 1),
        ("abcdy", Asked.BETWEEN, "ay", None),
        ("abcy", Asked.BETWEEN, "ay", 3),
        ("ay", Asked.BETWEEN, "ay", 2),
        ("abcy", Asked.PATH, "ay", None),
        ("y", Asked.BETWEEN, "y", None),
        ("xa", Asked.PATH, "xa", None),
    ],
)
def test_parts(expected: str, asked: Asked, nodes: str, steps: int | None) -> None:
    """The nodes of each kind of part, with and without a limit of steps."""
    assert set(expected) == excerpt(CHAIN, PartQuestion(asked, frozenset(nodes), steps)).nodes


def test_arrows_of_a_part() -> None:
    """A part holds the arrows among its nodes; a shortest way only its own arrows."""
    assert excerpt(CHAIN, PartQuestion(Asked.LEADING_TO, frozenset("c"), 1)).edges == {"b -> c", "x -> c"}
    assert excerpt(CHAIN, PartQuestion(Asked.PATH, frozenset("ad"))).edges == {"a -> b", "b -> c", "c -> d"}


def test_unknown_nodes_are_left_out() -> None:
    """A node that another version of the pathway had is no part of anything."""
    assert excerpt(CHAIN, PartQuestion(Asked.LEADING_TO, frozenset({"gone"}))).nodes == frozenset()
