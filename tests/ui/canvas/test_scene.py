"""What the scene does with a moment, a theme and another pathway."""

from __future__ import annotations

import inspect
import pkgutil
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem
from shield import figure, last_moment

import explorer.ui.canvas
from explorer.pathway.definition import Confidence, NodeKind
from explorer.pathway.diagram import diagram_of
from explorer.pathway.moving import carried
from explorer.pathway.placing import place_missing
from explorer.pathway.straight import sketched
from explorer.session.commands import ToggleNode
from explorer.session.moment import moment_at
from explorer.ui.canvas.edge_shapes import crossings, edge_shapes
from explorer.ui.canvas.legend import legend_samples
from explorer.ui.canvas.view import CanvasView
from explorer.ui.theme.roles import DARK, LIGHT

if TYPE_CHECKING:
    from conftest import Shown
    from pytestqt.qtbot import QtBot


def test_every_item_class_is_whole() -> None:
    """An item without boundingRect, shape or paint of its own can crash the process."""
    classes = set()
    for module in pkgutil.iter_modules(explorer.ui.canvas.__path__, "explorer.ui.canvas."):
        for _, found in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(found, QGraphicsItem) and found.__module__.startswith("explorer."):
                classes.add(found)
    assert len(classes) >= 4
    for found in classes:
        assert {"boundingRect", "shape", "paint"} <= vars(found).keys(), found
        assert found.__mro__[1] is QGraphicsItem, f"{found} mixes something in"


def test_same_moment_touches_nothing(shown: Shown) -> None:
    """What looks the same is not touched."""
    assert shown.show_end() == frozenset()


def test_flip_touches_only_what_follows(shown: Shown) -> None:
    """After a flip the nodes that changed, those that were marked, and the arrows they send are touched, no others."""
    before = last_moment(shown.document)
    shown.document.run(ToggleNode("Drug"))
    after = last_moment(shown.document)
    touched = shown.show_end()
    network = shown.pathway.network
    changed = {node for node in network.nodes if before.after[network.index[node]] != after.after[network.index[node]]}
    allowed = changed | {edge.id for edge in shown.pathway.edges if edge.source in changed}
    allowed |= before.moving | before.carriers | after.moving | after.carriers  # lit, or not any more
    assert "Drug" in touched
    assert touched <= allowed


def test_step_touches_only_what_moves(shown: Shown) -> None:
    """Within a step, frame by frame, only moving nodes and carrying arrows are touched."""
    shown.document.run(ToggleNode("Stress"))
    timeline = shown.document.timeline
    column = timeline.starts[-1] + 1
    shown.view.show_moment(moment_at(timeline, column + 0.2))
    moment = moment_at(timeline, column + 0.3)
    assert shown.view.show_moment(moment) == moment.moving | moment.carriers
    assert moment.carriers


def test_items_are_as_in_a_fresh_scene(shown: Shown, qtbot: QtBot) -> None:
    """However a moment was reached, everything looks as if it were shown first."""
    for node in ("Stress", "Drug", "Stress"):
        shown.document.run(ToggleNode(node))
        for position in (shown.document.timeline.starts[-1] + 0.4, shown.document.timeline.last):
            shown.view.show_moment(moment_at(shown.document.timeline, position))
    looks = {id_: item.look for id_, item in shown.view.diagram_scene.node_items.items()}
    arrows = {id_: item.look for id_, item in shown.view.diagram_scene.edge_items.items()}
    shown.view.show_pathway(shown.pathway, shown.diagram)
    shown.show_end()
    assert looks == {id_: item.look for id_, item in shown.view.diagram_scene.node_items.items()}
    assert arrows == {id_: item.look for id_, item in shown.view.diagram_scene.edge_items.items()}


def test_arrows_follow_their_sources(shown: Shown) -> None:
    """An arrow takes the colour of its sign when its source goes ON, and loses it when that goes OFF."""
    item = shown.view.diagram_scene.edge_items["Drug -> Free"]
    for expected in (LIGHT.inhibits, LIGHT.idle_edge):
        shown.document.run(ToggleNode("Drug"))
        shown.show_end()
        assert item.look is not None
        assert item.look.visual.colour == expected


def test_far_arrows_are_painted(shown: Shown) -> None:
    """Arrows that are drawn together are to be seen, in the colour of their state."""
    shown.view.zoom_by(0.3 / shown.view.zoom)
    shown.document.run(ToggleNode("Drug"))
    shown.show_end()
    geometry = shown.view.diagram_scene.edge_items["Drug -> Free"].geometry
    at = shown.view.mapFromScene(geometry.middle)
    image = shown.view.grab().toImage()
    colours = {image.pixelColor(at.x() + dx, at.y()).name() for dx in range(-3, 4)}
    assert LIGHT.inhibits in colours


