"""How is a file written without the window waiting? A name is asked for; a thread writes, with progress and cancel."""

from __future__ import annotations

import os
import re
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from explorer.errors import ExplorerError
from explorer.ui.background import Job
from explorer.ui.qt_types import make_all
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer.ui.window.main_window import MainWindow

_WRITING = "writing"
_TOLD_SECONDS = 0.1
"""Progress is told no more often than this."""


class GivenUpError(ExplorerError):
    """The user does not want the file any more; nothing was written."""


@dataclass(frozen=True)
class Outgoing:
    """A file to be written.

    Attributes:
        title: of the dialog that asks for a name, for example ``Export slides``.
        suggestion: the name that is offered, with its ending.
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
    """Ask for a name and write there, beside the window; returns the work, or None if no name was given."""
    suggestion = str(folder(window) / outgoing.suggestion)
    name, chosen = QFileDialog.getSaveFileName(window, outgoing.title, suggestion, outgoing.filters)
    if not name:
        return None
    path = with_ending(Path(name), chosen or outgoing.filters)
    is_there = os.path.exists(path)  # noqa: PTH110  (pathlib raises at too long a name)
    if path != Path(name) and is_there and not _may_replace(window, path):
        return None  # the dialog asks only about names as they are typed
    return write_aside(window, outgoing, path)


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
    begin = chosen.index("*") + 1
    return path.with_name(path.name + chosen[begin:].split(")", maxsplit=1)[0].split(maxsplit=1)[0])


def write_aside(window: MainWindow, outgoing: Outgoing, path: Path) -> Job[float]:
    """Write to ``path`` in a thread; the message bar tells how far it is, and where the file lies in the end."""
    bar = window.message_bar
    job: Job[float]
    said: str | None = None
    unwanted = threading.Event()

    def work(gives_up: Callable[[], bool]) -> Iterator[float]:
        nonlocal said
        last = time.monotonic()

        def told(part: float) -> None:
            nonlocal last
            if gives_up() or unwanted.is_set():
                raise GivenUpError(f"{path.name} was not written.")
            if time.monotonic() - last > _TOLD_SECONDS:
                last = time.monotonic()
                job.tell(part)

        told(0.0)
        said = outgoing.write(path, told)
        yield 1.0

    job = Job(work, window, leaves_things=True)
    job.setObjectName(_WRITING)

    def show_progress(part: float) -> None:
        if part < 1.0 and not unwanted.is_set():
            bar.take_back(outgoing.working)
            share = f": {part:.0%}" if part else "\N{HORIZONTAL ELLIPSIS}"
            bar.show_message(f"{outgoing.working}{share}", "information", action="Cancel", on_action=give_up)

    def give_up() -> None:
        # The work goes on until it notices, and may be done by then: only its end says whether there is a file.
        unwanted.set()
        bar.take_back(outgoing.working)
        bar.show_message(f"{outgoing.working} is being given up\N{HORIZONTAL ELLIPSIS}", "information")

    def end_well() -> None:
        window.export_folder = path.parent  # not before: a folder that makes trouble is not offered again
        bar.take_back(outgoing.working)
        show_saved(window, path, said or f"Saved {path}.")

    def end_badly(words: str) -> None:
        bar.take_back(outgoing.working)
        bar.show_message(words, "information" if unwanted.is_set() else "error")

    job.answered.connect(show_progress)
    job.finished.connect(end_well)
    job.failed.connect(end_badly)
    show_progress(0.0)
    make_all()  # the thread draws
    job.start()
    return job


def give_up_writing(window: MainWindow) -> None:
    """Let all that is being written stop soon: nothing of it is left behind."""
    for job in window.findChildren(Job, _WRITING, Qt.FindChildOption.FindDirectChildrenOnly):
        job.cancel()


def show_saved(window: MainWindow, path: Path, words: str) -> None:
    """Say in ``words`` where the file lies, and offer to show its folder."""
    place = QUrl.fromLocalFile(str(path.parent.absolute()))
    window.message_bar.show_message(
        words, "good", action="Show in folder", on_action=lambda: QDesktopServices.openUrl(place)
    )
