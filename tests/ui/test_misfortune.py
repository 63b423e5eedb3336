"""Whatever is written: what if the disk, the folder or the name is wrong? Clear words, and the old file stands."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parent / "canvas"))

from films import shield_film
from shield import figure, last_moment

from explorer.errors import ExplorerError, FileNotSavedError
from explorer.io.files import write_atomically
from explorer.ui.export.figure import Figure
from explorer.ui.export.film_files import write_film
from explorer.ui.export.handout import write_handout
from explorer.ui.export.picture import render_picture
from explorer.ui.export.slides import view_slide
from explorer.ui.theme.roles import LIGHT
from explorer.ui.window.exports.tables import run_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.usefixtures("qapp")


class Writer(NamedTuple):
    """Writes one kind of file.

    Attributes:
        name: of the file that is asked for.
        write: writes there.
        first: the file that appears first, if it is called otherwise.
        is_choosy: whether other endings are refused.
    """

    name: str
    write: Callable[[Path], object]
    first: str = ""
    is_choosy: bool = True

    @property
    def made(self) -> str:
        return self.first or self.name


def picture(path: Path) -> None:
    pathway, diagram, document = figure()
    render_picture(pathway, diagram, last_moment(document), path=path, size=(400, 300), scale=1.0)


def slide(path: Path) -> None:
    pathway, diagram, document = figure()
    view_slide(pathway, diagram, last_moment(document), path)


def film(path: Path) -> None:
    write_film(shield_film(size=(240, 200), fps=2), path)


def report(path: Path) -> None:
    from datetime import date

    from explorer.session.report_versions import Origin
    from explorer.session.reporting import Asked, report_of
    from explorer.ui.export.report import write_report

    pathway, diagram, document = figure()
    made = report_of(document.state, Asked(Origin("shield.yaml"), date(2026, 1, 1)))
    write_report(made, Figure(pathway, diagram, last_moment(document), LIGHT), path)


def table(path: Path) -> None:
    write_atomically(path, run_csv(figure()[2].state).encode() * 20)


WRITERS = (
    Writer("a.png", picture),
    Writer("a.svg", picture),
    Writer("a.pdf", picture),
    Writer("a.pptx", slide, is_choosy=False),
    Writer("a.gif", film),
    Writer("a.webp", film),
    Writer("a-%d.png", film, first="a-1.png"),
    Writer("report.html", report),
    Writer("report.pdf", report),
    Writer("handout.html", lambda path: write_handout(figure()[0], path), is_choosy=False),
    Writer("a.csv", table, is_choosy=False),
)
"""Whatever else is written is added here."""
every = pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: f"{writer.write.__name__}-{writer.name}")
OLD = b"what was there before"


@contextlib.contextmanager
def no_larger_than(size: int) -> Iterator[None]:
    """Let no file grow beyond ``size`` bytes, as on a disk that is full."""
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() if path.is_file() else b"" for path in folder.iterdir()}


def with_old(folder: Path, writer: Writer) -> dict[str, bytes]:
    """Put a file where the first one of ``writer`` would be, unless it refuses to overwrite; returns what is there."""
    (folder / ("other.png" if writer.first else writer.made)).write_bytes(OLD)
    return content(folder)


@every
def test_a_full_disk(tmp_path: Path, writer: Writer) -> None:
    """What is written is cut off in the middle: it is said, the old file stands, and nothing is left beside it."""
    before = with_old(tmp_path, writer)
    with no_larger_than(700), pytest.raises(FileNotSavedError, match="so large a file may not be written there"):
        writer.write(tmp_path / writer.name)
    assert before == content(tmp_path)


@every
def test_no_space_left(tmp_path: Path, writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system says so when the file is forced to the disk."""
    before = with_old(tmp_path, writer)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileNotSavedError, match=r"the disk is full\. Free some space"):
        writer.write(tmp_path / writer.name)
    assert before == content(tmp_path)


