"""What if a file's words hold characters that XML forbids, written as escapes? What is made of them can be read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from pptx import Presentation

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.diagram import diagram_of
from explorer.session.document import Document
from explorer.session.moment import moment_at
from explorer.ui.export.handout import write_handout
from explorer.ui.export.picture import render_picture
from explorer.ui.export.slides import story_slides

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.pathway.definition import Pathway

pytestmark = pytest.mark.usefixtures("qapp")
ODD = "\0\x1b[1m\ufffe\uffff\ud800 ]]> </script> &amp;"


@pytest.fixture(scope="module")
def odd() -> Pathway:
    """Return a shipped pathway every word of which is odd."""
    pathway = load(shipped_pathways()[0]).pathway
    return replace(
        pathway,
        title=ODD,
        summary=ODD,
        nodes={id_: replace(node, label=f"{node.label} {ODD}", description=ODD) for id_, node in pathway.nodes.items()},
        compartments={id_: replace(cell, label=ODD) for id_, cell in pathway.compartments.items()},
        edges=tuple(replace(edge, mechanism=ODD) for edge in pathway.edges),
        references={id_: replace(known, title=ODD) for id_, known in pathway.references.items()},
        story=tuple(replace(step, title=ODD, text=ODD, notes=ODD) for step in pathway.story[:2]),
    )


def test_a_drawing_is_xml(odd: Pathway, tmp_path: Path) -> None:
    """Any program that reads SVG can read it; markup in a label is text."""
    out = tmp_path / "odd.svg"
    timeline = Document(odd).timeline
    render_picture(odd, diagram_of(odd), moment_at(timeline, timeline.last), path=out)
    titles = [part.text for part in ET.parse(out).getroot().iter("{http://www.w3.org/2000/svg}title")]  # noqa: S314
    assert "\ufffd\ufffd[1m\ufffd\ufffd\ufffd ]]> </script> &amp;" == titles[0]


def test_slides_are_written(odd: Pathway, tmp_path: Path) -> None:
    """They open again, with the rest of the words."""
    out = tmp_path / "odd.pptx"
    story_slides(odd, out)
    slides = list(Presentation(str(out)).slides)
    assert ["\ufffd\ufffd[1m\ufffd\ufffd\ufffd ]]> </script> &amp;"] * 2 == [
        slide.shapes.title.text_frame.text for slide in slides
    ]


def test_a_handout_is_text(odd: Pathway, tmp_path: Path) -> None:
    """It is written, and its words say where a character is missing."""
    out = tmp_path / "odd.html"
    write_handout(odd, out)
    assert "\ufffd[1m" in out.read_text(encoding="utf-8")
