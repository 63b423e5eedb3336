"""How does a diagram become a picture file? PNG by pixels; SVG and PDF as vectors with real text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter, QPen, QPolygonF

from explorer import CAUTION
from explorer.errors import ExplorerError
from explorer.io.files import write_atomically
from explorer.ui.canvas.compartment_painting import draw_compartment
from explorer.ui.canvas.seen import PLAIN
from explorer.ui.canvas.shapes import outline
from explorer.ui.canvas.situations import compartments_outside_in
from explorer.ui.canvas.visuals import NodeSituation, node_look
from explorer.ui.export.ending import ending_of
from explorer.ui.export.page import page_of
from explorer.ui.theme.roles import LIGHT, colour

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.session.moment import Moment
    from explorer.ui.canvas.seen import Seen
    from explorer.ui.export.page import Page
    from explorer.ui.theme.roles import Theme

ENDINGS = (".png", ".svg", ".pdf")
"""File name endings of the pictures that can be written."""
_MOST_PIXELS, _LONGEST = 200_000_000, 30_000
_DOTS = 10  # device dots a unit in a PDF, so that nothing is rounded visibly
_POINTS = 0.75  # a PDF point is 1/72 inch, a unit 1/96


class PictureRefusedError(ExplorerError):
    """A picture cannot be made as asked."""


def render_picture(
    pathway: Pathway,
    diagram: Diagram,
    moment: Moment,
    *,
    path: Path,
    size: tuple[int, int] | None = None,
    theme: Theme = LIGHT,
    scale: float = 2.0,
    transparent: bool = False,
) -> None:
    """Write ``moment`` to ``path``, with title, legend and caution. Needs a QGuiApplication.

    Args:
        pathway: what is shown.
        diagram: where.
        moment: when.
        path: the ending decides: ``.png``, ``.svg`` or ``.pdf``.
        size: width and height in pixels at scale 1; as the diagram needs if None.
        theme: the colours.
        scale: pixels a unit of a PNG.
        transparent: whether whatever lies behind the picture shines through.

    Raises:
        EndingRefusedError: the ending is none of these.
        PictureRefusedError: the size is out of bounds.
        FileNotSavedError: the file cannot be written.
    """
    page = page_of(pathway, diagram, moment, theme, size)
    write_page(replace(page, is_transparent=transparent), path, scale=scale)


def write_page(page: Page, path: Path, *, scale: float = 1.0) -> None:
    """Write ``page`` to ``path``, the ending of which decides; a PNG has ``scale`` pixels a unit.

    Raises:
        EndingRefusedError: the ending is none of a picture.
        PictureRefusedError: the size is out of bounds.
        FileNotSavedError: the file cannot be written.
    """
    ending = ending_of(path, ENDINGS, "a picture")
    if ending == ".png":
        content = png_bytes(page_image(page, scale))
    elif ending == ".svg":
        content = svg_bytes(page)
    else:
        content = _pdf(page)
    write_atomically(path, content)


def picture_image(
    pathway: Pathway,
    diagram: Diagram,
    moment: Moment,
    *,
    size: tuple[int, int] | None = None,
    theme: Theme = LIGHT,
    scale: float = 2.0,
    seen: Seen = PLAIN,
    lit: bool = False,
) -> QImage:
    """Return the picture as an image, ``scale`` pixels a unit; ``lit`` leaves light on what changed last.

    Raises:
        PictureRefusedError: the size is out of bounds.
    """
    page = page_of(pathway, diagram, moment, theme, size, seen=seen)
    return page_image(replace(page, is_lit=lit), scale)


def is_drawable(page: Page, scale: float) -> bool:
    """Whether ``page`` can be drawn with ``scale`` pixels a unit: within memory, and what a painter can count."""
    width, height = pixels_of(page, scale)
    return 0 < width < _LONGEST and 0 < height < _LONGEST and width * height <= _MOST_PIXELS


def drawable_scale(page: Page, wanted: float) -> float:
    """Return ``wanted`` pixels a unit, or as many as ``page`` can be drawn with."""
    longest, area = max(page.width, page.height), page.width * page.height
    return min(wanted, (_LONGEST - 1) / longest, (0.999 * _MOST_PIXELS / area) ** 0.5)


def pixels_of(page: Page, scale: float) -> tuple[int, int]:
    """Return width and height in pixels of ``page`` with ``scale`` pixels a unit."""
    return round(page.width * scale), round(page.height * scale)


def page_image(page: Page, scale: float = 1.0) -> QImage:
    """Return ``page`` as an image, ``scale`` pixels a unit: RGB32, or with an alpha channel where it has no ground.

    Raises:
        PictureRefusedError: the size is out of bounds.
    """
    width, height = pixels_of(page, scale)
    if not is_drawable(page, scale):
        raise PictureRefusedError(f"a picture of {width} x {height} pixels is too large or too small to be drawn")
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDotsPerMeterX(round(96 * scale / 0.0254))
    image.setDotsPerMeterY(round(96 * scale / 0.0254))
    if page.is_transparent:
        image.fill(0)
    painter = QPainter(image)
    _ask_for_quality(painter)
    painter.scale(scale, scale)
    page.draw(painter)
    painter.end()
    if page.is_transparent:
        return image.convertToFormat(QImage.Format.Format_ARGB32)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def _ask_for_quality(painter: QPainter) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def png_bytes(image: QImage) -> bytes:
    """Return ``image`` as a PNG that holds the caution as its description."""
    image.setText("Description", CAUTION)
    buffer = _buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want the format as bytes, Qt as text
    return bytes(buffer.data().data())


def svg_bytes(page: Page) -> bytes:
    """Return ``page`` as an SVG: text as text, a group with its id for each thing of the diagram."""
    from explorer.ui.export.letters import font_faces  # only here: it takes time to load
    from explorer.ui.export.svg_painter import FAMILY, SvgPainter, document

    painter = SvgPainter()
    page.draw(cast("QPainter", painter), painter)
    faces = font_faces(painter.letters, FAMILY)
    size = page.width, page.height
    return document(painter, size, title=page.title or page.pathway.title, description=CAUTION, style=faces).encode()


def _pdf(page: Page) -> bytes:
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setResolution(96 * _DOTS)
    size = QSizeF(page.width * _POINTS, page.height * _POINTS)
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(page.title or page.pathway.title)
    writer.setCreator("Pathway Explorer")
    painter = QPainter(writer)
    _ask_for_quality(painter)
    painter.scale(_DOTS, _DOTS)
    page.draw(painter)
    painter.end()
    return bytes(buffer.data().data())


def thumbnail(pathway: Pathway, diagram: Diagram, theme: Theme, size: QSize, ratio: float = 1.0) -> QImage:
    """Return a small picture without words: compartments, arrows as lines, nodes at their start values.

    Args:
        pathway: what is shown.
        diagram: where.
        theme: the colours.
        size: in logical pixels.
        ratio: device pixels a logical pixel.
    """
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(colour(theme.canvas))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    bounds = diagram.bounds
    scale = min(size.width() / bounds.width, size.height() / bounds.height)
    painter.translate(size.width() / 2, size.height() / 2)
    painter.scale(scale, scale)
    painter.translate(-bounds.centre[0], -bounds.centre[1])
    for id_ in compartments_outside_in(pathway, diagram):
        draw_compartment(painter, theme, pathway.compartments[id_], diagram.compartments[id_], with_label=False)
    painter.setPen(QPen(colour(theme.idle_edge), 0.0))
    for route in diagram.edges.values():
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in route]))
    for id_, box in diagram.nodes.items():
        node = pathway.nodes[id_]
        visual = node_look(theme, node, NodeSituation(before=node.start, after=node.start)).after
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(visual.fill if node.start else theme.off_border))
        painter.drawPath(outline(node.kind, box.width, box.height).translated(box.left, box.top))
    painter.end()
    return image
