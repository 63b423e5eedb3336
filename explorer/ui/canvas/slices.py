"""How is long work on the scene done without the window standing still? In slices, one a turn of the event loop."""

from __future__ import annotations

import gc
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.ui.garbage import wake_unless_resting

if TYPE_CHECKING:
    from collections.abc import Iterator

SLICE_SECONDS = 0.012


class Slices(QObject):
    """One piece of work at a time; every step of its iterator is short.

    While there is work Python's search for unreachable cycles rests: with a hundred thousand new objects each search
    stops the window for 70 to 160 ms, and what is made here is there to stay.
    """

    finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Iterator[object] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)
        self.destroyed.connect(_search_again)

    @property
    def is_busy(self) -> bool:
        """Whether there is something left to do."""
        return self._work is not None

    def run(self, work: Iterator[object]) -> None:
        """Do ``work`` from the next turn on, in place of what was left to do."""
        self._work = work
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leave the rest undone."""
        if self._work is not None:
            _search_again()
        self._work = None
        self._timer.stop()

    def finish(self) -> None:
        """Do all that is left now."""
        while self._work is not None:
            self._turn()

    def _turn(self) -> None:
        work = self._work
        if work is None:
            self._timer.stop()
            return
        end = perf_counter() + SLICE_SECONDS
        for _ in work:
            if self._work is not work or perf_counter() > end:
                return
        self.stop()
        self.finished.emit()


def _search_again() -> None:
    wake_unless_resting()
