"""What does the pathway look like where these phases end? As a picture file, without a window."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.pathway_file import load_file
from explorer.cli.run_options import add_run_options, run_as_asked
from explorer.errors import UsageError
from explorer.logic.simulation import StopReason
from explorer.pathway.diagram import diagram_of
from explorer.pathway.run import settled_start
from explorer.session.moment import Moment
from explorer.session.snapshot import make_scheme

if TYPE_CHECKING:
    import argparse

    from explorer.cli.run_options import PhaseRun
    from explorer.logic.simulation import Trajectory
    from explorer.logic.state import State
    from explorer.pathway.definition import Pathway

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
    moment = end_of(pathway, run_as_asked(pathway, options), options)
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


def end_of(pathway: Pathway, runs: tuple[PhaseRun, ...], options: argparse.Namespace) -> Moment:
    """Return the moment in which ``runs`` end."""
    last = runs[-1]
    holds = {
        node: value
        for node, value in last.hold.items()
        if not (pathway.nodes[node].is_input and pathway.nodes[node].start == value)
    }
    final = last.trajectory.last
    return Moment(
        before=final,
        after=final,
        phase=0.0,
        holds=holds,
        reference=_reference(pathway, runs, options),
        moving=frozenset(),
        carriers=frozenset(),
        oscillating=_oscillating(pathway, last.trajectory),
    )


def _reference(pathway: Pathway, runs: tuple[PhaseRun, ...], options: argparse.Namespace) -> State:
    """Return the state before the last phase; the final state itself where no phase was asked for."""
    if len(runs) > 1:
        return runs[-2].trajectory.last
    if not options.phase and options.scenario is None:
        return runs[-1].trajectory.last
    if options.settle_first or options.scenario is not None:
        return settled_start(pathway, scheme=make_scheme(options.update, pathway, seed=options.seed)).last
    return pathway.start


def _oscillating(pathway: Pathway, trajectory: Trajectory) -> frozenset[str]:
    if trajectory.end is not StopReason.CYCLE or trajectory.period is None:
        return frozenset()
    turning = zip(*trajectory.states[-trajectory.period :], strict=True)
    return frozenset(node for node, bits in zip(pathway.network.nodes, turning, strict=True) if len(set(bits)) > 1)


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
