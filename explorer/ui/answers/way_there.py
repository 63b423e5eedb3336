"""How is one attractor reached from here? Opened below the table: a way step by step, or what leads there, to try."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.logic.budget import Budget
from explorer.session.survey_ways import has_way, ways_in
from explorer.session.way_words import (
    MOST_PULSES,
    anew_words,
    earlier_words,
    held_words,
    orders_words,
    pulse_words,
    pulses_words,
    steps_words,
    unknown_words,
)
from explorer.ui.answers.running_line import RunningLine
from explorer.ui.panels.texts import PlainText, ScrollingColumn
from explorer.ui.panels.words import tooltip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QResizeEvent

    from explorer.logic.pulses import Known, Pulse
    from explorer.session.attractor_survey import Survey
    from explorer.session.attractor_ways import WayThere
    from explorer.session.survey_ways import SurveyWay

SECONDS = 30.0
"""Time after which the answer is what is known by then."""
_MOST_SHARE = 0.3
"""Share of the pane's height after which the answer scrolls: the table above it stays in sight."""
_TIP = (
    "One order of updates that leads into this attractor from here, step by step; or, where none does, what leads "
    "there when it is switched for a while and let go again"
)


def _look(survey: Survey, number: int, known_ahead: Known, cancelled: Callable[[], bool]) -> Iterator[SurveyWay]:
    yield from ways_in(survey, number, budget=Budget(SECONDS, cancelled), known_ahead=known_ahead)


