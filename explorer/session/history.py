"""How are steps taken back? A list of states with labels; a step back is a step to an earlier value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.session.snapshot import DocumentState

LONGEST = 500
"""Steps kept; the oldest are forgotten."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One step that can be taken back."""

    label: str
    before: DocumentState
    after: DocumentState
    merging: str = ""
    """Entries of one name that follow each other are one step; empty: this one stands alone."""


class History:
    """Steps taken and steps taken back."""

    def __init__(self) -> None:
        self._done: list[Entry] = []
        self._undone: list[Entry] = []

    @property
    def undo_label(self) -> str:
        """What undo would take back, or an empty string."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again, or an empty string."""
        return self._undone[-1].label if self._undone else ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of all steps that can be taken back, oldest first."""
        return tuple(entry.label for entry in self._done)

    def record(self, entry: Entry) -> None:
        """Add a step; what was undone before it is forgotten."""
        last = self._done[-1] if self._done else None
        if last is not None and entry.merging and entry.merging == last.merging and last.after is entry.before:
            self._done.pop()
            entry = Entry(entry.label, last.before, entry.after, entry.merging)
        self._done.append(entry)
        del self._done[:-LONGEST]
        self._undone.clear()

    def undo(self) -> Entry | None:
        """Take the last step back; returns it, or None where there is none."""
        if not self._done:
            return None
        entry = self._done.pop()
        self._undone.append(entry)
        return entry

    def redo(self) -> Entry | None:
        """Do the last undone step again; returns it, or None where there is none."""
        if not self._undone:
            return None
        entry = self._undone.pop()
        self._done.append(entry)
        return entry

    def rewrite(self, change: Callable[[DocumentState], DocumentState]) -> None:
        """Put what ``change`` makes of each state in its place."""
        for entries in (self._done, self._undone):
            entries[:] = [
                Entry(entry.label, change(entry.before), change(entry.after), entry.merging) for entry in entries
            ]

    def clear(self) -> None:
        """Forget everything."""
        self._done.clear()
        self._undone.clear()
