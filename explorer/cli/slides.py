"""How does a talk leave the program? As slides with editable shapes, one a step of the story."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.pathway_file import load_file
from explorer.errors import UsageError

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples:
  pathway-explorer slides lcn2-shield -o shield.pptx
  pathway-explorer slides my-pathway.yaml -o talk.pptx --theme projector

Nodes, arrows and compartments are native shapes; arrows are attached to their nodes. Notes go with the slides.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``slides``."""
    parser.add_argument("file", metavar="FILE", help="a pathway file with a story, or the id of a shipped pathway")
    parser.add_argument("-o", "--output", metavar="OUT.pptx", required=True, help="the presentation")
    parser.add_argument("--theme", choices=("light", "dark", "projector", "print"), default="light", help="the colours")


def run(options: argparse.Namespace) -> int:
    """Write the slides.

    Raises:
        FileRefusedError: the file cannot be opened.
        UsageError: the ending is not that of a presentation.
        ExplorerError: there is no story, or the file cannot be written.
    """
    path = Path(options.output)
    if path.suffix.casefold() != ".pptx":
        raise UsageError(f"-o {path}: slides are written as .pptx")
    pathway = load_file(options.file).pathway
    from explorer.ui.platform_check import ensure_drawing_possible

    ensure_drawing_possible()
    from explorer.ui.export.headless import start_graphics
    from explorer.ui.export.slides import story_slides
    from explorer.ui.theme.roles import THEMES

    application = start_graphics()
    story_slides(pathway, path, theme=THEMES[options.theme])
    del application  # alive until here: fonts need it
    return 0
