"""What can go wrong: the exception tree and the problems of a file.

Every message is written for the person in front of the screen: what, where, what to do.
"""

from __future__ import annotations

from enum import Enum

from explorer.values import dataclass


class ExplorerError(Exception):
    """Base of every error whose message may be shown to a user as it is."""


class RuleError(ExplorerError):
    """A rule cannot be read.

    Attributes:
        offset: zero-based character offset in the rule's text where the trouble starts.
        hint: what to do about it, or an empty string.
    """

    def __init__(self, text: str, *, offset: int = 0, hint: str = "") -> None:
        super().__init__(text)
        self.offset = offset
        self.hint = hint


class UnknownNodeError(ExplorerError):
    """A node id was named that the network does not have."""

    def __init__(self, node: str, *, hint: str = "") -> None:
        super().__init__(f"there is no node '{node}'{'. ' + hint if hint else ''}")
        self.node = node
        self.hint = hint


class UsageError(ExplorerError):
    """A command was given words that it does not take; exit code 2."""


class CommandRefusedError(ExplorerError):
    """A user's command cannot be carried out in the present state; nothing was changed."""


class FileNotSavedError(ExplorerError):
    """A file could not be written; what stood there before stands unchanged."""

    def __init__(self, path: object, text: str, hint: str = "") -> None:
        super().__init__(f"{path}: not saved: {text}{'. ' + hint if hint else ''}")
        self.text = text
        self.hint = hint


class StaleChangeError(ExplorerError):
    """A change was found for a state that is no longer the present one."""

    def __init__(self, label: str) -> None:
        super().__init__(f"Not done, since something else was done meanwhile: {label}")


class EditRefusedError(ExplorerError):
    """A change cannot be made in a file's text without touching something else, such as a shared alias."""


class WindowUnavailableError(ExplorerError):
    """No window can be opened on this machine; exit code 3. The message says what to install."""


class NotFinishedError(ExplorerError):
    """An exact computation was stopped before it had an answer: by its limits, or by the user."""

    def __init__(self, text: str, *, was_cancelled: bool = False) -> None:
        super().__init__(text)
        self.was_cancelled = was_cancelled


class Severity(Enum):
    """How bad a problem is: an error keeps a file from being opened, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file. Lines and columns count from 1; 0 means the file as a whole."""

    line: int
    column: int
    severity: Severity
    text: str
    hint: str = ""
    file: str = ""

    def __lt__(self, other: Problem) -> bool:
        """Order by place in the file."""
        return (self.line, self.column, self.text) < (other.line, other.column, other.text)

    def __str__(self) -> str:
        """Return the problem as ``file:line:column: severity: text``."""
        place = f"{self.file}:{self.line}:{self.column}: " if self.line else f"{self.file}: "
        hint = f". {self.hint}" if self.hint else ""
        return f"{place}{self.severity.value}: {self.text}{hint}"


class FileRefusedError(ExplorerError):
    """A file cannot be opened; carries every problem found, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
