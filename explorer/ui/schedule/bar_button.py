"""How is one bar seen, dragged, and moved by the keyboard? As a widget of its own, so that all can reach it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from explorer.pathway.definition import NodeKind
from explorer.ui.panels.row_button import paint_line, text_width
from explorer.ui.panels.words import tooltip
from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QFont, QMouseEvent, QPaintEvent

    from explorer.pathway.definition import Node
    from explorer.session.schedule import Bar

GRIP = 8
"""Pixels at each end that stretch instead of move."""
_BY_MOUSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class Part(Enum):
    """What of a bar is moved."""

    WHOLE = "whole"
    START = "start"
    END = "end"


class Change(Enum):
    """What else a key asks for."""

    REMOVE = "remove"
    OPEN = "open"
    TO_START = "to_start"
    NEXT = "next"
    PREVIOUS = "previous"


_KEYS = {
    Qt.Key.Key_Delete: Change.REMOVE,
    Qt.Key.Key_Backspace: Change.REMOVE,
    Qt.Key.Key_End: Change.OPEN,
    Qt.Key.Key_Home: Change.TO_START,
    Qt.Key.Key_Down: Change.NEXT,
    Qt.Key.Key_Up: Change.PREVIOUS,
}
KEYS_IN_WORDS = (
    "Arrow keys move it, Shift with an arrow key stretches its end, Ctrl with Shift its beginning, Delete removes it,"
    " End lets it go on for ever, Home moves it to the first step."
)


class BarButton(QAbstractButton):
    """A bar; it asks to be changed and waits to be told."""

    drag_begun = Signal(object)
    """The ``Part`` that was taken."""
    dragged = Signal(float)
    """Pixels from where the drag began."""
    drag_ended = Signal(bool)
    """Whether the change is wanted."""
    steps_requested = Signal(object, int)
    """Move this ``Part`` by so many steps."""
    change_requested = Signal(object)
    menu_requested = Signal(object)
    """A place on the screen."""
    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._node: Node | None = None
        self._bar: Bar | None = None
        self._clip = (0.0, 0.0)
        self._tick: float | None = None
        self._number = ""
        self._is_odd = False
        self._ring = False
        self._from: float | None = None
        self._moved = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_bar(self, node: Node, bar: Bar, *, odd: bool, words: str, detail: str, theme: Theme) -> None:
        """Show ``bar``; ``words`` are its name, ``detail`` what is known about its length."""
        self._node, self._bar, self._is_odd, self._theme = node, bar, odd, theme
        if words != self.accessibleName():
            self.setAccessibleName(words)
        self.setAccessibleDescription(f"{detail} {KEYS_IN_WORDS}".strip())
        self.setToolTip(tooltip(f"{words}\n{detail}".strip()))
        self.update()

    def place(self, rect: QRectF, clip: tuple[float, float], tick: tuple[float, int] | None) -> None:
        """Stand at ``rect`` (in the board), cut off at ``clip``; ``tick`` is where its threshold lies, and that."""
        left, right = max(rect.left(), clip[0]), min(rect.right(), clip[1])
        self._clip = (left - rect.left(), rect.right() - right)
        self._tick = None if tick is None else tick[0] - left
        self._number = "" if tick is None else str(tick[1])
        self.setGeometry(round(left), round(rect.top()), max(round(right) - round(left), 0), round(rect.height()))
        self.setVisible(right - left >= 1)
        self.update()

    @property
    def is_dragged(self) -> bool:
        """Whether the pointer holds it."""
        return self._from is not None

    # -- painting ---------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown: filled where the node is held ON, hollow and dashed where it is held OFF."""
        if self._bar is None or self._node is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape, ink = self._shape(), self._ink()
        if self._bar.value:
            painter.setPen(QPen(mixed(self._theme.text, ink, 0.25), 1))
            painter.setBrush(colour(ink))
        else:
            painter.setPen(QPen(colour(ink), 1.6, Qt.PenStyle.DashLine))
            painter.setBrush(colour(self._theme.surface))
        painter.drawPath(shape)
        letters_ink = self._theme.surface if self._bar.value else self._theme.text
        self._paint_words(painter, letters_ink)
        if self.underMouse() or self.hasFocus():
            self._paint_grips(painter, letters_ink)
        if self._ring and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(self._theme.surface), 4))
            painter.drawPath(shape)
            painter.setPen(QPen(colour(self._theme.focus), 2.4))
            painter.drawPath(shape)
        painter.end()

    def _ink(self) -> str:
        assert self._node is not None
        theme = self._theme
        if self._node.kind is NodeKind.DRUG:
            return theme.drug
        return theme.condition if self._node.is_input else theme.on

    def _shape(self) -> QPainterPath:
        """Return the outline: round ends, cut where it is scrolled off, and an arrow where it has no end."""
        assert self._bar is not None
        rect = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        rect.setLeft(rect.left() - min(self._clip[0], 20))
        path = QPainterPath()
        if self._bar.end is not None:
            rect.setRight(rect.right() + min(self._clip[1], 20))
            path.addRoundedRect(rect, 5, 5)
            return path
        head = min(9.0, rect.width() / 2)
        path.moveTo(rect.left() + 4, rect.top())
        path.lineTo(rect.right() - head, rect.top())
        path.lineTo(QPointF(rect.right(), rect.center().y()))
        path.lineTo(rect.right() - head, rect.bottom())
        path.lineTo(rect.left() + 4, rect.bottom())
        path.quadTo(rect.left(), rect.bottom(), rect.left(), rect.bottom() - 4)
        path.lineTo(rect.left(), rect.top() + 4)
        path.quadTo(rect.left(), rect.top(), rect.left() + 4, rect.top())
        return path

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        assert self._bar is not None
        state = "ON" if self._bar.value else "OFF"
        mark = "≠ " if self._is_odd else ""
        length = "no end" if self._bar.steps is None else str(self._bar.steps)
        room = QRectF(self.rect()).adjusted(GRIP + 2, 0, -GRIP - 2, 0)
        letters = font(12.5 * self._theme.text_scale, strong=True)
        if self._tick is not None and self._tick < self.width() - GRIP:
            self._paint_tick(painter, ink, letters)
            before, after = self._tick - room.left(), room.right() - self._tick
            if after >= before:
                room.setLeft(max(self._tick + 6, room.left()))
            else:
                room.setRight(self._tick - 6 - text_width(self._number, letters))
        for words in (f"{mark}{state}, {length} steps", f"{mark}{state} {length}", f"{mark}{state}", mark.strip()):
            text = words.replace("no end steps", "no end").replace(", 1 steps", ", 1 step")
            if text and text_width(text, letters) <= room.width():
                paint_line(painter, room, text, letters, ink)
                return

    def _paint_grips(self, painter: QPainter, ink: str) -> None:
        painter.setPen(QPen(colour(ink), 1.4))
        middle, height = self.height() / 2, self.height() * 0.2
        for x in (4.5, self.width() - 5.0 - (6 if self._bar is not None and self._bar.end is None else 0)):
            painter.drawLine(QPointF(x, middle - height), QPointF(x, middle + height))

    def _paint_tick(self, painter: QPainter, ink: str, letters: QFont) -> None:
        """Paint where the bar has lasted long enough, with the number of steps before it."""
        assert self._tick is not None
        if self._tick <= 2:
            return
        painter.setPen(QPen(colour(ink), 2))
        painter.drawLine(QPointF(self._tick, 2.5), QPointF(self._tick, self.height() - 2.5))
        before = QRectF(GRIP, 0, self._tick - 4 - GRIP, self.height())
        if text_width(self._number, letters) <= before.width():
            paint_line(painter, before, self._number, letters, ink, alignment=Qt.AlignmentFlag.AlignRight)

    # -- the pointer --------------------------------------------------------------------------------------------------

    def _part_at(self, x: float) -> Part:
        grip = min(GRIP, self.width() / 4)
        if x < grip and not self._clip[0]:
            return Part.START
        return Part.END if x > self.width() - grip else Part.WHOLE

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the left button."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._from, self._moved = event.globalPosition().x(), False
        if self._part_at(event.position().x()) is Part.WHOLE:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.drag_begun.emit(self._part_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer; show before a press what it would do."""
        if self._from is None:
            stretches = self._part_at(event.position().x()) is not Part.WHOLE
            self.setCursor(Qt.CursorShape.SizeHorCursor if stretches else Qt.CursorShape.OpenHandCursor)
            return
        way = event.globalPosition().x() - self._from
        if self._moved or abs(way) >= 3:
            self._moved = True
            self.dragged.emit(way)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() is Qt.MouseButton.LeftButton and self._from is not None:
            self._end_drag(wanted=self._moved)
            if not self._moved:
                self.chosen.emit()

    def _end_drag(self, *, wanted: bool) -> None:
        self._from = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.drag_ended.emit(wanted)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu; by the keyboard it stands below the bar."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        self.menu_requested.emit(event.globalPos() if by_mouse else self.mapToGlobal(self.rect().bottomLeft()))

    # -- the keyboard -------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from being shortcuts of the window: Escape only during a drag."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            escapes = event.key() == Qt.Key.Key_Escape and self.is_dragged
            if escapes or self._asked_steps(event) is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, stretch, remove."""
        self._ring = True
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self.is_dragged:
            self._end_drag(wanted=False)
            return
        asked = self._asked_steps(event)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if self.is_dragged:
            return
        if asked is not None:
            self.steps_requested.emit(*asked)
        elif plain and key in _KEYS:
            self.change_requested.emit(_KEYS[key])
        elif plain and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.menu_requested.emit(self.mapToGlobal(self.rect().bottomLeft()))
        else:
            event.ignore()

    def _asked_steps(self, event: QKeyEvent) -> tuple[Part, int] | None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None:
            return None
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        parts = {Qt.KeyboardModifier.NoModifier: Part.WHOLE, shift: Part.END, shift | control: Part.START}
        part = parts.get(held)
        return None if part is None else (part, by)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring where the keyboard came by a key."""
        self._ring = event.reason() not in _BY_MOUSE
        self.chosen.emit()
        super().focusInEvent(event)
