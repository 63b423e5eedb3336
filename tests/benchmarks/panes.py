"""Does the window ever stand still while its answers are used? Each pane first of all, then all of them at once.

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/panes.py [FILE] [--runs N] [--where] [PANE...]

For each pane a process of its own starts the real window on the map of 56 nodes (or FILE), and, nothing else having
been used before, opens the pane, flips, changes the theme, plays a scenario, closes the pane and opens it again; the
last process opens all one behind the other and goes from tab to tab. Printed for each act is the longest time in
milliseconds between two turns of the event loop, painting included, on the wall and of the processor's time that the
window's thread had: the least of N fresh processes (3), since other programs only ever make it longer. Bar: 50 ms.
``--where`` also prints what the window's thread was doing in its longest pause.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[2]))

from watchdog import Acts

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.session.commands import PlayScenario, ToggleNode
from explorer.ui.theme.fonts import font
from explorer.ui.window import answering

BAR = 50.0
PANES = {
    "what_it_takes": "what would it take",
    "hangs_on": "what it hangs on",
    "before_after": "before and after",
    "attractors": "attractors",
    "responders": "who responds",
    "story_editor": "story editor",
    "schedule": "schedule",
    "side_by_side": "side by side",
}
"""The names of their actions, and what they are called in the table."""
TOGETHER = "all together"
_PATIENCE_SECONDS = 300
_WORKER = "background-job"
OPENINGS = _FIRST, _AGAIN = "first opening", "opened again"
"""The acts that open a pane."""

Found = dict[str, tuple[float, float]]
"""For each act the longest pause, and the longest time of the window's own thread, in milliseconds."""


def map_of_56() -> Path:
    """Return the shipped pathway that the bars are about."""
    (path,) = [path for path in shipped_pathways() if path.stem == "immune-evasion-map"]
    return path


class PaneActs(Acts):
    """One window in which nothing was used yet."""

    @property
    def is_idle(self) -> bool:
        """Whether nothing moves, and no answer is being found."""
        return super().is_idle and not any(thread.name == _WORKER for thread in threading.enumerate())

    def begin(self, path: Path) -> None:
        """Open the pathway that the panes are asked about."""
        self.workspace.change_settings(animate=False)
        self.workspace.open(path)
        self.settle()
        self.inputs = [node.id for node in self.workspace.open_document.pathway.nodes.values() if node.is_input]
        self.scenarios = [scenario.id for scenario in self.workspace.open_document.pathway.scenarios]

    def ask(self, pane: str) -> None:
        """Open a pane as its menu entry does."""
        self.window.actions_by_id[pane].trigger()

    def put_away(self, pane: str) -> None:
        """Close a pane."""
        from explorer.ui.window import side_by_side

        if pane == "side_by_side":
            side_by_side.close_page(self.window)
        elif pane == "schedule":
            self.window.scheduling.leave()
        else:
            (dock,) = [dock for dock in answering.docks(self.window) if dock.objectName() == pane]
            dock.close()

    def flip(self) -> None:
        """Flip an input, another one each time."""
        self.inputs.append(self.inputs.pop(0))
        self.workspace.run(ToggleNode(self.inputs[0]))

    def play(self) -> None:
        """Play a scenario, another one each time."""
        self.scenarios.append(self.scenarios.pop(0))
        self.workspace.run(PlayScenario(self.scenarios[0]))

    def one(self, pane: str) -> None:
        """Use one pane, the first that is used at all."""
        self.act(_FIRST, lambda: self.ask(pane))
        self.act("flip", self.flip)
        self.act("another flip", self.flip)
        self.act("another theme", self.window.actions_by_id["dark"].trigger)
        if self.scenarios and pane != "schedule":
            self.act("a scenario", self.play)
        self.act("close", lambda: self.put_away(pane))
        self.act(_AGAIN, lambda: self.ask(pane))
        if self.scenarios:
            self.act("a scenario, last", self.play)

    def together(self) -> None:
        """Open all that stand in docks, one behind the other, and go from one to the other."""
        names = [name for name in PANES if name not in {"schedule", "side_by_side"}]
        for name in names:
            self.act(f"open {PANES[name]}", lambda name=name: self.ask(name))  # type: ignore[misc]
        tabs = {dock.objectName(): dock for dock in answering.docks(self.window)}
        for name in names:
            self.act(f"go to {PANES[name]}", tabs[name].raise_)
        self.act("flip with all open", self.flip)
        for name in names[:-1]:
            self.act(f"go to {PANES[name]} after a flip", tabs[name].raise_)
        self.act("another theme with all open", self.window.actions_by_id["dark"].trigger)
        self.act("side by side from there", lambda: self.ask("side_by_side"))
        self.act("and back", lambda: self.put_away("side_by_side"))
        other = next(path for path in shipped_pathways() if path != self.workspace.open_document.path)
        self.act("another pathway with all open", lambda: self.workspace.open(other))
        for name in names:
            self.act(f"close {PANES[name]}", lambda name=name: self.put_away(name))  # type: ignore[misc]


def use(what: str, path: Path, *, looks: bool = False) -> PaneActs:
    """Use one pane, or all ``TOGETHER``, in this process, and return what was found."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setFont(font(14))
    with tempfile.TemporaryDirectory() as folder:
        acts = PaneActs(application, Path(folder), looks=looks, clock=time.thread_time)
        acts.begin(path)
        if what == TOGETHER:
            acts.together()
        else:
            acts.one(what)
        acts.window.close()
        acts.until(lambda: False, seconds=0.05)
        return acts


def _in_process(what: str, path: Path, *, looks: bool) -> Found:
    words = [sys.executable, __file__, str(path), "--one", what, *(["--where"] if looks else [])]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True, timeout=_PATIENCE_SECONDS)
    *remarks, last = done.stdout.strip().splitlines()
    for remark in remarks if looks else ():
        print(remark)
    return {name: (wall, own) for name, (wall, own) in json.loads(last).items()}


def least(what: str, path: Path, runs: int, *, looks: bool = False) -> Found:
    """Return for each act the least of what ``runs`` fresh processes found.

    Raises:
        subprocess.CalledProcessError: a process ended in an error.
        subprocess.TimeoutExpired: it took longer than five minutes.
    """
    found = [_in_process(what, path, looks=looks) for _ in range(runs)]
    return {name: (min(one[name][0] for one in found), min(one[name][1] for one in found)) for name in found[0]}


def main(words: list[str]) -> None:
    """Use the panes that are named, or all."""
    looks, runs = "--where" in words, int(words[words.index("--runs") + 1]) if "--runs" in words else 3
    files = [Path(word) for word in words if Path(word).suffix and Path(word).exists()]
    path = files[0] if files else map_of_56()
    if "--one" in words:
        acts = use(words[words.index("--one") + 1], path, looks=looks)
        for name, places in acts.places.items():
            if acts.found[name].own > BAR / 2:
                for place, count in places.most_common(5):
                    print(f"      {name}: {count * 10} ms {place}")
        print(json.dumps({name: pause[:2] for name, pause in acts.found.items()}))
        return
    asked = [word for word in words if word in PANES or word == TOGETHER] or [*PANES, TOGETHER]
    print(f"{path.name}, {len(load(path).pathway.nodes)} nodes; least of {runs}")
    for what in asked:
        print(PANES.get(what, what))
        for name, (wall, own) in least(what, path, runs, looks=looks).items():
            verdict = "" if wall <= BAR else "   over the bar" if own > BAR else "   over the bar on the wall"
            print(f"   {name:<38} longest pause {wall:6.1f} ms, own {own:6.1f}{verdict}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
