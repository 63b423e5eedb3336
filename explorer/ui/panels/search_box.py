"""Where is it? A box that finds nodes and commands as they are typed, with a list below that arrow keys walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from explorer.session.search import NODE, Found
from explorer.ui.panels.row_button import paint_line, text_width
from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

PLACEHOLDERS = ("Find a node or command…  Ctrl+K", "Find…  Ctrl+K", "Find…")
"""Words in an empty box; the first that have room."""
ROW_HEIGHT = 40
MOST_ROWS = 9
_WIDTH = 380
_RIMS = 26
"""Pixels of an empty box beside its words."""
_FOUND = Qt.ItemDataRole.UserRole


class SearchBox(QLineEdit):
    """Asks ``ask`` for what is typed; emits what is chosen.

    ``chosen`` carries the kind of a target and its id; ``left`` says that the box was left by Escape.
    """

    chosen = Signal(str, str)
    left = Signal()
    entered = Signal()
    """The box got the focus: what is searched should be ready soon."""

    def __init__(self, ask: Callable[[str], tuple[Found, ...]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._theme = LIGHT
        self._nodes: tuple[str, ...] = ()
        self._at = -1
        self.list = _HitList()
        self.list.clicked.connect(lambda index: self._go(index.row()))
        self.list.currentRowChanged.connect(self._announce)
        self.setPlaceholderText(PLACEHOLDERS[0])
        self.setClearButtonEnabled(True)
        self.setAccessibleName("Find a node or command")
        self.setAccessibleDescription("Type, then choose with the arrow keys and Enter. Escape goes back.")
        self.setToolTip("Find a node or a command by any of its names (Ctrl+K or Ctrl+F)")
        self.setMinimumWidth(130)
        self.setMaximumWidth(340)
        self.textEdited.connect(self.refresh)

    @property
    def found(self) -> tuple[Found, ...]:
        """What stands in the list now."""
        rows = (self.list.item(row).data(_FOUND) for row in range(self.list.count()))
        return tuple(hit for hit in rows if hit is not None)

    def begin(self) -> None:
        """Take the keyboard; what was typed last is selected, to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def refresh(self) -> None:
        """Search again, as after a letter."""
        hits = self._ask(self.text())
        self.list.show_hits(hits, self.text().strip())
        self._nodes = tuple(hit.target.id for hit in hits if hit.target.kind == NODE)
        self._at = -1
        if self.list.count() and self.hasFocus():
            self._open_list()
            if not hits:
                self._say(self.list.item(0).text())
        else:
            self.list.hide()

    def next_node(self, *, forward: bool = True) -> bool:
        """Go to the next (or previous) node that was found, round and round; False where none was."""
        if not self._nodes:
            return False
        self._at = (self._at + 1) % len(self._nodes) if forward else (max(self._at, 0) - 1) % len(self._nodes)
        self.chosen.emit(NODE, self._nodes[self._at])
        return True

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.list.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the list, go, or leave."""
        rows, steps = len(self.found), {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            if self.list.isHidden() and rows:
                self._open_list()
            elif rows:
                self.list.setCurrentRow((self.list.currentRow() + steps[key]) % rows)
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp} and rows:
            self.list.setCurrentRow(rows - 1 if key == Qt.Key.Key_PageDown else 0)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go(self.list.currentRow())
        elif key == Qt.Key.Key_Escape:
            self.list.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the size at which all words of an empty box are there."""
        hint = super().sizeHint()
        wide = self.fontMetrics().horizontalAdvance(PLACEHOLDERS[0]) + _RIMS + 8
        return QSize(min(wide, self.maximumWidth()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take words that have room."""
        super().resizeEvent(event)
        room, metrics = self.width() - _RIMS, self.fontMetrics()
        fitting = (words for words in PLACEHOLDERS if metrics.horizontalAdvance(words) <= room)
        self.setPlaceholderText(next(fitting, PLACEHOLDERS[-1]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Get ready."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the focus."""
        super().focusOutEvent(event)
        self.list.hide()

    def _open_list(self) -> None:
        window = self.window()
        if self.list.parentWidget() is not window:
            self.list.setParent(window)
            window.installEventFilter(self)
        width = min(max(_WIDTH, self.width()), window.width() - 12)
        below = self.mapTo(window, QPoint(0, self.height() + 3))
        left = max(4, min(below.x(), window.width() - width - 8))
        height = min(self.list.count(), MOST_ROWS) * round(ROW_HEIGHT * self._theme.text_scale) + 10
        height = min(height, window.height() - below.y() - 8)
        self.list.setGeometry(left, below.y(), width, height)
        self.list.show()
        self.list.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that changes its size takes the list away."""
        if event.type() == QEvent.Type.Resize:
            self.list.hide()
        return False

    def _go(self, row: int) -> None:
        if not 0 <= row < len(self.found):
            return
        target = self.list.item(row).data(_FOUND).target
        self.list.hide()
        if target.kind == NODE:
            self._at = self._nodes.index(target.id)
        self.chosen.emit(target.kind, target.id)

    def _announce(self, row: int) -> None:
        """Say the current row to a screen reader: the focus stays in the box."""
        if row >= 0 and self.hasFocus():
            self._say(self.list.item(row).text())

    def _say(self, words: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


class _HitList(QListWidget):
    """The list below the box; it never takes the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hits")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setAccessibleName("Found")
        self._delegate = _HitRow(self)
        self.setItemDelegate(self._delegate)
        self.hide()

    def show_hits(self, hits: tuple[Found, ...], asked: str) -> None:
        """Show ``hits``, the first one marked; that there are none, where something was ``asked``."""
        self.clear()
        for hit in hits:
            item = QListWidgetItem(f"{hit.target.caption}, {_detail(hit)}")
            item.setData(_FOUND, hit)
            self.addItem(item)
        if asked and not hits:
            nothing = QListWidgetItem(f"Nothing here is called {asked}")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(nothing)
        self.setCurrentRow(0 if hits else -1)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._delegate.theme = theme
        self.setStyleSheet(
            f"#hits {{ background: {theme.surface}; border: 1px solid "
            f"{mixed(theme.muted, theme.border, 0.5).name()}; border-radius: 8px; padding: 4px; }}"
        )


class _HitRow(QStyledItemDelegate):
    """Draws one hit: caption, by which name it was found, and a sign for commands."""

    theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a row."""
        return QSize(0, round(ROW_HEIGHT * self.theme.text_scale))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        hit, theme = index.data(_FOUND), self.theme
        scale = theme.text_scale
        painter.save()
        painter.scale(scale, scale)
        row = option.rect
        rect = QRectF(row.x() / scale, row.y() / scale, row.width() / scale, row.height() / scale)
        if hit is None:
            paint_line(painter, rect.adjusted(13, 0, -12, 0), index.data(), font(14), theme.muted)
            painter.restore()
            return
        marked = option.state & QStyle.StateFlag.State_Selected
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if marked or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(theme.accent, theme.surface, 0.16 if marked else 0.06))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
            if marked:
                painter.setBrush(colour(theme.accent))
                painter.drawRoundedRect(QRectF(rect.left() + 2, rect.top() + 8, 3, rect.height() - 16), 1.5, 1.5)
        side = "" if hit.target.kind == NODE else hit.target.kind
        width = text_width(side, font(12)) + 6 if side else 0.0
        words = rect.adjusted(13, 0, -12 - width, 0)
        middle = rect.center().y()
        name = QRectF(words.left(), middle - 18, words.width(), 19)
        below = QRectF(words.left(), middle, words.width(), 16)
        paint_line(painter, name, hit.target.caption, font(14, strong=True), theme.text)
        paint_line(painter, below, _detail(hit), font(12.5), theme.muted)
        if side:
            place = QRectF(words.right() + 2, rect.top(), width, rect.height())
            paint_line(painter, place, side, font(12), theme.muted, alignment=Qt.AlignmentFlag.AlignRight)
        painter.restore()


def _detail(hit: Found) -> str:
    """Return the second line: what it is, and by which name it was found where that is not the one shown."""
    target, name = hit.target, hit.name
    if target.kind != NODE or name.field in {"place", "kind"} or name.text == target.caption:
        return target.detail
    return f"{target.detail} · {name.text}" if name.field == "name" else f"{target.detail} · {name.field}: {name.text}"
