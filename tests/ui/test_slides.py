"""Do slides hold what the stage shows, as shapes that can be edited and that hang together?"""

from __future__ import annotations

import math
import shutil
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.oxml.shapes.groupshape import CT_GroupShape

from explorer import CAUTION
from explorer.cli.parser import parse
from explorer.errors import UsageError
from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.diagram import diagram_of
from explorer.pathway.story import Staging, staging_of
from explorer.session.commands import ToggleNode
from explorer.session.document import Document
from explorer.session.moment import moment_at
from explorer.ui.canvas.overlay_marks import Differing, LoadBearing
from explorer.ui.canvas.seen import Seen
from explorer.ui.export.picture import PictureRefusedError
from explorer.ui.export.slide_ink import EMU
from explorer.ui.export.slides import HEIGHT, WIDTH, story_slides, view_slide
from tests.session.small_pathways import chain

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


def shapes_called(slide: Any, beginning: str) -> list[Any]:
    return [shape for shape in slide.shapes if shape.name.startswith(beginning)]


def ends_of(line: Any) -> tuple[int, int]:
    """Return the ids of the shapes that a connector is attached to."""
    found = [line._element.find(f".//{qn(f'a:{end}')}") for end in ("stCxn", "endCxn")]
    return int(found[0].get("id")), int(found[1].get("id"))


def test_a_cell_that_is_cut_keeps_its_name_or_is_left_out(tmp_path: Path) -> None:
    """In the first step of the LCN2 story the camera cuts the tumour cell, and all nodes of the macrophage."""
    lcn2 = load(next(path for path in shipped_pathways() if path.stem == "lcn2-shield")).pathway
    out = tmp_path / "talk.pptx"
    story_slides(lcn2, out)
    first, *_, last = Presentation(str(out)).slides
    cells = [{shape.name for shape in shapes_called(slide, "Compartment: ")} for slide in (first, last)]
    macrophage = "Compartment: Macrophage"
    assert (False, True) == (macrophage in cells[0], macrophage in cells[1])
    assert "Compartment: CD8 T cell" in cells[0]
    assert {"Name: Tumour cell", "Name: CD8 T cell"} == {shape.name for shape in shapes_called(first, "Name: ")}


def test_the_bar_of_an_inhibition_stands_clear_of_its_node(tmp_path: Path) -> None:
    """In the third step of the LCN2 story the node stands out, and its outline has the colour of the bar."""
    lcn2 = load(next(path for path in shipped_pathways() if path.stem == "lcn2-shield")).pathway
    out = tmp_path / "talk.pptx"
    story_slides(lcn2, out)
    slide = Presentation(str(out)).slides[2]
    exclusion, cells = lcn2.nodes["T_Cell_Exclusion"].label, lcn2.nodes["CD8_Infiltration"].label
    (bar,) = shapes_called(slide, f"Bar: {exclusion} inhibits {cells}")
    (node,) = shapes_called(slide, f"{cells} (OFF)")
    assert node.left + node.width + node.line.width / 2 < bar.left


def test_what_was_switched_carries_a_sign(tmp_path: Path) -> None:
    """As on the stage: in the second step of the LCN2 story the stress."""
    lcn2 = load(next(path for path in shipped_pathways() if path.stem == "lcn2-shield")).pathway
    out = tmp_path / "talk.pptx"
    story_slides(lcn2, out)
    stress = lcn2.nodes["Chronic_Stress"].label
    signs = {shape.name for shape in shapes_called(Presentation(str(out)).slides[1], "Sign: ")}
    assert {f"Sign: {stress} switched", f"Sign: {stress} went on"} == {name for name in signs if stress in name}


@pytest.mark.parametrize("path", shipped_pathways(), ids=lambda path: path.stem)
def test_a_slide_a_step_with_words_notes_and_caution(path: Path, tmp_path: Path) -> None:
    """Every visible word of the step is on its slide; the speaker's notes are with it; nothing hangs over."""
    pathway = load(path).pathway
    out = tmp_path / "talk.pptx"
    story_slides(pathway, out)
    slides = list(Presentation(str(out)).slides)
    assert len(pathway.story) == len(slides)
    for step, slide in zip(pathway.story, slides, strict=True):
        text = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert step.title == slide.shapes.title.text_frame.text
        assert step.text in text
        assert CAUTION in text
        assert slide.notes_slide.notes_text_frame.text.startswith(step.notes)
        for shape in slide.shapes:
            assert shape.left >= -EMU, shape.name
            assert shape.left + shape.width <= (WIDTH + 1) * EMU, shape.name
            assert shape.top + shape.height <= (HEIGHT + 1) * EMU, shape.name


