"""The collector rests while other threads work, however many there are."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

from explorer.ui.background import Job
from explorer.ui.garbage import rest_collector, wake_collector, wake_unless_resting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest
    from pytestqt.qtbot import QtBot


def test_the_collector_wakes_with_the_last() -> None:
    """Two at work, one done: it still rests; both done: it runs again."""
    rest_collector()
    rest_collector()
    wake_collector()
    wake_unless_resting()
    resting = not gc.isenabled()
    wake_collector()
    assert (True, True) == (resting, gc.isenabled())


def test_nothing_is_collected_in_the_thread_of_a_job(qtbot: QtBot, request: pytest.FixtureRequest) -> None:
    """Not even at its end, when the collector is due: Qt objects of closed windows must end in the window's thread."""
    collecting: set[threading.Thread] = set()

    def watch(_phase: str, _info: dict[str, int]) -> None:
        collecting.add(threading.current_thread())

    request.addfinalizer(lambda: gc.callbacks.remove(watch))
    gc.callbacks.append(watch)

    def work(_gives_up: Callable[[], bool]) -> Iterator[int]:
        cycles: list[list[object]] = [[] for _ in range(5000)]
        for cycle in cycles:
            cycle.append(cycle)
        yield len(cycles)

    job: Job[int] = Job(work)
    with qtbot.waitSignal(job.finished, timeout=5000):
        job.start()
    assert job.wait(5)
    qtbot.waitUntil(gc.isenabled, timeout=5000)
    made = [[at] for at in range(5000)]  # the collector comes by
    assert (5000, {threading.main_thread()}) == (len(made), collecting)
