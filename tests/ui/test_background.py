"""Long work runs beside the window, tells its answers there, and can be given up."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from explorer.errors import ExplorerError
from explorer.ui.background import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
