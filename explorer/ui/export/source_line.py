"""Which sources stand below a picture? Those behind what it shows, in short, as many as a line holds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetricsF

from explorer.pathway.citing import short_name
from explorer.ui.theme.fonts import font

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway
    from explorer.pathway.story import Staging


def sources_behind(pathway: Pathway, staging: Staging) -> list[str]:
    """Return the sources of the arrows and nodes that are seen, in short, those that most rests on first."""
    away = staging.hidden | staging.faded
    seen = [edge for edge in pathway.edges if edge.id not in away]
    nodes = [node for id_, node in pathway.nodes.items() if id_ not in away]
    cited = Counter(id_ for edge in seen for id_ in (*edge.evidence, *edge.against))
    cited.update(id_ for node in nodes for id_ in (*node.evidence, *node.against))
    known = [pathway.references[id_] for id_, _ in cited.most_common() if id_ in pathway.references]
    return list(dict.fromkeys(short_name(reference) for reference in known))


def fitting_sources(sources: list[str], width: float, size: float) -> str:
    """Return one line of ``sources`` that is at most ``width`` pixels long in letters of ``size``."""
    metrics = QFontMetricsF(font(size))
    for number in range(len(sources), 0, -1):
        rest = len(sources) - number
        words = f"Sources: {' · '.join(sources[:number])}{f' and {rest} more' if rest else ''}"
        if metrics.horizontalAdvance(words) <= width:
            return words
    return f"{len(sources)} sources, named in the pathway file" if sources else ""
