"""What do files of many nodes look like? A random network, the same at every run, as .bnet and as a pathway file."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEED = 1
_INPUTS = 40
_CELLS = 12
_REACH = 400
"""A node is regulated by nodes at most so far before it in the file."""


def regulators(nodes: int, edges: int) -> Iterator[tuple[str, list[tuple[str, bool]]]]:
    """Yield each node with its regulators, and whether they inhibit; the first have none."""
    choice = random.Random(SEED)  # noqa: S311  (nothing secret)
    most = max(1, round(edges / max(1, nodes - _INPUTS)))
    for at in range(nodes):
        before = [] if at < _INPUTS else [max(0, at - choice.randint(1, _REACH)) for _ in range(most)]
        yield f"N{at}", [(f"N{one}", choice.random() < 0.25) for one in dict.fromkeys(before)]


def write_bnet(path: Path, nodes: int, edges: int) -> None:
    """Write the network as ``.bnet``."""
    lines = ["targets, factors"]
    for node, before in regulators(nodes, edges):
        if before:
            lines.append(f"{node}, {' | '.join(('!' if inhibits else '') + one for one, inhibits in before)}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_yaml(path: Path, nodes: int, edges: int) -> None:
    """Write the network as a pathway file with compartments and arrows, without places."""
    lines = ["format: pathway/1", "id: large", f"title: {nodes} nodes", "compartments:"]
    lines += [f"  c{at}: {{label: Cell {at}, kind: cell}}" for at in range(_CELLS)]
    arrows = ["edges:"]
    lines.append("nodes:")
    for at, (node, before) in enumerate(regulators(nodes, edges)):
        kind = "outcome" if nodes - at <= _CELLS else "protein" if before else "drug"
        lines += [f"  {node}:", f"    label: Protein {node}", f"    kind: {kind}", f"    in: c{at * _CELLS // nodes}"]
        if kind == "outcome":
            lines.append("    wanted: off")
        if before:
            rule = " or ".join(("not " if inhibits else "") + one for one, inhibits in before)
            lines.append(f"    rule: {rule}")
        arrows += [
            f"  - {{from: {one}, to: {node}, effect: {'inhibits' if inhibits else 'activates'}}}"
            for one, inhibits in before
        ]
    path.write_text("\n".join([*lines, *arrows]) + "\n", encoding="utf-8")
