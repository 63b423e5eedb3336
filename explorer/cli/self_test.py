"""Does the program work on this machine? The real window is opened and tried; see ``explorer.ui.window.self_test``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples:
  pathway-explorer self-test
  xvfb-run pathway-explorer self-test        on a machine without a screen

exit codes: 0 all is well, 1 something failed, 3 no window can be opened
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``self-test``: none."""


def run(options: argparse.Namespace) -> int:  # noqa: ARG001  (every subcommand takes its options)
    """Open the window, try it, and return 0 if all is well.

    Raises:
        WindowUnavailableError: no window can be opened here.
    """
    from explorer.ui.window.self_test import run_self_test

    return run_self_test()
