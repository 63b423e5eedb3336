"""On what does a report stand? Every node at the end of the run; the file, the program, and how was computed."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from explorer import __version__
from explorer.session.difference import since_before, turning_in
from explorer.session.report import Pairs, Section, Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from explorer.io.loaded import LoadedPathway
    from explorer.pathway.definition import Pathway
    from explorer.session.snapshot import DocumentState

_DIGITS = 16
"""Digits of the checksum that are shown: enough to tell files apart, and few enough to compare by eye."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The file from which a pathway came.

    Attributes:
        name: without its folder.
        format: for example ``pathway/1``.
        digest: SHA-256 of its bytes in hexadecimal digits; empty where they are not at hand.
    """

    name: str
    format: str = ""
    digest: str = ""


def origin_of(loaded: LoadedPathway, name: str) -> Origin:
    """Return what is said of the file ``name`` that was ``loaded``."""
    return Origin(name, loaded.format, sha256(loaded.content).hexdigest())


def nodes_section(state: DocumentState) -> Section:
    """Return the state of every node at the end, and what the last phase changed."""
    pathway = state.pathway
    turning = turning_in(pathway.network, state.runs[-1].trajectory)
    resting = {node: value for node, value in pathway.network.named(state.present).items() if node not in turning}
    difference = since_before(state)
    rows = [
        ("ON", [node for node, value in resting.items() if value]),
        ("OFF", [node for node, value in resting.items() if not value]),
        ("Oscillating", [node for node in pathway.nodes if node in turning]),
        ("Gained in the last phase", difference.gained),
        ("Lost in the last phase", difference.lost),
    ]
    told = ((name, nodes) for name, nodes in rows if nodes or name in {"ON", "OFF"})
    return Section("Every node at the end", (Pairs(tuple((name, _captions(pathway, nodes)) for name, nodes in told)),))


def _captions(pathway: Pathway, nodes: Iterable[str]) -> Words:
    return Words(", ".join(pathway.nodes[node].caption for node in nodes) or "none")


def versions_section(state: DocumentState, origin: Origin, written: date) -> Section:
    """Return what is needed to get the same results again."""
    rows = [("Pathway", Words(f"{state.base.title or state.base.id} ({state.base.id})"))]
    rows.append(("File", Words(" · ".join(part for part in (origin.name, origin.format) if part) or "none")))
    if origin.digest:
        rows.append(("Checksum of the file", Words(f"SHA-256 {origin.digest[:_DIGITS]}…")))
    count = f"{len(state.pathway.nodes):,} nodes, {len(state.pathway.edges):,} arrows"
    rows.append(("Size", Words(f"{count}, {len(state.pathway.network.rules):,} rules")))
    seed = f", seed {state.seed}" if state.scheme == "asynchronous" else ""
    rows += [
        ("Update scheme", Words(f"{state.scheme}{seed}")),
        ("Program", Words(f"Pathway Explorer {__version__}")),
        ("Date", Words(written.isoformat())),
    ]
    return Section("Versions", (Pairs(tuple(rows)),))
