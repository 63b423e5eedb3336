"""What can be chosen from a menu? What to add, where to start from, and what to do with a bar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from explorer.session.commands import word
from explorer.session.schedule_sources import bars_of_runs, bars_of_scenario, order_examples
from explorer.session.scheduling import SetSchedules
from explorer.ui.panels.interventions import grouped

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

    from explorer.pathway.definition import Node, Pathway, Scenario
    from explorer.session.schedule import Bar
    from explorer.session.snapshot import DocumentState
    from explorer.ui.schedule.bar_button import Change

_MOST_RULED = 60
_LONGEST = 90
"""Letters of an entry; its tooltip has them all."""
_QUICK = 400
"""Nodes up to which scenarios are run to find those whose end depends on the past: 15 of them on 56 take 20 ms."""


def fill_adding(menu: QMenu, pathway: Pathway, selected: str, choose: Callable[[str], object]) -> None:
    """Offer every input and drug, and the ruled nodes in a menu of their own; ``choose`` is called with a node."""
    menu.clear()
    chosen = pathway.nodes.get(selected)
    if chosen is not None and not chosen.is_input:
        _offer(menu, chosen, choose)
    for heading, nodes in grouped(pathway).items():
        _head(menu, heading)
        for node in nodes:
            _offer(menu, node, choose)
    ruled = [node for node in pathway.nodes.values() if not node.is_input]
    if ruled:
        menu.addSeparator()
        others = menu.addMenu("Hold a node against its rule")
        for node in ruled[:_MOST_RULED]:
            _offer(others, node, choose)
        if len(ruled) > _MOST_RULED:
            others.addAction("Select another one on the diagram first").setEnabled(False)


def _head(menu: QMenu, words: str) -> None:
    """Add a heading; Qt's own sections lose their words under a style sheet."""
    if not menu.isEmpty():
        menu.addSeparator()
    menu.addAction(words.replace("&", "&&")).setEnabled(False)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _offer(menu: QMenu, node: Node, choose: Callable[[str], object]) -> None:
    action = menu.addAction(node.caption.replace("&", "&&"))
    action.setToolTip(node.description or node.label)
    action.triggered.connect(partial(_with_node, choose, node.id))


def _with_node(choose: Callable[[str], object], node: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
    choose(node)


def fill_sources(menu: QMenu, state: DocumentState, take: Callable[[SetSchedules], object]) -> None:
    """Offer the phases run so far, the scenarios of the file, and pairs of them that show that the order matters."""
    menu.clear()
    pathway = state.pathway
    so_far = menu.addAction("The phases run so far")
    so_far.setToolTip("What was switched and held since the start, each phase as long as its run took")
    bars = bars_of_runs(state)
    so_far.setEnabled(bool(bars))
    so_far.triggered.connect(lambda: take(SetSchedules((bars,), "Schedule from the phases run so far")))
    scenarios = menu.addMenu("A scenario of this file")
    scenarios.setEnabled(bool(pathway.scenarios))
    for scenario in pathway.scenarios:
        action = scenarios.addAction(scenario.title.replace("&", "&&"))
        action.triggered.connect(partial(_take_scenario, take, pathway, scenario))
    examples = list(order_examples(pathway)) if len(pathway.nodes) <= _QUICK else []
    if examples:
        _head(menu, "Compare: the same therapy at the end, but another past")
    for example in examples:
        action = menu.addAction(_short(example.title).replace("&", "&&"))
        differing = ", ".join(pathway.nodes[node].caption for node in example.differing)
        action.setToolTip(f"{example.title}\nEnds differently in: {differing}")
        command = SetSchedules(example.schedules, f"Compare: {example.title}")
        action.triggered.connect(lambda _=False, command=command: take(command))
    menu.addSeparator()
    empty = menu.addAction("An empty schedule")
    empty.setEnabled(any(state.schedules))
    empty.triggered.connect(lambda: take(SetSchedules((), "Clear the schedule")))


def _take_scenario(
    take: Callable[[SetSchedules], object], pathway: Pathway, scenario: Scenario, _checked: object = None
) -> None:
    take(SetSchedules((bars_of_scenario(pathway, scenario),), f"Schedule from: {scenario.title}"))


def bar_menu(menu: QMenu, bar: Bar, caption: str, ask: Callable[[Change | None], object]) -> None:
    """Offer what can be done with a bar; ``ask`` is called with the change, None for its other value."""
    from explorer.ui.schedule.bar_button import Change

    _head(menu, caption)
    menu.addAction(f"Hold {word(not bar.value)} instead").triggered.connect(lambda: ask(None))
    end = "Let it go on for ever" if bar.end is not None else "Let it end after 6 steps"
    menu.addAction(f"{end}\tEnd").triggered.connect(lambda: ask(Change.OPEN))
    first = menu.addAction("Move to the first step\tHome")
    first.setEnabled(bar.start > 0)
    first.triggered.connect(lambda: ask(Change.TO_START))
    menu.addSeparator()
    menu.addAction("Remove\tDel").triggered.connect(lambda: ask(Change.REMOVE))
