"""What leaves the window: is it written aside, and is the user told in words?"""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from pptx import Presentation
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox

from explorer.io.numbered_files import NumberedFiles
from explorer.pathway.excerpt import Asked, PartQuestion
from explorer.session.commands import ToggleNode
from explorer.session.film import Shot
from explorer.ui.background import wait_for_threads
from explorer.ui.export.film import story_film
from explorer.ui.export.picture import PictureRefusedError
from explorer.ui.window.exports.films import NO_STORY as NO_FILM
from explorer.ui.window.exports.films import film_run, film_story, save_film
from explorer.ui.window.exports.look import FILM, PICTURE, Look
from explorer.ui.window.exports.look_dialog import LookDialog
from explorer.ui.window.exports.pictures import copy_picture, copy_svg, export_picture, view_of
from explorer.ui.window.exports.slides import NO_STORY, export_story, export_view
from explorer.ui.window.exports.writing import Outgoing, write_aside

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QSize
    from pytestqt.qtbot import QtBot

    from explorer.ui.export.film import Film
    from explorer.ui.window.main_window import MainWindow


BY_NAME = "as the ending of its name says"


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file that the user chooses, given without its ending."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "talk"), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    return tmp_path / "talk.pptx"


def test_the_story_and_the_view_are_written(window: MainWindow, chosen: Path, qtbot: QtBot) -> None:
    """The story a slide a step; the view as one."""
    steps = len(window.workspace.open_document.state.base.story)
    for export, slides in ((export_story, steps), (export_view, 1)):
        job = export(window)
        assert job is not None
        qtbot.waitUntil(lambda: str(chosen) in window.message_bar.text.text(), timeout=20_000)
        assert slides == len(Presentation(str(chosen)).slides)
        assert job.wait(5)


def test_what_is_given_up_is_not_written(window: MainWindow, chosen: Path, qtbot: QtBot) -> None:
    """Cancel leaves no file behind."""
    job = export_story(window)
    assert job is not None
    window.message_bar.action.click()
    qtbot.waitUntil(lambda: "talk.pptx was not written." == window.message_bar.text.text(), timeout=20_000)
    assert job.wait(20)
    assert not chosen.exists()


def test_closing_the_window_anyway_gives_up_what_is_being_written(window: MainWindow, tmp_path: Path) -> None:
    """It stops where it next tells how far it is, with nothing left behind, instead of being cut off by the end."""
    begun, folder = threading.Event(), tmp_path / "out"
    folder.mkdir()

    def write(path: Path, told: Callable[[float], None]) -> None:
        with NumberedFiles(path) as files:
            while True:
                files.add(b"picture")
                begun.set()
                told(0.5)

    job = write_aside(window, Outgoing("", "", "", "Writing the film", write), folder / "film-%04d.png")
    assert begun.wait(20)
    window.leaving.give_up_writing()
    assert window.close()
    assert wait_for_threads(20)
    assert not job.is_running
    assert [] == list(folder.iterdir())


