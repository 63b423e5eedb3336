"""Are the pictures of a film those of the canvas? And is it small, steady, and left when it is given up?"""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent / "canvas"))

from films import longest_film, shield_film, shield_timeline
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from shield import figure

from explorer import CAUTION
from explorer.errors import FileNotSavedError
from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.session.film import Shot
from explorer.session.moment import moment_at
from explorer.ui.canvas.scene import DiagramScene
from explorer.ui.export.ending import EndingRefusedError
from explorer.ui.export.film import between, story_film
from explorer.ui.export.film_files import frames_pattern, write_film
from explorer.ui.export.picture import PictureRefusedError, picture_image
from explorer.ui.theme.roles import DARK, LIGHT, PROJECTOR, THEMES, Theme
from explorer.ui.window.exports.writing import GivenUpError

if TYPE_CHECKING:
    from explorer.ui.export.film import Film

pytestmark = pytest.mark.usefixtures("qapp")
SIZE = (640, 480)
SHIELD = next(path for path in shipped_pathways() if path.stem == "lcn2-shield")


def as_pillow(image: QImage) -> Image.Image:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    size = (image.width(), image.height())
    return Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "RGB", image.bytesPerLine(), 1)


def frames(path: Path) -> list[tuple[Image.Image, int]]:
    """Return every picture of a film file, with its milliseconds."""
    found = []
    with Image.open(path) as film:
        for number in range(film.n_frames):
            film.seek(number)
            found.append((film.convert("RGB"), film.info["duration"]))
    return found


def drawn(film: Film) -> list[tuple[Image.Image, float]]:
    """Return every picture of a film as it is drawn, those alike joined, with its seconds."""
    found: list[tuple[Image.Image, float]] = []
    for shot in film.shots:
        image = as_pillow(film.image(shot))
        if found and ImageChops.difference(found[-1][0], image).getbbox() is None:
            found[-1] = (image, found[-1][1] + shot.seconds)
        else:
            found.append((image, shot.seconds))
    return found


def away(one: Image.Image, other: Image.Image) -> tuple[float, int]:
    """Return how far two pictures are apart: the mean over all pixels, and the most of any, in levels of 255."""
    difference = ImageChops.difference(one, other)
    return max(ImageStat.Stat(difference).mean), max(high for _, high in difference.getextrema())


def most_of(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return how far two pictures are apart at each pixel, in the colour that differs most."""
    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


@pytest.mark.parametrize("theme", [LIGHT, DARK, PROJECTOR], ids=lambda theme: theme.name)
def test_a_gif_shows_what_is_drawn(tmp_path: Path, theme: Theme) -> None:
    """Every picture, but for the palette: hardly any pixel is off, and none far."""
    film = shield_film(size=SIZE, theme=theme)
    write_film(film, tmp_path / "a.gif")
    shown, wanted = frames(tmp_path / "a.gif"), drawn(film)
    assert len(wanted) == len(shown)
    for (image, _), (exact, _) in zip(shown, wanted, strict=True):
        mean, most = away(image, exact)
        assert mean < 0.4
        assert most < 40
        assert theme.canvas == "#{:02x}{:02x}{:02x}".format(*image.getpixel((3, 3)))


@pytest.mark.parametrize("theme", [LIGHT, DARK, PROJECTOR], ids=lambda theme: theme.name)
def test_flat_colours_are_exact(tmp_path: Path, theme: Theme) -> None:
    """A colour that covers a thousandth of a picture is in its GIF as it is, however alike another one is."""
    film, _ = longest_film(theme=theme)
    write_film(film, tmp_path / "a.gif")
    shown, wanted = frames(tmp_path / "a.gif")[-1][0], as_pillow(film.image(film.shots[-1]))
    flat = {colour for times, colour in wanted.getcolors(1 << 24) if times > 0.001 * wanted.width * wanted.height}
    assert set() == flat - {colour for _, colour in shown.getcolors(1 << 24)}
    assert len(flat) > 5


def test_numbered_pictures_are_exactly_those_of_the_moments(tmp_path: Path) -> None:
    """One after the other at the film's speed: each is the picture that would be exported then."""
    film, timeline = shield_film(size=SIZE, fps=5), shield_timeline()
    files = write_film(film, tmp_path / "a.png")
    assert sorted(tmp_path.iterdir()) == list(files)
    assert len(files) == round(film.seconds * 5)
    pathway, diagram, _ = figure()
    ended = 0.0
    for shot in film.shots:
        file = files[round(ended * 5)]
        ended += shot.seconds
        moment = moment_at(timeline, shot.position)
        wanted = picture_image(pathway, diagram, moment, size=SIZE, scale=1.0, lit=True)
        assert wanted == QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)