def test_selection_survives_a_reload(shown: Shown) -> None:
    """The selected node stays selected if the new pathway has it, else nothing is."""
    shown.view.select("Drug")
    shown.view.show_pathway(shown.pathway, shown.diagram)
    assert shown.view.diagram_scene.selected == "Drug"
    nodes = {id_: node for id_, node in shown.pathway.nodes.items() if id_ != "Drug" and node.rule is None}
    shown.view.show_pathway(replace(shown.pathway, nodes=nodes, edges=(), notes=()), shown.diagram)
    assert shown.view.diagram_scene.selected == ""


def test_theme_switch_repaints_at_once(shown: Shown, qtbot: QtBot) -> None:
    """With another theme every colour on the canvas is another."""
    light = shown.view.grab().toImage()
    shown.view.set_theme(DARK)
    dark = shown.view.grab().toImage()
    at = shown.point("Killing")
    assert light.pixelColor(2, 2).name() == LIGHT.canvas
    assert dark.pixelColor(2, 2).name() == DARK.canvas
    assert light.pixelColor(at.x() - 30, at.y() - 12) != dark.pixelColor(at.x() - 30, at.y() - 12)


@pytest.mark.parametrize("zoom", [0.15, 0.3, 1.0, 3.0, 6.0])
def test_every_zoom_can_be_painted(shown: Shown, zoom: float) -> None:
    """From afar, near and very near, in the middle of a step, something is drawn in the middle of the view."""
    shown.document.run(ToggleNode("Stress"))
    shown.view.show_moment(moment_at(shown.document.timeline, shown.document.timeline.starts[-1] + 1.3))
    shown.view.zoom_by(zoom / shown.view.zoom)
    shown.view.centerOn(*shown.diagram.nodes["Stress"].centre)
    image = shown.view.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(300, 600, 7) for y in range(250, 450, 7)}
    assert len(colours) > 1


def test_far_arrows_can_still_be_hit(shown: Shown) -> None:
    """Arrows that are drawn together are hit one by one all the same."""
    shown.view.zoom_by(0.3 / shown.view.zoom)
    middle = shown.view.diagram_scene.edge_items["LCN2 -> Free"].geometry.middle
    assert shown.view.hit(shown.view.mapFromScene(middle)).id == "LCN2 -> Free"


def test_line_ends_on_the_outline() -> None:
    """Every arrow's tip lies within five units of its target's outline, also where that is notched or pointed."""
    pathway, diagram, _ = figure()
    from explorer.ui.canvas.shapes import outline

    for id_, shape in edge_shapes(pathway, diagram).items():
        edge = pathway.edge_by_id[id_]
        box, kind = diagram.nodes[edge.target], pathway.nodes[edge.target].kind
        border = outline(kind, box.width, box.height).translated(box.left, box.top)
        x, y = shape.points[-1]
        near = any(border.contains(shape.polyline.last() + off) for off in _ring(5.0))
        assert near, (id_, (x, y))


def _ring(reach: float) -> list[object]:
    from PySide6.QtCore import QPointF

    return [QPointF(dx * reach, dy * reach) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]


def test_upright_line_gives_way() -> None:
    """Where two arrows cross, the upright one has a gap; where they share an end there is none."""
    routes = {
        "level": ((0.0, 50.0), (100.0, 50.0)),
        "upright": ((50.0, 0.0), (50.0, 100.0)),
        "joins": ((80.0, 0.0), (80.0, 50.0)),
    }
    assert crossings(routes) == {"upright": [(50.0, 50.0)]}


def test_legend_names_only_what_occurs(shown: Shown) -> None:
    """The legend explains drugs, hypotheses and doubts only where there are any."""
    all_signs = {sample.label for sample in legend_samples(shown.pathway)}
    assert {"on", "off", "changed", "held", "drug", "condition", "inhibits", "hypothesised"} <= all_signs
    assert "conflicting evidence" in all_signs
    plain = replace(shown.pathway, nodes={"GCN2": shown.pathway.nodes["GCN2"]}, edges=(), notes=())
    assert {sample.label for sample in legend_samples(plain)} == {"on", "off", "changed", "held"}


