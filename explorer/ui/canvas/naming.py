"""Which names of cells are in sight in one view? Those that are not are written inside what is seen of their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsItem

from explorer.pathway.geometry import Box
from explorer.ui.canvas.level_of_detail import Detail

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from explorer.pathway.definition import Pathway
    from explorer.ui.canvas.cell_names import CellName, InSight
    from explorer.ui.canvas.scene import DiagramScene
    from explorer.ui.canvas.surface import Surface
    from explorer.ui.canvas.view import CanvasView

_REST_MILLISECONDS = 160
"""After the last move of the camera; until then names stay where they are in the diagram, which costs nothing."""
_RIM = 8.0
_MOST_NODES = 2000
"""Nodes of a diagram above which a name may stand behind one until the camera is moved: it would take too long."""


class NameSheet(QGraphicsItem):
    """The names that do not stand where they usually do. Above arrows, below nodes; the mouse passes through."""

    def __init__(self, surface: Surface, pathway: Pathway) -> None:
        super().__init__()
        self._surface, self._pathway = surface, pathway
        self.names: Mapping[str, CellName] = {}
        self._new: frozenset[str] = frozenset()
        self._part = 1.0
        self._bounds = QRectF()
        self._shape = QPainterPath()
        self.setZValue(-0.5)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_names(self, names: Mapping[str, CellName]) -> None:
        """Write ``names``."""
        self.prepareGeometryChange()
        self._new = frozenset(id_ for id_, name in names.items() if self.names.get(id_) != name)
        self.names, self._part = names, 1.0
        self._bounds = QRectF()
        for name in names.values():
            self._bounds = self._bounds.united(_rect(name.plate.grown(2.0)))
        self.update()

    def arrive(self, part: float) -> None:
        """Let what stands elsewhere than before have come in by ``part``, from 0 to 1."""
        if self._new and part != self._part:
            self._part = part
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the area that is drawn on."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Return nothing: compartments are hit themselves."""
        return self._shape

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Write the names."""
        if not self.names:
            return
        from explorer.ui.canvas.cell_names import draw_cell_name  # a start does without it

        for id_, name in self.names.items():
            painter.setOpacity(self._part if id_ in self._new else 1.0)
            draw_cell_name(painter, self._surface.theme, name, id_, self._pathway.compartments[id_].label)
        painter.setOpacity(1.0)


class Naming:
    """Looks after the names in one view. They are placed when the camera has come to rest, never while it moves."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self.legible = 0.0
        """Height in pixels that the letters of names are to have; 0 for what the zoom gives."""
        self.rim = _RIM
        """Pixels along the border of the view in which no name stands."""
        self._later = QTimer(view)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST_MILLISECONDS)
        self._later.timeout.connect(self.place)

    def follow(self, sight: QRectF) -> None:
        """Place the names anew as soon as the camera rests, if one might not be in ``sight`` (diagram units)."""
        if self._later.isActive() or self._is_stale(sight) or self._lacks_name(sight):
            self._later.start()

    def _is_stale(self, sight: QRectF) -> bool:
        """Whether a name that does not stand where it usually does may go back there, or is out of sight."""
        sheet = self._view.diagram_scene.names
        names = sheet.names.values() if sheet is not None else ()
        return any(name.is_moved or not sight.contains(_rect(name.plate)) for name in names)

    def attend(self) -> None:
        """Place the names of another diagram at once, if nodes stand where names usually do."""
        scene = self._view.diagram_scene
        if scene.diagram is None or len(scene.diagram.nodes) > _MOST_NODES:
            return
        boxes = [_rect(box) for box in scene.diagram.nodes.values()]
        if any(item.usual_name.intersects(box) for item in scene.compartment_items.values() for box in boxes):
            self.place()

    def _lacks_name(self, sight: QRectF) -> bool:
        """Whether a compartment is in sight, and its name is not where it usually stands."""
        items = self._view.diagram_scene.compartment_items.values()
        return any(sight.intersects(item.area) and not sight.contains(item.usual_name) for item in items)

    def place(self, sight: QRectF | None = None, *, zoom: float = 0.0) -> None:
        """Place the names for what is in sight, or for ``sight`` (diagram units), soon seen at ``zoom``."""
        scene, area = self._view.diagram_scene, self._view.area_in_sight if sight is None else sight
        if scene.pathway is None or scene.diagram is None or area.isEmpty():
            return
        from explorer.ui.canvas.cell_names import names_in  # a start does without it

        zoom = zoom or self._view.zoom
        names: Mapping[str, CellName] = {}
        if scene.surface.detail is not Detail.AREAS or sight is not None:
            seen = seen_in(scene, Box(area.x(), area.y(), area.width(), area.height()))
            scale = scene.surface.theme.label_scale
            names = names_in(seen, zoom=zoom, legible=self.legible, rim=self.rim, label_scale=scale)
        scene.show_names({id_: name for id_, name in names.items() if self.legible or not name.is_at_home})


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)


def seen_in(scene: DiagramScene, sight: Box) -> InSight:
    """Return what there is to be named in a scene."""
    from explorer.ui.canvas.cell_names import InSight  # a start does without it

    pathway, diagram, staging = scene.pathway, scene.diagram, scene.staging
    assert pathway is not None
    assert diagram is not None
    return InSight(
        pathway,
        diagram,
        sight,
        {id_: item.box for id_, item in scene.node_items.items() if item.isVisible() and id_ not in staging.faded},
        {
            id_: diagram.compartments[id_]
            for id_, item in scene.compartment_items.items()
            if item.isVisible() and id_ not in staging.faded_compartments
        },
        staging.hidden | staging.faded,
    )
