"""How do two views move together? Whatever one shows, the other shows too, as long as they are linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from explorer.ui.canvas.view import CanvasView


class LinkedCameras(QObject):
    """Links two views of diagrams that are drawn alike; lives as long as they do."""

    def __init__(self, one: CanvasView, other: CanvasView) -> None:
        super().__init__(one)
        self.is_linked = True
        self._is_following = False
        for leader, follower in ((one, other), (other, one)):
            for bar in (leader.horizontalScrollBar(), leader.verticalScrollBar()):
                bar.valueChanged.connect(lambda _, leader=leader, follower=follower: self._lead(leader, follower))
                # A zoom may change how far can be scrolled, and not where.
                bar.rangeChanged.connect(lambda *_, leader=leader, follower=follower: self._lead(leader, follower))

    def link(self, leader: CanvasView, follower: CanvasView) -> None:
        """Link them again; ``follower`` goes where ``leader`` is."""
        self.is_linked = True
        self._lead(leader, follower)

    def unlink(self) -> None:
        """Let each go its own way."""
        self.is_linked = False

    def _lead(self, leader: CanvasView, follower: CanvasView) -> None:
        if not self.is_linked or self._is_following or not leader.isVisible() or not follower.isVisible():
            return
        self._is_following = True
        follower.hurry()
        follower.camera.follow(leader.camera)
        self._is_following = False
