"""How is a pathway laid out without the window waiting? In a thread, on frozen values; the result comes by a signal."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from explorer.pathway.layout.engine import LayoutCancelledError, Watcher
from explorer.pathway.layout.layered import LayeredEngine
from explorer.pathway.placing import placed_and_routed
from explorer.ui.garbage import rest_collector, wake_collector

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway

_SECONDS_BETWEEN = 0.1
_BREATH = 0.0005


class LayoutWork(QObject):
    """Lays one pathway out. Signals arrive on the thread of this object; after ``cancel`` there are none."""

    progressed = Signal(float)
    """The part that is done, from 0 to 1; some ten times a second."""
    finished = Signal(object)
    """The pathway with a place for everything."""
    _told = Signal(float)
    _done = Signal(object)

    def __init__(self, pathway: Pathway, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pathway = pathway
        self._cancelled = threading.Event()
        self._last_told = 0.0
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._done.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="layout", daemon=True)

    def start(self) -> None:
        """Begin."""
        rest_collector()
        self._thread.start()

    def cancel(self) -> None:
        """Stop the work soon and tell nothing more."""
        self._cancelled.set()

    def wait(self) -> None:
        """Return when the thread has ended; after ``cancel`` that takes a moment at most."""
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        watcher = Watcher(self._report, self._cancelled.is_set)
        try:
            # With care, however large it is: whoever asks for this can wait, and stop it.
            found = placed_and_routed(self._pathway, watcher, engine=LayeredEngine())
        except LayoutCancelledError:
            return
        finally:
            wake_collector()
        if not self._cancelled.is_set():
            self._done.emit(found)

    def _report(self, part: float) -> None:
        time.sleep(_BREATH)  # lets the window's thread have the interpreter at once
        now = time.monotonic()
        if now - self._last_told >= _SECONDS_BETWEEN:
            self._last_told = now
            self._told.emit(part)

    def _tell(self, part: float) -> None:
        if not self._cancelled.is_set():
            self.progressed.emit(part)

    def _finish(self, pathway: Pathway) -> None:
        self._thread.join()
        if not self._cancelled.is_set():
            self.finished.emit(pathway)
