"""Does a picture show what the canvas shows: parts, faded things, collapsed cells, and the marks of answers?"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent / "canvas"))

from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from shield import figure, last_moment

from explorer.pathway.excerpt import Asked, PartQuestion, excerpt
from explorer.session.commands import ToggleNode
from explorer.ui.canvas.overlay import OverlayItem
from explorer.ui.canvas.overlay_marks import Differing, LoadBearing
from explorer.ui.canvas.scene import DiagramScene
from explorer.ui.canvas.seen import PLAIN, Seen, seen_on
from explorer.ui.export.page import page_of
from explorer.ui.export.picture import page_image, svg_bytes
from explorer.ui.theme.roles import DARK, LIGHT, Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.session.document import Document
    from explorer.ui.canvas.overlay_marks import Overlay
    from explorer.ui.export.page import Page

pytestmark = pytest.mark.usefixtures("qapp")
SIZE = (1000, 800)


def grey(image: QImage) -> Image.Image:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    size = (image.width(), image.height())
    return Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "RGB", image.bytesPerLine(), 1).convert("L")


def stressed() -> Document:
    document = figure()[2]
    document.run(ToggleNode("Stress"))
    return document


def scene_of(document: Document, theme: Theme, overlay: Overlay | None) -> DiagramScene:
    pathway, diagram, _ = figure()
    scene = DiagramScene(theme)
    scene.show_pathway(pathway, diagram)
    moment = last_moment(document)
    scene.show_moment(moment if overlay is None else overlay.seen(moment))
    return scene


def on_canvas(scene: DiagramScene, page: Page, overlay: Overlay | None) -> QImage:
    """Draw ``scene`` as large as the diagram is on ``page``, and at the same place."""
    area, bounds = page.diagram_area, page.diagram.bounds
    scale = min(area.width() / bounds.width, area.height() / bounds.height)
    half = (area.width() / scale / 2, area.height() / scale / 2)
    x, y = bounds.centre
    source = QRectF(x - half[0], y - half[1], 2 * half[0], 2 * half[1])
    scene.set_scale(scale, 1.0)
    if overlay is not None:
        scene.addItem(OverlayItem(scene, overlay, source))
    image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(page.theme.canvas)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    scene.render(painter, area, source)
    painter.end()
    return image


def hide_part(scene: DiagramScene) -> None:
    pathway = figure()[0]
    scene.show_part(excerpt(pathway, PartQuestion(Asked.LEADING_TO, frozenset({"ATF4"}))))


def fade_part(scene: DiagramScene) -> None:
    pathway = figure()[0]
    scene.show_part(excerpt(pathway, PartQuestion(Asked.PATH, frozenset({"Stress", "LCN2"}))), fading=True)


def light_chain(scene: DiagramScene) -> None:
    scene.light(frozenset({"Stress", "GCN2", "ATF4", "Stress -> GCN2", "GCN2 -> ATF4"}))


def collapse(scene: DiagramScene) -> None:
    scene.set_collapsed(frozenset({"cell"}))


def leave(scene: DiagramScene) -> None:
    """Show everything."""


def differing(document: Document) -> Overlay:
    return Differing(document.timeline.columns[document.timeline.starts[-1]].state)


def bearing(_: Document) -> Overlay:
    return LoadBearing({"LCN2 -> Free": 1, "Exclusion -> Killing": 2}, {"Killing": (3,)}, ("Killing",))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("change", "marks"),
    [(hide_part, None), (fade_part, None), (light_chain, None), (collapse, None), (leave, differing), (leave, bearing),
     (hide_part, differing)],
    ids=["part", "path", "chain", "collapsed", "before and after", "load-bearing", "part before and after"],
)  # fmt: skip
def test_a_picture_shows_what_the_canvas_shows(
    theme: Theme, change: Callable[[DiagramScene], None], marks: Callable[[Document], Overlay] | None
) -> None:
    """Within the shade by which the canvas's nodes stand on whole pixels; and what is seen makes a difference."""
    pathway, diagram, _ = figure()
    document = stressed()
    overlay = marks(document) if marks is not None else None
    scene = scene_of(document, theme, overlay)
    change(scene)
    seen = seen_on(scene, overlay)
    page = replace(page_of(pathway, diagram, last_moment(document), theme, SIZE, seen=seen), is_lit=True)
    area = page.diagram_area
    box = (0, round(area.top()) + 1, SIZE[0], round(area.bottom()) - 1)
    picture, canvas = grey(page_image(page)).crop(box), grey(on_canvas(scene, page, overlay)).crop(box)
    difference = ImageChops.difference(picture, canvas)
    assert ImageStat.Stat(difference).mean[0] < 2.0
    assert sum(difference.histogram()[90:]) < 0.006 * difference.width * difference.height
    plain = replace(page, staging=PLAIN.staging, collapsed=PLAIN.collapsed, overlay=None)
    assert ImageChops.difference(picture, grey(page_image(plain)).crop(box)).getbbox() is not None


def test_marks_are_explained_on_the_picture() -> None:
    """The rings' meanings stand below the diagram, in words that can be searched in an SVG."""
    document = stressed()
    pathway, diagram, _ = figure()
    seen = Seen(overlay=differing(document))
    text = svg_bytes(page_of(pathway, diagram, last_moment(document), LIGHT, seen=seen)).decode()
    for words in (">gained: was OFF, is ON (", ">lost: was ON, is OFF (", ">unchanged<"):
        assert words in text


def test_what_is_hidden_is_not_in_the_drawing() -> None:
    """Hidden nodes and arrows have no group; a collapsed cell has one, and its nodes have none."""
    document = stressed()
    scene = scene_of(document, LIGHT, None)
    hide_part(scene)
    pathway, diagram, _ = figure()

    def drawn(seen: Seen) -> str:
        return svg_bytes(page_of(pathway, diagram, last_moment(document), LIGHT, seen=seen)).decode()

    part, closed = drawn(seen_on(scene, None)), drawn(Seen(collapsed=frozenset({"cell"})))
    assert ('data-id="ATF4"' in part, 'data-id="Killing"' in part) == (True, False)
    assert ('data-id="ATF4"' in closed, 'data-id="Killing"' in closed) == (False, True)
    assert "collapsed-cell" in closed


@pytest.mark.parametrize("overlaid", [False, True], ids=["plain", "marked"])
def test_a_transparent_picture_has_no_ground(overlaid: bool) -> None:  # noqa: FBT001
    """Its corner is empty; put on the theme's ground it is the picture that is not transparent."""
    document = stressed()
    pathway, diagram, _ = figure()
    seen = Seen(overlay=differing(document)) if overlaid else PLAIN
    page = page_of(pathway, diagram, last_moment(document), LIGHT, SIZE, seen=seen)
    clear = page_image(replace(page, is_transparent=True))
    assert clear.hasAlphaChannel()
    assert 0 == clear.pixelColor(2, 2).alpha()
    ground = QImage(clear.size(), QImage.Format.Format_RGB32)
    ground.fill(LIGHT.canvas)
    painter = QPainter(ground)
    painter.drawImage(0, 0, clear)
    painter.end()
    difference = ImageChops.difference(grey(ground), grey(page_image(page)))
    assert difference.getextrema()[1] <= 3
