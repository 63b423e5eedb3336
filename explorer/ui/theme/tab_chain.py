"""In which order does Tab visit the widgets of one pane, where that is not the order in which they were made?

Qt keeps such an order, but tells it only widget by widget (``nextInFocusChain``), which PySide 6.11 cannot bear: it
takes what is returned for a child of the widget that was asked, and holds all that follows, the menus too, for deleted
when that one is. So the order is noted on the widgets as well.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHAIN, _PLACE = "tab_chain", "tab_place"


def chain(name: str, widgets: Sequence[QWidget]) -> None:
    """Let Tab visit ``widgets`` one after the other; ``name`` tells this chain from others in the same window."""
    for one, following in pairwise(widgets):
        QWidget.setTabOrder(one, following)
    for place, widget in enumerate(widgets):
        widget.setProperty(_CHAIN, name)
        widget.setProperty(_PLACE, place)


def in_order(widgets: Sequence[QWidget]) -> list[QWidget]:
    """Return ``widgets``, those of each chain in its order, at the places that they have among the others."""
    found = list(widgets)
    chains: dict[str, list[int]] = {}
    for at, widget in enumerate(found):
        name = widget.property(_CHAIN)
        if name:
            chains.setdefault(name, []).append(at)
    for places in chains.values():
        members = sorted((widgets[at] for at in places), key=lambda widget: int(widget.property(_PLACE)))
        for at, widget in zip(places, members, strict=True):
            found[at] = widget
    return found
