"""How does a run look as it happens? As an animated GIF or WebP, or as numbered pictures; or the whole story."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.pathway_file import load_file
from explorer.cli.picture_options import add_look_options, parse_size, story_instead_of_run
from explorer.cli.render import timeline_of_asked
from explorer.cli.run_options import add_run_options, run_as_asked
from explorer.errors import UsageError
from explorer.session.film import QUICKEST_PACE, SLOWEST_PACE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from explorer.pathway.definition import Pathway
    from explorer.ui.export.film import Film

EXAMPLES = """\
examples:
  pathway-explorer animate lcn2-shield -o stress.gif --phase "Chronic_Stress=on"
  pathway-explorer animate lcn2-shield -o shield.webp --story --theme projector
  pathway-explorer animate lcn2-shield -o short.gif --story --pace 2
  pathway-explorer animate my-pathway.yaml -o relapse.gif --scenario relapse --size 960x540 --fps 8
  pathway-explorer animate my-pathway.yaml -o frames/run-%04d.png --fps 25 --size 1920x1080

Numbered pictures follow each other at the film's own speed, for programs that cut films.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``animate``."""
    parser.add_argument("file", metavar="FILE", help="a pathway file, or the id of a shipped pathway")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        required=True,
        help="the film: .gif or .webp; or numbered pictures: a folder, or a name such as film-%%04d.png",
    )
    parser.add_argument("--story", action="store_true", help="show the whole story of the file, step by step")
    add_look_options(parser, size="1280x720")
    parser.add_argument("--fps", type=float, default=10.0, metavar="N", help="pictures a second, 1 to 30; 10 if absent")
    parser.add_argument(
        "--pace",
        type=float,
        default=None,
        metavar="N",
        help="with --story, how much quicker than usual its words are read: 2 leaves half the time, 0.5 twice as much",
    )
    parser.add_argument("--replace", action="store_true", help="put numbered pictures in place of earlier ones")
    add_run_options(parser)


def run(options: argparse.Namespace) -> int:
    """Write the film.

    Raises:
        FileRefusedError: the file cannot be opened.
        UsageError: the options do not fit each other or the pathway.
        ExplorerError: the film cannot be drawn or written.
    """
    if not 1 <= options.fps <= 30:
        raise UsageError(f"--fps takes a number from 1 to 30, not {options.fps:g}")
    if options.story:
        story_instead_of_run(options, "--story")
    _check_pace(options)
    size = parse_size(options.size)
    pathway = load_file(options.file).pathway
    from explorer.ui.platform_check import ensure_drawing_possible

    ensure_drawing_possible()
    from explorer.ui.export.ending import EndingRefusedError
    from explorer.ui.export.film_files import check_film_ending, write_film
    from explorer.ui.export.headless import start_graphics

    path = _output(options.output, pathway)
    try:
        ending = check_film_ending(path)
    except EndingRefusedError as refusal:
        raise UsageError(f"-o {refusal}") from None
    application = start_graphics()
    film = _film(pathway, options, size)
    name = f"{options.output} ({sum(film.repeats):,} pictures)" if ending == ".png" else options.output
    files = write_film(film, path, _progress(name), replace=options.replace)
    del application  # alive until here: fonts need it
    if len(files) > 1:
        print(f"{len(files)} pictures: {files[0]} to {files[-1].name}")
    return 0


def _check_pace(options: argparse.Namespace) -> None:
    if options.pace is None:
        return
    if not options.story:
        raise UsageError("--pace is how quickly the words of a story are read: it goes with --story")
    if not SLOWEST_PACE <= options.pace <= QUICKEST_PACE:
        raise UsageError(f"--pace takes a number from {SLOWEST_PACE:g} to {QUICKEST_PACE:g}, not {options.pace:g}")


def _film(pathway: Pathway, options: argparse.Namespace, size: tuple[int, int] | None) -> Film:
    from explorer.pathway.diagram import diagram_of
    from explorer.ui.export.film import SIZE, run_film, story_film
    from explorer.ui.theme.roles import THEMES

    size, theme = size or SIZE, THEMES[options.theme]
    if options.story:
        return story_film(pathway, size=size, theme=theme, fps=options.fps, pace=options.pace or 1.0)
    timeline = timeline_of_asked(pathway, run_as_asked(pathway, options))
    return run_film(timeline, pathway, diagram_of(pathway), size=size, theme=theme, fps=options.fps)


def _output(text: str, pathway: Pathway) -> Path:
    """Return where the film goes; in a folder, numbered pictures are called after the pathway."""
    path = Path(text)
    is_folder = text.endswith(("/", os.sep)) or os.path.isdir(path)  # noqa: PTH112  (pathlib raises at too long a name)
    return path / f"{pathway.id}-%04d.png" if is_folder else path


def _progress(name: str) -> Callable[[float], None]:
    """Return what says on a terminal how far the work is, and nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda _: None
    last = -1

    def told(part: float) -> None:
        nonlocal last
        percent = int(part * 100)
        if percent != last:
            last = percent
            sys.stderr.write(f"\rWriting {name}: {percent:3d} %{'' if percent < 100 else chr(10)}")
            sys.stderr.flush()

    return told
