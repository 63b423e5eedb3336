"""What can be done with schedules as a whole? Buttons above the lanes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from explorer.ui.panels.texts import MARGIN, SectionHeading
from explorer.ui.theme.icons import icon
from explorer.ui.theme.roles import LIGHT, Theme

if TYPE_CHECKING:
    from collections.abc import Callable

_SHOWN = 4_000
"""Milliseconds for which it is said that something was copied."""


class ScheduleTools(QWidget):
    """Asks to add, to start from something, to compare, to copy, and to close."""

    compare_requested = Signal()
    swap_requested = Signal()
    keep_requested = Signal(int)
    copy_requested = Signal()
    cancel_requested = Signal()
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.adding, self.sources, self._keeping = QMenu(self), QMenu(self), QMenu(self)
        for menu in (self.adding, self.sources):
            menu.setToolTipsVisible(True)
        self.add = _menu_button("Add", "Add a bar of a therapy or a condition, at the step shown", self.adding)
        self.start = _menu_button("Start from", "Take phases or scenarios as a schedule", self.sources)
        self.compare = _button("Compare", "Put a copy below as B, to change and compare", self.compare_requested.emit)
        self.swap = _button("Swap A and B", "Exchange the two schedules", self.swap_requested.emit)
        self.keep = _menu_button("Keep one", "Compare no longer", self._keeping)
        for which, letter in enumerate("AB"):
            action = self._keeping.addAction(f"Keep schedule {letter} only")
            action.triggered.connect(lambda _=False, which=which: self.keep_requested.emit(which))
        self.copy = _button("Copy as command", "The same on the command line, as text", self.copy_requested.emit)
        self.looking = QLabel("Looking how long each must last…")
        self.looking.setProperty("role", "muted")
        self.cancel = _button("Cancel", "Look no longer for how long each bar must last", self.cancel_requested.emit)
        self.leave = _button("Close", "Back to the timeline and the present state", self.close_requested.emit)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(_SHOWN)
        self._copied.timeout.connect(lambda: self.copy.setText("Copy as command"))
        line = QHBoxLayout(self)
        line.setContentsMargins(MARGIN, 3, 8, 3)
        line.setSpacing(6)
        heading = SectionHeading("Schedule")
        heading.set_margins(0, 0, 6, 0)
        left: tuple[QWidget, ...] = (heading, self.add, self.start, self.compare, self.swap, self.keep)
        for part in left:
            line.addWidget(part)
        line.addStretch(1)
        for part in (self.looking, self.cancel, self.copy, self.leave):
            line.addWidget(part)
        self.set_theme(LIGHT)

    def show_state(self, *, compared: bool, busy: bool, any_bar: bool) -> None:
        """Offer what fits: whether two schedules are there, something is being looked for, and there is any bar."""
        self.compare.setText("Copy A into B" if compared else "Compare")
        self.compare.setEnabled(any_bar)
        self.swap.setVisible(compared)
        self.keep.setVisible(compared)
        self.copy.setEnabled(any_bar)
        self.looking.setVisible(busy)
        self.cancel.setVisible(busy)

    def show_copied(self, text: str) -> None:
        """Say that ``text`` is on the clipboard."""
        self.copy.setText("Copied")
        self.copy.setToolTip(text)
        self._copied.start()

    def hideEvent(self, event: object) -> None:
        """Nothing goes on out of sight."""
        self._copied.stop()
        self.copy.setText("Copy as command")

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        for button in (self.add, self.start, self.keep):
            button.setIcon(icon("chevron_down", theme, role="muted"))


def _button(words: str, tip: str, act: Callable[[], object]) -> QPushButton:
    made = QPushButton(words)
    made.setToolTip(tip)
    made.clicked.connect(lambda _checked=False: act())
    return made


def _menu_button(words: str, tip: str, menu: QMenu) -> QToolButton:
    made = QToolButton()
    made.setText(words)
    made.setToolTip(tip)
    made.setMenu(menu)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron stands after the words
    made.setIconSize(QSize(14, 14))
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return made