def test_legend_names_every_shape_and_width_that_occurs(shown: Shown) -> None:
    """What is drawn apart from the plain box and the plain line is explained."""
    kinds = {node.kind for node in shown.pathway.nodes.values()} - {NodeKind.PROTEIN, NodeKind.OUTCOME}
    labels = {sample.label for sample in legend_samples(shown.pathway)}
    assert {kind.value for kind in kinds} <= labels
    known = {edge.confidence for edge in shown.pathway.edges}
    assert ("established" in labels) == (known > {Confidence.ESTABLISHED})
    certain = tuple(replace(edge, confidence=Confidence.ESTABLISHED) for edge in shown.pathway.edges)
    sure = replace(shown.pathway, edges=certain, notes=())
    assert "established" not in {sample.label for sample in legend_samples(sure)}


def test_legend_never_covers_the_diagram(shown: Shown) -> None:
    """The legend stands below the viewport; without it the diagram may be larger."""
    shown.view.resize(1200, 500)
    with_legend = shown.view.zoom
    assert shown.view.legend_height > 20
    assert shown.view.viewport().height() == shown.view.height() - shown.view.legend_height
    shown.view.set_legend_visible(False)
    assert shown.view.legend_height == 0
    assert shown.view.zoom > with_legend


def test_legend_folds(shown: Shown, qtbot: QtBot) -> None:
    """A click on the legend folds it to one row and back."""
    from explorer.ui.canvas.legend_strip import LegendStrip

    strip = shown.view.findChild(LegendStrip)
    shown.view.resize(420, 1600)
    unfolded = shown.view.legend_height
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton)
    assert shown.view.legend_height < unfolded
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton)
    assert shown.view.legend_height == unfolded


def test_the_legend_takes_one_line_of_a_low_view(shown: Shown, qtbot: QtBot) -> None:
    """Where it needs more, it is cut; a click shows all of it, another one only its name, a third cuts it again."""
    from explorer.ui.canvas.legend_strip import Fold, LegendStrip

    strip = shown.view.findChild(LegendStrip)
    shown.view.resize(420, 300)
    folds = [strip.fold]
    heights = [shown.view.legend_height]
    for _ in range(3):
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton)
        folds.append(strip.fold)
        heights.append(shown.view.legend_height)
    assert [Fold.CUT, Fold.FULL, Fold.FOLDED, Fold.CUT] == folds
    assert heights[0] == heights[2] == heights[3] < heights[1]


def test_view_speaks(shown: Shown) -> None:
    """The view has a name, and its description follows the selection."""
    shown.view.select("Drug")
    assert shown.view.accessibleName() == "Pathway diagram"
    assert shown.view.accessibleDescription() == "Anti-LCN2 & <more>: OFF. Drug."


def test_painting_changes_nothing(shown: Shown) -> None:
    """Painting twice gives the same picture, and no item has another look for it."""
    looks = {id_: item.look for id_, item in shown.view.diagram_scene.node_items.items()}

    def painted() -> QImage:
        image = QImage(900, 700, QImage.Format.Format_RGB32)
        image.fill(0)  # the view's own shape may leave a rim
        painter = QPainter(image)
        shown.view.render(painter)
        painter.end()
        return image

    assert painted() == painted()
    assert all(item.look is looks[id_] for id_, item in shown.view.diagram_scene.node_items.items())


def test_what_moves_ends_as_in_a_fresh_scene(shown: Shown) -> None:
    """The same items, each where it would be if it had been made there; a drag on its way stays in hand."""
    scene, before = shown.view.diagram_scene, dict(shown.view.diagram_scene.node_items)
    node = next(iter(shown.pathway.nodes))
    x, y = shown.diagram.nodes[node].centre
    elsewhere = replace(shown.pathway, layout=carried(place_missing(shown.pathway), {node: (x + 40.0, y - 30.0)}))
    diagram = diagram_of(sketched(elsewhere))
    dragged = next(id_ for id_ in shown.pathway.nodes if id_ != node)
    scene.displace(frozenset({dragged}), (5.0, 5.0))
    shown.view.show_pathway(elsewhere, diagram)
    scene.finish()
    assert before == scene.node_items
    assert diagram.nodes[dragged].left + 5.0 == scene.node_items[dragged].box.left
    scene.displace(frozenset(), (0.0, 0.0))
    fresh = CanvasView()
    fresh.show_pathway(elsewhere, diagram)
    for id_, item in fresh.diagram_scene.node_items.items():
        assert (id_, item.box) == (id_, scene.node_items[id_].box)
    for id_, arrow in fresh.diagram_scene.edge_items.items():
        assert (id_, arrow.geometry.points) == (id_, scene.edge_items[id_].geometry.points)
