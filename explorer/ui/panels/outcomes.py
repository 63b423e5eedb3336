"""What does it mean for the patient? The outcomes before and now, how the run ended, and what was expected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from explorer.logic.simulation import StopReason
from explorer.ui.panels.badge_line import BadgeLine
from explorer.ui.panels.chips import BasisChip
from explorer.ui.panels.outcome_row import ARROW_WIDTH, CHIP_WIDTH, EDGE, MET, MISSED, NARROW, OutcomeRow, Standing
from explorer.ui.panels.row_button import paint_line
from explorer.ui.panels.texts import MARGIN, CautionLabel, PlainText, ScrollingColumn, SectionHeading
from explorer.ui.panels.words import settling
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import LIGHT, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent

    from explorer.logic.simulation import Trajectory
    from explorer.logic.state import State
    from explorer.pathway.definition import Node, Pathway, Scenario
    from explorer.session.badge import Badge
    from explorer.session.moment import Moment
    from explorer.session.snapshot import DocumentState
    from explorer.session.timeline import Timeline


def since(timeline: Timeline, node: str, column: int) -> str:
    """Return since when ``node`` has its value in the run that ``column`` belongs to, as seen from that column."""
    at = timeline.columns[column]
    step_now = at.step
    step = timeline.settled_at(node, run=at.run)
    if step is None:
        return "keeps turning"
    if step_now < step:
        return f"settles at step {step}"
    return f"since step {step}" if step else "unchanged"


def _states(timeline: Timeline, moment: Moment | None) -> tuple[State, State]:
    if moment is None:
        return timeline.source.before, timeline.source.present
    return moment.reference, moment.after if moment.phase >= 0.5 else moment.before


class OutcomesPanel(QWidget):
    """Outcomes before and now, a sentence on the run, the scenario's expectations, and the caution."""

    selected = Signal(str)
    cancel_requested = Signal()
    """The search for a badge is to be given up."""
    check_requested = Signal()
    """What was given up is to be found after all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._pathway: Pathway | None = None
        self._badges: Mapping[str, Badge] = {}
        self._source: DocumentState | None = None
        self._is_at_end = True
        self.rows: dict[str, OutcomeRow] = {}
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sentence = PlainText(muted=True)
        self.sentence.set_margins(EDGE_IN, 4, EDGE_IN, 4)
        self.badge = BadgeLine()
        self.badge.cancel_requested.connect(self.cancel_requested)
        self.badge.check_requested.connect(self.check_requested)
        self.expectation = ExpectationSection()
        self.expectation.selected.connect(self.selected)
        self.caution = CautionLabel()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._heading = ColumnHeads("Outcomes", "before", "now")
        scrolling = ScrollingColumn()
        scrolling.column.setContentsMargins(MARGIN - EDGE_IN, 4, MARGIN - EDGE_IN, 6)
        scrolling.column.addWidget(self._heading)
        scrolling.column.addLayout(self._list)
        for part in (self.sentence, self.badge, self.expectation):
            scrolling.column.addWidget(part)
        scrolling.column.addStretch(1)
        # The status bar always carries the caution; here it ends the list, and leaves the room to the outcomes.
        scrolling.column.addSpacing(8)
        scrolling.column.addWidget(self.caution)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolling, 1)

    def show_timeline(self, timeline: Timeline, moment: Moment | None = None) -> None:
        """Show the outcomes of ``timeline`` as they stand at ``moment``, or at its end."""
        source = timeline.source
        if source.pathway is not self._pathway:
            self._build(source.pathway)
        before, now = _states(timeline, moment)
        column = timeline.last if moment is None else moment.column
        self._is_at_end = column == timeline.last
        for node in source.pathway.outcomes:
            standing = _standing(timeline, node, before, now, column)
            self.rows[node.id].show_standing(replace(standing, trust=self._trust(node.id)))
        if source is not self._source:
            self._source = source
            found = [scenario for scenario in source.pathway.scenarios if scenario.id == source.scenario]
            self.expectation.show_scenario(source, found[0] if found else None)
        self.expectation.show_reached(source, now)
        self._show_end(timeline.run_at(column).trajectory)

    def show_badges(self, told: Mapping[str, Badge]) -> None:
        """Say of each outcome how far its state at the end of the run can be trusted; nothing if ``told`` is empty."""
        self._badges = told
        self._show_trust()
        if not told or self._pathway is None:
            self.badge.hide()
            return
        from explorer.ui.panels.badge_words import badge_line  # with the badges, which a start does without

        checking = any(badge.kind.name == "STILL_CHECKING" for badge in told.values())
        self.badge.show_words(badge_line(self._pathway, told), "Cancel" if checking else "")

    def show_cancelled(self) -> None:
        """Say that the search for badges was given up."""
        self.show_badges({})
        self.badge.show_words("Not checked in other update orders: cancelled.", "Check")

    def show_not_finished(self) -> None:
        """Say that the search for badges came to no end."""
        self.show_badges({})
        self.badge.show_words("Not finished: other update orders are not checked.", "Check")

    def _show_trust(self) -> None:
        for id_, row in self.rows.items():
            row.show_standing(replace(row.standing, trust=self._trust(id_)))
            badge = self._badges.get(id_)
            row.set_full_text("\n".join(filter(None, (self._full_text(id_), badge.words if badge else ""))))

    def _trust(self, node: str) -> str:
        """Return a few words on the end of the run; none while another moment is on screen."""
        badge = self._badges.get(node)
        if badge is None or not self._is_at_end:
            return ""
        from explorer.ui.panels.badge_words import short_words

        return short_words(badge)

    def _full_text(self, id_: str) -> str:
        assert self._pathway is not None
        node = self._pathway.nodes[id_]
        return "\n".join(dict.fromkeys(part for part in (node.label, node.description) if part))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._heading.set_theme(theme)
        for row in self.rows.values():
            row.set_theme(theme)
        self.expectation.set_theme(theme)

    def _build(self, pathway: Pathway) -> None:
        self._pathway = pathway
        _empty(self._list)
        self.rows, self._badges = {}, {}
        for node in pathway.outcomes:
            row = OutcomeRow(Standing(node.caption, first=False, second=False, detail=" "), theme=self._theme)
            row.set_full_text(self._full_text(node.id))
            row.clicked.connect(lambda _=False, id_=node.id: self.selected.emit(id_))
            self.rows[node.id] = row
            self._list.addWidget(row)
        self._heading.show_columns(visible=bool(self.rows))
        if not self.rows:
            note = PlainText("This pathway names no outcomes.", muted=True)
            note.set_margins(EDGE_IN, 0, EDGE_IN, 0)
            self._list.addWidget(note)

    def _show_end(self, trajectory: Trajectory) -> None:
        self.sentence.setText(settling(trajectory))
        if trajectory.end is StopReason.LIMIT:
            self.sentence.setToolTip("Neither a fixed point nor a cycle was found within the limit.")
        else:
            self.sentence.setToolTip("")


EDGE_IN = int(EDGE)


def _standing(timeline: Timeline, node: Node, before: State, now: State, column: int) -> Standing:
    at = timeline.source.pathway.network.index[node.id]
    value = bool(now[at])
    return Standing(node.caption, bool(before[at]), value, node.wanted, since(timeline, node.id, column))


def _expectation(source: DocumentState, node: str, expected: bool, now: State) -> Standing:  # noqa: FBT001  (a state)
    reached = bool(now[source.pathway.network.index[node]])
    sign = MET if reached == expected else MISSED
    return Standing(source.pathway.nodes[node].caption, expected, reached, sign=sign)


class ExpectationSection(QWidget):
    """What a scenario expects and what was reached; hidden where no scenario was played."""

    selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.rows: dict[str, OutcomeRow] = {}
        self.title = PlainText()
        self.chip = BasisChip()
        self.reason = PlainText(muted=True)
        self._heads = ColumnHeads("Scenario", "expected", "reached")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        line = QHBoxLayout()
        line.setContentsMargins(EDGE_IN, 0, EDGE_IN, 2)
        line.addWidget(self.title, 1)
        line.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        self.reason.set_margins(EDGE_IN, 3, EDGE_IN, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heads)
        column.addLayout(line)
        column.addLayout(self._list)
        column.addWidget(self.reason)
        self.hide()

    def show_scenario(self, source: DocumentState, scenario: Scenario | None) -> None:
        """Show the expectations of ``scenario`` beside what ``source`` reached; hide where it is None."""
        _empty(self._list)
        self.rows = {}
        self.setVisible(scenario is not None)
        if scenario is None:
            return
        self.title.setText(scenario.title)
        self.chip.show_basis(scenario.basis)
        self.reason.setText(scenario.reason)
        self.reason.setVisible(bool(scenario.reason))
        for id_, expected in scenario.expect.items():
            row = OutcomeRow(_expectation(source, id_, expected, source.present), theme=self._theme)
            row.clicked.connect(lambda _=False, id_=id_: self.selected.emit(id_))
            self.rows[id_] = row
            self._list.addWidget(row)

    def show_reached(self, source: DocumentState, now: State) -> None:
        """Show what is reached in the state ``now`` of the run."""
        for id_, row in self.rows.items():
            row.show_standing(_expectation(source, id_, row.standing.first, now))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._heads.set_theme(theme)
        self.chip.set_theme(theme)
        for row in self.rows.values():
            row.set_theme(theme)


class ColumnHeads(QWidget):
    """A section heading with the names of the two columns of chips, right above them."""

    def __init__(self, heading: str, first: str, second: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._names = (first, second)
        self._columns_shown = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = SectionHeading(heading)
        line = QHBoxLayout(self)
        line.setContentsMargins(EDGE_IN, 0, 0, 0)
        line.addWidget(words)

    def show_columns(self, *, visible: bool) -> None:
        """Show or hide the names of the columns."""
        self._columns_shown = visible
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that the content needs."""
        return QSize(200, round(30 * self._theme.text_scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        if not self._columns_shown:
            return
        painter = QPainter(self)
        scale = self._theme.text_scale
        painter.scale(scale, scale)
        width = self.width() / scale
        right = width - 1 - EDGE
        place = QRectF(right - CHIP_WIDTH - 8, 8, CHIP_WIDTH + 16, 20)
        places = [place.translated(-CHIP_WIDTH - ARROW_WIDTH, 0), place]
        if width - 2 < NARROW:
            places[0] = QRectF()
        for words, rect in zip(self._names, places, strict=True):
            paint_line(painter, rect, words, font(12.5), self._theme.muted, alignment=Qt.AlignmentFlag.AlignHCenter)
        painter.end()


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
