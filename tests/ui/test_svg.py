"""Is the SVG what others can work with? Text as text, a group a thing, letters brought along, drawn as on screen."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.diagram import diagram_of
from explorer.pathway.story import Staging
from explorer.session.document import Document
from explorer.session.moment import moment_at
from explorer.ui.canvas.drawing import draw_diagram
from explorer.ui.export.film import story_step_page
from explorer.ui.export.picture import render_picture, write_page
from explorer.ui.export.svg_painter import SvgPainter, document
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import LIGHT, THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.pathway.definition import Pathway
    from explorer.session.moment import Moment

SVG = "{http://www.w3.org/2000/svg}"
pytestmark = pytest.mark.usefixtures("qapp")


def start(pathway: Pathway) -> Moment:
    opened = Document(pathway)
    return moment_at(opened.timeline, opened.timeline.last)


@pytest.mark.parametrize("path", shipped_pathways(), ids=lambda path: path.stem)
def test_every_thing_has_a_group_with_its_id(path: Path, tmp_path: Path) -> None:
    """Nodes, arrows and compartments; XML ids are unique; each label stands in its group as text."""
    pathway = load(path).pathway
    out = tmp_path / "out.svg"
    render_picture(pathway, diagram_of(pathway), start(pathway), path=out)
    root = ET.parse(out).getroot()  # noqa: S314  (what we wrote ourselves)
    groups = {kind: {} for kind in ("node", "edge", "compartment")}
    for group in root.iter(f"{SVG}g"):
        groups[group.get("class")][group.get("data-id")] = group
    assert set(pathway.nodes) == set(groups["node"])
    assert set(pathway.edge_by_id) == set(groups["edge"])
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for id_, group in groups["node"].items():
        written = " ".join(text.text or "" for text in group.iter(f"{SVG}text"))
        assert "".join(pathway.nodes[id_].caption.split()) in "".join(written.split()), id_


def test_the_letters_travel_along(tmp_path: Path) -> None:
    """Both weights, only as much as is used; nothing is fetched from anywhere."""
    pathway = load(shipped_pathways()[0]).pathway
    out = tmp_path / "out.svg"
    render_picture(pathway, diagram_of(pathway), start(pathway), path=out)
    text = out.read_text(encoding="utf-8")
    fonts = [base64.b64decode(found) for found in re.findall(r"base64,([^)]+)\)", text)]
    assert [b"wOFF", b"wOFF"] == [font_[:4] for font_ in fonts]
    assert sum(map(len, fonts)) < 60_000
    assert ["http://www.w3.org/2000/svg"] == re.findall(r"https?://[^\"]+", text)


def test_odd_names_stay_harmless() -> None:
    """Ids and labels from a file are escaped, and ids of two things never meet."""
    painter = SvgPainter()
    for id_ in ('a"<&>', "TNF-α", "TNF_3b1_", "1433"):
        painter.begin_group("node", id_, '<script>"')
        painter.setFont(font(14))
        painter.drawText(QPointF(0, 0), "<b>&")
        painter.end_group()
    text = document(painter, (10, 10), title="<t>", description="&")
    root = ET.fromstring(text)  # noqa: S314
    assert ['a"<&>', "TNF-α", "TNF_3b1_", "1433"] == [group.get("data-id") for group in root.iter(f"{SVG}g")]
    assert 4 == len({group.get("id") for group in root.iter(f"{SVG}g")})
    assert "<b>&" == next(root.iter(f"{SVG}text")).text


def test_what_is_staged_is_left_out_or_faded() -> None:
    """As on the canvas."""
    pathway = load(shipped_pathways()[0]).pathway
    first, second, *_ = pathway.nodes
    painter = SvgPainter()
    staging = Staging(hidden=frozenset({first}), faded=frozenset({second}))
    draw_diagram(painter, LIGHT, pathway, diagram_of(pathway), start(pathway), staging, painter)  # type: ignore[arg-type]
    root = ET.fromstring(document(painter, (10, 10), title="t", description="d"))  # noqa: S314
    groups = {group.get("data-id"): group for group in root.iter(f"{SVG}g") if group.get("class") == "node"}
    assert first not in groups
    assert {"0.13"} == {text.get("fill-opacity") for text in groups[second].iter(f"{SVG}text")}


def shapes(painter: QPainter | SvgPainter) -> None:
    """Draw one of everything that the painter knows."""
    path = QPainterPath(QPointF(10, 60))
    path.cubicTo(30, 20, 60, 100, 90, 60)
    path.lineTo(90, 95)
    path.lineTo(10, 95)
    path.closeSubpath()
    pen = QPen(QColor("#aa3300"), 3)
    pen.setDashPattern([4, 2])
    painter.setPen(pen)
    painter.setBrush(QColor(0, 90, 180, 120))
    painter.drawPath(path)
    painter.save()
    painter.translate(QPointF(120, 40))
    painter.rotate(30)
    painter.scale(2, 1)
    painter.setOpacity(0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(0, 0, 30, 30), 6, 6)
    painter.restore()
    painter.setPen(QPen(QColor("#008800"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(40, 30), 20, 12)
    painter.fillPath(path.translated(100, -50), QColor("#ddaa00"))


def test_what_is_drawn_is_the_same_picture() -> None:
    """Qt's own reader of SVG shows what QPainter draws, up to smoothing."""
    from PySide6.QtSvg import QSvgRenderer

    noted = SvgPainter()
    shapes(noted)
    text = document(noted, (220, 120), title="t", description="d")
    pictures = []
    for draw in (shapes, lambda painter: QSvgRenderer(text.encode()).render(painter)):
        image = QImage(220, 120, QImage.Format.Format_ARGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
        painter.end()
        pictures.append(image)
    far = [
        abs(pictures[0].pixelColor(x, y).lightness() - pictures[1].pixelColor(x, y).lightness())
        for x in range(220)
        for y in range(120)
    ]
    assert sum(far) / len(far) < 1.0
    assert sum(difference > 60 for difference in far) < 30


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_theme_is_drawn(theme: object, tmp_path: Path) -> None:
    """The ground is that of the theme."""
    pathway = load(shipped_pathways()[0]).pathway
    out = tmp_path / "out.svg"
    render_picture(pathway, diagram_of(pathway), start(pathway), path=out, theme=theme)  # type: ignore[arg-type]
    assert f'fill="{theme.canvas}"' in out.read_text(encoding="utf-8")  # type: ignore[attr-defined]


@pytest.mark.skipif(shutil.which("inkscape") is None, reason="Inkscape is not installed")
def test_another_program_draws_the_same(tmp_path: Path) -> None:
    """Inkscape makes of the SVG of a step of a story, which is cut off at its frame, what the PNG shows."""
    from PIL import Image, ImageChops, ImageStat

    pathway = load(shipped_pathways()[0]).pathway
    page = story_step_page(pathway, 2)
    for ending in ("svg", "png"):
        write_page(page, tmp_path / f"step.{ending}")
    out = tmp_path / "other.png"
    command = ["inkscape", str(tmp_path / "step.svg"), "--export-type=png", f"--export-filename={out}"]
    subprocess.run(command, capture_output=True, check=True, timeout=60)
    with Image.open(out) as other, Image.open(tmp_path / "step.png") as ours:
        ground = Image.new("RGB", ours.size, LIGHT.canvas)
        ground.paste(other.convert("RGB"), (0, 0), other.convert("RGBA").getchannel("A"))
        difference = ImageChops.difference(ground.convert("L"), ours.convert("L"))
    assert (1280, 720) == difference.size
    assert ImageStat.Stat(difference).mean[0] < 3.0
