"""What a picture file holds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

sys.path.insert(0, str(Path(__file__).parent / "canvas"))

from shield import figure, last_moment

from explorer import BRIEF_CAUTIONS, CAUTION
from explorer.errors import ExplorerError, FileNotSavedError
from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.diagram import diagram_of
from explorer.pathway.story import Staging
from explorer.session.commands import HoldNode
from explorer.session.document import Document
from explorer.ui.export.film import story_step_page
from explorer.ui.export.page import page_of
from explorer.ui.export.picture import picture_image, render_picture, svg_bytes, thumbnail, write_page
from explorer.ui.export.source_line import fitting_sources, sources_behind
from explorer.ui.theme.roles import DARK, LIGHT, THEMES

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


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_text_in_a_pdf_is_found_by_searching(tmp_path: Path) -> None:
    """An independent program finds title, captions, what is held and the caution, in every theme."""
    for theme in THEMES.values():
        path = _render(tmp_path / f"{theme.name}.pdf", theme=theme)
        found = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
        words = " ".join(found.stdout.split())
        assert [
            text for text in ("The shield", "GCN2", "ATF4 held ON", "Tumour cell", CAUTION) if text not in words
        ] == []


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="pdffonts is not installed")
def test_fonts_travel_with_a_pdf(tmp_path: Path) -> None:
    """Every font is embedded, as the part of it that is used; nothing is drawn as a picture."""
    path = _render(tmp_path / "a.pdf")
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts), fonts  # emb, sub, uni, object, ID
    assert b"/Subtype /Image" not in path.read_bytes()


def test_large_pictures_have_large_letters() -> None:
    """At 3840 x 2160 pixels the words keep their share of the picture; the caution is never cut short."""
    pathway, diagram, document = figure()
    small, large = (
        page_of(pathway, diagram, last_moment(document), LIGHT, size) for size in ((1280, 720), (3840, 2160))
    )
    assert 3 * small.diagram_area.top() == pytest.approx(large.diagram_area.top())
    tiny = page_of(pathway, diagram, last_moment(document), LIGHT, (320, 240))
    text = svg_bytes(tiny).decode()
    assert [True] == [words in text for words in (BRIEF_CAUTIONS[-1],)]
    assert "\N{HORIZONTAL ELLIPSIS}" not in text.partition(BRIEF_CAUTIONS[-1])[2]


def test_sources_stand_below_a_picture() -> None:
    """Those behind what is seen, as many as a line holds, with the number of the rest; none where none are given."""
    pathway = load(next(path for path in shipped_pathways() if path.stem == "lcn2-shield")).pathway
    everything = sources_behind(pathway, Staging())
    assert any("Bossowski" in source for source in everything)
    hidden = Staging(hidden=frozenset(pathway.nodes) | pathway.edge_by_id.keys())
    assert [] == sources_behind(pathway, hidden)
    assert "Sources: " + " · ".join(everything) == fitting_sources(everything, 1e6, 12.0)
    short = fitting_sources(everything, 400.0, 12.0)
    assert short.endswith(f"and {len(everything) - short.count(' · ') - 1} more")
    assert f"{len(everything)} sources, named in the pathway file" == fitting_sources(everything, 10.0, 12.0)
    document = Document(pathway)
    page = page_of(pathway, diagram_of(pathway), last_moment(document), LIGHT, (1280, 720))
    assert ">Sources: " in svg_bytes(page).decode()


def test_a_step_of_a_story_stands_in_its_frame(tmp_path: Path) -> None:
    """Title, text, sources, outcomes and caution; what lies outside the camera is cut off, not drawn over words."""
    path = next(path for path in shipped_pathways() if path.stem == "lcn2-shield")
    pathway = load(path).pathway
    for at, step in enumerate(pathway.story):
        page = story_step_page(pathway, at)
        write_page(page, tmp_path / "step.svg")
        text = (tmp_path / "step.svg").read_text(encoding="utf-8")
        assert f">{escape(step.title)}<" in text
        assert f">{CAUTION}<" in text
        assert f">{at + 1} / {len(pathway.story)}<" in text
        assert "clip-path" in text
        assert page.room is not None
        assert not page.diagram_area.intersects(page.room.words)
    ET.fromstring(text)  # noqa: S314  (we wrote it)
