"""What does the pathway look like where these phases end? As a picture file, without a window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.asked_document import away_from_start
from explorer.cli.pathway_file import load_file
from explorer.cli.picture_options import add_look_options, parse_size, story_instead_of_run
from explorer.cli.run_options import add_run_options, run_as_asked
from explorer.errors import UsageError
from explorer.logic.simulation import StopReason, Trajectory
from explorer.pathway.definition import EMPTY
from explorer.pathway.diagram import diagram_of
from explorer.session.moment import moment_at
from explorer.session.snapshot import DocumentState, Run
from explorer.session.timeline import Timeline

if TYPE_CHECKING:
    import argparse

    from explorer.cli.run_options import AskedRun
    from explorer.pathway.definition import Pathway
    from explorer.session.moment import Moment

EXAMPLES = """\
examples:
  pathway-explorer render lcn2-shield -o shield.svg
  pathway-explorer render lcn2-shield -o slide.png --phase "Chronic_Stress=on" --phase "Chronic_Stress=on,Anti_LCN2=on"
  pathway-explorer render my-pathway.yaml -o figure.pdf --theme print --scenario relapse
  pathway-explorer render my-pathway.yaml -o wall.png --size 1600x900 --theme dark
  pathway-explorer render lcn2-shield -o step3.png --step 3 --size 1920x1080 --theme projector
  pathway-explorer render lcn2-shield -o poster.png --scale 4 --transparent

What differs from the state before the last phase is marked as changed.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``render``."""
    parser.add_argument("file", metavar="FILE", help="a pathway file, or the id of a shipped pathway")
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help="the picture: .svg, .png or .pdf")
    add_look_options(parser, size="as the diagram needs (1280x720 with --step)")
    parser.add_argument(
        "--scale", type=float, default=None, metavar="N", help="pixels of a PNG for each pixel of --size"
    )
    parser.add_argument("--transparent", action="store_true", help="no ground: what lies behind the picture is seen")
    parser.add_argument(
        "--step", type=int, metavar="N", help="step N of the story: its words, its state, and where its camera looks"
    )
    add_run_options(parser)


def run(options: argparse.Namespace) -> int:
    """Write the picture.

    Raises:
        FileRefusedError: the file cannot be opened.
        UsageError: the options do not fit the pathway.
        ExplorerError: the picture cannot be drawn or written.
    """
    size = parse_size(options.size)
    scale = _scale(options.scale, sized=size is not None)
    pathway = load_file(options.file).pathway
    if options.step is not None:
        story_instead_of_run(options, "--step")
        if not 1 <= options.step <= len(pathway.story):
            there = f"the story has the steps 1 to {len(pathway.story)}" if pathway.story else "there is no story"
            raise UsageError(f"--step {options.step}: {there}")
    moment = None if options.step is not None else end_of(pathway, run_as_asked(pathway, options))
    from explorer.ui.platform_check import ensure_drawing_possible

    ensure_drawing_possible()
    from explorer.ui.export.ending import EndingRefusedError, ending_of
    from explorer.ui.export.film import SIZE, story_step_page
    from explorer.ui.export.headless import start_graphics
    from explorer.ui.export.page import page_of
    from explorer.ui.export.picture import ENDINGS, write_page
    from explorer.ui.theme.roles import THEMES

    path = Path(options.output)
    try:
        ending_of(path, ENDINGS, "a picture")
    except EndingRefusedError as refusal:
        raise UsageError(f"-o {refusal}") from None
    application = start_graphics()
    theme = THEMES[options.theme]
    if moment is None:
        page = story_step_page(pathway, options.step - 1, size=size or SIZE, theme=theme)
    else:
        page = page_of(pathway, diagram_of(pathway), moment, theme, size)
    write_page(replace(page, is_transparent=options.transparent), path, scale=scale)
    del application  # alive until here: fonts need it
    return 0


def end_of(pathway: Pathway, asked: AskedRun) -> Moment:
    """Return the moment in which ``asked`` ends, as the window would show it."""
    timeline = timeline_of_asked(pathway, asked)
    return moment_at(timeline, timeline.last)


def timeline_of_asked(pathway: Pathway, asked: AskedRun) -> Timeline:
    """Return what happens in ``asked``, as the window would show it."""
    runs = tuple(Run("", away_from_start(pathway, phase.hold), phase.trajectory) for phase in asked.phases)
    if not asked.is_plain:  # then there is something to compare with: the state before the first phase
        runs = (Run("", EMPTY, Trajectory((asked.start,), StopReason.FIXED_POINT, 1)), *runs)
    return Timeline(DocumentState(base=pathway, runs=runs))


def _scale(value: float | None, *, sized: bool) -> float:
    """Return the pixels a unit: with a size exactly that many pixels are made, else twice as many for sharpness."""
    if value is None:
        return 1.0 if sized else 2.0
    if not 0.1 <= value <= 10:
        raise UsageError(f"--scale takes a number from 0.1 to 10, not {value:g}")
    return value
