"""How large is a picture, and in which colours? The options that pictures and films share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.errors import UsageError

if TYPE_CHECKING:
    import argparse

THEME_NAMES = ("light", "dark", "projector", "print")
_SIZE = re.compile(r"(?P<width>\d{2,5})\s*[xX×]\s*(?P<height>\d{2,5})")


def add_look_options(parser: argparse.ArgumentParser, *, size: str) -> None:
    """Add --size, which is ``size`` if absent (in words), and --theme."""
    parser.add_argument("--size", metavar="1600x900", help=f"width and height in pixels; {size} if absent")
    parser.add_argument("--theme", choices=THEME_NAMES, default="light", help="the colours")


def parse_size(text: str | None) -> tuple[int, int] | None:
    """Return width and height in pixels, or None where none were given.

    Raises:
        UsageError: it cannot be read, or is less than 200 x 200.
    """
    if text is None:
        return None
    match = _SIZE.fullmatch(text.strip())
    if match is None or min(int(match["width"]), int(match["height"])) < 200:
        raise UsageError(f"--size takes width x height in pixels, at least 200x200, for example 1600x900, not '{text}'")
    return int(match["width"]), int(match["height"])


def story_instead_of_run(options: argparse.Namespace, option: str) -> None:
    """Check that nothing was asked to be run beside the story, which runs what its own steps say.

    Raises:
        UsageError: it was.
    """
    if options.phase or options.scenario is not None or options.settle_first:
        raise UsageError(f"{option} shows what the story runs; leave --phase, --scenario and --settle-first out")
