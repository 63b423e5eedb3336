"""The collector rests while other threads work, however many there are."""

from __future__ import annotations

import gc

from explorer.ui.garbage import rest_collector, wake_collector, wake_unless_resting


def test_the_collector_wakes_with_the_last() -> None:
    """Two at work, one done: it still rests; both done: it runs again."""
    rest_collector()
    rest_collector()
    wake_collector()
    wake_unless_resting()
    resting = not gc.isenabled()
    wake_collector()
    assert (True, True) == (resting, gc.isenabled())
