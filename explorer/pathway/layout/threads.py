"""How do arrows run from row to row? Threads through the rows between, one for all arrows that share a trunk."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Arc:
    """An arrow between two nodes (by number).

    Attributes:
        sign: only arrows of one sign share a trunk.
        at_source: whether it shares the trunk of those that leave its source, and not of those that reach its target.
    """

    source: int
    target: int
    sign: Hashable
    at_source: bool = False

    @property
    def root(self) -> int:
        """The node that all arrows of its trunk have in common."""
        return self.source if self.at_source else self.target

    def thread(self, rank: Sequence[int]) -> Hashable:
        """Return what the arrows of one thread have in common: their trunk, and above or below its node."""
        low, high = rank[self.source], rank[self.target]
        return self.root, self.at_source, self.sign, low < high or (self.at_source and low == high)


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of a thread between a vertex of one row and one of the next."""

    upper: int
    lower: int
    thread: int


@dataclass(slots=True)
class Rows:
    """Nodes and the places where threads pass between them, row by row.

    Vertices below ``count`` are nodes, the others passages.

    Attributes:
        rank: the row of each vertex.
        links: by row the links to the next.
        flats: by row the arrows between two of its nodes, which pass below it.
        steps: by arc its vertices, from source to target, and its thread.
        owner: the thread of each passage, by vertex.
        roots: by thread the node that all its arrows leave or reach.
    """

    count: int
    rank: list[int]
    links: list[list[Link]] = field(default_factory=list)
    flats: list[list[Link]] = field(default_factory=list)
    steps: list[tuple[list[int], int]] = field(default_factory=list)
    owner: dict[int, int] = field(default_factory=dict)
    roots: list[int] = field(default_factory=list)

    @property
    def height(self) -> int:
        """The number of rows."""
        return max(self.rank, default=-1) + 1


def threaded(rank: Sequence[int], arcs: Sequence[Arc]) -> Rows:
    """Return the rows for nodes of these ``rank`` with threads for ``arcs``.

    All arcs of one trunk on one side of its node share one thread; what stays in a row passes below it.
    """
    rows = Rows(len(rank), list(rank))
    rows.links = [[] for _ in range(rows.height)]
    rows.flats = [[] for _ in range(rows.height)]
    numbers: dict[Hashable, int] = {}
    passages: dict[tuple[int, int], int] = {}
    known: set[Link] = set()
    for arc in arcs:
        downward = rank[arc.source] < rank[arc.target]
        thread = numbers.setdefault(arc.thread(rank), len(numbers))
        if thread == len(rows.roots):
            rows.roots.append(arc.root)
        if rank[arc.source] == rank[arc.target]:
            rows.flats[rank[arc.source]].append(Link(arc.source, arc.target, thread))
            rows.steps.append(([arc.source, arc.target], thread))
            continue
        step = 1 if downward else -1
        way = [arc.source]
        for row in range(rank[arc.source] + step, rank[arc.target], step):
            if (thread, row) not in passages:
                passages[thread, row] = len(rows.rank)
                rows.owner[len(rows.rank)] = thread
                rows.rank.append(row)
            way.append(passages[thread, row])
        way.append(arc.target)
        rows.steps.append((way, thread))
        for one, other in pairwise(way):
            link = Link(one, other, thread) if downward else Link(other, one, thread)
            if link not in known:
                known.add(link)
                rows.links[rows.rank[link.upper]].append(link)
    return rows


def neighbours(rows: Rows) -> tuple[list[list[int]], list[list[int]]]:
    """Return for every vertex those above and those below that it is linked with."""
    above: list[list[int]] = [[] for _ in rows.rank]
    below: list[list[int]] = [[] for _ in rows.rank]
    for links in rows.links:
        for link in links:
            above[link.lower].append(link.upper)
            below[link.upper].append(link.lower)
    return above, below


def passages_by_row(rank: Sequence[int], arcs: Sequence[Arc]) -> Mapping[int, int]:
    """Return how many threads pass through each row, without building them."""
    spans: dict[Hashable, tuple[int, int]] = {}
    for arc in arcs:
        low, high = sorted((rank[arc.source], rank[arc.target]))
        key = arc.thread(rank)
        first, last = spans.get(key, (low, high))
        spans[key] = (min(first, low), max(last, high))
    counts: dict[int, int] = {}
    for low, high in spans.values():
        for row in range(low + 1, high):
            counts[row] = counts.get(row, 0) + 1
    return counts
