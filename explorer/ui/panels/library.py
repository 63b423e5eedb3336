"""Which pathway is open, and which others could be? Cards of the shipped pathways and of recent files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.session.library import LibraryEntry
from explorer.ui.panels.row_button import RowButton, paint_line, paint_lines
from explorer.ui.panels.texts import MARGIN, ScrollingColumn, SectionHeading
from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LibraryCard", "LibraryEntry", "LibraryPanel"]

_PICTURE = (46.0, 34.0)
"""Width and height of a card's picture in pixels."""


class LibraryCard(RowButton):
    """One pathway: a small picture, its title, and a muted line."""

    def __init__(self, entry: LibraryEntry, *, theme: Theme) -> None:
        super().__init__(entry.title, height=48 if entry.subtitle else 42, theme=theme)
        self.entry = entry
        self.is_current = False
        self._image: QImage | None = None
        self.set_full_text("\n".join(part for part in (entry.title, entry.subtitle, str(entry.path)) if part))

    @property
    def is_marked(self) -> bool:
        """Whether this pathway is open."""
        return self.is_current

    def set_image(self, image: QImage) -> None:
        """Show ``image`` as the picture."""
        self._image = image
        self.update()

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the card."""
        if self.is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self.theme.accent))
            painter.drawRoundedRect(QRectF(rect.left(), rect.top() + 9, 3, rect.height() - 18), 1.5, 1.5)
        width, height = _PICTURE
        place = QRectF(rect.left() + 9, rect.center().y() - height / 2, width, height)
        self._paint_picture(painter, place)
        left = place.right() + 10
        words = QRectF(left, rect.top(), rect.right() - left - 6, rect.height())
        middle = words.center().y()
        if self.entry.subtitle:
            title = QRectF(left, middle - 20, words.width(), 21)
            paint_line(painter, title, self.entry.title, font(14, strong=True), self.theme.text)
            below = QRectF(left, middle, words.width(), 18)
            paint_line(painter, below, self.entry.subtitle, font(12.5), self.theme.muted)
        else:
            paint_lines(painter, words, self.entry.title, font(14, strong=True), self.theme.text)

    def _paint_picture(self, painter: QPainter, place: QRectF) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(place, 4, 4)
        painter.fillPath(outline, colour(self.theme.canvas))
        if self._image is not None and not self._image.isNull():
            size = self._image.size().scaled(place.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            inside = QRectF(0, 0, size.width(), size.height())
            inside.moveCenter(place.center())
            painter.save()
            painter.setClipPath(outline)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(inside, self._image)
            painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(mixed(self.theme.muted, self.theme.border, 0.25), 1))
        painter.drawPath(outline)


class LibraryPanel(QWidget):
    """Cards of the pathways; the open one is marked."""

    open_requested = Signal(Path)
    browse_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._current: Path | None = None
        self._images: dict[Path, QImage] = {}
        self.cards: list[LibraryCard] = []
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        heading = SectionHeading("Pathways")
        heading.set_margins(0, 4, 0, 4)
        self.browse = QPushButton("Open…")
        self.browse.setProperty("role", "plain")
        self.browse.setToolTip("Open a pathway file")
        self.browse.clicked.connect(self.browse_requested)
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 4, MARGIN - 6, 0)
        top.addWidget(heading, 1)
        top.addWidget(self.browse)
        self._scrolling = ScrollingColumn()
        self._scrolling.column.setContentsMargins(MARGIN - 6, 0, MARGIN - 6, 6)
        self._scrolling.column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(top)
        outer.addWidget(self._scrolling, 1)

    def set_entries(self, entries: Iterable[LibraryEntry]) -> None:
        """Show ``entries``: the shipped ones first, then recent files under a heading."""
        listed = list(entries)
        column = self._scrolling.column
        while (item := column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.cards = []
        self._add([entry for entry in listed if entry.shipped])
        recent = [entry for entry in listed if not entry.shipped]
        if recent:
            heading = SectionHeading("Recent files")
            heading.set_margins(6, 8, 0, 2)
            column.addWidget(heading)
            self._add(recent)
        column.addStretch(1)
        self._mark()

    def set_current(self, path: Path | None) -> None:
        """Mark the card of ``path`` as the open one."""
        self._current = path
        self._mark()
        if self.isVisible():
            QTimer.singleShot(0, self, self._show_current)  # when new cards have their places

    def set_thumbnail(self, path: Path, image: QImage) -> None:
        """Show ``image`` on the card of ``path``."""
        self._images[path] = image
        for card in self.cards:
            if card.entry.path == path:
                card.set_image(image)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for card in self.cards:
            card.set_theme(theme)

    def _add(self, entries: list[LibraryEntry]) -> None:
        for entry in entries:
            card = LibraryCard(entry, theme=self._theme)
            if entry.path in self._images:
                card.set_image(self._images[entry.path])
            card.clicked.connect(lambda _=False, path=entry.path: self.open_requested.emit(path))
            self.cards.append(card)
            self._scrolling.column.addWidget(card)

    def _show_current(self) -> None:
        for card in self.cards:
            if card.is_current:
                self._scrolling.ensureWidgetVisible(card, 0, 4)

    def _mark(self) -> None:
        for card in self.cards:
            card.is_current = card.entry.path == self._current
            card.setAccessibleName(f"{card.entry.title}{', open' if card.is_current else ''}")
            card.update()
