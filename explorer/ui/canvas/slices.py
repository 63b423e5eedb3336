"""How is long work on the scene done without the window standing still? In slices, one a turn of the event loop."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.ui.garbage import rest_collector, wake_collector

if TYPE_CHECKING:
    from collections.abc import Iterator

SLICE_SECONDS = 0.012


class Slices(QObject):
    """One piece of work at a time; every step of its iterator is short.

    While there is work Python's search for unreachable cycles rests: with a hundred thousand new objects each search
    stops the window for 70 to 160 ms, and what is made here is there to stay.
    """

    finished = Signal()

    def __init__(self, parent: QObject, *, seconds: float = SLICE_SECONDS) -> None:
        """Work for ``seconds`` a turn."""
        super().__init__(parent)
        self._seconds = seconds
        self._work: Iterator[object] | None = None
        self._rest = _Rest()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)
        self.destroyed.connect(self._rest.end)

    @property
    def is_busy(self) -> bool:
        """Whether there is something left to do."""
        return self._work is not None

    def run(self, work: Iterator[object]) -> None:
        """Do ``work`` from the next turn on, in place of what was left to do."""
        self._work = work
        self._rest.begin()
        self._timer.start()

    def stop(self) -> None:
        """Leave the rest undone."""
        self._rest.end()
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
        end = perf_counter() + self._seconds
        for _ in work:
            if self._work is not work or perf_counter() > end:
                return
        self.stop()
        self.finished.emit()


class _Rest:
    """The rest of the collector that one piece of work asks for; others may ask for theirs meanwhile."""

    def __init__(self) -> None:
        self._is_on = False

    def begin(self) -> None:
        """Let it rest, unless it does so for this work already."""
        if not self._is_on:
            self._is_on = True
            rest_collector()

    def end(self) -> None:
        """Let it work again, as far as this work is concerned."""
        if self._is_on:
            self._is_on = False
            wake_collector()


_LET_GO_A_STEP = 20


def let_go(parent: QObject, things: list[object]) -> None:
    """Let go of ``things``, the only holder of which is this list, a little a turn."""
    work = Slices(parent)

    def letting_go() -> Iterator[None]:
        while things:
            del things[-_LET_GO_A_STEP:]
            yield

    work.finished.connect(work.deleteLater)
    work.run(letting_go())
