"""How does a thread at work have something done in the window's thread? Through one sender that outlives all windows.

A sender that belonged to a window could be destroyed there in the middle of being used here, which ends the process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable


class _Post(QObject):
    """Lives in the window's thread."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self.carry_out, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def carry_out(self, function: Callable[[], object]) -> None:
        """Do what was posted."""
        function()


_posts: list[_Post] = []


def open_post() -> None:
    """Be ready for ``post``; to be called in the window's thread before a thread is started that uses it."""
    if not _posts:
        _posts.append(_Post())


def post(function: Callable[[], object]) -> None:
    """Have ``function`` called in the window's thread, after what was posted before; to be called in any thread.

    What it is about may be gone by then: the function has to look.
    """
    _posts[0].arrived.emit(function)
