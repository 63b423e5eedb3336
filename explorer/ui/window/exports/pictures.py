"""How does a picture leave the window? As a file, or through the clipboard: as it is seen now."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize
from PySide6.QtGui import QBrush, QGuiApplication, QImage, QPainter

from explorer.ui.background import Job
from explorer.ui.canvas.seen import seen_on
from explorer.ui.qt_types import make_all
from explorer.ui.window.exports.look import PICTURE, SCALES, Look
from explorer.ui.window.exports.writing import Outgoing, ask_and_write
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.session.moment import Moment
    from explorer.ui.canvas.seen import Seen
    from explorer.ui.export.page import Page
    from explorer.ui.theme.roles import Theme
    from explorer.ui.window.exports.look_dialog import LookDialog
    from explorer.ui.window.main_window import MainWindow

_DRAWINGS = "SVG drawing (*.svg);;PDF document (*.pdf)"
_FILTER = f"PNG picture (*.png);;{_DRAWINGS}"
_FIELD = 8
"""Pixels of a side of the fields that a transparent picture is shown on in the preview."""


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return for every action about pictures what it does."""
    return {
        "export": lambda _: export_picture(window),
        "copy_picture": lambda _: copy_picture(window),
        "copy_svg": lambda _: copy_svg(window),
    }


@dataclass(frozen=True)
class View:
    """What the window's diagram shows at one moment; safe to draw in a thread."""

    pathway: Pathway
    diagram: Diagram
    moment: Moment
    theme: Theme
    seen: Seen

    def page(self, look: Look) -> Page:
        """Return the page that shows it in ``look``."""
        from explorer.ui.export.page import page_of

        theme = look.colours(self.theme)
        page = page_of(self.pathway, self.diagram, self.moment, theme, look.size, seen=self.seen)
        return replace(page, is_lit=True, is_transparent=look.is_transparent)


def view_of(window: MainWindow) -> View:
    """Return what ``window`` shows now."""
    assert window.diagram is not None
    canvas, workspace = window.canvas, window.workspace
    seen = seen_on(canvas.diagram_scene, canvas.overlay)
    return View(workspace.open_document.state.drawn, window.diagram, workspace.moment, window.theme, seen)


def export_picture(window: MainWindow) -> LookDialog:
    """Ask how it should look, then for a name, and save the diagram as it is seen now."""
    from explorer.ui.window.exports.look_dialog import LookDialog

    view = view_of(window)
    kept = window.export_looks.get("picture", PICTURE)

    dialog = LookDialog(
        window,
        "Export picture",
        kept,
        outcome=partial(outcome_of, view),
        preview=lambda look, room: preview_of(view.page(look), room),
    )
    dialog.accepted.connect(lambda: save_picture(window, view, dialog.look))
    dialog.open()
    return dialog


def outcome_of(view: View, look: Look) -> str:
    """Return how large ``view`` becomes in ``look``, or what else can be done where that is too large for a PNG."""
    from explorer.ui.export.picture import is_drawable, pixels_of

    page = view.page(look)
    wide, high = pixels_of(page, look.scale)
    size = f"{wide:,} × {high:,} pixels"
    if is_drawable(page, look.scale):
        return f"{size} as PNG"
    scales = [scale for scale in SCALES if scale < look.scale and is_drawable(page, scale)]
    other = f"sharpness {max(scales):g}\N{NO-BREAK SPACE}×" if scales else "a smaller size"
    return f"{size} are too many for a PNG: for one, choose {other}. SVG and PDF are sharp at any size."


def save_picture(window: MainWindow, view: View, look: Look) -> Job[float] | None:
    """Ask for a name and save ``view`` in ``look``, which is kept for the next picture.

    A PNG is offered only where it is not too large to be drawn.
    """
    from explorer.ui.export.picture import is_drawable

    window.export_looks["picture"] = look
    kinds = _FILTER if is_drawable(view.page(look), look.scale) else _DRAWINGS

    def write(path: Path, told: Callable[[float], None]) -> None:
        from explorer.ui.export.picture import write_page

        told(0.0)
        write_page(view.page(look), path, scale=look.scale)

    return ask_and_write(window, Outgoing("Save the picture", view.pathway.id, kinds, "Drawing the picture", write))


def copy_picture(window: MainWindow) -> Job[object]:
    """Put the diagram as it is seen now on the clipboard; a huge one less sharply, and that is said."""
    view = view_of(window)

    def draw() -> tuple[QImage, float]:
        from explorer.ui.export.picture import drawable_scale, page_image

        page = view.page(PICTURE)
        scale = drawable_scale(page, PICTURE.scale)
        return page_image(page, scale), scale

    def put(drawn: object) -> None:
        assert isinstance(drawn, tuple)
        image, scale = drawn
        QGuiApplication.clipboard().setImage(image)
        words = "The picture is on the clipboard"
        if scale < PICTURE.scale:
            words += f", at {scale:.2g} × instead of {PICTURE.scale:g} ×, since it is large"
        window.message_bar.show_message(f"{words}.", "good")

    return _aside(window, draw, put)


def copy_svg(window: MainWindow) -> Job[object]:
    """Put the diagram as it is seen now on the clipboard as a drawing, and as the drawing's text."""
    view = view_of(window)

    def draw() -> bytes:
        from explorer.ui.export.picture import svg_bytes

        return svg_bytes(view.page(PICTURE))

    def put(content: object) -> None:
        assert isinstance(content, bytes)
        mime = QMimeData()
        mime.setData("image/svg+xml", content)
        mime.setText(content.decode())
        QGuiApplication.clipboard().setMimeData(mime)
        window.message_bar.show_message("The drawing is on the clipboard as SVG.", "good")

    return _aside(window, draw, put)


def _aside(window: MainWindow, draw: Callable[[], object], put: Callable[[object], None]) -> Job[object]:
    """Draw beside the window, then put what was drawn on the clipboard; trouble is told in words."""

    def work(_gives_up: Callable[[], bool]) -> Iterator[object]:
        yield draw()

    job: Job[object] = Job(work, window)
    job.answered.connect(put)
    job.failed.connect(lambda words: window.message_bar.show_message(words, "error"))
    make_all()
    job.start()
    return job


def preview_of(page: Page, room: QSize) -> QImage:
    """Return ``page`` as large as it fits into ``room`` (pixels), on a chequered ground where it has none."""
    from explorer.ui.export.picture import page_image
    from explorer.ui.theme.roles import colour

    scale = min(room.width() / page.width, room.height() / page.height, 1.0)
    drawn = page_image(page, scale)
    if not page.is_transparent:
        return drawn
    ground = QImage(drawn.size(), QImage.Format.Format_RGB32)
    painter = QPainter(ground)
    fields = QImage(2 * _FIELD, 2 * _FIELD, QImage.Format.Format_RGB32)
    fields.fill(colour(page.theme.canvas))
    for x, y in ((x, y) for x in range(2 * _FIELD) for y in range(2 * _FIELD) if (x < _FIELD) is (y < _FIELD)):
        fields.setPixelColor(x, y, colour(page.theme.raised))
    painter.fillRect(ground.rect(), QBrush(fields))
    painter.drawImage(0, 0, drawn)
    painter.end()
    return ground
