"""What do all items of one scene share? The theme, the sharpness asked for, and the drawn nodes kept for it."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from explorer.ui.canvas.level_of_detail import Detail, detail_at
from explorer.ui.canvas.node_painting import MARGIN, Face, draw_halo, draw_node, letters_at

if TYPE_CHECKING:
    from explorer.pathway.definition import NodeKind
    from explorer.ui.canvas.visuals import NodeVisual
    from explorer.ui.theme.roles import Theme

LARGEST_SCALE = 4.0
"""Device pixels a unit above which nodes are drawn directly: few are in sight, and their pictures would be large."""
_MOST_BYTES = 96 * 1024 * 1024


class Surface:
    """Mutable: the view sets theme and scale, the items read them."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.sharpness = (1.0, 1.0)
        """Scale and ratio: what pictures are drawn for. The same object for as long as neither changes."""
        self.arrows_are_far = False
        """Whether arrows are drawn together on a sheet."""
        self.is_hurried = False
        """Whether items may stretch old pictures for a moment, as while the wheel turns."""
        self.legible = 0.0
        """Height of letters in logical pixels that nodes are to have if there is room; 0 for what the zoom gives."""
        self._pictures: OrderedDict[object, QPixmap] = OrderedDict()
        self._bytes = 0

    @property
    def scale(self) -> float:
        """Device pixels a diagram unit."""
        return self.sharpness[0]

    @property
    def ratio(self) -> float:
        """Device pixels a logical pixel."""
        return self.sharpness[1]

    @property
    def detail(self) -> Detail:
        """How much is drawn at the present scale."""
        return detail_at(self.scale / self.ratio)

    @property
    def letters(self) -> float:
        """How much larger than usual the words on nodes are drawn at the present scale."""
        return letters_at(self.scale / self.ratio, self.legible, self.theme.label_scale)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours; pictures are kept, for a switch back and forth."""
        self.theme = theme

    def node_picture(self, visual: NodeVisual, face: Face) -> QPixmap:
        """Return the node drawn for the present scale, ``MARGIN`` units free round its box."""
        detail = self.detail
        if detail < Detail.LABELS and face.lines:
            face = Face(face.width, face.height, ())  # alike without their words, so that they share a picture
        letters = self.letters
        key = (self.theme.name, visual, face, self.scale, self.ratio, letters)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._blank(face)
            painter = self._painter(picture, face)
            draw_node(painter, self.theme, visual, face, scale=self.scale, detail=detail, letters=letters)
            painter.end()
            self._keep(key, picture)
        return picture

    def halo_picture(self, kind: NodeKind, face: Face) -> QPixmap:
        """Return the glow drawn for the present scale, ``MARGIN`` units free round the box."""
        key = (self.theme.name, kind, face.width, face.height, self.scale, self.ratio)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._blank(face)
            painter = self._painter(picture, face)
            draw_halo(painter, self.theme, kind, face)
            painter.end()
            self._keep(key, picture)
        return picture

    def margin(self, scale: float | None = None) -> int:
        """Return the free rim of a picture in device pixels, at ``scale`` or now."""
        return int(MARGIN * (self.scale if scale is None else scale)) + 1

    def _blank(self, face: Face) -> QPixmap:
        rim = 2 * self.margin()
        picture = QPixmap(round(face.width * self.scale) + rim, round(face.height * self.scale) + rim)
        picture.fill(Qt.GlobalColor.transparent)
        return picture

    def _painter(self, picture: QPixmap, face: Face) -> QPainter:
        """Return a painter in diagram units, stretched by under a pixel so that both borders fall on whole pixels."""
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.margin(), self.margin())
        painter.scale(round(face.width * self.scale) / face.width, round(face.height * self.scale) / face.height)
        return painter

    def _keep(self, key: object, picture: QPixmap) -> None:
        picture.setDevicePixelRatio(self.ratio)
        self._pictures[key] = picture
        self._bytes += picture.width() * picture.height() * 4
        while self._bytes > _MOST_BYTES and len(self._pictures) > 1:
            _, oldest = self._pictures.popitem(last=False)
            self._bytes -= oldest.width() * oldest.height() * 4
