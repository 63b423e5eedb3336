"""Which steps has the story? A list to choose from, to drag into another order, or to arrange with the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QWidget

from explorer.ui.panels.chips import basis_ink, paint_word, word_width
from explorer.ui.panels.row_button import paint_line
from explorer.ui.story.miniature import SIZE
from explorer.ui.story.words import summary
from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent, QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from explorer.pathway.definition import Basis, Pathway, StoryStep

_ROLE = int(Qt.ItemDataRole.UserRole)
_TITLE, _LINE, _BASIS = _ROLE, _ROLE + 1, _ROLE + 2
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_HEIGHT = 54


class StepList(QListWidget):
    """One row a step. What is asked for is only told; the rows follow the story."""

    move_requested = Signal(int, int)
    """A step, and the place where it is to stand, both counted from 0."""
    remove_requested = Signal(int)
    show_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = LIGHT
        self.setAccessibleName("Steps of the story")
        self.setAccessibleDescription(
            "Alt+Up and Alt+Down move a step, Enter shows it on the diagram, Delete removes it"
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Rows(self))
        self.itemActivated.connect(lambda item: self.show_requested.emit(self.row(item)))

    def show_steps(self, pathway: Pathway, steps: tuple[StoryStep, ...], at: int) -> None:
        """Show ``steps``, with step ``at`` (from 0) chosen; nothing is told of that."""
        was_blocked = self.blockSignals(True)
        while self.count() > len(steps):
            self.takeItem(self.count() - 1)
        while self.count() < len(steps):
            item = QListWidgetItem()
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)  # a step is put between others, not onto one
            self.addItem(item)
        for number, step in enumerate(steps):
            item = self.item(number)
            line = summary(pathway, step)
            item.setData(_TITLE, f"{number + 1}   {step.title}")
            item.setData(_LINE, line)
            item.setData(_BASIS, step.basis)
            basis = f", basis: {step.basis.value}" if step.basis else ""
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"Step {number + 1}: {step.title}. {line}{basis}")
            item.setToolTip(f"{step.title}\n{line}")
        if steps:
            self.setCurrentRow(min(max(at, 0), len(steps) - 1))
        self.blockSignals(was_blocked)
        self.viewport().update()

    def show_picture(self, at: int, picture: QPixmap | None) -> None:
        """Show ``picture`` beside step ``at``."""
        item = self.item(at)
        if item is not None:
            item.setData(Qt.ItemDataRole.DecorationRole, picture)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.theme = theme
        self.doItemsLayout()
        self.viewport().update()

    @property
    def titles(self) -> list[str]:
        """What the rows say first."""
        return [str(self.item(row).data(_TITLE)) for row in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, remove or show the chosen step."""
        at, key = self.currentRow(), Qt.Key(event.key())
        has_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if has_alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and at >= 0:
            to = at + (1 if key == Qt.Key.Key_Down else -1)
            if 0 <= to < self.count():
                self.move_requested.emit(at, to)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and at >= 0:
            self.remove_requested.emit(at)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and at >= 0:
            self.show_requested.emit(at)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the move; the rows follow when it was made."""
        at = self.currentRow()
        target = self.indexAt(event.position().toPoint()).row()
        below = self.dropIndicatorPosition() is QAbstractItemView.DropIndicatorPosition.BelowItem
        to = self.count() if target < 0 else target + int(below)
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        to -= int(to > at)
        if event.source() is self and at >= 0 and to != at:
            self.move_requested.emit(at, to)


class _Rows(QStyledItemDelegate):
    """Paints a row: picture, number and title, what is held, and the basis."""

    def __init__(self, steps: StepList) -> None:
        super().__init__(steps)
        self._steps = steps

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for every row."""
        return QSize(100, round(_HEIGHT * self._steps.theme.text_scale))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        theme, scale = self._steps.theme, self._steps.theme.text_scale
        area: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(area.topLeft())
        painter.scale(scale, scale)
        width = area.width() / scale
        ground = QRectF(2, 2, width - 4, _HEIGHT - 4)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(mixed(theme.accent, theme.surface, 0.15))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colour(theme.raised))
        has_focus = state & QStyle.StateFlag.State_HasFocus
        painter.setPen(colour(theme.focus) if has_focus else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(ground, 6, 6)
        left = 10.0
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QPixmap):
            place = QRectF(left - 2, (_HEIGHT - SIZE.height()) / 2, SIZE.width(), SIZE.height())
            painter.drawPixmap(place, picture, QRectF(picture.rect()))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colour(theme.border))
            painter.drawRect(place)
            left += SIZE.width() + 6
        self._paint_words(painter, index, left, width - left - 10)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, index: QModelIndex | QPersistentModelIndex, left: float, width: float
    ) -> None:
        theme = self._steps.theme
        basis: Basis | None = index.data(_BASIS)
        line = width
        if basis is not None:
            chip = word_width(basis.value)
            paint_word(painter, QRectF(left + width - chip, 8, chip, 18), basis.value, basis_ink(basis, theme), theme)
            line -= chip + 8
        paint_line(painter, QRectF(left, 6, line, 22), index.data(_TITLE), font(14, strong=True), theme.text)
        paint_line(painter, QRectF(left, 28, width, 18), index.data(_LINE), font(12), theme.muted)