def test_a_webp_loses_nothing(tmp_path: Path) -> None:
    """Every picture, pixel by pixel, and the caution."""
    film = shield_film(size=SIZE, fps=4)
    write_film(film, tmp_path / "a.webp")
    shown = frames(tmp_path / "a.webp")
    wanted = drawn(film)
    assert [(0.0, 0)] * len(wanted) == [
        away(*pair) for pair in zip((i for i, _ in shown), (i for i, _ in wanted), strict=True)
    ]
    with Image.open(tmp_path / "a.webp") as film_file:
        assert CAUTION == film_file.getexif()[0x010E]


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
@pytest.mark.parametrize("part", [0.0, 0.3, 0.5, 0.62, 0.8])
def test_a_picture_is_what_the_canvas_shows(theme: str, part: float) -> None:
    """In the middle of a step as at its end: pulses, glows, and nodes between two states."""
    pathway, diagram, _ = figure()
    timeline = shield_timeline()
    moment = moment_at(timeline, timeline.replayed_from + 2 + part)
    film = shield_film(size=(1000, 800), theme=THEMES[theme])
    page = film.page(next(shot for shot in film.shots if shot.position >= timeline.replayed_from + 2))
    area = page.diagram_area
    picture = as_pillow(
        picture_image(pathway, diagram, moment, size=(1000, 800), scale=1.0, theme=THEMES[theme], lit=True)
    ).crop((0, round(area.top()) + 1, 1000, round(area.bottom()) - 1))
    scene = DiagramScene(THEMES[theme])
    scene.show_pathway(pathway, diagram)
    scene.show_moment(moment)
    bounds = diagram.bounds
    scale = min(area.width() / bounds.width, area.height() / bounds.height)
    scene.set_scale(scale, 1.0)
    canvas = QImage(1000, 800, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(THEMES[theme].canvas)
    painter = QPainter(canvas)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    half = (area.width() / scale / 2, area.height() / scale / 2)
    x, y = bounds.centre
    scene.render(painter, area, QRectF(x - half[0], y - half[1], 2 * half[0], 2 * half[1]))
    painter.end()
    screen = as_pillow(canvas).crop((0, round(area.top()) + 1, 1000, round(area.bottom()) - 1))
    difference = ImageChops.difference(picture, screen).convert("L")
    # Nodes of the canvas stand on whole pixels, so that edges of letters and borders differ by a shade.
    assert ImageStat.Stat(difference).mean[0] < 2.0
    assert sum(difference.histogram()[90:]) < 0.006 * difference.width * difference.height


def test_what_does_not_change_keeps_its_colour(tmp_path: Path) -> None:
    """No flicker: a pixel whose colour is the same on two pictures of the film is the same on those of the GIF."""
    film = shield_film(size=SIZE)
    write_film(film, tmp_path / "a.gif")
    shown, wanted = [image for image, _ in frames(tmp_path / "a.gif")], [image for image, _ in drawn(film)]
    for at in range(1, len(wanted)):
        same = most_of(wanted[at], wanted[at - 1]).point(lambda level: 0 if level else 255)
        assert (0, 0) == ImageChops.darker(same, most_of(shown[at], shown[at - 1])).getextrema()


def test_times_add_up(tmp_path: Path) -> None:
    """The GIF lasts as long as the film, to a hundredth of a second a picture at most, and says what it is."""
    film = shield_film(size=SIZE, fps=12)
    write_film(film, tmp_path / "a.gif")
    assert sum(time for _, time in frames(tmp_path / "a.gif")) == pytest.approx(film.seconds * 1000, abs=20)
    assert CAUTION.encode() in (tmp_path / "a.gif").read_bytes()
    with Image.open(tmp_path / "a.gif") as shown:
        assert (0, SIZE) == (shown.info["loop"], shown.size)


def test_ten_steps_of_the_largest_pathway_are_small(tmp_path: Path) -> None:
    """Ten steps at 1280 x 720 take less than 5 MB; how fast is measured in tests/benchmarks/films.py."""
    film, steps = longest_film()
    assert (10, (1280, 720)) == (steps, film.size)
    [path] = write_film(film, tmp_path / "a.gif")
    assert len(frames(path)) > 60
    assert path.stat().st_size < 5_000_000


@pytest.mark.parametrize("name", ["a.gif", "a.webp", "a-%d.png"])
def test_what_is_given_up_leaves_nothing(tmp_path: Path, name: str) -> None:
    """Neither a part of the film nor anything aside, and an earlier film stands."""
    (tmp_path / "a.gif").write_bytes(b"old")
    told: list[float] = []

    def give_up(part: float) -> None:
        told.append(part)
        if part > 0.5:
            raise GivenUpError("given up")

    with pytest.raises(GivenUpError):
        write_film(shield_film(size=(320, 240), fps=3), tmp_path / name, give_up)
    assert sorted(told) == told
    assert {"a.gif": b"old"} == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_story_is_told_with_its_words(tmp_path: Path) -> None:
    """Each step has its own words and camera; the diagram stands at the same place; between steps the camera glides."""
    film = story_film(load(SHIELD).pathway, size=(960, 540), fps=4)
    pages = [film.page(shot) for shot in film.shots]
    steps = load(SHIELD).pathway.story
    assert [step.title for step in steps] == list(dict.fromkeys(page.title for page in pages))
    for number in range(len(steps)):
        areas = {
            page.diagram_area.getRect() for shot, page in zip(film.shots, pages, strict=True) if shot.step == number
        }
        assert 1 == len(areas)
    assert all(page.caption is not None and page.caption.sources for page in pages if page.caption)
    ways = [(shot, page) for shot, page in zip(film.shots, pages, strict=True) if shot.arrival < 1.0]
    assert len(steps) - 1 == len({shot.step for shot, _ in ways})
    assert all(page.arrival is not None for _, page in ways)
    for size in (SIZE, (1280, 720), (1920, 1080)):
        page = story_film(load(SHIELD).pathway, size=size).page(film.shots[-1])
        assert page.diagram_area.height() > 0.4 * size[1]


def test_the_camera_moves_from_one_place_to_the_other() -> None:
    """It begins here, ends there, and what lies between does not swing out of sight."""
    from explorer.pathway.geometry import Box

    here, there = Box(0, 0, 160, 90), Box(400, 300, 640, 360)
    assert here == between(here, there, 0.0)
    end = between(here, there, 1.0)
    assert (there.left, there.top, there.width) == pytest.approx((end.left, end.top, end.width))
    middle = between(here, there, 0.5)
    assert here.width < middle.width < there.width
    assert middle.right < there.right


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.mp4", "'.mp4' is not that of a film"),
        ("a", "the name has no ending. Use .gif"),
        ("a.jpg", "numbered pictures"),
    ],
)
def test_other_endings_are_refused(tmp_path: Path, name: str, words: str) -> None:
    """In words that name those that can be written; no file appears."""
    with pytest.raises(EndingRefusedError, match=words):
        write_film(shield_film(size=SIZE), tmp_path / name)
    assert [] == list(tmp_path.iterdir())


