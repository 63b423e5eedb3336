"""How does a step of a story become a picture? With its words, its staging and its camera, placed as on stage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.pathway.geometry import Box
from explorer.pathway.sight import sight_of, wanted_in
from explorer.pathway.story import staging_of
from explorer.ui.canvas.cell_names import names_in, staged
from explorer.ui.canvas.drawing import Lettering
from explorer.ui.canvas.stage_room import LEGIBLE, RIM, room_of, rooms_of
from explorer.ui.export.caption import captions_of
from explorer.ui.export.page import Page, unit_of, words_room

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.session.moment import Moment
    from explorer.ui.canvas.stage_room import Room
    from explorer.ui.theme.roles import Theme

_MOST_CAPTION = 0.36
"""The part of the height that words above a diagram may take before their letters shrink."""
_SMALLEST_BESIDE = 0.88
"""The share of the usual letters that words beside a diagram are to have at least."""


def story_page(
    pathway: Pathway, diagram: Diagram, moment: Moment, theme: Theme, size: tuple[int, int], at: int
) -> Page:
    """Return the page on which step ``at`` (from 0) of the story stands, with its words, its staging and its camera."""
    step, unit = pathway.story[at], unit_of(*size)
    page = Page(pathway, diagram, moment, theme, *size, staging=staging_of(pathway, step), unit=unit, is_lit=True)
    page = replace(page, caption=captions_of(pathway)[at], title=step.title)
    room = _rooms(page)[at]
    view = room.view(unit)
    sight = sight_of(diagram, pathway, step, view)
    seen, zoom = staged(pathway, diagram, page.staging, sight), view.width / sight.width
    names = names_in(seen, zoom=zoom, legible=LEGIBLE * unit, rim=RIM * unit, label_scale=theme.label_scale)
    caption = replace(captions_of(pathway)[at], is_column=room.is_beside)
    page = replace(page, caption=caption, room=room, frame=sight, legible=LEGIBLE * unit)
    return replace(page, lettering=Lettering(names=names))


def _rooms(page: Page) -> tuple[Room, ...]:
    """Return the places of the words and the diagram of every step, on pages like ``page``."""
    pathway, unit, size = page.pathway, page.unit, (page.width, page.room_height)
    captions = captions_of(pathway)
    line = words_room(room_of(size, unit, above=0.0, is_beside=False), unit)
    needed = max(caption.height(line.width(), unit) for caption in captions)
    above = min(needed, _MOST_CAPTION * page.height) + line.top() + 8.0 * unit
    column = words_room(room_of(size, unit, above=0.0, is_beside=True), unit)

    def fits_beside(at: int) -> bool:
        return replace(captions[at], is_column=True).fits(column, unit * _SMALLEST_BESIDE)

    wanted = [wanted_in(page.diagram, pathway, step) for step in pathway.story]
    return rooms_of(wanted, size, unit, above=above, fits_beside=fits_beside)


def as_seen_from(frame: Box, place: QRectF, other: QRectF) -> Box:
    """Return what ``other`` shows of a diagram that stays where it is on the page, where ``place`` shows ``frame``.

    ``place`` and ``other`` are in pixels.
    """
    scale = frame.width / place.width()
    left = frame.left + (other.left() - place.left()) * scale
    top = frame.top + (other.top() - place.top()) * scale
    return Box(left, top, other.width() * scale, other.height() * scale)
