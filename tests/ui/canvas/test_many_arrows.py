"""Are thousands of arrows drawn as a few are, though from afar they are not in the scene?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from explorer.pathway.definition import Edge, Effect, Node, Pathway
from explorer.pathway.diagram import diagram_of
from explorer.session.document import Document
from explorer.session.moment import moment_at
from explorer.ui.canvas import edge_sheet, presence
from explorer.ui.canvas.edge_shapes import EdgeShape
from explorer.ui.canvas.view import CanvasView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def view(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> CanvasView:
    """Return a view of thirty nodes in a ring and across, for which everything counts as many."""
    monkeypatch.setattr(presence, "MANY", 10)
    monkeypatch.setattr(presence, "_CELL", 40.0)
    monkeypatch.setattr(edge_sheet, "_MOST_AT_ONCE", 0)
    nodes = {f"n{at}": Node(f"n{at}", f"Node {at}") for at in range(30)}
    edges = tuple(Edge(f"n{at}", f"n{(at + by) % 30}", Effect.ACTIVATES) for at in range(30) for by in (1, 7))
    pathway = Pathway("ring", "Ring", nodes, edges=edges)
    made = CanvasView()
    qtbot.addWidget(made)
    made.resize(600, 450)
    made.show_pathway(pathway, diagram_of(pathway))
    timeline = Document(pathway).timeline
    made.show_moment(moment_at(timeline, timeline.last))
    made.show()
    return made


def in_scene(view: CanvasView) -> int:
    return sum(item.scene() is not None for item in view.diagram_scene.edge_items.values())


def test_arrows_leave_the_scene_from_afar_and_come_back(view: CanvasView, qtbot: QtBot) -> None:
    """None is looked at while the sheet draws all; near by all are there again."""
    view.zoom_by(0.1 / view.zoom)
    qtbot.waitUntil(lambda: in_scene(view) == 0)
    view.zoom_by(0.4 / view.zoom)
    qtbot.waitUntil(lambda: in_scene(view) == 60)


def test_near_by_only_what_is_near_is_in_the_scene(view: CanvasView, qtbot: QtBot) -> None:
    """Whatever part is looked at, every arrow through it is there, and many that are elsewhere are not."""
    arrows = view.diagram_scene.edge_items.values()

    def all_in_sight_are_there() -> bool:
        sight = view.area_in_sight
        return all(item.scene() is not None for item in arrows if item.geometry.line.intersects(sight))

    for node in ("n0", "n14", "n29"):
        view.show_area(view.diagram_scene.node_items[node].area)
        qtbot.waitUntil(lambda: all_in_sight_are_there() and 0 < in_scene(view) < 60)


def test_a_dragged_arrow_is_drawn_from_afar_too(view: CanvasView, qtbot: QtBot) -> None:
    """The sheet leaves it out while a node takes it along, so it comes into the scene."""
    view.zoom_by(0.1 / view.zoom)
    qtbot.waitUntil(lambda: in_scene(view) == 0)
    view.diagram_scene.displace(frozenset({"n3"}), (40.0, 0.0))
    touching = {item.edge for item in view.diagram_scene.edge_items.values() if item.scene() is not None}
    assert {edge.id for edge in view.diagram_scene.pathway.arrows_at["n3"]} == touching  # type: ignore[union-attr]


def test_few_arrows_stay(view: CanvasView, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    """Small diagrams are as they were."""
    view.zoom_by(1.0 / view.zoom)
    qtbot.waitUntil(lambda: in_scene(view) == 60)
    monkeypatch.setattr(presence, "MANY", 4000)
    view.zoom_by(0.1 / view.zoom)
    assert 60 == in_scene(view)


def test_the_picture_shows_what_would_be_painted(view: CanvasView, qtbot: QtBot) -> None:
    """After a moment the window shows the same arrows as an export, which paints them directly."""
    view.zoom_by(0.3 / view.zoom)

    def ink(image: QImage) -> int:
        ground = image.pixel(0, 0)
        return sum(image.pixel(x, y) != ground for x in range(image.width()) for y in range(image.height()))

    def direct() -> int:
        image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
        image.fill(view.backgroundBrush().color())
        painter = QPainter(image)
        painter.setRenderHints(view.renderHints())
        view.diagram_scene.render(painter, QRectF(image.rect()), view.area_in_sight)
        painter.end()
        return ink(image)

    wanted = direct()
    qtbot.waitUntil(lambda: abs(ink(view.viewport().grab().toImage()) - wanted) < wanted * 0.1, timeout=10_000)


def test_another_pathway_ends_the_making_of_a_picture(view: CanvasView, qtbot: QtBot) -> None:
    """The items of the first are gone; nothing is made for them any more."""
    view.zoom_by(0.1 / view.zoom)
    view.viewport().repaint()
    other = Pathway("two", "Two", {"a": Node("a", "A"), "b": Node("b", "B")})
    view.show_pathway(other, diagram_of(other))
    qtbot.wait(1)
    view.viewport().repaint()
    assert {"a", "b"} == set(view.diagram_scene.node_items)


def test_an_arrow_that_comes_into_sight_is_there(view: CanvasView, qtbot: QtBot) -> None:
    """What was too far to be in the scene is in it when it lies where the view is, though the view stays."""
    scene = view.diagram_scene
    view.show_area(scene.node_items["n0"].area)
    qtbot.waitUntil(lambda: any(item.scene() is None for item in scene.edge_items.values()))
    far = next(item for item in scene.edge_items.values() if item.scene() is None)
    middle = view.area_in_sight.center()
    shape = EdgeShape(Effect.ACTIVATES, [(middle.x(), middle.y()), (middle.x() + 20.0, middle.y())])
    scene.reshape(far, shape, is_displaced=False)
    assert scene is far.scene()
