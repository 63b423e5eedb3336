"""What a picture file holds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

sys.path.insert(0, str(Path(__file__).parent / "canvas"))

from shield import figure, last_moment

from explorer import CAUTION
from explorer.errors import ExplorerError, FileNotSavedError
from explorer.session.commands import HoldNode
from explorer.ui.export.picture import picture_image, render_picture, thumbnail
from explorer.ui.theme.roles import DARK, LIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("qapp")


def _render(path: Path, **options: object) -> Path:
    pathway, diagram, document = figure()
    document.run(HoldNode("ATF4", True))
    render_picture(pathway, diagram, last_moment(document), path=path, **options)  # type: ignore[arg-type]
    return path


def test_svg_holds_its_words(tmp_path: Path) -> None:
    """Title, captions, what is held and the caution stand in the SVG as text that can be searched and edited."""
    text = _render(tmp_path / "a.svg").read_text()
    for words in (">The shield<", ">GCN2<", ">ATF4 held ON<", f">{CAUTION}<", ">Tumour cell<"):
        assert words in text
    assert "<image" not in text


def test_pdf_is_a_pdf(tmp_path: Path) -> None:
    """The PDF begins as one, is not empty, and carries its font."""
    content = _render(tmp_path / "a.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/FontFile2" in content


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_png_has_the_size_asked_for(tmp_path: Path, scale: float) -> None:
    """A PNG has size times scale pixels."""
    image = QImage(str(_render(tmp_path / "a.PNG", size=(800, 600), scale=scale)))
    assert image.size() == QSize(round(800 * scale), round(600 * scale))


def test_picture_is_in_the_theme(tmp_path: Path) -> None:
    """The ground of the picture is the theme's canvas."""
    image = QImage(str(_render(tmp_path / "a.png", theme=DARK)))
    assert image.pixelColor(0, 0).name() == DARK.canvas


@pytest.mark.parametrize("name", ["a.bmp", "a", "a.svgz"])
def test_unknown_ending_is_refused(tmp_path: Path, name: str) -> None:
    """Another ending is refused in words that name those that can be written; no file appears."""
    with pytest.raises(ExplorerError, match=r"\.png, \.svg, \.pdf"):
        _render(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_missing_folder_is_told(tmp_path: Path) -> None:
    """A folder that is not there is told as such."""
    with pytest.raises(FileNotSavedError):
        _render(tmp_path / "nowhere" / "a.svg")


def test_absurd_size_is_refused() -> None:
    """A picture of a thousand million pixels is refused before memory is asked for."""
    pathway, diagram, document = figure()
    with pytest.raises(ExplorerError, match="pixels"):
        picture_image(pathway, diagram, last_moment(document), size=(40_000, 40_000), scale=1.0)


def test_thumbnail_is_small_and_not_empty(qtbot: QtBot) -> None:
    """A thumbnail has the pixels asked for and shows cells and nodes."""
    pathway, diagram, _ = figure()
    image = thumbnail(pathway, diagram, LIGHT, QSize(64, 44), 2.0)
    assert (image.width(), image.height()) == (128, 88)
    assert len({image.pixel(x, y) for x in range(128) for y in range(88)}) > 5
