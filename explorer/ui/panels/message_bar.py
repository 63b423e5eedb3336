"""What should the user know, without being stopped? A calm bar above the canvas, one message at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from explorer.ui.theme.icons import icon, paint_icon
from explorer.ui.theme.mixing import mixed
from explorer.ui.theme.roles import LIGHT, Theme, colour
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

_ICONS = {"information": "information", "good": "done", "warning": "warning", "error": "warning"}
_INKS = {"information": "accent", "good": "good", "warning": "caution_text", "error": "bad"}
_ORDER = ("error", "warning", "information", "good")
_LONGEST = 20
"""Messages kept waiting; older ones of least weight are dropped."""


@dataclass(frozen=True)
class Message:
    """One message: its words, its severity (information, good, warning, error), and what can be done about it."""

    text: str
    severity: str = "information"
    action: str = ""
    on_action: Callable[[], object] | None = None
    about: str = ""
    """The file that it is about, for ``dismiss_problems``."""


class MessageBar(QWidget):
    """Shows the message that weighs most and keeps the others waiting; hidden where there is none. Never modal."""

    action_requested = Signal(str)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.messages: list[Message] = []
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.action = QPushButton()
        self.action.clicked.connect(self._act)
        self.close_button = QToolButton()
        self.close_button.setProperty("role", "plain")
        self.close_button.setIconSize(QSize(16, 16))
        self.close_button.setToolTip("Close this message")
        self.close_button.setAccessibleName("Close this message")
        self.close_button.clicked.connect(self.dismiss)
        line = QHBoxLayout(self)
        line.setContentsMargins(42, 6, 8, 6)
        line.setSpacing(8)
        line.addWidget(self.text, 1)
        line.addWidget(self.count)
        line.addWidget(self.action)
        line.addWidget(self.close_button)
        self.set_theme(LIGHT)
        self.hide()

    @property
    def current(self) -> Message | None:
        """The message on screen."""
        return self.messages[0] if self.messages else None

    def show_message(
        self,
        text: str,
        severity: str = "information",
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        about: str = "",
    ) -> None:
        """Add a message.

        An error or warning waits its turn behind those that weigh as much; information and good news replace
        earlier ones of their kind, so that they never pile up. The same words are shown once.

        Args:
            text: one or two sentences, plain.
            severity: information, good, warning or error.
            action: the words of a button, or an empty string.
            on_action: called when that button is pressed; ``action_requested`` tells it too.
            about: the file whose problems these are.
        """
        made = Message(text, severity if severity in _ICONS else "information", action, on_action, about)
        calm = ("information", "good")
        self.messages = [
            message
            for message in self.messages
            if message.text != text and not (made.severity in calm and message.severity in calm)
        ]
        self.messages.append(made)
        self.messages.sort(key=lambda message: _ORDER.index(message.severity))
        del self.messages[_LONGEST:]
        self._show()

    def dismiss(self) -> None:
        """Close the message on screen; the next one follows."""
        if self.messages:
            self.messages.pop(0)
            self._show()
            self.dismissed.emit()

    def take_back(self, beginning: str) -> None:
        """Take back the messages that begin with these words: what they tell of is over."""
        self.messages = [message for message in self.messages if not message.text.startswith(beginning)]
        self._show()

    def dismiss_problems(self, about: str) -> None:
        """Take back what was said of the problems of the file ``about``: it is no longer so."""
        self.messages = [message for message in self.messages if message.about != about]
        self._show()

    def clear(self) -> None:
        """Take back every message: another document is open."""
        self.messages.clear()
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.close_button.setIcon(icon("close", theme, role="muted"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        current = self.current
        if current is None:
            return
        painter = QPainter(self)
        ink = getattr(self._theme, _INKS[current.severity])
        warm = current.severity == "warning"
        ground = colour(self._theme.caution_fill) if warm else mixed(ink, self._theme.surface, 0.09)
        painter.fillRect(self.rect(), ground)
        painter.fillRect(QRectF(0, 0, 4, self.height()), colour(ink))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colour(self._theme.border))
        paint_icon(painter, _ICONS[current.severity], QRectF(15, self.height() / 2 - 9, 18, 18), colour(ink))
        painter.end()

    def _act(self) -> None:
        message = self.current
        if message is None:
            return
        self.dismiss()
        self.action_requested.emit(message.action)
        if message.on_action is not None:
            message.on_action()

    def _show(self) -> None:
        message = self.current
        self.setVisible(message is not None)
        if message is None:
            return
        self.text.setText(message.text)
        self.setAccessibleName(f"{message.severity}: {message.text}")
        self.action.setText(message.action.replace("&", "&&"))
        self.action.setVisible(bool(message.action))
        more = len(self.messages) - 1
        self.count.setText(f"{more} more")
        self.count.setVisible(more > 0)
        self.update()