def test_arrows_hang_on_their_nodes(tmp_path: Path) -> None:
    """From the source by its corners to the target: each piece is attached at both ends, and they meet there."""
    pathway = load(shipped_pathways()[0]).pathway
    out = tmp_path / "talk.pptx"
    story_slides(pathway, out)
    slide = Presentation(str(out)).slides[len(pathway.story) - 1]
    names = {shape.shape_id: shape.name for shape in slide.shapes}
    seen = set()
    for edge in pathway.edges:
        source, target = pathway.nodes[edge.source].label, pathway.nodes[edge.target].label
        pieces = [s for s in slide.shapes if s.name == f"{source} {edge.effect.value} {target}"]
        assert pieces, edge.id
        chain_ = [ends_of(piece) for piece in pieces]
        assert names[chain_[0][0]].startswith(f"{source} (")
        assert names[chain_[-1][1]].startswith(f"{target} (")
        assert all(one[1] == other[0] for one, other in pairwise(chain_))
        for one, other in pairwise(pieces):
            assert math.dist((one.end_x, one.end_y), (other.begin_x, other.begin_y)) <= 2
        seen.add(edge.id)
    assert seen == set(pathway.edge_by_id)


def test_what_a_step_hides_is_not_on_its_slide(tmp_path: Path) -> None:
    """Nodes and arrows that are not revealed are left out."""
    pathway = load(next(path for path in shipped_pathways() if path.stem == "lcn2-shield")).pathway
    out = tmp_path / "talk.pptx"
    story_slides(pathway, out)
    slide = Presentation(str(out)).slides[1]
    hidden = staging_of(pathway, pathway.story[1]).hidden & pathway.nodes.keys()
    assert hidden
    for id_ in hidden:
        assert [] == shapes_called(slide, f"{pathway.nodes[id_].label} (")
    assert shapes_called(slide, f"{pathway.nodes['ATF4'].label} (ON)")


def test_this_view_as_a_slide(tmp_path: Path) -> None:
    """Every node is there, with its state in its name and its description."""
    pathway = load(shipped_pathways()[0]).pathway
    document = Document(pathway)
    out = tmp_path / "view.pptx"
    view_slide(pathway, diagram_of(pathway), moment_at(document.timeline, document.timeline.last), out)
    (slide,) = Presentation(str(out)).slides
    for id_, node in pathway.nodes.items():
        state = "ON" if document.state.value(id_) else "OFF"
        (shape,) = shapes_called(slide, f"{node.label} ({state})")
        assert f"{node.label}: {state}" == shape._element.xpath(".//p:cNvPr")[0].get("descr")


def test_without_a_story_there_are_no_slides(tmp_path: Path) -> None:
    """And no file."""
    with pytest.raises(PictureRefusedError, match="has no story"):
        story_slides(chain(), tmp_path / "talk.pptx")
    assert [] == list(tmp_path.iterdir())


def test_another_ending_is_refused(tmp_path: Path) -> None:
    """Before anything is read."""
    invocation = parse(["slides", "lcn2-shield", "-o", str(tmp_path / "talk.odp")])
    assert invocation.module is not None
    with pytest.raises(UsageError, match=r"written as \.pptx"):
        invocation.module.run(invocation.options)


@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None, reason="LibreOffice is not installed here"
)
def test_another_program_opens_them(tmp_path: Path) -> None:
    """LibreOffice makes a PDF of as many pages, and the words are found in it."""
    pathway = load(shipped_pathways()[0]).pathway
    story_slides(pathway, tmp_path / "talk.pptx")
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "talk.pptx")], check=True, capture_output=True, timeout=120)
    read = subprocess.run(["pdftotext", str(tmp_path / "talk.pdf"), "-"], check=True, capture_output=True, timeout=60)
    text = read.stdout.decode()
    assert len(pathway.story) == text.count("\f")
    for step in pathway.story:
        assert step.title in text


