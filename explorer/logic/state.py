"""What is a state? One bit a node, in network order, as a tuple."""

from __future__ import annotations

from typing import TypeAlias

State: TypeAlias = tuple[int, ...]
"""0 or 1 for each node, in the order of ``Network.nodes``."""


def changed(before: State, after: State) -> tuple[int, ...]:
    """Return the numbers of the nodes whose bits differ."""
    return tuple(at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new)
