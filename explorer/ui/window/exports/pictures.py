"""How does a picture leave the window? As a file, or through the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from explorer.errors import ExplorerError
from explorer.ui.window.exports.writing import Outgoing, ask_and_write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from explorer.ui.background import Job
    from explorer.ui.window.main_window import MainWindow

_FILTER = "PNG picture (*.png);;SVG drawing (*.svg);;PDF document (*.pdf)"


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return for every action about pictures what it does."""
    return {
        "export": lambda _: export_picture(window),
        "copy_picture": lambda _: copy_picture(window),
    }


def export_picture(window: MainWindow) -> Job[float] | None:
    """Ask for a name and save the diagram as it is seen now."""
    diagram, moment, theme = window.diagram, window.workspace.moment, window.theme
    pathway = window.workspace.open_document.pathway
    assert diagram is not None

    def write(path: Path, told: Callable[[float], None]) -> None:
        from explorer.ui.export.picture import render_picture

        told(0.0)
        render_picture(pathway, diagram, moment, path=path, theme=theme)

    return ask_and_write(window, Outgoing("Export picture", f"{pathway.id}.png", _FILTER, "Drawing the picture", write))


def copy_picture(window: MainWindow) -> None:
    """Put the diagram as it is seen now on the clipboard."""
    from explorer.ui.export.picture import picture_image

    assert window.diagram is not None
    pathway = window.workspace.open_document.pathway
    try:
        image = picture_image(pathway, window.diagram, window.workspace.moment, theme=window.theme, scale=2.0)
    except ExplorerError as error:
        window.message_bar.show_message(str(error), "error")
        return
    QGuiApplication.clipboard().setImage(image)
    window.message_bar.show_message("The picture is on the clipboard.", "good")
