"""What is being laid out beside the window? One piece of work at a time; a newer one replaces it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.pathway.definition import Pathway
    from explorer.ui.window.layout_work import LayoutWork


class LayingOut(QObject):
    """Runs layouts, tells how far they are, and hands what was found to who asked for it."""

    progressed = Signal(str, float)
    """What is being laid out, and the part that is done."""
    ended = Signal(str)
    """What is no longer being laid out: it is done, or was stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: LayoutWork | None = None
        self._working_on = ""

    @property
    def is_busy(self) -> bool:
        """Whether a layout is being computed."""
        return self._work is not None

    def start(self, name: str, pathway: Pathway, then: Callable[[Pathway], object]) -> None:
        """Lay ``pathway`` out and call ``then`` with what was found, unless it is stopped before."""
        from explorer.ui.window.layout_work import LayoutWork  # a start with a placed pathway does without it

        self.stop()
        self._working_on = name
        self._work = LayoutWork(pathway, self)
        self._work.progressed.connect(lambda part: self.progressed.emit(name, part))

        def finish(found: Pathway) -> None:
            self._end()
            then(found)

        self._work.finished.connect(finish)
        self._work.start()
        self.progressed.emit(name, 0.0)

    def stop(self) -> None:
        """Give up what is being computed."""
        if self._work is not None:
            self._work.cancel()
            self._work.wait()
            self._end()

    def _end(self) -> None:
        if self._work is not None:
            self._work.deleteLater()
            self._work = None
            self.ended.emit(self._working_on)
