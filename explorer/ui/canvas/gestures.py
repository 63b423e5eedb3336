"""What does a pressed mouse button become? An object for each drag, thrown away at release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QPointF, QRect, QSize
from PySide6.QtWidgets import QRubberBand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from explorer.pathway.definition import Point
    from explorer.ui.canvas.camera import Camera
    from explorer.ui.canvas.overview import OverviewMap
    from explorer.ui.canvas.scene import DiagramScene

CLICK_REACH = 4
"""Logical pixels that the pointer may move between press and release of a click."""


class Gesture(Protocol):
    """A drag on its way. Positions are viewport pixels."""

    def moved_to(self, at: QPoint) -> None:
        """Follow the pointer."""

    def finish(self) -> None:
        """The button was let go."""

    def cancel(self) -> None:
        """The user thought better of it."""


class PanGesture:
    """The diagram follows the pointer."""

    def __init__(self, camera: Camera, at: QPoint) -> None:
        self._camera = camera
        self._last = at

    def moved_to(self, at: QPoint) -> None:
        """Move what is in sight."""
        moved = at - self._last
        self._last = at
        self._camera.pan_by(moved.x(), moved.y())

    def finish(self) -> None:
        """Stay where the diagram is."""

    def cancel(self) -> None:
        """Stay where the diagram is."""


class MapGesture:
    """What is in sight follows the pointer on the overview."""

    def __init__(self, camera: Camera, overview: OverviewMap, at: QPoint) -> None:
        self._camera = camera
        self._overview = overview
        self.moved_to(at)

    def moved_to(self, at: QPoint) -> None:
        """Look at the place that the pointer is on."""
        self._camera.centre_on(self._overview.place_at(QPointF(at)))

    def finish(self) -> None:
        """Stay there."""

    def cancel(self) -> None:
        """Stay there."""


class BandGesture:
    """A rectangle is drawn; at release everything that touches it is selected."""

    def __init__(self, viewport: QWidget, at: QPoint, chosen: Callable[[QRect], object]) -> None:
        self._begin = at
        self._chosen = chosen
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, viewport)
        self._band.setGeometry(QRect(at, QSize()))
        self._band.show()

    def moved_to(self, at: QPoint) -> None:
        """Draw the rectangle up to the pointer."""
        self._band.setGeometry(QRect(self._begin, at).normalized())

    def finish(self) -> None:
        """Tell which rectangle it was."""
        area = self._band.geometry()
        self.cancel()
        self._chosen(area)

    def cancel(self) -> None:
        """Take the rectangle away."""
        self._band.hide()
        self._band.deleteLater()


class NodeGesture:
    """Nodes follow the pointer, with their arrows; at release their new places are asked for."""

    def __init__(
        self,
        scene: DiagramScene,
        nodes: frozenset[str],
        at: QPoint,
        *,
        placed: Callable[[QPoint], QPointF],
        asked: Callable[[Mapping[str, Point]], object],
    ) -> None:
        """Take hold of ``nodes`` at ``at``; ``placed`` turns viewport pixels into diagram units."""
        self._scene = scene
        self._nodes = nodes
        self._placed = placed
        self._begin = placed(at)
        self._offset = (0.0, 0.0)
        self._asked = asked

    def moved_to(self, at: QPoint) -> None:
        """Show the nodes where the pointer has taken them."""
        moved = self._placed(at) - self._begin
        self._offset = (moved.x(), moved.y())
        self._scene.displace(self._nodes, self._offset)

    def finish(self) -> None:
        """Ask for the new places; without an answer the nodes go back."""
        diagram = self._scene.diagram
        assert diagram is not None
        dx, dy = self._offset
        if not (round(dx, 1) or round(dy, 1)):
            self.cancel()
            return
        self._scene.let_go()
        centres = {node: diagram.nodes[node].centre for node in sorted(self._nodes)}
        self._asked({node: (round(x + dx, 1), round(y + dy, 1)) for node, (x, y) in centres.items()})
        if self._scene.diagram is diagram:
            self.cancel()

    def cancel(self) -> None:
        """Put the nodes back."""
        self._scene.displace(frozenset(), (0.0, 0.0))
