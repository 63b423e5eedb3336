"""When may Python look for unreachable cycles? Never while another thread is at work, and never in one.

The collector runs in whichever thread happens to allocate. In a worker it would destroy what is left of closed windows
there, and Qt objects must end in the window's thread: at best Qt warns of socket notifiers, at worst it crashes, or
both threads wait for each other for ever.
"""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject, Qt, Signal, Slot

_MANY = 20_000
"""New objects after a rest that are there to stay: the collector would look through all of them at once, 300 ms."""
_LAST_STEP = 1.0
"""Seconds that a thread may take to end after it said so; some microseconds, usually."""
_lock = threading.RLock()  # what the collector destroys may come here again
_resting = 0


class _Waker(QObject):
    """Lives in the window's thread and wakes the collector there.

    A thread that enabled it itself would run it at once: what was made during the rest has long been counted.
    """

    rested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rested.connect(self.wake, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def wake(self, worker: threading.Thread) -> None:
        """Wake it, unless something else is at work by now, when ``worker`` has done its last step."""
        worker.join(_LAST_STEP)
        _wake_here()


_wakers: list[_Waker] = []


def rest_collector() -> None:
    """Keep the collector from running until ``wake_collector`` was called as often as this.

    To be called in the window's thread.
    """
    global _resting  # noqa: PLW0603  (the collector, too, is one for the whole process)
    if not _wakers:
        _wakers.append(_Waker())
    with _lock:
        _resting += 1
        gc.disable()


def wake_collector() -> None:
    """Take one ``rest_collector`` back; a worker calls it last, and the window's thread does so when that has ended."""
    if threading.current_thread() is threading.main_thread():
        _wake_here()
    else:
        _wakers[0].rested.emit(threading.current_thread())


def _wake_here() -> None:
    global _resting  # noqa: PLW0603
    with _lock:
        _resting -= 1
        if _resting == 0:
            if gc.get_count()[0] > _MANY:
                gc.freeze()
            gc.enable()


def wake_unless_resting() -> None:
    """Let the collector run, as ``gc.enable`` does, unless somebody asked it to rest."""
    with _lock:
        if _resting == 0:
            gc.enable()
