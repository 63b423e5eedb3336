"""What can be asked of a node or an arrow with the right mouse button?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from explorer.pathway.excerpt import Asked
from explorer.pathway.rule_words import edge_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from explorer.pathway.definition import Edge, Node, Pathway
    from explorer.ui.canvas.hit_test import Hit
    from explorer.ui.canvas.view import CanvasView


def _add(menu: QMenu, text: str, tip: str, act: Callable[[], object], *, enabled: bool = True) -> None:
    action = menu.addAction(text)
    action.setToolTip(tip)
    action.setStatusTip(tip)
    action.setEnabled(enabled)
    action.triggered.connect(lambda _checked=False: act())


def _add_title(menu: QMenu, text: str) -> None:
    # A section's text is not shown by every style.
    menu.addAction(text.replace("&", "&&")).setEnabled(False)
    menu.addSeparator()


def menu_for(view: CanvasView, hit: Hit) -> QMenu | None:
    """Return the menu of what was hit; None where there is nothing to ask."""
    scene = view.diagram_scene
    pathway, moment = scene.pathway, scene.moment
    if pathway is None or moment is None or not hit.kind:
        return None
    if hit.kind == "compartment":
        return compartment_menu(
            view,
            pathway.compartments[hit.id].label,
            is_collapsed=hit.id in scene.collapsed,
            toggle=lambda: view.toggle_collapsed(hit.id),
            collapse_all=view.collapse_all,
            expand_all=lambda: view.set_collapsed(frozenset()),
        )
    if hit.kind == "edge":
        edge = pathway.edge_by_id[hit.id]
        return edge_menu(view, pathway, edge, show_evidence=lambda: view.selected.emit("edge", hit.id))
    view.get_parts_ready()
    return node_menu(
        view,
        pathway.nodes[hit.id],
        value=bool(moment.present[pathway.network.index[hit.id]]),
        held=hit.id in moment.pinned,
        hold=lambda value: view.hold_requested.emit(hit.id, value),
        release=lambda: view.release_requested.emit(hit.id),
        nudge=lambda: view.nudge_requested.emit(hit.id),
        part=lambda asked: view.ask_for_part(asked, hit.id),
        others=len(view.selection) > 1,
    )


def node_menu(
    parent: QWidget,
    node: Node,
    *,
    value: bool,
    held: bool,
    hold: Callable[[bool], object],
    release: Callable[[], object],
    nudge: Callable[[], object],
    part: Callable[[Asked], object],
    others: bool,
) -> QMenu:
    """Return the menu of ``node``; the actions only call what is handed in."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    _add_title(menu, node.caption)
    verb = "Switch" if node.is_input else "Hold"
    tip = "Set this input to {}." if node.is_input else "Pin it to {} against its rule until it is released."
    for target in (True, False):
        word = "ON" if target else "OFF"
        already = held and value == target if not node.is_input else value == target
        _add(menu, f"{verb} {word}", tip.format(word), partial(hold, target), enabled=not already)
    menu.addSeparator()
    back = "Put it back to its start value." if node.is_input else "Let it follow its rule again."
    _add(menu, "Release", back, release, enabled=held)
    if not node.is_input:
        nudge_tip = f"Set it {'OFF' if value else 'ON'} once, then let its rule speak."
        _add(menu, "Nudge once", nudge_tip, nudge, enabled=not held)
    menu.addSeparator()
    for text, tip, asked in PARTS:
        needs_two = asked in {Asked.BETWEEN, Asked.PATH}
        if not needs_two or others:
            _add(menu, text, tip, partial(part, asked))
    return menu


PARTS = (
    ("Show only what leads to this node", "Hide whatever cannot reach it along arrows.", Asked.LEADING_TO),
    ("Show only what follows from it", "Hide whatever it cannot reach along arrows.", Asked.FOLLOWING_FROM),
    ("Show only what lies between the selected nodes", "Hide whatever is on no way between them.", Asked.BETWEEN),
    ("Highlight path", "Fade whatever is on no shortest way between the selected nodes.", Asked.PATH),
)
"""Words, a sentence, and what is asked; the last two need several selected nodes."""


def edge_menu(parent: QWidget, pathway: Pathway, edge: Edge, *, show_evidence: Callable[[], object]) -> QMenu:
    """Return the menu of an arrow."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    _add_title(menu, edge_in_words(pathway, edge))
    _add(menu, "Show evidence", "Show what is known about this arrow and the papers behind it.", show_evidence)
    return menu


def compartment_menu(
    parent: QWidget,
    label: str,
    *,
    is_collapsed: bool,
    toggle: Callable[[], object],
    collapse_all: Callable[[], object],
    expand_all: Callable[[], object],
) -> QMenu:
    """Return the menu of a compartment."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    menu.addSection(label)
    tip = "Draw every node in it again." if is_collapsed else "Draw it as one box with how many of its nodes are ON."
    _add(menu, "Expand" if is_collapsed else "Collapse", tip, toggle)
    menu.addSeparator()
    _add(menu, "Collapse all", "Draw every compartment as one box.", collapse_all)
    _add(menu, "Expand all", "Draw every node again.", expand_all)
    return menu
