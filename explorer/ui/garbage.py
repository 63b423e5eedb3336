"""When may Python look for unreachable cycles? Never while another thread is at work.

The collector runs in whichever thread happens to allocate. In a worker it would destroy what is left of closed windows
there, and Qt objects must end in the window's thread: at best Qt warns of socket notifiers, at worst it crashes, or
both threads wait for each other for ever. A worker that woke the collector as the last thing it does would still run
it: what was made during the rest has long been counted. So all of this is for the window's thread alone.
"""

from __future__ import annotations

import gc

_MANY = 20_000
"""New objects after a rest that are there to stay: the collector would look through all of them at once, 300 ms."""
_resting = 0


def rest_collector() -> None:
    """Keep the collector from running until ``wake_collector`` was called as often as this."""
    global _resting  # noqa: PLW0603  (the collector, too, is one for the whole process)
    _resting += 1
    gc.disable()


def wake_collector() -> None:
    """Take one ``rest_collector`` back; for a thread, only when that has ended."""
    global _resting  # noqa: PLW0603
    _resting -= 1
    if _resting == 0:
        if gc.get_count()[0] > _MANY:
            gc.freeze()
        gc.enable()


def wake_unless_resting() -> None:
    """Let the collector run, as ``gc.enable`` does, unless somebody asked it to rest."""
    if _resting == 0:
        gc.enable()
