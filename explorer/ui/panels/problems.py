"""What is wrong with a file? Every problem with its line and column, to read, to copy, and to go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from explorer.errors import Problem, Severity
from explorer.ui.panels.texts import MARGIN
from explorer.ui.panels.words import tooltip
from explorer.ui.theme.icons import icon
from explorer.ui.theme.roles import LIGHT, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence


class ProblemsPanel(QWidget):
    """A list of problems; a double click or Enter asks to open the file at that place."""

    open_requested = Signal(str, int, int)
    """File, line and column; line 0 is the file as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.problems: tuple[Problem, ...] = ()
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.summary = QLabel()
        self.copy = QPushButton("Copy all")
        self.copy.setToolTip("Copy all problems as text")
        self.copy.clicked.connect(self._copy)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Problems of the file")
        self.list.itemActivated.connect(self._open)
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self.show_problems(())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show ``problems``, errors and warnings, in the order in which they come."""
        self.problems = tuple(problems)
        self.list.clear()
        for problem in self.problems:
            where = f"line {problem.line}, column {problem.column}" if problem.line else "the file as a whole"
            words = f"{where}: {problem.severity.value}\n{problem.text}{' ' + problem.hint if problem.hint else ''}"
            item = QListWidgetItem(words, self.list)
            item.setToolTip(tooltip(str(problem)))
        self.summary.setText(summary_of(self.problems))
        self.copy.setEnabled(bool(self.problems))
        self._colour()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._colour()

    def _colour(self) -> None:
        for row, problem in enumerate(self.problems):
            serious = problem.severity is Severity.ERROR
            self.list.item(row).setIcon(icon("warning", self._theme, role="bad" if serious else "muted"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(str(problem) for problem in self.problems))

    def _open(self, item: QListWidgetItem) -> None:
        problem = self.problems[self.list.row(item)]
        self.open_requested.emit(problem.file, problem.line, problem.column)


def summary_of(problems: Sequence[Problem]) -> str:
    """Return how many errors and warnings there are, in words."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((errors, "error"), (warnings, "warning"))
        if number
    ]
    return " and ".join(parts) or "No problems"
