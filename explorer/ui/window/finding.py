"""How is something found and gone to? The window's half of the search: what there is, and what going there means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from explorer.session import commands
from explorer.session.search import (
    ACTION,
    NODE,
    SCENARIO,
    Found,
    Name,
    SearchIndex,
    Target,
    node_targets,
    scenario_targets,
)
from explorer.ui.background import Job
from explorer.ui.canvas.hit_test import Hit
from explorer.ui.panels.search_box import SearchBox
from explorer.ui.window.actions import ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from PySide6.QtGui import QAction

    from explorer.pathway.definition import Node, Pathway
    from explorer.ui.window.main_window import MainWindow

_AT_ONCE = 400
"""Nodes up to which names are read at once (20 ms); of more they are read in a thread."""
_AROUND = (300.0, 200.0)  # diagram units shown beside and above a node that is gone to
_ROWS = {row.id: row for row in ROWS}


class Finder(QObject):
    """The search box of one window. Names are read when the box is entered, and again when the pathway has changed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._index: SearchIndex | None = None
        self._nodes: Mapping[str, Node] | None = None
        self._job: Job[SearchIndex] | None = None
        self._actions: dict[str, QAction] = {}
        self.box = SearchBox(self.ask)
        self.box.entered.connect(self.prepare)
        self.box.left.connect(self.back_to_canvas)
        self.box.chosen.connect(self.go)
        window.workspace.document_opened.connect(self._prepare_early)

    @property
    def is_reading(self) -> bool:
        """Whether names are still being read."""
        return self._job is not None

    def find(self) -> None:
        """Take the keyboard to the search box."""
        self.box.begin()

    def find_next(self, *, forward: bool) -> None:
        """Go to the next node found, or ask for something to find."""
        if not self.box.next_node(forward=forward):
            self.box.begin()

    def prepare(self) -> None:
        """Read the names of the open pathway, if that has not been done."""
        document = self._window.workspace.document
        if document is None or document.pathway.nodes is self._nodes:
            return
        pathway = document.pathway
        self._nodes, self._index = pathway.nodes, None
        self.stop()
        self._actions = dict(_all_actions(self._window))
        commands_ = tuple(_action_targets(self._actions))
        if len(pathway.nodes) <= _AT_ONCE:
            self._index = _index(pathway, commands_)
            return
        self._index = SearchIndex(commands_)  # until the names are read, at least commands are found
        self._job = Job(_reading(pathway, commands_), self)
        self._job.answered.connect(self._adopt)
        self._job.start()

    def _prepare_early(self) -> None:
        """Read the names of a large pathway before anybody asks: the first letter typed finds them read."""
        document = self._window.workspace.document
        if document is not None and len(document.pathway.nodes) > _AT_ONCE and self._window.is_furnished:
            QTimer.singleShot(180, self, self.prepare)

    def stop(self) -> None:
        """Give up reading names."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _adopt(self, index: SearchIndex) -> None:
        self._index, self._job = index, None
        if self.box.text():
            self.box.refresh()

    def ask(self, query: str) -> tuple[Found, ...]:
        """Return what ``query`` finds; commands that cannot be given now are left out."""
        self.prepare()
        if self._index is None:
            return ()
        found = self._index.search(query, most=16)
        return tuple(hit for hit in found if hit.target.kind != ACTION or self._actions[hit.target.id].isEnabled())[:12]

    def go(self, kind: str, id_: str) -> None:
        """Go to a node, give a command, or play a scenario."""
        self.back_to_canvas()
        if kind == NODE:
            go_to_node(self._window, id_)
        elif kind == SCENARIO:
            self._window.workspace.run(commands.PlayScenario(id_))
        elif kind == ACTION:
            self._actions[id_].trigger()

    def back_to_canvas(self) -> None:
        """Give the keyboard back to the diagram."""
        self._window.canvas.setFocus()


def go_to_node(window: MainWindow, node: str) -> None:
    """Select ``node``, show it in the inspector, and move the camera to it."""
    canvas = window.canvas
    item = canvas.diagram_scene.node_items.get(node)
    if item is None:
        window.show_selected("node", node)
        return
    canvas.choose(Hit("node", node))
    across, down = _AROUND
    canvas.glide_to(item.area.adjusted(-across, -down, across, down))


def _index(pathway: Pathway, extra: tuple[Target, ...]) -> SearchIndex:
    return SearchIndex((*node_targets(pathway), *scenario_targets(pathway), *extra))


def _reading(pathway: Pathway, extra: tuple[Target, ...]) -> Callable[[Callable[[], bool]], Iterator[SearchIndex]]:
    def work(_gives_up: Callable[[], bool]) -> Iterator[SearchIndex]:
        yield _index(pathway, extra)

    return work


def _all_actions(window: MainWindow) -> Iterator[tuple[str, QAction]]:
    """Yield every command of the menus with its id; scenarios and recent files are found otherwise."""
    yield from window.actions_by_id.items()
    known = set(window.actions_by_id.values())
    for title, menu in window.menus.items():
        if title != "Scenarios":
            for id_, action in _menu_actions(menu, title, besides=window.recent_menu):
                if action not in known:
                    yield id_, action


def _menu_actions(menu: QMenu, path: str, *, besides: QMenu) -> Iterator[tuple[str, QAction]]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            if inner is besides:
                continue
            yield from _menu_actions(inner, f"{path} › {_plain(inner.title())}", besides=besides)
        elif not action.isSeparator() and action.text():
            yield f"{path} › {_plain(action.text())}", action


def _action_targets(actions: Mapping[str, QAction]) -> Iterator[Target]:
    for id_, action in actions.items():
        row = _ROWS.get(id_)
        path, _, last = id_.rpartition(" › ")
        text = _plain(row.text) if row else last
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        where = row.menu if row else path
        names = [Name(text, "command", 0.95), Name(f"{where} {text}", "command", 0.6, is_loose=False)]
        if row and row.tip:
            names.append(Name(row.tip, "command", 0.4, is_loose=False))
        yield Target(ACTION, id_, text, tuple(names), " · ".join(part for part in (where, keys) if part))


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
