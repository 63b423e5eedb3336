"""Is this installation sound? The real window opens every shipped pathway, flips, plays, exports, and says so."""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.ui.platform_check import ensure_window_possible
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.ui.window.main_window import MainWindow

PATIENCE_SECONDS = 20.0


@dataclass
class Report:
    """Lines of the test, printed as they come."""

    say: Callable[[str], object]
    failures: list[str] = field(default_factory=list)

    def check(self, *, passed: bool, what: str) -> None:
        """Print one line; remember it if it did not pass."""
        self.say(f"{'ok  ' if passed else 'FAIL'}  {what}")
        if not passed:
            self.failures.append(what)


def run_self_test(say: Callable[[str], object] = print) -> int:
    """Run the test in a real window and return the exit code: 0 if all is well, 1 otherwise.

    Raises:
        WindowUnavailableError: no window can be opened on this machine.
    """
    ensure_window_possible()
    from PySide6.QtWidgets import QApplication

    from explorer.locate import shipped_pathways
    from explorer.session.settings import SettingsFile
    from explorer.ui.theme.fonts import family, font
    from explorer.ui.window.main_window import MainWindow
    from explorer.ui.window.start import complete_after_paint
    from explorer.ui.window.workspace import Workspace

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("pathway-explorer")
    application.setFont(font(14))
    report = Report(say)
    report.check(passed="Source Sans" in family(), what=f"font: {family()}")
    shipped = shipped_pathways()
    report.check(passed=len(shipped) >= 5, what=f"{len(shipped)} shipped pathways found")
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(SettingsFile(Path(folder) / "settings.json"))
        window = MainWindow(workspace)
        for path in shipped[:1]:
            workspace.open(path)
        window.show()
        complete_after_paint(window, at_once=True)
        ready = wait_until(lambda: window.timeline_panel is not None)
        report.check(passed=ready, what=f"window on screen ({application.platformName()}), timeline built")
        for path in shipped:
            _try_pathway(window, path, Path(folder), report)
        window.close()
    say("The program works here." if not report.failures else f"{len(report.failures)} checks failed.")
    return 1 if report.failures else 0


def wait_until(condition: Callable[[], bool], *, seconds: float = PATIENCE_SECONDS) -> bool:
    """Let the window live until ``condition`` holds; returns whether it did within ``seconds``."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    return True


def _try_pathway(window: MainWindow, path: Path, folder: Path, report: Report) -> None:
    from explorer.pathway.definition import NodeKind
    from explorer.pathway.scenario import play
    from explorer.session.commands import PlayScenario, ToggleNode

    workspace = window.workspace
    report.check(passed=workspace.open(path), what=f"{path.name}: opened")
    document = workspace.open_document
    workspace.player.speed = 8.0
    start = document.state
    inputs = [node.id for node in start.pathway.nodes.values() if node.kind in {NodeKind.DRUG, NodeKind.CONDITION}]
    for node in inputs:
        workspace.run(ToggleNode(node))
    settled = wait_until(lambda: not workspace.player.playing)
    shown = workspace.moment.after == document.state.present
    report.check(
        passed=settled and shown, what=f"{path.name}: {len(inputs)} inputs flipped, the run was played to rest"
    )
    for _ in inputs:
        workspace.undo()
    report.check(passed=document.state == start, what=f"{path.name}: undone to the start")
    held = 0
    for scenario in start.pathway.scenarios:
        workspace.run(PlayScenario(scenario.id))
        held += play(start.pathway, scenario).holds and document.state.scenario == scenario.id
    everything = len(start.pathway.scenarios)
    report.check(passed=held == everything, what=f"{path.name}: {held} of {everything} scenarios end as expected")
    workspace.player.skip_to_end()
    _try_exports(window, folder, report)


def _try_exports(window: MainWindow, folder: Path, report: Report) -> None:
    from explorer.ui.export.film import run_film
    from explorer.ui.export.film_files import write_film
    from explorer.ui.export.picture import render_picture

    pathway = window.workspace.open_document.pathway
    assert window.diagram is not None
    beginnings = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}
    for ending, beginning in beginnings.items():
        out = folder / f"{pathway.id}{ending}"
        render_picture(pathway, window.diagram, window.workspace.moment, path=out, theme=window.theme)
        content = out.read_bytes()
        passed = content.startswith(beginning) and len(content) > 5_000
        report.check(passed=passed, what=f"{pathway.id}: exported as {ending[1:].upper()} ({len(content) // 1024} kB)")
    timeline = window.workspace.player.timeline
    first = max(timeline.replayed_from, timeline.last - 3)
    film = run_film(timeline, pathway, window.diagram, first=first, size=(320, 240), theme=window.theme, fps=4)
    for ending, beginning in {".gif": b"GIF89a", ".webp": b"RIFF"}.items():
        content = write_film(film, folder / f"{pathway.id}{ending}")[0].read_bytes()
        passed = content.startswith(beginning) and len(content) > 2_000
        report.check(passed=passed, what=f"{pathway.id}: filmed as {ending[1:].upper()} ({len(content) // 1024} kB)")