def test_what_is_in_the_way_is_found_before_anything_is_drawn(tmp_path: Path) -> None:
    """A missing folder is no news after a minute of drawing."""
    for name in ("a.gif", "a.webp", "a.png"):
        told: list[float] = []
        with pytest.raises(FileNotSavedError, match="there is no such folder"):
            write_film(shield_film(size=SIZE), tmp_path / "none" / name, told.append)
        assert [] == told


def test_a_film_that_nobody_could_watch_is_refused() -> None:
    """Before it is drawn; and so is one of a pathway without a story."""
    with pytest.raises(PictureRefusedError, match="too long; at most 3,000"):
        shield_film(fps=1000)
    with pytest.raises(PictureRefusedError, match="no story"):
        story_film(figure()[0])


def test_giving_up_is_heard_while_a_picture_stays(tmp_path: Path) -> None:
    """One that is seen for ten seconds is three hundred files: it is asked before each whether they are wanted."""
    film = replace(shield_film(size=(320, 240), fps=30), shots=(Shot(1.0, 10.0),))
    told: list[float] = []

    def give_up(part: float) -> None:
        told.append(part)
        if len(told) == 4:
            raise GivenUpError("enough")

    with pytest.raises(GivenUpError):
        write_film(film, tmp_path / "a.png", give_up)
    assert [0.0, 1 / 300, 2 / 300, 3 / 300] == told
    assert [] == list(tmp_path.iterdir())


def test_too_many_numbered_pictures_are_refused(tmp_path: Path) -> None:
    """Before any is drawn, and with what to do instead: as a GIF the same film is a picture or two."""
    film = replace(shield_film(size=(320, 240), fps=30), shots=(Shot(1.0, 400.0),))
    told: list[float] = []
    with pytest.raises(PictureRefusedError, match=r"12,000 numbered pictures are too many; .* or \.gif"):
        write_film(film, tmp_path / "a.png", told.append)
    assert [] == told
    assert [] == list(tmp_path.iterdir())
    assert (tmp_path / "a.gif",) == write_film(film, tmp_path / "a.gif")


def test_pictures_of_a_film_are_called_after_it() -> None:
    """A name without a number gets one; a percent sign in it is no place for a number."""
    assert [Path("a-%04d.png"), Path("b%02d.png"), Path("5_-%04d.png")] == [
        frames_pattern(Path(name)) for name in ("a.png", "b%02d.png", "5%.png")
    ]


def test_what_pillow_reads_back_is_one_palette(tmp_path: Path) -> None:
    """No picture brings colours of its own."""
    write_film(shield_film(size=SIZE, fps=3), tmp_path / "a.gif")
    content = io.BytesIO((tmp_path / "a.gif").read_bytes())
    with Image.open(content) as film:
        for number in range(film.n_frames):
            film.seek(number)
            assert len(film.tile) <= 1
