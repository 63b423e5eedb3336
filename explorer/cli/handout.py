"""How does a pathway leave the program for people without it? As one HTML file with live switches, for any browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.pathway_file import load_file
from explorer.errors import UsageError

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples:
  pathway-explorer handout lcn2-shield -o shield.html
  pathway-explorer handout my-pathway.yaml -o talk.html --theme dark

The file needs no network and no program but a browser, on a phone too: readers flip drugs and conditions, play
scenarios and the story step by step, and find the outcome table and every source. It prints as pages to read.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``handout``."""
    parser.add_argument("file", metavar="FILE", help="a pathway file, or the id of a shipped pathway")
    parser.add_argument("-o", "--output", metavar="OUT.html", required=True, help="the page")
    parser.add_argument(
        "--theme",
        choices=("light", "dark", "projector", "print"),
        help="the colours in which the page opens; what the reader's system prefers if absent",
    )


def run(options: argparse.Namespace) -> int:
    """Write the handout.

    Raises:
        FileRefusedError: the file cannot be opened.
        UsageError: the ending is not that of a page.
        ExplorerError: the pathway is too large, or the file cannot be written.
    """
    path = Path(options.output)
    if path.suffix.casefold() not in (".html", ".htm"):
        raise UsageError(f"-o {path}: a handout is written as .html")
    pathway = load_file(options.file).pathway
    from explorer.ui.platform_check import ensure_drawing_possible

    ensure_drawing_possible()
    from explorer.ui.export.handout import write_handout
    from explorer.ui.export.headless import start_graphics
    from explorer.ui.theme.roles import THEMES

    application = start_graphics()
    write_handout(pathway, path, theme=THEMES[options.theme] if options.theme else None)
    del application  # alive until here: fonts need it
    return 0
