"""Is any text of the shipped pathways clipped or covered? Found from the geometry, in every theme."""

from __future__ import annotations

import itertools
from functools import cache
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.captions import FONT_SIZE
from explorer.pathway.diagram import diagram_of
from explorer.ui.canvas.badges import RADIUS, badge_place
from explorer.ui.canvas.compartment_painting import LABEL_SIZE, label_place
from explorer.ui.canvas.edge_shapes import edge_shapes
from explorer.ui.canvas.faces import faces_of
from explorer.ui.canvas.level_of_detail import Detail, detail_at
from explorer.ui.canvas.node_painting import label_lines, label_room, label_size
from explorer.ui.canvas.shapes import outline
from explorer.ui.canvas.visuals import Badge, NodeSituation, node_visual
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import THEMES, Theme

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram

pytestmark = [
    pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES)),
    pytest.mark.parametrize("path", shipped_pathways(), ids=lambda path: path.stem),
]


@cache
def drawn(path: Path) -> tuple[Pathway, Diagram]:
    pathway = load(path).pathway
    return pathway, diagram_of(pathway)


def words_of(path: Path, theme: Theme) -> dict[str, list[QRectF]]:
    """The rectangles of ink of each node's label, the wider of ON and OFF, in diagram units."""
    pathway, diagram = drawn(path)
    faces = faces_of(pathway, diagram)
    found = {}
    for id_, face in faces.items():
        visual = node_visual(theme, pathway.nodes[id_], NodeSituation(True, True), value=True)
        box = diagram.nodes[id_]
        found[id_] = [
            QFontMetricsF(font(size, strong=True)).tightBoundingRect(line).translated(at + QPointF(box.left, box.top))
            for at, line, size in label_lines(visual, face, theme.label_scale)
        ]
    return found


def label_of(path: Path, theme: Theme, compartment: str) -> QRectF:
    """The rectangle of ink of a compartment's label."""
    pathway, diagram = drawn(path)
    shown = pathway.compartments[compartment]
    metrics = QFontMetricsF(font(LABEL_SIZE * theme.label_scale, strong=True))
    place = label_place(shown.kind, diagram.compartments[compartment])
    return metrics.tightBoundingRect(shown.label).translated(place)


def test_labels_lie_inside_their_shapes(path: Path, theme: Theme, qapp: object) -> None:
    """Every line of a label lies within its node's outline, clear of the inner line and of a drug's capsule."""
    pathway, diagram = drawn(path)
    faces = faces_of(pathway, diagram)
    out = []
    for id_, rects in words_of(path, theme).items():
        box, kind = diagram.nodes[id_], pathway.nodes[id_].kind
        border = outline(kind, box.width, box.height, 1.0).translated(box.left, box.top)
        room = label_room(kind, faces[id_]).translated(box.left, box.top)
        out += [(id_, rect) for rect in rects if not (border.contains(rect) and room.contains(rect))]
    assert out == []


def test_letters_keep_their_size(path: Path, theme: Theme, qapp: object) -> None:
    """No label is drawn smaller than usual, and two lines of one label do not touch."""
    pathway, diagram = drawn(path)
    for id_, face in faces_of(pathway, diagram).items():
        visual = node_visual(theme, pathway.nodes[id_], NodeSituation(True, True), value=True)
        assert label_size(visual, face, theme.label_scale) >= FONT_SIZE
    for id_, rects in words_of(path, theme).items():
        assert all(not one.intersects(other) for one, other in itertools.pairwise(rects)), id_


def test_signs_do_not_stand_on_words(path: Path, theme: Theme, qapp: object) -> None:
    """No badge, nor a mark of modification, covers a letter of its own node or of another."""
    pathway, diagram = drawn(path)
    faces, words = faces_of(pathway, diagram), words_of(path, theme)
    covered = []
    for id_, box in diagram.nodes.items():
        centres = [badge_place(badge, box.width, box.height) for badge in Badge]
        centres += [faces[id_].mark_place] if pathway.nodes[id_].mark else []
        for x, y in dict.fromkeys(centres):
            sign = QRectF(box.left + x - RADIUS, box.top + y - RADIUS, 2 * RADIUS, 2 * RADIUS)
            for other, rects in words.items():
                covered += [(id_, (x, y), other) for rect in rects if _circle_meets(sign, rect)]
    assert covered == []


def _circle_meets(circle: QRectF, rect: QRectF) -> bool:
    x = min(max(circle.center().x(), rect.left()), rect.right()) - circle.center().x()
    y = min(max(circle.center().y(), rect.top()), rect.bottom()) - circle.center().y()
    return (x * x + y * y) ** 0.5 < circle.width() / 2 - 0.5


def test_compartment_labels_are_clear(path: Path, theme: Theme, qapp: object) -> None:
    """No node, arrow or other label crosses the label of a compartment."""
    pathway, diagram = drawn(path)
    labels = {id_: label_of(path, theme, id_) for id_ in diagram.compartments}
    crossed = []
    shapes = edge_shapes(pathway, diagram)
    for id_, label in labels.items():
        for other, box in diagram.nodes.items():
            if label.intersects(QRectF(box.left, box.top, box.width, box.height)):
                crossed.append((id_, other))
        crossed += [(id_, edge) for edge, shape in shapes.items() if _crosses(shape.points, label)]
        crossed += [(id_, other) for other, that in labels.items() if other > id_ and label.intersects(that)]
        for other, box in diagram.compartments.items():
            area = QRectF(box.left, box.top, box.width, box.height)
            if other != id_ and area.intersects(label) and not area.contains(label):
                crossed.append((id_, other))
    assert crossed == []


def test_no_arrow_runs_through_words(path: Path, theme: Theme, qapp: object) -> None:
    """No arrow crosses the label of a node that it neither leaves nor reaches, and no two nodes overlap."""
    pathway, diagram = drawn(path)
    words, crossed = words_of(path, theme), []
    for id_, shape in edge_shapes(pathway, diagram).items():
        crossed += [(id_, node) for node, rects in words.items() for rect in rects if _crosses(shape.points, rect)]
    boxes = list(diagram.nodes.items())
    crossed += [
        (one, other) for at, (one, box) in enumerate(boxes) for other, that in boxes[at + 1 :] if box.overlaps(that)
    ]
    assert crossed == []


def _crosses(points: tuple[tuple[float, float], ...], rect: QRectF) -> bool:
    grown = rect.adjusted(-1, -1, 1, 1)
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        steps = max(1, int(max(abs(bx - ax), abs(by - ay)) / 2))
        for step in range(steps + 1):
            part = step / steps
            if grown.contains(QPointF(ax + (bx - ax) * part, ay + (by - ay) * part)):
                return True
    return False


def test_words_are_there_in_the_smallest_window(path: Path, theme: Theme, qapp: object) -> None:
    """Fitted into the canvas of a window of 1280 x 720, every shipped pathway is drawn with its words."""
    _, diagram = drawn(path)
    zoom = min(660 / diagram.bounds.width, 380 / diagram.bounds.height)
    assert detail_at(zoom) >= Detail.LABELS
