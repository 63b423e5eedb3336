"""Where does the name of a cell stand when a part of the diagram is in sight? Above it, or in what is seen of it."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from explorer.pathway.geometry import Box
from explorer.ui.canvas.compartment_painting import LABEL_SIZE, corner_radius, label_place
from explorer.ui.canvas.node_painting import line_width
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import cell_hue, colour
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtGui import QPainter

    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.story import Staging
    from explorer.ui.theme.roles import Theme

_ABOVE, _BELOW, _BESIDE = 0.95, 0.35, 0.3
"""How far the plate of a name reaches above and below its baseline and beside it, in heights of its letters."""
_WITHIN = 10.0
"""Diagram units between the border of a cell and a name in it."""
_APART = 4.0
"""Diagram units between a name and a node."""
_ROWS, _COLUMNS = 14, 8
"""Places that are tried, from above and from the left."""
_MOST_ARROWS = 1500
"""Arrows of a diagram above which names are placed without looking at them."""
_LEAST_SHARE = 0.7
"""Share of its size down to which a name is written smaller in a narrow part of a cell."""
_ALONG = 12
"""Places that are tried along the upper border of a cell."""
_LARGEST = 2.2
"""How much larger than usual a name gets at most where it is seen from afar."""


@dataclass(frozen=True, slots=True)
class CellName:
    """Where a name stands.

    Attributes:
        left, baseline: where it begins, in diagram units.
        width: of the words, in diagram units.
        size: the height of its letters, in diagram units.
        is_moved: whether it stands in the compartment, on a plate, because there is no room or no sight above it.
        is_at_home: whether it begins where names usually do.
    """

    left: float
    baseline: float
    width: float
    size: float
    is_moved: bool = False
    is_at_home: bool = False

    @property
    def plate(self) -> Box:
        """The area that it takes."""
        beside = _BESIDE * self.size
        height = (_ABOVE + _BELOW) * self.size
        return Box(self.left - beside, self.baseline - _ABOVE * self.size, self.width + 2 * beside, height)


def name_size(zoom: float, legible: float, label_scale: float = 1.0) -> float:
    """Return the height of the letters of names, in diagram units: ``legible`` pixels at ``zoom`` if that can be."""
    usual = LABEL_SIZE * label_scale
    return min(_LARGEST * LABEL_SIZE, max(usual, legible / max(zoom, 1e-6)))


@dataclass(frozen=True)
class InSight:
    """What there is to be named, and what stands in the way.

    Attributes:
        sight: the part of the diagram that is in sight, in diagram units.
        nodes: the boxes of the nodes that are seen.
        compartments: those that are seen.
        hidden: ids of arrows that are not seen, or hardly.
    """

    pathway: Pathway
    diagram: Diagram
    sight: Box
    nodes: Mapping[str, Box]
    compartments: Mapping[str, Box]
    hidden: frozenset[str] = frozenset()


def staged(pathway: Pathway, diagram: Diagram, staging: Staging, sight: Box) -> InSight:
    """Return what there is to be named in ``sight`` as ``staging`` shows it."""
    left_out = staging.hidden | staging.faded
    closed = staging.hidden_compartments | staging.faded_compartments
    return InSight(
        pathway,
        diagram,
        sight,
        {id_: box for id_, box in diagram.nodes.items() if id_ not in left_out},
        {id_: box for id_, box in diagram.compartments.items() if id_ not in closed},
        left_out,
    )


class CellNames:
    """Finds places for names.

    Args:
        seen: what is in sight.
        size: the height of the letters, in diagram units.
        rim: how far from a border of the sight names stay, in diagram units.
    """

    def __init__(self, seen: InSight, *, size: float, rim: float = 0.0) -> None:
        self._seen, self._size, self._rim = seen, size, rim
        self._inner = seen.sight.grown(-rim)
        self._taken: list[Box] = []

    def found(self) -> dict[str, CellName]:
        """Return a place for the name of each compartment that is in sight; none where it would say nothing."""
        names: dict[str, CellName] = {}
        waiting = []
        for id_, box in self._seen.compartments.items():
            if not box.grown(2 * LABEL_SIZE).overlaps(self._seen.sight):
                continue
            home = self._at_home(id_, box)
            if home is None:
                waiting.append((id_, box))
            else:
                names[id_] = home
                self._taken.append(home.plate)
        for id_, box in waiting:
            name = self._inside(id_, box)
            if name is not None:
                names[id_] = name
                self._taken.append(name.plate)
        return names

    def _at_home(self, id_: str, box: Box) -> CellName | None:
        """Return the place above the compartment, or None where that is out of sight or taken.

        Where a node stands on the border, the name begins further to the right.
        """
        compartment = self._seen.pathway.compartments[id_]
        at = label_place(compartment.kind, box)
        sight = self._seen.sight.grown(-self._rim / 2)
        sizes = sorted({self._size, (self._size + LABEL_SIZE) / 2, LABEL_SIZE}, reverse=True)
        for size in sizes:
            name = CellName(at.x(), at.y(), self._width(id_, size), size, is_at_home=True)
            if sight.holds(name.plate) and not self._is_on_node(name):
                return name
        size = sizes[-1]
        width, found = self._width(id_, size), []
        step = (box.right - at.x() - width) / _ALONG
        for number in range(1, _ALONG if step > 0 else 1):
            name = CellName(at.x() + number * step, at.y(), width, size)
            if sight.holds(name.plate) and not self._is_on_node(name):
                found.append(name)
        return min(found, key=lambda name: sum(line.overlaps(name.plate) for line in self._arrows), default=None)

    def _is_on_node(self, name: CellName) -> bool:
        return any(node.overlaps(name.plate) for node in self._nodes)

    def _inside(self, id_: str, box: Box) -> CellName | None:
        """Return the first free place within what is seen of a compartment, from above and from the left."""
        part, size = self._seen_of(id_, box), self._size
        if part.width <= 0 or part.height <= 0:
            return None
        name = CellName(0.0, 0.0, self._width(id_, size), size, is_moved=True)
        if name.plate.width > part.width:
            size *= max(_LEAST_SHARE, part.width / name.plate.width)
            name = CellName(0.0, 0.0, self._width(id_, size), size, is_moved=True)
        is_narrow = name.plate.width > part.width + 0.01 or name.plate.height > part.height
        if is_narrow and id_ not in self._lived_in:
            return None  # a strip of a cell in which no node is says nothing
        part = Box(min(part.left, self._inner.right - name.plate.width), part.top, part.width, part.height)
        others = [
            other
            for other_id, other in self._seen.compartments.items()
            if other_id != id_ and other.overlaps(part) and other.width * other.height < box.width * box.height
        ]
        best: tuple[tuple[int, int], CellName] | None = None
        below = Box(part.left, box.bottom + _APART, part.width, name.plate.height)
        places = [*_places(part, name.plate.width, name.plate.height)]
        places += _places(below, name.plate.width, name.plate.height) if self._inner.holds(below) else ()
        for at in places:
            name = CellName(at[0] + _BESIDE * size, at[1] + _ABOVE * size, name.width, size, is_moved=True)
            plate = name.plate
            covered = sum(thing.overlaps(plate) for thing in (*self._nodes, *self._taken, *others))
            crossed = sum(line.overlaps(plate) for line in self._arrows)
            if best is None or (covered, crossed) < best[0]:
                best = ((covered, crossed), name)
            if best[0] == (0, 0):
                break
        if best is None or (best[0][0] and id_ not in self._lived_in):
            return None
        return best[1]

    def _seen_of(self, id_: str, box: Box) -> Box:
        """Return the part of a compartment in which a name may stand."""
        kind = self._seen.pathway.compartments[id_].kind
        corner = corner_radius(kind, box.width, box.height) * 0.3
        inner = self._inner
        left, right = max(box.left + corner + 4.0, inner.left), min(box.right - corner - 4.0, inner.right)
        top, bottom = max(box.top + _WITHIN, inner.top), min(box.bottom - _WITHIN, inner.bottom)
        return Box(left, top, right - left, bottom - top)

    def _width(self, id_: str, size: float) -> float:
        words = self._seen.pathway.compartments[id_].label
        return line_width(words, strong=True, size=LABEL_SIZE) * size / LABEL_SIZE

    @cached_property
    def _nodes(self) -> list[Box]:
        """The room that the nodes in sight take."""
        return [box.grown(_APART) for box in self._seen.nodes.values() if box.overlaps(self._seen.sight)]

    @cached_property
    def _lived_in(self) -> set[str | None]:
        """The compartments of which a node is in sight."""
        seen, nodes = self._seen, self._seen.pathway.nodes
        return {nodes[id_].compartment for id_, box in seen.nodes.items() if seen.sight.contains(box.centre)}

    @cached_property
    def _arrows(self) -> list[Box]:
        """The stretches of the arrows in sight, each as a thin box."""
        seen = self._seen
        if len(seen.diagram.edges) > _MOST_ARROWS:
            return []
        ways = (way for id_, way in seen.diagram.edges.items() if id_ not in seen.hidden)
        pieces = (_thin(begin, end) for way in ways for begin, end in pairwise(way))
        return [piece for piece in pieces if piece.overlaps(seen.sight)]


def _thin(begin: tuple[float, float], end: tuple[float, float]) -> Box:
    left, top = min(begin[0], end[0]), min(begin[1], end[1])
    return Box(left, top, abs(begin[0] - end[0]), abs(begin[1] - end[1])).grown(1.0)


def _places(part: Box, width: float, height: float) -> Iterator[tuple[float, float]]:
    """Return upper left corners at which a plate of that size is tried, the best first."""
    across, down = max(0.0, part.width - width), max(0.0, part.height - height)
    rows = min(_ROWS, int(down / (0.5 * height)) + 1)
    columns = min(_COLUMNS, int(across / (0.5 * width)) + 1)
    for row in range(rows):
        top = part.top + (down * row / (rows - 1) if rows > 1 else 0.0)
        for column in range(columns):
            yield part.left + (across * column / (columns - 1) if columns > 1 else 0.0), top


def draw_cell_name(painter: QPainter, theme: Theme, name: CellName, id_: str, words: str) -> None:
    """Write a name in diagram units, on a plate in the colour of its cell where it was moved."""
    fill, _, ink = theme.cells[cell_hue(id_, words)]
    if name.is_moved:
        plate = name.plate
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(fill, 0.88))
        painter.drawRoundedRect(
            QRectF(plate.left, plate.top, plate.width, plate.height), 0.3 * name.size, 0.3 * name.size
        )
    painter.setFont(font(LABEL_SIZE, strong=True))
    painter.setPen(colour(ink))
    painter.save()
    painter.translate(name.left, name.baseline)
    painter.scale(name.size / LABEL_SIZE, name.size / LABEL_SIZE)
    painter.drawText(QPointF(0.0, 0.0), words)
    painter.restore()


def shifted_names(pathway: Pathway, diagram: Diagram, staging: Staging) -> dict[str, CellName]:
    """Return the names that begin elsewhere than usual when the whole diagram is seen: nodes stand in their way."""
    sight = diagram.bounds.grown(2 * LABEL_SIZE)
    names = CellNames(staged(pathway, diagram, staging, sight), size=LABEL_SIZE).found()
    return {id_: name for id_, name in names.items() if not name.is_at_home}


def names_in(
    seen: InSight, *, zoom: float, legible: float, rim: float, label_scale: float = 1.0
) -> dict[str, CellName]:
    """Return where names stand.

    Args:
        seen: what is in sight.
        zoom: pixels a diagram unit.
        legible: height of letters in pixels that names are to have.
        rim: pixels along the border of the sight in which no name stands.
        label_scale: factor on the letters in the diagram.
    """
    return CellNames(seen, size=name_size(zoom, legible, label_scale), rim=rim / zoom).found()
