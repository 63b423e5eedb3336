"""How does a report become a PDF? Painted page by page, as vectors with real text; the caution stands on each."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from explorer.session.report import Chain, Heading, Pairs, Paragraph, Picture, Sources, Table, Tone, Words
from explorer.ui.export.paper import Pages, Row, Run, text_lines
from explorer.ui.theme.roles import colour
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer.session.report import Block, Report, Section
    from explorer.ui.export.figure import Figure
    from explorer.ui.export.paper import Sheet
    from explorer.ui.theme.roles import Theme

_DOTS = 10  # device dots a pixel, so that nothing is rounded visibly
_MM = 96 / 25.4
_SIDE, _TOP, _BOTTOM = 20 * _MM, 19 * _MM, 21 * _MM
_BODY, _SMALL, _FOOT = 13.0, 11.6, 10.4
_NAMES = 148.0
_GAP = 12.0
_INDENT = 24.0
_SMALLEST = 5.2
"""Points of the letters of a figure (14 units high) below which it gets a page of its own, across the paper."""
_LETTERS, _POINT = 14.0, 0.75
_LARGEST = 0.9
"""Pixels a diagram unit at most: a small diagram is not blown up."""
_WHOLE = 9
"""Rows of a table that is not parted if it can be helped."""
_FEW = 0.3
"""Part of a page below which a list of facts is not parted."""


class Paper(Enum):
    """A size of paper; the value is its width and height in millimetres."""

    A4 = (210.0, 297.0)
    LETTER = (215.9, 279.4)


def report_pdf(
    report: Report, figure: Figure, *, paper: Paper = Paper.A4, told: Callable[[float], None] = lambda _: None
) -> bytes:
    """Return ``report`` as PDF, with ``figure`` in the place of its picture. Needs a QGuiApplication.

    Args:
        report: what is said.
        figure: the diagram; its theme gives the colours.
        paper: its size; pages are upright, but for a figure that would be too small to be read.
        told: is told the part that is done, from 0 to 1, and may raise to give up.
    """
    return _Print(report, figure, paper).made(told)


@dataclass(frozen=True)
class _Ink:
    """The colours by tone."""

    theme: Theme

    def of(self, tone: Tone) -> str:
        theme = self.theme
        return {
            Tone.PLAIN: theme.text,
            Tone.STRONG: theme.text,
            Tone.MUTED: theme.muted,
            Tone.GOOD: theme.good,
            Tone.BAD: theme.bad,
        }[tone]


class _Print:
    """One report on its way to paper."""

    def __init__(self, report: Report, figure: Figure, paper: Paper) -> None:
        white = figure.theme if figure.theme.is_dark else replace(figure.theme, canvas="#ffffff", window="#ffffff")
        self._report, self._theme = report, white
        self._figure = replace(figure, theme=white)
        self._paper = paper
        self._ink = _Ink(white)
        self._across, self._down = paper.value[0] * _MM, paper.value[1] * _MM
        self._width = self._across - 2 * _SIDE

    # -- pages ----------------------------------------------------------------------------------------------------

    def made(self, told: Callable[[float], None]) -> bytes:
        told(0.0)
        pages = Pages(self._down - _TOP - _BOTTOM)
        pages.add(self._head())
        for section in self._report.sections:
            if any(isinstance(block, Picture) for block in section.blocks) and not self._is_legible:
                pages.add_wide(section)
            else:
                pages.add(self._section(section))
        sheets = pages.finish()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = self._writer(buffer)
        painter = QPainter(writer)
        try:
            for number, sheet in enumerate(sheets, start=1):
                told((number - 0.5) / len(sheets))
                if number > 1:
                    writer.setPageOrientation(_orientation(sheet))
                    writer.newPage()
                self._draw(painter, sheet, number, len(sheets))
        finally:
            painter.end()  # Qt crashes where a painter outlives what it paints on
        return bytes(buffer.data().data())

    def _writer(self, buffer: QBuffer) -> QPdfWriter:
        writer = QPdfWriter(buffer)
        writer.setResolution(96 * _DOTS)
        size = QSizeF(*self._paper.value)
        writer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        writer.setTitle(f"{self._report.title}: {self._report.subtitle}")
        writer.setCreator(f"Pathway Explorer {self._report.version}")
        return writer

    @property
    def _is_legible(self) -> bool:
        """Whether the letters of the figure can be read where it is as wide as the words."""
        return self._width / self._figure.width * _LETTERS * _POINT >= _SMALLEST

    def _draw(self, painter: QPainter, sheet: Sheet, number: int, count: int) -> None:
        is_across = sheet.figure is not None
        width, height = (self._down, self._across) if is_across else (self._across, self._down)
        painter.save()
        painter.scale(_DOTS, _DOTS)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if self._theme.is_dark:
            painter.fillRect(QRectF(0, 0, width, height), colour(self._theme.window))
        self._draw_margins(painter, width, height, number, count)
        if is_across:
            self._draw_wide(painter, width, height)
        for y, row in sheet.rows:
            row.draw(painter, _SIDE, _TOP + y, self._width)
        painter.restore()

    def _draw_margins(self, painter: QPainter, width: float, height: float, number: int, count: int) -> None:
        """Draw what stands on every page: the caution and the number below, the title above all but the first."""
        room = width - 2 * _SIDE
        muted = self._theme.muted
        foot = height - _BOTTOM + 22
        painter.setPen(QPen(colour(self._theme.border), 0.7))
        painter.drawLine(QPointF(_SIDE, foot - 7), QPointF(width - _SIDE, foot - 7))
        for line in text_lines([Run(self._report.caution, self._theme.text)], room - 60, _FOOT)[:1]:
            line.draw(painter, _SIDE, foot)
        self._draw_right(painter, f"{number} / {count}", width - _SIDE, foot)
        if number > 1:
            words = f"{self._report.title} · {self._report.subtitle}"
            for line in text_lines([Run(words, muted)], room - 90, _FOOT)[:1]:
                line.draw(painter, _SIDE, _TOP - 34)
            self._draw_right(painter, self._report.written, width - _SIDE, _TOP - 34)

    def _draw_right(self, painter: QPainter, text: str, right: float, y: float) -> None:
        (line,) = text_lines([Run(text, self._theme.muted)], 1000, _FOOT)
        line.draw(painter, right - line.layout.lineAt(0).naturalTextWidth(), y)

    def _draw_wide(self, painter: QPainter, width: float, height: float) -> None:
        section = next(part for part in self._report.sections if any(isinstance(b, Picture) for b in part.blocks))
        (heading,) = text_lines([Run(section.title, self._theme.text, strong=True)], width, 17.0)
        heading.draw(painter, _SIDE, _TOP - 12)
        (picture,) = (block for block in section.blocks if isinstance(block, Picture))
        caption = text_lines([Run(picture.caption, self._theme.muted)], width - 2 * _SIDE, _SMALL)[:3]
        top = _TOP + 20
        words = sum(line.height for line in caption)
        room = QRectF(_SIDE, top, width - 2 * _SIDE, height - top - _BOTTOM - words - 4)
        bottom = self._draw_figure(painter, room)
        for line in caption:
            line.draw(painter, _SIDE, bottom + 6)
            bottom += line.height

    def _draw_figure(self, painter: QPainter, room: QRectF) -> float:
        """Draw the figure as large as ``room`` allows, in the middle; returns where it ends below."""
        figure = self._figure
        scale = min(room.width() / figure.width, room.height() / figure.height, _LARGEST)
        painter.save()
        painter.translate(room.left() + (room.width() - figure.width * scale) / 2, room.top())
        painter.scale(scale, scale)
        figure.draw(painter)
        painter.restore()
        return room.top() + figure.height * scale

    # -- rows -----------------------------------------------------------------------------------------------------

    def _head(self) -> Iterator[Row]:
        report, theme = self._report, self._theme
        yield self._text([Run("Pathway Explorer · Report · " + report.written, theme.muted)], _SMALL)
        yield self._text([Run(report.title, theme.text, strong=True)], 28.0, below=2)
        yield self._text([Run(report.subtitle, theme.muted)], 17.0, below=12)
        yield self._text([Run(report.lead, theme.text, strong=True)], 14.5, below=12)
        yield self._framed(report.caution)

    def _framed(self, words: str) -> Row:
        lines = text_lines([Run(words, self._theme.caution_text)], self._width - 24, _SMALL)
        height = sum(line.height for line in lines) + 14

        def draw(painter: QPainter, x: float, y: float) -> None:
            painter.setPen(QPen(colour(self._theme.border), 0.7))
            painter.setBrush(colour(self._theme.caution_fill))
            painter.drawRoundedRect(QRectF(x, y, self._width, height), 4, 4)
            top = y + 7
            for line in lines:
                line.draw(painter, x + 12, top)
                top += line.height

        return Row(picture=(draw, height))

    def _text(self, runs: list[Run], size: float, *, above: float = 0.0, below: float = 0.0, **more: object) -> Row:
        lines = tuple(text_lines(runs, self._width, size))
        return Row(((0.0, lines),), above, below, **more)  # type: ignore[arg-type]  # fields of a row

    def _section(self, section: Section) -> Iterator[Row]:
        heading = [Run(section.title, self._theme.text, strong=True)]
        yield self._text(heading, 18.0, above=26, below=6, keeps_next=True)
        for block, following in zip_longest(section.blocks, section.blocks[1:]):
            # What leads to a table or a list stands on its page; a few facts are not parted.
            leads = isinstance(block, Paragraph) and isinstance(following, Table | Chain | Sources)
            leads = leads or (isinstance(block, Pairs) and following is not None)
            rows = list(self._block(block))
            whole = isinstance(block, Pairs) and sum(row.height for row in rows) < _FEW * self._down
            for number, row in enumerate(rows, start=1):
                keeps = row.keeps_next or (leads if number == len(rows) else whole)
                yield replace(row, keeps_next=keeps)

    def _block(self, block: Block) -> Iterator[Row]:
        if isinstance(block, Heading):
            yield self._text([Run(block.text, self._theme.text, strong=True)], 14.5, above=12, below=3, keeps_next=True)
        elif isinstance(block, Paragraph):
            yield self._text(self._runs(block.words), _BODY, above=3, below=5)
        elif isinstance(block, Pairs):
            yield from self._pairs(block)
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Chain):
            yield from self._chain(block)
        elif isinstance(block, Sources):
            yield from self._sources(block)
        else:
            yield from self._picture(block)

    def _runs(self, words: Words) -> list[Run]:
        strong = words.tone in (Tone.STRONG, Tone.GOOD, Tone.BAD)
        runs = [Run(words.text, self._ink.of(words.tone), strong)]
        return [*runs, Run(f" {words.sources}", self._theme.muted)] if words.sources else runs

    def _pairs(self, block: Pairs) -> Iterator[Row]:
        for name, words in block.rows:
            names = tuple(text_lines([Run(name, self._theme.muted)], _NAMES - _GAP, _BODY))
            told = tuple(text_lines(self._runs(words), self._width - _NAMES, _BODY))
            yield Row(((0.0, names), (_NAMES, told)), below=4)

    def _table(self, block: Table) -> Iterator[Row]:
        unit = self._width / sum(block.shares)
        lefts = [unit * sum(block.shares[:at]) for at in range(len(block.shares))]
        widths = [unit * share - _GAP for share in block.shares]
        theme = self._theme

        def row(cells: list[list[Run]], size: float, rule: str) -> Row:
            columns = [
                (left, tuple(text_lines(runs, width, size)))
                for left, width, runs in zip(lefts, widths, cells, strict=True)
            ]
            return Row(tuple(columns), above=4, below=4, rule=rule)

        head = replace(row([[Run(text, theme.muted)] for text in block.heads], _SMALL, theme.muted), keeps_next=True)
        yield replace(head, above=12)
        count = len(block.rows)
        for number, cells in enumerate(block.rows):
            # A short table stays whole; of a long one at least two rows stand on either page.
            keeps = number < count - 1 and (count <= _WHOLE or number in {0, count - 2})
            made = row([self._runs(words) for words in cells], _BODY, theme.border)
            yield replace(made, keeps_next=keeps, head=head if number else None)
        yield Row(below=6)

    def _chain(self, block: Chain) -> Iterator[Row]:
        width = self._width - _INDENT
        for number, reason in enumerate(block.reasons, start=block.first):
            lines = text_lines([Run(reason.sentence, self._theme.text)], width, _BODY)
            for arrow in reason.arrows:
                lines += text_lines(self._runs(arrow), width, _SMALL)
            figures = tuple(text_lines([Run(f"{number}.", self._theme.muted)], _INDENT, _BODY))
            yield Row(((0.0, figures), (_INDENT, tuple(lines))), below=6)

    def _sources(self, block: Sources) -> Iterator[Row]:
        for number, words in block.entries:
            figures = tuple(text_lines([Run(f"{number}.", self._theme.muted)], _INDENT + 4, _SMALL))
            lines = tuple(text_lines(self._runs(words), self._width - _INDENT - 4, _SMALL))
            yield Row(((0.0, figures), (_INDENT + 4, lines)), below=3)

    def _picture(self, block: Picture) -> Iterator[Row]:
        scale = min(self._width / self._figure.width, _LARGEST)
        height = min(self._figure.height * scale, self._down - _TOP - _BOTTOM - 90)

        def draw(painter: QPainter, x: float, y: float) -> None:
            self._draw_figure(painter, QRectF(x, y, self._width, height))

        yield Row(picture=(draw, height), keeps_next=True)
        yield self._text([Run(block.caption, self._theme.muted)], _SMALL, above=6, below=4)


def _orientation(sheet: Sheet) -> QPageLayout.Orientation:
    return QPageLayout.Orientation.Portrait if sheet.figure is None else QPageLayout.Orientation.Landscape
