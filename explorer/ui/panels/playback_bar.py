"""How is a run watched? Buttons for the playhead, its speed, and the order in which nodes follow their rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from explorer.logic.simulation import StopReason
from explorer.session.player import SPEEDS
from explorer.ui.panels.words import SCHEMES, place
from explorer.ui.theme.icons import icon
from explorer.ui.theme.roles import LIGHT, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from explorer.session.timeline import Timeline

_Value = TypeVar("_Value", float, str)
_BUTTONS = {
    "restart": ("Start again", "Start again: release everything and go back to the start state"),
    "step_back": ("Step back", "One step back"),
    "play": ("Play", "Play"),
    "step_forward": ("Step forward", "One step forward"),
    "skip_to_end": ("Skip to the end", "Skip to the end of the run"),
}


def speed_words(speed: float) -> str:
    """Return ``½×``, ``2×``."""
    return {0.25: "¼×", 0.5: "½×"}.get(speed, f"{speed:g}×")


class PlaybackBar(QWidget):
    """Asks to step, play and seek; shows what it is told."""

    start_again_requested = Signal()
    step_back_requested = Signal()
    play_requested = Signal()
    step_forward_requested = Signal()
    skip_to_end_requested = Signal()
    speed_requested = Signal(float)
    scheme_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._playing = False
        self.buttons = {name: self._button(name) for name in _BUTTONS}
        self.speed = _menu_button({value: f"Speed {speed_words(value)}" for value in SPEEDS}, self.speed_requested.emit)
        self.speed.setToolTip("How fast a run is played")
        self.scheme = _menu_button({name: name.capitalize() for name in SCHEMES}, self.scheme_requested.emit)
        for action in self.scheme.menu().actions():
            action.setToolTip(SCHEMES[action.data()])
        self.position = QLabel()
        self.position.setProperty("role", "muted")
        widest = QFontMetrics(self.font()).horizontalAdvance("step 88 of 88, cycle of 8")
        self.position.setMinimumWidth(widest)
        for name, signal in (
            ("restart", self.start_again_requested),
            ("step_back", self.step_back_requested),
            ("play", self.play_requested),
            ("step_forward", self.step_forward_requested),
            ("skip_to_end", self.skip_to_end_requested),
        ):
            self.buttons[name].clicked.connect(signal)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for part in (*self.buttons.values(), self.speed, self.scheme, self.position):
            line.addWidget(part)
        line.addStretch(1)
        self.show_speed(1.0)
        self.show_scheme("synchronous")
        self.set_theme(LIGHT)

    def show_playing(self, *, playing: bool) -> None:
        """Show the pause sign while a run is ``playing``, the play sign otherwise."""
        self._playing = playing
        name = "pause" if playing else "play"
        button = self.buttons["play"]
        button.setIcon(icon(name, self._theme, role="accent_text"))
        button.setToolTip(name.capitalize())
        button.setAccessibleName(name.capitalize())

    def width_at(self, level: int) -> int:
        """Return the width needed at ``level``: 0 with everything, 1 without the position, 2 and 3 without choices."""
        parts: tuple[QWidget, ...] = (*self.buttons.values(), self.speed, self.scheme, self.position)
        kept = parts[: len(parts) - level]
        widths = sum(max(part.sizeHint().width(), part.minimumWidth()) for part in kept)
        return widths + 4 * (len(kept) - 1)

    def show_level(self, level: int) -> None:
        """Show what ``level`` has room for; what is gone is said by the timeline, or stands in a menu."""
        for least, part in ((1, self.position), (2, self.scheme), (3, self.speed)):
            if part.isHidden() == (level < least):
                part.setVisible(level < least)

    def show_position(self, timeline: Timeline, column: int) -> None:
        """Say where the playhead is, and offer only the steps that there are."""
        text = place(timeline, column)
        if text != self.position.text():
            self.position.setText(text)
        self.buttons["step_back"].setEnabled(column > 0)
        turns = timeline.source.runs[-1].trajectory.end is StopReason.CYCLE
        self.buttons["step_forward"].setEnabled(column < timeline.last or turns)
        self.buttons["skip_to_end"].setEnabled(column < timeline.last)

    def show_speed(self, speed: float) -> None:
        """Show the speed that is chosen."""
        self.speed.setText(f"Speed {speed_words(speed)}")
        _check(self.speed, speed)

    def show_scheme(self, scheme: str) -> None:
        """Show the update scheme that is chosen."""
        self.scheme.setText(scheme.capitalize())
        self.scheme.setToolTip(f"Update scheme. {SCHEMES.get(scheme, '')}")
        _check(self.scheme, scheme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for name, button in self.buttons.items():
            button.setIcon(icon(name, theme))
        for button in (self.speed, self.scheme):
            button.setIcon(icon("chevron_down", theme, role="muted"))
        self.show_playing(playing=self._playing)

    def _button(self, name: str) -> QToolButton:
        words, tip = _BUTTONS[name]
        button = QToolButton()
        button.setIconSize(QSize(20, 20))
        button.setToolTip(tip)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if name == "play":
            button.setProperty("role", "primary")
        return button


def _menu_button(words_by_value: Mapping[_Value, str], chosen: Callable[[_Value], object]) -> QToolButton:
    """Return a button with a menu of values; ``chosen`` is called with the value picked."""
    button = QToolButton()
    button.setIconSize(QSize(14, 14))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron stands after the words
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    menu = QMenu(button)
    menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    menu.setToolTipsVisible(True)
    group = QActionGroup(menu)
    for value, words in words_by_value.items():
        action = QAction(words, menu)
        action.setData(value)
        action.setCheckable(True)
        group.addAction(action)
        menu.addAction(action)
    group.triggered.connect(lambda action: chosen(action.data()))
    button.setMenu(menu)
    return button


def _check(button: QToolButton, value: object) -> None:
    for action in button.menu().actions():
        action.setChecked(action.data() == value)
