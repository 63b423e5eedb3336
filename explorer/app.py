"""Where does everything come together? The command line is read here, and every failure is turned into words."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import traceback
from typing import TYPE_CHECKING

from explorer.errors import ExplorerError, UsageError, WindowUnavailableError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence
    from pathlib import Path

FINE, PROBLEMS, WRONG_USAGE, NO_WINDOW = 0, 1, 2, 3
"""The exit codes of the program."""
_INTERRUPTED = 130  # as shells report a program ended by Ctrl-C
_PIPE_CLOSED = 141  # and one whose reader went away, as in `... | head`


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with the words ``argv`` (those of the process if None) and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    _print_any_character()
    return _guarded(lambda: _run(words), debug="--debug" in words)


def _run(words: list[str]) -> int:
    from explorer.cli.parser import parse

    try:
        invocation = parse(words)
    except SystemExit as stop:  # argparse has printed help or the version
        return int(stop.code or 0)
    if invocation.module is not None:
        return invocation.module.run(invocation.options)
    return _open_window(invocation.options)


def _open_window(options: argparse.Namespace) -> int:
    path: Path | None = None
    if options.file is not None:
        from explorer.cli.pathway_file import find_file

        path = find_file(options.file)
    from explorer.ui.window.start import open_window

    return open_window(
        path,
        time_start=options.time_start,
        debug=options.debug,
        present=options.present or options.kiosk,
        kiosk=options.kiosk,
    )


def _guarded(work: Callable[[], int], *, debug: bool) -> int:
    """Do ``work``; say in words what went wrong, and show a traceback only if ``debug``."""
    try:
        code = work()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _silence_output()
        return _PIPE_CLOSED
    except Exception as error:  # noqa: BLE001  (the one place where a user is spared a traceback)
        if debug:
            traceback.print_exc()
        known = _known(error)
        _say(str(known) if known is not None else _unexpected(error, debug=debug))
        return _exit_code(known)
    return code


def _known(error: Exception) -> ExplorerError | None:
    """Return the error whose words are meant for the user, or None where ``error`` is a fault of the program."""
    if isinstance(error, ImportError):
        from explorer.ui.platform_check import trouble_behind

        trouble = trouble_behind(error)
        return WindowUnavailableError(trouble) if trouble is not None else None
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:  # files are written with care: this was the output
        return ExplorerError("The output cannot be written: the disk is full.")
    return error if isinstance(error, ExplorerError) else None


def _exit_code(error: ExplorerError | None) -> int:
    if isinstance(error, UsageError):
        return WRONG_USAGE
    return NO_WINDOW if isinstance(error, WindowUnavailableError) else PROBLEMS


def _unexpected(error: Exception, *, debug: bool) -> str:
    words = " ".join(str(error).split())
    what = f"{type(error).__name__}: {words}" if words else type(error).__name__
    advice = "" if debug else "\nRun the same command with --debug to see where, and send that to the authors."
    return f"Something went wrong inside the program ({what}).{advice}"


def _say(text: str) -> None:
    with contextlib.suppress(OSError):  # nobody reads it any more
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def _print_any_character() -> None:
    """Let names such as TNF-α be printed on a terminal whose encoding lacks the letter, as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # absent without a console on Windows, and in some tests
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _silence_output() -> None:
    """Keep the interpreter from complaining about the closed pipe once more when it ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
