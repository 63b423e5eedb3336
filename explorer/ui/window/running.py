"""When is a step computed? At once in small pathways; in larger ones aside, one after the other, in the order asked."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.errors import ExplorerError, StaleChangeError
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.session.commands import Command
    from explorer.session.document import ChangeSet, Document
    from explorer.ui.aside import Aside
    from explorer.ui.window.workspace import Workspace

MOST_AT_ONCE = 400
"""Nodes up to which a step is computed while the window waits: a millisecond, in the worst case a few tens."""
_FAREWELL = 2.0


@dataclass(frozen=True)
class _Back:
    """A step back, or (``forward``) the last undone step again, that waits for what was asked before it."""

    forward: bool


class Running(QObject):
    """Carries out commands, undo and redo on what is open; a later one begins where the earlier one ended."""

    refused = Signal(str)
    busy_changed = Signal(bool)
    """Whether something is being computed, told only of what takes longer than a blink."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._waiting: deque[Command | _Back] = deque()
        self._aside: Aside | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a step is being computed or waits for that."""
        return bool(self._waiting) or (self._aside is not None and self._aside.is_busy)

    def run(self, command: Command) -> None:
        """Carry out ``command``; a refusal is told in words and changes nothing."""
        document = self._workspace.open_document
        is_quick = getattr(command, "is_quick", False) and not self._waiting
        if not is_quick and (self.is_busy or len(document.pathway.nodes) > MOST_AT_ONCE):
            self._waiting.append(command)
            self._go_on()
            return
        try:
            document.run(command)
        except ExplorerError as error:
            self.refused.emit(str(error))

    def undo(self) -> None:
        """Take the last step back, after those that are being computed."""
        self._step(_Back(forward=False))

    def redo(self) -> None:
        """Do the last undone step again."""
        self._step(_Back(forward=True))

    def _step(self, back: _Back) -> None:
        self._waiting.append(back)
        self._go_on()

    def stop(self) -> None:
        """Give up what is being computed and what waits."""
        self._waiting.clear()
        if self._aside is not None:
            self._aside.stop()

    def close(self) -> None:
        """Give everything up, and wait until nothing runs any more."""
        self.stop()
        if self._aside is not None:
            self._aside.wait(_FAREWELL)

    def _go_on(self) -> None:
        """Take up what waits, unless something is being computed."""
        while self._waiting and not (self._aside is not None and self._aside.is_busy):
            asked = self._waiting.popleft()
            if not isinstance(asked, _Back):
                self._compute(asked)
            elif asked.forward:
                self._workspace.open_document.redo()
            else:
                self._workspace.open_document.undo()

    def _compute(self, command: Command) -> None:
        from explorer.session.preparing import computed
        from explorer.ui.aside import Aside

        if self._aside is None:
            self._aside = Aside(self)
            self._aside.progressed.connect(lambda _name, _part: self.busy_changed.emit(True))
            self._aside.ended.connect(lambda _name: self.busy_changed.emit(False))
        document = self._workspace.open_document
        before = document.state
        self._aside.start(
            "",
            lambda _watcher: computed(command, before),
            lambda change: self._commit(document, command, change),
            failed=self._refuse,
        )

    def _commit(self, document: Document, command: Command, change: ChangeSet) -> None:
        if self._workspace.document is not document:
            return
        try:
            document.commit(change)
        except StaleChangeError:  # nodes were moved meanwhile
            self._waiting.appendleft(command)
        self._go_on()

    def _refuse(self, words: str) -> None:
        self.refused.emit(words)
        self._go_on()
