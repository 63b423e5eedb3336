"""What is on each picture of a film? The page that a picture of that moment has; of a story, the camera on its way."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from explorer.pathway.diagram import diagram_of
from explorer.pathway.geometry import Box
from explorer.pathway.story import staging_of
from explorer.session.film import FRAMES_A_SECOND, run_shots, story_shots, story_timelines
from explorer.session.moment import entered, moment_at
from explorer.ui.canvas.drawing import Arrival, Geometry
from explorer.ui.canvas.seen import PLAIN
from explorer.ui.export.page import page_of
from explorer.ui.export.picture import PictureRefusedError, page_image
from explorer.ui.export.story_page import as_seen_from, story_page
from explorer.ui.theme.roles import LIGHT
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from explorer.pathway.definition import Layout, Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.session.film import Shot
    from explorer.session.timeline import Timeline
    from explorer.ui.canvas.seen import Seen
    from explorer.ui.export.page import Page
    from explorer.ui.theme.roles import Theme

SIZE = (1280, 720)
"""Pixels of a film, unless others are asked for."""
MOST_SHOTS = 3000
SLOWEST, FASTEST = 1.0, 30.0
"""Pictures a second."""


@dataclass(frozen=True)
class Film:
    """A film on its way out.

    Attributes:
        title: what it is called.
        shots: its pictures in order.
        page: returns the page of a shot.
    """

    title: str
    size: tuple[int, int]
    fps: float
    shots: tuple[Shot, ...]
    page: Callable[[Shot], Page]

    def __post_init__(self) -> None:
        """Refuse what nobody could watch.

        Raises:
            PictureRefusedError: it has too many pictures, or the size makes no sense.
        """
        if len(self.shots) > MOST_SHOTS:
            raise PictureRefusedError(
                f"a film of {len(self.shots):,} pictures is too long; at most {MOST_SHOTS:,} are written. "
                "Take fewer pictures a second, or fewer steps."
            )

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return sum(shot.seconds for shot in self.shots)

    @cached_property
    def repeats(self) -> tuple[int, ...]:
        """How often the picture of each shot comes as a file where all follow each other at the film's own speed."""
        written, ended, found = 0, 0.0, []
        for shot in self.shots:
            ended += shot.seconds
            found.append(max(1, round(ended * self.fps) - written))
            written += found[-1]
        return tuple(found)

    def image(self, shot: Shot) -> QImage:
        """Return the picture of ``shot``."""
        return page_image(self.page(shot))


def run_film(
    timeline: Timeline,
    pathway: Pathway,
    diagram: Diagram,
    *,
    first: int = 0,
    size: tuple[int, int] = SIZE,
    theme: Theme = LIGHT,
    fps: float = FRAMES_A_SECOND,
    seen: Seen = PLAIN,
) -> Film:
    """Return the film of the columns of ``timeline`` from ``first`` on, drawn as ``pathway`` in ``diagram``.

    Raises:
        PictureRefusedError: it would be too long.
    """
    geometry = Geometry(pathway, diagram)

    def page(shot: Shot) -> Page:
        made = page_of(pathway, diagram, moment_at(timeline, shot.position), theme, size, seen=seen)
        return replace(made, is_lit=True, geometry=geometry)

    return Film(pathway.title, size, fps, run_shots(first, timeline.last, fps=fps), page)


def story_film(
    pathway: Pathway,
    *,
    size: tuple[int, int] = SIZE,
    theme: Theme = LIGHT,
    fps: float = FRAMES_A_SECOND,
    pace: float = 1.0,
    layout: Layout | None = None,
) -> Film:
    """Return the film of the story of ``pathway``, drawn in the places of ``layout`` if given.

    ``pace`` is how much quicker than usual its words are read.

    Raises:
        PictureRefusedError: there is no story, or it would be too long.
    """
    if not pathway.story:
        raise PictureRefusedError(f"{pathway.title} has no story: there is nothing to make a film of.")
    timelines = story_timelines(pathway)
    drawn = [replace(timeline.source, layout=layout).drawn for timeline in timelines]

    @cache
    def places_of(at: int) -> tuple[Diagram, Geometry]:
        if at and drawn[at] is drawn[at - 1]:
            return places_of(at - 1)
        diagram = diagram_of(drawn[at])
        return diagram, Geometry(drawn[at], diagram)

    @cache
    def end_of(at: int) -> Page:
        diagram, geometry = places_of(at)
        made = story_page(drawn[at], diagram, moment_at(timelines[at], timelines[at].last), theme, size, at)
        return replace(made, geometry=geometry)

    def page(shot: Shot) -> Page:
        made = replace(end_of(shot.step), moment=entered(moment_at(timelines[shot.step], shot.position)))
        if shot.arrival >= 1.0 or not shot.step or made.frame is None:
            return made
        left = end_of(shot.step - 1)
        assert left.frame is not None
        arrival = Arrival(staging_of(drawn[shot.step - 1], pathway.story[shot.step - 1]), min(1.0, shot.arrival / 0.65))
        begin = as_seen_from(left.frame, left.diagram_area, made.diagram_area)
        old, new = left.lettering.names, made.lettering.names
        lettering = replace(made.lettering, arriving=frozenset(id_ for id_ in new if new[id_] != old.get(id_)))
        frame = between(begin, made.frame, eased(shot.arrival))
        return replace(made, frame=frame, arrival=arrival, lettering=lettering)

    return Film(pathway.title, size, fps, story_shots(pathway, fps=fps, pace=pace), page)


def story_step_page(
    pathway: Pathway, at: int, *, size: tuple[int, int] = SIZE, theme: Theme = LIGHT, layout: Layout | None = None
) -> Page:
    """Return the page on which step ``at`` (from 0) of the story of ``pathway`` has come to rest."""
    timeline = story_timelines(pathway)[at]
    drawn = replace(timeline.source, layout=layout).drawn
    return story_page(drawn, diagram_of(drawn), moment_at(timeline, timeline.last), theme, size, at)


def between(left: Box, reached: Box, part: float) -> Box:
    """Return what the camera sees on its way; it moves as that of the canvas does.

    Places move with the zoom, so that what lies between does not swing out of sight.
    """
    growth = reached.width / left.width
    width = left.width * growth**part
    share = part if abs(growth - 1.0) < 1e-3 else (width - left.width) / (reached.width - left.width)
    (x, y), (to_x, to_y) = left.centre, reached.centre
    return Box.around((x + (to_x - x) * share, y + (to_y - y) * share), width, left.height * width / left.width)


def eased(part: float) -> float:
    """Return ``part`` of a way that begins and ends slowly (cubic, as the canvas's camera)."""
    return 4 * part**3 if part < 0.5 else 1 - (2 - 2 * part) ** 3 / 2