class WayThereView(QWidget):
    """Asks only while it is open, about the attractor that it is given; an answer is kept as long as the survey."""

    try_requested = Signal(object, str, bool)  # what is held for a while, this in words, whether to start again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._survey: Survey | None = None
        self._number = -1
        self._known: dict[int, SurveyWay] = {}
        self._known_ahead: Known = {}
        self.toggle = QPushButton()
        self.toggle.setProperty("role", "plain")
        self.toggle.setCheckable(True)
        self.toggle.setToolTip(tooltip(_TIP))
        self.toggle.toggled.connect(self._open)
        self.running = RunningLine("Looking for a way")
        self.running.answered.connect(self._take)
        self.running.failed.connect(lambda words: self._say(f"{words[:1].upper()}{words[1:]}."))
        self.running.cancelled.connect(self._say_cancelled)
        self.body = ScrollingColumn()
        self.body.column.setContentsMargins(8, 2, 8, 4)
        self.body.setAccessibleName("How to get there")
        self.body.hide()
        self.words = PlainText()
        self.earlier = PlainText()
        self.body.column.addWidget(self.words)
        self.body.column.addWidget(self.earlier)
        self.rows: list[PulseRow] = []
        self._name_toggle()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.running)
        column.addWidget(self.body)
        self.hide()

    # -- asking -----------------------------------------------------------------------------------------------------

    def show_end(self, survey: Survey | None, number: int) -> None:
        """Be about end ``number`` of ``survey``; None is about nothing."""
        if survey is not self._survey:
            self._known.clear()
            self._known_ahead = {}  # a new one: a thread that is cancelled may still write into the other
        elif number == self._number:
            return
        self.running.stop()
        self._survey, self._number = survey, number
        self.setVisible(survey is not None and 0 <= number < len(survey.ends) and has_way(survey, number))
        self._name_toggle()
        self._ask()

    def stop(self) -> None:
        """Give up what is being looked for."""
        self.running.stop()

    def _name_toggle(self) -> None:
        sign = "▾" if self.toggle.isChecked() else "▸"
        self.toggle.setText(f"{sign} How to get into attractor {self._number + 1}")

    def _open(self, is_open: bool) -> None:  # noqa: FBT001  (the signal's argument)
        self._name_toggle()
        if is_open:
            self._ask()
        else:
            self.running.stop()
            self.body.hide()

    def _ask(self) -> None:
        survey = self._survey
        if survey is None or not self.toggle.isChecked() or self.isHidden():
            self.body.hide()
            return
        known = self._known.get(self._number)
        if known is not None:
            self._show(known)
            return
        self._say("Looking…")
        self.running.start(partial(_look, survey, self._number, self._known_ahead), "Looking for a way")

    def _take(self, answer: SurveyWay) -> None:
        there = answer.there
        if not there.doing:
            self._known[self._number] = answer
        elif there.tried:
            now = there.tried[-1]
            self.running.show_progress(there.doing, now.settled + now.unsettled, now.total)
        if not there.doing or [row.switched for row in self.rows] != [pulse.switched for pulse in _shown(there)]:
            self._show(answer)

    def _say_cancelled(self) -> None:
        found = ", but what stands here is right" if self.rows else ""
        self.words.setText(f"Cancelled: not finished{found}.")
        self._fit()

    # -- showing ----------------------------------------------------------------------------------------------------

    def _say(self, words: str) -> None:
        self._clear()
        self.words.setText(words)
        self.body.show()
        self._fit()

    def _clear(self) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        self.earlier.hide()

    def _show(self, answer: SurveyWay) -> None:
        assert self._survey is not None
        asked, there = self._survey.asked, answer.there
        pathway = asked.pathway

        def called(node: str) -> str:
            return pathway.nodes[node].caption

        if there.way is not None:
            self._say(steps_words(there.way, pathway, called))
        elif there.ahead is None:
            self._say(unknown_words(there))
        elif there.ahead:
            self._say(f"Some order of updates leads there (exact), but none was found to show: {there.reason}.")
        else:
            self._say(pulses_words(there))
            self._list(answer, called)
        if answer.earlier is not None:
            self.earlier.setText(earlier_words(answer.earlier, asked.runs[-1].label, pathway, called))
            self.earlier.show()
        self._fit()

    def _list(self, answer: SurveyWay, called: Callable[[str], str]) -> None:
        assert self._survey is not None
        asked, there = self._survey.asked, answer.there
        for pulse, arrives in zip(_shown(there), answer.arriving, strict=True):
            who = pulse_words(pulse, asked.pathway, called)
            about = "; ".join(words for words in (orders_words(pulse), held_words(pulse)) if words)
            self._add(PulseRow(who, f"{about}{_as_played(arrives=arrives)}", pulse.switched))
        if there.anew is not None and not there.doing:
            again = anew_words(there.anew, holds_anything=bool(asked.holds))
            self._add(PulseRow(again, _as_played(arrives=answer.anew_arrives).removeprefix("; "), None))
        more = len(there.pulses) - MOST_PULSES
        if more > 0:
            self.words.setText(f"{self.words.text()} The first {MOST_PULSES} are shown, {more:,} more only counted.")

    def _add(self, row: PulseRow) -> None:
        row.button.clicked.connect(lambda: self.try_requested.emit(row.switched or {}, row.who, row.switched is None))
        self.rows.append(row)
        self.body.column.insertWidget(len(self.rows), row)
        row.show()  # else it takes no room in the layout until the next turn of the event loop

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that wrap otherwise need another height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.body.column
        layout.activate()
        needed = layout.totalHeightForWidth(max(1, self.width() - 2))
        pane = self.parentWidget() or self
        self.body.setFixedHeight(min(max(needed, 24), round(_MOST_SHARE * pane.height())))


class PulseRow(QWidget):
    """One thing that leads there, and a button that plays it; ``switched`` is None where it is starting again."""

    def __init__(self, who: str, about: str, switched: object) -> None:
        super().__init__()
        self.who = who if switched is not None else "starting again"
        self.switched = switched
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainText(who))
        if about:
            words.addWidget(PlainText(about, muted=True))
        self.button = QPushButton("Try it")
        self.button.setAccessibleName(f"Try it: {who}")
        self.button.setToolTip("Play it on the diagram from where was asked; one undo takes it back")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 4, 3)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self.setAccessibleName(f"{who}, {about}" if about else who)


def _shown(there: WayThere) -> tuple[Pulse, ...]:
    return there.pulses[:MOST_PULSES]


def _as_played(*, arrives: bool) -> str:
    """Return what to add where playing it in the present update scheme does not arrive."""
    return "" if arrives else "; in the update order that is chosen now it ends elsewhere"
