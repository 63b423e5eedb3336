"""May the window be closed? Not over unsaved changes unasked, nor over files that are being written: those it awaits.

It waits a moment, since most files take no longer; then it asks, and goes by itself once they are written. Nothing
here stands in the way of the rest of the window, which can be used meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from explorer.session.snapshot import DocumentState
    from explorer.ui.background import Job
    from explorer.ui.window.main_window import MainWindow

MOMENT = 1.0
"""Seconds that are waited before anything is asked."""
_LOST = "If the window closes now, it is given up: nothing of it is kept, and a file that was there before stays."
_ALL_LOST = (
    "If the window closes now, they are given up: nothing of them is kept, and files that were there before stay."
)


class Leaving(QObject):
    """Knows which files are being written, and what was said to closing the window meanwhile.

    ``changed`` tells that the window begins or ceases to wait for its end.
    """

    changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.moment = MOMENT
        self._written: dict[Job[float], tuple[str, float]] = {}
        self._is_asked = self._is_waiting = self._is_certain = False
        self._given_up: DocumentState | None = None
        """What the user let go of unsaved: about that no second question is asked."""
        self._question: QMessageBox | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._ask)

    # -- what is being written ------------------------------------------------------------------------------------

    def begin(self, job: Job[float], name: str) -> None:
        """Note that ``job`` writes the file ``name``."""
        self._written[job] = (name, 0.0)

    def tell(self, job: Job[float], part: float) -> None:
        """Note how far ``job`` is, from 0 to 1."""
        if job in self._written:
            self._written[job] = (self._written[job][0], part)
            self._say()

    def end(self, job: Job[float], *, in_trouble: bool) -> None:
        """Note that ``job`` has ended; who waits to leave does so, but not where there is ``in_trouble`` to be read."""
        if self._written.pop(job, None) is None:
            return
        if in_trouble:
            self.stay()
        elif self._is_asked and not self._written:
            self._put_away_question()
            QTimer.singleShot(0, self._window, self._window.close)
        else:
            self._say()

    def give_up_writing(self) -> None:
        """Let all that is being written stop soon: nothing of it is left behind."""
        for job in self._written:
            job.cancel()
        self._written.clear()

    # -- what is said to closing ----------------------------------------------------------------------------------

    @property
    def is_waiting(self) -> bool:
        """Whether the window closes as soon as everything is written."""
        return self._is_waiting

    def may_go(self) -> bool:
        """Whether the window may close at once. If not, it may still close later, by itself or after a question."""
        if not self._may_lose_changes():
            self.stay()
            return False
        if self._is_certain or not self._written:
            return True
        if self._question is not None:
            self._question.activateWindow()
        elif self._is_asked and not self._later.isActive():
            self._ask()  # who closes again while the window waits has something else in mind
        elif not self._is_asked:
            self._is_asked = True
            self._wait()
            self._later.start(round(self.moment * 1000))
        return False

    def stay(self) -> None:
        """Take back the wish to close."""
        self._given_up = None
        self._is_asked = False
        self._later.stop()
        self._put_away_question()
        if self._is_waiting:
            self._is_waiting = False
            self.changed.emit()

    def _may_lose_changes(self) -> bool:
        workspace = self._window.workspace
        if not workspace.has_unsaved_changes or workspace.open_document.state is self._given_up:
            return True
        if not workspace.may_leave():
            return False
        self._given_up = workspace.open_document.state
        return True

    def _wait(self) -> None:
        self._is_waiting = True
        self.changed.emit()

    # -- the question ---------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        question = self._question = QMessageBox(self._window)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle("Still writing")
        question.setInformativeText(_LOST if len(self._written) == 1 else _ALL_LOST)
        roles = QMessageBox.ButtonRole
        wait = question.addButton("&Wait for it", roles.AcceptRole)
        leave = question.addButton("Close &anyway", roles.DestructiveRole)
        stay = question.addButton("Cancel", roles.RejectRole)
        for button in (wait, leave, stay):
            button.setIcon(QIcon())  # some systems put one there, in colours of their own
        wait.setProperty("role", "primary")
        wait.style().unpolish(wait)  # the box has given it its looks already
        wait.style().polish(wait)
        wait.setToolTip("The window closes by itself once everything is written (Enter)")
        leave.setToolTip("What is being written is given up")
        stay.setToolTip("The window stays open, and the file is written on (Escape)")
        question.setDefaultButton(wait)
        question.setEscapeButton(stay)
        question.finished.connect(lambda _: self._hear(question, wait, leave))
        self._say()
        question.open()

    def _hear(self, question: QMessageBox, wait: QPushButton, leave: QPushButton) -> None:
        if question is not self._question:
            return  # it was put away: there is nothing left to ask
        clicked, self._question = question.clickedButton(), None
        if clicked is wait:
            self._wait()
        elif clicked is leave:
            self._is_certain = True
            self._window.close()
        else:
            self.stay()

    def _say(self) -> None:
        """Say in the question how far everything is."""
        if self._question is None:
            return
        if len(self._written) == 1:
            ((name, part),) = self._written.values()
            self._question.setText(f"“{name}” is still being written: {part:.0%}.")
        else:
            named = [f"“{name}” ({part:.0%})" for name, part in self._written.values()]
            self._question.setText(f"{len(named)} files are still being written: {', '.join(named)}.")

    def _put_away_question(self) -> None:
        question, self._question = self._question, None
        if question is not None:
            question.close()
