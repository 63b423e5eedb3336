"""Can anything of a pathway keep turning? Only where arrows lead back to where they came from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway

_MOST_SOUGHT = 2000  # arrows; in larger networks a loop is taken for granted


def has_loop(pathway: Pathway) -> bool:
    """Whether some arrows form a loop; without one every run ends at rest (Robert 1980), in whichever order."""
    if len(pathway.edges) > _MOST_SOUGHT:
        return True
    waiting = Counter(edge.target for edge in pathway.edges)
    ready = [node for node in pathway.nodes if not waiting[node]]
    done = 0
    while ready:
        node = ready.pop()
        done += 1
        for edge in pathway.arrows_at.get(node, ()):
            if edge.source == node:
                waiting[edge.target] -= 1
                if not waiting[edge.target]:
                    ready.append(edge.target)
    return done < len(pathway.nodes)
