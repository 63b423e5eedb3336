"""How does the model live on stage? The talk's own document and playhead, shown on the stage's own canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.errors import ExplorerError
from explorer.pathway.diagram import diagram_of
from explorer.session import commands
from explorer.session.moment import entered, moment_at
from explorer.session.player import Player
from explorer.ui.clock import PlayerClock

if TYPE_CHECKING:
    from explorer.session.commands import Command
    from explorer.session.document import ChangeSet
    from explorer.session.moment import Moment
    from explorer.session.talk import Talk
    from explorer.ui.canvas.view import CanvasView


class LiveModel(QObject):
    """Runs what is asked of the stage's canvas, and plays it there."""

    moment_changed = Signal(object)
    """The moment that is shown now."""
    refused = Signal(str)

    def __init__(self, talk: Talk, canvas: CanvasView, *, animate: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._talk, self._canvas, self._animate = talk, canvas, animate
        self._wait = False
        self.player = Player(talk.document.timeline)
        self._clock = PlayerClock(self.player, self)
        self.player.moved.connect(self._show)
        self._forget = talk.document.changed.connect(self._follow)
        canvas.toggle_requested.connect(lambda node: self.run(commands.ToggleNode(node)))
        canvas.hold_requested.connect(lambda node, value: self.run(commands.HoldNode(node, value)))
        canvas.release_requested.connect(lambda node: self.run(commands.ReleaseNode(node)))
        canvas.nudge_requested.connect(lambda node: self.run(commands.NudgeNode(node)))
        self._draw()
        self._show()

    @property
    def moment(self) -> Moment:
        """What is to be seen now."""
        position = self.player.position
        return entered(moment_at(self.player.timeline, position if self._animate else float(int(position))))

    def run(self, command: Command) -> None:
        """Carry out a command from the stage; a refusal is told in words."""
        try:
            self._talk.document.run(command)
        except ExplorerError as error:
            self.refused.emit(str(error))

    def hold_back(self) -> None:
        """Let the next run wait for ``play``: the camera is still on its way."""
        self._wait = True

    def play(self) -> None:
        """Play what waits, from where the playhead stands."""
        if self._wait:
            self._wait = False
            if not self.player.at_end:
                self.player.play()

    def replay(self) -> None:
        """Play the last run again."""
        self.player.play()

    def stop(self) -> None:
        """Stop for good."""
        self.player.pause()
        self._clock.stop()
        self._forget()

    def _follow(self, change: ChangeSet) -> None:
        if change.pathway_changed:
            self._draw()
        self.player.follow(change, animate=self._animate, wait=self._wait)

    def _draw(self) -> None:
        pathway = self._talk.document.state.drawn
        self._canvas.show_pathway(pathway, diagram_of(pathway))

    def _show(self) -> None:
        moment = self.moment
        self._canvas.show_moment(moment)
        self.moment_changed.emit(moment)
