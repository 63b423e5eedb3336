"""What drives a player? A timer that runs only while something is playing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer

if TYPE_CHECKING:
    from explorer.session.player import Player

FRAME_MILLISECONDS = 16
LONGEST_JUMP = 0.1
"""Seconds that one tick may count: a stalled window goes on from where it was instead of leaping."""


class PlayerClock(QObject):
    """Calls ``player.advance`` about sixty times a second while it plays."""

    def __init__(self, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._elapsed = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MILLISECONDS)
        self._timer.timeout.connect(self._tick)
        self._disconnect = player.play_state_changed.connect(self._follow)

    def stop(self) -> None:
        """Stop for good."""
        self._timer.stop()
        self._disconnect()

    def _follow(self) -> None:
        if self._player.playing and not self._timer.isActive():
            self._elapsed.start()
            self._timer.start()
        elif not self._player.playing:
            self._timer.stop()

    def _tick(self) -> None:
        self._player.advance(min(self._elapsed.restart() / 1000, LONGEST_JUMP))
