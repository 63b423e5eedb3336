"""Long work runs beside the window, tells its answers there, and can be given up."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from explorer.errors import ExplorerError
from explorer.ui import background
from explorer.ui.background import Job, wait_for_threads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest
    from pytestqt.qtbot import QtBot


def test_answers_arrive_in_order_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    """Partial answers come first, the end last, all where widgets may be touched."""
    heard: list[object] = []
    threads: set[threading.Thread] = set()

    def work(_cancelled: Callable[[], bool]) -> Iterator[int]:
        yield from (1, 2, 3)

    job: Job[int] = Job(work)
    job.answered.connect(lambda answer: (heard.append(answer), threads.add(threading.current_thread())))
    with qtbot.waitSignal(job.finished, timeout=5000):
        job.start()
    assert ([1, 2, 3], {threading.main_thread()}) == (heard, threads)
    assert job.wait(5)


def test_a_cancelled_job_says_nothing_more(qtbot: QtBot) -> None:
    """After cancel no answer reaches the window, and the thread ends."""
    go_on = threading.Event()

    def work(cancelled: Callable[[], bool]) -> Iterator[int]:
        go_on.wait(5)
        assert cancelled()
        yield 1

    job: Job[int] = Job(work)
    with qtbot.assertNotEmitted(job.answered, wait=50), qtbot.assertNotEmitted(job.finished, wait=50):
        job.start()
        job.cancel()
        go_on.set()
        assert job.wait(5)


def test_a_job_that_starts_soon_leaves_the_window_time_to_paint(qtbot: QtBot) -> None:
    """It counts as running from the first, begins after some turns of the event loop, and tells its answers."""
    heard: list[int] = []
    begun = threading.Event()

    def work(_cancelled: Callable[[], bool]) -> Iterator[int]:
        begun.set()
        yield 1

    job: Job[int] = Job(work)
    job.answered.connect(heard.append)
    with qtbot.waitSignal(job.finished, timeout=5000):
        job.start_soon()
        assert job.is_running
        assert not begun.is_set()
    assert [1] == heard
    assert job.wait(5)


def test_a_job_that_is_given_up_before_it_started_never_does(qtbot: QtBot) -> None:
    """Who clicks on quickly leaves no threads behind; one that is waited for starts first."""
    begun: list[int] = []

    def work(_cancelled: Callable[[], bool]) -> Iterator[int]:
        begun.append(1)
        yield 1

    given_up, waited_for = Job(work), Job(work)
    given_up.start_soon()
    given_up.cancel()
    qtbot.wait(3 * background._TURN)
    assert (False, []) == (given_up.is_running, begun)
    waited_for.start_soon()
    assert waited_for.wait(5)
    assert [1] == begun


def test_an_error_becomes_words(qtbot: QtBot) -> None:
    """What is wrong with the question is told, not raised in a thread."""

    def work(_cancelled: Callable[[], bool]) -> Iterator[int]:
        raise ExplorerError("there is no goal")
        yield 1

    job: Job[int] = Job(work)
    with qtbot.waitSignal(job.failed, timeout=5000) as caught:
        job.start()
    assert ["there is no goal"] == caught.args
    assert job.wait(5)


def test_at_the_end_only_what_leaves_things_behind_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computation that cannot be interrupted does not keep the program from going."""
    monkeypatch.setattr(background, "_BRIEF", 0.0)
    go_on, cleaned = threading.Event(), threading.Event()

    def stubborn(_cancelled: Callable[[], bool]) -> Iterator[int]:
        cleaned.wait(20)
        yield 1

    def writing(_cancelled: Callable[[], bool]) -> Iterator[int]:
        go_on.wait(20)
        cleaned.set()
        yield 1

    jobs: list[Job[int]] = [Job(stubborn), Job(writing, leaves_things=True)]
    for job in jobs:
        job.start()
        job.cancel()
    assert not wait_for_threads(0.0)
    go_on.set()
    wait_for_threads(20)
    assert cleaned.is_set()
    assert all(job.wait(20) for job in jobs)
