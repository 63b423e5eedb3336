"""How does the window come up? As little as possible before the first paint, the rest right after it."""

from __future__ import annotations

import gc
import json
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.ui.platform_check import ensure_window_possible

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from explorer.ui.window.main_window import MainWindow

_IMPORTED_AT = time.monotonic()
_LEAVING_SECONDS = 20.0
"""How long, once the window is closed, what is still being drawn may take to notice it and to clean up."""


def open_window(
    path: Path | None,
    *,
    time_start: bool = False,
    debug: bool = False,
    present: bool = False,
    kiosk: bool = False,
) -> int:
    """Open the window on ``path`` (the last pathway, or the default, if None) and stay until it is closed.

    Args:
        path: a pathway file.
        time_start: print one JSON line with times in milliseconds from process start and leave.
        debug: tell on standard error what the window does.
        present: tell the story of the pathway once the window is there.
        kiosk: the same, in a loop.

    Returns:
        The exit code.

    Raises:
        WindowUnavailableError: no window can be opened on this machine.
    """
    gc.disable()  # until the first paint: there is no garbage yet, and looking for it takes 10 ms
    ensure_window_possible()
    _import_what_needs_no_qt()
    from PySide6.QtWidgets import QApplication

    from explorer.session.settings import SettingsFile, settings_path
    from explorer.ui.background import wait_for_threads
    from explorer.ui.crash import install_crash_report
    from explorer.ui.theme.fonts import font
    from explorer.ui.window.first_paint import FirstPaint
    from explorer.ui.window.main_window import MainWindow
    from explorer.ui.window.workspace import Workspace

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    _name(application)
    application.setFont(font(14))
    workspace = Workspace(SettingsFile(settings_path()))
    window = MainWindow(workspace)
    install_crash_report(window)
    open_first(window, path)
    window.show()
    if debug:
        from explorer.ui.debug import narrate

        narrate(window)
    times: dict[str, float] = {}
    furnished = partial(_go_on, window, times if time_start else None, present=present, kiosk=kiosk)
    complete_after_paint(window, at_once=debug, furnished=furnished)
    if time_start:
        # Watchers are told in the reverse order: the time is taken before anything else is built.
        FirstPaint(window.canvas.viewport(), lambda: times.setdefault("first_paint_ms", since_process_start()))
    code = application.exec()
    wait_for_threads(_LEAVING_SECONDS)
    return code


def _go_on(window: MainWindow, times: dict[str, float] | None, *, present: bool, kiosk: bool) -> None:
    """Do what was asked for on the command line, now that the window is there."""
    if times is not None:
        _report(window, times)
    elif present:
        from explorer.ui.window.presenting import present_when_open

        present_when_open(window, kiosk=kiosk)


def _name(application: QApplication) -> None:
    application.setApplicationName("pathway-explorer")
    application.setApplicationDisplayName("Pathway Explorer")
    application.setDesktopFileName("pathway-explorer")


def _import_what_needs_no_qt() -> None:
    """Import these while Qt is not there: PySide6 reads the source of every module that is imported after it.

    It looks for its name in them (``_mod_uses_pyside`` in 6.11): 135 sources and 15 ms in a profile of the start.
    """
    import explorer.io.kept
    import explorer.pathway.areas
    import explorer.pathway.diagram
    import explorer.pathway.excerpt
    import explorer.session.document
    import explorer.session.library
    import explorer.session.moment
    import explorer.session.moved_places
    import explorer.session.player
    import explorer.session.settings  # noqa: F401  (only the imports themselves are wanted here)


def open_first(window: object, path: Path | None) -> None:
    """Open ``path``; where that fails or is None, the pathway open last; where that fails, the default."""
    from explorer.locate import shipped_pathways
    from explorer.session.library import is_there
    from explorer.ui.window.main_window import MainWindow

    assert isinstance(window, MainWindow)
    last = window.workspace.settings.last_pathway
    candidates = [path] if path is not None else []
    if path is None and last and is_there(Path(last)):
        candidates.append(Path(last))
    asked = [*candidates, *shipped_pathways()]
    if not asked or not window.workspace.open_kept(asked[0]):
        any(window.workspace.open(candidate) for candidate in asked)
    if window.workspace.document is None and window.workspace.opening.is_busy:
        window.workspace.opening.open_meanwhile(shipped_pathways()[0])


