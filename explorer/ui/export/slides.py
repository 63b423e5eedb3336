"""How does a story become slides? One a step, with editable shapes, the words, the sources and the speaker's notes."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from explorer import CAUTION
from explorer.io.files import write_atomically
from explorer.pathway.diagram import diagram_of
from explorer.pathway.geometry import Box
from explorer.pathway.story import frame_of, sources_in_words, staging_of
from explorer.session.moment import moment_at
from explorer.session.story import story_states
from explorer.session.timeline import Timeline
from explorer.ui.canvas.overlay_marks import Ring, Sign
from explorer.ui.canvas.seen import PLAIN, Seen
from explorer.ui.export.page import held_in_words
from explorer.ui.export.picture import PictureRefusedError
from explorer.ui.export.source_line import fitting_sources, sources_behind
from explorer.ui.export.telling import between, untold
from explorer.ui.export.xml_text import xml_text
from explorer.ui.theme.roles import LIGHT

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.pathway.definition import Layout, Pathway, StoryStep
    from explorer.pathway.diagram import Diagram
    from explorer.session.moment import Moment
    from explorer.ui.canvas.overlay_marks import Marks
    from explorer.ui.export.telling import Told
    from explorer.ui.theme.roles import Theme

WIDTH, HEIGHT = 1280, 720
"""A slide of 13.33 x 7.5 inches, in pixels at 96 dots per inch."""
_EDGE = 44.0
_FOOT_PIXELS = 14
"""Height of the letters in the footer, in pixels."""
_DIAGRAM = Box(_EDGE, 150.0, WIDTH - 2 * _EDGE, 490.0)
_SIGNS = {
    Ring.GAINED: "ring",
    Ring.LOST: "dashed ring",
    Ring.TURNING: "dotted ring",
    Ring.ASKED: "dark ring",
    Sign.RAIL: "numbered arrow",
    Sign.KEYSTONE: "numbered node",
    Sign.FADED: "pale",
}
"""How marks look on a slide, in words."""
_BLANK_TITLE = 5
"""The layout of the usual template that has a title and nothing else."""


def story_slides(
    pathway: Pathway,
    path: Path,
    *,
    theme: Theme = LIGHT,
    layout: Layout | None = None,
    told: Told = untold,
) -> None:
    """Write a slide for each step of the story of ``pathway``; ``told`` is called with the part that is done.

    Raises:
        PictureRefusedError: there is no story.
        FileNotSavedError: the file cannot be written.
    """
    if not pathway.story:
        raise PictureRefusedError(f"{pathway.title} has no story: there is nothing to make slides of.")
    slides = _Slides(theme)
    for number, (step, state) in enumerate(zip(pathway.story, story_states(pathway), strict=True)):
        drawn = replace(state, layout=layout).drawn
        timeline = Timeline(state)
        part = between(told, number / len(pathway.story), (number + 1) / len(pathway.story))
        slides.add_step(drawn, diagram_of(drawn), moment_at(timeline, timeline.last), step, part)
    slides.save(path)


def view_slide(
    pathway: Pathway,
    diagram: Diagram,
    moment: Moment,
    path: Path,
    *,
    theme: Theme = LIGHT,
    seen: Seen = PLAIN,
    told: Told = untold,
) -> None:
    """Write what is on screen, shown as it is ``seen``, as one slide.

    ``told`` is called with the part that is done, and may raise to give up.

    Raises:
        FileNotSavedError: the file cannot be written.
    """
    slides = _Slides(theme)
    overlay, marks, key = seen.overlay, None, ""
    if overlay is not None:
        moment = overlay.seen(moment)
        marks = overlay.marks(pathway, moment)
        key = " · ".join(f"{_SIGNS[sign]} = {words}" for sign, words in overlay.key(marks))
    words = "\n".join(part for part in (held_in_words(pathway, moment), key) if part)
    sources = fitting_sources(sources_behind(pathway, seen.staging), WIDTH - 2 * _EDGE, _FOOT_PIXELS)
    texts = (pathway.title, words, sources, pathway.summary)
    slides.add(pathway, diagram, moment, seen, diagram.bounds, texts, marks=marks, told=told)
    slides.save(path)


class _Slides:
    """A presentation on its way."""

    def __init__(self, theme: Theme) -> None:
        from pptx import Presentation
        from pptx.util import Emu

        self._theme = theme
        self._made = Presentation()
        self._made.slide_width, self._made.slide_height = Emu(WIDTH * 9525), Emu(HEIGHT * 9525)

    def add_step(self, pathway: Pathway, diagram: Diagram, moment: Moment, step: StoryStep, told: Told) -> None:
        """Add the slide of ``step``."""
        words = (step.title, step.text, sources_in_words(pathway, step), step.notes)
        seen, frame = Seen(staging_of(pathway, step)), frame_of(diagram, pathway, step)
        self.add(pathway, diagram, moment, seen, frame, words, told=told)

    def add(
        self,
        pathway: Pathway,
        diagram: Diagram,
        moment: Moment,
        seen: Seen,
        frame: Box,
        words: tuple[str, str, str, str],
        *,
        marks: Marks | None = None,
        told: Told = untold,
    ) -> None:
        """Add a slide; ``words`` are title, text, sources and notes, ``marks`` those of an answer."""
        from explorer.ui.export.slide_shapes import SlideDiagram

        title, text, sources, notes = words
        slide = self._made.slides.add_slide(self._made.slide_layouts[_BLANK_TITLE])
        background = slide.background.fill
        background.solid()
        background.fore_color.rgb = _rgb(self._theme.canvas)
        _place(slide.shapes.title, Box(_EDGE, 22, WIDTH - 2 * _EDGE, 50))
        _say(slide.shapes.title, title, 27, self._theme.text, strong=True)
        if text:
            box = slide.shapes.add_textbox(0, 0, 0, 0)
            box.name = "Text"
            _place(box, Box(_EDGE, 72, WIDTH - 2 * _EDGE, 70))
            _say(box, text, 17, self._theme.text)
        SlideDiagram(
            slide,
            pathway,
            diagram,
            moment,
            self._theme,
            seen.staging,
            frame=frame,
            area=_DIAGRAM,
            marks=marks,
            collapsed=seen.collapsed,
        ).draw(told)
        foot = slide.shapes.add_textbox(0, 0, 0, 0)
        foot.name = "Sources and caution"
        _place(foot, Box(_EDGE, 654, WIDTH - 2 * _EDGE, 52))
        _say(foot, "\n".join(part for part in (sources, CAUTION) if part), 10.5, self._theme.muted)
        said = "\n\n".join(part for part in (notes, text, sources, CAUTION) if part)
        slide.notes_slide.notes_text_frame.text = xml_text(said)

    def save(self, path: Path) -> None:
        """Write the file, aside first."""
        written = io.BytesIO()
        self._made.core_properties.author = ""
        self._made.core_properties.title = ""
        self._made.save(written)
        write_atomically(path, written.getvalue())


def _rgb(ink: str) -> Any:  # noqa: ANN401
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(ink[1:])  # type: ignore[no-untyped-call]


def _place(shape: Any, box: Box) -> None:  # noqa: ANN401
    from explorer.ui.export.slide_ink import EMU

    shape.left, shape.top = round(box.left * EMU), round(box.top * EMU)
    shape.width, shape.height = round(box.width * EMU), round(box.height * EMU)


def _say(shape: Any, text: str, points: float, ink: str, *, strong: bool = False) -> None:  # noqa: ANN401
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.text = xml_text(text)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size = Pt(points)
            run.font.bold = strong
            run.font.color.rgb = _rgb(ink)
