"""How long must each bar last to leave a change? Looked for beside the window, once the hand rests."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.logic.budget import Budget
from explorer.pathway.definition import NodeKind
from explorer.session.exposure import Exposure, exposure
from explorer.session.schedule import Bar
from explorer.session.snapshot import MOST_STEPS
from explorer.ui.background import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from explorer.pathway.definition import Pathway
    from explorer.session.scheduling import Bars

DELAY = 120
"""Milliseconds without another change before the work begins."""
_SECONDS = 10.0
"""For one bar."""
_KEPT = 400
Question = tuple[Bar, frozenset[Bar]]
"""A bar without its end, and the other bars: its length does not change what every length does."""


class Thresholds(QObject):
    """Keeps what was found for the open pathway; ``changed`` follows whatever is new."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pathway: Pathway | None = None
        self._known: dict[Question, Exposure] = {}
        self._wanted: tuple[Question, ...] = ()
        self._job: Job[tuple[Question, Exposure]] | None = None
        self.was_cancelled = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DELAY)
        self._later.timeout.connect(self._start)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._later.isActive() or self._job is not None

    def look(self, pathway: Pathway, schedules: Sequence[Bars]) -> None:
        """Find the thresholds of all bars of ``schedules``; without any bar, those of every input alone."""
        self._give_up()
        if pathway is not self._pathway:
            self._pathway, self._known = pathway, {}
        questions = [_question(bars, number) for bars in schedules for number in range(len(bars))]
        asked = dict.fromkeys(questions or ((bar, frozenset()) for bar in _alone(pathway)))
        self._wanted = tuple(question for question in asked if question not in self._known)
        self.was_cancelled = False
        if self._wanted:
            self._later.start()

    def of(self, bars: Bars, number: int) -> Exposure | None:
        """Return what is known about the bar of this number, at its present length."""
        found = self._known.get(_question(bars, number))
        return None if found is None else replace(found, bar=bars[number])

    def alone(self, pathway: Pathway) -> tuple[Exposure, ...]:
        """Return what is known about each input of ``pathway`` alone."""
        known = (self._known.get((bar, frozenset())) for bar in _alone(pathway))
        return tuple(found for found in known if found is not None) if pathway is self._pathway else ()

    def cancel(self) -> None:
        """Give up as the user asks; what was found stays."""
        if self.is_busy:
            self._give_up()
            self.was_cancelled = True
            self.changed.emit()

    def stop(self) -> None:
        """Give up; nothing more is told."""
        self._give_up()

    def _give_up(self) -> None:
        self._later.stop()
        if self._job is not None:
            self._job.cancel()
            self._job.deleteLater()  # not let go by its own thread: it has a parent
            self._job = None

    def _start(self) -> None:
        assert self._pathway is not None
        self._job = Job(partial(_find, self._pathway, self._wanted), self)
        self._job.answered.connect(self._take)
        self._job.finished.connect(self._end)
        self._job.failed.connect(lambda _: self._end())
        self._job.start()

    def _take(self, answer: tuple[Question, Exposure]) -> None:
        while len(self._known) >= _KEPT:
            del self._known[next(iter(self._known))]
        self._known[answer[0]] = answer[1]
        self.changed.emit()

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        self.changed.emit()


def _question(bars: Bars, number: int) -> Question:
    others = frozenset(bar for at, bar in enumerate(bars) if at != number)
    return replace(bars[number], end=None), others


def _alone(pathway: Pathway) -> Iterator[Bar]:
    for node in pathway.nodes.values():
        if node.is_input or node.kind is NodeKind.DRUG:
            yield Bar(node.id, not node.start)


def _find(
    pathway: Pathway, questions: tuple[Question, ...], cancelled: Callable[[], bool]
) -> Iterator[tuple[Question, Exposure]]:
    for bar, others in questions:
        budget = Budget(_SECONDS, cancelled)
        found = exposure(pathway, replace(bar, end=bar.start + 1), tuple(others), limit=MOST_STEPS, budget=budget)
        yield (bar, others), replace(found, bar=bar)
