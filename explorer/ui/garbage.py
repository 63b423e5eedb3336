"""When may Python look for unreachable cycles? Never while another thread is at work.

The collector runs in whichever thread happens to allocate. In a worker it would destroy what is left of closed windows
there, and Qt objects must end in the window's thread: at best Qt warns of socket notifiers, at worst it crashes.
"""

from __future__ import annotations

import gc
import threading

_MANY = 20_000
"""New objects after a rest that are there to stay: the collector would look through all of them at once, 300 ms."""
_lock = threading.Lock()
_resting = 0


def rest_collector() -> None:
    """Keep the collector from running until ``wake_collector`` was called as often as this."""
    global _resting  # noqa: PLW0603  (the collector, too, is one for the whole process)
    with _lock:
        _resting += 1
        gc.disable()


def wake_collector() -> None:
    """Take one ``rest_collector`` back."""
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
