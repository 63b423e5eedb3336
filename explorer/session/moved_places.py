"""Where did this user move the nodes of pathways that are not theirs to write? A JSON file beside the settings."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from explorer.errors import ExplorerError
from explorer.io.files import write_atomically
from explorer.pathway.definition import Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from explorer.pathway.definition import Pathway, Point

_T = TypeVar("_T")
_MOST_PATHWAYS = 200
_FARTHEST = 1e6


class MovedPlaces:
    """Remembers moved nodes, and what went with them, by pathway.

    Reading never fails: what cannot be used is set aside and told.
    Only ids and places are kept, not what the file said: a newer version of a pathway keeps the moves that still
    make sense.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.complaint = ""

    def layout_for(self, key: str, pathway: Pathway) -> Layout | None:
        """Return where ``pathway`` is drawn by what is remembered under ``key``; None where that says nothing."""
        entry = self._read().get(key)
        if not isinstance(entry, dict):
            return None
        nodes = {id_: place for id_, place in _entries(entry, "nodes", _numbers) if id_ in pathway.nodes}
        if not nodes:
            return None
        from explorer.pathway.moving import relaid  # noqa: PLC0415  (most pathways stand as their file says)

        areas = {id_: (area[0], area[1], area[2], area[3]) for id_, area in _entries(entry, "compartments", _numbers4)}
        return relaid(pathway, Layout(nodes, areas, dict(_entries(entry, "edges", _route))))

    def remember(self, key: str, given: Layout, layout: Layout | None) -> None:
        """Keep under ``key`` what ``layout`` says otherwise than ``given``; None forgets.

        A failure is told in ``complaint`` and otherwise harmless.
        """
        content = self._read()
        known = content.pop(key, None)
        entry = _difference(given, layout) if layout is not None else {}
        if not entry and known is None:
            return
        if entry:
            content[key] = entry
        kept = dict(list(content.items())[-_MOST_PATHWAYS:])
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self.path, (json.dumps(kept, ensure_ascii=False) + "\n").encode())
        except (OSError, ExplorerError) as error:
            self.complaint = f"The moved positions could not be kept: {error}"

    def _read(self) -> dict[str, Any]:
        try:
            content = json.loads(self.path.read_bytes().decode("utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as error:
            self.complaint = f"The moved positions could not be read ({error.strerror}): {self.path}."
            return {}
        except (ValueError, RecursionError):
            content = None
        if isinstance(content, dict):
            return content
        self._set_aside()
        return {}

    def _set_aside(self) -> None:
        aside = self.path.with_suffix(".broken.json")
        try:
            self.path.replace(aside)
        except OSError as error:
            self.complaint = f"The file of moved positions {self.path} is damaged ({error.strerror})."
        else:
            self.complaint = f"The file of moved positions was damaged. It was set aside as {aside.name}."


def _difference(given: Layout, layout: Layout) -> dict[str, Any]:
    nodes = {id_: place[:2] for id_, place in layout.nodes.items() if place[:2] != given.nodes.get(id_, ())[:2]}
    if not nodes:
        return {}
    return {
        "nodes": nodes,
        "compartments": {id_: at for id_, at in layout.compartments.items() if at != given.compartments.get(id_)},
        "edges": {id_: route for id_, route in layout.edges.items() if route != given.edges.get(id_)},
    }


def _entries(entry: dict[str, Any], name: str, reading: Callable[[object], _T | None]) -> Iterator[tuple[str, _T]]:
    """Yield what can be used of one part of what is remembered."""
    part = entry.get(name)
    for id_, value in part.items() if isinstance(part, dict) else ():
        read = reading(value)
        if read is not None:
            yield id_, read


def _numbers(value: object, count: int = 2) -> tuple[float, ...] | None:
    usable = (
        isinstance(value, list)
        and len(value) == count
        and all(isinstance(one, int | float) and not isinstance(one, bool) for one in value)
        and all(math.isfinite(one) and abs(one) <= _FARTHEST for one in value)
    )
    return tuple(float(one) for one in value) if usable and isinstance(value, list) else None


def _numbers4(value: object) -> tuple[float, ...] | None:
    return _numbers(value, 4)


def _route(value: object) -> tuple[Point, ...] | None:
    points = [_numbers(point) for point in value] if isinstance(value, list) else []
    route = tuple((point[0], point[1]) for point in points if point is not None)
    is_usable = len(route) == len(points) > 1 and all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(route))
    return route if is_usable else None
