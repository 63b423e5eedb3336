"""What does the pathway look like where these phases end? As a picture file, without a window."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.pathway_file import load_file
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
    from explorer.pathway.definition import Holds, Pathway
    from explorer.session.moment import Moment

EXAMPLES = """\
examples:
  pathway-explorer render lcn2-shield -o shield.svg
  pathway-explorer render lcn2-shield -o slide.png --phase "Chronic_Stress=on" --phase "Chronic_Stress=on,Anti_LCN2=on"
  pathway-explorer render my-pathway.yaml -o figure.pdf --theme print --scenario relapse
  pathway-explorer render my-pathway.yaml -o wall.png --size 1600x900 --theme dark

What differs from the state before the last phase is marked as changed.
"""
_SIZE = re.compile(r"(?P<width>\d{2,5})\s*[xX×]\s*(?P<height>\d{2,5})")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``render``."""
    parser.add_argument("file", metavar="FILE", help="a pathway file, or the id of a shipped pathway")
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help="the picture: .svg, .png or .pdf")
    parser.add_argument("--size", metavar="1600x900", help="width and height in pixels; as the diagram needs if absent")
    parser.add_argument("--theme", choices=("light", "dark", "print"), default="light", help="the colours")
    parser.add_argument(
        "--scale", type=float, default=None, metavar="N", help="pixels of a PNG for each pixel of --size"
    )
    add_run_options(parser)


def run(options: argparse.Namespace) -> int:
    """Write the picture.

    Raises:
        FileRefusedError: the file cannot be opened.
        UsageError: the options do not fit the pathway.
        ExplorerError: the picture cannot be drawn or written.
    """
    size = _size(options.size)
    scale = _scale(options.scale, sized=size is not None)
    pathway = load_file(options.file).pathway
    moment = end_of(pathway, run_as_asked(pathway, options))
    from explorer.ui.platform_check import ensure_drawing_possible

    ensure_drawing_possible()
    from explorer.ui.export.headless import start_graphics
    from explorer.ui.export.picture import PictureRefusedError, check_ending, render_picture
    from explorer.ui.theme.roles import THEMES

    path = Path(options.output)
    try:
        check_ending(path)
    except PictureRefusedError as refusal:
        raise UsageError(f"-o {refusal}") from None
    application = start_graphics()
    render_picture(pathway, diagram_of(pathway), moment, path=path, size=size, theme=THEMES[options.theme], scale=scale)
    del application  # alive until here: fonts need it
    return 0


def end_of(pathway: Pathway, asked: AskedRun) -> Moment:
    """Return the moment in which ``asked`` ends, as the window would show it."""
    runs = tuple(Run("", _shown(pathway, phase.hold), phase.trajectory) for phase in asked.phases)
    if not asked.is_plain:  # then there is something to compare with: the state before the first phase
        runs = (Run("", EMPTY, Trajectory((asked.start,), StopReason.FIXED_POINT, 1)), *runs)
    timeline = Timeline(DocumentState(base=pathway, runs=runs))
    return moment_at(timeline, timeline.last)


def _shown(pathway: Pathway, holds: Holds) -> dict[str, bool]:
    """Return ``holds`` without the inputs that are held where they start anyway."""
    nodes = pathway.nodes
    return {node: on for node, on in holds.items() if not (nodes[node].is_input and nodes[node].start == on)}


def _size(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = _SIZE.fullmatch(text.strip())
    if match is None or min(int(match["width"]), int(match["height"])) < 200:
        raise UsageError(f"--size takes width x height in pixels, at least 200x200, for example 1600x900, not '{text}'")
    return int(match["width"]), int(match["height"])


def _scale(value: float | None, *, sized: bool) -> float:
    """Return the pixels a unit: with a size exactly that many pixels are made, else twice as many for sharpness."""
    if value is None:
        return 1.0 if sized else 2.0
    if not 0.1 <= value <= 10:
        raise UsageError(f"--scale takes a number from 0.1 to 10, not {value:g}")
    return value
