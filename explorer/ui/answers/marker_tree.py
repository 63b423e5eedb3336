"""Which markers tell who responds? A painted tree of questions, with exact counts and a bar for the share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.session.markers import Leaf
from explorer.ui.answers.response_words import counts, question
from explorer.ui.panels.row_button import text_width
from explorer.ui.panels.words import tooltip
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import LIGHT, Theme, colour
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPaintEvent

    from explorer.session.markers import Tree

_ROW, _STEP, _BAR, _LEFT = 27.0, 20.0, 58.0, 6.0
MOST_LINES = 200
"""Longer trees end here, and say so."""


@dataclass(frozen=True, slots=True)
class Line:
    """One answer to a question: how deep it stands, what it says, and what is below it."""

    depth: int
    text: str
    tree: Tree
    parent: int
    path: str


def lines_of(tree: Tree) -> list[Line]:
    """Return the tree as lines from top to bottom, the first the root."""
    found = [Line(0, "Everybody", tree, -1, "")]

    def below(part: Tree, depth: int, parent: int, path: str) -> None:
        if isinstance(part, Leaf):
            return
        for is_on in (True, False):
            branch = part.on if is_on else part.off
            words = question(part.marker, is_on=is_on)
            here = f"{path}, {words}" if path else words
            found.append(Line(depth, words, branch, parent, here))
            below(branch, depth + 1, len(found) - 1, here)

    below(tree, 1, 0, "")
    return found


def shortened(text: str, letters: QFont, room: float) -> str:
    """Return ``text`` as it fits into ``room``, both ends kept: the answer, ON or OFF, stands last."""
    return QFontMetricsF(letters).elidedText(text, Qt.TextElideMode.ElideMiddle, room)


class MarkerTree(QWidget):
    """Lines joined as a tree; arrows walk them, and a screen reader hears each in a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.lines: list[Line] = []
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Markers that tell who responds")

    def show_tree(self, tree: Tree | None) -> None:
        """Show ``tree``; None shows nothing."""
        self.lines = lines_of(tree)[:MOST_LINES] if tree is not None else []
        self.setVisible(bool(self.lines))
        self._go(0)
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def words_at(self, number: int) -> str:
        """Return one line in words."""
        line = self.lines[number]
        return f"{line.path or line.text}: {counts(line.tree)}."

    def sizeHint(self) -> QSize:
        """Return the room for all lines."""
        scale = self._theme.text_scale
        return QSize(round(300 * scale), round((len(self.lines) * _ROW + 6) * scale))

    def minimumSizeHint(self) -> QSize:
        """Return the same height: the page scrolls, the tree is never cut off."""
        return QSize(round(200 * self._theme.text_scale), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._theme.text_scale
        painter.scale(scale, scale)
        width = self.width() / scale
        for number, line in self._in_sight(event):
            self._paint_branch(painter, number, line)
            self._paint_line(painter, QRectF(_LEFT + line.depth * _STEP, number * _ROW, width, _ROW), line, width)
            if self.hasFocus() and number == self.current:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colour(self._theme.focus), 2))
                painter.drawRoundedRect(QRectF(1, number * _ROW + 1, width - 2, _ROW - 2), 5, 5)
        painter.end()

    def _in_sight(self, event: QPaintEvent) -> Iterator[tuple[int, Line]]:
        row = _ROW * self._theme.text_scale
        first = max(0, int(event.rect().top() / row) - 1)
        last = int(event.rect().bottom() / row) + 2
        yield from ((number, self.lines[number]) for number in range(first, min(last, len(self.lines))))

    def _paint_branch(self, painter: QPainter, number: int, line: Line) -> None:
        if line.parent < 0:
            return
        painter.setPen(QPen(colour(self._theme.idle_edge), 1.4))
        across = _LEFT + (line.depth - 1) * _STEP + 7
        top, middle = (line.parent + 1) * _ROW - 3, number * _ROW + _ROW / 2
        painter.drawLine(QPointF(across, top), QPointF(across, middle))
        painter.drawLine(QPointF(across, middle), QPointF(across + _STEP - 9, middle))

    def _paint_line(self, painter: QPainter, area: QRectF, line: Line, width: float) -> None:
        theme, tree = self._theme, line.tree
        bar = QRectF(area.left(), area.top() + 7, _BAR, 13)
        share = tree.responding / tree.settings
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.raised))
        painter.drawRoundedRect(bar, 4, 4)
        if share:
            painter.setBrush(colour(theme.good))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(5.0, bar.width() * share), bar.height()), 4, 4)
        painter.setPen(QPen(colour(theme.off_border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(bar, 4, 4)
        left = bar.right() + 8
        told = counts(tree)
        tail = text_width(told, font(12.5))
        strong = font(13, strong=isinstance(tree, Leaf))
        room = width - left - tail - 16
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.setFont(strong)
        painter.setPen(colour(theme.text))
        short = shortened(line.text, strong, max(60.0, room))
        painter.drawText(QRectF(left, area.top(), max(60.0, room), _ROW), middle, short)
        painter.setFont(font(12.5))
        painter.setPen(colour(theme.muted))
        at = left + text_width(short, strong) + 8
        painter.drawText(QRectF(at, area.top(), max(20.0, width - at - 4), _ROW), middle, told)

    # -- mouse and keyboard -----------------------------------------------------------------------------------------

    def _line_at(self, height: float) -> int | None:
        number = int(height / (_ROW * self._theme.text_scale))
        return number if 0 <= number < len(self.lines) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the line that was clicked."""
        number = self._line_at(event.position().y())
        if number is not None:
            self._go(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by arrow keys."""
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self._go(min(max(self.current + way, 0), len(self.lines) - 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say a line in words where the pointer rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._line_at(event.pos().y())
            QToolTip.showText(event.globalPos(), tooltip("" if number is None else self.words_at(number)), self)
            return True
        return super().event(event)

    def _go(self, number: int) -> None:
        self.current = number
        self.setAccessibleDescription(self.words_at(number) if self.lines else "")
        self.update()
