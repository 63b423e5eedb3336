"""Which changes overturn a result? Numbered rows, as on the diagram; a click selects, a button tries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.session.hangs_on import ChangeKind
from explorer.ui.answers.bearing_words import KINDS, becomes, full_words, known_how, title
from explorer.ui.panels.row_button import RowButton, paint_line
from explorer.ui.panels.texts import PlainText
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from explorer.pathway.definition import Holds, Pathway
    from explorer.session.hangs_on import Effect, HangsOn

MOST_ROWS, MOST_AT_FIRST = 40, 10
"""More are counted, not shown: nobody reads them. While the answer grows fewer are shown, for each is made anew."""
_STONE = 34.0


class BearingRow(RowButton):
    """One change: its number on a stone as on the diagram, what it is, what follows, and how well it is known."""

    def __init__(self, pathway: Pathway, effect: Effect, number: int, goal: Holds) -> None:
        self.effect, self.number = effect, number
        self._title = title(pathway, effect)
        self._then = f"then {becomes(pathway, effect, goal)}"
        self._known = known_how(pathway, effect)
        super().__init__(f"{number}: {self._title}, {self._then}, {self._known}", height=58)
        self.set_full_text(full_words(pathway, effect, goal))

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the stone and the three lines."""
        theme = self.theme
        self._paint_stone(painter, QPointF(rect.left() + _STONE / 2 + 1, rect.top() + 17))
        left = rect.left() + _STONE + 6
        room = rect.right() - left - 4
        lines = (
            (4.0, self._title, font(14, strong=True), theme.text),
            (22.0, self._then, font(13), theme.text),
            (38.0, self._known, font(12), theme.muted),
        )
        for top, words, letters, ink in lines:
            paint_line(painter, QRectF(left, rect.top() + top, room, 17), words, letters, ink)

    def _paint_stone(self, painter: QPainter, at: QPointF) -> None:
        theme = self.theme
        if self.effect.change.kind is ChangeKind.VARIANT:
            ink = theme.muted
            painter.setPen(colour(ink))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(at.x() - 13, at.y() - 10, 26, 20), 5, 5)
        else:
            ink = theme.surface
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.held))
            painter.drawPolygon(
                QPolygonF([at + QPointF(x, y) for x, y in ((-14, -10), (14, -10), (10, 10), (-10, 10))])
            )
        area = QRectF(at.x() - 14, at.y() - 10, 28, 20)
        paint_line(painter, area, str(self.number), font(12, strong=True), ink, alignment=Qt.AlignmentFlag.AlignHCenter)


class BearingList(QWidget):
    """The rows, the least known first."""

    selected = Signal(str, str)
    """Kind (``node`` or ``edge``) and id of what a row is about."""
    try_requested = Signal(object)
    """The Change to be tried."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.rows: list[BearingRow] = []
        self.buttons: dict[str, QPushButton] = {}
        self._lines: list[QWidget] = []
        self._more = PlainText(muted=True)
        self._more.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._more)

    def show_answer(self, pathway: Pathway, answer: HangsOn | None) -> None:
        """Show what overturns the result of ``answer``; nothing is built anew where that is the same."""
        found = answer.overturning if answer is not None else ()
        shown = found[: MOST_ROWS if answer is not None and answer.is_complete else MOST_AT_FIRST]
        if answer is None or list(shown) != [row.effect for row in self.rows]:
            self._clear()
        if answer is not None and not self.rows:
            for number, effect in enumerate(shown, start=1):
                self._add(pathway, effect, number, answer.goal)
        self._more.setText(f"and {len(found) - len(shown)} more")
        self._more.setVisible(len(found) > len(shown))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for row in self.rows:
            row.set_theme(theme)

    def _clear(self) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self.rows, self.buttons, self._lines = [], {}, []

    def _add(self, pathway: Pathway, effect: Effect, number: int, goal: Holds) -> None:
        row = BearingRow(pathway, effect, number, goal)
        row.set_theme(self._theme)
        change = effect.change
        kind = {ChangeKind.ARROW: "edge", ChangeKind.LOGIC: "node"}.get(change.kind, "")
        row.clicked.connect(lambda: self.selected.emit(kind, change.id if kind else ""))
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(row, 1)
        if change.kind is not ChangeKind.LOGIC:
            button = QPushButton("Try it")
            button.setAccessibleName(f"Try it: {title(pathway, effect)}")
            what = (
                "Leave this arrow out"
                if change.kind is ChangeKind.ARROW
                else f"Switch this {KINDS[change.kind].lower()}"
            )
            button.setToolTip(f"{what}, and run everything anew; one undo takes it back")
            button.clicked.connect(lambda: self.try_requested.emit(change))
            self.buttons[change.id] = button
            across.addWidget(button)
        self.rows.append(row)
        self._lines.append(line)
        self._column.insertWidget(len(self._lines) - 1, line)
