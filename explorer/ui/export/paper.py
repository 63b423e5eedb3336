"""How do words fill pages? Rows of lines that stay together, heads with what follows them, wide figures on their own.

Lengths are in CSS pixels (1/96 inch).
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextOption

from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import colour
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from PySide6.QtGui import QPainter

LINE = 1.38
"""Height of a line, in heights of its letters."""
_LONGEST = 14
"""Lines that stay together; a longer row may be parted, with at least ``_FEWEST`` of them on either page."""
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look: colour and weight."""

    text: str
    ink: str
    strong: bool = False


@dataclass(frozen=True)
class Line:
    """One line of text; the layout is kept since it owns the letters."""

    layout: QTextLayout
    number: int
    height: float
    size: float

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the line with its upper left corner at (x, y)."""
        line = self.layout.lineAt(self.number)
        painter.setFont(font(self.size))
        line.draw(painter, QPointF(x - line.x(), y - line.y() + (self.height - line.height()) / 2))


def text_lines(runs: Sequence[Run], width: float, size: float) -> list[Line]:
    """Return ``runs`` broken into lines of ``width``; ``size`` is the height of the letters."""
    # Ends of lines in a label mean nothing here.
    pieces = [Run(" ".join(run.text.splitlines()), run.ink, run.strong) for run in runs]
    layout = QTextLayout("".join(piece.text for piece in pieces), font(size))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(list(_formats(pieces, size)))
    layout.beginLayout()
    count, y = 0, 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0.0, y))
        y += line.height()
        count += 1
    layout.endLayout()
    return [Line(layout, number, size * LINE, size) for number in range(count)]


def _formats(pieces: Iterable[Run], size: float) -> Iterator[QTextLayout.FormatRange]:
    start = 0
    for piece in pieces:
        length = len(piece.text.encode("utf-16-le", "surrogatepass")) // 2  # as Qt counts
        made = QTextLayout.FormatRange()
        made.start, made.length = start, length
        look = QTextCharFormat()
        look.setFont(font(size, strong=piece.strong))
        look.setForeground(colour(piece.ink))
        made.format = look
        yield made
        start += length


@dataclass(frozen=True)
class Row:
    """What stands side by side and is kept together.

    Attributes:
        columns: for each column where it begins, and its lines.
        above, below: empty room; the one above is left out at the top of a page.
        keeps_next: whether the next row must stand on the same page.
        head: what is repeated above it where it begins a page.
        rule: the ink of a line below it, or an empty string.
        picture: draws the row instead of lines, given painter, x, y; with its height.
    """

    columns: tuple[tuple[float, tuple[Line, ...]], ...] = ()
    above: float = 0.0
    below: float = 0.0
    keeps_next: bool = False
    head: Row | None = None
    rule: str = ""
    picture: tuple[Callable[[QPainter, float, float], None], float] | None = None

    @property
    def height(self) -> float:
        """From the top of its lines to below the room under them."""
        if self.picture is not None:
            return self.picture[1] + self.below
        return max((sum(line.height for line in lines) for _, lines in self.columns), default=0.0) + self.below

    def draw(self, painter: QPainter, x: float, y: float, width: float) -> None:
        """Draw the row with its upper left corner at (x, y)."""
        if self.picture is not None:
            self.picture[0](painter, x, y)
        for left, lines in self.columns:
            top = y
            for line in lines:
                line.draw(painter, x + left, top)
                top += line.height
        if self.rule:
            bottom = y + self.height
            painter.setPen(_hairline(self.rule))
            painter.drawLine(QPointF(x, bottom), QPointF(x + width, bottom))

    def parts(self, most: float) -> Iterator[Row]:
        """Yield the row, in parts if it is too long to be kept together; none is higher than ``most``."""
        longest = max((len(lines) for _, lines in self.columns), default=0)
        if longest <= _LONGEST and self.height <= most:
            yield self
            return
        tallest = max(line.height for _, lines in self.columns for line in lines)
        step = max(1, min(_FEWEST, int(most / tallest)))
        ends = range(0, longest, step)
        for number, begin in enumerate(ends):
            end = longest if number == len(ends) - 1 else begin + step
            is_last = end == longest
            yield Row(
                tuple((left, lines[begin:end]) for left, lines in self.columns),
                0.0 if begin else self.above,
                self.below if is_last else 0.0,
                keeps_next=self.keeps_next and is_last,
                head=self.head,
                rule=self.rule if is_last else "",
            )
            if is_last:
                return


@dataclass(frozen=True)
class Sheet:
    """One page: its rows with the height at which each stands, or a wide figure alone."""

    rows: list[tuple[float, Row]] = field(default_factory=list)
    figure: object = None


class Pages:
    """Fills pages of ``height`` with rows; a wide figure waits for the next page to begin."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._y = 0.0
        self._waiting: list[object] = []
        self.sheets = [Sheet()]

    def add(self, rows: Iterable[Row]) -> None:
        """Add ``rows`` one below the other."""
        group: list[Row] = []
        for row in rows:
            for part in row.parts(self._height * 0.8):
                group.append(part)
                if not part.keeps_next:
                    self._place(group)
                    group = []
        self._place(group)

    def add_wide(self, figure: object) -> None:
        """Let ``figure`` have the next page for itself."""
        self._waiting.append(figure)

    def finish(self) -> list[Sheet]:
        """Return the pages."""
        self.sheets += [Sheet(figure=figure) for figure in self._waiting]
        self._waiting = []
        return self.sheets

    def _place(self, group: list[Row]) -> None:
        room = sum(row.height + (row.above if self._y or number else 0.0) for number, row in enumerate(group))
        if self._y and self._y + room > self._height:
            self._turn()
        for row in group:
            if self._y and self._y + row.above + row.height > self._height:
                self._turn()  # the group is higher than a page
            if not self._y and row.head is not None:
                self._put(row.head)
            self._put(row)

    def _put(self, row: Row) -> None:
        self._y += row.above if self._y else 0.0
        self.sheets[-1].rows.append((self._y, row))
        self._y += row.height

    def _turn(self) -> None:
        self.sheets += [Sheet(figure=figure) for figure in self._waiting]
        self._waiting = []
        self.sheets.append(Sheet())
        self._y = 0.0


def _hairline(ink: str) -> object:
    from PySide6.QtGui import QPen

    return QPen(colour(ink), 0.7)
