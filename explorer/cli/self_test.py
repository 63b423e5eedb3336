"""Does the program work on this machine? The real window is opened and tried; see ``explorer.ui.window.self_test``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.errors import WindowUnavailableError
from explorer.ui.platform_check import ensure_window_possible, trouble_behind

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples:
  pathway-explorer self-test
  xvfb-run pathway-explorer self-test        on a machine without a screen
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``self-test``: none."""


def run(options: argparse.Namespace) -> int:  # noqa: ARG001  (every subcommand takes its options)
    """Open the window, try it, and return 0 if all is well.

    Raises:
        WindowUnavailableError: no window can be opened here.
    """
    ensure_window_possible()
    try:
        from explorer.ui.window.self_test import self_test
    except ImportError as error:
        trouble = trouble_behind(error)
        if trouble is None:
            raise
        raise WindowUnavailableError(trouble) from error
    return self_test()