def test_the_view_takes_marks_and_parts_along(tmp_path: Path) -> None:
    """Rings and stones are shapes of their own, named and explained; what is hidden is not on the slide."""
    pathway = load(next(path for path in shipped_pathways() if path.stem == "lcn2-shield")).pathway
    document = Document(pathway)
    before = document.state.present
    document.run(ToggleNode("Chronic_Stress"))
    moment = moment_at(document.timeline, document.timeline.last)
    bearing = LoadBearing({pathway.edges[0].id: 1}, {pathway.edges[0].target: (2,)}, ("Tumor_Control",))
    for overlay, names in ((Differing(before), "Ring: "), (bearing, "Mark: ")):
        out = tmp_path / "view.pptx"
        hidden = Staging(hidden=frozenset({"PDL1", "PD_L1"}))
        view_slide(pathway, diagram_of(pathway), moment, out, seen=Seen(hidden, overlay=overlay))
        [slide] = Presentation(str(out)).slides
        shapes = {shape.name for shape in slide.shapes}
        assert any(name.startswith(names) for name in shapes), names
        assert not any(name.startswith("PD-L1 (") for name in shapes)
        text = next(shape for shape in slide.shapes if shape.name == "Text").text_frame.text
        assert ("ring = gained" in text) or ("numbered arrow = load-bearing" in text)


def test_shapes_are_numbered_without_a_look_at_all_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large diagram has tens of thousands; with such a look at each it took hours. Every number is given once."""
    looks: list[int] = []
    usual = CT_GroupShape.max_shape_id
    monkeypatch.setattr(CT_GroupShape, "max_shape_id", property(lambda tree: (looks.append(1), usual.fget(tree))[1]))
    pathway = chain()
    document = Document(pathway)
    out = tmp_path / "view.pptx"
    view_slide(pathway, diagram_of(pathway), moment_at(document.timeline, document.timeline.last), out)
    [slide] = Presentation(str(out)).slides
    numbers = [shape.shape_id for shape in slide.shapes]
    assert len(numbers) == len(set(numbers))
    assert len(looks) < len(numbers) / 2


def test_a_view_can_be_given_up_half_way(tmp_path: Path) -> None:
    """Nothing is written then."""
    parts: list[float] = []

    def told(part: float) -> None:
        parts.append(part)
        if part:
            raise InterruptedError

    pathway = chain()
    document = Document(pathway)
    moment = moment_at(document.timeline, document.timeline.last)
    with pytest.raises(InterruptedError):
        view_slide(pathway, diagram_of(pathway), moment, tmp_path / "view.pptx", told=told)
    assert 2 == len(parts)
    assert [] == list(tmp_path.iterdir())


def test_a_collapsed_compartment_stands_as_the_box_that_the_screen_shows(tmp_path: Path) -> None:
    """With its name and how many of its nodes are ON; none of them is there, and the arrows hang on the box."""
    pathway = load(next(path for path in shipped_pathways() if path.stem == "lcn2-shield")).pathway
    document = Document(pathway)
    moment, diagram = moment_at(document.timeline, document.timeline.last), diagram_of(pathway)
    out = tmp_path / "view.pptx"
    view_slide(pathway, diagram, moment, out, seen=Seen(collapsed=frozenset({"tumour_cell"})))
    [slide] = Presentation(str(out)).slides
    inner = [node for node in pathway.nodes.values() if node.compartment == "tumour_cell"]
    on = sum(moment.after[pathway.network.index[node.id]] for node in inner)
    (box,) = shapes_called(slide, "Collapsed: ")
    assert f"Tumour cell\v{on} of {len(inner)} ON" == box.text_frame.text
    assert [] == shapes_called(slide, "Compartment: Tumour cell")
    assert [] == [node.label for node in inner if shapes_called(slide, f"{node.label} (")]
    within = {node.id for node in inner}
    crossing = [edge for edge in pathway.edges if (edge.source in within) != (edge.target in within)]
    hanging = [line for line in slide.shapes if hasattr(line, "begin_x") and box.shape_id in ends_of(line)]
    assert len(crossing) == len(hanging)
    for line in hanging:
        x, y = (line.begin_x, line.begin_y) if ends_of(line)[0] == box.shape_id else (line.end_x, line.end_y)
        assert box.left - EMU <= x <= box.left + box.width + EMU
        assert box.top - EMU <= y <= box.top + box.height + EMU