@every
def test_a_read_only_folder(tmp_path: Path, writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is named as what is in the way. (The superuser may write everywhere: for it, the system is played.)"""
    before = with_old(tmp_path, writer)
    if os.name == "nt" or os.geteuid() == 0:

        def refuses(path: object, *_: object, **__: object) -> int:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(os, "open", refuses)
        monkeypatch.setattr(os, "mkdir", refuses)
        monkeypatch.setattr(Path, "mkdir", refuses)
    else:
        tmp_path.chmod(0o500)
    with pytest.raises(FileNotSavedError, match="the folder is read-only"):
        writer.write(tmp_path / writer.name)
    monkeypatch.undo()
    tmp_path.chmod(0o700)
    assert before == content(tmp_path)


@every
def test_an_existing_file_is_replaced_as_a_whole(tmp_path: Path, writer: Writer) -> None:
    """Numbered pictures, of which nobody was asked about each, are not overwritten, and that is said."""
    (tmp_path / writer.made).write_bytes(OLD)
    if writer.first:
        with pytest.raises(FileNotSavedError, match=r"there are files of that name already: 'a-1\.png'"):
            writer.write(tmp_path / writer.name)
        assert {"a-1.png": OLD} == content(tmp_path)
    else:
        writer.write(tmp_path / writer.name)
        assert [writer.name] == list(content(tmp_path))
        assert content(tmp_path)[writer.name] != OLD


@every
@pytest.mark.parametrize(
    "stem",
    [
        "two words",
        "Überlebenszeit µ γ 腫瘍",
        'it\'s "quoted" & <odd>; $(date)',
        "-o",
        "..dots..",
        "n" * 200,
        "100 % sure",
        "\N{GRINNING FACE}",
    ],
)
def test_odd_names(tmp_path: Path, writer: Writer, stem: str) -> None:
    """Blanks, umlauts, quotes, a leading dash, a percent sign, two hundred letters: the file is called just so."""
    if os.name == "nt" and set(stem) & set('"<>'):
        pytest.skip("Windows has no such names")
    name = f"{stem}{Path(writer.name).suffix}"
    writer.write(tmp_path / name)
    made = list(content(tmp_path))
    if writer.first:
        assert all(one.startswith(stem.replace("%", "_")) and one.endswith(".png") for one in made)
    else:
        assert [name] == made


@every
def test_a_name_that_is_too_long(tmp_path: Path, writer: Writer) -> None:
    """250 letters of two bytes each."""
    with pytest.raises(FileNotSavedError, match=r"the file name is too long\. Choose a shorter one"):
        writer.write(tmp_path / f"{'ü' * 250}{Path(writer.name).suffix}")
    assert {} == content(tmp_path)


@every
def test_a_name_that_is_none(tmp_path: Path, writer: Writer) -> None:
    """No file system takes a NUL."""
    with pytest.raises(FileNotSavedError, match="this is not a file name"):
        writer.write(tmp_path / f"a\0b{Path(writer.name).suffix}")
    assert {} == content(tmp_path)


@every
def test_a_folder_of_that_name(tmp_path: Path, writer: Writer) -> None:
    """It stays, with what is in it."""
    folder = tmp_path / writer.made
    folder.mkdir()
    (folder / "inside").write_bytes(OLD)
    with pytest.raises(FileNotSavedError, match=r"this is a folder|there are files of that name already"):
        writer.write(tmp_path / writer.name)
    assert ({writer.made: b""}, {"inside": OLD}) == (content(tmp_path), content(folder))


@every
def test_a_folder_that_is_not_there(tmp_path: Path, writer: Writer) -> None:
    """It is not made silently."""
    with pytest.raises(FileNotSavedError, match=r"there is no such folder\. Make the folder first"):
        writer.write(tmp_path / "none" / writer.name)
    assert {} == content(tmp_path)


@every
@pytest.mark.parametrize("ending", ["", ".txt", ".docx"])
def test_another_ending(tmp_path: Path, writer: Writer, ending: str) -> None:
    """Where the ending decides what is written, another one is refused with those that can be written."""
    if not writer.is_choosy:
        pytest.skip("one kind of file, whatever it is called; the ending is checked where it is asked for")
    with pytest.raises(ExplorerError, match=r"\.(png|gif|html)"):
        writer.write(tmp_path / f"a{ending}")
    assert {} == content(tmp_path)
