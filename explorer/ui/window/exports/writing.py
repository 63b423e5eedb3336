"""How is a file written without the window waiting? A name is asked for; a thread writes, with progress and cancel."""

from __future__ import annotations

import os
import re
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from explorer.ui.background import Job
from explorer.ui.export.telling import GivenUpError
from explorer.ui.qt_types import make_all
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from explorer.ui.window.main_window import MainWindow

_AND_SO_ON = "\N{HORIZONTAL ELLIPSIS}"
_TOLD_SECONDS = 0.1
"""Progress is told no more often than this."""


@dataclass(frozen=True)
class Outgoing:
    """A file to be written.

    Attributes:
        title: of the dialog that asks for a name, for example ``Export slides``.
        suggestion: the name that is offered, without an ending.
        filters: kinds of file in Qt's words, the first offered, for example ``PowerPoint (*.pptx)``.
        working: what is said meanwhile, for example ``Writing slides``.
        write: called in a thread with the path and a function that takes the share done, from 0 to 1; that function
            raises ``GivenUpError`` once the user has given up. May return what to say in the end, if that is not
            that the path was saved.
    """

    title: str
    suggestion: str
    filters: str
    working: str
    write: Callable[[Path, Callable[[float], None]], str | None]


def ask_and_write(window: MainWindow, outgoing: Outgoing) -> Job[float] | None:
    """Ask for a name and write there, beside the window; returns the work, or None if no name was given.

    An ending that is typed decides what is written. Where there are several kinds of file the name is offered without
    one, so that the kind that is chosen decides otherwise.
    """
    kinds = kinds_of(outgoing.filters)
    stem = outgoing.suggestion.replace(".", "-")  # or what follows a dot could pass for an ending
    suggestion = str(folder(window) / (stem if len(kinds) > 1 else stem + next(iter(kinds))))
    name, chosen = QFileDialog.getSaveFileName(window, outgoing.title, suggestion, outgoing.filters)
    if not name:
        return None
    path = with_ending(Path(name), chosen or outgoing.filters)
    is_there = os.path.exists(path)  # noqa: PTH110  (pathlib raises at too long a name)
    if path != Path(name) and is_there and not _may_replace(window, path):
        return None  # the dialog asks only about names as they are typed
    return write_aside(window, outgoing, path, remark=_difference(kinds, path, chosen))


def _may_replace(window: MainWindow, path: Path) -> bool:
    question = f"{path.name} is there already. Replace it?"
    answer = QMessageBox.question(window, "Replace the file?", question)
    return answer == QMessageBox.StandardButton.Yes


def folder(window: MainWindow) -> Path:
    """Return the folder that is offered: where the last file of this session went, else the user's own."""
    return window.export_folder if window.export_folder.is_dir() else Path.home()


_ENDING = re.compile(r"\.(?=.*[a-z])\w{1,5}", re.IGNORECASE)
"""What can be meant as an ending; the rest of a name such as ``Dr. Meier`` or ``draft 1.2`` is not."""


def with_ending(path: Path, chosen: str) -> Path:
    """Return ``path``, with the ending of the kind of file that was ``chosen`` if it has none."""
    if _ENDING.fullmatch(path.suffix):
        return path
    return path.with_name(path.name + next(iter(kinds_of(chosen))))


_KIND = re.compile(r"(?P<words>[^;]+) \(\*(?P<ending>\.\w+)\)")


def kinds_of(filters: str) -> dict[str, str]:
    """Return for each ending in Qt's words what is written under it: ``.gif`` for ``Animated GIF (*.gif)``."""
    return {found["ending"]: found["words"] for found in _KIND.finditer(filters)}


def _difference(kinds: Mapping[str, str], path: Path, chosen: str) -> str:
    """Return what is said where another kind of file was ``chosen`` than the ending of ``path`` means; else nothing."""
    meant = kinds.get(path.suffix.casefold(), "")
    other = next(iter(kinds_of(chosen).values()), meant)
    return f" {meant}, as the ending of its name says, not {other}." if meant and meant != other else ""


def write_aside(window: MainWindow, outgoing: Outgoing, path: Path, *, remark: str = "") -> Job[float]:
    """Write to ``path`` in a thread; the message bar tells how far it is, and where the file lies in the end.

    ``remark`` is said then, too.
    """
    unwanted = threading.Event()
    job: Job[float]
    said: list[str] = []

    def work(gives_up: Callable[[], bool]) -> Iterator[float]:
        words = _write(outgoing, path, lambda: gives_up() or unwanted.is_set(), job.tell)
        said.append((words or f"Saved {path}.") + remark)
        yield 1.0

    job = Job(work, window, leaves_things=True)
    bar, leaving = window.message_bar, window.leaving
    part = 0.0

    def show_progress() -> None:
        if not unwanted.is_set():
            _show_progress(window, outgoing.working, part, give_up)

    def hear(told: float) -> None:
        nonlocal part
        if told < 1.0:
            part = told
            leaving.tell(job, told)
            show_progress()

    def give_up() -> None:
        # The work goes on until it notices, and may be done by then: only its end says whether there is a file.
        unwanted.set()
        words = f"{outgoing.working} is being given up{_AND_SO_ON}"
        bar.show_message(words, "information")

    def end(words: str = "") -> None:
        leaving.changed.disconnect(following)
        bar.take_back(outgoing.working)
        if not words:
            window.export_folder = path.parent  # not before: a folder that makes trouble is not offered again
            show_saved(window, path, said[0])
        else:
            bar.show_message(words, "information" if unwanted.is_set() else "error")
        leaving.end(job, in_trouble=bool(words) and not unwanted.is_set())

    following = leaving.changed.connect(show_progress)
    job.answered.connect(hear)
    job.finished.connect(end)
    job.failed.connect(end)
    leaving.begin(job, path.name)
    show_progress()
    make_all()  # the thread draws
    job.start()
    return job


def _show_progress(window: MainWindow, working: str, part: float, give_up: Callable[[], None]) -> None:
    """Say what is being written and how far it is, with a way to give it up, or to keep the window open after it."""
    # Shown in place of what was said before, without taking that back: the keyboard stays on the button.
    bar, leaving = window.message_bar, window.leaving
    words = f"{working}: {part:.0%}" if part else working
    if leaving.is_waiting:
        words += ". The window closes by itself once everything is written."
        bar.show_message(words, "information", action="Keep it open", on_action=leaving.stay)
    else:
        words += "" if part else _AND_SO_ON
        bar.show_message(words, "information", action="Cancel", on_action=give_up)


def _write(
    outgoing: Outgoing, path: Path, is_unwanted: Callable[[], bool], tell: Callable[[float], None]
) -> str | None:
    """Let ``outgoing`` be written, in a thread; it hears whether it is still wanted, and is not heard too often."""
    last = time.monotonic()

    def told(part: float) -> None:
        nonlocal last
        if is_unwanted():
            raise GivenUpError(f"{path.name} was not written.")
        if time.monotonic() - last > _TOLD_SECONDS:
            last = time.monotonic()
            tell(part)

    told(0.0)
    return outgoing.write(path, told)


def show_saved(window: MainWindow, path: Path, words: str) -> None:
    """Say in ``words`` where the file lies, and offer to show its folder."""
    place = QUrl.fromLocalFile(str(path.parent.absolute()))
    window.message_bar.show_message(
        words, "good", action="Show in folder", on_action=lambda: QDesktopServices.openUrl(place)
    )