def complete_after_paint(
    window: object, *, at_once: bool = False, furnished: Callable[[], object] = lambda: None
) -> None:
    """Furnish the window once the diagram is painted, and build the timeline when the window is first used.

    Args:
        window: the main window, not yet painted.
        at_once: do not wait with the timeline for somebody to use the window.
        furnished: called when everything but the timeline is there.
    """
    from PySide6.QtCore import QTimer

    from explorer.ui.window.first_paint import FirstPaint
    from explorer.ui.window.main_window import MainWindow

    assert isinstance(window, MainWindow)

    def begin() -> None:
        from explorer.ui.garbage import wake_unless_resting
        from explorer.ui.window.first_use import FirstUse

        wake_unless_resting()
        window.furnish()
        window.workspace.read_properly()
        if window.workspace.settings_complaint:
            window.message_bar.show_message(window.workspace.settings_complaint, "warning")
        QTimer.singleShot(0, window, furnished)
        if at_once:
            _complete_aside(window)
        else:
            FirstUse(window, lambda: _complete_aside(window))

    FirstPaint(window.canvas.viewport(), begin)


def _complete_aside(window: MainWindow) -> None:
    """Import the plotting library in a thread, then build what needs it; then load what answers need, in one too."""
    from explorer.ui.canvas.slices import Slices
    from explorer.ui.qt_types import making

    def complete() -> None:
        window.complete()
        load_aside(window, ANSWERS, lambda: None)

    types = Slices(window)
    types.finished.connect(types.deleteLater)
    types.finished.connect(lambda: load_aside(window, ("pyqtgraph",), complete))
    types.run(making())


def load_aside(window: MainWindow, modules: tuple[str, ...], then: Callable[[], None]) -> None:
    """Import ``modules`` in a thread; ``then`` is called in the window's."""
    from PySide6.QtCore import QTimer

    from explorer.ui.garbage import rest_collector, wake_collector

    loading = threading.Thread(target=_import_all, args=(modules,), name=f"import-{modules[0]}", daemon=True)
    rest_collector()
    loading.start()
    watch = QTimer(window)
    watch.setInterval(15)

    def finish() -> None:
        if not loading.is_alive():
            watch.stop()
            watch.deleteLater()
            wake_collector()
            then()

    watch.timeout.connect(finish)
    watch.start()


def _import_all(modules: tuple[str, ...]) -> None:
    import importlib

    for module in modules:
        importlib.import_module(module)


ANSWERS = (
    "explorer.ui.answers.what_it_takes",
    "explorer.ui.answers.hangs_on",
    "explorer.ui.answers.before_after",
    "explorer.ui.answers.attractors",
    "explorer.ui.answers.responders",
    "explorer.ui.story.pane",
    "explorer.ui.window.storytelling",
    "explorer.ui.schedule.pane",
    "explorer.ui.schedule.strip",
    "explorer.ui.window.side_by_side",
    "explorer.ui.window.marking",
    "explorer.ui.window.case_tables",
    "explorer.session.trying",
    "explorer.session.entering",
    "explorer.ui.canvas.keyboard",
)
"""What the window loads when somebody has begun to use it, so that the first question is not kept waiting."""


def since_process_start() -> float:
    """Return the milliseconds since this process was started, imports included."""
    try:
        with Path("/proc/self/stat").open(encoding="ascii") as stream:
            ticks = int(stream.read().rsplit(")", 1)[1].split()[19])
        with Path("/proc/uptime").open(encoding="ascii") as stream:
            uptime = float(stream.read().split()[0])
    except (OSError, ValueError, IndexError):
        # Elsewhere the start of the interpreter is not known: the import of this module is the nearest.
        return (time.monotonic() - _IMPORTED_AT) * 1000
    import os

    return (uptime - ticks / os.sysconf("SC_CLK_TCK")) * 1000


def resident_megabytes() -> float:
    """Return the memory that this process holds now, in MB; its peak where only that is known."""
    try:
        with Path("/proc/self/statm").open(encoding="ascii") as stream:
            pages = int(stream.read().split()[1])
    except (OSError, ValueError, IndexError):
        if sys.platform == "win32":
            return 0.0
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
    import os

    return pages * os.sysconf("SC_PAGE_SIZE") / (1024 * 1024)


def _report(window: object, times: dict[str, float]) -> None:
    from explorer.ui.window.main_window import MainWindow

    assert isinstance(window, MainWindow)
    times["interactive_ms"] = since_process_start()
    times["rss_mb"] = resident_megabytes()
    print(json.dumps({name: round(value, 1) for name, value in times.items()}), flush=True)  # noqa: T201
    window.close()
