"""What is seen of every step of the shipped stories: names of cells, whole nodes, letters that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.diagram import MARGIN, diagram_of
from explorer.pathway.geometry import Box
from explorer.pathway.sight import View, kept_in, named_in, sight_of
from explorer.pathway.story import staging_of
from explorer.session.talk import Talk
from explorer.ui.canvas.faces import faces_of
from explorer.ui.canvas.node_painting import label_size, letters_at
from explorer.ui.canvas.rim import sides_cut
from explorer.ui.export.film import story_step_page
from explorer.ui.presenter.stage import Stage
from explorer.ui.theme.roles import LIGHT, PROJECTOR, Theme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.story import Staging
    from explorer.ui.canvas.cell_names import CellName

LEAST_PIXELS, LEAST_ON_STILLS = 9.0, 8.5
"""Height of the letters on nodes at 1280 x 720 pixels; a still has a legend, which takes room."""
SIZES = ((1280, 720), (1920, 1080))
FILES = [pytest.param(path, id=path.stem) for path in shipped_pathways()]


def shown(path: Path, qtbot: QtBot, *, size: tuple[int, int] = (1280, 720), theme: Theme = LIGHT) -> Stage:
    """Return a stage without motion."""
    stage = Stage(Talk(load(path).pathway), theme, animate=False)
    qtbot.addWidget(stage)
    stage.resize(*size)
    stage.show()
    stage.begin()
    return stage


def diagram_on(stage: Stage) -> Diagram:
    """Return what is drawn."""
    diagram = stage.canvas.diagram_scene.diagram
    assert diagram is not None
    return diagram


def sight_on(stage: Stage) -> Box:
    """Return what is in sight, in diagram units."""
    area = stage.canvas.area_in_sight
    return Box(area.left(), area.top(), area.width(), area.height())


def nameless(pathway: Pathway, diagram: Diagram, staging: Staging, sight: Box, names: dict[str, CellName]) -> set[str]:
    """Return the compartments of which a node is to be read in ``sight``, and whose name is not, or lies on a node."""
    nodes = {id_: box for id_, box in diagram.nodes.items() if id_ not in staging.hidden | staging.faded}
    lived_in = {pathway.nodes[id_].compartment for id_, box in nodes.items() if sight.contains(box.centre)}
    read = {
        id_
        for id_, name in names.items()
        if sight.grown(1.0).holds(name.plate) and not any(box.overlaps(name.plate) for box in nodes.values())
    }
    return (lived_in & diagram.compartments.keys()) - read  # type: ignore[operator]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", FILES)
def test_the_name_of_every_cell_that_is_looked_into_is_in_sight(
    path: Path, size: tuple[int, int], qtbot: QtBot
) -> None:
    """Above the cell or within what is seen of it, and on no node; in both looks that are used in a hall."""
    for theme in (LIGHT, PROJECTOR):
        stage = shown(path, qtbot, size=size, theme=theme)
        scene, pathway = stage.canvas.diagram_scene, stage.talk.document.pathway
        for at, step in enumerate(stage.talk.steps):
            stage.go(at)
            assert scene.names is not None
            staging, names = staging_of(pathway, step), dict(scene.names.names)
            assert set() == nameless(pathway, diagram_on(stage), staging, sight_on(stage), names), (at, theme.name)
        stage.close()


@pytest.mark.parametrize("path", FILES)
def test_names_are_in_sight_on_stills(path: Path, qtbot: QtBot) -> None:
    """A film shows these pages."""
    pathway = load(path).pathway
    for at in range(len(pathway.story)):
        page = story_step_page(pathway, at)
        assert page.frame is not None
        assert set() == nameless(pathway, page.diagram, page.staging, page.frame, dict(page.lettering.names)), at


@pytest.mark.parametrize("size", [*SIZES, (1024, 768)])
@pytest.mark.parametrize("path", FILES)
def test_no_node_that_a_step_names_is_cut(path: Path, size: tuple[int, int], qtbot: QtBot) -> None:
    """Whatever the camera is told to look at is there as a whole; what else is named is there, or not at all."""
    stage = shown(path, qtbot, size=size)
    pathway, diagram = stage.talk.document.pathway, diagram_on(stage)
    for at, step in enumerate(stage.talk.steps):
        stage.go(at)
        sight = sight_on(stage).grown(2.0 / stage.canvas.zoom)  # the camera stands on whole pixels
        assert sight.holds(kept_in(diagram, pathway, step)), at
        named = {id_: diagram.nodes[id_] for id_ in named_in(pathway, step)}
        assert [] == [id_ for id_, box in named.items() if box.overlaps(sight) and not sight.holds(box)], at
    stage.close()


@pytest.mark.parametrize("path", FILES)
def test_letters_on_stage_can_be_read(path: Path, qtbot: QtBot) -> None:
    """On every node that is in sight, on stage and on a still, at 1280 x 720 pixels."""
    stage = shown(path, qtbot)
    pathway, scene = stage.talk.document.pathway, stage.canvas.diagram_scene
    faces = faces_of(pathway, diagram_on(stage))
    for at in range(len(stage.talk.steps)):
        stage.go(at)
        page = story_step_page(pathway, at)
        assert page.frame is not None
        still = page.diagram_area.width() / page.frame.width
        for least, zoom, letters in (
            (LEAST_PIXELS, stage.canvas.zoom, scene.surface.letters),
            (LEAST_ON_STILLS, still, letters_at(still, page.legible, LIGHT.label_scale)),
        ):
            for id_, face in faces.items():
                visual = scene.node_items[id_].look
                assert visual is not None
                assert least <= zoom * label_size(visual.after, face, letters), (at, id_)
    stage.close()


@pytest.mark.parametrize("size", [*SIZES, (1024, 768), (800, 600)])
@pytest.mark.parametrize("path", FILES)
def test_words_and_diagram_do_not_overlap(path: Path, size: tuple[int, int], qtbot: QtBot) -> None:
    """Above each other or side by side, they fill the screen; every word has room."""
    stage = shown(path, qtbot, size=size)
    for at in range(len(stage.talk.steps)):
        stage.go(at)
        parts = [part.geometry() for part in (stage.caption, stage.canvas, stage.footer)]
        assert [] == [(one, two) for one in parts for two in parts if one is not two and one.intersects(two)]
        assert all(stage.rect().contains(part) for part in parts)
        assert stage.caption.fits(), at
    stage.close()


def test_what_is_seen_stays_in_place_when_the_words_move(qtbot: QtBot) -> None:
    """The camera sets out from where everything was on the screen, although the diagram has got another place."""
    path = next(path for path in shipped_pathways() if path.stem == "immune-evasion-map")
    stage = shown(path, qtbot)
    moved = 0
    for at in range(1, len(stage.talk.steps)):
        stage.go(at - 1)
        canvas, was_beside = stage.canvas, stage.caption.is_column
        middle = canvas.mapToScene(canvas.viewport().rect().center())
        before = canvas.mapTo(stage, canvas.mapFromScene(middle))
        stage.talk.go(at)
        stage._take_room()  # the camera has not set out yet
        moved += was_beside != stage.caption.is_column
        after = canvas.mapTo(stage, canvas.mapFromScene(middle))
        assert (before - after).manhattanLength() <= 2, at
    assert moved == 2
    stage.close()


def test_the_camera_gives_way_so_that_less_is_cut() -> None:
    """It holds what it has to, stays within its bounds of zoom, and moves rather than cut a node that is named."""
    path = next(path for path in shipped_pathways() if path.stem == "lcn2-shield")
    stage_view = View(980.0, 620.0, 2.4, 20.0)
    pathway = load(path).pathway
    diagram = diagram_of(pathway)
    for step in pathway.story:
        sight = sight_of(diagram, pathway, step, stage_view)
        zoom = stage_view.width / sight.width
        assert zoom == pytest.approx(stage_view.height / sight.height)
        assert zoom <= stage_view.closest
        assert sight.holds(kept_in(diagram, pathway, step))


def test_the_rim_fades_only_where_the_diagram_goes_on(qtbot: QtBot) -> None:
    """A whole diagram has none; beside what goes on, the outermost pixels are those of the ground."""
    path = next(path for path in shipped_pathways() if path.stem == "lcn2-shield")
    stage = shown(path, qtbot)
    image = stage.canvas.viewport().grab().toImage()
    ground = QColor(LIGHT.canvas)
    for y in range(0, image.height(), 7):
        beside = image.pixelColor(0, y)
        parts = ((ground.red(), beside.red()), (ground.green(), beside.green()), (ground.blue(), beside.blue()))
        assert all(abs(one - other) <= 2 for one, other in parts), y
    stage.go(3)
    canvas = stage.canvas
    assert diagram_on(stage).bounds.grown(-MARGIN).left > sight_on(stage).left
    assert not any(sides_cut(diagram_on(stage).bounds, canvas.area_in_sight.getCoords()))  # type: ignore[arg-type]
    stage.close()


def test_what_stands_elsewhere_fades_in(qtbot: QtBot) -> None:
    """Words that move beside the diagram or above it, and names of cells, come in while the camera glides."""
    path = next(path for path in shipped_pathways() if path.stem == "immune-evasion-map")
    stage = Stage(Talk(load(path).pathway), LIGHT)
    qtbot.addWidget(stage)
    stage.resize(1280, 720)
    stage.show()
    stage.begin(3)
    qtbot.waitUntil(lambda: not stage.canvas.is_gliding)
    stage.go(4)
    assert not stage.caption.is_column
    image = stage.caption.grab().toImage()
    begun = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert QColor(LIGHT.text).name() not in begun
    qtbot.waitUntil(lambda: not stage.canvas.is_gliding)
    image = stage.caption.grab().toImage()
    ended = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert QColor(LIGHT.text).name() in ended
    stage.close()
