"""How does a story tell itself? Step after step while nobody is there, and from the beginning after a visitor left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from explorer.pathway.story import reading_seconds

if TYPE_CHECKING:
    from explorer.ui.presenter.stage import Stage

IDLE_SECONDS = 60
"""Without a key, a click or a move of the mouse; then the story starts over."""


class Kiosk(QObject):
    """Drives one stage. A visitor who does anything has it to himself until he is idle."""

    def __init__(self, stage: Stage, *, idle_seconds: float = IDLE_SECONDS) -> None:
        super().__init__(stage)
        self._stage = stage
        self.is_visited = False
        """Whether somebody uses the stage, so that it does not go on by itself."""
        self._going_on = QTimer(self)
        self._going_on.setSingleShot(True)
        self._going_on.timeout.connect(self._go_on)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(round(idle_seconds * 1000))
        self._idle.timeout.connect(self._start_over)
        stage.step_shown.connect(lambda _: self._wait())
        stage.used.connect(self._visit)
        stage.left.connect(self.stop)
        self._wait()

    def stop(self) -> None:
        """Leave the stage alone."""
        self._going_on.stop()
        self._idle.stop()

    def _wait(self) -> None:
        if not self.is_visited:
            step = self._stage.talk.step
            self._going_on.start(round(1000 * reading_seconds(step.title + step.text)))

    def _go_on(self) -> None:
        if self._stage.is_last:
            self._stage.go(0)
        else:
            self._stage.next()

    def _visit(self) -> None:
        self.is_visited = True
        self._going_on.stop()
        self._idle.start()

    def _start_over(self) -> None:
        self.is_visited = False
        self._stage.unblank()
        self._stage.go(0)
