"""What does the speaker see? Notes, what comes next, and the time, on a screen of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.pathway.story import sources_in_words
from explorer.ui.theme.fonts import font

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

    from explorer.ui.presenter.stage import Stage

_SECOND = 1000


class SpeakerNotes(QWidget):
    """Follows a stage; its keys are those of the stage."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, Qt.WindowType.Window)
        self._stage = stage
        self.setWindowTitle("Speaker notes")
        self.resize(760, 520)
        self._elapsed = QElapsedTimer()
        self._elapsed.start()
        self._tick = QTimer(self)
        self._tick.setInterval(_SECOND)
        self._tick.timeout.connect(self._show_time)
        self._make()
        stage.step_shown.connect(lambda _: self.show_step())
        self.show_step()

    def _make(self) -> None:
        self.place, self.clock = _label(15), _label(22, strong=True)
        self.clock.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.title, self.notes = _label(24, strong=True), _label(20)
        self.source, self.following = _label(14), _label(17)
        self.source.setProperty("role", "muted")
        self.following.setProperty("role", "muted")
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = QHBoxLayout()
        top.addWidget(self.place, 1)
        top.addWidget(self.clock)
        inside = QWidget()
        words = QVBoxLayout(inside)
        for label in (self.notes, self.source):
            words.addWidget(label)
        words.addStretch(1)
        page = QScrollArea()
        page.setWidgetResizable(True)
        page.setWidget(inside)
        page.setFrameShape(QScrollArea.Shape.NoFrame)
        buttons = QHBoxLayout()
        self.buttons: dict[str, QPushButton] = {}
        for text, act in (
            ("Back", self._stage.back),
            ("Next", self._stage.next),
            ("Blank", self._stage.toggle_blank),
            ("Start the clock again", self._restart_clock),
        ):
            button = QPushButton(text)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the clicker's keys go to the stage
            button.clicked.connect(lambda _=False, act=act: act())
            buttons.addWidget(button)
            self.buttons[text] = button
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.title)
        column.addWidget(page, 1)
        column.addWidget(self.following)
        column.addLayout(buttons)

    def show_step(self) -> None:
        """Show the notes of the step that is on stage, and what comes next."""
        talk = self._stage.talk
        at, steps = max(talk.at, 0), talk.steps
        self.place.setText(f"Step {at + 1} of {len(steps)}")
        self.title.setText(talk.step.title)
        self.notes.setText(talk.step.notes or "No notes for this step.")
        self.source.setText(sources_in_words(talk.document.pathway, talk.step))
        following = steps[at + 1].title if at + 1 < len(steps) else "the end of the story"
        self.following.setText(f"Next: {following}")
        self._show_time()

    def _restart_clock(self) -> None:
        self._elapsed.restart()
        self._show_time()

    def _show_time(self) -> None:
        seconds = self._elapsed.elapsed() // _SECOND
        now = QDateTime.currentDateTime().toString("HH:mm")
        self.clock.setText(f"{seconds // 60}:{seconds % 60:02d}   {now}")
        self.clock.setAccessibleName(f"{seconds // 60} minutes since the start, it is {now}")

    def showEvent(self, event: QShowEvent) -> None:
        """Let the clock run while it is seen."""
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop looking at the clock."""
        super().hideEvent(event)
        self._tick.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand every key to the stage; Escape ends the talk from here too."""
        self._stage.keyPressEvent(event)


def _label(size: float, *, strong: bool = False) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setStyleSheet(f"font-size: {round(size)}px; font-weight: {600 if strong else 400};")
    label.setFont(font(size, strong=strong))
    return label
