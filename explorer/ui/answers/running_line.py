"""What is being computed, and how is it stopped? A line with words, progress and cancel that owns the job."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from explorer.ui.background import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.ui.background import Work

_AT_ONCE = 250
"""Milliseconds within which an answer comes without any word of progress: lines that flash are noise."""


class RunningLine(QWidget):
    """Runs one job at a time; hidden while there is none. After ``stop`` nothing more is told."""

    answered = Signal(object)
    finished = Signal()
    failed = Signal(str)
    cancelled = Signal()

    def __init__(
        self, what: str, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self.job: Job[object] | None = None
        self._clock = clock
        self._began = 0.0
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(what)
        self.button = QPushButton("Cancel")
        self.button.setAccessibleName(f"Cancel: {what}")
        self.button.clicked.connect(self._give_up)
        line = QHBoxLayout()
        line.addWidget(self.progress, 1)
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addLayout(line)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_AT_ONCE)
        self._patience.timeout.connect(self.show)
        self.hide()

    @property
    def is_running(self) -> bool:
        """Whether a job is at work."""
        return self.job is not None

    def start(self, work: Work[object], words: str) -> None:
        """Run ``work`` instead of what was running."""
        self.stop()
        self._began = self._clock()
        self.words.setText(words)
        self.progress.setRange(0, 0)
        self.job = Job(work, self)
        self.job.answered.connect(self.answered)
        self.job.finished.connect(self._finish)
        self.job.failed.connect(self._fail)
        self._patience.start()
        self.job.start_soon()

    def show_progress(self, words: str, done: int = 0, total: int = 0) -> None:
        """Say what is being done, and how far it is where ``total`` is known."""
        left = left_words(self._clock() - self._began, done, total)
        self.words.setText(f"{words}, {left}" if left else words)
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def stop(self) -> None:
        """Give up; the thread ends soon, and tells nothing."""
        if self.job is not None:
            self.job.cancel()
            self.job = None
        self._patience.stop()
        self.hide()

    def _give_up(self) -> None:
        self.stop()
        self.cancelled.emit()

    def _finish(self) -> None:
        self.stop()
        self.finished.emit()

    def _fail(self, words: str) -> None:
        self.stop()
        self.failed.emit(words)


def left_words(taken: float, done: int, total: int) -> str:
    """Return ``about 20 s left``, judged by what was done in ``taken`` seconds; nothing where that says little."""
    if taken < 2.0 or 100 * done < total or done >= total:  # the first few may be the hard ones
        return ""
    left = taken * (total - done) / done
    if left < 90:
        return f"about {max(1, round(left))} s left"
    return f"about {round(left / 60):,} min left"