def test_a_folder_that_cannot_be_written_is_told(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """In words, where the window is; nothing is raised."""
    target = tmp_path / "nowhere" / "talk.pptx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    job = export_view(window)
    assert job is not None
    qtbot.waitUntil(lambda: "nowhere" in window.message_bar.text.text(), timeout=20_000)
    assert job.wait(5)


def test_without_a_story_it_is_said(window: MainWindow, tmp_path: Path) -> None:
    """And no name is asked for."""
    file = tmp_path / "plain.bnet"
    file.write_text("targets, factors\nA, B\nB, A\n", encoding="utf-8")
    window.workspace.open(file)
    assert export_story(window) is None
    assert NO_STORY == window.message_bar.text.text()


def test_how_a_picture_looks_is_asked_first(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The choices decide what is written, are told in words beside a preview, and are kept for the next time."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "Dr. Meier"), "PNG picture (*.png)"))
    dialog = export_picture(window)
    qtbot.waitUntil(lambda: not dialog.picture.pixmap().isNull(), timeout=20_000)
    assert PICTURE == dialog.look
    dialog.choose_size((1280, 720))
    dialog.scale_choice.setCurrentIndex(dialog.scale_choice.findData(3.0))
    dialog.theme_choice.setCurrentIndex(dialog.theme_choice.findData("dark"))
    dialog.ground_choice.setChecked(True)
    qtbot.waitUntil(lambda: "3,840 × 2,160 pixels" in dialog.outcome.text(), timeout=20_000)
    chosen = Look((1280, 720), 3.0, "dark", is_transparent=True)
    assert chosen == dialog.look
    dialog.accept()
    assert dialog.wait(20)
    target = tmp_path / "Dr. Meier.png"
    qtbot.waitUntil(lambda: str(target) in window.message_bar.text.text(), timeout=20_000)
    image = QImage(str(target))
    assert (3840, 2160, 0) == (image.width(), image.height(), image.pixelColor(1, 1).alpha())
    again = export_picture(window)
    assert chosen == again.look
    again.reject()
    assert again.wait(20)


def test_a_size_of_ones_own_can_be_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    """The two sides appear when "Other" is chosen."""
    dialog = export_picture(window)
    assert dialog.width_choice.isHidden() or not dialog.width_choice.isVisible()
    dialog.size_choice.setCurrentIndex(dialog.size_choice.count() - 1)
    assert dialog.width_choice.isVisible()
    dialog.width_choice.setValue(1000)
    dialog.height_choice.setValue(500)
    assert (1000, 500) == dialog.look.size
    dialog.reject()
    assert dialog.wait(20)


def test_a_picture_takes_along_what_is_seen(window: MainWindow) -> None:
    """A part that is shown, and marks over the diagram."""
    window.canvas.show_part(PartQuestion(Asked.LEADING_TO, frozenset({"ATF4"})))
    view = view_of(window)
    assert "Tumor_Control" in view.seen.staging.hidden
    assert "ATF4" not in view.seen.staging.hidden
    assert view.page(PICTURE).staging == view.seen.staging
    window.canvas.show_part(None)
    assert frozenset() == view_of(window).seen.staging.hidden


def test_the_clipboard_takes_picture_and_drawing(window: MainWindow, qtbot: QtBot) -> None:
    """As an image; and as SVG, which is there as text too."""
    job = copy_picture(window)
    qtbot.waitUntil(lambda: "The picture is on the clipboard." == window.message_bar.text.text(), timeout=20_000)
    assert not QGuiApplication.clipboard().image().isNull()
    drawing = copy_svg(window)
    qtbot.waitUntil(lambda: "clipboard as SVG" in window.message_bar.text.text(), timeout=20_000)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasFormat("image/svg+xml")
    assert mime.text().startswith("<?xml")
    assert bytes(mime.data("image/svg+xml").data()).decode() == mime.text()
    assert job.wait(5)
    assert drawing.wait(5)


def test_a_huge_picture_is_copied_less_sharply(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As sharply as it can be drawn, and it is said."""
    monkeypatch.setattr("explorer.ui.export.picture._MOST_PIXELS", 1_000_000)
    job = copy_picture(window)
    qtbot.waitUntil(lambda: "instead of 2 ×, since it is large." in window.message_bar.text.text(), timeout=20_000)
    image = QGuiApplication.clipboard().image()
    assert 990_000 < image.width() * image.height() <= 1_000_000
    assert job.wait(5)


def test_a_run_is_filmed(window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was played last, in the look that was chosen."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "run"), ""))
    window.workspace.run(ToggleNode("Chronic_Stress"))
    dialog = film_run(window)
    assert dialog is not None
    qtbot.waitUntil(lambda: "pictures" in dialog.outcome.text(), timeout=20_000)
    assert FILM == dialog.look
    dialog.choose_size((960, 540))
    dialog.speed_choice.setValue(2)
    dialog.accept()
    qtbot.waitUntil(lambda: str(tmp_path / "run.gif") in window.message_bar.text.text(), timeout=60_000)
    with Image.open(tmp_path / "run.gif") as film:
        assert (960, 540) == film.size
        assert film.n_frames > window.workspace.player.timeline.last - window.workspace.player.timeline.replayed_from
    assert dialog.wait(5)


@pytest.mark.parametrize("name", ["story.gif", "story.png"])
def test_a_film_that_is_given_up_leaves_nothing(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Cancel ends it in the middle of a picture or two."""
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(folder / name), ""))
    pathway = window.workspace.open_document.state.base
    job = save_film(window, "Film", name, lambda look: story_film(pathway, size=look.size or (640, 480)), FILM)
    assert job is not None
    qtbot.waitUntil(lambda: "%" in window.message_bar.text.text(), timeout=20_000)
    action = window.message_bar.action
    action.click()
    qtbot.waitUntil(lambda: f"{name} was not written." == window.message_bar.text.text(), timeout=20_000)
    assert job.wait(20)
    assert [] == list(folder.iterdir())


def test_what_is_given_up_too_late_is_saved(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    """The file is there, and that is what is said."""
    go_on = threading.Event()

    def write(path: Path, told: Callable[[float], None]) -> None:
        assert go_on.wait(20)
        path.write_bytes(b"x")

    job = write_aside(window, Outgoing("Export", "a.txt", "Text (*.txt)", "Writing", write), tmp_path / "a.txt")
    window.message_bar.action.click()
    assert "Writing is being given up" in window.message_bar.text.text()
    go_on.set()
    qtbot.waitUntil(lambda: f"Saved {tmp_path / 'a.txt'}." == window.message_bar.text.text(), timeout=20_000)
    assert job.wait(5)


def test_films_need_a_story(window: MainWindow, tmp_path: Path) -> None:
    """It is said, and nothing is asked."""
    file = tmp_path / "plain.bnet"
    file.write_text("targets, factors\nA, B\nB, A\n", encoding="utf-8")
    window.workspace.open(file)
    assert film_story(window) is None
    assert NO_FILM == window.message_bar.text.text()


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No])
def test_a_file_whose_ending_was_left_out_is_not_replaced_unasked(
    window: MainWindow, chosen: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: QMessageBox.StandardButton
) -> None:
    """The dialog asks about the name as it was typed; the file that is meant has an ending."""
    chosen.write_bytes(b"old")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answer)
    job = export_view(window)
    if answer == QMessageBox.StandardButton.No:
        assert job is None
        assert b"old" == chosen.read_bytes()
    else:
        assert job is not None
        qtbot.waitUntil(lambda: str(chosen) in window.message_bar.text.text(), timeout=20_000)
        assert b"old" != chosen.read_bytes()
        assert job.wait(5)


def test_numbered_pictures_are_told_by_their_names(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not by the name that was typed, for there is no such file; a second time they are not overwritten."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "run.png"), ""))
    window.workspace.run(ToggleNode("Chronic_Stress"))
    for words in ("run-0001.png and ", "there are files of that name already: 'run-0001.png'"):
        dialog = film_run(window)
        assert dialog is not None
        dialog.choose_size((300, 200))
        dialog.speed_choice.setValue(2)
        dialog.accept()
        qtbot.waitUntil(lambda words=words: words in window.message_bar.text.text(), timeout=60_000)
        assert dialog.wait(5)


def test_what_is_too_large_for_a_png_is_said_before_a_name_is_asked_for(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what else can be done; then only drawings are offered, which are sharp at any size."""
    offered: list[str] = []

    def name(_window: object, _title: str, suggestion: str, filters: str) -> tuple[str, str]:
        offered.append(filters)
        assert suggestion.endswith("lcn2-shield")
        return str(tmp_path / "large"), "SVG drawing (*.svg)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    dialog = export_picture(window)
    dialog.choose_size((8000, 8000))
    dialog.scale_choice.setCurrentIndex(dialog.scale_choice.findData(8.0))
    words = "64,000 × 64,000 pixels are too many for a PNG: for one, choose sharpness 1\N{NO-BREAK SPACE}×."
    qtbot.waitUntil(lambda: dialog.outcome.text().startswith(words), timeout=20_000)
    dialog.accept()
    qtbot.waitUntil(lambda: f"Saved {tmp_path / 'large.svg'}." == window.message_bar.text.text(), timeout=20_000)
    assert ["SVG drawing (*.svg);;PDF document (*.pdf)"] == offered
    assert dialog.wait(20)


def test_no_name_is_asked_for_what_cannot_be_made(window: MainWindow, qtbot: QtBot) -> None:
    """The words say why; another choice opens the way again, and Enter before they are there waits for them."""

    def outcome(look: Look) -> str:
        if look.fps > 20:
            raise PictureRefusedError("a film of 9,000 pictures is too long")
        return "fine"

    def preview(_look: Look, _room: QSize) -> QImage:
        return QImage(4, 4, QImage.Format.Format_RGB32)

    dialog = LookDialog(window, "Film", FILM, outcome=outcome, preview=preview, is_film=True)
    accepted: list[Look] = []
    dialog.accepted.connect(lambda: accepted.append(dialog.look))
    dialog.open()
    dialog.speed_choice.setValue(30)
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.outcome.text() == "A film of 9,000 pictures is too long", timeout=20_000)
    assert not dialog.name_button.isEnabled()
    assert [] == accepted
    dialog.speed_choice.setValue(20)
    assert dialog.name_button.isEnabled()
    dialog.accept()
    qtbot.waitUntil(lambda: [20] == [look.fps for look in accepted], timeout=20_000)
    assert dialog.wait(20)


def test_how_many_numbered_pictures_there_would_be_is_told_first(window: MainWindow, qtbot: QtBot) -> None:
    """Of a film that stays at its steps these are many more than it has pictures."""
    dialog = film_story(window)
    assert dialog is not None
    dialog.speed_choice.setValue(30)
    film = made_story(window)
    words = f"{len(film.shots):,} pictures; {sum(film.repeats):,} files as numbered PNG"
    qtbot.waitUntil(lambda: dialog.outcome.text().endswith(words), timeout=20_000)
    assert sum(film.repeats) > 2 * len(film.shots)
    dialog.reject()
    assert dialog.wait(20)


def made_story(window: MainWindow) -> Film:
    """Return the story of what is open as a film of 30 pictures a second."""
    return story_film(window.workspace.open_document.state.base, fps=30)


@pytest.mark.parametrize(
    ("typed", "chosen", "written", "words"),
    [
        ("run", "Animated WebP (*.webp)", "run.webp", ""),
        ("run", "", "run.gif", ""),
        ("run.gif", "Animated WebP (*.webp)", "run.gif", f" Animated GIF, {BY_NAME}, not Animated WebP."),
        ("run.WEBP", "Animated WebP (*.webp)", "run.WEBP", ""),
    ],
)  # fmt: skip
def test_a_typed_ending_decides_and_else_the_kind_that_is_chosen(
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    chosen: str,
    written: str,
    words: str,
) -> None:
    """Where they differ it is said which of them it was; the name that is offered has no ending that could be left."""
    suggested: list[str] = []

    def name(_window: object, _title: str, suggestion: str, _filters: str) -> tuple[str, str]:
        suggested.append(suggestion.rpartition("/")[2])
        return str(tmp_path / typed), chosen

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    look = replace(FILM, size=(200, 200), fps=2)
    pathway = window.workspace.open_document.state.base
    film = replace(story_film(pathway, size=(200, 200), fps=2), shots=(Shot(0.0, 1.0),))
    job = save_film(window, "Film", "model.v2", lambda _: film, look)
    assert job is not None
    said = f"Saved {tmp_path / written}.{words}"
    qtbot.waitUntil(lambda: said == window.message_bar.text.text(), timeout=20_000)
    assert ["model-v2"] == suggested
    with Image.open(tmp_path / written) as image:
        assert written.rpartition(".")[2].upper() == image.format
    assert job.wait(5)


def test_the_keyboard_stays_on_cancel_while_progress_is_told(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    """Some ten times a second the words change; the button under the user's finger does not go away meanwhile."""
    go_on = threading.Event()

    def write(_path: Path, told: Callable[[float], None]) -> None:
        share = 0.0
        while not go_on.wait(0.01):
            share += 0.0001
            told(share)

    job = write_aside(window, Outgoing("Export", "a", "Text (*.txt)", "Writing", write), tmp_path / "a.txt")
    window.activateWindow()
    bar = window.message_bar
    bar.action.setFocus()
    assert bar.action.hasFocus()
    seen = bar.text.text()
    qtbot.waitUntil(lambda: bar.text.text() != seen and "%" in bar.text.text(), timeout=20_000)
    assert bar.action.hasFocus()
    qtbot.keyClick(bar.action, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "a.txt was not written." == bar.text.text(), timeout=20_000)
    go_on.set()
    assert job.wait(5)
